"""Lists of attributes, such as those of a block or a macro: `[quote#id.role%option,name="value"]`."""

from collections.abc import Iterator
from typing import NamedTuple

from lingopoint.regex import compile_pattern

_ONE = compile_pattern(
    r"""[ \t]*+(?:([\w][\w.-]*+)[ \t]*=[ \t]*)?"""
    r"""(?:"((?:[^"\\]|\\.)*+)"[ \t]*(?=,|$)|'((?:[^'\\]|\\.)*+)'[ \t]*(?=,|$)|([^,]*+))(?:,|$)"""
)
_STYLE = compile_pattern(r"[^#.%]*")
_OPTION = compile_pattern(r"%([\w-]+)")
SEEN = frozenset({"alt", "caption", "reftext", "title"})
"""Attributes whose values people read."""


class Attribute(NamedTuple):
    """One attribute: the value stands in the text from `start` to `end`, without its quotes. A position has no name."""

    name: str
    start: int
    end: int
    quote: str


def attributes(text: str) -> Iterator[Attribute]:
    """The attributes of a list, in order."""
    at = 0
    while at < len(text):
        found = _ONE.match(text, at)
        if found is None or found.end() == at:
            return
        group = next(group for group in (2, 3, 4) if found[group] is not None)
        start, end = found.span(group)
        if group == 4:
            end = start + len(found[4].rstrip())
        yield Attribute(found[1] or "", start, end, ("", "", '"', "'", "")[group])
        at = found.end()


class Pending:
    """What the lines above a block say of it."""

    def __init__(self) -> None:
        self.is_empty = True
        self.style = ""
        self.named: dict[str, str] = {}
        self.options: set[str] = set()
        self.has_id = False

    def add(self, text: str, found: list[Attribute]) -> None:
        """Take another list in; `text` is what it was found in."""
        self.is_empty = False
        for index, one in enumerate(found):
            value = text[one.start : one.end]
            if one.name:
                self.named[one.name] = value
                self.has_id = self.has_id or one.name == "id"
            elif index == 0:
                style = _STYLE.match(value)
                self.style = (style[0].strip() if style else "") or self.style
                self.options.update(_OPTION.findall(value))
                self.has_id = self.has_id or "#" in value
        for name in ("options", "opts"):
            self.options.update(option.strip() for option in self.named.get(name, "").split(","))
