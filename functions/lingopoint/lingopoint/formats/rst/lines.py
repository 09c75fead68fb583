"""The lines of a document in the columns that docutils counts, and where each column is in the bytes."""

from typing import Final, NamedTuple
from unicodedata import combining, east_asian_width

from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Work

LINE_BYTES: Final = 1_000
_BOM: Final = b"\xef\xbb\xbf"
_TAB_WIDTH: Final = 8
_SPACES = str.maketrans("\v\f", "  ")
_ODD_BREAK = compile_pattern("[\x1c-\x1e\x85\u2028\u2029]")


class Lines:
    """All lines of `data`, tabs expanded, without white space at their ends."""

    def __init__(self, data: bytes, work: Work) -> None:
        self.data = data
        self.texts: list[str] = []
        self._starts: list[int] = []
        self._tabbed: dict[int, str] = {}
        at = len(_BOM) if data.startswith(_BOM) else 0
        for raw in data[at:].splitlines(keepends=True):
            work.spend(LINE_BYTES)
            self._add(raw, at)
            at += len(raw)

    def _add(self, raw: bytes, at: int) -> None:
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            raise UnreadableError("not valid UTF-8") from error
        if _ODD_BREAK.search(text):
            raise UnreadableError("it has line breaks that are not read alike everywhere")
        if "\t" in text:
            self._tabbed[len(self.texts)] = text
            text = text.expandtabs(_TAB_WIDTH)
        self._starts.append(at)
        self.texts.append(text.translate(_SPACES).rstrip() if "\v" in text or "\f" in text else text.rstrip())

    def byte(self, line: int, column: int) -> int:
        """Where a column of a line is in the bytes."""
        text = self.texts[line]
        start = self._starts[line]
        raw = self._tabbed.get(line)
        if raw is not None:
            return start + len(raw[: _index(raw, column)].encode())
        return start + column if text.isascii() else start + len(text[:column].encode())

    def lead(self, line: int, column: int) -> bytes:
        """The bytes before a column of a line."""
        return self.data[self._starts[line] : self.byte(line, column)]


def _index(raw: str, column: int) -> int:
    """Which character of a line with tabs stands at a column."""
    at = 0
    for index, character in enumerate(raw):
        if at >= column:
            return index
        at += _TAB_WIDTH - at % _TAB_WIDTH if character == "\t" else 1
    return len(raw)


class Piece(NamedTuple):
    """A part of one line: its text from `column` on, which ends before the column `end`."""

    line: int
    column: int
    text: str

    @property
    def end(self) -> int:
        """The column behind it."""
        return self.column + len(self.text)


def width(text: str) -> int:
    """How many columns a text takes, as docutils counts them: East Asian wide letters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum((east_asian_width(sign) in "WF") + (combining(sign) == 0) for sign in text)
