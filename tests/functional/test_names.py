"""Names that a deployment has never translated, in documents of any format."""

import json
from io import BytesIO

import pytest
from docx import Document

from tests.support import World, reading, shouting

NAMES = {"keep_names": ["Lingopoint", "Harbour Guide"]}


@pytest.fixture
def world() -> World:
    return World(translator=shouting())


def read(world: World, key: str, body: bytes, content_type: str = "", payload: object = NAMES) -> tuple[bytes, str]:
    """The document in French, and its tag."""
    world.put(key, body, content_type, etag='"1"')
    answer = world.get(reading(f"{key}#fr", payload=json.dumps(payload)))
    assert answer.status == 200
    assert isinstance(answer.body, bytes)
    return answer.body, answer.headers["etag"]


@pytest.mark.parametrize(
    ("key", "body", "expected"),
    [
        ("a.txt", "Read it with Lingopoint.\n", "READ IT WITH Lingopoint.\n"),
        (
            "a.html",
            '<p title="My Harbour Guide">By <b>Lingopoint</b></p>',
            '<p title="MY Harbour Guide">BY <b>Lingopoint</b></p>',
        ),
        ("a.md", "# Lingopoint\n\nThe *Harbour Guide* is here.\n", "# Lingopoint\n\nTHE *Harbour Guide* IS HERE.\n"),
        ("a.json", '{"title": "About Lingopoint"}', '{"title": "ABOUT Lingopoint"}'),
        (
            "a.srt",
            "1\n00:00:01,000 --> 00:00:02,000\nBy Lingopoint\n",
            "1\n00:00:01,000 --> 00:00:02,000\nBY Lingopoint\n",
        ),
        ("a.po", 'msgid "By Lingopoint"\nmsgstr ""\n', 'msgid "By Lingopoint"\nmsgstr "BY Lingopoint"\n'),
    ],
)
def test_names_stay_in_every_format(world: World, key: str, body: str, expected: str) -> None:
    assert read(world, key, body.encode())[0].decode() == expected


def test_names_stay_in_an_office_document(world: World) -> None:
    document, stored = Document(), BytesIO()
    document.add_paragraph("A letter from Lingopoint & others")
    document.save(stored)
    made, _ = read(world, "a.docx", stored.getvalue())
    assert [each.text for each in Document(BytesIO(made)).paragraphs] == ["A LETTER FROM Lingopoint & OTHERS"]


def test_other_names_make_another_translation(world: World) -> None:
    kept, with_names = read(world, "a.txt", b"Read it with Lingopoint.\n")
    plain, without = read(world, "a.txt", b"Read it with Lingopoint.\n", payload={})
    assert (kept, plain) == (b"READ IT WITH Lingopoint.\n", b"READ IT WITH LINGOPOINT.\n")
    assert with_names != without
