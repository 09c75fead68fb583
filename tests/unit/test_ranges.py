import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.http.ranges import ByteRange, UnsatisfiableError

DATA = bytes(range(10))


def cut(header: str, data: bytes = DATA) -> bytes | None:
    """What a Range header gives: bytes, or None where the header is ignored."""
    parsed = ByteRange.from_header(header)
    if parsed is None:
        return None
    found = parsed.resolve(len(data))
    return data[found.start : found.stop]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-0", DATA[:1]),
        ("bytes=2-5", DATA[2:6]),
        ("bytes=5-", DATA[5:]),
        ("bytes=-3", DATA[-3:]),
        ("bytes=-100", DATA),
        ("bytes=0-100", DATA),
        ("bytes=9-9", DATA[9:]),
        ("Bytes= 2 - 5 ", DATA[2:6]),
        ("bytes=0-9223372036854775807", DATA),
        (f"bytes=2-{'9' * 40}", DATA[2:]),
        (f"bytes=2-{'9' * 5000}", DATA[2:]),
        (f"bytes=-{'9' * 5000}", DATA),
        (f"bytes={'0' * 5000}2-{'0' * 5000}5", DATA[2:6]),
    ],
)
def test_a_range_gives_its_bytes(header: str, expected: bytes) -> None:
    assert cut(header) == expected


@pytest.mark.parametrize(
    "header",
    [
        *("", "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=0-1,3-4", "items=0-1", "bytes=1"),
        *("bytes=--1", "bytes=²-", "bytes=٣-"),
    ],
)
def test_a_malformed_range_is_ignored(header: str) -> None:
    assert cut(header) is None


@pytest.mark.parametrize(
    ("header", "length"),
    [
        *(("bytes=10-", 10), ("bytes=99-100", 10), ("bytes=-0", 10), ("bytes=0-0", 0), ("bytes=-5", 0)),
        *((f"bytes={'9' * 40}-", 10), (f"bytes={'9' * 5000}-{'9' * 5000}", 10), (f"bytes=-{'0' * 5000}", 10)),
        ("bytes=9223372036854775807-9223372036854775807", 10),
    ],
)
def test_a_range_beyond_the_object_is_unsatisfiable(header: str, length: int) -> None:
    with pytest.raises(UnsatisfiableError):
        cut(header, bytes(length))


def test_the_content_range_is_inclusive() -> None:
    parsed = ByteRange.from_header("bytes=2-5")
    assert parsed is not None
    assert parsed.resolve(10).to_header() == "bytes 2-5/10"


@given(st.binary(max_size=30), st.integers(0, 40), st.none() | st.integers(0, 40))
def test_ranges_agree_with_the_model_of_rfc_9110(data: bytes, first: int, last: int | None) -> None:
    header = f"bytes={first}-{'' if last is None else last}"
    if last is not None and last < first:
        assert cut(header, data) is None
        return
    model = bytes(byte for index, byte in enumerate(data) if first <= index and (last is None or index <= last))
    if model:
        assert cut(header, data) == model
    else:
        with pytest.raises(UnsatisfiableError):
            cut(header, data)


@given(st.binary(max_size=30), st.integers(0, 40))
def test_suffixes_agree_with_the_model(data: bytes, suffix: int) -> None:
    model = data[len(data) - min(suffix, len(data)) :]
    if model:
        assert cut(f"bytes=-{suffix}", data) == model
    else:
        with pytest.raises(UnsatisfiableError):
            cut(f"bytes=-{suffix}", data)


@given(st.text("bytes=-,0123456789 a", max_size=20))
def test_any_header_is_a_range_or_ignored(header: str) -> None:
    parsed = ByteRange.from_header(header)
    if parsed is not None:
        assert (parsed.suffix is None) != (parsed.first == 0 and parsed.last is None and parsed.suffix is not None)
