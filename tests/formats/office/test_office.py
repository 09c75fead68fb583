"""DOCX, PPTX and XLSX: the text is translated in its formatting; every other part keeps its bytes."""

import io
import re
from collections.abc import Callable

import docx
import openpyxl
import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl.worksheet.table import Table

from lingopoint.formats.office.document import extract
from lingopoint.formats.options import UnreadableError
from tests.formats.office.documents import (
    DRAWING,
    OPTIONS,
    SHEET,
    WORD,
    document,
    package,
    part,
    run,
    sheet,
    shown,
    translate,
    word,
)

LETTER = re.compile(r"[^\W\d_]")
HOSTILE = "]]> & <w:t> &amp; \"'\x00 _x000D_ -->"


def translated_word(content: str, change: Callable[[str], str] = str.upper) -> str:
    """What becomes of the content of a paragraph."""
    before, after = document("<w:p>|</w:p>").split("|")
    return part(translate(word(content), change), "word/document.xml").removeprefix(before).removesuffix(after)


def units(data: bytes) -> list[str]:
    return [shown(unit.parts) for unit in extract(data, OPTIONS).units]


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
LINK = FIELD.format("begin") + '<w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>' + FIELD.format("separate")
PAGE = FIELD.format("begin") + "<w:r><w:instrText> PAGE </w:instrText></w:r>" + FIELD.format("separate")
BOX = "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("Hel", '<w:lang w:val="en"/>') + run("lo ") + run("you"), ["Hello you"]),
        (run("a ") + '<w:proofErr w:type="spellStart"/>' + run("bb", "<w:noProof/>"), ["a bb"]),
        (run("It is ") + run("very", "<w:b/>") + run(" good"), ["It is [1very]1 good"]),
        (run("Note", "<w:b/>") + run(": mind the gap"), ["[1Note]1: mind the gap"]),
        (run("All ", "<w:b/>") + run("bold", "<w:b/>"), ["All bold"]),
        ("<w:r><w:t>a</w:t><w:tab/><w:br/><w:t>b</w:t><w:tab/></w:r>", ["a(1)b"]),
        ("<w:r><w:t>e</w:t><w:noBreakHyphen/><w:t>mail</w:t></w:r>", ["e-mail"]),
        ('<w:bookmarkStart w:id="0"/>' + run("a") + '<w:bookmarkEnd w:id="0"/>' + run("b"), ["a(1)b"]),
        (run("See ") + f"<w:hyperlink>{run('this', '<w:u/>')}</w:hyperlink>" + run(" page"), ["See [1this]1 page"]),
        (f"<w:hyperlink>{run('All linked')}</w:hyperlink>", ["All linked"]),
        (run("See ") + LINK + run("this", "<w:u/>") + FIELD.format("end") + run(" page"), ["See [1this]1 page"]),
        (run("Page ") + PAGE + run("3") + FIELD.format("end") + run(" of it"), ["Page {3} of it"]),
        (run("Page ") + f'<w:fldSimple w:instr=" PAGE ">{run("3")}</w:fldSimple>' + run(" of it"), ["Page {3} of it"]),
        (FIELD.format("begin") + run("an open field"), ["an open field"]),
        (
            run("a ") + "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>" + f"<w:ins>{run('new')}</w:ins>",
            ["a (1)[2new]2"],
        ),
        (
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run('a')}</w:sdtContent></w:sdt>" + run(" bb"),
            ["[1a]1 bb"],
        ),
        (run("before ") + BOX.format(run("inside")) + run(" after"), ["before", "inside", "after"]),
        (run("12 345"), []),
        ("<w:r><w:t> untrimmed </w:t></w:r>", ["untrimmed"]),
    ],
)
def test_a_paragraph_is_a_unit(content: str, expected: list[str]) -> None:
    assert units(word(content)) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            run("Hel", '<w:lang w:val="en"/>') + run("lo"),
            run("HELLO", '<w:lang w:val="fr-FR"/>').replace(' xml:space="preserve"', ""),
        ),
        (run("a ") + run("b", "<w:b/>"), run("A ") + run("B", "<w:b/>").replace(' xml:space="preserve"', "")),
        (
            "<w:r><w:rPr><w:b/></w:rPr><w:tab/><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/></w:r>",
            "".join(
                f"<w:r><w:rPr><w:b/></w:rPr>{element}</w:r>"
                for element in ("<w:tab/>", "<w:t>A</w:t>", "<w:tab/>", "<w:t>B</w:t>", "<w:br/>")
            ),
        ),
        (BOX.format(run("in ")) + run(" out"), BOX.format(run("IN ")) + run(" OUT")),
        (
            "<w:r><w:t>a</w:t><w:pict><w:p><w:r><w:t>b</w:t></w:r></w:p></w:pict><w:t>c</w:t></w:r>",
            "<w:r><w:t>A</w:t></w:r><w:r><w:pict><w:p><w:r><w:t>B</w:t></w:r></w:p></w:pict></w:r><w:r><w:t>C</w:t></w:r>",
        ),
    ],
)
def test_runs_are_written_anew_with_their_format(content: str, expected: str) -> None:
    assert translated_word(content) == expected


def test_a_translation_may_change_the_order_of_its_codes() -> None:
    found = extract(word(run("a text ") + run("bold", "<w:b/>") + f"<w:hyperlink>{run('link')}</w:hyperlink>"), OPTIONS)
    text, bold, inner, end_bold, link, linked, end_link = found.units[0].parts
    result = part(found.splice([(link, linked, bold, inner, end_bold, end_link, text)]).data, "word/document.xml")
    assert result == document(
        "<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r></w:hyperlink>"
        + run("a text ")
        + "</w:p>"
    )


def test_every_part_of_a_document_is_translated() -> None:
    kinds = ["document.main", "header", "footer", "footnotes", "endnotes", "comments"]
    xml = document(f"<w:p>{run('some words')}</w:p>")
    parts = {f"word/{kind}.xml": (f"wordprocessingml.{kind}", xml) for kind in [*kinds, "styles", "document.glossary"]}
    result = translate(package(parts))
    assert [kind for kind in kinds if "SOME WORDS" in part(result, f"word/{kind}.xml")] == kinds
    assert part(result, "word/styles.xml") == part(result, "word/document.glossary.xml") == xml


def test_strict_documents_and_other_prefixes_are_read() -> None:
    xml = document(f"<w:p>{run('some words', '<w:b/>')}</w:p>").replace("w:", "v:").replace("xmlns:w", "xmlns:v")
    xml = xml.replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    result = part(translate(package({"a.xml": ("wordprocessingml.document.main", xml)})), "a.xml")
    assert result == xml.replace("some words", "SOME WORDS").replace(' xml:space="preserve"', "")


def saved(thing: object) -> bytes:
    result = io.BytesIO()
    thing.save(result)  # type: ignore[attr-defined]
    return result.getvalue()


def test_word_documents() -> None:
    made = docx.Document()
    made.add_heading("A heading", 1)
    paragraph = made.add_paragraph("Some ")
    paragraph.add_run("bold").bold = True
    paragraph.add_run(" text\twith a tab")
    made.add_table(1, 2).cell(0, 1).text = "In a cell"
    made.sections[0].header.paragraphs[0].text = "On top"
    made.core_properties.title = "The title"
    result = docx.Document(io.BytesIO(translate(saved(made))))
    assert [paragraph.text for paragraph in result.paragraphs] == ["A HEADING", "SOME BOLD TEXT\tWITH A TAB"]
    assert [run.text for run in result.paragraphs[1].runs if run.bold] == ["BOLD"]
    assert result.tables[0].cell(0, 1).text == "IN A CELL"
    assert result.sections[0].header.paragraphs[0].text == "ON TOP"
    assert result.core_properties.title == "THE TITLE"


def test_presentations() -> None:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "The title\vof it"
    slide.placeholders[1].text_frame.text = "One point"
    slide.notes_slide.notes_text_frame.text = "To be said"
    table = slide.shapes.add_table(1, 1, 0, 0, 9, 9).table
    table.cell(0, 0).text = "In a cell"
    result = pptx.Presentation(io.BytesIO(translate(saved(made)))).slides[0]
    assert result.shapes.title.text == "THE TITLE\vOF IT"
    assert result.placeholders[1].text == "ONE POINT"
    assert result.notes_slide.notes_text_frame.text == "TO BE SAID"
    assert result.shapes[2].table.cell(0, 0).text == "IN A CELL"


def workbook() -> bytes:
    made = openpyxl.Workbook()
    rows: list[list[object]] = [
        ["Name", "State"],
        ["A cell\nof two lines", "Ready"],
        ["Other", 42],
        ["=A3", '=IF(B2="Ready",1,0)'],
    ]
    for row in rows:
        made.active.append(row)
    made.active.add_table(Table(displayName="T", ref="A1:B3"))
    made.active.title = "First sheet"
    return saved(made)


def test_workbooks() -> None:
    found = openpyxl.load_workbook(io.BytesIO(translate(workbook())))
    assert found.sheetnames == ["First sheet"]
    assert [[cell.value for cell in row] for row in found.active] == [
        ["Name", "State"],
        ["A CELL\nOF TWO LINES", "Ready"],
        ["OTHER", 42],
        ["=A3", '=IF(B2="Ready",1,0)'],
    ]


@pytest.mark.parametrize(
    ("strings", "expected"),
    [
        ("<si><t>one</t></si>", "<si><t>ONE</t></si>"),
        ('<si><t xml:space="preserve"> one </t></si>', '<si><t xml:space="preserve"> ONE </t></si>'),
        ("<si><t>one\ntwo\n</t></si>", "<si><t>ONE\nTWO</t></si>"),
        ("<si><t>one_x000D_\ntwo</t></si>", "<si><t>ONE_x000D_\nTWO</t></si>"),
        (
            "<si><r><t>one </t></r><r><rPr><b/></rPr><t>two</t></r><rPh sb='0' eb='1'><t>phon</t></rPh></si>",
            "<si><r><t>ONE</t></r><r><rPr><b/></rPr><t>TWO</t></r><rPh sb='0' eb='1'><t>phon</t></rPh></si>",
        ),
        ("<si><t>12 %</t></si>", "<si><t>12 %</t></si>"),
    ],
)
def test_shared_strings(strings: str, expected: str) -> None:
    result = part(translate(sheet(strings)), "xl/sharedStrings.xml")
    assert result == f'<sst xmlns="{SHEET}">{expected}</sst>'


def test_inline_strings_are_translated_unless_a_formula_makes_them() -> None:
    cell = '<c t="inlineStr">{}<is><t>some words</t></is></c>'
    result = part(translate(sheet("", cell.format("") + cell.format("<f>A1</f>"))), "xl/worksheets/sheet1.xml")
    assert result.count("SOME WORDS") == 1
    assert cell.format("<f>A1</f>") in result


@pytest.mark.parametrize(
    "worksheet",
    [
        '<f>IF(A1="Yes",1)</f>',
        "<f>IF(A1=&quot;Yes&quot;,1)</f>",
        '<dataValidation><formula1>"No, Yes"</formula1></dataValidation>',
    ],
)
def test_text_that_formulas_compare_with_stays(worksheet: str) -> None:
    data = sheet("<si><t>Yes</t></si><si><t>Yes, please</t></si>", worksheet)
    assert units(data) == ["Yes, please"]


def test_text_that_looks_like_an_escape_is_escaped() -> None:
    result = translate(sheet("<si><t>one</t></si>"), lambda _: "a_x0041_b")
    assert "<t>a_x005F_x0041_b</t>" in part(result, "xl/sharedStrings.xml")


TEXTS = st.text(st.sampled_from("ab é-1"), min_size=1, max_size=8)
RUNS = st.builds(run, TEXTS, st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:lang w:val="en"/>']))
ODD = st.sampled_from(
    [
        "<w:r><w:tab/></w:r>",
        "<w:proofErr/>",
        "<w:r><w:t>x</w:t><w:br/><w:t>y</w:t></w:r>",
        '<w:bookmarkStart w:id="1"/>',
        LINK,
        PAGE,
        FIELD.format("end"),
        BOX.format(run("boxed")),
    ]
)
CONTENT = st.recursive(
    RUNS | ODD,
    lambda inner: st.lists(inner, max_size=3).map(lambda items: f"<w:hyperlink>{''.join(items)}</w:hyperlink>"),
    max_leaves=10,
)
PARAGRAPHS = st.lists(CONTENT, max_size=6).map("".join)


def paragraph_texts(data: bytes) -> list[str]:
    """The text of each paragraph, without that of paragraphs inside it."""
    root = etree.fromstring(part(data, "word/document.xml").encode())
    inside = "(ancestor::w:p)[last()]"
    return [
        "".join(paragraph.xpath(f".//w:t[count({inside} | $p) = 1]/text()", p=paragraph, namespaces={"w": WORD}))
        for paragraph in root.iter(f"{{{WORD}}}p")
    ]


def skeleton(data: bytes) -> list[tuple[str, int]]:
    """Every element but runs with their format and text, which are written anew, and marks of proofing."""
    ours = {f"{{{WORD}}}{name}" for name in ("r", "rPr", "t", "b", "i", "lang", "proofErr")}
    root = etree.fromstring(part(data, "word/document.xml").encode())
    found = [(element, sum(up.tag not in ours for up in element.iterancestors())) for element in root.iter()]
    return [(element.tag, depth) for element, depth in found if element.tag not in ours]


def bold_letters(data: bytes) -> int:
    root = etree.fromstring(part(data, "word/document.xml").encode())
    return sum(len(LETTER.findall(text)) for text in root.xpath("//w:r[w:rPr/w:b]/w:t/text()", namespaces={"w": WORD}))


@given(PARAGRAPHS)
def test_without_a_translation_nothing_changes(content: str) -> None:
    source = word(content)
    found = extract(source, OPTIONS)
    assert found.splice([None] * len(found.units)).data == source
    assert found.splice([unit.parts for unit in found.units]).data == source


@given(PARAGRAPHS)
def test_every_word_is_found_and_nothing_else_changes(content: str) -> None:
    source = word(content)
    result = translate(source, lambda text: LETTER.sub("z", text))
    assert skeleton(result) == skeleton(source)
    assert bold_letters(result) == bold_letters(source)
    for before, after in zip(paragraph_texts(source), paragraph_texts(result), strict=True):
        assert LETTER.sub("z", after) == LETTER.sub("z", before)
        assert PAGE in content or after == LETTER.sub("z", before)


@given(PARAGRAPHS)
def test_a_translation_cannot_add_markup(content: str) -> None:
    source = word(content)
    result = translate(source, lambda text: HOSTILE if LETTER.search(text) else text)
    assert skeleton(result) == skeleton(source)
    expected = sum(
        bool(LETTER.search(piece))
        for unit in extract(source, OPTIONS).units
        for piece in unit.parts
        if isinstance(piece, str)
    )
    assert sum(text.count(HOSTILE.replace("\x00", "")) for text in paragraph_texts(result)) == expected


SPELLINGS = {
    "w:document": st.sampled_from(
        [
            '<w:r w:rsidR="1"><w:rPr><w:b/><w:lang w:val="en"/></w:rPr><w:t xml:space="preserve">a b </w:t></w:r>',
            "<w:r x='>'><w:rPr x=\"/\"><w:b/></w:rPr><w:t>c &amp; d</w:t></w:r>",
            "<w:r><w:rPr><w:b/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t> e </w:t></w:r>",
            "<w:r><w:rPr/><w:lastRenderedPageBreak/><w:t>f</w:t></w:r>",
            "<w:r><w:t xml:space='preserve'> g</w:t></w:r>",
            "<w:r><w:rPr><w:i/></w:rPr><w:t>h</w:t><w:t>hh</w:t></w:r>",
            "<w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>",
            '<w:proofErr w:type="spellStart"/>',
            '<w:bookmarkStart w:id="1" w:name="&lt;w:p&gt;"/>',
            f'<w:r><a:p xmlns:a="{DRAWING}"><a:r><a:t>i</a:t></a:r></a:p></w:r>',
            BOX.format(run("boxed")),
            "</w:p><w:p/><w:p w:rsidR='1'>",
            f'</w:p><w:tbl xmlns:w="{WORD}"><w:p>{run("in a table")}</w:p></w:tbl><w:p>',
            '</w:p><w:p xmlns:w="other"><w:r><w:t>no</w:t></w:r></w:p><w:p>',
            '</w:p><w:tbl xmlns:w="other"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:tbl><w:p>',
        ]
    ),
    "sst": st.sampled_from(
        [
            "<t>a b</t>",
            '<r><rPr><b/></rPr><t xml:space="preserve"> c </t></r>',
            "<r><t>a_x000D_</t><t>d\ne</t></r>",
            "<rPh sb='0' eb='1'><t>f</t></rPh>",
            '<phoneticPr fontId="1"/>',
            "</si><si>",
        ]
    ),
}


@pytest.mark.parametrize(
    ("root", "kind", "frame"),
    [
        ("w:document", "wordprocessingml.document.main", f'<w:document xmlns:w="{WORD}"><w:p>|</w:p></w:document>'),
        ("sst", "spreadsheetml.sharedStrings", f'<sst xmlns="{SHEET}"><si>|</si></sst>'),
    ],
)
@given(st.data())
def test_paragraphs_are_read_alike_with_and_without_a_tree(
    root: str, kind: str, frame: str, drawn: st.DataObject
) -> None:
    xml = frame.replace("|", "".join(drawn.draw(st.lists(SPELLINGS[root], max_size=6))))
    # A comment anywhere in a part has all of it read as a tree.
    with_comment = xml.replace(f"</{root}>", f"<!-- --></{root}>")
    plain, thorough = (package({"a.xml": (kind, content)}) for content in (xml, with_comment))
    found, expected = (extract(data, OPTIONS).units for data in (plain, thorough))
    assert [unit[:3] for unit in found] == [unit[:3] for unit in expected]
    assert part(translate(plain), "a.xml") == part(translate(thorough), "a.xml").replace("<!-- -->", "")


def test_a_comment_before_the_root_names_nothing() -> None:
    xml = "<!-- <w:p> -->" + document(f"<w:p>{run('some words')}</w:p>")
    assert units(package({"a.xml": ("wordprocessingml.document.main", xml)})) == ["some words"]


@given(PARAGRAPHS, st.integers(0, 3000), st.binary(max_size=4))
def test_no_bytes_are_too_odd(content: str, place: int, change: bytes) -> None:
    data = word(content)
    for odd in (
        data[:place],
        data[place:],
        data[:place] + change + data[place + len(change) :],
        data[:place] + change + data[place:],
    ):
        try:
            found = extract(odd, OPTIONS)
        except UnreadableError:
            continue
        assert found.splice([None] * len(found.units)).data == odd
