"""WebVTT: what is a unit, what a translation is escaped to, and that everything else stays."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats import vtt
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.unit import Code, CodeKind, Document, Parts

OPTIONS = Options(target="fr")
TIMES = "00:01.000 --> 00:03.500"

FILE = """\
WEBVTT - the title
Kind: captions

STYLE
::cue(.loud) { color: red }

REGION
id:bottom width:40%

NOTE This is a comment
over two lines

intro
00:00:01.000 --> 00:00:03.500 region:bottom align:left
<v Fred>Hello, <c.loud>my
friend</c> &amp; all.

2
00:03.500 --> 00:05.000
- Yes.
- No.

NOTE the end
"""


def extract(text: str) -> Document:
    return vtt.extract(text.encode(), OPTIONS)


def cue(text: str) -> str:
    return f"WEBVTT\n\n{TIMES}\n{text}\n\nid\n{TIMES}\n"


def units(text: str) -> list[Parts]:
    return [unit.parts for unit in extract(cue(text)).units]


def translated(text: str, *targets: Parts) -> str:
    """The text of the one cue, everything around it being as it was."""
    before, after = cue("|").split("|")
    result = extract(cue(text)).splice(targets).data.decode()
    assert result.startswith(before)
    assert result.endswith(after)
    return result[len(before) : len(result) - len(after)]


def test_only_the_words_of_cues_change() -> None:
    document = extract(FILE)
    opening, closing = Code(CodeKind.OPEN, 1, b"<c.loud>"), Code(CodeKind.CLOSE, 1, b"</c>")
    assert [unit.parts for unit in document.units] == [
        ("Hello, ", opening, "my friend", closing, " & all."),
        ("Yes.",),
        ("No.",),
    ]
    targets = [("Salut, ", opening, "mon ami", closing, " & tous."), ("Oui.",), ("Non.",)]
    expected = FILE.replace("Hello, <c.loud>my\nfriend</c> &amp; all.", "Salut, <c.loud>mon\nami</c> &amp; tous.")
    assert document.splice(targets).data.decode() == expected.replace("- Yes.\n- No.", "- Oui.\n- Non.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\ntwo", ["One two"]),
        ("<v Mary>One\n<v John>Two", ["One", "Two"]),
        ("<v.loud Mary>One</v>", ["One"]),
        ("<i>One</i>", ["One"]),
        ("♪ One ♪", ["One"]),
        ("&nbsp;One&nbsp;", ["One"]),
        ("a &lt; b &amp;&nbsp;c &eacute;", ["a < b &\u00a0c é"]),
        ("a&#10;b", ["a b"]),
        ("One <unfinished", ["One"]),
        ("One\n   \ntwo", ["One two"]),
        ("12", []),
        ("&nbsp;", []),
        ("   ", []),
    ],
)
def test_cue_text_is_decoded_without_what_surrounds_it(text: str, expected: list[str]) -> None:
    assert units(text) == [(each,) for each in expected]


def test_karaoke_times_and_ruby_are_codes() -> None:
    (parts,) = units("<ruby>One<rt>uan</rt></ruby> <00:02.000>two <c\n.x>three</c> four")
    codes = [(part.kind.value, part.number, part.raw) for part in parts if isinstance(part, Code)]
    assert codes == [
        ("open", 1, b"<ruby>"),
        ("open", 2, b"<rt>"),
        ("close", 2, b"</rt>"),
        ("close", 1, b"</ruby>"),
        ("lone", 3, b"<00:02.000>"),
        ("open", 4, b"<c\n.x>"),
        ("close", 4, b"</c>"),
    ]


@pytest.mark.parametrize(
    ("hostile", "written"),
    [
        ("<i>x</i>", "&lt;i&gt;x&lt;/i&gt;"),
        ("a\nb\r\n\r\nc", "a b c"),
        (TIMES, TIMES.replace(">", "&gt;")),
        ("&lt;\u00a0x", "&amp;lt;&nbsp;x"),
        ("", "\u00a0"),
        (" \n ", "\u00a0"),
    ],
)
def test_translation_is_only_ever_text(hostile: str, written: str) -> None:
    assert translated("Hello.", (hostile,)) == written


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (f"\ufeffWEBVTT\n\n{TIMES}\nOne\n", ["One"]),
        (f"WEBVTT\r\n\r\n{TIMES}\r\nOne\r\ntwo\r\n\r\n", ["One two"]),
        (f"WEBVTT\r\r{TIMES}\rOne\rtwo\r\r{TIMES}\rTwo", ["One two", "Two"]),
        (f"WEBVTT\n\n{TIMES}\nOne\n{TIMES}\nTwo", ["One", "Two"]),
        (f"WEBVTT\n{TIMES}\nOne -- two-\n\nnot a cue", ["One -- two-"]),
        (f"WEBVTT\n\n{TIMES}\n\nnot a cue\n\nNOTE not a cue", []),
        ("WEBVTT\n\n100:00:00.000-->100:00:01.000\nOne", ["One"]),
        ("WEBVTT\n\n00:00:00,000 --> 00:00:01,000\nnot a cue", []),
        ("WEBVTT", []),
    ],
)
def test_cues_are_found_as_the_specification_says(document: str, expected: list[str]) -> None:
    found = extract(document)
    assert [unit.parts for unit in found.units] == [(each,) for each in expected]
    assert found.splice([unit.parts for unit in found.units]).data == document.encode()


@pytest.mark.parametrize(
    "data", [b"", b"WEBVTTX\n", b"\nWEBVTT\n", b"1\n00:00:01,000 --> 00:00:02,000\nText", b"\xff\xfe"]
)
def test_what_is_no_webvtt_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="WEBVTT"):
        vtt.extract(data, OPTIONS)


def test_invalid_utf8_is_refused() -> None:
    with pytest.raises(UnreadableError, match="UTF-8"):
        vtt.extract(cue("café").encode("latin-1"), OPTIONS)


MARKUP = [
    "<i>",
    "</i>",
    "<c.a>",
    "</c>",
    "<v Jo>",
    "</v>",
    "<00:02.000>",
    "<",
    "<rt\n>",
    "&amp;",
    "&nbsp;",
    "&#10;",
    "&",
]
WORDS = [*">-♪:; \t.1", "JO: ", "Word", "été", "字", "\u00a0"]
LINES = st.lists(st.sampled_from(MARKUP + WORDS), max_size=9).map("".join)
CUES = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
DOCUMENTS = st.builds(
    lambda cues, end: "\n\n".join(map(cue, cues)).replace("\n", end),
    st.lists(CUES, min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


def skeleton(document: str) -> list[str]:
    """Everything but words: tags, then times and marks."""
    tag = r"<[^>]*>?"
    return re.findall(tag, document) + re.findall(r"[^\w\s]|\d+", html.unescape(re.sub(tag, "", document)))


@given(DOCUMENTS)
def test_identity_returns_the_same_bytes(text: str) -> None:
    document = extract(text)
    assert document.splice([None] * len(document.units)).data == text.encode()
    assert document.splice([unit.parts for unit in document.units]).data == text.encode()


@given(DOCUMENTS)
def test_letters_change_and_nothing_else_does(text: str) -> None:
    document = extract(text)
    targets = [
        tuple(re.sub(r"[^\W\d_]", "é", part) if isinstance(part, str) else part for part in unit.parts)
        for unit in document.units
    ]
    result = document.splice(targets).data.decode()
    assert skeleton(result) == skeleton(text)


@given(DOCUMENTS, CUES | st.text())
def test_hostile_translation_adds_neither_cue_nor_markup(text: str, hostile: str) -> None:
    document = extract(text)
    targets = [tuple(hostile if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    result = document.splice(targets).data.decode()
    before, after = (re.sub(r"\r\n?", "\n", each) for each in (text, result))
    assert after.count("-->") == before.count("-->")
    assert len(re.findall(r"\n\n", after)) <= len(re.findall(r"\n\n", before))
    assert re.findall(r"<[^>]*>?", after) == re.findall(r"<[^>]*>?", before)


@given(st.binary() | st.builds(bytes.__add__, st.just(f"WEBVTT\n\n{TIMES}\n".encode()), st.binary()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = vtt.extract(data, OPTIONS)
    except UnreadableError:
        return
    assert document.splice([unit.parts for unit in document.units]).data == data


@pytest.mark.parametrize(
    "piece", [*MARKUP, "-", "--", " ", "\n", "- a\n", f"{TIMES}\n", "a\r", "♪", "<i>a</i>", "00:00."]
)
def test_hostile_text_ends(piece: str) -> None:
    document = extract(f"WEBVTT\n\n{TIMES}\n<i>a{piece * 5_000}a")
    assert document.splice([unit.parts for unit in document.units]).data == document.data
