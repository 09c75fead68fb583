"""OpenDocument: text is translated in its markup, wherever a reader meets it; every other byte stays."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lingopoint.formats.odf import document, flat
from lingopoint.formats.options import Options
from lingopoint.formats.registry import detect
from tests.formats.odf.documents import (
    NAMESPACES,
    OPTIONS,
    archive,
    body,
    content,
    part,
    sheet,
    text,
    translate,
    units,
    xml,
)

NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>An aside</text:p></text:note-body></text:note>"
)
FRAME = '<draw:frame draw:name="Image1"><draw:text-box><text:p>In a box</text:p></draw:text-box>{}</draw:frame>'


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("<text:p>Hello <text:span>big</text:span> world</text:p>", ["Hello [1big]1 world"]),
        ('<text:h text:outline-level="1">A heading</text:h>', ["A heading"]),
        ("<text:p><text:span>All of it</text:span></text:p>", ["All of it"]),
        ('<text:p>See <text:a xlink:href="#x">this</text:a>.</text:p>', ["See [1this]1."]),
        ("<text:p>One.<text:s text:c='2'/>Two<text:tab/>Three</text:p>", ["One.(1)Two(2)Three"]),
        ("<text:p>One<text:line-break/>Two</text:p>", ["One(1)Two"]),
        ("<text:p>Page <text:page-number>3</text:page-number> of it</text:p>", ["Page {3} of it"]),
        ("<text:p>On <text:date text:fixed='true'>May 3</text:date> it was</text:p>", ["On {May 3} it was"]),
        ("<text:p>See <text:bookmark-ref>Chapter</text:bookmark-ref> one</text:p>", ["See {Chapter} one"]),
        (f"<text:p>Words{NOTE} go on</text:p>", ["Words(1) go on", "An aside"]),
        (f"<text:p>Words{NOTE}</text:p>", ["Words", "An aside"]),
        (
            (
                "<text:p>A <office:annotation><dc:creator>Ann</dc:creator><text:p>A remark</text:p>"
                "</office:annotation>word</text:p>"
            ),
            ["A (1)word", "A remark"],
        ),
        (
            f"<text:p>Look {FRAME.format('<svg:title>A hill</svg:title><svg:desc>Green</svg:desc>')} here</text:p>",
            ["Look (1) here", "In a box", "A hill", "Green"],
        ),
        ("<text:p>A <text:span>B <text:span>C</text:span></text:span> D</text:p>", ["A [1B [2C]2]1 D"]),
        (
            (
                "<text:p>We <text:ruby><text:ruby-base>read</text:ruby-base><text:ruby-text>rd</text:ruby-text>"
                "</text:ruby> it</text:p>"
            ),
            ["We [1read]1 it"],
        ),
        ("<text:p>A<text:soft-page-break/> B<text:bookmark text:name='x'/></text:p>", ["A(1) B"]),
        ("<text:p>\n  Wrapped\n  text &amp; more\n</text:p>", ["Wrapped text & more"]),
        ("<text:p>A <![CDATA[<b>]]> B<!-- no --></text:p>", ["A <b> B"]),
        ("<text:p>12 345</text:p><text:p/>", []),
        ("<text:p><text:span/><text:span> </text:span></text:p>", []),
        (
            (
                "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone</text:p></text:deletion>"
                "</text:changed-region></text:tracked-changes><text:p>Stays</text:p>"
            ),
            ["Stays"],
        ),
        (
            (
                "<text:list><text:list-item><text:p><text:number>1.</text:number>An item</text:p>"
                "</text:list-item></text:list>"
            ),
            ["An item"],
        ),
        (
            (
                "<text:table-of-content><text:table-of-content-source><text:index-title-template>Contents"
                "</text:index-title-template></text:table-of-content-source></text:table-of-content>"
            ),
            ["Contents"],
        ),
        ('<form:form><form:button form:name="b1" form:label="Send &amp; close"/></form:form>', ["Send & close"]),
        (FRAME.format("").replace("draw:name", 'presentation:placeholder="true" draw:name'), []),
        ("<presentation:footer-decl presentation:name='f'>A footer</presentation:footer-decl>", ["A footer"]),
    ],
)
def test_what_a_reader_sees_is_a_unit(paragraph: str, expected: list[str]) -> None:
    assert units(text(paragraph)) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("<text:p>a <text:span>b</text:span></text:p>", "<text:p>A <text:span>B</text:span></text:p>"),
        (f"<text:p>Words{NOTE} go</text:p>", f"<text:p>WORDS{NOTE} GO</text:p>".replace("An aside", "AN ASIDE")),
        (
            f"<text:p>a {FRAME.format('<svg:desc>b</svg:desc>')} c</text:p>",
            f"<text:p>A {FRAME.format('<svg:desc>B</svg:desc>')} C</text:p>".replace("In a box", "IN A BOX"),
        ),
        (
            f"<text:p>a <text:span>{FRAME.format(f'<svg:desc>b{NOTE}</svg:desc>')}</text:span> c</text:p>",
            f"<text:p>A <text:span>{FRAME.format(f'<svg:desc>B{NOTE}</svg:desc>')}</text:span> C</text:p>".replace(
                "In a box", "IN A BOX"
            ).replace("An aside", "AN ASIDE"),
        ),
        ("<text:p>a <![CDATA[b < c]]></text:p>", "<text:p>A B &lt; C</text:p>"),
        ("<form:button form:label='a \"b\"'/>", "<form:button form:label='A &quot;B&quot;'/>"),
        (
            (
                "<text:p>a <text:ruby><text:ruby-base>b</text:ruby-base>"
                "<text:ruby-text>x</text:ruby-text></text:ruby></text:p>"
            ),
            (
                "<text:p>A <text:ruby><text:ruby-base>B</text:ruby-base>"
                "<text:ruby-text>x</text:ruby-text></text:ruby></text:p>"
            ),
        ),
    ],
)
def test_a_translation_is_written_in_the_markup(paragraph: str, expected: str) -> None:
    assert body(translate(text(paragraph))) == expected


def test_a_sentence_and_the_note_inside_it_change_each_without_the_other() -> None:
    found = document.extract(text(f"<text:p>Words{NOTE} go on</text:p>"), OPTIONS)
    assert "An aside" in body(found.splice([("Mots", *found.units[0].parts[1:]), None]).data)
    only_note = body(found.splice([None, ("Une note",)]).data)
    assert only_note == f"<text:p>Words{NOTE} go on</text:p>".replace("An aside", "Une note")


def test_every_part_is_translated_and_the_others_keep_their_bytes() -> None:
    paragraph = "<text:p>some words</text:p>"
    parts = {
        "content.xml": content(paragraph),
        "styles.xml": xml(
            "document-styles",
            "<office:styles><style:style style:name='Words'/></office:styles><office:master-styles><style:master-page>"
            f"<style:header>{paragraph}</style:header><style:footer>{paragraph}</style:footer>"
            "</style:master-page></office:master-styles>",
        ),
        "meta.xml": xml(
            "document-meta",
            "<office:meta><dc:title>some words</dc:title><dc:subject>some words</dc:subject>"
            "<dc:creator>Ann</dc:creator>"
            "<dc:description>some words</dc:description><meta:keyword>some words</meta:keyword>"
            "<meta:generator>Some office</meta:generator></office:meta>",
        ),
        "Object 1/content.xml": content(f"<table:table>{paragraph}</table:table>", "chart"),
        "settings.xml": xml("document-settings", paragraph),
        "Pictures/a.svg": "<svg><title>some words</title></svg>",
    }
    result = translate(archive(parts))
    assert {name: part(result, name).count("SOME WORDS") for name in parts} == {
        "content.xml": 1,
        "styles.xml": 2,
        "meta.xml": 4,
        "Object 1/content.xml": 1,
        "settings.xml": 0,
        "Pictures/a.svg": 0,
    }
    for name, before in parts.items():
        assert (
            part(result, name) == before.replace("some words", "SOME WORDS" if name[0] not in "sP" else "some words")
            or name == "styles.xml"
        )
    assert result.startswith(b"PK\x03\x04")
    assert result[30:38] == b"mimetype"
    assert result[38:50] == b"application/"


CELL = '<table:table-cell office:value-type="{}"{}><text:p>{}</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (CELL.format("string", "", "A word"), ["A word"]),
        (CELL.format("float", ' office:value="3"', "three"), []),
        (CELL.format("date", ' office:date-value="2026-05-03"', "3 May 2026"), []),
        (CELL.format("string", ' table:formula="of:=[.A1]"', "A result"), []),
        (
            CELL.format("string", "", "Ready")
            + CELL.format("float", " table:formula='of:=IF([.A1]=\"READY\";1;0)'", "1"),
            [],
        ),
        ("<table:table-cell><text:p>Untyped</text:p></table:table-cell>", ["Untyped"]),
        (
            (
                '<table:table-cell office:value-type="float"><office:annotation><text:p>Why</text:p>'
                "</office:annotation><text:p>three</text:p></table:table-cell>"
            ),
            ["Why"],
        ),
        (
            '<table:content-validation table:condition=\'cell-content-is-in-list("Yes";"No")\'><table:help-message'
            ' table:title="Choose"><text:p>One of two</text:p></table:help-message></table:content-validation>'
            + CELL.format("string", "", "Yes")
            + CELL.format("string", "", "Maybe"),
            ["Choose", "One of two", "Maybe"],
        ),
        (
            CELL.format("string", "", "Region")
            + '<table:data-pilot-table><table:data-pilot-field table:source-field-name="Region">'
            '<table:data-pilot-member table:name="North"/></table:data-pilot-field></table:data-pilot-table>'
            + CELL.format("string", "", "North"),
            [],
        ),
    ],
)
def test_cells_with_text_are_translated_unless_something_compares_them(cells: str, expected: list[str]) -> None:
    assert units(sheet(cells)) == expected


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        ("<text:p>one</text:p>", "ONE"),
        ("<text:p>one</text:p><text:p>two &lt;3&gt;</text:p>", "ONE&#10;TWO &lt;3&gt;"),
        ("<text:p>a <text:span>b</text:span><text:s text:c='2'/>c<text:line-break/>d</text:p>", "A B  C&#10;D"),
        ("<office:annotation><text:p>x</text:p></office:annotation><text:p>one</text:p>", "ONE"),
    ],
)
def test_the_value_of_a_cell_is_kept_in_step_with_its_text(inside: str, value: str) -> None:
    cell = '<table:table-cell office:string-value="{}" office:value-type="string">'
    result = body(translate(sheet(f"{cell.format('x')}{inside}</table:table-cell>")))
    assert cell.format(value) in result


def test_a_value_stays_where_its_text_does() -> None:
    cell = '<table:table-cell office:string-value="a" office:value-type="string"><text:p>a</text:p></table:table-cell>'
    found = document.extract(sheet(cell + cell.replace(">a<", ">b<")), OPTIONS)
    assert cell + cell.replace(">a<", ">Z<").replace('"a"', '"Z"') in body(found.splice([None, ("Z",)]).data)


def test_namespaces_count_and_not_their_prefixes() -> None:
    data = text("<text:p>some <text:span>words</text:span></text:p><table:p>no text</table:p>")
    renamed = part(data).replace("<text:", "<ns7:").replace("</text:", "</ns7:").replace(" xmlns:text", " xmlns:ns7")
    own = f"<q:p xmlns:q='{NAMESPACES['text']}'>"
    renamed = renamed.replace("<ns7:p>", own, 1).replace("</ns7:p>", "</q:p>", 1)
    assert units(archive({"content.xml": renamed})) == ["some [1words]1"]


STYLE = '<style:style><style:text-properties fo:language="{}" fo:country="{}"{}/></style:style>'


def styles(inside: str) -> bytes:
    return archive(
        {
            "content.xml": content("<text:p>words</text:p>", styles=STYLE.format("de", "AT", "")),
            "styles.xml": xml(
                "document-styles", f"<office:styles>{STYLE.format('en', 'GB', '')}{inside}</office:styles>"
            ),
            "meta.xml": xml("document-meta", "<office:meta><dc:language>en-GB</dc:language></office:meta>"),
        }
    )


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("fr", STYLE.format("fr", "none", "")),
        ("pt-PT", STYLE.format("pt", "PT", "")),
        ("zh-TW", STYLE.format("en", "GB", ' style:language-asian="zh" style:country-asian="TW"')),
        ("ar", STYLE.format("en", "GB", ' style:language-complex="ar" style:country-complex="none"')),
    ],
)
def test_the_language_follows_the_translation(target: str, expected: str) -> None:
    result = translate(styles(""), options=Options(target))
    assert f"<office:styles>{expected}" in part(result, "styles.xml")
    assert f"<dc:language>{target}<" in part(result, "meta.xml")
    assert STYLE.format("de", "AT", "") in part(result), "a quotation in another language stays in it"


def test_the_language_stays_when_nothing_is_translated_or_nobody_wants_it() -> None:
    data = styles("")
    found = document.extract(data, OPTIONS)
    assert found.language == "", "that is the program's"
    assert found.splice([None]).data == data
    unwanted = translate(data, options=Options("fr", document_language=False))
    assert part(unwanted, "styles.xml") == part(data, "styles.xml")


DIRECTED = '<style:{} style:writing-mode="{}"/>'


def test_a_language_from_right_to_left_turns_paragraphs_pages_and_tables() -> None:
    kinds = ["page-layout-properties", "paragraph-properties", "table-properties"]
    data = styles(
        "".join(DIRECTED.format(kind, "lr-tb") for kind in kinds) + "<style:page-layout-properties fo:margin='1cm'/>"
    )
    result = part(translate(data, options=Options("he")), "styles.xml")
    assert [DIRECTED.format(kind, "rl-tb") in result for kind in kinds] == [True] * 3
    assert "<style:page-layout-properties fo:margin='1cm' style:writing-mode=\"rl-tb\"/>" in result
    assert part(translate(data), "styles.xml").count("lr-tb") == 3


def test_flat_documents_are_read_by_the_same_rules() -> None:
    inside = (
        "<office:meta><dc:title>a title</dc:title></office:meta><office:styles>"
        f"{STYLE.format('en', 'US', '')}</office:styles>"
        f"<office:body><office:text><text:p>a{NOTE} b</text:p></office:text></office:body>"
    )
    data = xml("document", inside).encode()
    found = detect("application/xml", "letter.xml", data)
    assert found.name == "odf_flat"
    assert found.extract(data, OPTIONS).splice([None] * 3).data == data
    expected = inside.replace("a title", "A TITLE").replace(">a<", ">A<").replace("An aside", "AN ASIDE")
    expected = expected.replace(" b<", " B<").replace('"en"', '"fr"').replace('"US"', '"none"')
    assert translate(data).decode() == xml("document", expected)


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(LETTERS, min_size=4, max_size=4))
def test_a_translation_adds_no_markup(words: list[str]) -> None:
    data = text(f"<text:p>a <text:span>b</text:span> c{NOTE}</text:p><form:button form:label='d'/>")
    left = iter(words * 2)
    result = part(translate(data, lambda _: next(left)))
    tags = [element.tag for element in etree.fromstring(result.encode()).iter()]
    assert tags == [element.tag for element in etree.fromstring(part(data).encode()).iter()]


def test_a_part_that_would_be_broken_keeps_its_bytes_and_is_counted() -> None:
    parts = {
        "content.xml": content("<text:p>a <text:span>b</text:span></text:p>"),
        "Object 1/content.xml": content("<text:p>c</text:p>"),
    }
    data = archive(parts)
    found = document.extract(data, OPTIONS)
    before, opening, inner, _ = found.units[0].parts
    spliced = found.splice([(before, opening, inner), ("C",)])
    assert spliced.kept == 1
    assert part(spliced.data) == parts["content.xml"]
    assert ">C<" in part(spliced.data, "Object 1/content.xml")


def test_a_flat_document_that_would_be_broken_keeps_its_bytes_and_is_counted() -> None:
    data = xml("document", "<office:body><text:p>a <text:span>b</text:span></text:p></office:body>").encode()
    found = flat.extract(data, OPTIONS)
    assert found.splice([found.units[0].parts[:-1]]) == (data, 1)


@pytest.mark.parametrize("change", [str.upper, lambda text: text])
def test_an_archive_in_a_usual_order_keeps_it(change: Callable[[str], str]) -> None:
    data = text("<text:p>words</text:p>")
    assert (translate(data, change) == data) == (change is not str.upper)
