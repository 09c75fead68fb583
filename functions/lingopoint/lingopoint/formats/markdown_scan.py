"""The blocks of a Markdown document: CommonMark and GFM as pulldown-cmark reads them, in bytes of the source."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import pyromark

from lingopoint.formats.markdown_inline import RunBuilder
from lingopoint.formats.markdown_run import PARAGRAPH, Context, HtmlBlock, Run
from lingopoint.regex import compile_pattern

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_MATH = compile_pattern(rb"^[ \t>]*\$\$|\$(?=[^\s$`{])([^$`\n]+)(?<!\s)\$(?![0-9A-Za-z])", re.MULTILINE)
_TEX = compile_pattern(rb"\\[A-Za-z]|\^")
_HASH: Final = ord("#")
_CELL: Final = Context(in_table=True)
_ATX_HEADING: Final = Context(in_heading=True)
_SETEXT_HEADING: Final = Context(in_heading=True, at_line_start=True)
_DELIMITERS = frozenset({"Emphasis", "Strong", "Strikethrough"})
_LINKS = frozenset({"Link", "Image"})


def has_math(data: bytes) -> bool:
    """Whether dollars are formulas in a document, to judge by a block of them or by one with TeX in it.

    Elsewhere they are prices and shell variables, which must not be taken for the ends of a formula.
    """
    return any(match[1] is None or _TEX.search(match[1]) for match in _MATH.finditer(data))


def scan(data: bytes, math: bool) -> Iterator[Run | HtmlBlock]:
    """The runs and HTML blocks of a document in UTF-8 without byte order mark and front matter.

    The last one is an empty opaque run at the end of the document. `math` says whether dollars enclose formulas.
    """
    options = _OPTIONS | pyromark.Options.ENABLE_MATH if math else _OPTIONS
    runs = RunBuilder(data)
    handle = _Blocks(data, runs).handlers
    for event, span in pyromark.events_with_range(data.decode(), options=options, merge_text=True):
        for name, value in event.items() if isinstance(event, dict) else ((event, None),):
            handle[name](value, span["start"], span["end"])
        if runs.found:
            yield from runs.found
            runs.found.clear()
    yield Run(len(data), len(data), "".join(runs.before), PARAGRAPH, opaque=True, items=[])


class _Blocks:
    """Sorts events into block structure and inline content."""

    def __init__(self, data: bytes, runs: RunBuilder) -> None:
        self._data = data
        self._runs = runs
        self._html: tuple[int, int] | None = None
        self.handlers: dict[str, Callable[[Any, int, int], None]] = {
            "Text": runs.text,
            "SoftBreak": runs.soft_break,
            "HardBreak": runs.hard_break,
            "Code": runs.keep,
            "InlineMath": runs.math,
            "DisplayMath": runs.keep,
            "InlineHtml": runs.html,
            "FootnoteReference": runs.lone,
            "Html": self._html_line,
            "Rule": self._rule,
            "TaskListMarker": self._task,
            "Start": self._start,
            "End": self._end,
        }

    def _start(self, value: Any, start: int, _end: int) -> None:
        if isinstance(value, str):
            if value in _DELIMITERS:
                self._runs.open_delimiter(value, start)
            else:
                self._start_block(value, start)
            return
        ((tag, detail),) = value.items()
        if tag in _LINKS:
            self._runs.open_link(tag, detail["link_type"], detail["id"], start)
        else:
            self._start_block(tag, start)
            self._runs.before.append(repr(detail))

    def _start_block(self, tag: str, start: int) -> None:
        self._runs.boundary(tag)
        if tag == "TableCell":
            self._runs.context = _CELL
        elif tag == "Heading":
            self._runs.context = _ATX_HEADING if self._data[start] == _HASH else _SETEXT_HEADING
        elif tag == "CodeBlock":
            self.handlers["Text"] = self._code
        elif tag == "HtmlBlock":
            self._html = (start, start)

    def _end(self, value: Any, _start: int, end: int) -> None:
        if isinstance(value, str) and (value in _DELIMITERS or value in _LINKS):
            self._runs.close(value, end)
            return
        self._runs.boundary("/")
        if value == "CodeBlock":
            self.handlers["Text"] = self._runs.text
        elif value == "HtmlBlock" and self._html is not None:
            self._runs.found.append(HtmlBlock(*self._html))
            self._html = None
        self._runs.context = PARAGRAPH

    def _code(self, value: str, _start: int, _end: int) -> None:
        self._runs.before.append(str(hash(value)))

    def _html_line(self, _value: str, start: int, end: int) -> None:
        if self._html is not None:
            first, last = self._html
            self._html = None if self._data[last:start].strip() else (first, end)

    def _rule(self, _value: None, _start: int, _end: int) -> None:
        self._runs.boundary("Rule")

    def _task(self, value: bool, _start: int, _end: int) -> None:
        self._runs.before.append(f"Task{value}")
