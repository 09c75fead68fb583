"""Tables drawn with characters: their cells are documents, and what grew is drawn wider or higher.

What is read is what docutils reads (`docutils.parsers.rst.tableparser`, 0.23). A table whose lines do not meet, or in
which rows of a simple table span columns, is not read.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple
from unicodedata import combining

from lingopoint.formats.rst.lines import width
from lingopoint.regex import compile_pattern

_WIDE_PAD: Final = "\0"
_HEAD = compile_pattern(r"\+=[=+]+=\+$")
_RULE = compile_pattern(r"[-=][-= ]*$")
_MOST_CELLS: Final = 2_000
_MOST_LINES_LOOKED_AT: Final = 200_000


class Cell(NamedTuple):
    """A cell between grid lines (the numbers of `top` to `bottom` and `left` to `right`), and its lines."""

    top: int
    left: int
    bottom: int
    right: int
    lines: Sequence[str]


class Table(NamedTuple):
    """The cells of a table, and how it is drawn with other lines in them."""

    cells: Sequence[Cell]
    draw: Callable[[Sequence[Sequence[str]]], list[str]]


def _padded(line: str) -> str:
    """A line with one character for each column."""
    return line if line.isascii() else "".join(sign + _WIDE_PAD * (width(sign) - 1) for sign in line)


def _unpadded(text: str) -> str:
    return text.replace(_WIDE_PAD, "").rstrip()


# Simple tables


def simple(lines: Sequence[str]) -> Table | None:
    """A simple table; None for one that cannot be drawn again for sure."""
    grid = [_padded(line) for line in lines]
    edges = [match.span() for match in compile_pattern(r"=+").finditer(grid[0])]
    rules = [row for row, line in enumerate(grid) if _RULE.match(line)]
    if any(grid[row] != grid[0] for row in rules) or len(edges) < 2 or _has_marks(lines):
        return None
    rows = list(_rows(grid, rules, edges[0]))
    cells = [cell for number, row in enumerate(rows) for cell in _row_cells(grid, number, row, edges)]
    inside = sum(last - first for first, last in rows) + len(rules)
    if len(cells) != len(rows) * len(edges) or inside < sum(map(bool, map(str.strip, grid))):
        return None
    return Table(cells, lambda texts: _simple_lines(grid, rows, edges, texts))


def _rows(grid: Sequence[str], rules: Sequence[int], first: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The lines of each row: from one with text in the first column to the next such."""
    begin = None
    for line in range(1, len(grid)):
        is_start = line in rules or grid[line][first[0] : first[1]].strip() != ""
        if is_start and begin is not None:
            yield begin, line
        if is_start:
            begin = None if line in rules else line


def _row_cells(
    grid: Sequence[str], number: int, row: tuple[int, int], edges: Sequence[tuple[int, int]]
) -> Iterator[Cell]:
    for column, (left, right) in enumerate(edges):
        is_last = column + 1 == len(edges)
        following = None if is_last else edges[column + 1][0]
        texts = [grid[line][left:following] for line in range(*row)]
        if not is_last and any(text[right - left :].strip() for text in texts):
            return
        yield Cell(number, column, number + 1, column + 1, [_unpadded(text) for text in texts])


def _simple_lines(
    grid: Sequence[str],
    rows: Sequence[tuple[int, int]],
    edges: Sequence[tuple[int, int]],
    texts: Sequence[Sequence[str]],
) -> list[str]:
    count = len(edges)
    widths = [
        max([right - left, *(width(line) for cell in texts[column::count] for line in cell)])
        for column, (left, right) in enumerate(edges)
    ]
    widths[-1] = max(widths[-1], len(grid[0]) - edges[-1][0])
    gaps = [" " * (right[0] - left[1]) for left, right in pairwise([(0, 0), *edges])]
    rule = "".join(gap + "=" * room for gap, room in zip(gaps, widths, strict=True))
    result: list[str] = []
    starts = {row[0]: number for number, row in enumerate(rows)}
    line = 0
    while line < len(grid):
        number = starts.get(line)
        if number is None:
            result.append(rule if _RULE.match(grid[line]) else "")
            line += 1
            continue
        cells = texts[number * count : (number + 1) * count]
        trailing = _trailing(grid, rows[number])
        result += [*_row_lines(cells, widths, gaps), *[""] * trailing]
        line = rows[number][1]
    return result


def _trailing(grid: Sequence[str], row: tuple[int, int]) -> int:
    """How many blank lines part a row from the next."""
    return next((row[1] - line - 1 for line in reversed(range(*row)) if grid[line].strip()), 0)


def _row_lines(cells: Sequence[Sequence[str]], widths: Sequence[int], gaps: Sequence[str]) -> Iterator[str]:
    cells = [_without_blank_end(cell) for cell in cells]
    for height in range(max(map(len, cells))):
        texts = (cell[height] if height < len(cell) else "" for cell in cells)
        yield "".join(gap + _filled(text, room) for gap, text, room in zip(gaps, texts, widths, strict=True)).rstrip()


def _without_blank_end(lines: Sequence[str]) -> Sequence[str]:
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _filled(text: str, room: int) -> str:
    return text + " " * (room - width(text))


# Grid tables


def grid(lines: Sequence[str]) -> Table | None:
    """A grid table; None for one that cannot be drawn again for sure."""
    drawing = [_padded(line.replace("=", "-") if _HEAD.match(line) else line) for line in lines]
    boxes = _Boxes(drawing).found if len({len(line) for line in drawing}) == 1 else []
    if not boxes or _has_marks(lines):
        return None
    tops = sorted({side for box in boxes for side in (box[0], box[2])})
    lefts = sorted({side for box in boxes for side in (box[1], box[3])})
    rows, sides = {line: at for at, line in enumerate(tops)}, {side: at for at, side in enumerate(lefts)}
    cells = [
        Cell(rows[top], sides[left], rows[bottom], sides[right], _inside(drawing, (top, left, bottom, right)))
        for top, left, bottom, right in boxes
    ]
    heads = [at for at, line in enumerate(tops) if _HEAD.match(lines[line])]
    return Table(cells, lambda texts: _Drawing(cells, texts, tops, lefts, heads).lines())


_Box = tuple[int, int, int, int]


def _inside(drawing: Sequence[str], box: _Box) -> list[str]:
    top, left, bottom, right = box
    return [_unpadded(line[left + 1 : right]) for line in drawing[top + 1 : bottom]]


class _Boxes:
    """The cells, found from their upper left corners as docutils does; none where they do not fill the table."""

    def __init__(self, drawing: Sequence[str]) -> None:
        self.found: list[_Box] = []
        self._drawing = drawing
        self._looked_at = 0
        self._done = [0] * len(drawing[0])
        if not self._fill():
            self.found = []
        self.found.sort()

    def _fill(self) -> bool:
        last = len(self._drawing) - 1
        corners = [(0, 0)]
        while corners:
            top, left = corners.pop(0)
            if top == last or left == len(self._done) - 1 or top < self._done[left]:
                continue
            box = self._box(top, left)
            if box is None or len(self.found) == _MOST_CELLS or any(at != top for at in self._done[left : box[3]]):
                return False
            self.found.append(box)
            self._done[left : box[3]] = [box[2]] * (box[3] - left)
            corners += [(top, box[3]), (box[2], left)]
            corners.sort()
        return all(line == last for line in self._done[:-1])

    def _box(self, top: int, left: int) -> _Box | None:
        """The smallest box with this upper left corner."""
        line = self._drawing[top]
        if line[left] != "+":
            return None
        for right in range(left + 1, len(line)):
            if line[right] == "+" and (bottom := self._bottom(top, left, right)):
                return top, left, bottom, right
            if line[right] not in "+-" or self._looked_at > _MOST_LINES_LOOKED_AT:
                return None
        return None

    def _bottom(self, top: int, left: int, right: int) -> int | None:
        for bottom in range(top + 1, len(self._drawing)):
            self._looked_at += 1
            line = self._drawing[bottom]
            corners = line[left] + line[right]
            if corners == "++" and not line[left + 1 : right].strip("+-"):
                return bottom
            if corners.strip("+|"):
                return None
        return None


def _has_marks(lines: Sequence[str]) -> bool:
    return any(not line.isascii() and any(map(combining, line)) for line in lines)


class _Drawing:
    """Draws a grid table: `tops` and `lefts` are where its lines were, `heads` which of them are double."""

    def __init__(
        self,
        cells: Sequence[Cell],
        texts: Sequence[Sequence[str]],
        tops: Sequence[int],
        lefts: Sequence[int],
        heads: Sequence[int],
    ) -> None:
        self._cells = [cell._replace(lines=_without_blank_end(text)) for cell, text in zip(cells, texts, strict=True)]
        self._heads = set(heads)
        wide = [(cell.left, cell.right, max(map(width, cell.lines), default=0) + 1) for cell in self._cells]
        high = [(cell.top, cell.bottom, len(cell.lines)) for cell in self._cells]
        self._lefts = _stretched(lefts, wide)
        self._tops = _stretched(tops, high)

    def lines(self) -> list[str]:
        """The table."""
        canvas = [[" "] * (self._lefts[-1] + 1) for _ in range(self._tops[-1] + 1)]
        for cell in self._cells:
            self._frame(canvas, cell)
        for cell in self._cells:
            for corner in ((y, x) for y in (cell.top, cell.bottom) for x in (cell.left, cell.right)):
                canvas[self._tops[corner[0]]][self._lefts[corner[1]]] = "+"
            self._fill(canvas, cell)
        return ["".join(line) for line in canvas]

    def _frame(self, canvas: list[list[str]], cell: Cell) -> None:
        left, right = self._lefts[cell.left], self._lefts[cell.right]
        for side in (cell.top, cell.bottom):
            sign = "=" if side in self._heads else "-"
            canvas[self._tops[side]][left + 1 : right] = [
                old if old == "+" else sign for old in canvas[self._tops[side]][left + 1 : right]
            ]
        for line in range(self._tops[cell.top] + 1, self._tops[cell.bottom]):
            for side in (left, right):
                canvas[line][side] = "+" if canvas[line][side] == "+" else "|"

    def _fill(self, canvas: list[list[str]], cell: Cell) -> None:
        left, right = self._lefts[cell.left] + 1, self._lefts[cell.right]
        for number, text in enumerate(cell.lines):
            signs = _signs(text)
            canvas[self._tops[cell.top] + 1 + number][left:right] = [*signs, *[" "] * (right - left - len(signs))]


def _signs(text: str) -> list[str]:
    """One sign for each column; behind a wide one there is nothing, and combining marks go with theirs."""
    signs: list[str] = []
    for sign in text:
        if combining(sign) and signs:
            signs[-1] += sign
        else:
            signs += [sign, *[""] * (width(sign) - 1)]
    return signs


def _stretched(places: Sequence[int], needs: Sequence[tuple[int, int, int]]) -> list[int]:
    """Where grid lines come to be, in order, so that between two of them there is what is needed."""
    sizes = [after - before for before, after in pairwise(places)]
    for first, last, need in sorted(needs, key=lambda need: need[1] - need[0]):
        missing = need + 1 - sum(sizes[first:last])
        if missing > 0:
            sizes[last - 1] += missing
    moved = [places[0]]
    for size in sizes:
        moved.append(moved[-1] + size)
    return moved
