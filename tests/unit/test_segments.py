from hypothesis import given, settings
from hypothesis import strategies as st

from lingopoint.translation.pack import MAX_BYTES
from lingopoint.translation.segments import Plan, Segment, pieces, plan
from lingopoint.unit import Code, CodeKind, Part, Parts, joined

OPEN, CLOSE = Code(CodeKind.OPEN, 1, b"<b>"), Code(CodeKind.CLOSE, 1, b"</b>")
LONE = Code(CodeKind.LONE, 2, b"<br>")


def flat(items: Plan) -> Parts:
    parts: list[Part] = []
    for item in items:
        parts += item.parts if isinstance(item, Segment) else [item]
    return joined(parts)


def sent(items: Plan) -> list[str]:
    return [item.wire for item in items if isinstance(item, Segment)]


def test_a_short_unit_is_one_segment() -> None:
    unit: Parts = ("Read ", OPEN, "this", CLOSE, ".")
    assert [item.parts for item in plan(unit, "en") if isinstance(item, Segment)] == [unit]


def test_a_long_unit_is_cut_between_sentences() -> None:
    text = " ".join(f"This is sentence number {number} of a long paragraph." for number in range(600))
    items = plan((text,), "en")
    assert flat(items) == (text,)
    assert len(sent(items)) == -(-len(text) // MAX_BYTES)
    assert all(piece.startswith("This") and piece.endswith("paragraph.") for piece in sent(items))


def test_a_long_unit_is_not_cut_inside_of_a_pair() -> None:
    filler = "A sentence that says little. " * 300
    unit: Parts = (filler, OPEN, "Bold one. " * 20, CLOSE, " " + filler.rstrip())
    for item in plan(unit, "en"):
        if isinstance(item, Segment):
            assert item.parts.count(OPEN) == item.parts.count(CLOSE)
    assert flat(plan(unit, "en")) == unit


def test_a_pair_that_fits_in_no_call_is_cut_at_its_codes() -> None:
    unit: Parts = (OPEN, ("A sentence that says little. " * 500).rstrip(), CLOSE)
    items = plan(unit, "en")
    assert items[0] == OPEN
    assert items[-1] == CLOSE
    assert flat(items) == unit


def test_pieces_hold_text_only_and_leave_white_space_outside() -> None:
    assert pieces(("Read ", OPEN, "this", CLOSE, " – ", LONE, " now."), "en") == (
        Segment(("Read",), plan(("Read",), "en")[0].wire),  # type: ignore[union-attr]
        *(" ", OPEN, *plan(("this",), "en"), CLOSE, " ", "–", " ", LONE, " ", *plan(("now.",), "en")),
    )


TEXT = st.text("a. é漢。\t&<!😀", min_size=1, max_size=20)


@settings(max_examples=40)
@given(st.lists(st.tuples(TEXT, st.integers(1, 1500)), min_size=1, max_size=3))
def test_nothing_is_lost_and_everything_fits(repeated: list[tuple[str, int]]) -> None:
    parts: list[Part] = []
    for text, times in repeated:
        parts += [text * times, LONE]
    unit = tuple(parts)
    items = plan(unit, "en")
    assert flat(items) == joined(unit)
    assert all(len(text.encode()) <= MAX_BYTES for text in sent(items))
