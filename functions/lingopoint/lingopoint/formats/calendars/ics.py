r"""iCalendar (RFC 5545): what an event, a task or a calendar says to people.

Summaries, descriptions, comments and names of calendars are text; by `include` LOCATION, CONTACT and CATEGORIES of one
word are, too. A path is the names of the components and of the property, in lower case: "vcalendar/vevent/summary". A
line that changes is folded anew, at 75 bytes, and every other one stays. A LANGUAGE that a property states follows the
translation. vCalendar 1.0 and encoded values stay as they are.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from lingopoint.formats.nesting import Nested, NestingDocument
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.values import Selection, extract_value
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document

_LINE_BYTES = 400
_WIDTH = 75
_MAX_DEPTH = 50
_LINE = compile_pattern(rb"[^\r\n]++(?:(?:\r\n?|\n)[ \t][^\r\n]*+)*+")
_FOLD = compile_pattern(rb"(?:\r\n?|\n)[ \t]")
_PROPERTY = compile_pattern(rb"([\w-]++)((?:;[\w-]++=(?:\"[^\"]*+\"|[^\";:,]*+)(?:,(?:\"[^\"]*+\"|[^\";:,]*+))*+)*+):")
_LANGUAGE = compile_pattern(rb"(?i);LANGUAGE=\"?([A-Za-z][\w-]*+)\"?")
_HTML = compile_pattern(rb"(?i);FMTTYPE=\"?text/html")
_ENCODED = compile_pattern(rb"(?i);ENCODING=|;VALUE=(?!TEXT)")
_ESCAPE = compile_pattern(r"\\([\\;,nN])")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None, "\0": None})

_TEXT = {b"SUMMARY", b"DESCRIPTION", b"COMMENT", b"NAME", b"X-WR-CALNAME", b"X-WR-CALDESC"}
_BY_INCLUDE = {b"LOCATION", b"CATEGORIES", b"CONTACT"}
_OF_HTML = b"X-ALT-DESC"


class _Line(NamedTuple):
    """A content line: its name in capitals, its parameters, and where its value is in `unfolded`."""

    start: int
    end: int
    unfolded: bytes
    name: bytes
    parameters: bytes
    value: int


def extract(data: bytes, options: Options) -> Document:
    """The texts of a calendar. Raises UnreadableError for what is none, for vCalendar 1.0 and for broken components."""
    reader = _Reader(data, options)
    entries = list(reader.entries())
    document = NestingDocument(data, entries)
    document.language = reader.language
    return document


class _Reader:
    """Goes through the lines of a calendar; `language` is what its texts state, when they all state one."""

    def __init__(self, data: bytes, options: Options) -> None:
        self._data = data
        self._options = options
        self._selection = Selection(options.include or ("**",), options.exclude)
        self._newline = b"\r\n" if b"\r\n" in data else b"\n"
        self._components: list[bytes] = []
        self._languages: set[str] = set()

    @property
    def language(self) -> str:
        """What the texts say that they are in."""
        return next(iter(self._languages)) if len(self._languages) == 1 else ""

    def entries(self) -> Iterator[Nested]:
        count = 0
        for line in self._lines():
            count += 1
            if line.name == b"BEGIN":
                self._begin(line)
            elif line.name == b"END":
                self._end(line)
            elif not self._components:
                raise UnreadableError("not a calendar")
            elif line.name == b"VERSION" and line.unfolded[line.value :].strip() == b"1.0":
                raise UnreadableError("a vCalendar of version 1.0")
            elif self._is_text(line):
                yield from self._entry(line)
        if not count or self._components:
            raise UnreadableError("not a whole calendar")

    def _lines(self) -> Iterator[_Line]:
        start = 3 if self._data.startswith(b"\xef\xbb\xbf") else 0
        for found in _LINE.finditer(self._data, start):
            self._options.work.spend(_LINE_BYTES)
            raw = found[0]
            unfolded = _FOLD.sub(b"", raw) if b"\n" in raw or b"\r" in raw else raw
            head = _PROPERTY.match(unfolded)
            if head is not None:
                yield _Line(*found.span(), unfolded, head[1].upper(), head[2], head.end())
            elif unfolded.strip() and not self._components:
                raise UnreadableError("not a calendar")

    def _begin(self, line: _Line) -> None:
        name = line.unfolded[line.value :].strip().lower()
        if not self._components and name != b"vcalendar":
            raise UnreadableError("not a calendar")
        self._components.append(name[:100])
        if len(self._components) > _MAX_DEPTH:
            raise UnreadableError("the calendar is nested too deeply")

    def _end(self, line: _Line) -> None:
        name = line.unfolded[line.value :].strip().lower()[:100]
        if not self._components or self._components.pop() != name:
            raise UnreadableError("not a whole calendar")

    def _is_text(self, line: _Line) -> bool:
        if _ENCODED.search(line.parameters) or b"vtimezone" in self._components:
            return False
        if line.name == _OF_HTML:
            return _HTML.search(line.parameters) is not None
        return line.name in _TEXT or (line.name in _BY_INCLUDE and bool(self._options.include))

    def _entry(self, line: _Line) -> Iterator[Nested]:
        try:
            raw = line.unfolded[line.value :].rstrip().decode()
        except UnicodeDecodeError:
            return
        path = b"/".join([*self._components, line.name.lower()]).decode()
        text = _ESCAPE.sub(_unescape, raw)
        is_list = line.name == b"CATEGORIES" and "," in raw
        if is_list or not self._selection.wants(path, text):
            return
        language = _LANGUAGE.search(line.parameters)
        if language:
            self._languages.add(language[1].decode())
        head = line.unfolded[: line.value]
        if language and self._options.document_language:
            start, end = (len(line.name) + at for at in language.span(1))
            head = head[:start] + self._options.target.encode() + head[end:]
        write = partial(_written, head, self._newline)
        yield Nested(line.start, line.end, extract_value(text, self._options), write)


def _unescape(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]


def _written(head: bytes, newline: bytes, text: str) -> bytes:
    """A line with another text, folded where it has to be: not within a character or an escape."""
    line = head.decode() + text.translate(_ESCAPES)
    pieces: list[bytes] = []
    room, start, size, index = _WIDTH, 0, 0, 0
    while index < len(line):
        length = 2 if line[index] == "\\" else 1
        width = len(line[index : index + length].encode())
        if size + width > room:
            pieces.append(line[start:index].encode())
            start, size, room = index, 0, _WIDTH - 1
        size += width
        index += length
    pieces.append(line[start:].encode())
    return (newline + b" ").join(pieces)
