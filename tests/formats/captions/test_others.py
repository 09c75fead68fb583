"""ASS, SBV and LRC: the words change; times, styles, overrides and everything else stay byte for byte."""

import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import UnreadableError
from tests.formats.changes import FRENCH, extracted, same, seconds, texts, translated

ASS = r"""[Script Info]
Title: Some words here
; A comment

[V4+ Styles]
Format: Name, Fontname
Style: Default Style,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:01.00,Default Style,,0,0,0,,Not this one
Dialogue: 0,0:00:01.00,0:00:02.00,Default Style,A Name,0,0,0,,{\i1}Hello, you{\i0} there,\Nand more
Dialogue: 0,0:00:02.00,0:00:03.00,Default Style,,0,0,0,,- One here\N- Two\hthere
Dialogue: 0,0:00:03.00,0:00:04.00,Default Style,,0,0,0,,{\p1}m 0 0 l 1 1{\p0}
Dialogue: 0,0:00:04.00,0:00:05.00,Default Style,,0,0,0,,{\k20}La{\k30} la
Dialogue: 0,0:00:05.00,0:00:06.00,Default Style,,0,0,0,,

[Fonts]
Dialogue: 0,0,0,,,,,,,Not this
"""
SBV = "0:00:01.000,0:00:02.500\nHello you\nthere, friend\n\n0:00:03.000,0:00:04.000\n- One here\n- Two there\n"
LRC = (
    "[ti:Some title]\n[la:en]\n[00:12.00]Hello you\n[00:15.30][00:45.10] Again and again \n"
    "[00:20.00]<00:20.00>Word <00:21.00>by\n[00:22.00]A [00:23.00]b\n\nNot timed\n[00:30]The end"
)
ALL = {"ass": ASS, "sbv": SBV, "lrc": LRC}
each = pytest.mark.parametrize("name", ALL)


@each
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_an_identity_translation_gives_the_same_bytes(name: str, line_end: str, start: str) -> None:
    source = start + ALL[name].replace("\n", line_end)
    assert translated(name, source, same) == source
    assert len(texts(name, source)) == len(texts(name, ALL[name])) > 2


def test_of_ass_only_dialogue_is_text() -> None:
    assert texts("ass", ASS) == ["Hello, you_ there,_and more", "One here", "Two_there"]
    assert translated("ass", ASS, str.upper) == (
        ASS.replace(r"Hello, you{\i0} there,\Nand more", r"HELLO, YOU{\i0} THERE,\NAND MORE")
        .replace("One here", "ONE HERE")
        .replace(r"Two\hthere", r"TWO\hTHERE")
    )


def test_the_columns_are_those_that_the_file_declares() -> None:
    source = "[Events]\nFormat: Start, Text\nDialogue: 0:00:01.00,Some words, and more\n"
    assert texts("ass", source) == ["Some words, and more"]
    with pytest.raises(UnreadableError, match="last column"):
        extracted("ass", source.replace("Start, Text", "Text, Start"))


def test_sbv_keeps_its_lines() -> None:
    assert texts("sbv", SBV) == ["Hello you there, friend", "One here", "Two there"]
    found = translated("sbv", SBV, str.upper)
    assert found == SBV.upper()


def test_of_lrc_only_the_words_of_lines_change() -> None:
    assert texts("lrc", LRC) == ["Hello you", "Again and again", "The end"]
    assert extracted("lrc", LRC).language == "en"
    assert "[00:15.30][00:45.10] AGAIN AND AGAIN \n" in translated("lrc", LRC, str.upper)


@each
@given(text=st.text(alphabet="a[]{}<>\\N:.,0123\n\r -", max_size=30))
def test_a_translation_adds_no_line_time_or_override(name: str, text: str) -> None:
    for words in (
        text,
        "0:00:01.000,0:00:02.000",
        "[00:01.00]",
        r"{\p1}m",
        "a\n\n0:00:09.000,0:00:10.000\nb",
        "<00:01.00>",
    ):
        source = ALL[name]
        found = translated(name, source, lambda _, words=words: words)  # type: ignore[misc]
        times = {"ass": "(?m)^Dialogue: ", "sbv": r"(?m)^\d:\d\d:\d\d\.\d{3},\d", "lrc": r"(?m)^\[\d\d:\d\d"}[name]
        assert re.findall(times, found) == re.findall(times, source)
        markup = {"ass": r"\{[^}]*\}|\\[Nnh]", "sbv": "\n", "lrc": r"\[\d+:|\[\w+:|<\d+:"}[name]
        assert len(re.findall(markup, found)) <= len(re.findall(markup, source))


@each
@pytest.mark.parametrize("source", ["", "Hello", "[00:01", "0:00:01.000\nHello", "[Events", "<a/>"])
def test_anything_else_is_refused(name: str, source: str) -> None:
    with pytest.raises(UnreadableError):
        extracted(name, source)


@pytest.mark.parametrize(
    ("name", "head", "piece"),
    [
        ("ass", "[Events]\n", "Dialogue: ,,,,,,,,,a b\n"),
        *(("ass", "[Events]\nDialogue: ,,,,,,,,,", piece) for piece in ("{", "\\N-", "{\\i1}", "a\\h", ",", "{\\")),
        ("ass", "", "[Events\n"),
        ("sbv", "0:00:01.000,0:00:02.000\n", "a b\n"),
        ("sbv", "", "0:00:01.000,0:00:02.000\na b\n\n"),
        ("lrc", "", "[00:01.00]a b\n"),
        ("lrc", "", "[00:01.00]"),
        ("lrc", "[00:01.00]", "<"),
    ],
)
def test_time_grows_with_the_size(name: str, head: str, piece: str) -> None:
    with suppress(UnreadableError):
        assert seconds(name, head + piece * 10_000) < 5


@pytest.mark.parametrize(
    ("name", "line", "said", "expected"),
    [
        ("lrc", "[00:12.00]{}", "I <3 you [twice] {a} <b>", "I <3 you [twice] {a} <b>"),
        ("lrc", "[00:12.00]{}", "at [00:13] or <00:14> [ar:me]", "at (00:13) or (00:14) (ar:me)"),
        (
            "ass",
            ASS.partition("Dialogue:")[0] + "Dialogue: 0,0,0,Default Style,,0,0,0,,{}",
            r"AC\DC } \o/",
            r"AC\DC } \o/",
        ),
        (
            "ass",
            ASS.partition("Dialogue:")[0] + "Dialogue: 0,0,0,Default Style,,0,0,0,,{}",
            r"a {b} c\n{d",
            "a (b) c/n(d",
        ),
    ],
)
def test_signs_stay_but_for_those_that_would_be_markup(name: str, line: str, said: str, expected: str) -> None:
    source = line.format("Words to say")
    assert translated(name, source, lambda _: said) == line.format(expected)


def test_the_language_of_lyrics_follows_the_translation() -> None:
    assert translated("lrc", LRC, str.upper).splitlines()[1] == "[la:fr]"
    assert translated("lrc", LRC, same) == LRC
    kept = replace(FRENCH, document_language=False)
    assert translated("lrc", LRC, str.upper, kept).splitlines()[1] == "[la:en]"
