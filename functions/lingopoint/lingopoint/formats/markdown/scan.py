"""The blocks of a Markdown document: CommonMark and GFM as pulldown-cmark reads them, in bytes of the source."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

import pyromark

from lingopoint.formats.markdown.inline import RunBuilder
from lingopoint.formats.markdown.masking.dialects import is_table_row, masked_lines
from lingopoint.formats.markdown.masking.spans import masked
from lingopoint.formats.markdown.run import PARAGRAPH, Context, HtmlBlock, Run

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_EVENTS_TOGETHER: Final = 200
_HASH: Final = ord("#")
_CELL: Final = Context(in_table=True)
_ATX_HEADING: Final = Context(in_heading=True)
_SETEXT_HEADING: Final = Context(in_heading=True, at_line_start=True)
_DELIMITERS = frozenset({"Emphasis", "Strong", "Strikethrough"})
_LINKS = frozenset({"Link", "Image"})
_INLINE = _DELIMITERS | _LINKS


def scan(data: bytes, count: Callable[[int], None], titled: set[str] | None = None) -> Iterator[Run | HtmlBlock]:
    """The runs and HTML blocks of a document in UTF-8 without byte order mark and front matter.

    The last one is an empty opaque run at the end of the document. `count` is given how many events of the parser, and
    spans of dialects, come next, time and again, and may raise. `titled` is given the labels of links whose definition
    has a title.
    """
    text, spans = masked(data)
    text, colon = masked_lines(text)
    count(len(spans))
    runs = RunBuilder(data, spans, colon.decode())
    found = runs.found
    handle = _Blocks(data, runs).handlers
    events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(text.decode(), options=_OPTIONS, merge_text=True)
    while some := list(islice(events, _EVENTS_TOGETHER)):
        count(len(some))
        for event, span in some:
            if isinstance(event, dict):
                for name, value in event.items():  # there is one
                    handle[name](value, span["start"], span["end"])
            else:
                handle[event](None, span["start"], span["end"])
            if found:
                yield from found
                found.clear()
    if titled is not None:
        titled |= runs.titled
    yield Run(len(data), len(data), "".join(runs.before), PARAGRAPH, opaque=True, items=[])


class _Blocks:
    """Sorts events into block structure and inline content."""

    def __init__(self, data: bytes, runs: RunBuilder) -> None:
        self._data = data
        self._runs = runs
        self._html: tuple[int, int, list[tuple[int, int]]] | None = None
        self.handlers: dict[str, Callable[[Any, int, int], None]] = {
            "Text": runs.text,
            "SoftBreak": runs.soft_break,
            "HardBreak": runs.hard_break,
            "Code": runs.keep,
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
                return
            tag = signature = value
        else:
            (tag,) = value
            if tag in _LINKS:
                link = value[tag]
                self._runs.open_link(tag, link["link_type"], link["id"], link["title"], start)
                return
            signature = f"{tag}{value[tag]!r}"
        self._runs.boundary(signature)
        if tag == "TableCell":
            self._runs.context = _CELL
        elif tag == "Heading":
            self._runs.context = _ATX_HEADING if self._data[start] == _HASH else _SETEXT_HEADING
        elif tag == "CodeBlock":
            self.handlers["Text"] = self._code
        elif tag == "HtmlBlock":
            self._html = (start, start, [])
        elif tag == "DefinitionListTitle":
            self._runs.take_lines_apart()
        elif tag == "DefinitionListDefinition" and is_table_row(self._data, start):
            self._runs.skip_run()

    def _end(self, value: Any, _start: int, end: int) -> None:
        if isinstance(value, str) and value in _INLINE:
            self._runs.close(value, end)
            return
        self._runs.boundary("/")
        if value == "CodeBlock":
            self.handlers["Text"] = self._runs.text
        elif value == "HtmlBlock" and self._html is not None:
            self._runs.found.append(HtmlBlock(*self._html))
            self._html = None
        self._runs.context = PARAGRAPH

    def _code(self, _value: str, start: int, end: int) -> None:
        self._runs.before.append(str(hash(self._data[start:end])))

    def _html_line(self, _value: str, start: int, end: int) -> None:
        if self._html is not None:
            first, last, quotes = self._html
            gap = self._data[last:start]
            if b">" in gap:
                quotes.append((last, start))
            self._html = None if gap.strip(b" \t\r\n>") else (first, end, quotes)

    def _rule(self, _value: None, _start: int, _end: int) -> None:
        self._runs.boundary("Rule")

    def _task(self, value: bool, _start: int, _end: int) -> None:
        self._runs.before.append(f"Task{value}")
