"""A document or a cell of a table, read: its blocks with their inline markup, and the names that these refer to."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from lingopoint.formats.options import UnreadableError
from lingopoint.formats.rst import inline, tables
from lingopoint.formats.rst.explicit import Reader
from lingopoint.formats.rst.found import Cells, Entry, Found, Kind, Left, Table, Title
from lingopoint.formats.rst.inline import Inline, Mark, normal
from lingopoint.formats.rst.lines import Lines, Piece
from lingopoint.formats.rst.region import Place
from lingopoint.formats.rst.starts import is_before_literal
from lingopoint.regex import compile_pattern
from lingopoint.unit import UNBOUNDED, CodeKind, Work

_NO_NAMES: Final[frozenset[str]] = frozenset()
_ROLE = compile_pattern(rb"^[ \t]*\.\. +role:: +([\w.+:-]+)(?:\(([\w.+:-]+)\))?[ \t]*\r?$", re.MULTILINE)
_CODE_BASES: Final = frozenset({b"raw", b"code", b"math", b"literal"})
_TARGET = compile_pattern(r"\.\. _(`?)(.+?)(?<!\\)\1(?<!\\):(?:\s+(.*))?$")
_TITLED = compile_pattern(r"(:[^`]++`)[^`]*?(<[^<>`]*>`)$")
_OPTION = compile_pattern(r":target: +`?([^`]+?)`?_$", re.MULTILINE)
_INDIRECT = compile_pattern(r"(?s)`?(.+?)`?_$")


class Read(NamedTuple):
    """A text with its inline markup, None where that is not sure. `behind` are colons that begin a literal block."""

    found: Found | Title
    text: str
    inline: Inline | None
    behind: str = ""


class Drawn(NamedTuple):
    """A table and its cells, each a document; `indents` are what stands before the lines of each."""

    found: Table
    table: tables.Table
    lead: bytes
    cells: Sequence["Fragment"]
    indents: Sequence[str]


Part = str | Left | Read | Drawn | Cells


class Fragment:
    """What is found in `data`, a document or a cell."""

    def __init__(self, data: bytes, work: Work, roles: frozenset[str] | None = None, depth: int = 0) -> None:
        self.lines = Lines(data, work)
        self._work = work
        self._roles = roles_of(data) if roles is None else roles
        self._depth = depth
        found: list[Entry] = []
        Reader(self.lines, Place(0, len(self.lines.texts), 0, 0, titles=depth == 0, depth=depth), found).read()
        self.parts: list[Part] = [self._part(entry) for entry in found]

    def _part(self, entry: Entry) -> Part:
        if isinstance(entry, Table):
            return self._table(entry)
        if isinstance(entry, Found):
            return self._text(entry)
        if isinstance(entry, Title):
            return Read(entry, entry.text.text, self._inline(entry.text.text))
        return entry

    def _text(self, found: Found) -> Part:
        text = " ".join(piece.text for piece in found.pieces)
        behind = "::" if found.kind is Kind.PARAGRAPH and is_before_literal(text) else ""
        text = text.removesuffix(behind).rstrip()
        if found.kind is Kind.PLAIN:
            return Read(found, text, Inline([text], [], []))
        return Read(found, text, self._inline(text), behind)

    def _inline(self, text: str) -> Inline | None:
        read = inline.read(text, self._roles, _NO_NAMES)
        if read is not None:
            for item in read.items:
                if isinstance(item, Mark):
                    self._work.code()
        return read

    def again(self, read: Read, kept_names: frozenset[str]) -> Read:
        """The same text with some names of targets kept as they are."""
        if read.inline is None or kept_names.isdisjoint(read.inline.targets):
            return read
        return read._replace(inline=inline.read(read.text, self._roles, kept_names))

    def _table(self, found: Table) -> Part:
        texts = [self.lines.texts[line][found.column :] for line in range(found.first, found.last)]
        table = tables.grid(texts) if found.is_grid else tables.simple(texts)
        if table is None:
            return Left("\n".join(texts))
        cells, indents = [], []
        for cell in table.cells:
            indent = min((len(line) - len(line.lstrip()) for line in cell.lines if line), default=0)
            data = "\n".join(line[indent:] for line in cell.lines).rstrip("\n").encode()
            cells.append(Fragment(data, self._work, self._roles, self._depth + 1))
            indents.append(" " * indent)
        if len(cells) > 1 and found.first + 1 < found.last:
            lead = self.lines.lead(found.first + 1, found.column)
        else:
            lead = b" " * found.column
        return Drawn(found, table, lead, cells, indents)


def roles_of(data: bytes) -> frozenset[str]:
    """The roles that a document defines and that show their content as text."""
    return frozenset(role[1].decode("utf-8", "replace") for role in _ROLE.finditer(data) if role[2] not in _CODE_BASES)


class Names:
    """What a document refers to by words, and what must therefore not lose them."""

    def __init__(self, root: Fragment) -> None:
        references: set[str] = set()
        self._targets: set[str] = set()
        titles: list[str] = []
        for part in _all_parts(root):
            if isinstance(part, str):
                self._add_target(part, references)
            elif isinstance(part, Read) and part.inline is not None:
                references.update(part.inline.references)
                self._targets.update(part.inline.targets)
                if isinstance(part.found, Title):
                    titles.append(shown(part.inline))
        counts = Counter(map(normal, titles))
        self.kept = frozenset(self._targets & references)
        self._pinned = {name for name, count in counts.items() if count == 1 and name in references - self._targets}

    def _add_target(self, mark: str, references: set[str]) -> None:
        references.update(normal(name[1]) for name in _OPTION.finditer(mark))
        found = _TARGET.match(mark)
        if found is None:
            return
        self._targets.add(normal(found[2].replace("\\", "\0")))
        indirect = _INDIRECT.match(found[3] or "")
        if indirect and ":" not in found[3]:
            references.add(normal(indirect[1]))

    def pin(self, title: Inline) -> str | None:
        """The name that a title is referred to by, if it must stay; None if it need not."""
        name = shown(title)
        return " ".join(name.split()) if normal(name) in self._pinned else None


def shown(title: Inline) -> str:
    """What a title shows, which docutils makes its name of."""
    return "".join(item if isinstance(item, str) else item.shown for item in title.items)


def _all_parts(fragment: Fragment) -> Iterator[Part]:
    for part in fragment.parts:
        yield part
        if isinstance(part, Drawn):
            for cell in part.cells:
                yield from _all_parts(cell)


def skeleton(data: bytes, pins: frozenset[str], work: Work) -> list[object] | None:
    """What must stay of a document, whatever is translated; `pins` are targets that may be new."""
    work.look()
    try:
        return [one for one in bones(Fragment(data, UNBOUNDED).parts) if one not in pins]
    except UnreadableError:
        return None


def bones(parts: Iterable[Part]) -> Iterator[object]:
    """What must be found again of each part."""
    for part in parts:
        if isinstance(part, Read):
            yield _bone(part)
        elif isinstance(part, Drawn):
            yield "table", tuple((cell.top, cell.left, cell.bottom, cell.right) for cell in part.table.cells)
            for cell in part.cells:
                yield from bones(cell.parts)
        elif isinstance(part, Cells):
            yield "cells"
        else:
            yield part


def _bone(read: Read) -> object:
    items = read.inline.items if read.inline else [read.text]
    if read.inline is None or not any(isinstance(item, str) and any(map(str.isalpha, item)) for item in items):
        return read.text, read.behind
    marks = [item for item in items if isinstance(item, Mark)]
    kind = read.found.kind if isinstance(read.found, Found) else _adornment(read.found)
    return (
        kind,
        tuple(sorted(raw for mark in marks for raw in _raws(mark))),
        tuple(mark.raw for mark in marks if mark.is_ordered),
        read.behind,
    )


def _raws(mark: Mark) -> Iterator[str]:
    """How a piece of markup is written, a role with a title as if its title were text: that depends on its words."""
    titled = _TITLED.match(mark.raw) if mark.raw.startswith(":") and mark.raw.endswith(">`") else None
    for raw in titled.groups() if titled else (mark.raw,):
        yield " ".join(raw.split())


def _adornment(title: Title) -> str:
    return title.below.text[0] + (title.above.text[0] if title.above else "")


def has_words(read: Read) -> bool:
    """Whether there is something to translate in a text."""
    return read.inline is not None and any(
        isinstance(item, str) and any(map(str.isalpha, item)) for item in read.inline.items
    )


def is_pair(first: str | Mark, last: str | Mark) -> bool:
    """Whether two items are the OPEN and the CLOSE of one pair."""
    return (
        isinstance(first, Mark)
        and isinstance(last, Mark)
        and first.kind is CodeKind.OPEN
        and last.kind is CodeKind.CLOSE
        and first.number == last.number
    )


__all__ = ["Drawn", "Fragment", "Names", "Part", "Piece", "Read", "bones", "has_words", "is_pair", "shown", "skeleton"]
