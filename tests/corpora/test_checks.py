"""The checks themselves: what is left alone and what is damaged must be seen."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest

from tests.corpora.report import OWN
from tests.corpora.run import CHOSEN, EVERYTHING, letters, problems, translated

STRUCTURE_ALONE = {".json5", ".lrc", ".php", ".sbv", ".stringsdict", ".xcstrings"}
"""Of which words that were left are seen by their letters."""

DAMAGE = {
    "Localizable.strings": (b"key =", b"kez ="),
    "Strings.resx": (b'name="Lines"', b'name="Line"'),
    "application.xlf": (b"<source>Sign in</source>", b"<source>Sign on</source>"),
    "captions.srt": (b"00:00:04,000", b"00:00:04,001"),
    "captions.vtt": (b"00:04.500", b"00:04.501"),
    "catalogue.po": (b'msgctxt "menu"', b'msgctxt "menus"'),
    "contact.xliff": (b'approved="', b'id2="'),
    "events.ndjson": (b'"id": 2', b'"id": 3'),
    "guide.markdown": (b"map.png", b"mop.png"),
    "messages.properties": (b"greeting.title", b"greeting.titles"),
    "notes.text": (b"\n\n> ", b"\n> "),
    "page.mdx": (b"./manual.md", b"./menual.md"),
    "page.xhtml": (b'href="tel:+1"', b'href="tel:+2"'),
    "prices.csv": (b"12,50", b"12;50"),
    "strings.tsv": (b"home.hours\t", b"home.hours "),
    "strings.xml": (b'quantity="one"', b'quantity="two"'),
    "topic.xml": (b'id="c1"', b'id="c2"'),
    "values.yaml": (b"alias: *text", b"alias: text"),
}


@pytest.mark.parametrize("name", sorted(path.name for path in OWN.iterdir() if path.suffix not in STRUCTURE_ALONE))
def test_a_document_left_alone_is_seen(name: str) -> None:
    data = (OWN / name).read_bytes()
    kind, _ = translated(OWN / name, data, "pseudo")
    assert list(problems(kind, data, data, must=True))


@pytest.mark.parametrize("name", sorted(path.name for path in OWN.iterdir()))
def test_letters_are_counted_as_left_and_as_translated(name: str) -> None:
    data = (OWN / name).read_bytes()
    kind, good = translated(OWN / name, data, "letters")
    left, found = letters(kind, data, data), letters(kind, data, good)
    assert left.left.total() > 0
    assert left.translated == left.changed == found.changed == 0
    assert found.translated > 0


def test_letters_of_code_that_were_changed_are_counted() -> None:
    before = b"<p>See <a href='/guide'>the guide</a> of {name}.</p>"
    found = letters("html", before, b"<p>Frr <a href='/thvqr'>gur thvqr</a> bs {anzr}.</p>")
    assert (found.human, found.translated, found.changed) == (13, 13, 5 + 4)


@pytest.mark.parametrize(("name", "damage"), DAMAGE.items())
def test_damage_to_anything_but_words_is_seen(name: str, damage: tuple[bytes, bytes]) -> None:
    data = (OWN / name).read_bytes()
    kind, good = translated(OWN / name, data, "pseudo")
    assert damage[0] in good
    assert list(problems(kind, data, good)) == []
    assert _seen(kind, data, good.replace(*damage))


def _seen(kind: str, before: bytes, after: bytes) -> bool:
    try:
        return bool(list(problems(kind, before, after)))
    except Exception:  # noqa: BLE001  an independent parser that refuses it sees it, too
        return True


def test_the_engine_under_test_is_told_to_take_everything() -> None:
    data = b'{"id": "Abc"}'
    kind, everything = translated(Path("a.json"), data, "pseudo", EVERYTHING)
    assert kind in CHOSEN
    assert list(problems(kind, data, everything, must=True)) == []
    assert list(problems(kind, data, data, must=True))


def _office() -> Iterator[tuple[str, bytes]]:
    document = docx.Document()
    document.add_paragraph("Opening hours of the office")
    slides = pptx.Presentation()
    slides.slides.add_slide(slides.slide_layouts[0]).shapes.title.text = "Opening hours of the office"
    book = openpyxl.Workbook()
    book.active["A1"] = "Opening hours of the office"
    for name, file in (("docx", document), ("pptx", slides), ("xlsx", book)):
        stream = io.BytesIO()
        file.save(stream)
        yield name, stream.getvalue()


@pytest.mark.parametrize(("kind", "data"), list(_office()), ids=["docx", "pptx", "xlsx"])
def test_office_documents_left_alone_or_damaged_are_seen(kind: str, data: bytes) -> None:
    _, good = translated(Path(f"a.{kind}"), data, "pseudo")
    assert list(problems(kind, data, good)) == []
    assert list(problems(kind, data, data))
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    damaged = io.BytesIO()
    with zipfile.ZipFile(damaged, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part + b"<!-- -->" if "theme" in name or "styles" in name else part)
    assert list(problems(kind, data, damaged.getvalue()))
