"""Runs of Markdown: what one block holds between block boundaries, as text and codes.

A run is a paragraph, a heading, a table cell, or the text of a tight list item.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from lingopoint.unit import CodeKind

_LONGEST_SHOWN: Final = 200


class Context(NamedTuple):
    """Where a run stands, for what must be escaped there."""

    in_table: bool = False
    in_heading: bool = False
    at_line_start: bool = False


PARAGRAPH: Final = Context(at_line_start=True)


class Text:
    """Decoded text, soft line breaks being spaces, of the bytes `start` to `end`."""

    __slots__ = ("end", "start", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text


class LinkTitle(NamedTuple):
    """The title of a link, which reads `text`, at the bytes `start` to `end` of the mark behind the link's words."""

    start: int
    end: int
    text: str


class Mark:
    """A code of the bytes `start` to `end`, or of `raw` where other bytes are to be written.

    `mate` is the OPEN of a CLOSE. `label` marks a reference link whose text is its label: it needs an explicit label
    once its text changes. `name` is that of an HTML tag
    or of a pair of a dialect. `verbatim` marks what opens content that is not translated.
    """

    __slots__ = ("end", "kind", "label", "mate", "name", "raw", "shown", "start", "title", "verbatim")

    def __init__(self, kind: CodeKind, start: int, end: int, shown: str = "") -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.shown = shown
        self.mate: Mark | None = None
        self.raw: bytes | None = None
        self.label: str | None = None
        self.title: LinkTitle | None = None
        self.name = b""
        self.verbatim = False


Item = Text | Mark

INLINE, OWN_LINE, SKIP_LINE, SKIP_ALONE = range(4)
"""How a span begins a line: within a sentence, as one by itself, to be left alone, to be left alone with no words."""


class Span:
    """The bytes `start` to `end`, which the parser sees as `fill`.

    `kind` LONE is a code that shows `shown`; OPEN and CLOSE of one `name` are a pair. `line` says whether it begins a
    line that is a sentence by itself, or one that is to be left alone. Spans of one `group` are lines of one code. What
    `clings` belongs to the code before it, a `role` to the one behind.
    """

    __slots__ = ("clings", "end", "fill", "group", "kind", "line", "name", "role", "shown", "start")

    def __init__(
        self, start: int, end: int, kind: CodeKind = CodeKind.LONE, shown: str = "", name: bytes = b""
    ) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.shown = shown
        self.name = name
        self.line = INLINE
        self.group = -1
        self.clings = False
        self.role = False
        self.fill = ""


class Run(NamedTuple):
    """The inline content of the bytes `start` to `end`. `before` sums up the block structure since the last run.

    An opaque run is to be left alone.
    """

    start: int
    end: int
    before: str
    context: Context
    opaque: bool
    items: list[Item]


class HtmlBlock(NamedTuple):
    """An HTML block of the bytes `start` to `end`; `quotes` are the spans there that hold the marks of block quotes."""

    start: int
    end: int
    quotes: Sequence[tuple[int, int]]


def code_with(shown: str, start: int, end: int) -> Mark:
    """A code that the translator sees as `shown`, unless that is nothing or very long."""
    kind = CodeKind.KEEP if 0 < len(shown) <= _LONGEST_SHOWN else CodeKind.LONE
    return Mark(kind, start, end, shown)
