"""What SubRip and WebVTT have in common: what of a cue is a unit, and that nothing but words ever changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import UnreadableError
from lingopoint.unit import Code, CodeKind, Parts
from tests.formats.captions.documents import OPTIONS, SUBRIP, WEBVTT, Captions

FORMATS = (SUBRIP, WEBVTT)
I_OPEN, I_CLOSE = Code(CodeKind.OPEN, 1, b"<i>"), Code(CodeKind.CLOSE, 1, b"</i>")

each_format = pytest.mark.parametrize("captions", FORMATS, ids=lambda captions: captions.name)


@each_format
def test_lines_of_a_cue_are_one_sentence(captions: Captions) -> None:
    assert captions.units("I had never seen\nanything like it.") == [("I had never seen anything like it.",)]


@each_format
def test_translation_takes_as_many_lines_of_even_length(captions: Captions) -> None:
    target = ("Je n'avais jamais rien vu de pareil.",)
    written = captions.translated("I had never seen\nanything like it.", target)
    assert written == "Je n'avais jamais\nrien vu de pareil."
    assert captions.translated("I had never seen anything like it.", target) == target[0]


@each_format
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Hello.\n- Hi.", ["Hello.", "Hi."]),
        ("– Hello, my\nold friend.\n– Hi.", ["Hello, my old friend.", "Hi."]),
        ("♪ One ♪", ["One"]),
        ("♪ La la la ♪\n♪ La la ♪", ["La la la", "La la"]),
        (">> Hello.\n>> Hi.", ["Hello.", "Hi."]),
        ("JOHN: Hello.\nMARY: Hi.", ["JOHN: Hello.", "MARY: Hi."]),
        ("He said:\nhello.", ["He said: hello."]),
        ("  Hello.  \n", ["Hello."]),
        ("&nbsp;Hello.&nbsp;", ["Hello."]),
        ("<i>Hello.</i>", ["Hello."]),
        ("<i>- Hello.\n- Hi.</i>", ["Hello.", "Hi."]),
        ("12", []),
        ("…", []),
        ("♪♪♪", []),
        ("&nbsp;", []),
        ("   ", []),
        ("", []),
    ],
)
def test_what_surrounds_a_sentence_stays_outside(captions: Captions, text: str, expected: list[str]) -> None:
    assert captions.units(text) == [(each,) for each in expected]


@each_format
@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("So <i>very</i> good", ("So ", I_OPEN, "very", I_CLOSE, " good")),
        ("<i>a</i>\n<i>b", (I_OPEN, "a", I_CLOSE, " ", Code(CodeKind.LONE, 2, b"<i>"), "b")),
        ("So <i>very good", ("So ", I_OPEN._replace(kind=CodeKind.LONE), "very good")),
    ],
)
def test_formatting_inside_a_sentence_is_a_code(captions: Captions, text: str, parts: Parts) -> None:
    assert captions.units(text) == [parts]


@each_format
def test_crossing_formatting_stays_balanced(captions: Captions) -> None:
    (parts,) = captions.units("a <i>b <b>c</i> d</b> e")
    assert [(code.kind, code.number) for code in parts if isinstance(code, Code)] == [
        (CodeKind.OPEN, 1),
        (CodeKind.LONE, 2),
        (CodeKind.CLOSE, 1),
        (CodeKind.LONE, 3),
    ]


@each_format
def test_line_breaks_go_around_formatting(captions: Captions) -> None:
    target = ("Bon, ", I_OPEN, "vraiment tres", I_CLOSE, " bon")
    written = captions.translated("Really <i>very</i>\ngood indeed", target)
    assert written == "Bon, <i>vraiment\ntres</i> bon"


@each_format
@pytest.mark.parametrize(
    ("hostile", "written"), [("a\nb\r\n\r\nc", "a b c"), ("", "\u00a0"), (" \n ", "\u00a0"), ("-- a", "-- a")]
)
def test_translation_never_ends_a_cue(captions: Captions, hostile: str, written: str) -> None:
    assert captions.translated("Hello.", (hostile,)) == written


@each_format
def test_invalid_utf8_is_refused(captions: Captions) -> None:
    with pytest.raises(UnreadableError, match="UTF-8"):
        captions.read(captions.cue("café").encode("latin-1"), OPTIONS)


@each_format
@given(st.data())
def test_identity_returns_the_same_bytes(captions: Captions, data: st.DataObject) -> None:
    text = data.draw(captions.documents)
    document = captions.extract(text)
    assert document.splice([None] * len(document.units)).data == text.encode()
    assert document.splice([unit.parts for unit in document.units]).data == text.encode()


@each_format
@given(st.data())
def test_letters_change_and_nothing_else_does(captions: Captions, data: st.DataObject) -> None:
    text = data.draw(captions.documents)
    document = captions.extract(text)
    targets = [
        tuple(re.sub(r"[^\W\d_]", "é", part) if isinstance(part, str) else part for part in unit.parts)
        for unit in document.units
    ]
    assert captions.skeleton_of(document.splice(targets).data.decode()) == captions.skeleton_of(text)


@each_format
@given(st.data())
def test_units_are_spans_in_order_with_balanced_codes(captions: Captions, data: st.DataObject) -> None:
    text = data.draw(captions.documents)
    position = 0
    for unit in captions.extract(text).units:
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


@each_format
@given(st.data())
def test_hostile_translation_adds_neither_cue_nor_markup(captions: Captions, data: st.DataObject) -> None:
    text, hostile = data.draw(captions.documents), data.draw(captions.texts | st.text())
    document = captions.extract(text)
    targets = [tuple(hostile if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    result = document.splice(targets).data.decode()
    before, after = (re.sub(r"\r\n?", "\n", each) for each in (text, result))
    assert after.count("-->") <= before.count("-->")
    assert after.count(captions.times) == before.count(captions.times)
    assert len(re.findall(r"\n\n", after)) <= len(re.findall(r"\n\n", before))
    assert captions.markup_of(after) == captions.markup_of(before)


@each_format
@given(st.data())
def test_any_bytes_are_read_or_refused(captions: Captions, data: st.DataObject) -> None:
    document = data.draw(st.sampled_from([b"", captions.start.encode()])) + data.draw(st.binary())
    try:
        found = captions.read(document, OPTIONS)
    except UnreadableError:
        return
    assert found.splice([unit.parts for unit in found.units]).data == document


HOSTILE = ["<", "{\\", " ", "\n", "- a\n", "1\n", "1", "a\r", "&nbsp;", "♪", "-", "--", "<i>a</i>", "00:00."]


@pytest.mark.parametrize(
    ("captions", "piece"),
    [
        pytest.param(captions, piece, id=f"{captions.name}-{piece!r}")
        for captions in FORMATS
        for piece in dict.fromkeys([*captions.pieces, *HOSTILE, f"{captions.times}\n"])
    ],
)
def test_hostile_text_ends(captions: Captions, piece: str) -> None:
    document = captions.extract(f"{captions.start}<i>a{piece * 5_000}a")
    assert document.splice([unit.parts for unit in document.units]).data == document.data
