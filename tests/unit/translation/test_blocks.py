"""Several wires in one call: each piece that comes back is in its place, or the call is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.translation.blocks import block_bytes, join, split
from lingopoint.translation.wire import MismatchError, Wire

PLAIN = [Wire("one"), Wire("two")]
MARKUP = [Wire("<b>one</b>"), Wire("two &amp; <br>")]
TWO_BLOCKS = "<p id=1><b>one</b></p><p id=2>two &amp; <br></p>"


def test_wires_that_share_a_call_are_numbered_blocks() -> None:
    assert join(PLAIN) == "<p id=1>one</p><p id=2>two</p>"
    assert join(MARKUP) == TWO_BLOCKS


def test_html_alone_is_one_block_and_needs_no_number() -> None:
    assert join([Wire("see <b>one</b>")]) == "<p>see <b>one</b></p>"
    assert join([Wire("salt &amp; pepper")]) == "<p>salt &amp; pepper</p>"
    assert split("<p>sel &amp; poivre</p>", "<p>salt &amp; pepper</p>", 1) == ["sel &amp; poivre"]


def test_plain_text_alone_is_sent_as_it_is_and_may_come_back_as_several_lines() -> None:
    assert join([Wire("one")]) == "one"
    assert split("eins\nzwei", "one", 1) == ["eins\nzwei"]


@pytest.mark.parametrize(
    "returned",
    [
        "<p id=1>eins</p><p id=2>zwei</p>",
        '<p id="1">eins</p><p id="2">zwei</p>',
        "<p id='1'>eins</p>\n<p id='2'>zwei</p>\n",
        "< P class=x ID = 1 >eins</ p> <p\nid=2\n>zwei</P>",
    ],
)
def test_numbers_may_be_spelled_in_any_way(returned: str) -> None:
    assert split(returned, TWO_BLOCKS, 2) == ["eins", "zwei"]


@pytest.mark.parametrize(
    "returned",
    [
        "<p id=2>zwei</p><p id=1>eins</p>",  # reversed
        "<p id=1>eins</p><p id=1>zwei</p>",  # doubled
        "<p id=1>eins zwei</p>",  # merged
        "<p id=1>eins</p>",  # lost
        "<p id=1>eins</p><p id=2>zwei</p><p id=3>drei</p>",  # added
        "<p id=1>ei</p><p id=1>ns</p><p id=2>zwei</p>",  # split
        "<p>eins</p><p>zwei</p>",  # numbers lost
        "<p id=1>eins</p>x<p id=2>zwei</p>",  # text outside
        "<p id=1>eins<p id=2>zwei</p>",  # not closed
        "<p id=1>eins</p><p id=٢>zwei</p>",  # in another script
        "<p id=1>eins</p><p id=02>zwei</p>",
        "<p id=1>eins</p><p id=" + "2" * 5000 + ">zwei</p>",
        "",
    ],
)
def test_blocks_that_are_not_in_their_places_are_refused(returned: str) -> None:
    with pytest.raises(MismatchError):
        split(returned, TWO_BLOCKS, 2)


@pytest.mark.parametrize("returned", ["eins", "<p>eins</p><p>zwei</p>", "<p>eins</p> zwei", ""])
def test_one_block_comes_back_as_one(returned: str) -> None:
    with pytest.raises(MismatchError):
        split(returned, "<p>one</p>", 1)


@given(st.permutations(range(1, 12)))
def test_only_the_order_that_was_sent_is_accepted(order: list[int]) -> None:
    sent = join([Wire(f"<br>{number}") for number in range(1, 12)])
    returned = "".join(f"<p id={number}>x</p>" for number in order)
    if order == sorted(order):
        assert split(returned, sent, 11) == ["x"] * 11
    else:
        with pytest.raises(MismatchError):
            split(returned, sent, 11)


@pytest.mark.parametrize("max_bytes", [1, 13, 100, 10_000, 1_000_000])
def test_no_block_is_longer_than_was_reckoned(max_bytes: int) -> None:
    most = max(1, max_bytes // len("<p id=1>x</p>"))
    assert block_bytes(max_bytes) >= len(f"<p id={most}></p>")
