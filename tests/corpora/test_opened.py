"""Office documents as LibreOffice opens them; only where it is installed (`conftest`). All of the corpus: `opened`."""

import io
from pathlib import Path

import docx
import pytest
from lxml import etree

from tests.corpora.opened import converted, pages
from tests.corpora.run import translated
from tests.formats.office.documents import document, run

LINK = '<w:hyperlink w:anchor="here" w:history="1">{}</w:hyperlink>'
MARKED = '<w:{} w:id="1" w:author="Rose" w:date="2026-11-01T10:00:00Z">{}</w:{}>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
KINDS = {
    "link": LINK.format(run("the guide")),
    "insertion": MARKED.format("ins", run("a new word"), "ins"),
    "deletion": MARKED.format("del", "<w:r><w:delText>an old word</w:delText></w:r>", "del") + run("then"),
    "field": FIELD.format(run("12")),
    "comment": '<w:commentRangeStart w:id="0"/>' + run("a remark") + '<w:commentRangeEnd w:id="0"/>',
    "control": f"<w:sdt><w:sdtContent>{run('a choice')}</w:sdtContent></w:sdt>",
}


def whole(paragraphs: str) -> bytes:
    """A document of these paragraphs, with all that Word writes."""
    made = docx.Document()
    body = etree.fromstring(document(paragraphs))[0]
    for paragraph in reversed(list(body)):
        made.element.body.insert(0, paragraph)
    made.save(file := io.BytesIO())
    return file.getvalue()


@pytest.fixture(scope="module")
def before() -> dict[str, bytes]:
    """A document of many paragraphs of each kind, a placeholder before what it is named for."""
    return {
        f"{kind}.docx": whole(f"<w:p>{run('Dear {name}, ')}{inside}{run(' at help@example.org first.')}</w:p>" * 60)
        for kind, inside in KINDS.items()
    }


def test_what_is_translated_opens_as_it_did(before: dict[str, bytes]) -> None:
    after = {name: translated(Path(name), data, "letters")[1] for name, data in before.items()}
    assert all(after[name] != data for name, data in before.items())
    expected = pages(before)
    assert expected.keys() == before.keys()
    assert pages(after) == expected


def test_paragraphs_run_from_right_to_left_once_they_are_in_such_a_language() -> None:
    data = whole(f"<w:p>{run('Words to read')}</w:p>")
    arabic = translated(Path("a.docx"), data, "letters", target="ar")[1]
    flat = converted({"before.docx": data, "after.docx": arabic}, "fodt")
    assert b'style:writing-mode="rl-tb"' not in flat["before.docx"]
    assert b'style:writing-mode="rl-tb"' in flat["after.docx"]
