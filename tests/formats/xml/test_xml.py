"""XML of any vocabulary: prose is translated; markup, attributes, comments and identifiers stay byte for byte."""

import re
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.xml.document import extract
from lingopoint.unit import CodeKind, Parts

OPTIONS = Options(target="fr")
EVERYTHING = Options(target="fr", include=("**",))
HOSTILE = "<b a='1'>]]> & &amp; \"'\\ --> <![CDATA[ \x00\ufffe ]]"
LETTER = re.compile(r"[^\W\d_]")


def translate(source: str, change: Callable[[str], str], options: Options = OPTIONS) -> str:
    document = extract(source.encode(), options)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


def shown(parts: Parts) -> str:
    """Parts as one string: `[1 ]1` for a pair, `(1)` for a code, `{text}` for what is kept."""
    marks = {CodeKind.OPEN: "[{}", CodeKind.CLOSE: "]{}", CodeKind.LONE: "({})"}
    return "".join(
        part
        if isinstance(part, str)
        else f"{{{part.shown}}}"
        if part.kind is CodeKind.KEEP
        else marks[part.kind].format(part.number)
        for part in parts
    )


def units(source: str, options: Options = OPTIONS) -> list[str]:
    return [shown(unit.parts) for unit in extract(source.encode(), options).units]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<doc><id>a-1</id><p>Good morning</p></doc>", ["Good morning"]),
        ("<doc><title>Introduction</title><mode>Automatic</mode></doc>", ["Introduction"]),
        ("<doc><x>Done.</x><x>Automatic</x><level>debug</level><size>12 345</size></doc>", ["Done."]),
        ("<doc><link>Main-Page</link><x>https://example.com/</x><x>2024-01-01 10:00</x></doc>", []),
        ("<doc><author><name>Ada Lovelace</name></author><x>She wrote it.</x></doc>", ["She wrote it."]),
        ("<map><keydef keys='a'><linktext>Our big product</linktext></keydef><p>It is so.</p></map>", ["It is so."]),
        ("<doc><p>One <b>two</b> three</p></doc>", ["One [1two]1 three"]),
        ("<doc><p>One<br/>two <i/></p></doc>", ["One(1)two"]),
        ("<doc><p><b>All of it</b></p></doc>", ["All of it"]),
        ("<doc><p>Run <code>make all</code> now</p></doc>", ["Run {make all} now"]),
        ("<doc><programlisting>if a then b</programlisting><p>Some text</p></doc>", ["Some text"]),
        (
            "<doc><li>Some item<ul><li>Inner one</li><li>Inner two</li></ul></li></doc>",
            ["Some item", "Inner one", "Inner two"],
        ),
        ("<doc><p>Wrapped\n   over lines</p></doc>", ["Wrapped over lines"]),
        ("<doc><p xml:space='preserve'>Kept\nlines here</p></doc>", ["Kept(1)lines here"]),
        ("<doc><p>A &lt; b &#233;t&#xe9; &amp; c</p></doc>", ["A < b été & c"]),
        ("<doc><p>Line one&#10;line two</p></doc>", ["Line one(1)line two"]),
        ("<doc><p> <!-- no --> Some <?pi x?>text </p></doc>", ["Some (1)text"]),
        ("<doc><p>Some <![CDATA[raw <text>]]> here</p></doc>", ["Some [1raw <text>]1 here"]),
        ("<doc><p>你好世界</p></doc>", ["你好世界"]),
    ],
)
def test_prose_is_found_with_its_inline_markup(source: str, expected: list[str]) -> None:
    assert units(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<doc><p translate='no'>Some text</p><p>Other text</p></doc>", ["Other text"]),
        ("<doc translate='no'><p>Some text</p><p translate='yes'>Other text</p></doc>", ["Other text"]),
        (
            "<doc xmlns:its='http://www.w3.org/2005/11/its'><p>Buy <x its:translate='no'>Red Cap</x> now</p></doc>",
            ["Buy {Red Cap} now"],
        ),
    ],
)
def test_what_must_not_be_translated_is_not(source: str, expected: list[str]) -> None:
    assert units(source) == expected


def test_only_the_language_of_the_document_is_translated() -> None:
    source = (
        "<doc xml:lang='en'><p>In English</p><p xml:lang='en-GB'>British text</p><p xml:lang='de'>Auf Deutsch</p>"
        "<p xml:lang='fr'>En français</p></doc>"
    )
    assert translate(source, str.upper) == (
        "<doc xml:lang='fr'><p>IN ENGLISH</p><p xml:lang='fr'>BRITISH TEXT</p><p xml:lang='de'>Auf Deutsch</p>"
        "<p xml:lang='fr'>En français</p></doc>"
    )


def test_the_language_of_the_document_can_be_left_alone() -> None:
    source = "<doc xml:lang='en'><p>Some text</p></doc>"
    assert "xml:lang='en'" in translate(source, str.upper, Options(target="fr", document_language=False))


def test_alternatives_in_other_languages_are_left_alone() -> None:
    assert units("<mime><c>Some text</c><c xml:lang='de'>Ein Text</c><c xml:lang='pl'>Jakiś tekst</c></mime>") == [
        "Some text"
    ]


def test_chinese_is_not_already_taiwanese() -> None:
    source = "<doc xml:lang='zh-CN'><p>你好世界</p></doc>"
    assert units(source, Options(target="zh-TW")) == ["你好世界"]
    assert units(source, Options(target="zh")) == []


def test_paths_choose() -> None:
    source = "<d:doc xmlns:d='urn:d'><d:a><t>first one</t></d:a><b><t>second</t></b><c>third <i>one</i></c></d:doc>"
    assert units(source, Options(target="fr", include=("doc/*/t",))) == ["first one", "second"]
    assert units(source, Options(target="fr", exclude=("doc/a",))) == ["third [1one]1"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<![CDATA[<p>one two</p>]]>\n <![CDATA[<p>b</p>]]>", "<![CDATA[<p>ONE TWO</p>\n <p>B</p>]]>"),
        (" one &amp; <![CDATA[<b>two</b> ]]]]><![CDATA[>]]>\n", " <![CDATA[ONE & <b>TWO</b> ]]&gt;]]>\n"),
    ],
)
def test_html_may_lie_partly_in_cdata_sections(source: str, expected: str) -> None:
    assert translate(f"<x>{source}</x>", str.upper) == f"<x>{expected}</x>"
    assert translate(f"<x>{source}</x>", str) == f"<x>{source}</x>"


def test_html_inside_is_read_as_html() -> None:
    source = (
        "<rss><description>&lt;p>Some &lt;b>bold&lt;/b> &quot;text&quot;&lt;/p></description>"
        "<x><![CDATA[<i>more of it</i>]]></x></rss>"
    )
    assert units(source) == ['Some [1bold]1 "text"', "more of it"]
    assert translate(source, str.upper) == (
        "<rss><description>&lt;p>SOME &lt;b>BOLD&lt;/b> &quot;TEXT&quot;&lt;/p></description>"
        "<x><![CDATA[<i>MORE OF IT</i>]]></x></rss>"
    )


def test_only_the_words_change() -> None:
    before = (
        "\ufeff<?xml version='1.0' encoding='iso-8859-1'?>\r\n"
        "<!DOCTYPE doc [<!-- <!ENTITY a 'b'> --><!ATTLIST p a CDATA #IMPLIED>]>\r\n"
        "<doc  a = \"1 > 0\" ><!-- Some words --><p\r\n b='c'> "
    )
    after = "\r\n</p></doc>\r\n<?end?>"
    source = f"{before}Some &amp; <b >words</b\t>{after}"
    assert translate(source, str.upper) == f"{before}SOME &amp; <b >WORDS</b\t>{after}"


def test_markup_can_move_into_and_out_of_a_cdata_section() -> None:
    document = extract(b"<doc><p>One <b>two</b> <![CDATA[three & four]]></p></doc>", OPTIONS)
    (unit,) = document.units
    one, bold, two, end_bold, space, section, three, end_section = unit.parts
    target = ("& ", section, "]]> <", bold, three, end_bold, end_section, two)
    result = etree.fromstring(document.splice([(target)]).data)
    assert "".join(result.itertext()) == "& ]]> <three & fourtwo"
    assert result.findtext(".//b") == "three & four"
    assert (one, space) == ("One ", " ")


@pytest.mark.parametrize(
    "source",
    [
        "<!DOCTYPE a [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;'>]><a>&lol2;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://example.com/'> %x;]><a>b c</a>",
        "<!DOCTYPE a SYSTEM '<!--' [<!ENTITY x 'y'>]><a>&x; -->'</a>",
        "<a>b c",
        "<a>b c</a><b/>",
        "<a>b & c</a>",
        "just text",
        "",
        "<a>" * 2000 + "</a>" * 2000,
    ],
)
def test_what_cannot_be_read_safely_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        extract(source.encode(), OPTIONS)


def test_references_to_undeclared_entities_are_copied() -> None:
    source = "<!DOCTYPE html SYSTEM 'x.dtd'><doc><p>Some&nbsp;text &copy; us</p></doc>"
    assert units(source) == ["Some(1)text (2) us"]
    assert translate(source, str.upper) == source.replace("Some", "SOME").replace("text", "TEXT").replace(" us", " US")


FEED = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
    "<title>Some news</title><language>{0}</language><dc:language>{0}</dc:language>"
    '<atom:link rel="self" hreflang="{0}" href="a"/><atom:link rel="alternate" hreflang="en" href="b"/>'
    "<item><title>More news</title></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("stated", "target", "expected"),
    [("en-us", "fr", "fr-FR"), ("en", "fr", "fr"), ("en_GB", "pt", "pt_BR"), ("de", "fr", "de")],
)
def test_the_language_of_a_feed_follows(stated: str, target: str, expected: str) -> None:
    options = Options(target, "en")
    document = extract(FEED.format(stated).encode(), options)
    targets = [tuple(str(part).upper() for part in unit.parts) for unit in document.units]
    written = document.splice(targets).data.decode()
    assert written == FEED.format(expected).replace("Some news", "SOME NEWS").replace("More news", "MORE NEWS")
    assert document.splice([unit.parts for unit in document.units]).data == document.data


def test_a_feed_is_in_the_language_that_it_states() -> None:
    assert extract(FEED.format("en-us").encode(), Options("fr")).language == "en-us"


def test_a_stated_language_is_no_text_whatever_is_included() -> None:
    everything = Options("fr", "en", include=("**",))
    assert "en-us" not in [
        part for unit in extract(FEED.format("en-us").encode(), everything).units for part in unit.parts
    ]


WORDS = st.text(st.sampled_from("ab cé\n\t.]>&'\""), max_size=12)
LEAVES = st.one_of(
    WORDS.map(escape),
    WORDS.map(lambda text: f"<![CDATA[{text.replace(']]>', ']] >')}]]>"),
    st.sampled_from(["<br/>", "<!-- a b -->", "<?a b?>", "&#233;", "&#32;", "&#10;", "<x:y xmlns:x='u' a='>'/>"]),
)
CONTENT = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["p", "b", "code", "li", "sec"]),
        st.lists(inner, max_size=4).map("".join),
    ),
    max_leaves=20,
)
DOCUMENTS = st.lists(CONTENT, max_size=6).map(lambda content: f"<doc>{''.join(content)}</doc>")


def nodes(document: str) -> Iterator[tuple[object, ...]]:
    """Every start tag, comment and instruction, and every text without its white space."""
    parser = etree.XMLParser(strip_cdata=False)
    for node in etree.fromstring(document.encode(), parser).iter():
        name = node.tag if isinstance(node.tag, str) else node.tag.__name__
        yield name, dict(node.attrib), *("".join((text or "").split()) for text in (node.text, node.tail))


@given(DOCUMENTS)
def test_without_a_translation_nothing_changes(source: str) -> None:
    document = extract(source.encode(), EVERYTHING)
    assert document.splice([None] * len(document.units)).data.decode() == source
    assert document.splice([unit.parts for unit in document.units]).data.decode() == source
    assert translate(source, lambda text: text, EVERYTHING) == source


@given(DOCUMENTS)
def test_units_lie_in_order_and_apart(source: str) -> None:
    ends = [0]
    for unit in extract(source.encode(), EVERYTHING).units:
        assert ends[-1] <= unit.start <= unit.end <= len(source.encode())
        ends.append(unit.end)
        text = "".join(part for part in unit.parts if isinstance(part, str))
        assert any(map(str.isalpha, text))
        assert not {"\n", "\r"} & set(text)
        assert shown(unit.parts) == shown(unit.parts).strip()


@given(DOCUMENTS)
def test_every_word_is_found_and_nothing_else_changes(source: str) -> None:
    changed = translate(source, lambda text: LETTER.sub("z", text), EVERYTHING)
    for old, new in zip(nodes(source), nodes(changed), strict=True):
        assert old[:2] == new[:2]
        machine = old[0] in {"Comment", "ProcessingInstruction", "_Comment", "_ProcessingInstruction"}
        for index, (before, after) in enumerate(zip(old[2:], new[2:], strict=True)):
            kept = machine and index == 0
            assert after == before if kept or after == before else after == LETTER.sub("z", str(before))


@given(DOCUMENTS)
def test_a_translation_cannot_add_markup(source: str) -> None:
    count = len(extract(source.encode(), EVERYTHING).units)
    result = translate(source, lambda text: HOSTILE if LETTER.search(text) else text, EVERYTHING)
    before, after = ([node[:2] for node in nodes(document)] for document in (source, result))
    assert before == after
    text = "".join(etree.fromstring(result.encode()).itertext())
    assert text.count(HOSTILE.replace("\x00", "").replace("\ufffe", "")) >= count


@given(
    st.binary() | DOCUMENTS.flatmap(lambda source: st.integers(0, len(source)).map(lambda cut: source[:cut].encode()))
)
def test_no_bytes_are_too_odd(data: bytes) -> None:
    text = data.decode("utf-8", "replace").encode()
    try:
        document = extract(text, OPTIONS)
    except UnreadableError:
        return
    assert document.splice([None] * len(document.units)).data == text
