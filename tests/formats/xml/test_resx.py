"""Microsoft .resx: the strings are translated line by line; names, comments and everything else stay."""

import re
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.xml import resx

OPTIONS = Options(target="fr")
LETTER = re.compile(r"[^\W\d_]")


def document(content: str) -> str:
    return (
        "\ufeff<?xml version='1.0' encoding='utf-8'?>\r\n<root>\r\n"
        '  <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>\r\n'
        f"{content}\r\n</root>"
    )


def string(value: str, attributes: str = 'name="a" xml:space="preserve"') -> str:
    return document(
        f"  <data {attributes}>\r\n    <value>{value}</value>\r\n    <comment>Some words</comment>\r\n  </data>"
    )


def translate(source: str, change: Callable[[str], str] = str.upper, options: Options = OPTIONS) -> str:
    found = resx.extract(source.encode(), options)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in found.units]
    return found.splice(targets).data.decode()


def values(source: str) -> list[str]:
    return [value.text or "" for value in etree.fromstring(source.encode()).iterfind("data/value")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Hello {0}", "HELLO {0}"),
        (" One\r\n\r\n  two \r\n", " ONE\r\n\r\n  TWO \r\n"),
        ("Fish &amp; &lt;chips", "FISH &amp; &lt;CHIPS"),
        ("Use &lt;b&gt;this&lt;/b&gt; &quot;now&quot;", "USE &lt;b&gt;THIS&lt;/b&gt; &quot;NOW&quot;"),
        ("<![CDATA[a & b]]>", "<![CDATA[A & B]]>"),
        ("a<!-- no -->b", "A<!-- no -->B"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_values(value: str, expected: str) -> None:
    assert translate(string(value)) == string(expected)


@pytest.mark.parametrize(
    "attributes",
    [
        'name="a" type="System.Drawing.Size, System.Drawing"',
        'name="a" mimetype="application/x-microsoft.net.object.bytearray.base64"',
        'name="&gt;&gt;label1.Name"',
        'name="label1.Name"',
        'name="label1.ZOrder"',
    ],
)
def test_only_strings_are_translated(attributes: str) -> None:
    assert translate(string("some words", attributes)) == string("some words", attributes)


def test_a_locked_string_is_left_alone() -> None:
    source = string("some words").replace("Some words", "{Locked} a brand")
    assert translate(source) == source


def test_names_choose() -> None:
    source = document('<data name="a"><value>one</value></data><data name="b.Text"><value>two</value></data>')
    assert values(translate(source, options=Options(target="fr", include=("b.*",)))) == ["one", "TWO"]
    assert values(translate(source, options=Options(target="fr", exclude=("b.Text",)))) == ["ONE", "two"]


@pytest.mark.parametrize("source", ["<resources/>", "<root", "", "<!DOCTYPE root [<!ENTITY a 'b'>]><root/>"])
def test_other_documents_are_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        resx.extract(source.encode(), OPTIONS)


TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]))
LINES = st.lists(TEXTS, max_size=4).map(lambda lines: escape("\r\n".join(lines)))


@given(LINES)
def test_without_a_translation_nothing_changes(value: str) -> None:
    source = string(value)
    found = resx.extract(source.encode(), OPTIONS)
    assert found.splice([None] * len(found.units)).data.decode() == source
    assert found.splice([unit.parts for unit in found.units]).data.decode() == source


@given(st.lists(st.sampled_from(["one two", "é", "12", "a &amp; b", "  x ", ""]), max_size=5))
def test_every_word_is_found_and_nothing_else_changes(lines: list[str]) -> None:
    source = "\r\n".join(lines)
    assert translate(string(source), lambda text: LETTER.sub("z", text)) == string(
        re.sub(r"&amp;|[^\W\d_]", lambda match: match[0] if len(match[0]) > 1 else "z", source)
    )


@given(TEXTS)
def test_any_translation_is_read_back(text: str) -> None:
    assert values(translate(string("word\r\n<![CDATA[word]]>"), lambda _: text)) == [f"{text}\n{text}"]


@given(LINES, st.integers(0, 200))
def test_no_bytes_are_too_odd(value: str, cut: int) -> None:
    for source in (string(value)[:cut], string(value[cut:] + "<b>" + value[:cut] + "</b>")):
        try:
            found = resx.extract(source.encode(), OPTIONS)
        except UnreadableError:
            continue
        assert found.splice([None] * len(found.units)).data == source.encode()
