"""EPUB: what a reader of a book reads is translated; every other byte stays."""

import re
import time
from collections.abc import Mapping
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lingopoint.formats.epub.document import extract
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.registry import detect
from tests.formats.epub.books import (
    CONTAINER,
    OPTIONS,
    XHTML,
    archive,
    book,
    chapter,
    package,
    page,
    part,
    translate,
    units,
)

NCX = (
    '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" xml:lang="en" version="2005-1"><head>'
    '<meta name="dtb:uid" content="words"/></head><docTitle><text>A title</text></docTitle><docAuthor><text>Ann'
    '</text></docAuthor><navMap><navPoint id="n1"><navLabel><text>Chapter one</text></navLabel>'
    '<content src="a.xhtml#one"/></navPoint></navMap></ncx>'
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Hello <em>big</em> world</p>", ["Hello [1big]1 world"]),
        ('<p><a id="p1"/>One page</p>', ["One page"]),
        ('<p>One <a id="p1"/>page</p><p>more</p>', ["One (1)page", "more"]),
        ('<script src="x.js"/><p>words</p>', ["words"]),
        ("<p>a&#160;b &amp; <code>x = 1</code></p>", ["a\xa0b & {x = 1}"]),
        ('<nav epub:type="toc"><ol><li><a href="a.xhtml">Chapter</a></li></ol></nav>', ["Chapter"]),
        ('<img src="a.png" alt="A hill"/>', ["A hill"]),
        ('<p>Words<a epub:type="noteref" href="#n">1</a> go on</p><aside id="n">A note</aside>', None),
    ],
)
def test_a_page_is_read_as_xhtml(body: str, expected: list[str] | None) -> None:
    found = units(chapter(body))
    assert found == expected if expected is not None else found[-1] == "A note"


def test_the_package_says_its_title_and_description_in_the_language() -> None:
    metadata = (
        '<dc:identifier id="id">urn:words</dc:identifier><dc:title id="t">a title</dc:title>'
        "<dc:creator>Ann</dc:creator>"
        '<meta refines="#t" property="file-as">title, a</meta><dc:publisher>Press</dc:publisher>'
        "<dc:subject>some cooking</dc:subject><dc:subject>FIC000000</dc:subject>"
        "<dc:description>&lt;p&gt;read &lt;b&gt;this&lt;/b&gt;&lt;/p&gt;</dc:description>"
        "<dc:rights>all rights</dc:rights><dc:language>en-GB</dc:language><dc:language>la</dc:language>"
    )
    guide = '<guide><reference type="cover" title="the cover" href="a.xhtml"/></guide>'
    data = book({"a.xhtml": (XHTML, page("<p>words</p>"))}, metadata, "2.0", guide)
    expected = part(data, "OPS/p.opf")
    for before in (">a title<", ">some cooking<", "read &lt;", "this&lt;", "the cover"):
        after = before.replace("&lt;", "&LT;").upper().replace("&LT;", "&lt;")
        expected = expected.replace(before, after)
    expected = expected.replace('xml:lang="en"', 'xml:lang="fr"').replace(">en-GB<", ">fr<").replace("&gt;", "&gt;")
    assert part(translate(data), "OPS/p.opf") == expected
    assert extract(data, OPTIONS).language == "en-GB"


def test_what_has_text_is_found_by_its_media_type_and_the_rest_keeps_its_bytes() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>a title</title><text x="1">two <tspan>words</tspan></text>'
    documents: dict[str, tuple[str, str | bytes]] = {
        "text/one.xhtm": (XHTML, page("<p>some words</p>")),
        "toc.xml": ("application/x-dtbncx+xml", NCX),
        "d.svg": ("image/svg+xml", svg + '<text><tspan x="1">one</tspan><tspan x="2">more</tspan></text></svg>'),
        "style.css": ("text/css", "/* some words */"),
        "a.smil": ("application/smil+xml", '<smil xmlns="http://www.w3.org/ns/SMIL"><text>words</text></smil>'),
        "other.xhtml": ("application/octet-stream", page("<p>some words</p>")),
    }
    data = book(documents)
    result = translate(data)
    assert part(result, "OPS/text/one.xhtm") == page("<p>SOME WORDS</p>", ' xml:lang="fr" lang="fr"')
    assert part(result, "OPS/toc.xml") == NCX.replace("A title", "A TITLE").replace(
        "Chapter one", "CHAPTER ONE"
    ).replace('xml:lang="en"', 'xml:lang="fr"')
    assert re.findall(r">([^<]+)<", part(result, "OPS/d.svg")) == ["A TITLE", "TWO ", "WORDS", "ONE", "MORE"]
    for name in ("style.css", "a.smil", "other.xhtml"):
        assert part(result, f"OPS/{name}") == documents[name][1]
    assert result[30:58] == b"mimetypeapplication/epub+zip"
    assert translate(data, lambda text: text) == data


def test_texts_of_drawings_in_a_chapter_are_translated() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img"><title>{}</title><desc>12</desc>'
        '<text x="1">{} <tspan>now</tspan><title>nested</title></text>'
        '<g translate="no"><text>not this</text></g></svg>'
    )
    body = f"<p>before</p><div>{svg}</div><p>see {svg.format('a leaf', 'here')} there</p>"
    data = chapter(body.format("a tree", "grow"))
    assert [text for text in units(data) if "not this" in text] == []
    written = part(translate(data))
    assert "<p>BEFORE</p>" in written
    assert svg.format("A TREE", "GROW").replace("<tspan>now", "<tspan>NOW").replace(">nested", ">NESTED") in written
    assert svg.format("a leaf", "here") in written
    assert translate(data, lambda text: text) == data


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    opf = package("", {"b.xhtml": XHTML, "a%20b.xhtml": XHTML})
    opf = re.sub(r"<spine>.*</spine>", '<spine><itemref idref="i1"/><itemref idref="i0"/></spine>', opf)
    files = {"b.xhtml": page("<p>second</p>"), "a b.xhtml": page("<p>first</p>")}
    assert units(archive({"META-INF/container.xml": CONTAINER.format("p.opf"), "p.opf": opf, **files})) == [
        "first",
        "second",
    ]


@pytest.mark.parametrize(
    ("target", "version", "expected"),
    [
        ("ar", "3.0", '<spine page-progression-direction="rtl">'),
        ("ar", "2.0", "<spine>"),
        ("fr", "3.0", "<spine>"),
    ],
)
def test_pages_turn_with_the_script(target: str, version: str, expected: str) -> None:
    data = book({"a.xhtml": (XHTML, page("<p>words</p>"))}, version=version)
    result = translate(data, options=Options(target))
    assert expected in part(result, "OPS/p.opf")
    assert (' dir="rtl"' in part(result)) == (target == "ar")


@pytest.mark.parametrize(("language", "expected"), [("he", "ltr"), ("ja", "rtl")])
def test_pages_turn_back_unless_the_text_was_vertical(language: str, expected: str) -> None:
    opf = package(f"<dc:language>{language}</dc:language>", {"a.xhtml": XHTML})
    opf = opf.replace("<spine>", '<spine page-progression-direction="rtl">')
    files = {"META-INF/container.xml": CONTAINER.format("p.opf"), "p.opf": opf, "a.xhtml": page("<p>words</p>")}
    assert f'progression-direction="{expected}"' in part(translate(archive(files)), "p.opf")


def test_the_language_of_a_page_without_words_follows_and_stays_when_nobody_wants_it() -> None:
    documents: dict[str, tuple[str, str | bytes]] = {
        "a.xhtml": (XHTML, page("<p>words</p>")),
        "cover.xhtml": (XHTML, page('<img src="a.png" alt=""/>')),
    }
    assert part(translate(book(documents)), "OPS/cover.xhtml").count('lang="fr"') == 2
    unwanted = translate(book(documents), options=Options("fr", document_language=False))
    assert part(unwanted, "OPS/cover.xhtml") == documents["cover.xhtml"][1]
    assert ">en<" in part(unwanted, "OPS/p.opf")


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=8)


@given(st.lists(LETTERS, min_size=6, max_size=6))
def test_a_translation_adds_no_markup(words: list[str]) -> None:
    data = book(
        {"a.xhtml": (XHTML, page('<p title="t">a <em>b</em> c</p>')), "t.ncx": ("application/x-dtbncx+xml", NCX)}
    )
    left = iter(words)
    result = translate(data, lambda _: next(left))
    for name in ("OPS/a.xhtml", "OPS/t.ncx"):
        before, after = (etree.fromstring(part(of, name).encode()).iter() for of in (data, result))
        assert [element.tag for element in after] == [element.tag for element in before]


def test_a_sentence_that_would_break_a_chapter_stays_and_is_counted() -> None:
    pages = {name: page(f"<p>a <em>{name[0]}</em></p>") for name in ("x.xhtml", "y.xhtml")}
    data = book({name: (XHTML, text) for name, text in pages.items()})
    found = extract(data, OPTIONS)
    broken = found.units[0].parts[:-1]
    whole = tuple(one.upper() if isinstance(one, str) else one for one in found.units[1].parts)
    spliced = found.splice([broken, whole])
    assert spliced.kept == 1
    assert "a <em>x</em>" in part(spliced.data, "OPS/x.xhtml")
    assert "A <em>Y</em>" in part(spliced.data, "OPS/y.xhtml")


ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:e="http://www.w3.org/2001/04/xmlenc#">'
    '<e:EncryptedData><e:CipherData><e:CipherReference URI="{}"/></e:CipherData></e:EncryptedData></encryption>'
)


def _with(files: Mapping[str, str | bytes]) -> bytes:
    opf = package("", {"a.xhtml": XHTML, "font.otf": "font/otf"})
    words = {"p.opf": opf, "a.xhtml": page("<p>words</p>"), "font.otf": "x"}
    return archive({"META-INF/container.xml": CONTAINER.format("p.opf"), **words, **files})


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"META-INF/encryption.xml": ENCRYPTED.format("a.xhtml")}, "encrypted"),
        ({"META-INF/encryption.xml": ENCRYPTED.format("p.opf")}, "encrypted"),
        ({"META-INF/rights.xml": "<rights/>"}, "protected"),
        ({"META-INF/signatures.xml": "<signatures/>"}, "signed"),
        ({"META-INF/container.xml": "<container/>"}, "not an EPUB"),
        ({"META-INF/container.xml": CONTAINER.format("missing.opf")}, "not an EPUB"),
        ({"p.opf": "<package>"}, "not well-formed"),
        ({"a.xhtml": page("<p>words")}, "not well-formed"),
        ({"a.xhtml": page("<p>&words;</p>")}, "not well-formed"),
        ({"a.xhtml": page("").replace("html>", 'html [<!ENTITY a "b">]>', 1)}, "declares entities"),
        ({"a.xhtml": '<?xml version="1.0" encoding="ISO-8859-1"?>' + page("<p>words</p>")}, "not in UTF-8"),
        *(({"a.xhtml": page("<p>words</p>").encode(charset)}, "not in UTF-8") for charset in ("utf-16", "utf-16-be")),
        ({"p.opf": "\ufeff<package/>".encode("utf-16-le")}, "not in UTF-8"),
        ({"a.xhtml": page("<p>" + "word " * 6_000_000 + "</p>")}, "out of proportion|too much text"),
    ],
)
def test_what_cannot_be_read_safely_is_refused_with_the_reason(files: Mapping[str, str | bytes], reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        extract(_with(files), OPTIONS)


def test_obfuscated_fonts_do_not_matter() -> None:
    assert units(_with({"META-INF/encryption.xml": ENCRYPTED.format("font.otf")})) == ["words"]


def test_a_book_cut_anywhere_is_refused() -> None:
    data = chapter("<p>words</p>")
    for end in range(0, len(data) - 1, 7):
        with pytest.raises(UnreadableError):
            extract(data[:end], OPTIONS)


def test_named_characters_of_a_page_with_a_document_type_stay() -> None:
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    text = page("<p>a&nbsp;b &mdash; c</p><p>&copy; 2026</p>").replace("<!DOCTYPE html>", doctype)
    result = part(translate(book({"a.xhtml": (XHTML, text)})))
    assert "<p>A&nbsp;B &mdash; C</p><p>&copy; 2026</p>" in result


@pytest.mark.parametrize(
    "body", ["<div>" * 5000 + "a" + "</div>" * 5000, "<p>a <em>b</em> " * 900 + "</p>" * 900, "<b>a</b> " * 30_000]
)
def test_the_time_stays_short_for_shapes_that_nobody_writes(body: str) -> None:
    numbers = count()
    started = time.process_time()
    translate(chapter(body), lambda text: f"{text}{next(numbers)}")
    assert time.process_time() - started < 5


def test_a_book_is_told_by_its_first_bytes() -> None:
    assert detect("binary/octet-stream", "no-extension", chapter("")).name == "epub"
