"""What office documents say beside their paragraphs: charts, headers of sheets, prompts, threads, pictures, masters."""

import io
import zipfile

import pytest

from lingopoint.formats.office.document import extract
from lingopoint.formats.options import Options
from tests.formats.office.documents import (
    DRAWING,
    OPTIONS,
    SHEET,
    document,
    package,
    part,
    run,
    sheet,
    shown,
    translate,
    word,
)

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SLIDE = "http://schemas.openxmlformats.org/presentationml/2006/main"


def units(data: bytes) -> list[str]:
    found = extract(data, OPTIONS)
    assert found.splice([unit.parts for unit in found.units]).data == data
    return [shown(unit.parts) for unit in found.units]


def worksheet(rest: str) -> bytes:
    return sheet("<si><t>12</t></si>", f"<sheetData/>{rest}")


def of_sheet(data: bytes) -> str:
    before, after = f'<worksheet xmlns="{SHEET}"><sheetData/>|</worksheet>'.split("|")
    return part(data, "xl/worksheets/sheet1.xml").removeprefix(before).removesuffix(after)


@pytest.mark.parametrize(
    ("header", "sent", "written"),
    [
        ("&amp;CWords to print", ["Words to print"], "&amp;CWORDS TO PRINT"),
        ("No code at all", ["No code at all"], "NO CODE AT ALL"),
        (
            "&amp;LLeft side&amp;CPage &amp;P of &amp;N&amp;RRight &amp;D",
            ["Left side", "Page (1) of", "Right"],
            "&amp;LLEFT SIDE&amp;CPAGE &amp;P OF &amp;N&amp;RRIGHT &amp;D",
        ),
        (
            '&amp;C&amp;"Calibri,Regular"&amp;12&amp;K01+000A &amp;Bbold&amp;B word',
            ["A (1)bold(2) word"],
            '&amp;C&amp;"Calibri,Regular"&amp;12&amp;K01+000A &amp;BBOLD&amp;B WORD',
        ),
        ("&amp;CFish &amp;&amp; chips", ["Fish & chips"], "&amp;CFISH &amp;&amp; CHIPS"),
        ("&amp;CFirst line\nSecond", ["First line", "Second"], "&amp;CFIRST LINE\nSECOND"),
        ("&amp;P / &amp;N", [], "&amp;P / &amp;N"),
    ],
)
def test_headers_of_sheets_keep_their_codes(header: str, sent: list[str], written: str) -> None:
    data = worksheet(f"<headerFooter><oddHeader>{header}</oddHeader></headerFooter>")
    assert units(data) == sent
    assert of_sheet(translate(data)) == f"<headerFooter><oddHeader>{written}</oddHeader></headerFooter>"


def test_digits_after_a_size_are_no_more_of_it() -> None:
    data = worksheet("<headerFooter><oddFooter>&amp;L&amp;12Words &amp;8here</oddFooter></headerFooter>")
    found = extract(data, OPTIONS)
    _, code, _ = found.units[0].parts
    written = of_sheet(found.splice([("3 mots & ", code, "4")]).data)
    assert "&amp;L&amp;12 3 mots &amp;&amp; &amp;8 4<" in written


@pytest.mark.parametrize(
    ("attribute", "most"), [("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255)]
)
def test_a_prompt_that_is_too_long_for_excel_keeps_its_source(attribute: str, most: int) -> None:
    data = worksheet(f'<dataValidations><dataValidation type="list" {attribute}="Some words"/></dataValidations>')
    found = extract(data, OPTIONS)
    assert [shown(unit.parts) for unit in found.units] == ["Some words"]
    fits, too_long = found.splice([("a" * most,)]), found.splice([("a" * (most + 1),)])
    assert (fits.kept, f'{attribute}="{"a" * most}"' in of_sheet(fits.data)) == (0, True)
    assert (too_long.kept, too_long.data) == (1, data)


def test_a_header_that_is_too_long_for_excel_keeps_its_source() -> None:
    data = worksheet("<headerFooter><oddHeader>&amp;LOne&amp;CTwo</oddHeader></headerFooter>")
    found = extract(data, OPTIONS)
    assert found.splice([("a" * 126,), ("b" * 125,)]).kept == 0
    assert found.splice([("a" * 126,), ("b" * 126,)]) == (data, 2)


def test_prompts_and_tips_are_translated_and_lists_are_not() -> None:
    rest = (
        '<dataValidations><dataValidation type="list" promptTitle="Amount"'
        ' prompt="Line one_x000a_Line &quot;two&quot;">'
        '<formula1>"Yes,No"</formula1></dataValidation></dataValidations>'
        "<hyperlinks><hyperlink ref='A1' display='Shown here' tooltip='Go there'/></hyperlinks>"
    )
    assert units(worksheet(rest)) == ["Amount", "Line one", 'Line "two"', "Go there"]
    assert of_sheet(translate(worksheet(rest))) == (
        rest.replace("Amount", "AMOUNT")
        .replace("Line one", "LINE ONE")
        .replace("Line &quot;two", "LINE &quot;TWO")
        .replace("Go there", "GO THERE")
    )


POINT = "<c:pt idx='0'><c:v>{}</c:v></c:pt>"
CACHE = f"<c:strRef><c:f>Sheet1!$A$1</c:f><c:strCache><c:ptCount val='1'/>{POINT}</c:strCache></c:strRef>"
NUMBERS = f"<c:numRef><c:numCache><c:formatCode>General</c:formatCode>{POINT.format(1)}</c:numCache></c:numRef>"


def chart(series: str, category: str) -> str:
    return (
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}"><c:ser><c:tx>{CACHE.format(series)}</c:tx>'
        f"<c:cat>{CACHE.format(category)}</c:cat><c:val>{NUMBERS}</c:val></c:ser></c:chartSpace>"
    )


def test_charts_of_a_workbook_change_as_its_cells_do() -> None:
    strings = "<si><t>Sales in town</t></si><si><t>First quarter</t></si>"
    parts = {
        "xl/sharedStrings.xml": ("spreadsheetml.sharedStrings", f'<sst xmlns="{SHEET}">{strings}</sst>'),
        "xl/tables/table1.xml": (
            "spreadsheetml.table",
            f'<table xmlns="{SHEET}"><tableColumn name="Sales in town"/></table>',
        ),
        "xl/charts/chart1.xml": ("drawingml.chart", chart("Sales in town", "First quarter")),
    }
    data = package(parts)
    assert units(data) == ["First quarter", "First quarter"]
    assert part(translate(data), "xl/charts/chart1.xml") == chart("Sales in town", "FIRST QUARTER")


def deck(inner: bytes) -> bytes:
    slides = {"ppt/charts/chart1.xml": ("drawingml.chart", chart("Sales in town", "First quarter"))}
    result = io.BytesIO(package(slides))
    with zipfile.ZipFile(result, "a") as archive:
        archive.writestr("ppt/embeddings/book.xlsx", inner)
    types = package(slides | {"ppt/embeddings/book.xlsx": ("spreadsheetml.sheet", "")})
    with zipfile.ZipFile(result) as old, zipfile.ZipFile(io.BytesIO(types)) as other:
        contents = {name: old.read(name) for name in old.namelist()}
        contents["[Content_Types].xml"] = other.read("[Content_Types].xml").replace(b"sheet+xml", b"sheet")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_the_workbook_behind_a_chart_changes_in_what_the_chart_shows() -> None:
    book = sheet("<si><t>Sales in town</t></si><si><t>First quarter</t></si><si><t>Not shown</t></si>")
    data = deck(book)
    assert units(data) == ["Sales in town", "First quarter"] * 2
    written = translate(data)
    assert part(written, "ppt/charts/chart1.xml") == chart("SALES IN TOWN", "FIRST QUARTER")
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        strings = part(archive.read("ppt/embeddings/book.xlsx"), "xl/sharedStrings.xml")
    assert strings == part(book, "xl/sharedStrings.xml").replace("Sales in town", "SALES IN TOWN").replace(
        "First quarter", "FIRST QUARTER"
    )


def test_a_broken_workbook_behind_a_chart_stays() -> None:
    assert units(deck(b"PK no archive")) == ["Sales in town", "First quarter"]


THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
COPY = (
    "[Threaded comment]\n\nYour version of Excel allows you to read this.\n"
    "Learn more: https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n    {}\nReply:\n    {}"
)


def threads(first: str, second: str) -> bytes:
    comments = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="A1" personId="{{1}}"><text>{first}</text>'
        f'</threadedComment><threadedComment ref="A1"><text>{second}</text><mentions><mention x="0"/></mentions>'
        "</threadedComment></ThreadedComments>"
    )
    copies = (
        f'<comments xmlns="{SHEET}"><commentList><comment ref="A1"><text>'
        f'<t xml:space="preserve">{COPY.format(first, second)}</t></text></comment>'
        '<comment ref="A2"><text><t>Just a note</t></text></comment></commentList></comments>'
    )
    data = package(
        {
            "xl/comments1.xml": ("spreadsheetml.comments", copies),
            "xl/threadedComments/threadedComment1.xml": ("THREADS", comments),
        }
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as archive:
        for name in old.namelist():
            kind = b"application/vnd.openxmlformats-officedocument.THREADS"
            archive.writestr(name, old.read(name).replace(kind, b"application/vnd.ms-excel.threadedcomments"))
    return packed.getvalue()


def test_threads_and_their_copies_say_the_same() -> None:
    data = threads("Is this right?", "@Ann yes it is")
    assert units(data) == ["Is this right?", "Just a note", "Is this right?"]
    expected = threads("IS THIS RIGHT?", "@Ann yes it is")
    for name in ("xl/comments1.xml", "xl/threadedComments/threadedComment1.xml"):
        assert part(translate(data), name) == part(expected, name).replace("Just a note", "JUST A NOTE")


def test_comments_on_slides_are_translated() -> None:
    comment = f'<p:cmLst xmlns:p="{SLIDE}"><p:cm authorId="0"><p:pos x="1"/><p:text>{{}}</p:text></p:cm></p:cmLst>'
    data = package({"ppt/comments/comment1.xml": ("presentationml.comments", comment.format("One &amp; two\nthree"))})
    assert units(data) == ["One & two", "three"]
    assert part(translate(data), "ppt/comments/comment1.xml") == comment.format("ONE &amp; TWO\nTHREE")


PICTURE = '<w:r><w:drawing><wp:docPr id="1" name="Picture 1" {}/></w:drawing></w:r>'


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ('descr="A red bridge"', 'descr="A RED BRIDGE"'),
        ("title='A title' descr='It &amp; \"that\"'", "title='A TITLE' descr='IT &amp; &quot;THAT&quot;'"),
        ('descr="Line one&#10;&#10;Line two"', 'descr="LINE ONE&#10;&#10;LINE TWO"'),
        ('descr="photo-1.jpg"', 'descr="photo-1.jpg"'),
        ('descr="C:\\My pictures\\a b.png"', 'descr="C:\\My pictures\\a b.png"'),
        ('descr=""', 'descr=""'),
    ],
)
@pytest.mark.parametrize("around", [("{}", "{}"), ("See {} there", "SEE {} THERE")])
def test_descriptions_of_pictures_are_translated_wherever_they_are(
    around: tuple[str, str], said: str, written: str
) -> None:
    def paragraph(text: str, described: str) -> bytes:
        before, after = text.split("{}")
        runs = [run(each) if each else "" for each in (before, after)]
        return word(runs[0] + PICTURE.format(described) + runs[1])

    data = paragraph(around[0], said)
    done, expected = (part(each, "word/document.xml") for each in (translate(data), paragraph(around[1], written)))
    assert done.replace(' xml:space="preserve"', "") == expected.replace(' xml:space="preserve"', "")
    assert extract(data, OPTIONS).splice([unit.parts for unit in extract(data, OPTIONS).units]).data == data


def test_tips_of_links_and_captions_of_tables_are_translated() -> None:
    content = (
        f'<w:tbl><w:tblPr><w:tblCaption w:val="A caption"/></w:tblPr></w:tbl><w:p>{run("See ")}'
        f'<w:hyperlink w:anchor="a" w:tooltip="Go there">{run("it")}</w:hyperlink></w:p>'
    )
    data = package({"word/document.xml": ("wordprocessingml.document.main", document(content))})
    written = part(translate(data), "word/document.xml")
    assert 'w:val="A CAPTION"' in written
    assert '<w:hyperlink w:anchor="a" w:tooltip="GO THERE"><w:r>' in written


def test_what_masters_show_is_translated_and_their_prompts_are_not() -> None:
    def shape(text: str, placeholder: str = "") -> str:
        return (
            f"<p:sp><p:nvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr>"
            f"<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
        )

    layout = (
        f'<p:sldLayout xmlns:a="{DRAWING}" xmlns:p="{SLIDE}">{{}}</p:sldLayout>',
        (
            shape("{}"),
            shape("Click to edit the title", '<p:ph type="title"/>'),
            shape("{}", '<p:ph type="ftr" idx="1"/>'),
        ),
    )
    source = layout[0].format("".join(layout[1]))
    data = package(
        {"ppt/slideLayouts/slideLayout1.xml": ("presentationml.slideLayout", source.format("Our motto", "The firm"))}
    )
    assert units(data) == ["Our motto", "The firm"]
    written = part(translate(data), "ppt/slideLayouts/slideLayout1.xml")
    assert written == source.format("OUR MOTTO", "THE FIRM")


def test_names_of_sheets_stay() -> None:
    parts = {
        "xl/workbook.xml": (
            "spreadsheetml.sheet.main",
            f'<workbook xmlns="{SHEET}"><sheets><sheet name="Sales of the year"/></sheets></workbook>',
        ),
        "xl/sharedStrings.xml": (
            "spreadsheetml.sharedStrings",
            f'<sst xmlns="{SHEET}"><si><t>Words here</t></si></sst>',
        ),
    }
    data = package(parts)
    assert part(translate(data), "xl/workbook.xml") == part(data, "xl/workbook.xml")
    assert units(data) == ["Words here"]


def test_names_of_fields_and_paths_in_cells_stay() -> None:
    data = sheet(
        "<si><t>unit_price</t></si><si><t>/a/b.html</t></si><si><t>and/or</t></si><si><t>Words _ here</t></si>"
    )
    assert units(data) == ["and/or", "Words _ here"]


@pytest.mark.parametrize("target", ["fr", "ar"])
def test_hostile_translations_add_no_markup_beside_paragraphs(target: str) -> None:
    rest = '<dataValidation prompt="Some words"/><headerFooter><oddHeader>&amp;CWords</oddHeader></headerFooter>'
    hostile = '"\'<a b="c">&amp;\x00]]>\r\n&C_x000d_'
    for data in (worksheet(rest), threads("One", "Two"), word(PICTURE.format('descr="A bridge"'))):
        found = extract(data, Options(target, "en"))
        spliced = found.splice([(hostile,)] * len(found.units))
        assert spliced.kept == 0
        again = extract(spliced.data, Options(target, "en"))
        assert len(again.units) == len(found.units)
