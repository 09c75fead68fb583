"""What is served of originals of every kind: sizes, charsets, parts, and headers that a request sets."""

import pytest

from lingopoint.config import Config
from lingopoint.ports import Response, StoredObject
from lingopoint_in_memory import FunctionTranslator, stored
from tests.support import KEY, TEXT, World, error, event_for, reading


@pytest.mark.parametrize("coding", ["", "identity", "aws-chunked", "aws-chunked,identity"])
def test_other_codings_are_none(world: World, coding: str) -> None:
    world.put(KEY, TEXT, "text/plain", content_encoding=coding, etag='"z"')
    assert world.get(reading()).body == TEXT.upper()


@pytest.mark.parametrize(("most", "status"), [(len(TEXT), 200), (len(TEXT) - 1, 400)])
def test_an_original_may_be_as_large_as_is_set(world: World, most: int, status: int) -> None:
    world.config = Config(max_object_size=most)
    assert world.get(reading()).status == status
    untranslated = world.get(reading(KEY)).body
    assert isinstance(untranslated, bytes) is (status == 200)


def test_too_large_says_how_large(world: World) -> None:
    world.config = Config(max_object_size=5)
    message = f"The original has {len(TEXT)} bytes; translations are served up to 5."
    assert error(world.get(reading())) == (400, "EntityTooLarge", message)


@pytest.mark.parametrize(
    ("content_type", "text", "expected"),
    [
        ("text/plain; charset=iso-8859-1", "déjà vu".encode("latin-1"), "text/plain; charset=iso-8859-1"),
        ("text/plain;charset=ISO-8859-1", "déjà vu".encode("latin-1"), "text/plain;charset=ISO-8859-1"),
        ("text/plain", "déjà vu".encode("utf-16"), "text/plain"),
        ("text/plain; charset='utf8'; format=flowed", "déjà vu".encode(), "text/plain; charset=utf-8; format=flowed"),
        ("text/plain; format=flowed", "déjà vu".encode(), "text/plain; format=flowed"),
        ('text/plain; CHARSET = "us-ascii"', b"seen", 'text/plain; CHARSET = "us-ascii"'),
    ],
)
def test_the_charset_of_the_answer_is_that_of_its_bytes(
    world: World, content_type: str, text: bytes, expected: str
) -> None:
    world.put(KEY, text, content_type, etag='"c"')
    assert world.get(reading()).headers["content-type"] == expected


def test_a_translation_that_does_not_fit_the_charset_is_utf8_and_says_so(world: World) -> None:
    world.translator = FunctionTranslator(lambda _: "Привет.")
    world.put(KEY, b"caf\xe9", "text/plain; charset=iso-8859-1; format=flowed", etag='"c"')
    answer = world.get(reading())
    assert (answer.body, answer.headers["content-type"]) == (
        "Привет.".encode(),
        "text/plain; charset=utf-8; format=flowed",
    )


@pytest.mark.parametrize("name", ["accept-ranges", "content-md5", "content-range", "x-amz-checksum-sha256"])
def test_what_holds_of_the_originals_bytes_is_not_said_of_others(world: World, name: str) -> None:
    world.put(KEY, TEXT, **{"etag": '"v1"', name: "theirs"})
    assert world.get(reading()).headers.get(name) in (None, "bytes")


@pytest.mark.parametrize("key", [KEY, f"{KEY}#it"])
def test_an_object_is_its_own_only_part(world: World, key: str) -> None:
    def part(number: str, body: bytes = TEXT) -> Response:
        world.put(key, body, etag='"v1"')
        return world.get(event_for(key, query=f"?partNumber={number}"))

    first = part("1")
    assert (first.status, first.body, first.headers["content-range"]) == (206, TEXT, f"bytes 0-12/{len(TEXT)}")
    assert error(part("2"))[:2] == (416, "InvalidPartNumber")
    empty = part("1", b"")
    assert (empty.status, empty.body, "content-range" in empty.headers) == (200, b"", False)


def test_not_modified_has_no_body_whatever_s3_said(world: World) -> None:
    world.objects[KEY] = StoredObject(304, {"content-length": "5", "etag": '"v1"'}, stored(b"12345").body)
    answer = world.get(reading(KEY))
    assert (answer.status, answer.body, answer.headers["etag"]) == (304, b"", '"v1"')


# Headers that a signed request sets


OVERRIDES = {
    "response-cache-control": "cache-control",
    "response-content-disposition": "content-disposition",
    "response-content-encoding": "content-encoding",
    "response-content-language": "content-language",
    "response-content-type": "content-type",
    "response-expires": "expires",
}


@pytest.mark.parametrize("parameter", OVERRIDES)
@pytest.mark.parametrize("key", [KEY, f"{KEY}#fr"])
def test_a_signed_request_sets_each_header(world: World, key: str, parameter: str) -> None:
    answer = world.get(event_for(key, query=f"?{parameter}=a~b !%7f%1fc"))
    assert answer.headers[OVERRIDES[parameter]] == "a~b !c"


def test_headers_are_set_on_a_part_and_on_no_other_answer(world: World) -> None:
    query = "?response-cache-control=no-store"
    part = world.get(event_for(f"{KEY}#fr", query=query, headers={"Range": "bytes=0-1"}))
    assert (part.status, part.headers["cache-control"]) == (206, "no-store")
    world.put(KEY, TEXT, etag='"v1"', cache_control="max-age=60")
    unchanged = world.get(event_for(f"{KEY}#fr", query=query, headers={"If-None-Match": "*"}))
    assert (unchanged.status, unchanged.headers["cache-control"]) == (304, "max-age=60")
