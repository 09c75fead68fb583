"""Throughput of extraction and identity splice, by format, and how it grows with size."""

import io
import json
import time
import zipfile
from collections.abc import Callable
from typing import Any

from bench.workloads import Author, html, markdown, text
from lingopoint.formats.options import Options
from lingopoint.formats.registry import Kind

OPTIONS = Options("fr", "en")
TARGETS = {
    "text": 50,
    "html": 15,
    "markdown": 10,
    "rst": 1,
    "asciidoc": 1,
    "json": 7,
    "yaml": 6,
    "csv": 7,
    "notebook": 2,
    "toml": 3,
    "fluent": 3,
    "php": 3,
    "qt": 7,
    "ics": 3,
    "mail": 5,
    "srt": 40,
    "vtt": 40,
    "office": 4,
    "epub": 2,
    "odf": 2,
    "odf_flat": 8,
}
"""What the project set out to reach, in MB/s on one core."""


def _records(size: int) -> list[dict[str, Any]]:
    author = Author(12)
    records: list[dict[str, Any]] = []
    while sum(200 for _ in records) < size:
        number = len(records)
        record = {"id": f"item-{number}", "price": number * 1.25, "url": f"https://example.com/{number}", "stock": True}
        records.append(record | {"title": author.title(), "description": f"{author.sentence()} {author.sentence()}"})
    return records


def json_catalogue(size: int) -> str:
    """Items with ids, numbers, URLs, and text."""
    return json.dumps(_records(size), indent=2)


def yaml_catalogue(size: int) -> str:
    """The same as YAML, with plain and quoted text."""
    return "".join(
        f"- id: {record['id']}\n  price: {record['price']}\n  url: {record['url']}\n  title: {record['title']}\n"
        f'  description: "{record["description"]}"\n'
        for record in _records(size)
    )


def csv_table(size: int) -> str:
    """The same as CSV."""
    rows = [f'{each["id"]},{each["price"]},{each["title"]},"{each["description"]}"' for each in _records(size)]
    return "\r\n".join(["id,price,title,description", *rows, ""])


def captions(size: int, *, vtt: bool) -> str:
    """Cues of one or two lines."""
    author = Author(13)
    cues, length = ["WEBVTT\n"] if vtt else [], 0
    mark = "." if vtt else ","
    while length < size:
        number = len(cues)
        clock = f"{number // 3600 % 100:02}:{number // 60 % 60:02}:{number % 60:02}{mark}"
        cue = f"{number}\n{clock}000 --> {clock}900\n{author.sentence(5, 8)}\n{author.sentence(3, 6)}\n"
        cues.append(cue)
        length += len(cue)
    return "\n".join(cues)


def docx(size: int) -> bytes:
    """A document of runs, as large as `size` bytes when zipped."""
    author = Author(14)
    paragraphs, length = [], 0
    while length < size * 6:
        runs = "".join(
            f'<w:r><w:rPr><w:b w:val="{index % 2}"/></w:rPr><w:t xml:space="preserve">{author.sentence()} </w:t></w:r>'
            for index in range(3)
        )
        paragraphs.append(f"<w:p>{runs}</w:p>")
        length += len(paragraphs[-1])
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", document)
    return buffer.getvalue()


def entries(size: int, write: Callable[[int, str], str]) -> str:
    """Entries of a title and two sentences."""
    author = Author(15)
    entries: list[str] = []
    length = 0
    while length < size:
        entries.append(write(len(entries), f"{author.title()}: {author.sentence()} {author.sentence()}"))
        length += len(entries[-1])
    return "".join(entries)


def notebook(size: int) -> str:
    """Cells of Markdown and of code in turn."""
    cells = [
        {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True)}
        for text in markdown(size).split("\n\n")
        for kind, source in (("markdown", text), ("code", "print(value)\n"))
    ]
    return json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}, indent=1)


def _qt(number: int, text: str) -> str:
    location = f'<location filename="a.cpp" line="{number}"/>'
    return f'<message>{location}<source>{text}</source><translation type="unfinished"></translation></message>\n'


def _section(number: int, text: str) -> str:
    title = f"Section {number}"
    return f"{title}\n{'-' * len(title)}\n\n{text}\nSee *this* and ``that``.\n\n- {text}\n\n"


def _chapter(number: int, text: str) -> str:
    return f"== Section {number}\n\n{text}\nSee *this* and `that`.\n\n* {text}\n\n"


def _php(number: int, text: str) -> str:
    return f"    'key{number}' => '{text}',\n"


def _event(number: int, text: str) -> str:
    return f"BEGIN:VEVENT\nUID:{number}@example.com\nSUMMARY:{text}\nEND:VEVENT\n"


def odf_content(size: int, root: str = "document-content") -> str:
    """The text of an OpenDocument: paragraphs with a few spans."""
    author = Author(15)
    paragraphs: list[str] = []
    length = 0
    while length < size:
        spans = f'<text:span text:style-name="T1">{author.sentence()}</text:span> {author.sentence()}'
        paragraphs.append(f'<text:p text:style-name="P{len(paragraphs) % 9}">{author.sentence()} {spans}</text:p>')
        length += len(paragraphs[-1])
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    body = f"<office:body><office:text>{''.join(paragraphs)}</office:text></office:body>"
    return f"<office:{root}{spaces}>{body}</office:{root}>"


def odt(size: int) -> bytes:
    """The same as a package, as large as `size` bytes when zipped."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", odf_content(size * 4))
    return buffer.getvalue()


def epub(size: int) -> bytes:
    """A book of one chapter, as large as `size` bytes when zipped."""
    author = Author(16)
    paragraphs: list[str] = []
    length = 0
    while length < size * 4:
        paragraphs.append(f"<p>{author.sentence()} <em>{author.sentence()}</em> {author.sentence()}</p>")
        length += len(paragraphs[-1])
    container = '<container><rootfiles><rootfile full-path="p.opf" media-type="{}"/></rootfiles></container>'
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr("META-INF/container.xml", container.format("application/oebps-package+xml"))
        archive.writestr("p.opf", f'<package version="3.0"><manifest>{item}</manifest></package>')
        archive.writestr("a.xhtml", f"<html><body>{''.join(paragraphs)}</body></html>")
    return buffer.getvalue()


MAKERS: dict[str, Callable[[int], str | bytes]] = {
    "text": text,
    "html": html,
    "markdown": markdown,
    "rst": lambda size: entries(size, _section),
    "asciidoc": lambda size: entries(size, _chapter),
    "json": json_catalogue,
    "yaml": yaml_catalogue,
    "csv": csv_table,
    "notebook": notebook,
    "toml": lambda size: entries(size, lambda number, text: f'key{number} = "{text}"\n'),
    "fluent": lambda size: entries(size, lambda number, text: f"key-{number} = {text}\n    .label = {text}\n"),
    "php": lambda size: f"<?php return [\n{entries(size, _php)}];\n",
    "qt": lambda size: f'<TS language="en"><context>\n{entries(size, _qt)}</context></TS>',
    "ics": lambda size: f"BEGIN:VCALENDAR\n{entries(size, _event)}END:VCALENDAR\n",
    "mail": lambda size: f"Subject: a b\nFrom: a@example.com\n\n{text(size)}",
    "srt": lambda size: captions(size, vtt=False),
    "vtt": lambda size: captions(size, vtt=True),
    "office": docx,
    "epub": epub,
    "odf": odt,
    "odf_flat": lambda size: odf_content(size, "document"),
}


def run(*, quick: bool) -> list[dict[str, Any]]:
    """A row for each format: MB/s at 1, 10 and 100 times a small size, in process time of one core."""
    small = 10_000 if quick else 30_000
    rows = []
    for name, make in MAKERS.items():
        speeds = {times: _speed(Kind(name), make(small * times)) for times in (1, 10, 100)}
        rows.append(
            {"format": name, "target": TARGETS[name], **{f"x{times}": speed for times, speed in speeds.items()}}
        )
    return rows


def _speed(kind: Kind, document: str | bytes) -> float:
    data = document.encode() if isinstance(document, str) else document
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        found = kind.extract(data, OPTIONS)
        spliced = found.splice([unit.parts for unit in found.units])
        best = min(best, time.process_time() - started)
        assert spliced.data == data
    return len(data) / 1e6 / best
