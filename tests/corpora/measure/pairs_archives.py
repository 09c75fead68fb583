"""The texts of two versions of office documents, OpenDocument and books, side by side."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from tests.corpora import checks_office
from tests.corpora.measure.letters import Pair, seen
from tests.corpora.measure.pairs import Pairs, both, html
from tests.corpora.measure.spans import Role

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"

_OFFICE_TEXT = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
    r"|ppt/(?:slides|notesSlides)/[^/]+\.xml|xl/(?:sharedStrings|worksheets/[^/]+)\.xml"
)
_ODF_TEXT = re.compile(r"(?:.*/)?(?:content|styles)\.xml")
_DECLARED = re.compile(r"language|country|script|rfc-language|writing-mode|lang")
"""Attributes that say a language, by the ends of their names."""
_FIELDS = {
    _TEXT + name for name in ("date", "time", "page-number", "page-count", "sequence", "bookmark-ref", "user-field-get")
}


def office(before: bytes, after: bytes) -> Pairs:
    """Text in paragraphs and cells; field codes, formulas, names and every attribute are code."""
    for name, old, new in _parts(before, after):
        if _OFFICE_TEXT.fullmatch(name):
            yield from _office_part(etree.fromstring(old), etree.fromstring(new))
        elif name.endswith((".rels", "styles.xml", "settings.xml")):
            yield seen(Role.CODE, lambda part: checks_office._TEXT_OR_LANGUAGE.sub(b"", part), old, new)


def _office_part(old: Any, new: Any) -> Pairs:
    for space in (_WORD, _DRAWING):
        for one, other in both(old.iter(space + "p"), new.iter(space + "p")):
            is_field = one.find(f".//{space}fldChar") is not None or one.find(f".//{space}fldSimple") is not None
            role = Role.EITHER if is_field else Role.HUMAN
            yield Pair(role, checks_office._text(one, space), checks_office._text(other, space))
        fixed = (space + "instrText", space + "delText")
        for one, other in both(old.iter(*fixed), new.iter(*fixed)):
            yield Pair(Role.CODE, one.text or "", other.text or "")
    for one, other in both(old.iter(_SHEET + "si"), new.iter(_SHEET + "si")):
        yield seen(Role.VALUE, lambda cell: "".join(cell.itertext(_SHEET + "t")), one, other)
    for one, other in both(old.iter(_SHEET + "f"), new.iter(_SHEET + "f")):
        yield Pair(Role.CODE, one.text or "", other.text or "")
    if old.tag.startswith(_WORD):
        yield seen(Role.CODE, _links, old, new)


def _links(root: Any) -> str:
    """The attributes of links, bookmarks, fields, insertions and comments, sorted: they may move with their text."""
    names = [_WORD + name for name in ("hyperlink", "bookmarkStart", "fldSimple", "ins", "del", "commentReference")]
    return str(sorted(str(sorted(element.attrib.items())) for element in root.iter(*names)))


def odf(before: bytes, after: bytes) -> Pairs:
    """Paragraphs and headings; attributes but those that say a language, and all other text, are code."""
    for name, old, new in _parts(before, after):
        if _ODF_TEXT.fullmatch(name):
            yield from flat(old.decode(), new.decode())


def flat(before: str, after: str) -> Pairs:
    """OpenDocument's XML."""
    old, new = (etree.fromstring(page.removeprefix("\ufeff").encode()) for page in (before, after))
    for one, other in both(*(list(root.iter(_TEXT + "p", _TEXT + "h")) for root in (old, new))):
        is_sure = next(one.iterancestors(_TEXT + "tracked-changes", _OFFICE + "styles"), None) is None
        fields = any(child.tag in _FIELDS for child in one.iter())
        yield seen(Role.HUMAN if is_sure and not fields else Role.EITHER, _own_text, one, other)
    for one, other in both(*(list(root.iter(etree.Element)) for root in (old, new))):
        yield seen(Role.CODE, attributes, one, other)


def _own_text(paragraph: Any) -> str:
    """Without notes and text boxes, whose paragraphs come by themselves."""
    pieces = [paragraph.text or ""]
    for child in paragraph:
        if isinstance(child.tag, str) and child.tag not in {_TEXT + "note", _OFFICE + "annotation"}:
            pieces.append("" if child.find(f".//{_TEXT}p") is not None else _own_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def attributes(element: Any) -> str:
    """Those of an element that are no text, and say no language."""
    kept = {name: text for name, text in element.attrib.items() if not _DECLARED.search(name.rpartition("}")[2])}
    for name in (_OFFICE + "string-value", "alt", "title", "dir", "page-progression-direction", "aria-label"):
        kept.pop(name, None)
    return str(sorted(kept.items()))


def epub(before: bytes, after: bytes) -> Pairs:
    """Chapters as HTML; of the package titles and descriptions; all else is code."""
    for name, old, new in _parts(before, after):
        if name.endswith((".xhtml", ".html", ".htm")):
            yield from html(old.decode(), new.decode())
        elif name.endswith(".ncx"):
            yield from _ncx(etree.fromstring(old), etree.fromstring(new))
        elif name.endswith(".opf"):
            yield from _package(etree.fromstring(old), etree.fromstring(new))
        elif name.endswith((".css", ".js", "container.xml", "mimetype")):
            yield Pair(Role.CODE, old.decode(errors="replace"), new.decode(errors="replace"))


def _ncx(old: Any, new: Any) -> Pairs:
    for one, other in both(*(root.iterfind(".//{*}navLabel/{*}text") for root in (old, new))):
        yield Pair(Role.HUMAN, one.text or "", other.text or "")
    for one, other in both(old.iter("{*}content"), new.iter("{*}content")):
        yield Pair(Role.CODE, one.get("src") or "", other.get("src") or "")


def _package(old: Any, new: Any) -> Pairs:
    for one, other in both(old.iter(_OPF + "item", _OPF + "itemref"), new.iter(_OPF + "item", _OPF + "itemref")):
        yield Pair(Role.CODE, str(sorted(one.attrib.items())), str(sorted(other.attrib.items())))
    for name, role in (
        ("title", Role.HUMAN),
        ("description", Role.HUMAN),
        ("identifier", Role.CODE),
        ("creator", Role.CODE),
    ):
        for one, other in both(old.iter(_DC + name), new.iter(_DC + name)):
            yield Pair(role, one.text or "", other.text or "")


def _parts(before: bytes, after: bytes) -> Iterator[tuple[str, bytes, bytes]]:
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        for name, other in both(old.namelist(), new.namelist()):
            yield name, old.read(name), new.read(other)


ARCHIVES: dict[str, Callable[[bytes, bytes], Pairs]] = {
    **dict.fromkeys(("docx", "pptx", "xlsx"), office),
    **dict.fromkeys(("odt", "ods", "odp", "odg", "ott", "otp", "ots"), odf),
    "epub": epub,
}
