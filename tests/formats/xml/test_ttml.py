"""Timed text in XML: the words of paragraphs change; times, styles and everything else stay byte for byte."""

import xml.etree.ElementTree as ET

import pytest

from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from tests.formats.changes import extracted, same, seconds, texts, translated

SOURCE = """<?xml version="1.0" encoding="utf-8"?>
<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xml:lang="en">
 <head>
  <metadata><ttm:title>The title</ttm:title><ttm:agent xml:id="a"><ttm:name>A Name</ttm:name></ttm:agent></metadata>
  <styling><style xml:id="s1" tts:color="white" xmlns:tts="u"/></styling>
 </head>
 <body><div>
  <p begin="1s" end="2s" region="r1">Hello <span style="s1">you</span> there,<br/>and &amp; more</p>
  <p begin="2s" end="3s">- One here<br/>- Two there</p>
  <p begin="3s" end="4s"><span begin="3s">Word</span> <span begin="3.5s">by</span></p>
  <p begin="4s" end="5s" xml:lang="de">Auf Deutsch</p>
  <p begin="5s" end="6s">...</p>
 </div></body>
</tt>
"""


def test_an_identity_translation_gives_the_same_bytes() -> None:
    for source in (SOURCE, SOURCE.replace("\n", "\r\n"), "\ufeff" + SOURCE):
        assert translated("ttml", source, same) == source


def test_only_words_and_the_language_change() -> None:
    assert texts("ttml", SOURCE) == ["The title", "Hello _you_ there,_and & more", "- One here", "- Two there"]
    assert extracted("ttml", SOURCE).language == "en"
    assert translated("ttml", SOURCE, str.upper) == (
        SOURCE.replace('xml:lang="en"', 'xml:lang="fr"')
        .replace("The title", "THE TITLE")
        .replace('Hello <span style="s1">you</span> there,', 'HELLO <span style="s1">YOU</span> THERE,')
        .replace("and &amp; more", "AND &amp; MORE")
        .replace("One here", "ONE HERE")
        .replace("Two there", "TWO THERE")
    )


def test_a_translation_adds_no_markup() -> None:
    found = translated("ttml", SOURCE, lambda _: "</p><p begin='9s'>&x;\x00")
    assert [one.tag for one in ET.fromstring(found).iter()] == [one.tag for one in ET.fromstring(SOURCE).iter()]


def test_patterns_match_names_of_elements() -> None:
    assert texts("ttml", SOURCE, Options("fr", include=("title",))) == ["The title"]
    assert "The title" not in texts("ttml", SOURCE, Options("fr", exclude=("title",)))


@pytest.mark.parametrize(
    ("content_type", "key"),
    [("application/ttml+xml", "a"), ("text/plain", "a.ttml"), ("", "a.dfxp"), ("application/xml", "a.xml"), ("", "a")],
)
def test_timed_text_is_told_by_type_name_or_root(content_type: str, key: str) -> None:
    assert registry.detect(content_type, key, SOURCE.encode()).name == "ttml"


@pytest.mark.parametrize("source", ["", "<a/>", "<tt>", "<!DOCTYPE tt [<!ENTITY a 'b'>]><tt/>", "<tt>" * 2000])
def test_anything_else_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        extracted("ttml", source)


@pytest.mark.parametrize("piece", ["<p>A b</p>", "<p>A<br/>- b</p>", "<p><span>a</span> b</p>", "<div/>"])
def test_time_grows_with_the_size(piece: str) -> None:
    assert seconds("ttml", f"<tt>{piece * 4000}</tt>") < 4
    assert seconds("ttml", f"<tt><p>{piece * 1000}</p></tt>") < 4
