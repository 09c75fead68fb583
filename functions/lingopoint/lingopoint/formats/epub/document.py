"""EPUB 3 and 2: the chapters of a book with its table of contents, and what its package document says of it.

Everything is found from `META-INF/container.xml` on, by media type, never by name or folder. Chapters are read as
XHTML; scripts, styles, fonts, images, audio and their timing stay. A book whose text is encrypted, or that is signed or
has rights attached, is refused; fonts that are obfuscated do not matter.
"""

from collections.abc import Callable, Sequence, Set
from functools import partial
from urllib.parse import unquote

from lingopoint.formats.archive import Archive, ArchiveDocument, Room
from lingopoint.formats.epub.labels import contents, drawing, with_drawings
from lingopoint.formats.epub.package import Item, Package
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.xml import check, parse
from lingopoint.unit import Document

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_REFUSED = {"META-INF/rights.xml": "the book is protected", "META-INF/signatures.xml": "the book is signed"}
_PACKAGE = "application/oebps-package+xml"
_CHAPTERS = {"application/xhtml+xml", "text/html", "text/x-oeb1-document"}
_LABELS = {"application/x-dtbncx+xml": contents, "image/svg+xml": drawing}
_DTBOOK = "application/x-dtbook+xml"


def extract(data: bytes, options: Options) -> Document:
    """The text of a book. Units lie in its documents: their spans are places in the document, decompressed.

    Raises UnreadableError for what is no book, is broken, encrypted or signed, or is not safe to read.
    """
    archive = Archive(data)
    names = set(archive.names)
    for name, reason in _REFUSED.items():
        if name in names:
            raise UnreadableError(reason)
    return _Book(data, archive, names, options).document()


class _Book:
    """The reading of one book."""

    def __init__(self, data: bytes, archive: Archive, names: Set[str], options: Options) -> None:
        self._data = data
        self._archive = archive
        self._names = names
        self._options = options
        self._room = Room(archive, options.work)

    def document(self) -> Document:
        """The book as one document."""
        encrypted = self._encrypted()
        parts: dict[str, Document] = {}
        languages: list[str] = []
        for name in self._packages():
            if name in encrypted:
                raise UnreadableError("the book is encrypted")
            package = Package(name, self._room.read(name), self._options)
            languages.append(package.language)
            parts.setdefault(name, package.document())
            for item in package.items():
                reader = _reader(item, package.language)
                if reader is None or item.name in parts or item.name not in self._names:
                    continue
                if item.name in encrypted:
                    raise UnreadableError("the book is encrypted")
                parts[item.name] = reader(self._room.read(item.name), self._options)
        document = ArchiveDocument(self._data, self._archive, parts)
        document.language = next(filter(None, languages), "")
        return document

    def _packages(self) -> Sequence[str]:
        if _CONTAINER not in self._names:
            raise UnreadableError("not an EPUB")
        tree = parse(self._room.read(_CONTAINER), self._options.work)
        roots = [element for element in tree.elements if element.local == b"rootfile"]
        found = [element.get(b"full-path") or "" for element in roots if element.get(b"media-type") == _PACKAGE]
        if not found or not self._names >= set(found):
            raise UnreadableError("not an EPUB")
        return found

    def _encrypted(self) -> set[str]:
        if _ENCRYPTION not in self._names:
            return set()
        tree = parse(self._room.read(_ENCRYPTION), self._options.work)
        return {unquote(element.get(b"URI") or "") for element in tree.elements if element.local == b"CipherReference"}


def _reader(item: Item, language: str) -> Callable[[bytes, Options], Document] | None:
    """What reads a document of this media type; None for what holds no text."""
    if item.media_type in _CHAPTERS:
        return _chapter
    if item.media_type == _DTBOOK:
        from lingopoint.formats.xml.document import extract as extract_xml

        return extract_xml
    labels = _LABELS.get(item.media_type)
    return partial(labels, language) if labels else None


def _chapter(data: bytes, options: Options) -> Document:
    from lingopoint.formats.html.document import extract as extract_html

    check(data)
    return with_drawings(extract_html(data, options, is_xml=True), options)
