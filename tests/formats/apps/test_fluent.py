"""Fluent: the text of messages is translated; names, placeables and layout stay byte for byte."""

from typing import Any

import pytest
from fluent.syntax import ast, parse
from fluent.syntax.visitor import Transformer
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import Options
from tests.formats.changes import extracted, same, seconds, texts, translated

SOURCE = """\
# A comment here
-brand-name = Our Shop

hello = Hello, { $user }! Welcome <a data-l10n-name="x">to { -brand-name }</a>
    .label = Some label
    .accesskey = S
menu-key = Ctrl
files = You have { NUMBER($n, style: "percent") ->
        [0] no files
        [one] one file
       *[other] { $n ->
            [a] some {"{"} files
           *[b] { $n } files
        }
    } left
long =
    A first line of it
    and a second { PLATFORM() }

    A paragraph


after = {"  "}Blank { "}" } and \\u0041 "quoted" 'text'
this is junk
last = The end"""


class _NoText(Transformer):
    def visit_TextElement(self, node: Any) -> Any:  # noqa: N802 (the library's name)
        return ast.TextElement("")

    def visit_Span(self, node: Any) -> Any:  # noqa: N802
        return ast.Span(0, 0)


def skeleton(source: str) -> object:
    """What Mozilla's own parser finds apart from words."""
    resource = _NoText().visit(parse(source))
    return [entry for entry in resource.to_json()["body"] if entry["type"] != "Junk"]


SOURCES = [SOURCE, SOURCE.replace("\n", "\r\n"), "\ufeff" + SOURCE, "", "a = b", "a =\n", "= b\n", "a = {\n b = c\n"]


@pytest.mark.parametrize("source", SOURCES)
def test_an_identity_translation_gives_the_same_bytes(source: str) -> None:
    assert translated("fluent", source, same) == source


def test_text_is_what_is_around_placeables() -> None:
    assert texts("fluent", SOURCE) == [
        "Hello, { $user }! Welcome _to { -brand-name }_",
        "Some label",
        *("You have", "no files", "one file", 'some {"{"} files', "{ $n } files", "left"),
        *("A first line of it and a second { PLATFORM() }", "A paragraph"),
        """{"  "}Blank { "}" } and \\u0041 "quoted" 'text'""",
        "The end",
    ]


def test_only_words_change() -> None:
    found = translated("fluent", SOURCE, str.upper)
    assert skeleton(found) == skeleton(SOURCE)
    assert 'HELLO, { $user }! WELCOME <a data-l10n-name="x">TO { -brand-name }</a>' in found
    assert "\n    A FIRST LINE OF IT AND\n    A SECOND { PLATFORM() }\n\n    A PARAGRAPH\n" in found
    assert "-brand-name = Our Shop\n" in found
    assert "this is junk\n" in found


def test_terms_are_translated_when_they_are_included() -> None:
    assert texts("fluent", SOURCE, Options("fr", include=("-brand-name",))) == ["Our Shop"]
    assert texts("fluent", SOURCE, Options("fr", include=("hello/label", "files/one"))) == ["Some label", "one file"]


def test_the_first_message_may_follow_a_byte_order_mark() -> None:
    assert texts("fluent", "\ufeffa = some words\nb = more words\n") == ["some words", "more words"]


@given(st.text(alphabet=st.sampled_from('{}[]*.\n\r "\\ab<-=#>é$'), max_size=30))
def test_a_translation_stays_text(text: str) -> None:
    source = "a = Some words\n    .b =\n        more\n        words\nc = { $n ->\n   *[one] last\n }\nd = e\n"
    found = translated("fluent", source, lambda _: text)
    assert [type(entry) for entry in parse(found).body] == [ast.Message] * 3, found
    message: Any = parse(found).body[0]
    pieces = (each.value if isinstance(each, ast.TextElement) else each.expression for each in message.value.elements)
    read = "".join(each if isinstance(each, str) else each.parse()["value"] for each in pieces)
    assert read.split() == text.split()


def test_a_form_for_one_without_its_number_serves_no_language_that_needs_it() -> None:
    source = "a = { $n ->\n    [one] A file\n   *[other] { $n } files\n}\n"
    assert "[one] { $n } FILES\n" in translated("fluent", source, str.upper, Options("ru"))
    assert "[one] A FILE\n" in translated("fluent", source, str.upper, Options("pl"))
    assert translated("fluent", source, same, Options("ru")) == source


@pytest.mark.parametrize(
    "piece", ["{", "{ $a ->\n *[a] ", "}", "a = {\n", '{ "', "a = b\n", " .a = b\n", "\n", " \n b", "<b>"]
)
def test_deep_and_odd_files_are_read_in_time(piece: str) -> None:
    for head in ("", "a = "):
        assert seconds("fluent", head + piece * 20_000) < 4


def test_no_text_is_refused() -> None:
    assert extracted("fluent", "<html>").units == []
