"""The blocks of a Markdown document: CommonMark and GFM as pulldown-cmark reads them, in bytes of the source."""

import re
from collections.abc import Callable, Iterator
from itertools import islice, zip_longest
from typing import Any, Final

import pyromark

from lingopoint.formats.markdown.dialects import is_table_row, masked
from lingopoint.formats.markdown.inline import RunBuilder
from lingopoint.formats.markdown.run import PARAGRAPH, Context, HtmlBlock, Run
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
_EVENTS_TOGETHER: Final = 200
_HASH: Final = ord("#")
_CELL: Final = Context(in_table=True)
_ATX_HEADING: Final = Context(in_heading=True)
_SETEXT_HEADING: Final = Context(in_heading=True, at_line_start=True)
_OF_TEXT: Final = {"Paragraph": PARAGRAPH, "Item": PARAGRAPH, "TableCell": _CELL}
_DELIMITERS = frozenset({"Emphasis", "Strong", "Strikethrough"})
_LINKS = frozenset({"Link", "Image"})
_INLINE = _DELIMITERS | _LINKS


def has_math(data: bytes) -> bool:
    """Whether dollars are formulas in a document, to judge by a block of them or by one with TeX in it.

    Elsewhere they are prices and shell variables, which must not be taken for the ends of a formula.
    """
    return b"$" in data and any(match[1] is None or _TEX.search(match[1]) for match in _MATH.finditer(data))


def scan(data: bytes, math: bool, count: Callable[[int], None]) -> Iterator[Run | HtmlBlock]:
    """The runs and HTML blocks of a document in UTF-8 without byte order mark and front matter.

    The last one is an empty opaque run at the end of the document. `math` says whether dollars enclose formulas.
    `count` is given how many events of the parser come next, time and again, and may raise.
    """
    options = _OPTIONS | pyromark.Options.ENABLE_MATH if math else _OPTIONS
    text, mask = masked(data)
    runs = RunBuilder(data, mask.decode())
    found = runs.found
    blocks = _Blocks(data, runs)
    handle = blocks.handlers
    events: Iterator[tuple[Any, Any]] = pyromark.events_with_range(text.decode(), options=options, merge_text=True)
    while some := list(islice(events, _EVENTS_TOGETHER)):
        count(len(some))
        skipped = 0
        for (event, span), second, third in zip_longest(some, some[1:], some[2:]):
            if skipped:
                skipped -= 1
                continue
            if isinstance(event, dict):
                for name, value in event.items():  # there is one
                    if name == "Start" and third and (run := blocks.mere_text(value, span["start"], second, third)):
                        yield run
                        skipped = 2
                    else:
                        handle[name](value, span["start"], span["end"])
            else:
                handle[event](None, span["start"], span["end"])
            if found:
                yield from found
                found.clear()
    yield Run(len(data), len(data), "".join(runs.before), PARAGRAPH, opaque=True, items=[])


def _signature(tag: str, details: Any) -> str:
    if tag == "Heading" and not (details["id"] or details["classes"] or details["attrs"]):
        return f"Heading{details['level']}"  # most of those that have details at all
    return f"{tag}{details!r}"


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

    def mere_text(self, value: Any, start: int, text: tuple[Any, Any], end: tuple[Any, Any]) -> Run | None:
        """The run of a block of which all events are these, and which holds but a text with nothing special in it.

        Most are such; the handlers say the same of them, in more time. `value` is that of its start, at byte `start`.
        """
        words = text[0].get("Text") if isinstance(text[0], dict) else None
        if not words or not isinstance(end[0], dict) or "End" not in end[0]:
            return None
        if isinstance(value, str):
            signature, context = value, _OF_TEXT.get(value)
        elif "Heading" in value:
            signature, context = _signature("Heading", value["Heading"]), self._of_heading(start)
        else:
            return None
        return context and self._runs.mere_text(signature, context, words, text[1]["start"], text[1]["end"])

    def _of_heading(self, start: int) -> Context:
        return _ATX_HEADING if self._data[start] == _HASH else _SETEXT_HEADING

    def _start(self, value: Any, start: int, _end: int) -> None:
        if isinstance(value, str):
            if value in _DELIMITERS:
                self._runs.open_delimiter(value, start)
                return
            tag = signature = value
        else:
            (tag,) = value
            if tag in _LINKS:
                self._runs.open_link(tag, value[tag]["link_type"], value[tag]["id"], start)
                return
            signature = _signature(tag, value[tag])
        self._runs.boundary(signature)
        if tag == "TableCell":
            self._runs.context = _CELL
        elif tag == "Heading":
            self._runs.context = self._of_heading(start)
        elif tag == "CodeBlock":
            self.handlers["Text"] = self._code
        elif tag == "HtmlBlock":
            self._html = (start, start, [])
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

    def _code(self, value: str, _start: int, _end: int) -> None:
        self._runs.before.append(str(hash(value)))

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
