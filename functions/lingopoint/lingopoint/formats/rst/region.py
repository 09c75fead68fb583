"""Where blocks are: some lines of a document, from some columns on."""

from typing import NamedTuple

from lingopoint.formats.rst.lines import Lines, Piece


class Place(NamedTuple):
    """Where a body is: the lines `first` to `last` (half-open), from `head` on in the first of them, else `column`."""

    first: int
    last: int
    column: int
    head: int
    titles: bool = False
    """Whether titles may be in it."""
    quoted: bool = False
    """Whether it is a block quote, at whose end somebody may be named."""
    depth: int = 0


class Region:
    """The lines of a place, without what stands before its columns."""

    def __init__(self, lines: Lines, place: Place) -> None:
        self.lines = lines
        self.place = place

    def column(self, at: int) -> int:
        """The column where a line of the place begins."""
        return self.place.head if at == self.place.first else self.place.column

    def text(self, at: int) -> str:
        """A line of the place."""
        return self.lines.texts[at][self.column(at) :]

    def raw(self, first: int, last: int) -> str:
        """Lines of the place, as a mark has them."""
        return "\n".join(map(self.text, range(first, last))).rstrip("\n")

    def piece(self, at: int, skipped: int = 0) -> Piece:
        """A line's text from a column of it on, white space left out."""
        text = self.text(at)[skipped:]
        stripped = text.lstrip()
        return Piece(at, self.column(at) + skipped + len(text) - len(stripped), stripped)

    def until_blank(self, at: int) -> int:
        """The next line that is blank, or the end."""
        while at < self.place.last and self.text(at):
            at += 1
        return at

    def past_indented(self, at: int, least: int = 1) -> int:
        """The next line that is neither blank nor indented by so many columns."""
        while at < self.place.last:
            text = self.text(at)
            if text and text[:least].strip():
                break
            at += 1
        return at

    def indentation(self, first: int, last: int) -> int:
        """By how much the lines that are not blank are indented, at least."""
        texts = filter(None, map(self.text, range(first, last)))
        return min((len(text) - len(text.lstrip()) for text in texts), default=0)

    def item_end(self, at: int, marker: int) -> int:
        """Where an item ends whose marker takes so many columns of its first line."""
        return self.past_indented(at + 1, marker) if self.text(at)[marker:] else self.past_indented(at + 1)

    def inner(self, at: int, last: int, skipped: int, indented: int | None = None) -> Place:
        """What is inside of a block behind so many columns of its first line, and `indented` of the lines below."""
        if indented is None:
            indented = self.indentation(at + 1, last) or skipped
        column = self.place.column + indented
        return Place(at, last, column, self.column(at) + skipped, depth=self.place.depth + 1)

    def past_lines_below(self, at: int) -> int:
        """The next line that does not go on what a line began, with an indentation and without a blank line."""
        at += 1
        while at < self.place.last and self.text(at).startswith(" "):
            at += 1
        return at
