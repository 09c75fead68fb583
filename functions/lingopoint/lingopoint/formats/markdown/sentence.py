"""One sentence of Markdown as it is read: text and codes, in order, and which of the codes are pairs."""

import re
from itertools import islice
from typing import Final

from lingopoint.formats.markdown.run import Item, LinkTitle, Mark, Text, code_with
from lingopoint.formats.markdown.syntax import normalised
from lingopoint.formats.markdown.titles import title_of
from lingopoint.regex import compile_pattern
from lingopoint.unit import CodeKind

SKIP_NOTHING, TAKE_LINE, SKIP_LINE, SKIP_BLOCK = range(4)
"""What is left alone: nothing; nothing, but the line is a sentence by itself; the line; all up to the next block."""

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


class Sentence:
    """The items of the run that is being read. `titled` are the labels of links whose definition has a title."""

    def __init__(self, data: bytes) -> None:
        self.titled: set[str] = set()
        self._data = data
        self._text: Text | None = None
        self._words: list[str] = []
        self._cursor = 0
        self._at_line_start = True
        self._skip = SKIP_NOTHING
        self._start_over()

    def _start_over(self) -> None:
        self._items: list[Item] = []
        self._open: list[tuple[int, Mark]] = []
        self._break: Mark | None = None

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
            self._skip = SKIP_BLOCK
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
            self._skip = SKIP_BLOCK
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
