"""OpenDocument files that are broken, locked or meant to do harm: served as they are, with the reason."""

import io
import time
import zipfile

import pytest

from lingopoint.formats.archive.document import MAX_TEXT
from lingopoint.formats.odf import document, flat
from lingopoint.formats.options import UnreadableError
from lingopoint.formats.registry import detect
from tests.formats.odf.documents import OPTIONS, archive, content, text, translate, xml

WORDS = content("<text:p>words</text:p>")
LOCKED = '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK", "not a ZIP archive"),
        (archive({"content.xml": WORDS, "META-INF/manifest.xml": LOCKED}), "encrypted"),
        (archive({"content.xml": WORDS, "META-INF/documentsignatures.xml": "<a/>"}), "signed"),
        (archive({"content.xml": WORDS}, kind="formula"), "not an OpenDocument"),
        (archive({"content.xml": "<document/>"}), "not an OpenDocument"),
        (archive({"content.xml": WORDS.replace("</office:body>", "")}), "not well-formed"),
        (archive({"content.xml": WORDS, "styles.xml": "<a>"}), "not well-formed"),
        (archive({"content.xml": WORDS.replace("UTF-8", "ISO-8859-1")}), "not in UTF-8"),
        (
            archive({"content.xml": WORDS.replace("\n", '\n<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>')}),
            "declares entities",
        ),
        (text("<text:span>" * 1001 + "</text:span>" * 1001), "nested too deeply"),
        (text("<text:p>" + "words " * (MAX_TEXT // 6) + "</text:p>"), "out of proportion|too much text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_safely_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        document.extract(data, OPTIONS)


def test_a_document_cut_anywhere_is_refused() -> None:
    data = text("<text:p>words</text:p>")
    for end in range(0, len(data) - 1, 7):
        with pytest.raises(UnreadableError):
            document.extract(data[:end], OPTIONS)


@pytest.mark.parametrize("root", ["<office/>", "<document/>"])
def test_flat_xml_of_another_kind_is_refused(root: str) -> None:
    with pytest.raises(UnreadableError, match="not an OpenDocument"):
        flat.extract(root.encode(), OPTIONS)


@pytest.mark.parametrize(
    "shape",
    [
        "<text:p>a" * 900 + "</text:p>" * 900,
        "<text:p>a " + "<text:note><text:p>b</text:p></text:note> c " * 20_000 + "</text:p>",
        "<text:p>a" + "<text:span>" * 900 + "b" + "</text:span>" * 900 + "</text:p>",
        "<table:table-cell office:string-value='a'>" * 400 + "<text:p>a</text:p>" + "</table:table-cell>" * 400,
        "<text:p>a" + "<text:s text:c='999999999'/>" * 5000 + "</text:p>",
    ],
    ids=["paragraphs in paragraphs", "many notes", "deep spans", "cells in cells", "very many spaces"],
)
def test_the_time_stays_short_for_shapes_that_nobody_writes(shape: str) -> None:
    started = time.process_time()
    translate(archive({"content.xml": content(shape)}, kind="spreadsheet"))
    assert time.process_time() - started < 5


def test_a_package_is_told_by_its_first_bytes() -> None:
    assert detect("application/octet-stream", "no-extension", text("")).name == "odf"
    assert detect("application/xml", "a.xml", xml("document", "").encode()).name == "odf_flat"


def test_the_first_entry_stays_stored() -> None:

    with zipfile.ZipFile(io.BytesIO(translate(text("<text:p>words</text:p>")))) as package:
        first, second = package.infolist()[:2]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert second.compress_type == zipfile.ZIP_DEFLATED
