"""The inline events of Markdown, collected into runs.

Lines of other dialects are runs of their own, to be left alone.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from lingopoint.formats.markdown.masking.dialects import (
    LINE_STARTS,
    is_directive,
    is_module,
    marker,
    table_heads,
)
from lingopoint.formats.markdown.run import OWN_LINE, PARAGRAPH, HtmlBlock, Mark, Run, Span, code_with
from lingopoint.formats.markdown.sentence import SKIP_BLOCK, SKIP_LINE, SKIP_NOTHING, TAKE_LINE, Sentence
from lingopoint.unit import CodeKind

_BACKSLASH: Final = ord("\\")
_LINES: Final = (TAKE_LINE, SKIP_LINE)


class RunBuilder(Sentence):
    """Collects the inline events of one document, in order, into `found`; whoever reads it empties it.

    `spans` are masked in the texts of events; `mask`, if not empty, is what stands for a colon there.
    """

    def __init__(self, data: bytes, spans: Sequence[Span] = (), mask: str = "") -> None:
        super().__init__(data)
        self.found: list[Run | HtmlBlock] = []
        self.context = PARAGRAPH
        self.before: list[str] = []
        self._mask = mask
        self._spans = spans
        self._next_span = 0
        self._masked_from = spans[0].start if spans else len(data)
        self._group = -1
        self._table_heads = table_heads(data)
        self._role = -1
        self._apart = False

    def boundary(self, signature: str) -> None:
        """A block starts or ends."""
        self._apart = False
        if self._items:
            self._flush()
            self._skip = SKIP_NOTHING
            self._at_line_start = True
        self.before.append(signature)

    def take_lines_apart(self) -> None:
        """Each line of the next run is a sentence by itself."""
        self._apart = True

    def skip_run(self) -> None:
        """The next run is to be left alone."""
        self._skip = SKIP_BLOCK

    def _flush(self) -> None:
        if self._text is not None:
            self._end_text()
        items = self._items
        opaque = self._skip >= SKIP_LINE
        self.found.append(Run(items[0].start, items[-1].end, "".join(self.before), self.context, opaque, items))
        self.before = []
        self._start_over()
        self._group = -1

    # Text and single codes

    def text(self, value: str, start: int, end: int) -> None:
        if self._masked_from >= end:
            self._plain(value, start, end)
            return
        position = 0
        for span in self._spans_in(start, end):
            found = value.find(span.fill, position)
            if found < 0:
                self._skip = SKIP_BLOCK
                break
            self._plain(value[position:found], start, span.start)
            self._span(span)
            position, start = found + len(span.fill), span.end
        self._plain(value[position:], start, end)

    def _spans_in(self, start: int, end: int) -> Iterator[Span]:
        self._pass_spans(start)
        while self._masked_from < end:
            span = self._spans[self._next_span]
            self._pass_spans(span.start + 1)
            yield span

    def _pass_spans(self, until: int) -> None:
        spans, at = self._spans, self._next_span
        while at < len(spans) and spans[at].start < until:
            at += 1
        self._next_span = at
        self._masked_from = spans[at].start if at < len(spans) else len(self._data)

    def _span(self, span: Span) -> None:
        last = self._items[-1] if self._items else None
        if span.group >= 0 and span.group == self._group and isinstance(last, Mark):
            last.end = self._cursor = span.end
            return
        if span.clings and isinstance(last, Mark) and last.end == span.start:
            self._stretch(last, span.end)
            return
        if span.line and self._at_line_start and not self._open:
            if self._items:
                self._flush()
            self._skip = max(self._skip, TAKE_LINE if span.line == OWN_LINE else SKIP_LINE)
        self._append_span(span)
        self._group = span.group
        self._role = span.end if span.role else -1

    def _append_span(self, span: Span) -> None:
        if span.kind is CodeKind.LONE:
            self._append(code_with(span.shown, span.start, span.end))
            return
        item = Mark(CodeKind.LONE, span.start, span.end)
        item.name = span.name
        self._append(item)
        if span.kind is CodeKind.OPEN:
            self._open.append((len(self._items) - 1, item))
        elif self._open and self._open[-1][1].name == item.name:
            self._pair(*self._open.pop(), item)

    def _stretch(self, mark: Mark, end: int) -> None:
        """What follows a code closely belongs to it."""
        if mark.raw is not None:
            mark.raw += self._data[mark.end : end]
        mark.end = self._cursor = end

    def _plain(self, value: str, start: int, end: int) -> None:
        if not value:
            return
        if "\n" in value:
            value = value.replace("\n", " ")
        if self._mask:
            value = value.replace(self._mask, ":")
        if "\r" in value:
            # A lone carriage return ends a line (CommonMark 0.31.2 section 2.1), but not for pulldown-cmark.
            self._skip = SKIP_BLOCK
        if start > self._cursor and self._data[start - 1] == _BACKSLASH:
            start -= 1
        if self._at_line_start and self._data[start] in LINE_STARTS and not self._open:
            found = marker(value)
            if found:
                self._mark_line(start, start + found)
                value, start = value[found:], start + found
                if not value:
                    return
            else:
                self._begin_line(start)
        self._add_words(value, start, end)

    def _mark_line(self, start: int, end: int) -> None:
        """A line of its own, with what marks it before its text."""
        if self._items:
            self._flush()
        self._skip = max(self._skip, TAKE_LINE)
        self._append(Mark(CodeKind.LONE, start, end))

    def _begin_line(self, start: int) -> None:
        if is_directive(self._data, start):
            if self._items:
                self._flush()
            self._skip = max(self._skip, SKIP_LINE)
        elif not self._items and is_module(self._data, start):
            self._skip = SKIP_BLOCK

    def soft_break(self, _value: None, start: int, end: int) -> None:
        is_table = end in self._table_heads
        if self._goes_on():
            self._at_line_start = True
            return
        if (is_table or self._apart or self._skip in _LINES) and self._items and not self._open:
            self._flush()
            self._skip = SKIP_NOTHING
        else:
            self._add_words(" ", start, end)
        if is_table:
            self._skip = SKIP_BLOCK
        self._at_line_start = True

    def _goes_on(self) -> bool:
        """Whether the next line begins with more of the code that this one ends with."""
        at = self._next_span
        return (
            self._group >= 0
            and self._skip not in _LINES
            and self._text is None
            and at < len(self._spans)
            and self._spans[at].group == self._group
        )

    def hard_break(self, _value: None, start: int, end: int) -> None:
        """The code goes on to the next item, so that it holds the prefix of the next line."""
        if self._skip in _LINES and self._items and not self._open:
            self._flush()
            self._skip = SKIP_NOTHING
            self._at_line_start = True
            return
        item = Mark(CodeKind.LONE, start, end)
        self._append(item)
        self._break = item
        if end in self._table_heads:
            self._skip = SKIP_BLOCK
        self._at_line_start = True

    def keep(self, value: str, start: int, end: int) -> None:
        if self._mask:
            value = value.replace(self._mask, ":")
        if self._masked_from < end and any(True for _ in self._spans_in(start, end)):
            value = self._data[start:end].decode().strip("`")
        if self._role == start:
            start = self._items.pop().start
            self._cursor = start
        self._append(code_with(value.replace("\n", " "), start, end))
