"""Office documents made of a few parts, and what becomes of them."""

import io
import zipfile
from collections.abc import Callable, Mapping

from lingopoint.formats.office.document import extract
from lingopoint.formats.options import Options
from lingopoint.unit import CodeKind, Parts

OPTIONS = Options(target="fr")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument."


def package(parts: Mapping[str, tuple[str, str]], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An office document of these parts, each with the end of its content type and its XML."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{TYPE}{kind}+xml"/>' for name, (kind, _) in parts.items()
    )
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{overrides}</Types>")
        for name, (_, xml) in parts.items():
            archive.writestr(name, xml)
    return result.getvalue()


def document(paragraphs: str) -> str:
    """The XML of a document."""
    return f'<w:document xmlns:w="{WORD}"><w:body>{paragraphs}</w:body></w:document>'


def word(content: str) -> bytes:
    """A document of one paragraph."""
    return package({"word/document.xml": ("wordprocessingml.document.main", document(f"<w:p>{content}</w:p>"))})


def run(text: str, format_: str = "") -> str:
    """A run."""
    properties = f"<w:rPr>{format_}</w:rPr>" if format_ else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def sheet(strings: str, worksheet: str = "") -> bytes:
    """A workbook with these shared strings."""
    parts = {
        "xl/sharedStrings.xml": ("spreadsheetml.sharedStrings", f'<sst xmlns="{SHEET}">{strings}</sst>'),
        "xl/worksheets/sheet1.xml": ("spreadsheetml.worksheet", f'<worksheet xmlns="{SHEET}">{worksheet}</worksheet>'),
    }
    return package(parts)


def translate(data: bytes, change: Callable[[str], str] = str.upper) -> bytes:
    """The document with every text changed so."""
    found = extract(data, OPTIONS)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in found.units]
    return found.splice(targets).data


def part(data: bytes, name: str) -> str:
    """The text of one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def shown(parts: Parts) -> str:
    """Parts as one string: `[1 ]1` for a pair, `(1)` for a code, `{text}` for what is kept."""
    marks = {CodeKind.OPEN: "[{}", CodeKind.CLOSE: "]{}", CodeKind.LONE: "({})"}
    return "".join(
        piece
        if isinstance(piece, str)
        else f"{{{piece.shown}}}"
        if piece.kind is CodeKind.KEEP
        else marks[piece.kind].format(piece.number)
        for piece in parts
    )
