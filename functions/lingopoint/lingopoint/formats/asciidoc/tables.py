"""Tables: their cells are texts, documents of their own (`a|`), or code (`l|`, `m|`)."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from lingopoint.formats.asciidoc.blocks import Blocks
from lingopoint.formats.asciidoc.found import Found, Kind
from lingopoint.formats.asciidoc.lines import Piece, Place, Region, piece
from lingopoint.formats.asciidoc.starts import COMMENT, DIRECTIVE
from lingopoint.regex import compile_pattern

_SPEC: Final = r"(?:(\d{1,4}(?:\.\d{0,4})?|\d{0,4}\.\d{1,4})([*+]))?(?:[<^>](?:\.[<^>])?|(?:[<^>]?\.)?[<^>])?([a-z])?$"
_SPEC_AT_START = compile_pattern(r"[ \t]*+" + _SPEC)
_SPEC_AT_END = compile_pattern(r"(?<![ \t])[ \t]+" + _SPEC)
_COLUMN = compile_pattern(r"(?:(\d{1,3})\*)?[<^>.]{0,4}(?:\d+%?|~)?([a-z])?$")
_LONGEST_SPEC: Final = 24
_MOST_COLUMNS: Final = 1_000
_CODE_STYLES: Final = "lm"
_QUOTED = compile_pattern(r'[ \t]*+"((?:[^"]|"")*+)"[ \t]*+$')


class _Cell(NamedTuple):
    """A cell: its style, and where it is, from a column of a line to one of the same or another."""

    repeats: int
    spans: str
    style: str
    first: int
    head: int
    last: int = 0
    tail: int = 0


class Reader(Blocks):
    """Reads all blocks."""

    def table(self, at: int, closing: int, sign: str) -> None:
        """See `Blocks.table`."""
        named, options = self.pending.named, self.pending.options
        kind = named.get("format", {",": "csv", ":": "dsv"}.get(sign, "psv")).lower()
        separator = named.get("separator", {"csv": ",", "dsv": ":", "tsv": "\t"}.get(kind, sign))
        self.found.append(self.text(at))
        if len(separator) != 1 or separator.isalnum() or separator in '\\"\t' or kind not in {"psv", "csv", "dsv"}:
            self.left(at + 1, closing)
        elif kind == "psv":
            self._cells(at + 1, closing, separator, has_header="header" in options)
        else:
            self._records(at + 1, closing, separator, is_csv=kind == "csv")

    # Cells behind bars

    def _cells(self, first: int, last: int, separator: str, *, has_header: bool) -> None:
        cells = list(self._split(first, last, separator))
        while first < last and not self.text(first):
            first += 1
        styles = _styles(self.pending.named.get("cols", ""))
        if not styles:
            styles = [""] * sum(cell.repeats for cell in cells if cell.first == first)
        blank_below = first + 1 < last and not self.text(first + 1)
        for cell, (row, column) in zip(cells, _placed(cells, len(styles)), strict=True):
            is_head = row == 0 and (has_header or blank_below)
            style = cell.style or (styles[column] if column < len(styles) and not is_head else "")
            self._cell(cell, style, separator)

    def _split(self, first: int, last: int, separator: str) -> Iterator[_Cell]:
        sign = compile_pattern(rf"(?<!\\){re.escape(separator)}")
        open_cell: _Cell | None = None
        for line in range(first, last):
            text, done = self.text(line), 0
            if COMMENT.match(text):
                continue
            for bar in sign.finditer(text):
                tail, spec = _spec(text, done, bar.start(), at_start=done == 0)
                if open_cell is not None:
                    yield open_cell._replace(last=line, tail=tail)
                done = bar.end()
                open_cell = _opened(spec, line, done)
        if open_cell is not None:
            yield open_cell._replace(last=last - 1, tail=len(self.text(last - 1)))

    def _cell(self, cell: _Cell, style: str, separator: str) -> None:
        self.found.append(f"{cell.repeats}{cell.spans}{style}{separator}")
        place = Place(cell.first, cell.last + 1, cell.head, cell.tail, separator="!")
        inside = Region(self.lines, place).raw(cell.first, cell.last + 1)
        if style == "a" and "\\" + separator in inside:
            self.left(cell.first, cell.last + 1)
        elif style == "a":
            self.child(place).read()
        elif style and style in _CODE_STYLES:
            self.found.append(inside)
        else:
            self._paragraphs(cell, separator)

    def _paragraphs(self, cell: _Cell, separator: str) -> None:
        """The paragraphs of a cell. A line of comment within one is none of it, and leaves it torn."""
        pieces: list[Piece] = []
        for line in range(cell.first, cell.last + 1):
            start = cell.head if line == cell.first else 0
            text = self.lines.texts[line][start : cell.tail if line == cell.last else None]
            if COMMENT.match(text) and start == 0:
                self.found.append(text)
                continue
            if text.strip():
                pieces.append(piece(line, start, text))
            elif pieces:
                self._add(pieces, separator)
                pieces = []
        self._add(pieces, separator)

    def _add(self, pieces: list[Piece], separator: str) -> None:
        if not pieces:
            return
        is_torn = pieces[-1].line - pieces[0].line >= len(pieces)
        if is_torn or any(DIRECTIVE.match(each.text) for each in pieces):
            self.left(pieces[0].line, pieces[-1].line + 1)
        else:
            self.found.append(Found(Kind.CELL, pieces, quote=separator))

    # Cells between commas and colons

    def _records(self, first: int, last: int, separator: str, *, is_csv: bool) -> None:
        for line in range(first, last):
            text = self.text(line)
            if self.is_aside(line):
                self.found.append(text)
                continue
            cells = list(_values(text, separator, is_csv=is_csv))
            if is_csv and (text.count('"') % 2 or any('"' in cell.text and not cell.is_quoted for cell in cells)):
                self.left(line, last)
                return
            for cell in cells:
                self.found.append(separator)
                quote = '"' + separator if cell.is_quoted else ("," if is_csv else ":") + separator
                if cell.text.strip():
                    pieces = [piece(line, self.column(line) + cell.start, cell.text)]
                    self.found.append(Found(Kind.RECORD, pieces, quote=quote))


class _Value(NamedTuple):
    start: int
    text: str
    is_quoted: bool


def _values(text: str, separator: str, *, is_csv: bool) -> Iterator[_Value]:
    mark = re.escape(separator)
    one = rf'[ \t]*+"(?:[^"]|"")*+"[ \t]*+(?={mark}|$)|[^{mark}]*+' if is_csv else rf"(?:[^\\{mark}]|\\.)*+"
    for found in compile_pattern(rf"(?:^|(?<={mark}))(?:{one})(?:{mark}|$)").finditer(text):
        inner = found[0].removesuffix(separator)
        quoted = _QUOTED.match(inner) if is_csv else None
        if quoted:
            yield _Value(found.start() + quoted.start(1), quoted[1], is_quoted=True)
        else:
            yield _Value(found.start(), inner, is_quoted=False)


def _placed(cells: Sequence[_Cell], columns: int) -> Iterator[tuple[int, int]]:
    """The row and the column of each cell: the next one that no cell above reaches into."""
    covered: dict[int, int] = {}
    row = column = 0
    for cell in cells:
        while column < columns and covered.get(column, 0) > row:
            column += 1
        if column >= columns:
            row, column = row + 1, 0
            while column < columns and covered.get(column, 0) > row:
                column += 1
        yield row, column
        across, _, down = (cell.spans or "1").partition(".")
        width = min(cell.repeats * int(across or 1), _MOST_COLUMNS)
        if down and int(down) > 1:
            covered.update(dict.fromkeys(range(column, min(column + width, columns)), row + int(down)))
        column += width


def _opened(spec: re.Match[str] | None, line: int, head: int) -> _Cell:
    if spec is None:
        return _Cell(1, "", "", line, head)
    number, sign = spec[1] or "", spec[2] or ""
    count = min(int(number.partition(".")[0] or 1), _MOST_COLUMNS) if sign == "*" else 1
    return _Cell(count, number if sign == "+" else "", spec[3] or "", line, head)


def _spec(text: str, start: int, end: int, *, at_start: bool) -> tuple[int, re.Match[str] | None]:
    """Where the text before a bar ends, and what is said of the cell behind that."""
    before = text[max(start, end - _LONGEST_SPEC) : end]
    skipped = end - len(before)
    if at_start and skipped == 0 and (found := _SPEC_AT_START.match(before)):
        return 0, found
    found = _SPEC_AT_END.search(before)
    return (skipped + found.start(), found) if found else (end, None)


def _styles(columns: str) -> list[str]:
    """The style of each column of a list such as `1,2*a,~`."""
    found: list[str] = []
    for one in columns.replace(";", ",").split(",") if columns.strip() else []:
        spec = _COLUMN.match(one.strip())
        count = int(spec[1] or 1) if spec else 1
        found += [(spec[2] or "") if spec else ""] * min(count, _MOST_COLUMNS)
    return found[:_MOST_COLUMNS]
