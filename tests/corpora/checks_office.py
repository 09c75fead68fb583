"""Office documents through python-docx, python-pptx and openpyxl, and part by part through zipfile."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl
import pptx

from tests.corpora.traces import different, problems

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WITHOUT_TEXT = re.compile(
    r"(?i)(?:styles|theme|settings|fonttable|numbering|viewprops|presprops|slidemaster|slidelayout)[^/]*\.xml"
)
_TEXT_OR_LANGUAGE = re.compile(
    rb"<w:(?:lang|themeFontLang)\s[^>]*>|\s(?:lang|descr|title)=\"[^\"]*\"|(?<=>)[^<]+(?=</a:t>)"
)
"""What changes in parts that are no text: the language that they state, and what masters show."""
_READ = ("descr", "title", "tooltip", "alt")
_NAME = re.compile(r"[A-Za-z]\w*_\w+|/[\w./-]+", re.ASCII)
"""Of a field, a path."""

_LITERAL = re.compile(r'"((?:[^"]|"")*)"')


def check(before: bytes, after: bytes) -> Iterator[str]:
    """By the parts that the document has."""
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        yield from different("parts", old.namelist(), new.namelist())
        if new.testzip():
            yield "a part is damaged"
        yield from different("other parts", _other_parts(old), _other_parts(new))
        names = old.namelist()
    if any(name.startswith("word/") for name in names):
        yield from _document(before, after)
    elif any(name.startswith("ppt/") for name in names):
        yield from _slides(before, after)
    else:
        yield from _workbook(before, after)


def _other_parts(archive: zipfile.ZipFile) -> Iterator[object]:
    for name in archive.namelist():
        if not name.endswith(".xml"):
            yield name, b"" if name.endswith(".xlsx") else archive.read(name)
        elif _WITHOUT_TEXT.search(name):
            yield name, _TEXT_OR_LANGUAGE.sub(b"", archive.read(name))


def _document(before: bytes, after: bytes) -> Iterator[str]:
    old, new = docx.Document(io.BytesIO(before)), docx.Document(io.BytesIO(after))
    yield from different(
        "styles", *([paragraph.style and paragraph.style.name for paragraph in file.paragraphs] for file in (old, new))
    )
    yield from different("tables", [len(old.tables)], [len(new.tables)])
    yield from different("skeleton", _skeleton(old.element, _WORD), _skeleton(new.element, _WORD))
    yield from _paragraphs(old.element, new.element, _WORD)


def _slides(before: bytes, after: bytes) -> Iterator[str]:
    old, new = pptx.Presentation(io.BytesIO(before)), pptx.Presentation(io.BytesIO(after))
    yield from different("slides", [len(old.slides)], [len(new.slides)])
    for one, other in zip(old.slides, new.slides, strict=False):
        yield from different(
            "shapes",
            *([(shape.shape_id, shape.name, shape.shape_type) for shape in slide.shapes] for slide in (one, other)),
        )
        yield from _paragraphs(one._element, other._element, _DRAWING)
        if one.has_notes_slide:
            yield from _paragraphs(one.notes_slide._element, other.notes_slide._element, _DRAWING)


def _skeleton(root: Any, namespace: str) -> Iterator[object]:
    """What is no run: paragraphs and their properties, tables, drawings, fields, bookmarks, links."""
    runs = {
        namespace + name
        for name in ("r", "t", "rPr", "proofErr", "lastRenderedPageBreak", "softHyphen", "noBreakHyphen")
    }
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in runs:
            inside_format = any(parent.tag == namespace + "rPr" for parent in element.iterancestors())
            if not inside_format:
                attributes = [pair for pair in element.attrib.items() if pair[0].rpartition("}")[2] not in _READ]
                yield element.tag, str(sorted(attributes))


def _paragraphs(old: Any, new: Any, namespace: str) -> Iterator[str]:
    lists = [list(root.iter(namespace + "p")) for root in (old, new)]
    yield from different("paragraphs", [len(lists[0])], [len(lists[1])])
    for one, other in zip(*lists, strict=False):
        yield from problems(_text(one, namespace), _text(other, namespace), _field_results(one, namespace))


def _text(paragraph: Any, namespace: str) -> str:
    """Without the paragraphs of text boxes inside, which come by themselves."""
    nearest = lambda node: next(node.iterancestors(namespace + "p"), None)  # noqa: E731
    pieces = (
        node for node in paragraph.iter(namespace + "t", namespace + "noBreakHyphen") if nearest(node) is paragraph
    )
    text = "".join("-" if node.tag.endswith("Hyphen") else _said(node, namespace) for node in pieces)
    return text.replace("\u2011", "-").replace("\u00ad", "")


def _said(node: Any, namespace: str) -> str:
    """The text that Word shows: without white space at its ends, unless it is said to count."""
    text = node.text or ""
    counts = namespace != _WORD or node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return text if counts else text.strip()


def _field_results(paragraph: Any, namespace: str) -> re.Pattern[str] | None:
    fields = list(paragraph.iter(namespace + "fldSimple", namespace + "fld", namespace + "fldChar"))
    return re.compile(".+", re.DOTALL) if fields else None


def _workbook(before: bytes, after: bytes) -> Iterator[str]:
    old, new = openpyxl.load_workbook(io.BytesIO(before)), openpyxl.load_workbook(io.BytesIO(after))
    yield from different("sheets", old.sheetnames, new.sheetnames)
    fixed = set(_fixed(old))
    for one, other in zip(old.worksheets, new.worksheets, strict=True):
        cells = [
            [
                (cell.coordinate, cell.data_type, getattr(cell.value, "text", cell.value), cell.number_format)
                for row in sheet.iter_rows()
                for cell in row
            ]
            for sheet in (one, other)
        ]
        yield from different(
            "cells",
            *(
                [(place, kind, look, value if kind != "s" else "") for place, kind, value, look in sheet]
                for sheet in cells
            ),
        )
        for (_, kind, value, _), (_, _, translated, _) in zip(*cells, strict=False):
            if kind == "s" and isinstance(value, str) and isinstance(translated, str):
                must = value.casefold() not in fixed and not _NAME.fullmatch(value)
                yield from problems(value, translated, must=must)


def _fixed(book: Any) -> Iterator[str]:
    """The names of table columns and the literals of formulas."""
    for sheet in book.worksheets:
        for table in sheet.tables.values():
            yield from (column.name.casefold() for column in table.tableColumns)
        for pivot in sheet._pivots:
            yield from (field.name.casefold() for field in pivot.cache.cacheFields)
            for field in pivot.cache.cacheFields:
                if field.sharedItems is not None:
                    yield from (str(item.v).casefold() for item in field.sharedItems._fields)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    yield from (literal.casefold() for literal in _LITERAL.findall(cell.value))
