"""SubRip: what is a unit, where a translation goes, and that times, counters and formatting never move."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats import srt
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.unit import Code, CodeKind, Document, Parts

OPTIONS = Options(target="fr")
TIMES = "00:00:01,000 --> 00:00:03,500"
I_OPEN, I_CLOSE = Code(CodeKind.OPEN, 1, b"<i>"), Code(CodeKind.CLOSE, 1, b"</i>")


def extract(text: str) -> Document:
    return srt.extract(text.encode(), OPTIONS)


def cue(text: str) -> str:
    return f"1\n{TIMES}\n{text}\n\n2\n{TIMES}\n"


def units(text: str) -> list[Parts]:
    return [unit.parts for unit in extract(cue(text)).units]


def translated(text: str, *targets: Parts) -> str:
    """The text of the one cue, everything around it being as it was."""
    before, after = cue("|").split("|")
    result = extract(cue(text)).splice(targets).data.decode()
    assert result.startswith(before)
    assert result.endswith(after)
    return result[len(before) : len(result) - len(after)]


def test_lines_of_a_cue_are_one_sentence() -> None:
    assert units("I had never seen\nanything like it.") == [("I had never seen anything like it.",)]


def test_translation_takes_as_many_lines_of_even_length() -> None:
    target = ("Je n'avais jamais rien vu de pareil.",)
    assert translated("I had never seen\nanything like it.", target) == "Je n'avais jamais\nrien vu de pareil."
    assert translated("I had never seen anything like it.", target) == target[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Hello.\n- Hi.", ["Hello.", "Hi."]),
        ("– Hello, my\nold friend.\n– Hi.", ["Hello, my old friend.", "Hi."]),
        ("♪ La la la ♪\n♪ La la ♪", ["La la la", "La la"]),
        (">> Hello.\n>> Hi.", ["Hello.", "Hi."]),
        ("JOHN: Hello.\nMARY: Hi.", ["JOHN: Hello.", "MARY: Hi."]),
        ("He said:\nhello.", ["He said: hello."]),
        ("  Hello.  \n", ["Hello."]),
        ("<i>Hello.</i>", ["Hello."]),
        (r"{\an8}<font color='#fff'><b>Hello.</b></font>", ["Hello."]),
        ("<i>- Hello.\n- Hi.</i>", ["Hello.", "Hi."]),
        ("12", []),
        ("…", []),
        ("♪♪♪", []),
        ("", []),
    ],
)
def test_what_surrounds_a_sentence_stays_outside(text: str, expected: list[str]) -> None:
    assert units(text) == [(each,) for each in expected]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("So <i>very</i> good", ("So ", I_OPEN, "very", I_CLOSE, " good")),
        ("<i>a</i>\n<i>b", (I_OPEN, "a", I_CLOSE, " ", Code(CodeKind.LONE, 2, b"<i>"), "b")),
        ("So <i>very good", ("So ", I_OPEN._replace(kind=CodeKind.LONE), "very good")),
        (r"One\Ntwo", ("One", Code(CodeKind.LONE, 1, rb"\N"), "two")),
        ("I <3 you", ("I <3 you",)),
        ("<sighs> Well", ("<sighs> Well",)),
    ],
)
def test_formatting_inside_a_sentence_is_a_code(text: str, parts: Parts) -> None:
    assert units(text) == [parts]


def test_crossing_formatting_stays_balanced() -> None:
    (parts,) = units("a <i>b <b>c</i> d</b> e")
    assert [(code.kind, code.number) for code in parts if isinstance(code, Code)] == [
        (CodeKind.OPEN, 1),
        (CodeKind.LONE, 2),
        (CodeKind.CLOSE, 1),
        (CodeKind.LONE, 3),
    ]


def test_line_breaks_go_around_formatting() -> None:
    opening, closing = Code(CodeKind.OPEN, 1, b"<font size='2'>"), Code(CodeKind.CLOSE, 1, b"</font>")
    target = ("Bon, ", opening, "vraiment tres", closing, " bon")
    text = "Really <font size='2'>very</font>\ngood indeed"
    assert translated(text, target) == "Bon, <font size='2'>vraiment\ntres</font> bon"


@pytest.mark.parametrize(
    ("hostile", "written"),
    [
        ("<i>x</i>", "<\u200bi>x<\u200b/i>"),
        (r"{\an8}x", "{\u200b\\an8}x"),
        (r"a\Nb", "a\\\u200bNb"),
        ("a\nb\r\n\r\nc", "a b c"),
        (TIMES, TIMES.replace("-->", "→")),
        ("", "\u00a0"),
        (" \n ", "\u00a0"),
        ("x < y & z", "x < y & z"),
    ],
)
def test_translation_is_only_ever_text(hostile: str, written: str) -> None:
    assert translated("Hello.", (hostile,)) == written


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
    found = extract(document)
    assert [unit.parts for unit in found.units] == [(each,) for each in expected]
    assert found.splice([unit.parts for unit in found.units]).data == document.encode()


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"just text\n", b"1\n00:00:01,000 -> 00:00:02,000\nText", b"caf\xe9", b"\xff\xfe"]
)
def test_what_is_no_subrip_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        srt.extract(data, OPTIONS)


def test_invalid_utf8_is_refused() -> None:
    with pytest.raises(UnreadableError, match="UTF-8"):
        srt.extract(cue("café").encode("latin-1"), OPTIONS)


MARKUP = ["<i>", "</i>", "<b>", "</b>", "<br>", "{\\an8}", "\\N"]
WORDS = [*"<>{}\\-♪:& \t.1", "-- ", "JO: ", "Word", "été", "字", "\u00a0"]
LINES = st.lists(st.sampled_from(MARKUP + WORDS), max_size=9).map("".join)
CUES = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
DOCUMENTS = st.builds(
    lambda cues, end: "\n\n".join(map(cue, cues)).replace("\n", end),
    st.lists(CUES, min_size=1, max_size=4),
    st.sampled_from(["\n", "\r\n", "\r"]),
)


def skeleton(document: str) -> list[str]:
    """Everything but words: formatting, counters, times, marks."""
    return re.findall(r"</?(?:i|b|br)>|\{\\an8\}|\\N|[^\w\s]|\d+", document)


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
    assert skeleton(result.replace("→", "-->")) == skeleton(text)
    assert not re.search("Word|été|字", re.sub(r"\{\\[^{}]*\}|[{]\w:[^{}]*\}", "", result))


@given(DOCUMENTS)
def test_units_are_spans_in_order_with_balanced_codes(text: str) -> None:
    position = 0
    for unit in extract(text).units:
        assert position <= unit.start < unit.end <= len(text.encode())
        position = unit.end
        opened: list[int] = []
        count = 0
        for part in unit.parts:
            if isinstance(part, str):
                assert part
                assert not re.search(r"[\r\n]", part)
            elif part.kind is CodeKind.CLOSE:
                assert part.number == opened.pop()
            else:
                count += 1
                assert part.number == count
                if part.kind is CodeKind.OPEN:
                    opened.append(count)
        assert not opened
        assert not isinstance(unit.parts[0], str) or unit.parts[0] == unit.parts[0].lstrip()
        assert not isinstance(unit.parts[-1], str) or unit.parts[-1] == unit.parts[-1].rstrip()


@given(DOCUMENTS, CUES | st.text())
def test_hostile_translation_adds_neither_cue_nor_formatting(text: str, hostile: str) -> None:
    document = extract(text)
    targets = [tuple(hostile if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    result = document.splice(targets).data.decode()
    before, after = (re.sub(r"\r\n?", "\n", each) for each in (text, result))
    assert after.count("-->") <= before.count("-->")
    assert re.findall(TIMES, after) == re.findall(TIMES, before)
    assert len(re.findall(r"\n\n", after)) <= len(re.findall(r"\n\n", before))
    markup = r"</?[ib]>|<br>|\{\\an8\}|\\N"
    assert sorted(re.findall(markup, after)) == sorted(re.findall(markup, before))


@given(st.binary() | st.builds(bytes.__add__, st.just(f"{TIMES}\n".encode()), st.binary()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = srt.extract(data, OPTIONS)
    except UnreadableError:
        return
    assert document.splice([unit.parts for unit in document.units]).data == data


@pytest.mark.parametrize(
    "piece",
    [*MARKUP, "<", "{\\", " ", "\n", "- a\n", "1\n", "1", f"{TIMES}\n", "a\r", "&nbsp;", "♪", "-", "<i>a</i>"],
)
def test_hostile_text_ends(piece: str) -> None:
    document = extract(f"{TIMES}\n<i>a{piece * 5_000}a")
    assert document.splice([unit.parts for unit in document.units]).data == document.data
