"""What is found in a document, in its order: marks of its structure, and texts."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from lingopoint.formats.rst.lines import Piece


class Kind(Enum):
    """How a text is written: what it may hold, and whether it may go on on a line below."""

    PARAGRAPH = "paragraph"
    LINE = "line"
    """Inline markup on one line: a term, a part of a line block, an argument."""
    PLAIN = "plain"
    """One line in which nothing is markup: values of options, entries of a table of contents."""

    __hash__ = object.__hash__


class Found(NamedTuple):
    """A text in the lines of a document. `whole` says that nothing else tells where it begins and ends."""

    kind: Kind
    pieces: Sequence[Piece]
    starts_block: bool = False
    """Whether the first line could be read as the beginning of another block."""


class Title(NamedTuple):
    """A section title with its adornment: the line below, and the one above where there is one."""

    text: Piece
    below: Piece
    above: Piece | None


class Table(NamedTuple):
    """A table drawn with characters, in the lines `first` to `last` (half-open) from `column` on."""

    first: int
    last: int
    column: int
    is_grid: bool


class Cells(NamedTuple):
    """Comma-separated values in the lines `first` to `last` (half-open)."""

    pieces: Sequence[Piece]


class Left(NamedTuple):
    """Lines whose words may be text, left as they are and counted."""

    text: str


Entry = str | Found | Title | Table | Cells | Left
"""A `str` is a mark: what must be found again in the same place."""
