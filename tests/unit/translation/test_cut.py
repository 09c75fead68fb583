import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopoint.translation.cut import Cutter
from lingopoint.translation.segment import Plan, Segment
from lingopoint.translation.wire import to_wire
from lingopoint.unit import Code, CodeKind, Part, Parts, joined

OPEN, CLOSE = Code(CodeKind.OPEN, 1, b"<b>"), Code(CodeKind.CLOSE, 1, b"</b>")
LONE = Code(CodeKind.LONE, 2, b"<br>")
MAX_BYTES = 10_000
CUTTER = Cutter("en", MAX_BYTES)


def flat(items: Plan) -> Parts:
    parts: list[Part] = []
    for item in items:
        parts += item.parts if isinstance(item, Segment) else [item]
    return joined(parts)


def sent(items: Plan) -> list[str]:
    return [item.wire for item in items if isinstance(item, Segment)]


def test_a_short_unit_is_one_segment() -> None:
    unit: Parts = ("Read ", OPEN, "this", CLOSE, ".")
    assert [item.parts for item in CUTTER.cut(unit) if isinstance(item, Segment)] == [unit]


def test_a_long_unit_is_cut_between_sentences() -> None:
    text = " ".join(f"This is sentence number {number} of a long paragraph." for number in range(600))
    items = CUTTER.cut((text,))
    assert flat(items) == (text,)
    assert len(sent(items)) == -(-len(text) // MAX_BYTES)
    assert all(piece.startswith("This") and piece.endswith("paragraph.") for piece in sent(items))


def test_a_long_unit_is_not_cut_inside_of_a_pair() -> None:
    filler = "A sentence that says little. " * 300
    unit: Parts = (filler, OPEN, "Bold one. " * 20, CLOSE, " " + filler.rstrip())
    for item in CUTTER.cut(unit):
        if isinstance(item, Segment):
            assert item.parts.count(OPEN) == item.parts.count(CLOSE)
    assert flat(CUTTER.cut(unit)) == unit


def test_a_pair_does_not_keep_what_follows_from_being_cut_between_sentences() -> None:
    text = " ".join(f"This is sentence number {number} of a long paragraph." for number in range(600))
    items = CUTTER.cut((OPEN, "Bold", CLOSE, f". {text}"))
    assert isinstance(items[0], Segment)
    assert items[0].parts[:3] == (OPEN, "Bold", CLOSE)
    assert not any(isinstance(item, Code) for item in items)
    assert len(sent(items)) == -(-len(text) // MAX_BYTES)


@pytest.mark.parametrize("letter", ["x", "漢", "&", "é"])
def test_a_word_that_is_too_long_is_cut_between_letters(letter: str) -> None:
    word = f"a{letter * 25_000}"
    items = CUTTER.cut((word,))
    assert flat(items) == (word,)
    assert all(len(text.encode()) <= MAX_BYTES for text in sent(items))


def test_a_pair_that_fits_in_no_call_is_cut_at_its_codes() -> None:
    unit: Parts = (OPEN, ("A sentence that says little. " * 500).rstrip(), CLOSE)
    items = CUTTER.cut(unit)
    assert items[0] == OPEN
    assert items[-1] == CLOSE
    assert flat(items) == unit


def test_pieces_hold_text_only_and_leave_white_space_outside() -> None:
    damaged: Parts = ("Read ", OPEN, "this", CLOSE, " – ", LONE, " now.")
    pieces = CUTTER.at_codes(Segment(damaged, to_wire(damaged)))
    assert [item.wire if isinstance(item, Segment) else [item] for item in pieces] == [
        *("Read", [" "], [OPEN], "this", [CLOSE], [" – "], [LONE], [" "], "now."),
    ]


def test_a_segment_without_codes_has_no_pieces() -> None:
    assert CUTTER.at_codes(Segment(("Read this.",), to_wire(("Read this.",)))) == ()


def test_the_limit_is_the_translators() -> None:
    text = " ".join(f"Sentence {number} is here." for number in range(20))
    assert len(sent(CUTTER.cut((text,)))) == 1
    small = sent(Cutter("en", 100).cut((text,)))
    assert len(small) > 1
    assert all(len(piece.encode()) <= 100 for piece in small)


TEXT = st.text("a. é漢。\t&<!😀", min_size=1, max_size=20)


@settings(max_examples=40)
@given(st.lists(st.tuples(TEXT, st.integers(1, 1500)), min_size=1, max_size=3))
def test_nothing_is_lost_and_everything_fits(repeated: list[tuple[str, int]]) -> None:
    parts: list[Part] = []
    for text, times in repeated:
        parts += [text * times, LONE]
    unit = tuple(parts)
    items = CUTTER.cut(unit)
    assert flat(items) == joined(unit)
    assert all(len(text.encode()) <= MAX_BYTES for text in sent(items))


SENTENCES = (
    "This is a sentence of a long paragraph.",
    "Mr. Smith paid $3.50 for it, e.g. at www.example.com, didn't he?",
    '"Go away!" she said. ',
    "Version 2.0 was released on Nov. 28.",
    "这是一个普通的中文句子。",
    "「はい」と答えた。そうですか？",
    "¿Qué hora es? ¡Vamos!",
    "A list (one, two; and three) follows: yes.",
    "यह एक वाक्य है।",
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["en", "zh", "ja", "es", "hi", "de", "auto"]),
    st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from([" ", " ", "  "])), min_size=80, max_size=200),
    st.integers(5, 9),
)
def test_windows_give_the_sentences_that_the_whole_text_would(
    language: str, sentences: list[tuple[str, str]], times: int
) -> None:
    text = "".join(map("".join, sentences * times)).strip()
    cutter = Cutter(language, 1_000)
    in_windows = cutter.cut((text,))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lingopoint.translation.cut._WINDOW", len(text))
        at_once = cutter.cut((text,))
    assert sent(in_windows) == sent(at_once)
    assert flat(in_windows) == (text,)
