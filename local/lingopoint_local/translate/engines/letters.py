"""A one-to-one mapping of letters, which shows to the letter what was sent. For any languages.

`Contact {name}` becomes `Pbagnpg {anzr}`: nothing is protected, so that all which ought not to have been sent is seen
in what comes back, and nothing but letters changes, so that `restored` gives the very text that was sent. Letters of
the Latin alphabet move by 13 places; any other one becomes the next letter of its script and case among its neighbours,
which take as many bytes.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from lingopoint_local.translate.engines.any_pair import AnyPair
from lingopoint_local.translate.line import Line, Tag

_ALPHABETS = ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_PLACES = 13
_ASCII = {
    ord(letter): alphabet[(index + _PLACES) % 26] for alphabet in _ALPHABETS for index, letter in enumerate(alphabet)
}
_NEIGHBOURS = 7
"""Bits of a code point that neighbours do not share. What UTF-8 takes changes at multiples of 128 only."""


class Letters(AnyPair):
    """See `Engine`."""

    name = "letters"
    description = (
        "Not a translation: every letter is exchanged for another one, and nothing else changes, for any pair."
    )
    verbatim = False

    def translate(self, lines: Sequence[Line], source: str, target: str) -> list[Line]:  # noqa: ARG002  as engines have it
        """See `Engine.translate`."""
        return [tuple(part if isinstance(part, Tag) else exchanged(part) for part in line) for line in lines]


def exchanged(text: str) -> str:
    """The text with every letter (`str.isalpha`) exchanged for another one."""
    return text.translate(_ASCII if text.isascii() else _table())


def restored(text: str) -> str:
    """The text of which `exchanged` made this one."""
    return text.translate({ord(new): chr(old) for old, new in (_ASCII if text.isascii() else _table()).items()})


@cache
def _table() -> dict[int, str]:
    others = (letter for letter in map(chr, range(128, 0x110000)) if letter.isalpha())
    return _ASCII | dict(_rounds(others))


def _rounds(letters: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The exchange, in rounds of like letters; those that are alone make rounds by case, and at last one of all."""
    rest = list(letters)
    for alike in (_alphabet, unicodedata.category, lambda _: None):
        groups: dict[object, list[str]] = defaultdict(list)
        for letter in rest:
            groups[alike(letter)].append(letter)
        rest = [group[0] for group in groups.values() if len(group) == 1]
        for group in groups.values():
            if len(group) > 1:
                yield from ((ord(old), new) for old, new in pairwise([*group, group[0]]))


def _alphabet(letter: str) -> object:
    script = unicodedata.name(letter, "").partition(" ")[0]
    return ord(letter) >> _NEIGHBOURS, script, unicodedata.category(letter)
