from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopoint.translation.blocks import block_bytes, split
from lingopoint.translation.pack import Pack, alone, fill, pack
from lingopoint.translation.segment import Segment
from lingopoint.translation.wire import Wire

MAX_BYTES = 10_000
SIZES = st.lists(st.integers(1, 500), max_size=200)
WIRES = st.lists(
    st.builds(
        Wire,
        st.text(st.characters(codec="utf-8", exclude_characters="\r\n<>&"), min_size=1, max_size=3000)
        | st.text(st.characters(codec="utf-8", exclude_characters="\r\n<>&"), max_size=3000).map("<br>{}".format),
    ),
    max_size=20,
    unique=True,
)


@given(SIZES)
def test_nothing_is_lost_and_no_bin_overflows(sizes: list[int]) -> None:
    bins = fill(sizes, 500)
    assert sorted(index for bin_ in bins for index in bin_) == list(range(len(sizes)))
    assert all(sum(sizes[index] for index in bin_) <= 500 for bin_ in bins)
    assert all(bin_ == sorted(bin_) for bin_ in bins)


@given(SIZES)
def test_the_number_of_bins_is_near_the_least(sizes: list[int]) -> None:
    least = -(-sum(sizes) // 500)
    assert len(fill(sizes, 500)) <= max(11 / 9 * least + 1, 2 * least)


def test_small_items_fill_bins_completely() -> None:
    assert len(fill([37] * 2700, 9990)) == 10


def test_what_fits_nowhere_is_an_error() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        fill([501], 500)


def segments(wires: Iterable[Wire]) -> Iterator[Segment]:
    return (Segment((wire,), wire) for wire in wires)


def packed(wires: Iterable[Wire]) -> list[Pack]:
    return list(pack(segments(wires), MAX_BYTES))


def wires_of(sent: Pack) -> list[Wire]:
    return [segment.wire for segment in sent.segments]


@given(WIRES)
def test_calls_hold_every_wire_once_within_the_limit(wires: list[Wire]) -> None:
    calls = packed(wires)
    assert sorted(wire for sent in calls for wire in wires_of(sent)) == sorted(wires)
    assert all(len(sent.text.encode()) <= MAX_BYTES for sent in calls)


@given(WIRES)
def test_what_was_packed_is_split_again(wires: list[Wire]) -> None:
    for sent in packed(wires):
        assert split(sent.text, sent.text, len(sent.segments)) == wires_of(sent)


@given(st.integers(20, 400), st.lists(st.integers(0, 300), min_size=1, max_size=300))
@settings(max_examples=50)
def test_no_call_is_too_large_however_many_blocks_it_holds(max_bytes: int, sizes: list[int]) -> None:
    most = max_bytes - block_bytes(max_bytes)
    wires = [Wire("&".ljust(min(size + 1, most), "x")) for size in sizes]
    assert all(len(sent.text.encode()) <= max_bytes for sent in pack(segments(wires), max_bytes))


def test_more_blocks_than_fit_in_one_call_have_numbers_of_every_length() -> None:
    calls = packed([Wire("&")] * 2000)
    assert all(len(sent.text.encode()) <= MAX_BYTES for sent in calls)
    assert "<p id=9>&</p><p id=10>&</p>" in calls[0].text
    assert "<p id=99>&</p><p id=100>&</p>" in calls[0].text


@pytest.mark.parametrize(("second", "calls"), [(4978, 1), (4979, 2), (4999, 2)])
def test_a_call_of_blocks_is_filled_to_the_last_byte(second: int, calls: int) -> None:
    wires = [Wire("<br>".ljust(4994, "a")), Wire("<br>".ljust(second, "b"))]
    assert len(packed(wires)) == calls


def test_a_call_that_is_not_full_waits_for_what_may_fill_it() -> None:
    large = [Wire(f"{number:06d}".ljust(6000, "x")) for number in range(27)]
    small = [Wire(f"{number:06d}".ljust(3900, "y")) for number in range(27)]
    assert len(packed([*large, *small])) == 27


def test_a_segment_alone_is_the_text_of_its_call() -> None:
    (segment,) = segments([Wire("see <b>here</b>")])
    assert alone(segment) == ((segment,), "<p>see <b>here</b></p>")


def test_the_first_calls_are_there_before_the_last_segments_are_read() -> None:
    read = []

    def wires() -> Iterator[Wire]:
        for number in range(10_000):
            read.append(number)
            yield Wire(f"{number:06d}" * 15)

    next(pack(segments(wires()), MAX_BYTES))
    assert len(read) < 2_500


@given(st.lists(st.integers(20, 6000), min_size=200, max_size=400))
@settings(max_examples=20)
def test_packing_as_they_come_takes_hardly_more_calls(sizes: list[int]) -> None:
    wires = [Wire(f"{number:06d}".ljust(size, "x")) for number, size in enumerate(sizes)]
    together = len(fill([size + block_bytes(MAX_BYTES) for size in sizes], MAX_BYTES))
    assert len(packed(wires)) <= together * 1.05 + 1
