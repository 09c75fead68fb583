"""iCalendar: what people read is translated; people, dates, ids and layout stay byte for byte."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from tests.formats.changes import extracted, same, seconds, texts, translated

SOURCE = """BEGIN:VCALENDAR
VERSION:2.0
X-WR-CALNAME:Our calendar
BEGIN:VTIMEZONE
TZID:Some zone
COMMENT:Not this one
END:VTIMEZONE
BEGIN:VEVENT
UID:some words here
SUMMARY;LANGUAGE=en:Hello\\, you; and "me"
DESCRIPTION;ALTREP="cid:a;b:c":A first line of it that is long en
 ough to be folded\\nand
\ta second\\; the end
ORGANIZER;CN="A name, here":mailto:a@b.c
LOCATION:The garden
CATEGORIES:One thing,Another
X-ALT-DESC;FMTTYPE=text/html:<p>Some <b>bold</b> words</p>
X-ALT-DESC:Not this one
COMMENT;ENCODING=QUOTED-PRINTABLE:Not this=20one
RRULE:FREQ=DAILY
BEGIN:VALARM
DESCRIPTION:Wake up
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def lines(source: str) -> list[str]:
    return re.sub(r"\r?\n[ \t]", "", source).splitlines()


@pytest.mark.parametrize("source", [SOURCE, SOURCE.replace("\n", "\r\n"), "\ufeff" + SOURCE, SOURCE.rstrip("\n")])
def test_an_identity_translation_gives_the_same_bytes(source: str) -> None:
    assert translated("ics", source, same) == source


def test_only_what_people_read_is_text() -> None:
    assert texts("ics", SOURCE) == [
        *("Our calendar", 'Hello, you; and "me"', "A first line of it that is long enough to be folded"),
        *("and\ta second; the end".replace("\t", ""), "Some _bold_ words", "Wake up"),
    ]
    assert extracted("ics", SOURCE).language == "en"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_only_words_and_the_language_change(line_end: str) -> None:
    source = SOURCE.replace("\n", line_end)
    found = translated("ics", source, str.upper)
    changed = {
        "X-WR-CALNAME:Our calendar": "X-WR-CALNAME:OUR CALENDAR",
        'SUMMARY;LANGUAGE=en:Hello\\, you; and "me"': 'SUMMARY;LANGUAGE=fr:HELLO\\, YOU\\; AND "ME"',
        lines(SOURCE)[10]: 'DESCRIPTION;ALTREP="cid:a;b:c":'
        "A FIRST LINE OF IT THAT IS LONG ENOUGH TO BE FOLDED\\nANDA SECOND\\; THE END",
        "X-ALT-DESC;FMTTYPE=text/html:<p>Some <b>bold</b> words</p>": "X-ALT-DESC;FMTTYPE=text/html:"
        "<p>SOME <b>BOLD</b> WORDS</p>",
        "DESCRIPTION:Wake up": "DESCRIPTION:WAKE UP",
    }
    assert lines(found) == [changed.get(line, line) for line in lines(source)]
    assert found.count("\r") == (found.count("\n") if line_end == "\r\n" else 0)


def test_places_are_translated_when_they_are_included() -> None:
    assert texts("ics", SOURCE, Options("fr", include=("**/location",))) == ["The garden"]
    assert "Wake up" not in texts("ics", SOURCE, Options("fr", exclude=("**/valarm",)))


@given(st.text())
def test_a_translation_adds_no_line_and_is_folded(text: str) -> None:
    source = "BEGIN:VCALENDAR\nSUMMARY:Some words\nDTSTART:1\nEND:VCALENDAR\n"
    found = translated("ics", source, lambda _: text * 5)
    assert all(len(line.encode()) <= 75 for line in found.split("\n"))
    unfolded = found.replace("\n ", "").split("\n")
    assert [unfolded[0], *unfolded[2:]] == ["BEGIN:VCALENDAR", "DTSTART:1", "END:VCALENDAR", ""]
    read = re.sub(
        r"\\(.)", lambda escape: "\n" if escape[1] == "n" else escape[1], unfolded[1].removeprefix("SUMMARY:")
    )
    assert read == (text * 5).replace("\r", "").replace("\0", "")


def test_a_calendar_is_told_by_its_first_line() -> None:
    assert registry.detect("text/plain", "a", b"BEGIN:VCALENDAR\r\n").name == "ics"
    assert registry.detect("", "a.ics", b"").name == "ics"


@pytest.mark.parametrize(
    "source",
    [
        *(
            "",
            "Hello",
            "SUMMARY:Some words",
            "BEGIN:VCARD\nNOTE:Some words\nEND:VCARD\n",
            "BEGIN:VCALENDAR\nSUMMARY:A b",
        ),
        *("BEGIN:VCALENDAR\nEND:VEVENT\n", "BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR\n"),
        "BEGIN:VCALENDAR\n" * 1000,
    ],
)
def test_anything_else_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        extracted("ics", source)


@pytest.mark.parametrize(
    "piece", ["SUMMARY:A b\n", "a\n ", ";a=b", ';a="b"', "A,b\\n", "\n", "A;a=b,", "BEGIN:A\nEND:A\n"]
)
def test_time_grows_with_the_size(piece: str) -> None:
    for head in ("", "" if piece.startswith("BEGIN") else "SUMMARY"):
        assert seconds("ics", f"BEGIN:VCALENDAR\n{head}{piece * 10_000}\nEND:VCALENDAR\n") < 4
