"""Books made of a few documents, and what becomes of them."""

import io
import zipfile
from collections.abc import Callable, Mapping

from lingopoint.formats.epub.document import extract
from lingopoint.formats.options import Options
from tests.formats.office.documents import shown

OPTIONS = Options("fr")
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="{}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
XHTML = "application/xhtml+xml"


def package(metadata: str, items: Mapping[str, str], version: str = "3.0", after: str = "") -> str:
    """The package document; `items` are media types by place."""
    manifest = "".join(
        f'<item id="i{number}" href="{href}" media-type="{kind}"/>' for number, (href, kind) in enumerate(items.items())
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number, kind in enumerate(items.values()) if kind == XHTML)
    return (
        f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="{version}" xml:lang="en">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{manifest}</manifest><spine>{spine}</spine>{after}</package>"
    )


def page(body: str, attributes: str = ' xml:lang="en" lang="en"') -> str:
    """A chapter, without an XML declaration."""
    return (
        f'<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{attributes}>'
        f"<head><title/></head><body>{body}</body></html>"
    )


def archive(documents: Mapping[str, str | bytes]) -> bytes:
    """A book of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book_:
        book_.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, document in documents.items():
            book_.writestr(name, document)
    return made.getvalue()


def book(
    documents: Mapping[str, tuple[str, str | bytes]],
    metadata: str = "<dc:language>en</dc:language>",
    version: str = "3.0",
    after: str = "",
) -> bytes:
    """A book of these documents, each with its media type, below a folder; the package is beside them."""
    opf = package(metadata, {name: kind for name, (kind, _) in documents.items()}, version, after)
    files = {f"OPS/{name}": document for name, (_, document) in documents.items()}
    return archive({"META-INF/container.xml": CONTAINER.format("OPS/p.opf"), "OPS/p.opf": opf, **files})


def chapter(body: str) -> bytes:
    """A book of one page."""
    return book({"a.xhtml": (XHTML, page(body))})


def units(data: bytes) -> list[str]:
    """The units of a book."""
    return [shown(unit.parts) for unit in extract(data, OPTIONS).units]


def translate(data: bytes, change: Callable[[str], str] = str.upper, options: Options = OPTIONS) -> bytes:
    """A book with every text changed so."""
    found = extract(data, options)
    spliced = found.splice(
        [tuple(change(one) if isinstance(one, str) else one for one in unit.parts) for unit in found.units]
    )
    assert spliced.kept == 0
    return spliced.data


def part(data: bytes, name: str = "OPS/a.xhtml") -> str:
    """One document."""
    with zipfile.ZipFile(io.BytesIO(data)) as found:
        return found.read(name).decode()
