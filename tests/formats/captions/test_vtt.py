"""WebVTT's own: what is no cue, its markup and references, and what a translation is escaped to.

`test_cues` has what it shares with SubRip.
"""

import pytest

from lingopoint.formats.captions import vtt
from lingopoint.formats.options import UnreadableError
from lingopoint.unit import Code, CodeKind
from tests.formats.captions.documents import OPTIONS, WEBVTT

TIMES = WEBVTT.times

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


def test_only_the_words_of_cues_change() -> None:
    document = WEBVTT.extract(FILE)
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
        ("<v Mary>One\n<v John>Two", ["One", "Two"]),
        ("<v.loud Mary>One</v>", ["One"]),
        ("a &lt; b &amp;&nbsp;c &eacute;", ["a < b &\u00a0c é"]),
        ("a&#10;b", ["a b"]),
        ("&#10;&#xA0;One&emsp;", ["One"]),
        ("One <unfinished", ["One"]),
        ("One\n   \ntwo", ["One two"]),
    ],
)
def test_cue_text_is_decoded_without_what_surrounds_it(text: str, expected: list[str]) -> None:
    assert WEBVTT.units(text) == [(each,) for each in expected]


def test_karaoke_times_and_ruby_are_codes() -> None:
    (parts,) = WEBVTT.units("<ruby>One<rt>uan</rt></ruby> <00:02.000>two <c\n.x>three</c> four")
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
        (TIMES, TIMES.replace(">", "&gt;")),
        ("&lt;\u00a0x", "&amp;lt;&nbsp;x"),
    ],
)
def test_translation_is_only_ever_text(hostile: str, written: str) -> None:
    assert WEBVTT.translated("Hello.", (hostile,)) == written


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
    found = WEBVTT.extract(document)
    assert [unit.parts for unit in found.units] == [(each,) for each in expected]
    assert found.splice([unit.parts for unit in found.units]).data == document.encode()


@pytest.mark.parametrize(
    "data", [b"", b"WEBVTTX\n", b"\nWEBVTT\n", b"1\n00:00:01,000 --> 00:00:02,000\nText", b"\xff\xfe"]
)
def test_what_is_no_webvtt_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="WEBVTT"):
        vtt.extract(data, OPTIONS)


THUMBNAILS = """\
WEBVTT

00:00.000 --> 00:05.000
sprite.jpg#xywh=0,0,160,90

00:05.000 --> 00:10.000
sprite-1.jpg?v=2#xywh=160,0,160,90

00:10.000 --> 00:15.000
/assets/thumbs/a_0001.png

00:15.000 --> 00:20.000
https://cdn.example.com/a.jpg#xywh=0,0,1,1

00:20.000 --> 00:25.000
thumb 01.jpg
"""


def test_a_track_of_pictures_is_not_for_people() -> None:
    assert WEBVTT.extract(THUMBNAILS).units == []


@pytest.mark.parametrize(
    ("cue", "is_read"),
    [
        ("sprite.jpg#xywh=0,0,160,90", False),
        ("my sprite.png#xywh=percent:0,0,25,25", False),
        ("//cdn.example.com/x/y.webp", False),
        ("../thumbs/one.jpeg", False),
        ('{"lat": 1.5, "name": "Here"}', False),
        ('[{"title": "A title"}]', False),
        ('{\n "text": "over lines"\n}', False),
        ("[Music]", True),
        ("{\\an8}Up here", True),
        ("Open the photo.jpg", True),
        ("Yes/no", True),
        ("Hello.", True),
        ("www.example.com is ours", True),
    ],
)
def test_cues_for_programs_stay_among_others(cue: str, is_read: bool) -> None:
    lines = ["Said by somebody", cue, "And more of it", "To the end"]
    found = WEBVTT.extract("WEBVTT\n" + "".join(f"\n{TIMES}\n{line}\n" for line in lines))
    assert len(found.units) == 3 + is_read


def test_the_language_in_the_header_follows_the_translation() -> None:
    source = f"WEBVTT\nKind: captions\nLanguage: en\n\n{TIMES}\nHello there\n"
    document = WEBVTT.extract(source)
    assert document.language == "en"
    assert document.splice([("Bonjour",)]).data.decode() == source.replace(": en", f": {OPTIONS.target}").replace(
        "Hello there", "Bonjour"
    )
    assert document.splice([("Hello there",)]).data.decode() == source
