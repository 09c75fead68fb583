"""The archive of an office document: parts that are not translated keep their bytes; unsafe archives are refused."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from lingopoint.formats.archive.zip import MAX_PARTS, MAX_TOTAL, RATIO_COUNTS_FROM
from lingopoint.formats.office.document import extract
from lingopoint.formats.options import UnreadableError
from tests.formats.office.documents import OPTIONS, document, package, part, run, translate, word

MAIN = "wordprocessingml.document.main"


def entries(data: bytes) -> dict[str, tuple[object, ...]]:
    """What the archive says of each part, and its compressed bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        found: dict[str, tuple[object, ...]] = {}
        for info in archive.infolist():
            name_length, extra_length = struct.unpack_from("<2H", data, info.header_offset + 26)
            start = info.header_offset + 30 + name_length + extra_length
            about = (info.date_time, info.compress_type, info.comment, info.external_attr, info.create_system)
            found[info.filename] = (*about, data[start : start + info.compress_size])
        return found


class Unseekable(io.RawIOBase):
    """Makes zipfile write sizes after the data, as streaming producers do."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.data += bytes(data)  # type: ignore[call-overload]
        return len(memoryview(data))  # type: ignore[arg-type]


def archived(*, zip64: bool, streamed: bool) -> bytes:
    """A document with a picture, a comment and parts out of their usual order."""
    target = Unseekable() if streamed else io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(word(run("some words"))))
    with zipfile.ZipFile(target, "w") as archive:
        archive.comment = b"a comment"
        for name, content, method in [
            ("media/image.png", bytes(range(256)) * 9, zipfile.ZIP_DEFLATED),
            ("word/document.xml", source.read("word/document.xml"), zipfile.ZIP_DEFLATED),
            ("empty/", b"", zipfile.ZIP_STORED),
            ("[Content_Types].xml", source.read("[Content_Types].xml"), zipfile.ZIP_STORED),
        ]:
            info = zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6))
            info.compress_type, info.comment = method, b"about it"
            with archive.open(info, "w", force_zip64=zip64) as file:
                file.write(content)
    return target.data if isinstance(target, Unseekable) else target.getvalue()


@pytest.mark.parametrize("zip64", [False, True])
@pytest.mark.parametrize("streamed", [False, True])
def test_only_what_is_translated_is_compressed_again(zip64: bool, streamed: bool) -> None:
    source = archived(zip64=zip64, streamed=streamed)
    result = translate(source)
    before, after = entries(source), entries(result)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    assert before["word/document.xml"][:-1] == after["word/document.xml"][:-1]
    assert "SOME WORDS" in part(result, "word/document.xml")
    assert zipfile.ZipFile(io.BytesIO(result)).comment == b"a comment"


def test_a_stored_part_stays_stored() -> None:
    xml = document(f"<w:p>{run('some words')}</w:p>")
    source = package({"a.xml": (MAIN, xml)}, zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(translate(source))) as archive:
        assert archive.getinfo("a.xml").compress_type == zipfile.ZIP_STORED
        assert b"SOME WORDS" in archive.read("a.xml")


def with_parts(*names: str, content: bytes = b"") -> bytes:
    target = io.BytesIO(word(run("some words")))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return target.getvalue()


def lying(size: int) -> bytes:
    """A document whose directory gives its text part another size than it has."""
    source = word(run("some words" * 1000))
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        true = archive.getinfo("word/document.xml").file_size
    return source.replace(struct.pack("<L", true), struct.pack("<L", size))


def overlapping() -> bytes:
    """A document with an entry whose bytes lie inside those of another."""
    inner = package({}, zipfile.ZIP_STORED).replace(b"[Content_Types].xml", b"inside/another.xml_")
    local, record = inner[: inner.index(b"PK\1\2")], inner[inner.index(b"PK\1\2") : inner.index(b"PK\5\6")]
    target = io.BytesIO(word(run("some words")))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("outside.bin", local)
    outer = target.getvalue()
    end = outer.index(b"PK\5\6")
    *_, here, count, size, start, comment = struct.unpack_from("<4s4H2LH", outer, end)
    moved = record[:42] + struct.pack("<L", outer.index(local)) + record[46:]
    last = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, here + 1, count + 1, size + len(record), start, comment)
    return outer[:end] + moved + last


ODD: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "the start of an archive": lambda: b"PK\3\4",
    "an encrypted or old document": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "no end": lambda: word(run("some words"))[:-10],
    "no beginning": lambda: word(run("some words"))[40:],
    "signed": lambda: with_parts("_xmlsignatures/sig1.xml"),
    "one name twice": lambda: with_parts("WORD/document.xml"),
    "a bomb": lambda: with_parts("bomb.bin", content=bytes(RATIO_COUNTS_FROM + 1)),
    "very many parts": lambda: with_parts(*map(str, range(MAX_PARTS))),
    "a part larger than declared": lambda: lying(3),
    "a part smaller than declared": lambda: lying(1_000_000),
    "a part declared too large": lambda: lying(MAX_TOTAL + 1),
    "overlapping parts": overlapping,
    "an encrypted part": lambda: archived(zip64=False, streamed=False).replace(
        b"PK\1\2\x14\x03\x14\x00\x00", b"PK\1\2\x14\x03\x14\x00\x01"
    ),
    "a broken part": lambda: word("<w:r>"),
    "entities": lambda: package({"a.xml": (MAIN, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")}),
    "no office document": lambda: package({}),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
def test_what_cannot_be_read_safely_is_refused(make: Callable[[], bytes]) -> None:
    with pytest.raises(UnreadableError):
        extract(make(), OPTIONS)


def test_more_text_than_an_xml_object_may_have_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = word(run("some words"))
    monkeypatch.setattr("lingopoint.formats.office.document.MAX_TEXT", 100)
    with pytest.raises(UnreadableError, match="too much text"):
        extract(data, OPTIONS)
