"""The inline events of Markdown, collected into runs.

Lines of other dialects are runs of their own, to be left alone.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from lingopoint.formats.markdown.dialects import (
    LINE_STARTS,
    is_directive,
    is_module,
    marker,
    table_heads,
)
from lingopoint.formats.markdown.run import PARAGRAPH, HtmlBlock, Item, LinkTitle, Mark, Run, Text, code_with
from lingopoint.formats.markdown.spans import OWN_LINE, Span
from lingopoint.formats.markdown.syntax import normalised
from lingopoint.formats.markdown.titles import title_of
from lingopoint.regex import compile_pattern
from lingopoint.unit import CodeKind

_BACKSLASH: Final = ord("\\")
_SKIP_NOTHING, _OWN_LINE, _SKIP_LINE, _SKIP_BLOCK = range(4)
_LINES: Final = (_OWN_LINE, _SKIP_LINE)
_TO_COME: Final = LinkTitle(0, 0, "")
"""The title of a link that has begun: where it is, its end will tell."""
_DELIMITER_SIZES: Final = {"Emphasis": 1, "Strong": 2, "Strikethrough": 2}

_VOID = frozenset(b"area base br col embed hr img input link meta source track wbr".split())
_VERBATIM = frozenset(b"code kbd math pre samp script style svg tt var".split())
_TAG = compile_pattern(rb"<(/?)([A-Za-z][^\s/>]*)")
_SLASH, _NAME = 1, 2
_NO_TRANSLATE = compile_pattern(
    rb"\stranslate\s*=\s*[\"']?no\b|\sclass\s*=\s*[\"'][^\"']*\bnotranslate\b", re.IGNORECASE
)


class RunBuilder:
    """Collects the inline events of one document, in order, into `found`; whoever reads it empties it.

    `spans` are masked in the texts of events; `mask`, if not empty, is what stands for a colon there. `titled` are
    the labels of links whose definition has a title.
    """

    def __init__(self, data: bytes, spans: Sequence[Span] = (), mask: str = "") -> None:
        self.titled: set[str] = set()
        self.found: list[Run | HtmlBlock] = []
        self.context = PARAGRAPH
        self.before: list[str] = []
        self._data = data
        self._mask = mask
        self._spans = spans
        self._next_span = 0
        self._group = -1
        self._table_heads = table_heads(data)
        self._items: list[Item] = []
        self._text: Text | None = None
        self._words: list[str] = []
        self._open: list[tuple[int, Mark]] = []
        self._break: Mark | None = None
        self._cursor = 0
        self._at_line_start = True
        self._skip = _SKIP_NOTHING
        self._role = -1
        self._apart = False

    def boundary(self, signature: str) -> None:
        """A block starts or ends."""
        self._apart = False
        if self._items:
            self._flush()
            self._skip = _SKIP_NOTHING
            self._at_line_start = True
        self.before.append(signature)

    def take_lines_apart(self) -> None:
        """Each line of the next run is a sentence by itself."""
        self._apart = True

    def skip_run(self) -> None:
        """The next run is to be left alone."""
        self._skip = _SKIP_BLOCK

    def _flush(self) -> None:
        if self._text is not None:
            self._end_text()
        items = self._items
        opaque = self._skip >= _SKIP_LINE
        self.found.append(Run(items[0].start, items[-1].end, "".join(self.before), self.context, opaque, items))
        self.before = []
        self._items = []
        self._open = []
        self._break = None
        self._group = -1

    # Text and single codes

    def text(self, value: str, start: int, end: int) -> None:
        if not self._spans:
            self._plain(value, start, end)
            return
        position = 0
        for span in self._spans_in(start, end):
            found = value.find(span.fill, position)
            if found < 0:
                self._skip = _SKIP_BLOCK
                break
            self._plain(value[position:found], start, span.start)
            self._span(span)
            position, start = found + len(span.fill), span.end
        self._plain(value[position:], start, end)

    def _spans_in(self, start: int, end: int) -> Iterator[Span]:
        spans, at = self._spans, self._next_span
        while at < len(spans) and spans[at].start < start:
            at += 1
        while at < len(spans) and spans[at].start < end:
            self._next_span = at + 1
            yield spans[at]
            at += 1
        self._next_span = at

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
            self._skip = max(self._skip, _OWN_LINE if span.line == OWN_LINE else _SKIP_LINE)
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
            self._skip = _SKIP_BLOCK
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
        self._skip = max(self._skip, _OWN_LINE)
        self._append(Mark(CodeKind.LONE, start, end))

    def _add_words(self, words: str, start: int, end: int) -> None:
        text = self._text
        if text is None:
            text = Text(start, end, words)
            self._append(text)
            self._text = text
            return
        if not self._words:
            if text.text == " ":
                text.start = start
            self._words.append(text.text)
        self._words.append(words)
        text.end = self._cursor = end
        self._at_line_start = False

    def _end_text(self) -> None:
        if self._text is not None and self._words:
            self._text.text = "".join(self._words)
            self._words.clear()
        self._text = None

    def _begin_line(self, start: int) -> None:
        if is_directive(self._data, start):
            if self._items:
                self._flush()
            self._skip = max(self._skip, _SKIP_LINE)
        elif not self._items and is_module(self._data, start):
            self._skip = _SKIP_BLOCK

    def soft_break(self, _value: None, start: int, end: int) -> None:
        is_table = end in self._table_heads
        if self._goes_on():
            self._at_line_start = True
            return
        if (is_table or self._apart or self._skip in _LINES) and self._items and not self._open:
            self._flush()
            self._skip = _SKIP_NOTHING
        else:
            self._add_words(" ", start, end)
        if is_table:
            self._skip = _SKIP_BLOCK
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
            self._skip = _SKIP_NOTHING
            self._at_line_start = True
            return
        item = Mark(CodeKind.LONE, start, end)
        self._append(item)
        self._break = item
        if end in self._table_heads:
            self._skip = _SKIP_BLOCK
        self._at_line_start = True

    def keep(self, value: str, start: int, end: int) -> None:
        if self._mask:
            value = value.replace(self._mask, ":")
        if any(True for _ in self._spans_in(start, end)):
            value = self._data[start:end].decode().strip("`")
        if self._role == start:
            start = self._items.pop().start
            self._cursor = start
        self._append(code_with(value.replace("\n", " "), start, end))

    def lone(self, _value: str, start: int, end: int) -> None:
        self._append(Mark(CodeKind.LONE, start, end))

    def html(self, _value: str, start: int, end: int) -> None:
        item = Mark(CodeKind.LONE, start, end)
        self._append(item)
        raw = self._data[start:end]
        tag = _TAG.match(raw)
        if tag is None:
            return
        item.name = tag[_NAME].lower()
        if not tag[_SLASH]:
            if item.name not in _VOID and not raw.endswith(b"/>"):
                item.verbatim = item.name in _VERBATIM or _NO_TRANSLATE.search(raw) is not None
                self._open.append((len(self._items) - 1, item))
        elif self._open and self._open[-1][1].name == item.name:
            self._pair(*self._open.pop(), item)

    def _append(self, item: Item) -> None:
        if self._text is not None:
            self._end_text()
        if self._break is not None:
            self._break.end = item.start
            self._break = None
        if item.start < self._cursor:
            self._skip = _SKIP_BLOCK
        self._items.append(item)
        self._cursor = item.end
        self._at_line_start = False

    # Pairs

    def open_delimiter(self, tag: str, start: int) -> None:
        single = tag == "Strikethrough" and self._data[start + 1] != ord("~")
        self._push(Mark(CodeKind.LONE, start, start + (1 if single else _DELIMITER_SIZES[tag])))

    def open_link(self, tag: str, link_type: str, label: str, title: str, start: int) -> None:
        item = Mark(CodeKind.LONE, start, start + (1 if tag == "Link" else 2))
        item.label = label if link_type in {"Shortcut", "Collapsed"} else None
        item.verbatim = link_type in {"Autolink", "Email"}
        if title and link_type == "Inline":
            item.title = _TO_COME
        elif title:
            self.titled.add(normalised(label.encode()))
        self._push(item)

    def close(self, tag: str, end: int) -> None:
        """The end of emphasis, a link or an image. HTML tags that were opened inside stay single."""
        while self._open[-1][1].name:
            self._open.pop()
        index, opener = self._open.pop()
        if opener.verbatim:
            self._collapse(index, end)
            return
        if tag in _DELIMITER_SIZES:
            closer = Mark(CodeKind.CLOSE, end - (opener.end - opener.start), end)
        else:
            closer = self._link_end(opener, end)
        self._append(closer)
        self._pair(index, opener, closer)

    def _push(self, item: Mark) -> None:
        self._append(item)
        self._open.append((len(self._items) - 1, item))

    def _pair(self, index: int, opener: Mark, closer: Mark) -> None:
        """Make a pair of an opener and the last item, or a single code when there is nothing to translate inside."""
        has_text = any(isinstance(self._items[at], Text) for at in range(index + 1, len(self._items)))
        if opener.verbatim or not has_text:
            self._collapse(index, closer.end)
            if closer.title is not None and isinstance(code := self._items[-1], Mark):
                start, end, text = closer.title
                before = closer.start - code.start
                code.title = LinkTitle(before + start, before + end, text)
            return
        opener.kind = CodeKind.OPEN
        closer.kind = CodeKind.CLOSE
        closer.mate = opener

    def _collapse(self, index: int, end: int) -> None:
        self._end_text()
        opener = self._items[index]
        inner = reversed(list(islice(reversed(self._items), len(self._items) - index - 1)))
        shown = "".join(item.text if isinstance(item, Text) else item.shown for item in inner)
        del self._items[index:]
        self._cursor = opener.start
        self._append(code_with(shown, opener.start, end))

    def _link_end(self, opener: Mark, end: int) -> Mark:
        """The `](url)` of a link. Between its text and its `]` is at most a line break and the prefix of a line."""
        start = self._data.find(b"]", self._cursor, end)
        if self._data[self._cursor : start].strip(b" \t\r\n>"):
            self._skip = _SKIP_BLOCK
        closer = Mark(CodeKind.CLOSE, start, end)
        if opener.title is not None:
            closer.title = title_of(self._data[start:end])
            opener.title = None
        if opener.label is None and self._data[start:end] == b"][]":
            # Defined elsewhere, under its text.
            opener.label = self._data[opener.end : start].decode()
            closer.raw = f"][{opener.label}]".encode()
            closer.label = opener.label
        elif opener.label is not None:
            closer.raw = f"][{opener.label}]".encode()
            closer.label = opener.label
            if self._data.startswith(b"[]", end):
                closer.end += 2
        return closer
