"""Headers that are one line of printable ASCII, whatever was stored or asked for."""

import email.header
import re
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lingopoint.http.headers import message, parse_instant, received, safe

NAMES = (
    *("cache-control", "content-disposition", "content-type", "etag", "expires", "last-modified", "x-amz-meta-a"),
    *("x-amz-object-lock-retain-until-date", "x-amz-mp-parts-count", "content-length", "x-amz-restore"),
)


def only(name: str, value: str) -> str | None:
    return safe({name: value}).get(name)


@given(st.dictionaries(st.sampled_from(NAMES), st.text(st.characters(), max_size=80)))
@example({"content-disposition": 'attachment; filename="\\é'})
@example({"content-disposition": "filename=" * 400 + "é"})
def test_every_value_is_one_line_of_printable_ascii_that_stays_as_it_is(headers: dict[str, str]) -> None:
    made = safe(headers)
    for value in made.values():
        assert re.fullmatch(r"[ -~]*", value)
        assert value == " ".join(value.split())
    assert safe(made) == made


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("plain", "plain"),
        ("  two  spaces\tand\r\nlines ", "two spaces and lines"),
        ("a\x00b\x7fc\x85d\x1fe", "abcde"),
        ("=?UTF-8?B?w6k=?=", "=?UTF-8?B?w6k=?="),
        ("été", "=?UTF-8?B?w6l0w6k=?="),
        ("", ""),
    ],
)
def test_metadata_is_as_s3_gives_it_back(value: str, made: str) -> None:
    assert only("x-amz-meta-a", value) == made


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Z"]), max_size=200))
def test_encoded_metadata_is_read_back(value: str) -> None:
    made = only("x-amz-meta-a", value) or ""
    if not value.isascii():
        assert all(len(word) <= 75 for word in made.split(" "))
        assert str(email.header.make_header(email.header.decode_header(made))) == value


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ('attachment; filename="page.txt"', 'attachment; filename="page.txt"'),
        ('attachment; filename="été.txt"', "attachment; filename=\"_t_.txt\"; filename*=UTF-8''%C3%A9t%C3%A9.txt"),
        ("inline; filename=é 1.txt; x=y", "inline; filename=\"_ 1.txt\"; filename*=UTF-8''%C3%A9%201.txt; x=y"),
        (
            "attachment; filename=\"é.txt\"; filename*=UTF-8''%C3%A9.txt",
            "attachment; filename=\"_.txt\"; filename*=UTF-8''%C3%A9.txt",
        ),
        ("attachment; filename*=UTF-8''é.txt", "attachment; filename*=UTF-8''%C3%A9.txt"),
        (r'attachment; filename="\"é\".txt"', "attachment; filename=\"___.txt\"; filename*=UTF-8''%22%C3%A9%22.txt"),
        ("é", "%C3%A9"),
    ],
)
def test_a_file_name_is_given_in_full_and_for_old_clients(value: str, made: str) -> None:
    assert only("content-disposition", value) == made


def test_other_letters_are_percent_encoded() -> None:
    made = only("cache-control", "ü, 日本")
    assert made == "%C3%BC, %E6%97%A5%E6%9C%AC"
    assert unquote(made) == "ü, 日本"
    assert only("content-type", "\ud800") == "%3F"


@pytest.mark.parametrize(
    ("name", "value", "made"),
    [
        ("expires", "Tue, 1 Jan 2030 01:00:00 +0100", "Tue, 01 Jan 2030 00:00:00 GMT"),
        *(("expires", text, text) for text in ("never", "0", "-1", "Thu, 01 Jan 99999999999 00:00:00 GMT")),
        ("expires", "Fri, 31 Dec 9999 23:59:59 -1200", "Fri, 31 Dec 9999 23:59:59 -1200"),
        ("expires", "é", "%C3%A9"),
        ("expires", "", None),
        ("last-modified", "Tue, 01 Jan 2030 00:00:00 GMT", "Tue, 01 Jan 2030 00:00:00 GMT"),
        ("last-modified", "yesterday", None),
        ("x-amz-object-lock-retain-until-date", "2030-01-01T00:00:00.000Z", "2030-01-01T00:00:00Z"),
        ("x-amz-object-lock-retain-until-date", "2030-01-01T01:00:00+01:00", "2030-01-01T00:00:00Z"),
        ("x-amz-object-lock-retain-until-date", "2030-01-01T00:00:00", "2030-01-01T00:00:00Z"),
        *(("x-amz-object-lock-retain-until-date", text, None) for text in ("soon", "0001-01-01T00:00:00+14:00", "")),
        ("x-amz-tagging-count", "12", "12"),
        *(("x-amz-missing-meta", text, None) for text in ("", "-1", "1.5", "one", "١", "9" * 4301)),
        ("content-length", "9" * 18, "9" * 18),
        ("content-length", "9" * 19, None),
        ("x-amz-version-id", "", None),
        ("x-amz-meta-a b", "1", None),
        ("x-amz-meta-é", "1", None),
    ],
)
def test_dates_and_numbers_are_what_they_should_be(name: str, value: str, made: str | None) -> None:
    assert only(name, value) == made


def test_a_message_is_one_line_of_ascii() -> None:
    assert message("Language '日本'\r\n is  not\x00 served \ud800") == r"Language '\u65e5\u672c' is not served \ud800"
    assert message("é" * 2000) == r"\xe9" * 256


def test_what_a_client_received_is_what_was_meant() -> None:
    bytes_as_characters = "é".encode().decode("latin-1")
    assert received({"X-A": bytes_as_characters, "x-b": "é", "x-c": "日"}) == {"x-a": "é", "x-b": "é", "x-c": "日"}
    assert received({"Content-Length": "many"}) == {}
    assert received({"Content-Length": "12"}) == {"content-length": "12"}


def test_a_moment_without_a_zone_is_in_utc() -> None:
    assert parse_instant("2030-01-01") == parse_instant("2030-01-01T00:00:00Z")
