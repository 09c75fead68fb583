"""Tags as words, for an engine that knows nothing of markup.

Each run of tags becomes a word such as `XQ1`. Of some twenty forms tried on the neural models this one came through
unharmed most often, when spaces stand around it; the spaces that were put in are taken out again.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from lingopoint_local.translate.line import Line, Role, Tag, joined

_MASK = re.compile(r"(\s*)\bXQ(\d+)(?!\w)(\s*)")


def mask(line: Line) -> str:
    """The line as plain text, its runs of tags as `XQ1`, `XQ2`, ..."""
    pieces = [part if isinstance(part, str) else f"XQ{number}" for number, part in _numbered(line)]
    for index, (before, after) in enumerate(_glue(line)):
        pieces[index] = f"{' ' * before}{pieces[index]}{' ' * after}"
    return "".join(pieces)


def unmask(answer: str, line: Line) -> Line | None:
    """The engine's answer to `mask(line)` with the tags back in their places, or None when one of them is lost."""
    runs = {number: part for number, part in _numbered(line) if not isinstance(part, str)}
    glue = {number: glued for (number, part), glued in zip(_numbered(line), _glue(line), strict=True) if number}
    parts: list[str | Tag] = []
    position = 0
    for match in _MASK.finditer(answer):
        number = int(match.group(2))
        if number not in runs:
            return None
        before, after = glue[number]
        parts += [answer[position : match.start()], "" if before else match.group(1), *runs.pop(number)]
        parts.append("" if after else match.group(3))
        position = match.end()
    return None if runs else joined([*parts, answer[position:]])


def _numbered(line: Line) -> Iterator[tuple[int, str | tuple[Tag, ...]]]:
    """Text under 0, and runs of tags under their numbers from 1."""
    number = 0
    for is_tag, parts in groupby(line, lambda part: isinstance(part, Tag)):
        if is_tag:
            number += 1
            yield number, tuple(part for part in parts if isinstance(part, Tag))
        else:
            yield 0, "".join(part for part in parts if isinstance(part, str))


def _glue(line: Line) -> Iterator[tuple[bool, bool]]:
    """For each piece, whether a space has to be put before it and after it; no text ever needs one."""
    pieces = [part for _, part in _numbered(line)]
    for index, part in enumerate(pieces):
        before = pieces[index - 1] if index else ""
        after = pieces[index + 1] if index + 1 < len(pieces) else ""
        if isinstance(part, str) or not isinstance(before, str) or not isinstance(after, str):
            yield False, False
            continue
        closes = all(tag.role is Role.CLOSE for tag in part)
        opens = all(tag.role is Role.OPEN for tag in part)
        yield _touches(before[-1:], inside=closes), _touches(after[:1], inside=opens)


def _touches(character: str, inside: bool) -> bool:
    """Whether the neighbouring character would run into the mask; inside a pair, punctuation does so too."""
    return character.isalnum() or (inside and bool(character.strip()))
