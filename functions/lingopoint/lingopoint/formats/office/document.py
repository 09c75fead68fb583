"""Office Open XML (ECMA-376): the text of DOCX, PPTX and XLSX.

Translated are the document with its headers, footers, notes and comments; slides, speaker notes, diagrams and the
titles in charts; cells that hold text (not numbers, formulas or their results), comments and text boxes of sheets; and
the title, subject and description in the properties. Every part without a translation keeps its compressed bytes.
Parts are found by their content types (part 2, section 7.2.3), not by their names. Each part that was written is
read again: it has to be well-formed, with the paragraphs, links, changes and fields it had.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import islice

from lingopoint.formats.archive import Archive
from lingopoint.formats.office.blocks import units
from lingopoint.formats.office.names import STRUCTURE
from lingopoint.formats.office.sheet import fixed_texts
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.formats.xml import Element, Inline, Role, Tree, elements_of, parse, unit, xml_syntax
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Parts, Spliced, Unit, Work

MAX_TEXT = 25 * 1024 * 1024
"""Bytes of XML with text, decompressed: as much as an XML object may have that is translated."""

_COPIES = 4
"""How often a part with text is in memory at the same time, at most."""

_FIXED_BYTES = 200

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CONTENT_TYPES = "/[content_types].xml"
_OFFICE = compile_pattern(rb"wordprocessingml|presentationml|spreadsheetml|ms-(?:word|powerpoint|excel)")
_DUBLIN_CORE = b"http://purl.org/dc/elements/1.1/"
_TRANSLATED_PROPERTIES = {b"title", b"subject", b"description"}
_PROPERTY_SYNTAX = xml_syntax(lambda _name, _attributes: Inline(Role.PAIR), preserve=False)


class _Kind(Enum):
    """What is done with a part."""

    TEXT = "translate its paragraphs"
    STRINGS = "translate its strings, but for fixed ones"
    SHEET = "translate its inline strings, but for fixed ones; it holds formulas"
    FIXED = "it names fixed strings"
    PROPERTIES = "translate some properties"


_KINDS = (
    (r".*wordprocessingml\.(?:document|template)\.main\+xml", _Kind.TEXT),
    (r".*ms-word\.(?:document|template)\.macroEnabled\.main\+xml", _Kind.TEXT),
    (r".*wordprocessingml\.(?:header|footer|footnotes|endnotes|comments)\+xml", _Kind.TEXT),
    (r".*presentationml\.(?:slide|notesSlide)\+xml", _Kind.TEXT),
    (r".*(?:drawingml\.(?:diagramData|diagramDrawing|chart|chartshapes)|officedocument\.drawing)\+xml", _Kind.TEXT),
    (r".*spreadsheetml\.(?:sharedStrings|comments)\+xml", _Kind.STRINGS),
    (r".*spreadsheetml\.worksheet\+xml", _Kind.SHEET),
    (r".*spreadsheetml\.(?:table|pivotCacheDefinition)\+xml", _Kind.FIXED),
    (r".*package\.core-properties\+xml", _Kind.PROPERTIES),
)
_KINDS_BY_TYPE = [(compile_pattern(pattern, re.IGNORECASE), kind) for pattern, kind in _KINDS]


def extract(data: bytes, options: Options) -> Document:
    """The text of an office document. Units lie in its parts: their spans are places in the part, decompressed.

    Raises UnreadableError for what is no office document, is broken, encrypted or signed, or is not safe to read.
    """
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
    kinds = dict(_kinds(parse(types, options.work), names))
    return OfficeDocument(data, archive, _documents(archive, kinds, options.work))


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
        """See `Document.splice`; only parts with a translation are compressed again."""
        pairs = zip(self.units, targets, strict=True)
        changes: dict[str, bytes] = {}
        kept = 0
        for name, part in self._parts.items():
            new = part.splice([target for _, target in islice(pairs, len(part.units))])
            kept += new.kept
            if new.data != part.data:
                changes[name] = new.data
        return Spliced(self._archive.replaced(changes) if changes else self.data, kept)


def _kinds(types: Tree, names: dict[str, str]) -> Iterator[tuple[str, _Kind]]:
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


def _kind(element: Element) -> _Kind | None:
    content_type = element.get(b"ContentType") or ""
    return next((kind for pattern, kind in _KINDS_BY_TYPE if pattern.fullmatch(content_type)), None)


def _documents(archive: Archive, kinds: dict[str, _Kind], work: Work) -> dict[str, Document]:
    """The parts that hold units."""
    fixed: set[str] = set()
    for name, kind in kinds.items():
        if kind in {_Kind.SHEET, _Kind.FIXED}:
            for text in fixed_texts(archive.read(name)):
                work.spend(_FIXED_BYTES)
                fixed.add(text)
    documents: dict[str, Document] = {}
    room = MAX_TEXT
    for name, kind in kinds.items():
        if kind is _Kind.FIXED:
            continue
        data = archive.read(name)
        if kind is _Kind.SHEET and b"inlineStr" not in data:
            continue
        room -= len(data)
        if room < 0:
            raise UnreadableError("too much text in one document")
        work.spend(len(data) * _COPIES)
        found = _units(data, kind, fixed, work)
        if found:
            documents[name] = part = Document(data, found)
            part.reread = Reread(data, _skeleton)
    return documents


def _skeleton(data: bytes) -> object:
    return elements_of(data, STRUCTURE)


def _units(data: bytes, kind: _Kind, fixed: set[str], work: Work) -> list[Unit]:
    if kind is _Kind.PROPERTIES:
        return list(_property_units(parse(data, work), work))
    return units(data, None if kind is _Kind.TEXT else fixed, work)


def _property_units(tree: Tree, work: Work) -> Iterator[Unit]:
    for element in tree.children(tree.root):
        if element.namespace == _DUBLIN_CORE and element.local in _TRANSLATED_PROPERTIES:
            found = unit(tree.data, element.content, element.stop, _PROPERTY_SYNTAX, work)
            if found is not None:
                yield found
