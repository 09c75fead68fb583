"""A line of text with its inline markup: what an engine translates."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from itertools import count
from typing import NamedTuple


class Role(Enum):
    """What a tag is to the text around it. KEEP is content that must come back as it is: a word that no engine sees."""

    OPEN = "open"
    CLOSE = "close"
    LONE = "lone"
    KEEP = "keep"


class Tag(NamedTuple):
    """Markup or protected content. `number` is unique within its line; `partner` is the other end of a pair, or 0."""

    raw: str
    role: Role
    number: int
    partner: int = 0


Line = tuple[str | Tag, ...]


def tags(line: Iterable[str | Tag]) -> Iterator[Tag]:
    """The tags of a line, in order."""
    return (part for part in line if isinstance(part, Tag))


def text(line: Iterable[str | Tag]) -> str:
    """The human text of a line, without its tags."""
    return "".join(part for part in line if isinstance(part, str))


def has_letters(value: str) -> bool:
    """Whether there is anything to translate."""
    return any(map(str.isalpha, value))


def joined(parts: Iterable[str | Tag]) -> Line:
    """A line without empty or neighbouring strings."""
    line: list[str | Tag] = []
    for part in parts:
        if isinstance(part, str) and line and isinstance(line[-1], str):
            line[-1] += part
        elif part:
            line.append(part)
    return tuple(line)


def kept(line: Line, pattern: re.Pattern[str], raw: Callable[[str], str] = str) -> Line:
    """The line with each match of `pattern` in its text as a KEEP tag of `raw(match)`, numbered after its own tags."""
    return joined(_kept(line, pattern, raw))


def _kept(line: Line, pattern: re.Pattern[str], raw: Callable[[str], str]) -> Iterator[str | Tag]:
    numbers = count(max((tag.number for tag in tags(line)), default=0) + 1)
    for part in line:
        if isinstance(part, Tag):
            yield part
            continue
        position = 0
        for match in pattern.finditer(part):
            yield part[position : match.start()]
            yield Tag(raw(match.group()), Role.KEEP, next(numbers))
            position = match.end()
        yield part[position:]


def intact(source: Iterable[Tag], target: Iterable[Tag]) -> bool:
    """Whether a translation holds the very tags of its source, each once, and pairs that nest."""
    target = list(target)
    return sorted(source, key=_number) == sorted(target, key=_number) and _nested(target)


def _number(tag: Tag) -> int:
    return tag.number


def _nested(found: Iterable[Tag]) -> bool:
    unclosed: list[int] = []
    for tag in found:
        if tag.role is Role.OPEN:
            unclosed.append(tag.number)
        elif tag.role is Role.CLOSE and (not unclosed or unclosed.pop() != tag.partner):
            return False
    return not unclosed


def paired(parts: Iterable[tuple[str, Role, str] | str]) -> Line:
    """A line from text and `(raw, role, element name)` triples; an end without its partner becomes LONE."""
    items = list(parts)
    partners: dict[int, int] = {}
    unclosed: list[int] = []
    for index, item in enumerate(items):
        if isinstance(item, str):
            continue
        if item[1] is Role.OPEN:
            unclosed.append(index)
        elif item[1] is Role.CLOSE and any(items[opened][2] == item[2] for opened in unclosed):
            while items[opened := unclosed.pop()][2] != item[2]:
                pass
            partners |= {index: opened + 1, opened: index + 1}
    return tuple(item if isinstance(item, str) else _tag(item, index, partners) for index, item in enumerate(items))


def _tag(item: tuple[str, Role, str], index: int, partners: dict[int, int]) -> Tag:
    raw, role, _ = item
    partner = partners.get(index, 0)
    if not partner and role in (Role.OPEN, Role.CLOSE):
        role = Role.LONE
    return Tag(raw, role, index + 1, partner)
