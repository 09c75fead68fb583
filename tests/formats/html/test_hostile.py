"""HTML: only words change, whatever the document and the translation, as an independent parser sees it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from lingopoint.formats.html.document import extract
from lingopoint.formats.options import Options
from lingopoint.unit import Code, CodeKind, Document, Part, Unit

OPTIONS = Options(target="fr", document_language=False)
SEEN = {"alt", "aria-label", "content", "label", "placeholder", "summary", "title", "value"}

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8"><meta name="description" content="Opening hours &amp; prices">
  <title>Town museum &mdash; visits</title>
  <style>p::after { content: "Hello" }</style>
  <script>if (a < b) document.write("<p title='x'>Hello</p>")</script>
</head>
<body class="home">
<nav><ul><li><a href="/">Home</a></li>
  <li><a href="/p?a=1&amp;b=2" title="What it costs"><span>Prices</span></a></ul></nav>
<h1 id="visit">Your visit <a href="#visit">¶</a></h1>
<p>The <b>museum</b> is <em>open <i>daily</i></em>, see the <a href=/map title='Map of the "old" town'>map</a>
   or write to <code>info</code>. <img src="a.png" alt="The tower"> It has 3&nbsp;floors.
<p>Closed on Mondays<br>and on holidays
<table summary="Prices"><tr><td>Adults<td>&euro; 12<tr><td>Children<td>free</table>
<pre>  keep   this </pre>
<p translate="no">Acme Ltd.</p>
<form><label>Name <input placeholder="Your name"></label><input type=submit value=Send><button>Reset</button></form>
<!-- no one reads this --><svg><title>icon</title><path d="M0"/></svg>
</body>
</html>
"""

# An underscore is a space within a fragment.
FRAGMENTS = """\
< > </ <! <!- <!-- --> --!> ! <? ?> <% %> " ' = / /> & ; # % - ]
word É 日本 &amp; &lt; &nbsp; &#10; &copy &copy= &notit; <!doctype> <p> </p> <b> </b> <i> </i> <a> </a> <div> </div>
<li> <ul> </ul> <br> <table> <tr> <td> </table> <code> </code> <span> </span> <pre> </pre> <ruby> <rt> </ruby> <x-y>
</x-y> <button> </button> <h1> <script> </script> <script <style> </style> <textarea> </textarea> <title> </title> <xmp>
</xmp> <svg> </svg> <svg/> <path/> <math> </math> <foreignObject> <object> </object> <select> </select> <iframe>
</iframe> <noscript> </noscript> <template> </template> <plaintext> <html> <body> </body> <![CDATA[ ]]> <?php_ <?xml_
<p_title=Tip> <p_title='a_"tip"'> <img_alt=dog> <A_HREF=X_TITLE='Tip'> <p_title> <p_title=> <p_title='
<span_translate=no> <span_translate=yes> <div_translate=no> <p_class='x_notranslate'> <p_a='b'c="d"alt=e>
<input_type=submit_value=Go> <%_x_%> <?php_x_?>
"""
SPACES = [" ", "\n", "\t", "\r\n", "\xa0", "\u3000", "\ufeff", "\x00"]
fragments = st.sampled_from([fragment.replace("_", " ") for fragment in FRAGMENTS.split()] + SPACES)
# The line end keeps "<!" from being last, which lexbor reads as a comment of the text before it.
soup = st.lists(fragments, max_size=25).map(lambda pieces: "".join(pieces) + "\n")
words = st.text(st.sampled_from("abÉ日 &<>\"'`=/;#-!?[]{}%\xa0"), max_size=20)


def accented(part: Part) -> Part:
    return "".join("é" if each.isalpha() else each for each in part) if isinstance(part, str) else part


def changed(document: Document, text: str) -> bytes:
    """The document with each piece of text replaced."""
    return document.splice(
        [tuple(text if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    ).data


def nodes(markup: bytes) -> Iterator[LexborNode]:
    root = LexborHTMLParser(markup.decode()).root
    stack = [root] if root else []
    while stack:
        node = stack.pop()
        yield node
        children = []
        child = node.child
        while child is not None:
            children.append(child)
            child = child.next
        stack += reversed(children)


def seen(value: str) -> str:
    """The shape of an attribute's text. A line break in it is a space: whoever wrote it wrapped the line."""
    return re.sub(r"[ \t\r\n\f]+", " ", str(accented(value)))


def skeleton(markup: bytes, *, with_text: bool) -> list[object]:
    """All that is not for people: elements, their attributes, comments; with the shape of the texts or without."""
    found: list[object] = []
    for node in nodes(markup):
        if node.tag == "-text":
            if with_text:
                found.append(" ".join(str(accented(node.text_content or "")).split()))
        elif node.tag == "-comment":
            found.append(node.html)
        else:
            values = {name: seen(value or "") if name in SEEN else value for name, value in node.attributes.items()}
            found.append((node.tag, values if with_text else {name: values[name] for name in set(values) - SEEN}))
    return found


def assert_well_formed(unit: Unit) -> None:
    texts = [part for part in unit.parts if isinstance(part, str)]
    opened: list[int] = []
    numbers = []
    for code in unit.parts:
        if isinstance(code, Code):
            if code.kind is CodeKind.CLOSE:
                assert opened.pop() == code.number
            else:
                numbers.append(code.number)
            if code.kind is CodeKind.OPEN:
                opened.append(code.number)
    assert not opened
    assert numbers == list(range(1, len(numbers) + 1))
    assert any(each.isalpha() for text in texts for each in text)
    assert not any(each in "\r\n" for text in texts for each in text)


@given(soup)
def test_any_document_comes_back_byte_for_byte(document: str) -> None:
    data = document.encode()
    found = extract(data, OPTIONS)
    assert found.splice([None] * len(found.units)).data == data
    assert found.splice([unit.parts for unit in found.units]).data == data


@given(soup)
def test_units_are_well_formed_and_in_order(document: str) -> None:
    data = document.encode()
    units = extract(data, OPTIONS).units
    assert all(0 <= unit.start < unit.end <= len(data) for unit in units)
    assert all(before.start < after.start for before, after in pairwise(units))
    for before, after in pairwise(units):
        # An attribute lies within one tag of the sentence around it.
        codes = [part.raw or b"" for part in before.parts if isinstance(part, Code)]
        assert before.end <= after.start or any(data[after.start : after.end] in code for code in codes)
    for unit in units:
        assert_well_formed(unit)


@given(soup)
@example("<p title='<\n<p class='x notranslate'>\n")
def test_letters_change_and_nothing_else(document: str) -> None:
    data = document.encode()
    found = extract(data, OPTIONS)
    result = found.splice([tuple(map(accented, unit.parts)) for unit in found.units]).data
    assert skeleton(result, with_text=True) == skeleton(data, with_text=True)


def test_no_letter_of_a_page_is_missed() -> None:
    found = extract(PAGE.encode(), OPTIONS)
    result = found.splice([tuple(map(accented, unit.parts)) for unit in found.units]).data
    assert skeleton(result, with_text=True) == skeleton(PAGE.encode(), with_text=True)
    kept = {"info", "keep this", "Acme Ltd.", "icon"}
    texts = {
        " ".join((node.text_content or "").split())
        for node in nodes(result)
        if node.tag == "-text" and node.parent and node.parent.tag not in {"script", "style"}
    }
    assert {text for text in texts if any(each.isalpha() and each != "é" for each in text)} == kept


@given(words)
def test_translation_is_read_back_as_written(text: str) -> None:
    found = extract(PAGE.encode(), OPTIONS)
    result = changed(found, f"x{text}x")
    assert skeleton(result, with_text=False) == skeleton(PAGE.encode(), with_text=False)
    again = extract(result, OPTIONS)
    collapsed = " ".join(f"x{text}x".replace("\xa0", "\0").split()).replace("\0", "\xa0")
    assert [[part for part in unit.parts if isinstance(part, str)] for unit in again.units] == [
        [collapsed for part in unit.parts if isinstance(part, str)] for unit in found.units
    ]


@given(soup, words)
def test_translation_never_adds_markup(document: str, text: str) -> None:
    data = document.encode()
    result = changed(extract(data, OPTIONS), f"x{text}x")
    assert skeleton(result, with_text=False) == skeleton(data, with_text=False)


@given(words)
def test_xhtml_stays_well_formed(text: str) -> None:
    page = (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>One</title></head><body>'
        '<p title=\'Two\'>Three <b>four</b><img alt="five" src="a&amp;b"/></p></body></html>'
    )
    result = changed(extract(page.encode(), OPTIONS), f"x{text}x")
    assert [(each.tag, set(each.attrib)) for each in ET.fromstring(result).iter()] == [
        (each.tag, set(each.attrib)) for each in ET.fromstring(page).iter()
    ]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    [
        *("<", "</", "</a ", "<!", "<!--", "<!-- x --", "<?", "<?php ", "<?php >", "<%", "<% a <!-- --> ", '<% <a b="'),
        *("<a b=", "<a '", '<a b="', "<a b='x ", "<p ===", "<p////", "&", "&#", "&a", "&nbsp; ", " ", "word ", "</b>x"),
        *("<div>x", "<b>x", "<b>x<i>y</b>", "<p><b>", "x<a>¶</a>", "<a title='x y'>k</a> ", "<p title='&#10;a'>"),
        *("<code>x", "<code>x<kbd>y", "<code>x</p>", "<pre>x", "<pre>x<!-- -->", "<code><pre>", "<svg>x", "<svg/>"),
        *("<script>", "<script><!--<script>", "<title>", "<textarea>", "<svg><![CDATA[", "<math></p>"),
        *("<p translate=no>x<div>", "<div translate=no>a<div translate=yes>b", "<x translate=no></y>"),
    ],
)
def test_anything_in_bulk_is_read_in_linear_time(piece: str) -> None:
    data = (piece * (400_000 // len(piece))).encode()
    found = extract(data, OPTIONS)
    assert found.splice([unit.parts for unit in found.units]).data == data
    assert len(changed(found, "x")) > 0


@pytest.mark.timeout(20)
def test_a_deep_document_is_read_whole() -> None:
    depth = 100_000
    document = f"{'<div>' * depth}{'<b>a ' * depth}{'</b>' * depth}{'</div>' * depth}"
    unit, *others = extract(document.encode(), OPTIONS).units
    assert not others
    assert len(unit.parts) == 3 * depth - 2


@pytest.mark.timeout(20)
def test_a_long_line_is_one_unit() -> None:
    (unit,) = extract(b"word " * 2_000_000, OPTIONS).units
    assert unit.end == 10_000_000 - 1
