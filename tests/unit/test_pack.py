from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lingopoint.translation.pack import MAX_BYTES, fill, join, packs, split
from lingopoint.translation.wire import MismatchError, Wire, is_markup

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


@given(WIRES)
def test_calls_hold_every_wire_once_within_the_limit(wires: list[Wire]) -> None:
    calls = list(packs(wires))
    assert sorted(wire for sent in calls for wire in sent) == sorted(wires)
    assert all(len(join(sent).encode()) <= MAX_BYTES for sent in calls)
    assert all(len({is_markup(wire) for wire in sent}) == 1 for sent in calls)


@given(WIRES)
def test_what_was_joined_is_split_again(wires: list[Wire]) -> None:
    for sent in packs(wires):
        assert split(join(sent), sent) == list(sent)


def test_a_call_is_filled_to_the_last_byte() -> None:
    wires = [Wire(letter * 4999 + "é"[: letter == "b"]) for letter in "ab"]
    assert [len(join(sent).encode()) for sent in packs(wires)] == [MAX_BYTES + 1] or len(list(packs(wires))) == 2
    exact = [Wire("a" * 5000), Wire("b" * 4999)]
    assert [len(join(sent)) for sent in packs(exact)] == [MAX_BYTES]


def test_the_first_calls_are_there_before_the_last_wires_are_read() -> None:
    read = []

    def wires() -> Iterator[Wire]:
        for number in range(10_000):
            read.append(number)
            yield Wire(f"{number:06d}" * 15)

    next(packs(wires()))
    assert len(read) < 2_500


@given(st.lists(st.integers(20, 6000), min_size=200, max_size=400), st.booleans())
@settings(max_examples=20)
def test_packing_as_they_come_takes_hardly_more_calls(sizes: list[int], markup: bool) -> None:
    wires = [Wire(f"{number:06d}{'&' * markup}".ljust(size, "x")) for number, size in enumerate(sizes)]
    together = len(fill([size + (7 if markup else 1) for size in sizes], MAX_BYTES + (not markup)))
    assert len(list(packs(wires))) <= together * 1.05 + 1


PLAIN = (Wire("one"), Wire("two"))
MARKUP = (Wire("<b>one</b>"), Wire("two<br>"))


@pytest.mark.parametrize("returned", ["eins", "eins\n\nzwei", "eins\nzwei\ndrei", ""])
def test_lines_that_do_not_correspond_are_refused(returned: str) -> None:
    with pytest.raises(MismatchError):
        split(returned, PLAIN)


@pytest.mark.parametrize(
    "returned",
    ["<p>eins</p>", "<p>eins</p><p>zwei</p><p>drei</p>", "<p>eins</p>x<p>zwei</p>", "<p>eins<p>zwei</p>", ""],
)
def test_blocks_that_do_not_correspond_are_refused(returned: str) -> None:
    with pytest.raises(MismatchError):
        split(returned, MARKUP)


def test_blocks_in_other_spellings_are_accepted() -> None:
    assert split("< P >eins</ p>\n <p class=x> zwei </P>", MARKUP) == ["eins", " zwei "]


def test_escaped_text_is_never_sent_as_plain_text() -> None:
    sent = (Wire("salt &amp; pepper"),)
    assert join(sent) == "<p>salt &amp; pepper</p>"
    assert split("<p>sel &amp; poivre</p>", sent) == ["sel &amp; poivre"]
