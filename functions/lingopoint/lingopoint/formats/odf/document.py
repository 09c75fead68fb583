"""OpenDocument (ISO/IEC 26300, ODF 1.3): the text of texts, spreadsheets, presentations and drawings.

Translated are paragraphs and headings; footnotes, comments, text boxes and cells inside them are paragraphs of their
own. So are headers and footers in the styles, titles and descriptions of pictures, labels of forms, and the title,
subject, description and keywords. Cells with numbers stay, and formulas with their results; what the application makes
(dates, page numbers, references); deleted text; prompts in placeholders.

A package is an archive of such parts, those of embedded objects included. A flat document is one such part.
"""

from collections.abc import Mapping, Set

from lingopoint.formats.archive import Archive, ArchiveDocument, Room
from lingopoint.formats.odf.fixed import fixed_texts
from lingopoint.formats.odf.language import language_edits, usual_language
from lingopoint.formats.odf.names import OFFICE, Names
from lingopoint.formats.odf.part import OdfPart
from lingopoint.formats.odf.units import Found
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.xml import Tree, parse
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Work

_MIMETYPE, _MANIFEST = "mimetype", "META-INF/manifest.xml"
_SIGNATURES = "META-INF/documentsignatures.xml"
_MEDIA_TYPE = compile_pattern(rb"application/vnd\.oasis\.opendocument\.(?:graphics|presentation|spreadsheet|text)")
_ENCRYPTED = compile_pattern(rb"<(?:[\w.-]++:)?encryption-data[\s/>]")
_PARTS = ("content.xml", "styles.xml", "meta.xml")
_TEXT_PART = compile_pattern(r"(?:content|styles|meta)\.xml|[^/]++/(?:content|styles)\.xml")
_FIXED_BYTES = 200


def extract(data: bytes, options: Options) -> Document:
    """The text of a package. Units lie in its parts: their spans are places in the part, decompressed.

    Raises UnreadableError for what is no OpenDocument, is broken, encrypted or signed, or is not safe to read.
    """
    archive = Archive(data)
    names = set(archive.names)
    _check(archive, names)
    room = Room(archive, options.work)
    trees = {name: parse(room.read(name), options.work) for name in _text_parts(names)}
    return ArchiveDocument(data, archive, documents(trees, options))


def _check(archive: Archive, names: Set[str]) -> None:
    said = b"".join(archive.read(name) for name in (_MIMETYPE, _MANIFEST) if name in names)
    if _MEDIA_TYPE.search(said) is None:
        raise UnreadableError("not an OpenDocument")
    if _ENCRYPTED.search(said):
        raise UnreadableError("the document is encrypted")
    if _SIGNATURES in names:
        raise UnreadableError("the document is signed")


def _text_parts(names: Set[str]) -> list[str]:
    """The parts with text, those of the document itself first."""
    found = filter(_TEXT_PART.fullmatch, names)
    return sorted(found, key=lambda name: (name.count("/"), _PARTS.index(name) if name in _PARTS else 0, name))


def documents(trees: Mapping[str, Tree], options: Options) -> dict[str, Document]:
    """The parts of a document. Raises UnreadableError for what is none.

    What it says of its language is not asked: that is the language of the program which wrote it.
    """
    if any(tree.root.namespace != OFFICE for tree in trees.values()):
        raise UnreadableError("not an OpenDocument")
    every_name = {name: Names() for name in trees}
    styles_first = sorted(trees, key=lambda name: name != "styles.xml")
    languages = (usual_language(trees[name], every_name[name]) for name in styles_first)
    language = next(filter(None, languages), "")
    fixed = _fixed(trees, options.work)
    return {name: _part(tree, every_name[name], fixed, language, options) for name, tree in trees.items()}


def _fixed(trees: Mapping[str, Tree], work: Work) -> set[str]:
    fixed: set[str] = set()
    for tree in trees.values():
        for text in fixed_texts(tree.data):
            work.spend(_FIXED_BYTES)
            fixed.add(text)
    return fixed


def _part(tree: Tree, names: Names, fixed: Set[str], language: str, options: Options) -> OdfPart:
    found = Found(tree, names, fixed, options.work)
    edits = list(language_edits(tree, names, language, options))
    return OdfPart(tree.data, found.units, edits, found.homes, found.cells)
