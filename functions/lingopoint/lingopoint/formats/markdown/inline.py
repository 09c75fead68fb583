"""The inline events of Markdown, collected into runs.

Lines of other dialects are runs of their own, to be left alone.
"""

import re
from itertools import islice
from typing import Final

from lingopoint.formats.markdown.dialects import (
    LINE_STARTS,
    is_alert,
    is_directive,
    is_module,
    may_have_syntax,
    split,
    table_heads,
)
from lingopoint.formats.markdown.run import PARAGRAPH, Context, HtmlBlock, Item, Mark, Run, Text, code_with
from lingopoint.regex import compile_pattern
from lingopoint.unit import CodeKind

_BACKSLASH: Final = ord("\\")
_SKIP_NOTHING, _OWN_LINE, _SKIP_LINE, _SKIP_BLOCK = range(4)
_LINES: Final = (_OWN_LINE, _SKIP_LINE)
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

    `mask`, if not empty, is what stands for a colon in the texts of events.
    """

    def __init__(self, data: bytes, mask: str = "") -> None:
        self.found: list[Run | HtmlBlock] = []
        self.context = PARAGRAPH
        self.before: list[str] = []
        self._data = data
        self._mask = mask
        self._has_syntax = may_have_syntax(data, 0, len(data))
        self._table_heads = table_heads(data)
        self._items: list[Item] = []
        self._text: Text | None = None
        self._words: list[str] = []
        self._open: list[tuple[int, Mark]] = []
        self._break: Mark | None = None
        self._cursor = 0
        self._at_line_start = True
        self._skip = _SKIP_NOTHING

    def boundary(self, signature: str) -> None:
        """A block starts or ends."""
        if self._items:
            self._flush()
            self._skip = _SKIP_NOTHING
            self._at_line_start = True
        self.before.append(signature)

    def mere_text(self, signature: str, context: Context, value: str, start: int, end: int) -> Run | None:
        """The run of a block of this signature that holds but this text; None where a closer look at it is due."""
        data = self._data
        if (
            self._items
            or self._skip
            or start < self._cursor
            or data[start - 1] == _BACKSLASH
            or data[start] in LINE_STARTS
            or "\r" in value
            or "\n" in value
            or (self._mask and self._mask in value)
            or (self._has_syntax and may_have_syntax(data, start, end))
        ):
            return None
        self.before.append(signature)
        run = Run(start, end, "".join(self.before), context, False, [Text(start, end, value)])
        self.before = ["/"]
        self.context = PARAGRAPH
        self._cursor = end
        self._at_line_start = True
        return run

    def skip_run(self) -> None:
        """The next run is to be left alone."""
        self._skip = _SKIP_BLOCK

    def _flush(self) -> None:
        if self._text is not None:
            self._end_text()
        items = self._items
        start, end = items[0].start, items[-1].end
        if self._has_syntax and may_have_syntax(self._data, start, end):
            items = [part for item in items for part in split(item, self._data)]
        opaque = self._skip >= _SKIP_LINE
        self.found.append(Run(start, end, "".join(self.before), self.context, opaque, items))
        self.before = []
        self._items = []
        self._open = []
        self._break = None

    # Text and single codes

    def text(self, value: str, start: int, end: int) -> None:
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
            self._begin_line(start)
        self._add_words(value, start, end)

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
            self._skip = max(self._skip, _OWN_LINE if is_alert(self._data, start) else _SKIP_LINE)
        elif not self._items and is_module(self._data, start):
            self._skip = _SKIP_BLOCK

    def soft_break(self, _value: None, start: int, end: int) -> None:
        is_table = end in self._table_heads
        if (is_table or self._skip in _LINES) and self._items and not self._open:
            self._flush()
            self._skip = _SKIP_NOTHING
        else:
            self._add_words(" ", start, end)
        if is_table:
            self._skip = _SKIP_BLOCK
        self._at_line_start = True

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
        self._append(code_with(value.replace("\n", " "), start, end))

    def math(self, value: str, start: int, end: int) -> None:
        """Dollars are no math when a letter or digit follows, as in $5-$10."""
        if self._data[end : end + 1].isalnum():
            self.text(f"${value}$", start, end)
        else:
            self.keep(value, start, end)

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

    def open_link(self, tag: str, link_type: str, label: str, start: int) -> None:
        item = Mark(CodeKind.LONE, start, start + (1 if tag == "Link" else 2))
        item.label = label if link_type in {"Shortcut", "Collapsed"} else None
        item.verbatim = link_type in {"Autolink", "Email"}
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
        if opener.label is not None:
            closer.raw = f"][{opener.label}]".encode()
            closer.label = opener.label
            if self._data.startswith(b"[]", end):
                closer.end += 2
        return closer
