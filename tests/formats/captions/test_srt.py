"""SubRip's own: how files are found, its formatting, and what keeps a translation from adding to it.

`test_cues` has what it shares with WebVTT.
"""

import re

import pytest
from hypothesis import given

from lingopoint.formats.captions import srt
from lingopoint.formats.options import UnreadableError
from lingopoint.unit import Code, CodeKind, Parts
from tests.formats.captions.documents import OPTIONS, SUBRIP

TIMES = SUBRIP.times


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (r"{\an8}<font color='#fff'><b>Hello.</b></font>", ("Hello.",)),
        (
            "So <font size='2'>very</font> good",
            (
                "So ",
                Code(CodeKind.OPEN, 1, b"<font size='2'>"),
                "very",
                Code(CodeKind.CLOSE, 1, b"</font>"),
                " good",
            ),
        ),
        (r"One\Ntwo", ("One", Code(CodeKind.LONE, 1, rb"\N"), "two")),
        ("I <3 you", ("I <3 you",)),
        ("<sighs> Well", ("<sighs> Well",)),
    ],
)
def test_formatting_is_what_players_take_for_it(text: str, parts: Parts) -> None:
    assert SUBRIP.units(text) == [parts]


@pytest.mark.parametrize(
    ("hostile", "written"),
    [
        ("<i>x</i>", "<\u200bi>x<\u200b/i>"),
        (r"{\an8}x", "{\u200b\\an8}x"),
        (r"a\Nb", "a\\\u200bNb"),
        (TIMES, TIMES.replace("-->", "→")),
        ("x < y & z", "x < y & z"),
    ],
)
def test_translation_is_only_ever_text(hostile: str, written: str) -> None:
    assert SUBRIP.translated("Hello.", (hostile,)) == written


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (f"{TIMES}\nNo counter\n\n{TIMES}\nat all", ["No counter", "at all"]),
        (f"1\n{TIMES}\nOne\n2\n{TIMES}\nTwo", ["One", "Two"]),
        (f"1\n{TIMES}\n\n2\n{TIMES}\nTwo", ["Two"]),
        (f"1\n{TIMES}\nOne\n\nmore\n\n\n\n2\n{TIMES}\nTwo", ["One", "more", "Two"]),
        (f"1\n{TIMES} X1:1 X2:2\nOne\n12\n\n", ["One 12"]),
        (f"\ufeff1\r\n{TIMES}\r\nOne\r\ntwo\r\n\r\n2\r\n{TIMES}\r\nTwo\r\n", ["One two", "Two"]),
        (f"1\r{TIMES}\rOne\rtwo\r\r2\r{TIMES}\rTwo\r", ["One two", "Two"]),
        ("1\n0:0:1.5 --> 0:0:2\nOne\n", ["One"]),
    ],
)
def test_files_as_they_are_found_are_read(document: str, expected: list[str]) -> None:
    found = SUBRIP.extract(document)
    assert [unit.parts for unit in found.units] == [(each,) for each in expected]
    assert found.splice([unit.parts for unit in found.units]).data == document.encode()


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"just text\n", b"1\n00:00:01,000 -> 00:00:02,000\nText", b"caf\xe9", b"\xff\xfe"]
)
def test_what_is_no_subrip_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        srt.extract(data, OPTIONS)


@given(SUBRIP.documents)
def test_no_word_is_left_out(text: str) -> None:
    document = SUBRIP.extract(text)
    targets = [
        tuple(re.sub(r"[^\W\d_]", "é", part) if isinstance(part, str) else part for part in unit.parts)
        for unit in document.units
    ]
    result = document.splice(targets).data.decode()
    assert not re.search("Word|été|字", re.sub(r"\{\\[^{}]*\}|[{]\w:[^{}]*\}", "", result))
