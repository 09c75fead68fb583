import io
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.errors import InvalidArgumentError, InvalidRequestError
from lingopoint.http.conditions import parse_date
from lingopoint.http.delivery import Ask, deliver
from lingopoint.http.etags import ETag, rendition_etag
from lingopoint.ports import Response
from tests import s3_rules
from tests.behaviour_suite import Answer

BODY = b"0123456789"
HEADERS = {"etag": '"abc"', "last-modified": "Mon, 23 Nov 2026 12:00:00 GMT", "content-type": "text/plain"}


def get(body: bytes = BODY, query: dict[str, str] | None = None, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return deliver(Response(200, HEADERS, body), Ask.parse(named, query or {}))


def test_the_whole_has_its_length_and_takes_ranges() -> None:
    response = get()
    assert (response.status, response.body) == (200, BODY)
    assert response.headers == HEADERS | {"content-length": "10", "accept-ranges": "bytes"}


def test_a_range_is_206_with_its_place_in_the_whole() -> None:
    response = get(range="bytes=2-4")
    assert (response.status, response.body) == (206, b"234")
    assert response.headers["content-range"] == "bytes 2-4/10"
    assert response.headers["content-length"] == "3"


@pytest.mark.parametrize(
    ("wanted", "status", "body"),
    [
        ("", 200, BODY),
        ("bytes=2-4", 206, b"234"),
        ("bytes=-3", 206, b"789"),
        ("bytes=0-", 206, BODY),
        ("bytes=10-", 416, b""),
    ],
)
@pytest.mark.parametrize("at_once", [1, 2, None])
def test_a_stream_has_ranges_too(wanted: str, status: int, body: bytes, at_once: int | None) -> None:
    whole = Response(200, HEADERS | {"content-length": "10"}, io.BytesIO(BODY))
    response = deliver(whole, Ask.parse({"range": wanted}, {}))
    assert response.status == status
    stream = io.BytesIO(response.body) if isinstance(response.body, bytes) else response.body
    assert b"".join(iter(lambda: stream.read(at_once), b"")) == body


def test_a_range_of_a_stream_that_ends_early_is_short() -> None:
    whole = Response(200, HEADERS | {"content-length": "100"}, io.BytesIO(BODY))
    stream = deliver(whole, Ask.parse({"range": "bytes=50-"}, {})).body
    assert not isinstance(stream, bytes)
    assert stream.read() == b""


def test_a_range_may_come_as_a_parameter() -> None:
    assert get(query={"Range": "bytes=-2"}).body == b"89"


def test_a_range_beyond_the_end_is_416() -> None:
    response = get(range="bytes=10-")
    assert (response.status, response.code) == (416, "InvalidRange")


def test_a_malformed_range_gives_the_whole() -> None:
    assert (get(range="bytes=5-2").status, get(range="bytes=0-1,4-5").status) == (200, 200)


def test_an_empty_object_has_no_range() -> None:
    assert get(b"").status == 200
    assert get(b"", range="bytes=0-0").status == 416


@pytest.mark.parametrize("if_range", ['"x"', "Sun, 22 Nov 2026 12:00:00 GMT"])
def test_a_range_of_something_else_gives_the_whole(if_range: str) -> None:
    assert get(range="bytes=0-1", if_range=if_range).status == 200
    assert get(range="bytes=0-1", if_range='"abc"').status == 206


def test_everything_is_one_part() -> None:
    response = get(query={"partNumber": "1"})
    assert (response.status, response.body) == (206, BODY)
    assert response.headers["content-range"] == "bytes 0-9/10"
    assert get(b"", query={"partNumber": "1"}).status == 200
    beyond = get(query={"partNumber": "2"})
    assert (beyond.status, beyond.code) == (416, "InvalidPartNumber")


@pytest.mark.parametrize("part", ["0", "-1", "10001", "x", "", "1.0", "²"])
def test_a_part_is_a_number(part: str) -> None:
    with pytest.raises(InvalidArgumentError, match="between 1 and 10000"):
        get(query={"partNumber": part})


def test_a_range_and_a_part_exclude_each_other() -> None:
    with pytest.raises(InvalidRequestError, match="both"):
        get(query={"partNumber": "1"}, range="bytes=0-1")


def test_not_modified_has_the_headers_of_a_cache_and_no_body() -> None:
    response = get(if_none_match='"abc"')
    assert (response.status, response.body, response.code) == (304, b"", "")
    assert response.headers == {"etag": '"abc"', "last-modified": HEADERS["last-modified"]}


def test_a_condition_that_fails_is_412() -> None:
    response = get(if_match='"x"')
    assert (response.status, response.code) == (412, "PreconditionFailed")


def test_conditions_come_before_ranges() -> None:
    assert get(if_none_match='"abc"', range="bytes=99-").status == 304


def now_and_then(offset: int) -> str:
    return format_datetime(datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(seconds=offset), usegmt=True)


_TAGS = st.sampled_from(["abc", '"abc"', 'W/"abc"', '"x"', '"x", "abc"', "*", '"abc", W/"x"', '""', ' "abc" '])
_DATES = st.integers(-1, 0).map(now_and_then)
"""Of later dates than the object's the two think otherwise (see test_conditions)."""
_PLACES = st.integers(0, 12).map(str)
_RANGES = st.one_of(
    st.builds("bytes={}-{}".format, _PLACES | st.just(""), _PLACES | st.just("")),
    st.builds("bytes={}-{},{}-{}".format, _PLACES, _PLACES, _PLACES, _PLACES),
    st.sampled_from(["bytes", "bytes=", "bytes=a-b", "items=0-1", "Bytes= 2 - 5 ", "bytes=--1", "bytes=1"]),
)
ASKED = st.fixed_dictionaries(
    {},
    optional={
        "if-match": _TAGS,
        "if-none-match": _TAGS,
        "if-modified-since": _DATES | st.just("yesterday"),
        "if-unmodified-since": _DATES | st.just("yesterday"),
        "range": _RANGES,
        "if-range": st.sampled_from(["", '"abc"', 'W/"abc"', '"x"', "x"]) | _DATES,
    },
)


@given(ASKED, st.sampled_from([BODY, b"", b"0"]))
def test_another_reading_of_the_rfc_gives_the_same_answers(asked: dict[str, str], body: bytes) -> None:
    mine = deliver(Response(200, HEADERS, body), Ask.parse(asked, {}))
    theirs = s3_rules.answer(Answer(200, HEADERS, body), asked, head=False)
    assert (mine.status, mine.code) == (theirs.status, theirs.code)
    if not mine.code:
        assert (mine.body, mine.headers) == (theirs.body, theirs.headers)


ORIGINAL = ETag("orig")
MADE = rendition_etag(ORIGINAL, "a" * 16, "1" * 16)
PASSING = rendition_etag(ORIGINAL, "a" * 16, "1" * 16, lasting=False)
EXPECTED = rendition_etag(ORIGINAL, "a" * 16)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, None),
        ({"if-none-match": MADE.to_header()}, 304),
        ({"if-none-match": '"orig"'}, None),
        ({"if-match": MADE.to_header()}, None),  # perhaps: the bytes decide
        ({"if-none-match": PASSING.to_header()}, None),  # it may be gone
        ({"if-match": PASSING.to_header()}, None),
        ({"if-match": '"other"'}, 412),
        ({"if-match": '"orig"'}, None),  # perhaps: what cannot be translated has the original's tag
        ({"if-match": "*"}, None),
        ({"if-match": MADE.to_header(), "if-none-match": MADE.to_header()}, 304),
        ({"if-modified-since": now_and_then(0)}, None),  # a translation is younger than its original
        ({"if-modified-since": now_and_then(1)}, None),
        ({"if-unmodified-since": now_and_then(-1)}, 412),
        ({"if-unmodified-since": now_and_then(0)}, None),
        ({"if-unmodified-since": now_and_then(1)}, None),
        ({"if-match": MADE.to_header(), "if-unmodified-since": now_and_then(-1)}, None),
    ],
)
def test_what_is_certain_before_translating_is_answered_then(headers: dict[str, str], status: int | None) -> None:
    assert Ask.parse(headers, {}).early_status(EXPECTED, parse_date(now_and_then(0)), ORIGINAL) == status


def test_a_reader_is_told_the_tag_that_he_has() -> None:
    assert Ask.parse({"if-none-match": f'"other", {MADE.to_header()}'}, {}).held(EXPECTED) == MADE
    assert Ask.parse({"if-none-match": "*"}, {}).held(EXPECTED) is None


def test_who_asks_for_nothing_special_asks_for_the_whole() -> None:
    ask = Ask.parse({}, {})
    assert (ask.head, ask.partial, ask.part, dict(ask.overrides), dict(ask.forwarded)) == (False, False, None, {}, {})
