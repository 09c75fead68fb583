"""Pseudo-translation: text that is plainly not the original, is longer, and can still be read. For any languages.

`Contact us` becomes `[Çööñţååçţ ůůš]`. Brackets show where a string begins and ends, so that a cut or glued string
shows at once; doubled vowels lengthen it by about a third, as a real translation would; and every letter is another
letter, so that text which never went to the translator stands out. Letters with a base in the Latin alphabet get an
accent (another one where they have that accent already); one of any other script becomes a neighbour in its script.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import chain

from lingopoint_local.translate.engines.any_pair import AnyPair
from lingopoint_local.translate.engines.protect import protect, release
from lingopoint_local.translate.line import Line, Tag, has_letters, joined, text

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "åƀçđéƒğħîĵķļɱñöþɋŕšţůṽŵẋýžÅƁÇĐÉƑĞĦÎĴĶĻṀÑÖÞɊŔŠŢŮṼŴẊÝŽ"
_OTHER = "àḃčďēḟġĥïǰǩľṁńôṗʠřśťùʋẁẍŷźÀḂČĎĒḞĠĤÏɈǨĽṂŃÔṖɊŘŚŤÙṾẀẌŶŹ"
_FIRST = dict(zip(_PLAIN, _ACCENTED, strict=True))
_SECOND = dict(zip(_PLAIN, _OTHER, strict=True))
_VOWELS = frozenset("aeiouAEIOU")


class Pseudo(AnyPair):
    """See `Engine`."""

    name = "pseudo"
    description = "Not a translation: every letter is changed and every string bracketed and lengthened, for any pair."
    verbatim = False

    def translate(self, lines: Sequence[Line], source: str, target: str) -> list[Line]:  # noqa: ARG002  as engines have it
        """See `Engine.translate`."""
        return [pseudo(line) for line in lines]


def pseudo(line: Line) -> Line:
    """One line in brackets, its text accented; a line without letters stays as it is."""
    if not has_letters(text(line)):
        return line
    parts = [part if isinstance(part, Tag) else "".join(map(_accented, part)) for part in protect(line)]
    return joined(("[", *release(parts, line), "]"))


@cache
def _accented(character: str) -> str:
    if not character.isalpha():
        return character
    base = unicodedata.normalize("NFKD", character)[0]
    if base not in _FIRST:
        return _next_letter(character)
    accented = _FIRST[base] if _FIRST[base] != character else _SECOND[base]
    return accented * 2 if base in _VOWELS else accented


def _next_letter(character: str) -> str:
    here = ord(character)
    near = chain(range(here + 1, here + 200), range(here - 1, max(0, here - 200), -1))
    letters = [letter for letter in map(chr, near) if letter.isalpha()]
    alike = (letter for letter in letters if unicodedata.category(letter) == unicodedata.category(character))
    return next(alike, letters[0])
