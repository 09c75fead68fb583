"""Office Open XML (ECMA-376): the text of DOCX, PPTX and XLSX.

Translated are the document with its headers, footers, notes and comments; slides, speaker notes, diagrams, and what
masters and layouts show; titles, series and categories of charts; cells that hold text (not numbers, formulas or their
results), comments and text boxes of sheets, their headers, footers and prompts; descriptions of pictures; and the
title, subject and description in the properties. Every part without a translation keeps its compressed bytes. Parts are
found by their content types (part 2, section 7.2.3), not by their names. Each part that was written is read again: it
has to be well-formed, with the paragraphs, links, changes and fields it had.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from lingopoint.formats.archive import Archive
from lingopoint.formats.office.kinds import Kind, kind_of
from lingopoint.formats.office.reader import PartReader
from lingopoint.formats.office.sheet import fixed_texts
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.xml import Element, Tree, parse
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Parts, Spliced, replace

MAX_TEXT = 25 * 1024 * 1024
"""Bytes of XML with text, decompressed: as much as an XML object may have that is translated."""

_COPIES = 4
"""How often a part with text is in memory at the same time, at most."""

_FIXED_BYTES = 200

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT_TYPES = "/[content_types].xml"
_OFFICE = compile_pattern(rb"wordprocessingml|presentationml|spreadsheetml|ms-(?:word|powerpoint|excel)")


def extract(data: bytes, options: Options) -> Document:
    """The text of an office document. Units lie in its parts: their spans are places in the part, decompressed.

    Raises UnreadableError for what is no office document, is broken, encrypted or signed, or is not safe to read.
    """
    archive, kinds = _opened(data, options)
    reader = _Parts(archive, kinds, options)
    parts = reader.documents()
    for name, kind in kinds.items():
        if kind is Kind.WORKBOOK and reader.parts.charted:
            found = _workbook(archive.read(name), options, reader.parts.charted)
            if found is not None:
                parts[name] = found
    return OfficeDocument(data, archive, parts)


def _opened(data: bytes, options: Options) -> tuple[Archive, dict[str, Kind]]:
    if data.startswith(_OLE):
        raise UnreadableError("encrypted, or an office format before Office Open XML")
    archive = Archive(data)
    names = {_path(name): name for name in archive.names}
    if any(path.startswith("/_xmlsignatures/") for path in names):
        raise UnreadableError("the document is signed")
    if _CONTENT_TYPES not in names:
        raise UnreadableError("not an office document")
    types = archive.read(names[_CONTENT_TYPES])
    if _OFFICE.search(types) is None:
        raise UnreadableError("not an office document")
    return archive, dict(_kinds(parse(types, options.work), names))


def _workbook(data: bytes, options: Options, charted: set[str]) -> Document | None:
    """The workbook behind charts: of its text only the cells that charts show. None where there are none."""
    try:
        archive, kinds = _opened(data, options)
        kinds = {name: kind for name, kind in kinds.items() if kind in {Kind.STRINGS, Kind.SHEET, Kind.FIXED}}
        parts = _Parts(archive, kinds, options, charted).documents()
    except UnreadableError:
        return None
    return OfficeDocument(data, archive, parts) if any(part.units for part in parts.values()) else None


def _path(name: str) -> str:
    """A part's name as the content types have it, but for case. Some writers use Windows' separators."""
    return "/" + name.replace("\\", "/").lower()


class OfficeDocument(Document):
    """An archive whose text parts are documents of their own."""

    def __init__(self, data: bytes, archive: Archive, parts: dict[str, Document]) -> None:
        self._archive = archive
        self._parts = parts
        super().__init__(data, [unit for part in parts.values() for unit in part.units])

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`; only parts that change are compressed again."""
        pairs = zip(self.units, targets, strict=True)
        changes: dict[str, bytes] = {}
        kept = 0
        for name, part in self._parts.items():
            new = part.splice([target for _, target in islice(pairs, len(part.units))])
            kept += new.kept
            if new.data != part.data:
                changes[name] = new.data
        if not changes:
            return Spliced(self.data, kept)
        for name, part in self._parts.items():
            if part.edits and name not in changes:
                changes[name] = replace(part.data, part.edits)
        return Spliced(self._archive.replaced(changes), kept)


def _kinds(types: Tree, names: dict[str, str]) -> Iterator[tuple[str, Kind]]:
    """The parts to read, by name, with what is done with each."""
    declared = list(types.children(types.root))
    by_extension = {_key(element, b"Extension"): _kind(element) for element in declared}
    by_path = {_key(element, b"PartName"): _kind(element) for element in declared}
    for path, name in names.items():
        kind = by_path[path] if path in by_path else by_extension.get(path.rpartition(".")[2])
        if kind is not None:
            yield name, kind


def _key(element: Element, attribute: bytes) -> str:
    return (element.get(attribute) or "").lower()


def _kind(element: Element) -> Kind | None:
    return kind_of(element.get(b"ContentType") or "")


class _Parts:
    """The parts of a package; of a workbook behind charts only what is `charted`."""

    def __init__(
        self, archive: Archive, kinds: dict[str, Kind], options: Options, charted: set[str] | None = None
    ) -> None:
        self._archive = archive
        self._kinds = kinds
        self._work = options.work
        self._room = MAX_TEXT
        self.parts = PartReader(options, self._fixed(), charted, inherited=self._inherited())

    def documents(self) -> dict[str, Document]:
        """The parts that hold units, or follow the language."""
        found = ((name, self._document(name, kind)) for name, kind in self._ordered())
        documents = {name: document for name, document in found if document is not None}
        return {name: documents[name] for name in self._kinds if name in documents}

    def _ordered(self) -> list[tuple[str, Kind]]:
        """Threads before the copies that are made of them."""
        return sorted(self._kinds.items(), key=lambda item: item[1] is not Kind.LINES)

    def _fixed(self) -> set[str]:
        fixed: set[str] = set()
        for name, kind in self._kinds.items():
            if kind in {Kind.SHEET, Kind.FIXED}:
                for text in fixed_texts(self._archive.read(name)):
                    self._work.spend(_FIXED_BYTES)
                    fixed.add(text)
        return fixed

    def _inherited(self) -> bool:
        """Whether paragraphs may run from right to left by their style."""
        styles = (name for name, kind in self._kinds.items() if kind is Kind.STYLES)
        return any(b":bidi/>" in self._archive.read(name) for name in styles)

    def _document(self, name: str, kind: Kind) -> Document | None:
        if kind in {Kind.FIXED, Kind.WORKBOOK}:
            return None
        data = self._archive.read(name)
        if not self.parts.matters(data, kind):
            return None
        self._room -= len(data)
        if self._room < 0:
            raise UnreadableError("too much text in one document")
        self._work.spend(len(data) * _COPIES)
        return self.parts.read(data, kind)
