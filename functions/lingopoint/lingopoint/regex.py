"""`re.compile`, right on every Python from 3.11 on.

Before Python 3.11.5 a possessive repeat of a group, such as `(?:[^*]|\\*(?!/))*+`, goes wrong when its last turn fails
half-way. The same repeat in an atomic group, `(?>(?:[^*]|\\*(?!/))*)`, means the same and is right everywhere, so on
such a Python (Debian 12 has one) patterns are spelled that way when they are compiled.
"""

import re
from typing import AnyStr

_IS_BROKEN = re.match("(?:a(?!c))*+ac", "aac") is None
_POSSESSIVE = re.compile(r"([*+?]|\{\d*,?\d*\})\+")
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\\\]])*\]|[()]|[^\\\[()]", re.DOTALL)
_TOKEN_VERBOSE = re.compile(rf"#[^\n]*|{_TOKEN.pattern}", re.DOTALL)


def compile_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The compiled pattern. Raises re.error as `re.compile` does."""
    if not _IS_BROKEN:
        return re.compile(pattern, flags)
    if isinstance(pattern, bytes):
        return re.compile(atomic(pattern.decode("latin-1"), flags).encode("latin-1"), flags)
    return re.compile(atomic(pattern, flags), flags)


def atomic(pattern: str, flags: int = 0) -> str:
    """`pattern` with every possessive repeat of a group as an atomic group around a greedy one."""
    pieces: list[str] = []
    opened: list[int] = []
    position = 0
    token = _TOKEN_VERBOSE if flags & re.VERBOSE else _TOKEN
    while match := token.match(pattern, position):
        position = match.end()
        pieces.append(match[0])
        if match[0] == "(":
            opened.append(len(pieces) - 1)
        elif match[0] == ")":
            start = opened.pop()
            repeat = _POSSESSIVE.match(pattern, position)
            if repeat:
                position = repeat.end()
                pieces[start:] = [f"(?>{''.join(pieces[start:])}{repeat[1]})"]
    return "".join(pieces)
