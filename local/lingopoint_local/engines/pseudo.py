"""Pseudo-translation: text that is plainly not the original, is longer, and can still be read. For any languages.

`Contact us` becomes `[Çööñţååçţ ůůš]`. Brackets show where a string begins and ends, so that a cut or glued string
shows at once; doubled vowels lengthen it by about a third, as a real translation would; and every letter is another
letter, so that text which never went to the translator stands out. Letters with a base in the Latin alphabet get an
accent (another one where they have that accent already); a letter of any other script becomes the next of its script.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

from lingopoint_local.engines.protect import protect, release
from lingopoint_local.line import Line, Tag, has_letters, joined, text

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "åƀçđéƒğħîĵķļɱñöþɋŕšţůṽŵẋýžÅƁÇĐÉƑĞĦÎĴĶĻṀÑÖÞɊŔŠŢŮṼŴẊÝŽ"
_OTHER = "àḃčďēḟġĥïǰǩľṁńôṗʠřśťùʋẁẍŷźÀḂČĎĒḞĠĤÏɈǨĽṂŃÔṖɊŘŚŤÙṾẀẌŶŹ"
_FIRST = dict(zip(_PLAIN, _ACCENTED, strict=True))
_SECOND = dict(zip(_PLAIN, _OTHER, strict=True))
_VOWELS = frozenset("aeiouAEIOU")


class Pseudo:
    """See `Engine`."""

    name = "pseudo"
    description = "Not a translation: every letter is changed and every string bracketed and lengthened, for any pair."
    verbatim = False

    def pairs(self) -> list[str]:
        """See `Engine.pairs`."""
        return ["*"]

    def supports(self, source: str, target: str) -> bool:  # noqa: ARG002
        """See `Engine.supports`."""
        return True

    def advice(self, source: str, target: str) -> str:  # noqa: ARG002
        """See `Engine.advice`."""
        return ""

    def translate(self, lines: Sequence[Line], source: str, target: str) -> list[Line]:  # noqa: ARG002
        """See `Engine.translate`."""
        return [pseudo(line) for line in lines]

    def close(self) -> None:
        """See `Engine.close`."""


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
    category = unicodedata.category(character)
    following = (chr(ord(character) + step) for step in range(1, 200))
    return next((letter for letter in following if unicodedata.category(letter) == category), character + "\u0331")
