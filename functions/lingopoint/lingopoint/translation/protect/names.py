"""Names that are never translated, made KEEP codes as placeholders are."""

import re
from collections.abc import Iterator, Sequence

from lingopoint.regex import compile_pattern
from lingopoint.translation.protect.placeholders import UNSPACED
from lingopoint.unit import Code, CodeKind, Part, Parts, Work, numbered

_IN_WORD = rf"(?![{UNSPACED}])\w"
"""What makes a name part of a longer word. In scripts without spaces words have no such ends."""


class Names:
    """Some names: whole words, with the case that they have; a space is any white space."""

    def __init__(self, names: Sequence[str]) -> None:
        longest_first = sorted({" ".join(name.split()) for name in names}, key=len, reverse=True)
        spelled = "|".join(r"\s++".join(map(re.escape, name.split(" "))) for name in longest_first if name)
        self._pattern = compile_pattern(rf"(?<!{_IN_WORD})(?:{spelled})(?!{_IN_WORD})") if spelled else None

    def protect(self, parts: Parts, work: Work) -> Parts:
        """`parts`, already protected, with each name in their text a KEEP code. New codes are counted in `work`."""
        pattern = self._pattern
        if pattern is None or not any(isinstance(part, str) and pattern.search(part) for part in parts):
            return parts
        return numbered(_split(parts, pattern, work))


def _split(parts: Parts, pattern: re.Pattern[str], work: Work) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, str):
            yield from _split_text(part, pattern, work)
        else:
            yield part


def _split_text(text: str, pattern: re.Pattern[str], work: Work) -> Iterator[Part]:
    start = 0
    for match in pattern.finditer(text):
        if match.start() > start:
            yield text[start : match.start()]
        work.code()
        yield Code(CodeKind.KEEP, 0, None, match.group())
        start = match.end()
    if start < len(text):
        yield text[start:]
