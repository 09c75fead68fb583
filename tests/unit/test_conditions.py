from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.http.conditions import Conditions, parse_date, range_applies
from lingopoint.http.etags import ETag, parse_list, rendition_etag

THEN = datetime(2026, 11, 23, 12, tzinfo=UTC)
TAG = ETag("abc")


def date(offset: int) -> str:
    return format_datetime(THEN + timedelta(seconds=offset), usegmt=True)


@pytest.mark.parametrize(
    ("conditions", "status"),
    [
        ({}, 200),
        ({"if-none-match": '"abc"'}, 304),
        ({"if-none-match": 'W/"abc"'}, 304),
        ({"if-none-match": "abc"}, 304),
        ({"if-none-match": "*"}, 304),
        ({"if-none-match": '"x", "abc"'}, 304),
        ({"if-none-match": '"x"'}, 200),
        ({"if-match": '"abc"'}, 200),
        ({"if-match": "*"}, 200),
        ({"if-match": 'W/"abc"'}, 412),
        ({"if-match": '"x"'}, 412),
        ({"if-modified-since": date(0)}, 304),
        ({"if-modified-since": date(1)}, 200),
        ({"if-modified-since": date(-1)}, 200),
        ({"if-modified-since": "yesterday"}, 200),
        ({"if-modified-since": date(0).replace("GMT", "-0000")}, 304),
        ({"if-none-match": '"abc"x'}, 200),
        ({"if-none-match": '"abc" "x"'}, 200),
        ({"if-none-match": '"x"y, "abc"'}, 304),
        ({"if-none-match": "x, abc"}, 200),
        ({"if-none-match": ' , "abc",'}, 304),
        ({"if-none-match": " * "}, 304),
        ({"if-match": '"abc"x'}, 412),
        ({"if-match": " * "}, 200),
        ({"if-unmodified-since": "yesterday"}, 200),
        ({"if-unmodified-since": date(1)}, 412),
        ({"if-unmodified-since": date(0)}, 200),
        ({"if-unmodified-since": date(-1)}, 412),
        # RFC 9110 section 13.2.2: a tag takes precedence over a date
        ({"if-match": '"abc"', "if-unmodified-since": date(-1)}, 200),
        ({"if-none-match": '"x"', "if-modified-since": date(1)}, 200),
        ({"if-match": '"x"', "if-none-match": '"abc"'}, 412),
        ({"if-match": '"abc"', "if-none-match": '"abc"'}, 304),
    ],
)
def test_conditions_are_answered_as_rfc_9110_says(conditions: dict[str, str], status: int) -> None:
    assert Conditions.from_headers(conditions).status(TAG, THEN) == status


@pytest.mark.parametrize("name", ["if-modified-since", "if-unmodified-since"])
def test_where_it_is_not_known_when_it_was_modified_a_date_is_no_condition(name: str) -> None:
    assert Conditions.from_headers({name: date(0)}).status(TAG, None) == 200
    assert range_applies(date(0), TAG, None) is False


def test_parts_of_a_second_are_not_told_so_they_do_not_count() -> None:
    later = THEN.replace(microsecond=1)
    for conditions in ({"if-unmodified-since": date(0)}, {"if-modified-since": date(1)}):
        assert Conditions.from_headers(conditions).status(TAG, later) == 200
    assert Conditions.from_headers({"if-modified-since": date(0)}).status(TAG, later) == 304
    assert range_applies(date(0), TAG, later)


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ('"a"', ETag("a")),
        ('W/"a"', ETag("a", weak=True)),
        (' "a" ', ETag("a")),
        ("a", ETag("a")),
        (" a ", ETag("a")),
        ('""', ETag("")),
        *((rubbish, None) for rubbish in ("", " ", '"a', 'a"', '"a"b', 'W/"a"b', 'w/"a"', "a b", "a,b", '"a", "b"')),
    ],
)
def test_a_tag_is_whole_or_none(header: str, tag: ETag | None) -> None:
    assert ETag.from_header(header) == tag


TAGS = st.builds(ETag, st.sampled_from(["abc", "x", ""]), st.booleans())


@given(st.lists(TAGS, min_size=1, max_size=3), st.sampled_from(["if-match", "if-none-match"]))
def test_lists_of_tags_agree_with_the_model(tags: list[ETag], name: str) -> None:
    header = ", ".join(tag.to_header() for tag in tags)
    strongly = any(not tag.weak and tag.value == "abc" for tag in tags)
    weakly = any(tag.value == "abc" for tag in tags)
    expected = {"if-match": 200 if strongly else 412, "if-none-match": 304 if weakly else 200}[name]
    assert Conditions.from_headers({name: header}).status(TAG, THEN) == expected


@given(st.text('W/"*,ab ', max_size=20))
def test_any_header_is_read(header: str) -> None:
    assert Conditions.from_headers({"if-none-match": header}).status(TAG, THEN) in (200, 304)
    assert parse_list(header) is None or isinstance(parse_list(header), list)


@pytest.mark.parametrize(
    ("if_range", "applies"),
    [("", True), ('"abc"', True), ('W/"abc"', False), ('"x"', False), (date(0), True), (date(1), False), ("x", False)],
)
def test_a_range_is_honoured_only_for_the_bytes_it_was_meant_for(if_range: str, applies: bool) -> None:
    assert range_applies(if_range, TAG, THEN) is applies


def test_renditions_made_alike_are_equivalent_but_not_the_same() -> None:
    original = ETag("f644433bbbb0a755b879869460bf20e0-3")
    one, other = rendition_etag(original, "0" * 16, "1" * 16), rendition_etag(original, "0" * 16, "2" * 16)
    assert one.matches_weakly(other)
    assert not one.matches_strongly(other)
    assert not one.matches_weakly(rendition_etag(original, "f" * 16, "1" * 16))
    assert not one.matches_weakly(original)
    assert not original.matches_weakly(one)


def test_a_rendition_that_passes_is_equivalent_to_no_other() -> None:
    original = ETag("f644433bbbb0a755b879869460bf20e0-3")
    lasting, passing, other = (
        rendition_etag(original, "0" * 16, content * 16, lasting=lasts)
        for content, lasts in (("1", True), ("1", False), ("2", False))
    )
    assert passing.matches_weakly(passing)
    assert passing.matches_strongly(passing)
    for one, another in ((lasting, passing), (passing, lasting), (passing, other)):
        assert not one.matches_weakly(another)
        assert one.made_as(another)
    assert not passing.made_as(rendition_etag(original, "f" * 16, "1" * 16, lasting=False))


@pytest.mark.parametrize("original", ["f644433bbbb0a755b879869460bf20e0-3", "f644433bbbb0a755b8798694", "-", ""])
@pytest.mark.parametrize("lasting", [True, False])
def test_no_client_takes_a_tag_for_an_md5_and_s3fs_takes_it_for_a_number(original: str, lasting: bool) -> None:
    tags = [rendition_etag(ETag(original), "a" * 16, digit * 16, lasting=lasting).value for digit in "0f"]
    assert all("-" in tag for tag in tags)  # s3cmd, rclone, the AWS SDKs for Java and .NET
    assert [int(tag.split("-")[0], 16) for tag in tags] == [0, 16**16 - 1]  # s3fs


@given(
    st.text(st.characters(codec="ascii", exclude_categories=["C"], exclude_characters='"'), max_size=20), st.booleans()
)
def test_a_tag_survives_its_header(value: str, weak: bool) -> None:
    assert ETag.from_header(ETag(value, weak).to_header()) == ETag(value, weak)


@pytest.mark.parametrize(
    "text", ["", "never", "Thu, 01 Jan 99999999999 00:00:00 GMT", "Thu, 99 Jan 2026 00:00:00 GMT", "0"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None
