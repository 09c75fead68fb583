"""What is found in a document, in its order: marks of its structure, and texts."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from lingopoint.formats.asciidoc.lines import Piece


class Kind(Enum):
    """How a text is written: what it may hold, and whether it may go on on a line below."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    """A paragraph in a list: one line of it that looks like an item is one."""
    LINES = "lines"
    """Text whose lines stay: a verse, or a paragraph with breaks at all of them."""
    LINE = "line"
    """Inline markup on one line: titles, terms."""
    CELL = "cell"
    """Inline markup between the bars of a table."""
    TITLE = "title"
    """A value in which markup is read."""
    VALUE = "value"
    """The value of an attribute, in quotes or between commas: no markup but references."""
    ENTRY = "entry"
    """The value of an attribute of the document, to the end of its line."""
    RECORD = "record"
    """A cell between commas or colons."""

    __hash__ = object.__hash__


class Found(NamedTuple):
    """A text in the lines of a document."""

    kind: Kind
    pieces: Sequence[Piece]
    starts_block: bool = False
    """Whether the first line could be read as the beginning of another block."""
    quote: str = ""
    """What stands around a value or a cell, or what parts it from others."""


class Title(NamedTuple):
    """A title of a section: `level` counts from 0; `below` is the line that underlines it, if one does."""

    text: Piece
    level: int
    below: Piece | None = None
    behind: str = ""
    """The marks that close it."""
    has_id: bool = False
    """Whether lines above give it an id."""


class Left(NamedTuple):
    """Lines whose words may be text, left as they are and counted."""

    text: str


class Language(NamedTuple):
    """The language that the document states."""

    piece: Piece


Entry = str | Found | Title | Left | Language
"""A `str` is a mark: what must be found again in the same place."""
