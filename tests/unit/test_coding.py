import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import UnreadableError
from lingopoint.renditions.coding import coding_of, decode, encode

MOST = 1000


@given(st.binary(max_size=500), st.sampled_from(["", "gzip"]))
def test_what_is_encoded_is_decoded(data: bytes, coding: str) -> None:
    assert decode(encode(data, coding), coding, MOST) == data


@given(st.lists(st.binary(max_size=50), max_size=5), st.integers(0, 20))
def test_members_follow_each_other_and_are_filled_up_with_zeros(members: list[bytes], zeros: int) -> None:
    data = b"".join(map(gzip.compress, members))
    assert decode(data + bytes(zeros if members else 0), "gzip", MOST) == b"".join(members)


@given(st.binary(max_size=50), st.integers(0, 100), st.binary(max_size=4))
def test_whatever_is_broken_is_unreadable_and_nothing_else(data: bytes, at: int, instead: bytes) -> None:
    whole = encode(data, "gzip")
    broken = whole[:at] + instead + whole[at + len(instead) + 1 :]
    try:
        found = decode(broken, "gzip", MOST)
    except UnreadableError as error:
        assert str(error) == "broken gzip"
    else:
        assert found in (
            data,
            b"",
        )  # what was changed is in the header, which holds nothing of the data; or all is gone


@given(st.binary(max_size=60))
def test_any_bytes_are_decoded_or_unreadable(data: bytes) -> None:
    with suppress(UnreadableError):
        decode(data, "gzip", MOST)


@pytest.mark.parametrize("length", [MOST, MOST + 1, MOST * 1000])
def test_no_more_is_decoded_than_shows_that_it_is_too_much(length: int) -> None:
    assert len(decode(encode(bytes(length), "gzip"), "gzip", MOST)) == min(length, MOST + 1)


@given(st.binary(max_size=300))
def test_any_tool_can_decode_it(data: bytes) -> None:
    assert gzip.decompress(encode(data, "gzip")) == zlib.decompress(encode(data, "gzip"), 31) == data


@given(st.text(st.sampled_from("GZIPgzip-x, awschunkedbr"), max_size=20))
def test_any_header_is_a_coding_or_unreadable(header: str) -> None:
    try:
        assert coding_of(header) in ("", "gzip")
    except UnreadableError as error:
        assert str(error).startswith("content encoding ")
