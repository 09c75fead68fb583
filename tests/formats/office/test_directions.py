"""Languages from right to left, and back: paragraphs, runs, tables, sections, slides, sheets turn with their text."""

import zipfile
from io import BytesIO

import pytest
from lxml import etree

from lingopoint.formats.office.document import extract
from lingopoint.formats.options import Options
from tests.formats.office.documents import DRAWING, SHEET, WORD, document, package, part, run, word

ARABIC, FRENCH = Options("ar", "en"), Options("fr", "ar")
WORDS = "كلمات"


def turned(data: bytes, options: Options = ARABIC, said: str = WORDS) -> bytes:
    """The document with every text replaced by these words."""
    found = extract(data, options)
    targets = [tuple(said if isinstance(part, str) else part for part in unit.parts) for unit in found.units]
    assert found.splice([unit.parts for unit in found.units]).data == data
    spliced = found.splice(targets)
    assert spliced.kept == 0
    return spliced.data


def body(data: bytes) -> str:
    before, after = document("|").split("|")
    return part(data, "word/document.xml").removeprefix(before).removesuffix(after)


def text(content: str = WORDS, look: str = "<w:rtl/>") -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f"<w:r>{properties}<w:t>{content}</w:t></w:r>"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("", "<w:pPr><w:bidi/></w:pPr>"),
        ("<w:pPr/>", "<w:pPr><w:bidi/></w:pPr>"),
        ("<w:pPr></w:pPr>", "<w:pPr><w:bidi/></w:pPr>"),
        (
            '<w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr>',
            '<w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="0"/></w:numPr><w:bidi/></w:pPr>',
        ),
        (
            '<w:pPr><w:keepNext/><w:spacing w:after="1"/><w:jc w:val="left"/><w:rPr><w:b/></w:rPr></w:pPr>',
            '<w:pPr><w:keepNext/><w:bidi/><w:spacing w:after="1"/><w:jc w:val="left"/><w:rPr><w:b/></w:rPr></w:pPr>',
        ),
        ("<w:pPr><w:bidi/><w:ind/></w:pPr>", "<w:pPr><w:bidi/><w:ind/></w:pPr>"),
        ('<w:pPr><w:bidi w:val="0"/></w:pPr>', "<w:pPr><w:bidi/></w:pPr>"),
        (
            "<w:pPr><w:rPr/><w:pPrChange><w:pPr><w:bidi/></w:pPr></w:pPrChange></w:pPr>",
            "<w:pPr><w:bidi/><w:rPr/><w:pPrChange><w:pPr><w:bidi/></w:pPr></w:pPrChange></w:pPr>",
        ),
    ],
)
def test_a_paragraph_gets_its_direction_where_the_schema_has_it(properties: str, expected: str) -> None:
    assert body(turned(word(properties + run("Words")))) == f"<w:p>{expected}{text()}</w:p>"


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        ("", "<w:rtl/>"),
        ("<w:b/><w:i/>", "<w:b/><w:bCs/><w:i/><w:iCs/><w:rtl/>"),
        (
            '<w:b w:val="0"/><w:sz w:val="28"/>',
            '<w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:rtl/>',
        ),
        ('<w:b/><w:bCs w:val="0"/>', '<w:b/><w:bCs w:val="0"/><w:rtl/>'),
        (
            '<w:rFonts w:ascii="Arial"/><w:em w:val="dot"/><w:lang w:val="en-GB"/>',
            '<w:rFonts w:ascii="Arial" w:cs="Arial"/><w:rtl/><w:em w:val="dot"/><w:lang w:val="en-GB" w:bidi="ar-SA"/>',
        ),
        ('<w:rtl w:val="0"/>', "<w:rtl/>"),
        ("<w:rPrChange><w:rPr/></w:rPrChange>", "<w:rtl/><w:rPrChange><w:rPr/></w:rPrChange>"),
    ],
)
def test_a_run_gets_its_direction_and_the_twins_of_its_properties(look: str, expected: str) -> None:
    assert body(turned(word(run("Words", look)))) == f"<w:p><w:pPr><w:bidi/></w:pPr>{text(look=expected)}</w:p>"


def test_only_text_that_was_translated_turns() -> None:
    paragraphs = f"<w:p>{run('Words')}</w:p><w:p>{run('12 345')}</w:p><w:p>{run('Other')}</w:p>"
    found = extract(package({"word/document.xml": ("wordprocessingml.document.main", document(paragraphs))}), ARABIC)
    written = body(found.splice([(WORDS,), None]).data)
    assert written == f"<w:p><w:pPr><w:bidi/></w:pPr>{text()}</w:p><w:p>{run('12 345')}</w:p><w:p>{run('Other')}</w:p>"


def test_a_run_of_other_letters_stays_in_its_own_direction() -> None:
    found = extract(word(run("Please say ") + run("Lingopoint", "<w:b/>") + run(" now")), ARABIC)
    _, opening, _, closing, _ = found.units[0].parts
    written = body(found.splice([(WORDS + " ", opening, "Lingopoint", closing, " " + WORDS)]).data)
    assert "<w:rPr><w:b/></w:rPr><w:t>Lingopoint</w:t>" in written
    assert written.count("<w:rtl/>") == 2


def test_text_without_a_letter_of_the_script_turns_as_a_whole() -> None:
    data = word(run("Words ") + run("more", "<w:b/>"))
    assert body(turned(data, said="Slova")).count("<w:rtl/>") == 2


def test_tables_and_sections_turn_with_their_paragraphs() -> None:
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="a"/><w:tblW w:w="0"/></w:tblPr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>'
        '<w:sectPr><w:pgSz w:w="1"/><w:cols/><w:docGrid/></w:sectPr>'
    )
    parts = {
        "word/document.xml": ("wordprocessingml.document.main", document(table.format(f"<w:p>{run('a b')}</w:p>")))
    }
    assert body(turned(package(parts))) == (
        table.format(f"<w:p><w:pPr><w:bidi/></w:pPr>{text()}</w:p>")
        .replace("<w:tblW", "<w:bidiVisual/><w:tblW")
        .replace("<w:docGrid", "<w:bidi/><w:docGrid")
    )


def test_text_boxes_turn_apart_from_the_paragraph_around_them() -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>"
    found = extract(word(run("Before") + box.format(run("Inside")) + run("12")), ARABIC)
    assert body(found.splice([None, (WORDS,)]).data).count("<w:bidi/>") == 1
    assert body(turned(word(run("Before") + box.format(run("Inside"))))).count("<w:bidi/>") == 2


def test_a_document_from_right_to_left_turns_back() -> None:
    paragraph = f"<w:pPr><w:bidi/><w:jc w:val='left'/></w:pPr>{text('مرحبا', '<w:b/><w:rtl/>')}"
    assert body(turned(word(paragraph), FRENCH, "Bonjour")) == (
        "<w:p><w:pPr><w:bidi w:val=\"0\"/><w:jc w:val='left'/></w:pPr>"
        f"{text('Bonjour', '<w:b/><w:rtl w:val=' + chr(34) + '0' + chr(34) + '/>')}</w:p>"
    )


def test_a_direction_that_a_style_gives_is_taken_back_in_the_paragraph() -> None:
    styles = f'<w:styles xmlns:w="{WORD}"><w:style><w:pPr><w:bidi/></w:pPr></w:style></w:styles>'
    data = package(
        {
            "word/document.xml": ("wordprocessingml.document.main", document(f"<w:p>{run('مرحبا')}</w:p>")),
            "word/styles.xml": ("wordprocessingml.styles", styles),
        }
    )
    assert '<w:pPr><w:bidi w:val="0"/></w:pPr>' in body(turned(data, FRENCH, "Bonjour"))


def test_a_document_from_left_to_right_has_nothing_turned() -> None:
    paragraph = f"<w:pPr><w:jc w:val='left'/></w:pPr>{run('Words', '<w:b/>')}"
    assert body(turned(word(paragraph), Options("fr", "en"), "Mots")) == (
        f"<w:p><w:pPr><w:jc w:val='left'/></w:pPr>{text('Mots', '<w:b/>')}</w:p>"
    )


def slides(properties: str, levels: str = "") -> bytes:
    namespaces = f'xmlns:a="{DRAWING}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    paragraph = f'<a:p>{properties}<a:r><a:rPr lang="en-GB"/><a:t>Words</a:t></a:r></a:p>'
    return package(
        {
            "ppt/slides/slide1.xml": ("presentationml.slide", f"<p:sld {namespaces}>{paragraph}</p:sld>"),
            "ppt/slideMasters/slideMaster1.xml": ("presentationml.slideMaster", f"<p:m {namespaces}>{levels}</p:m>"),
        }
    )


@pytest.mark.parametrize(
    ("options", "properties", "expected"),
    [
        (ARABIC, "", '<a:pPr rtl="1"/>'),
        (ARABIC, '<a:pPr algn="l" lvl="1"><a:buNone/></a:pPr>', '<a:pPr algn="r" lvl="1" rtl="1"><a:buNone/></a:pPr>'),
        (ARABIC, '<a:pPr algn="ctr" rtl="0"/>', '<a:pPr algn="ctr" rtl="1"/>'),
        (FRENCH, '<a:pPr algn="r" rtl="1"/>', '<a:pPr algn="l" rtl="0"/>'),
        (FRENCH, '<a:pPr algn="r"/>', '<a:pPr algn="r"/>'),
        (FRENCH, "", ""),
    ],
)
def test_slides_turn_with_their_alignment(options: Options, properties: str, expected: str) -> None:
    written = part(turned(slides(properties), options), "ppt/slides/slide1.xml")
    language = "ar-SA" if options is ARABIC else "fr-FR"
    assert f'<a:p>{expected}<a:r><a:rPr lang="{language}"/>' in written


def test_masters_align_what_says_no_alignment_at_the_other_side() -> None:
    level = '<a:lvl1pPr algn="{}" rtl="{}"/><a:lvl2pPr algn="ctr" rtl="{}"/>'
    name = "ppt/slideMasters/slideMaster1.xml"
    assert level.format("r", 0, 0) in part(turned(slides("", level.format("l", 0, 0))), name)
    assert level.format("l", 0, 0) in part(turned(slides("", level.format("r", 1, 1)), FRENCH), name)


@pytest.mark.parametrize(
    ("options", "view", "expected"),
    [
        (ARABIC, '<sheetView workbookViewId="0"/>', '<sheetView workbookViewId="0" rightToLeft="1"/>'),
        (ARABIC, '<sheetView rightToLeft="0"></sheetView>', '<sheetView rightToLeft="1"></sheetView>'),
        (FRENCH, '<sheetView rightToLeft="1"/>', '<sheetView rightToLeft="0"/>'),
        (FRENCH, "<sheetView/>", "<sheetView/>"),
    ],
)
def test_sheets_turn_with_their_text(options: Options, view: str, expected: str) -> None:
    sheet = f'<worksheet xmlns="{SHEET}"><sheetViews>{view}</sheetViews><sheetData/></worksheet>'
    data = package(
        {
            "xl/sharedStrings.xml": ("spreadsheetml.sharedStrings", f'<sst xmlns="{SHEET}"><si><t>a b</t></si></sst>'),
            "xl/worksheets/sheet1.xml": ("spreadsheetml.worksheet", sheet),
        }
    )
    assert part(turned(data, options), "xl/worksheets/sheet1.xml") == sheet.replace(view, expected)


STYLES = (
    f'<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="ja-JP"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults><w:style><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:style>'
    '<w:style><w:rPr><w:lang w:val="la-VA"/></w:rPr></w:style></w:styles>'
)


@pytest.mark.parametrize(
    ("target", "default", "style"),
    [
        ("fr", 'w:val="fr-FR" w:eastAsia="ja-JP"', 'w:val="fr-FR"'),
        ("pt-PT", 'w:val="pt-PT" w:eastAsia="ja-JP"', 'w:val="pt-PT"'),
        ("zh-TW", 'w:val="en-US" w:eastAsia="zh-TW"', 'w:val="en-GB" w:eastAsia="zh-TW"'),
        ("he", 'w:val="en-US" w:eastAsia="ja-JP" w:bidi="he-IL"', 'w:val="en-GB" w:bidi="he-IL"'),
    ],
)
def test_styles_and_settings_say_the_language(target: str, default: str, style: str) -> None:
    settings = f'<w:settings xmlns:w="{WORD}"><w:themeFontLang w:val="en-US" w:eastAsia="ja-JP"/></w:settings>'
    data = package(
        {
            "word/document.xml": ("wordprocessingml.document.main", document(f"<w:p>{run('Words')}</w:p>")),
            "word/styles.xml": ("wordprocessingml.styles", STYLES),
            "word/settings.xml": ("wordprocessingml.settings", settings),
        }
    )
    written = turned(data, Options(target, "en"))
    assert part(written, "word/settings.xml") == settings.replace('w:val="en-US" w:eastAsia="ja-JP"', default)
    expected = STYLES.replace('w:val="en-US" w:eastAsia="ja-JP"', default).replace('w:val="en-GB"', style)
    assert part(written, "word/styles.xml") == expected


def test_nobody_is_told_a_language_who_does_not_want_to_be() -> None:
    paragraph = run("Words", '<w:lang w:val="en-US"/>')
    assert body(turned(word(paragraph), Options("ar", "en", document_language=False))) == (
        f"<w:p>{text(look='<w:lang w:val=' + chr(34) + 'en-US' + chr(34) + '/>')}</w:p>"
    )


def test_every_part_stays_well_formed() -> None:
    with zipfile.ZipFile(BytesIO(turned(slides("", '<a:lvl1pPr algn="l"/>')))) as archive:
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
