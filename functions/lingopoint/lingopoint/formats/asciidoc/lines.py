"""The lines of a document as Asciidoctor has them, where each column is in the bytes, and some of them as a place."""

from typing import Final, NamedTuple

from lingopoint.formats.asciidoc.starts import COMMENT, DIRECTIVE, ends_paragraph, is_plain, is_start
from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Work

LINE_BYTES: Final = 1_000
_BOM: Final = b"\xef\xbb\xbf"
_ODD_BREAK = compile_pattern("[\r\v\f\x1c-\x1f\x85\u2028\u2029]")
_MARKS = compile_pattern("[\U000f0000-\U0010ffff]")


class Lines:
    """All lines of `data`, without white space at their ends."""

    def __init__(self, data: bytes, work: Work) -> None:
        self.data = data
        self.texts: list[str] = []
        self._starts: list[int] = []
        at = len(_BOM) if data.startswith(_BOM) else 0
        for raw in data[at:].split(b"\n"):
            work.spend(LINE_BYTES)
            self._add(raw, at)
            at += len(raw) + 1

    def _add(self, raw: bytes, at: int) -> None:
        try:
            text = raw.decode().rstrip()
        except UnicodeDecodeError as error:
            raise UnreadableError("not valid UTF-8") from error
        if _ODD_BREAK.search(text):
            raise UnreadableError("it has line breaks that are not read alike everywhere")
        if _MARKS.search(text):
            raise UnreadableError("it has characters for private use")
        self._starts.append(at)
        self.texts.append(text)

    def byte(self, line: int, column: int) -> int:
        """Where a column of a line is in the bytes."""
        text = self.texts[line]
        start = self._starts[line]
        return start + column if text.isascii() else start + len(text[:column].encode())

    def lead(self, line: int, column: int) -> bytes:
        """The bytes before a column of a line."""
        return self.data[self._starts[line] : self.byte(line, column)]

    def newline(self, line: int) -> bytes:
        """How a line ends, or would."""
        end = self._starts[line + 1] if line + 1 < len(self._starts) else self._starts[line]
        return b"\r\n" if self.data[max(0, end - 2) : end] == b"\r\n" else b"\n"


class Piece(NamedTuple):
    """A part of one line: its text from `column` on, which ends before the column `end`."""

    line: int
    column: int
    text: str

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.column + len(self.text)


def piece(line: int, column: int, text: str) -> Piece:
    """A part of a line without white space at its ends."""
    stripped = text.strip()
    return Piece(line, column + len(text) - len(text.lstrip()) if stripped else column, stripped)


class Place(NamedTuple):
    """Where a body is: the lines `first` to `last` (half-open).

    The first is read from the column `head` on, the last one before the column `tail`, where that is not None.
    """

    first: int
    last: int
    head: int = 0
    tail: int | None = None
    depth: int = 0
    separator: str = "|"
    """What parts the cells of tables."""


class Region:
    """The lines of a place."""

    def __init__(self, lines: Lines, place: Place) -> None:
        self.lines = lines
        self.place = place

    def column(self, at: int) -> int:
        """The column where a line of the place begins."""
        return self.place.head if at == self.place.first else 0

    def text(self, at: int) -> str:
        """A line of the place."""
        place = self.place
        if place.tail is not None and at == place.last - 1:
            return self.lines.texts[at][self.column(at) : place.tail].rstrip()
        return self.lines.texts[at][place.head :] if at == place.first else self.lines.texts[at]

    def raw(self, first: int, last: int) -> str:
        """Lines of the place, as a mark has them."""
        return "\n".join(map(self.text, range(first, last)))

    def piece(self, at: int, start: int = 0, end: int | None = None) -> Piece:
        """A part of a line, white space at its ends left out."""
        return piece(at, self.column(at) + start, self.text(at)[start:end])

    def until_blank(self, at: int) -> int:
        """The next line that is blank or goes a list on, or the end."""
        while at < self.place.last and self.text(at) not in ("", "+"):
            at += 1
        return at

    def is_aside(self, line: int) -> bool:
        """Whether a line is for the preprocessor, or a comment: no text, wherever it stands."""
        text = self.text(line)
        return not is_plain(text) and (DIRECTIVE.match(text) is not None or COMMENT.match(text) is not None)

    def end_of_text(self, at: int, *, in_list: bool) -> int:
        """Where a text ends: with all of it where lines for the preprocessor tear it."""
        end = at + 1
        while end < self.place.last:
            text = self.text(end)
            if not text or ends_paragraph(text, in_list=in_list):
                return end
            if self.is_aside(end):
                behind = end
                while behind < self.place.last and self.is_aside(behind):
                    behind += 1
                below = self.text(behind) if behind < self.place.last else ""
                if not below or is_start(below):
                    return end
                end = behind - 1
            end += 1
        return end
