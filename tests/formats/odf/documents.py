"""OpenDocument files made of a few parts, and what becomes of them."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from lingopoint.formats.odf import document, flat
from lingopoint.formats.options import Options
from tests.formats.office.documents import shown

OPTIONS = Options("fr")
URN = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
NAMESPACES = {
    "draw": URN.format("drawing"),
    "fo": URN.format("xsl-fo-compatible"),
    "form": URN.format("form"),
    "meta": URN.format("meta"),
    "office": URN.format("office"),
    "presentation": URN.format("presentation"),
    "style": URN.format("style"),
    "svg": URN.format("svg-compatible"),
    "table": URN.format("table"),
    "text": URN.format("text"),
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_DECLARED = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def xml(root: str, inside: str) -> str:
    """A part with this root in the office namespace."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<office:{root}{_DECLARED}>{inside}</office:{root}>'


def content(body: str, kind: str = "text", styles: str = "") -> str:
    """The main part."""
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return xml("document-content", f"{automatic}<office:body><office:{kind}>{body}</office:{kind}></office:body>")


def archive(parts: Mapping[str, str | bytes], kind: str = "text") -> bytes:
    """A package of these parts, its type first and stored, as the standard has it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        for name, part_ in parts.items():
            package.writestr(name, part_)
    return made.getvalue()


def text(body: str) -> bytes:
    """A text document."""
    return archive({"content.xml": content(body)})


def sheet(cells: str, after: str = "") -> bytes:
    """A spreadsheet of one row."""
    row = f'<table:table table:name="Words"><table:table-row>{cells}</table:table-row></table:table>'
    return archive({"content.xml": content(row + after, "spreadsheet")}, "spreadsheet")


def units(data: bytes) -> list[str]:
    """The units of a package."""
    return [shown(unit.parts) for unit in document.extract(data, OPTIONS).units]


def translate(data: bytes, change: Callable[[str], str] = str.upper, options: Options = OPTIONS) -> bytes:
    """A package, or a flat document, with every text changed so."""
    extract = document.extract if data.startswith(b"PK") else flat.extract
    found = extract(data, options)
    spliced = found.splice(
        [tuple(change(one) if isinstance(one, str) else one for one in unit.parts) for unit in found.units]
    )
    assert spliced.kept == 0
    return spliced.data


def part(data: bytes, name: str = "content.xml") -> str:
    """The XML of one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def body(data: bytes, name: str = "content.xml") -> str:
    """What is inside the body of a part."""
    return re.sub(r"(?s).*<office:body><office:\w+>(.*)</office:\w+></office:body>.*", r"\1", part(data, name))
