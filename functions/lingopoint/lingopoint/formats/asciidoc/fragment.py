"""A document, read: its blocks with their inline markup."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lingopoint.formats.asciidoc import inline
from lingopoint.formats.asciidoc.found import Entry, Found, Kind, Language, Left, Title
from lingopoint.formats.asciidoc.inline import Items
from lingopoint.formats.asciidoc.lines import Lines, Place
from lingopoint.formats.asciidoc.marks import Mark
from lingopoint.formats.asciidoc.names import Names, Section
from lingopoint.formats.asciidoc.tables import Reader
from lingopoint.formats.asciidoc.write import EMPTY, canonical
from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import UNBOUNDED, Work

_MARKUP = compile_pattern(r"[*_`#\[\]<>+\\]|:\S*\[|\s[+\\]$")
_REFERENCE = compile_pattern(r"&#\d+;")
_OLD = compile_pattern(r":compat-mode:")


class Read(NamedTuple):
    """A text with its inline markup, None where that is not sure."""

    found: Found | Title
    text: str
    items: Items | None


Part = str | Left | Read | Language


class Fragment:
    """What is found in a document."""

    def __init__(self, data: bytes, work: Work) -> None:
        self.lines = Lines(data, work)
        self._work = work
        found: list[Entry] = []
        Reader(self.lines, Place(0, len(self.lines.texts)), found).read()
        self.is_old = any(_is_old(entry) for entry in found)
        self.parts: list[Part] = [self._part(entry) for entry in found]

    def _part(self, entry: Entry) -> Part:
        if isinstance(entry, Title):
            return self._counted(Read(entry, entry.text.text, self._items(entry.text.text)))
        if isinstance(entry, Found):
            text = "\n".join(piece.text for piece in entry.pieces)
            return self._counted(Read(entry, text, self._read(entry, text)))
        return entry

    def _read(self, found: Found, text: str) -> Items | None:
        if found.kind is Kind.ENTRY:
            text = text.replace("\n", " ")
        if found.kind in {Kind.ENTRY, Kind.TITLE}:
            return None if _MARKUP.search(_REFERENCE.sub("", text)) else inline.value(text)
        if found.kind is Kind.VALUE:
            return inline.value(text)
        if found.kind is Kind.CELL:
            text = text.replace("\\" + found.quote, found.quote)
        elif found.kind is Kind.RECORD:
            text = (
                text.replace('""', '"')
                if found.quote[0] == '"'
                else text.replace(f"\\{found.quote[1]}", found.quote[1])
            )
        return self._items(text, keeps_lines=found.kind is Kind.LINES, at_item=found.kind is Kind.ITEM)

    def _items(self, text: str, *, keeps_lines: bool = False, at_item: bool = False) -> Items | None:
        return inline.read(text, keeps_lines=keeps_lines, at_item=at_item, is_old=self.is_old)

    def _counted(self, read: Read) -> Read:
        for item in read.items or ():
            if isinstance(item, Mark):
                self._work.code()
        return read

    def names(self, *, pins_all: bool) -> Names:
        """The ids of sections, and what refers to them."""
        sections = [
            Section(part.found, part.items)
            for part in self.parts
            if isinstance(part, Read) and isinstance(part.found, Title)
        ]
        return Names(sections, self._marks(), pins_all=pins_all)

    def _marks(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            elif isinstance(part, Left):
                yield part.text
            elif isinstance(part, Read):
                if part.items is None:
                    yield part.text
                yield from (item.raw for item in part.items or () if isinstance(item, Mark))


def _is_old(entry: Entry) -> bool:
    """Whether a document is read by the rules of AsciiDoc before Asciidoctor."""
    if isinstance(entry, Title):
        return entry.level == 0 and entry.below is not None
    return isinstance(entry, str) and _OLD.match(entry) is not None


def skeleton(data: bytes, pins: frozenset[str], work: Work) -> list[object] | None:
    """What must stay of a document, whatever is translated; `pins` are lines that may be new."""
    work.look()
    try:
        fragment = Fragment(data, UNBOUNDED)
    except UnreadableError:
        return None
    return [one for one in bones(fragment.parts, fragment.names(pins_all=False)) if one not in pins]


def bones(parts: Iterable[Part], names: Names) -> Iterator[object]:
    """What must be found again of each part."""
    for part in parts:
        if isinstance(part, Read):
            yield _bone(part, names)
        else:
            yield "language" if isinstance(part, Language) else part


def _bone(read: Read, names: Names) -> object:
    if not has_words(read):
        return read.text
    marks = [item for item in read.items or () if isinstance(item, Mark) and item.raw != EMPTY]
    kind = read.found.kind if isinstance(read.found, Found) else read.found.level
    return kind, tuple(sorted(canonical(names.resolved(mark.raw)) for mark in marks))


def has_words(read: Read) -> bool:
    """Whether there is something to translate in a text."""
    return read.items is not None and any(isinstance(item, str) and any(map(str.isalpha, item)) for item in read.items)
