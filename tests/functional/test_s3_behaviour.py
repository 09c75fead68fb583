"""Every cell of docs/s3-behaviour.md through the function as it is deployed, with events as S3 makes them.

The local stack shows most of them too (tests/stack); those that it cannot show are held to here alone.
"""

import base64
import zlib
from collections.abc import Callable, Mapping

import pytest

from lingopoint.report import SPENT
from tests.behaviour_page import KINDS, Expected, cases, table
from tests.behaviour_suite import (
    KEYS,
    ORIGINAL,
    REVIEWED,
    STORED,
    Answer,
    Case,
    Reader,
    hold_header,
    hold_request,
    hold_situation,
)
from tests.s3_stand_in import NOW, ORIGINALS, RENDITIONS, FunctionReader, StandIn, WebReader, shouted
from tests.stack.test_s3_situations import SITUATIONS as ON_THE_STACK

PARTS: tuple[dict[str, str], ...] = ({"Range": "bytes=0-9"}, {"Range": "bytes=10-"}, {})
STORED_WITH = {
    "content_type": "text/plain; charset=utf-8",
    "content_disposition": 'attachment; filename="page.txt"',
    "cache_control": "max-age=60",
    "expires": "Tue, 01 Jan 2030 00:00:00 GMT",
    "accept_ranges": "bytes",
    "x_amz_meta_owner": "web",
    "x_amz_meta_md5chksum": "XrY7u+Ae7tCTyyK7j1rNww==",
    "x_amz_storage_class": "STANDARD_IA",
    "x_amz_server_side_encryption": "AES256",
    "x_amz_version_id": "3sL4kqtJlcpXroDTDmJ",
}


def documents() -> StandIn:
    """S3 with the documents."""
    world = StandIn()
    for key, body in STORED.items():
        checksum = base64.b64encode(zlib.crc32(body).to_bytes(4)).decode()
        language = "it" if "#" in key else "en"
        world.put(key, body, content_language=language, x_amz_checksum_crc32=checksum, **STORED_WITH)
    return world


@pytest.fixture
def world(function: FunctionReader) -> StandIn:
    """The documents, and nothing read yet."""
    function.world = documents()
    return function.world


@pytest.fixture
def read(function: FunctionReader, world: StandIn) -> Reader:
    """The documents through Lingopoint."""
    return function


@pytest.fixture
def web(world: StandIn) -> Reader:
    """The documents at the web door."""
    return WebReader(world)


@pytest.fixture
def wholes(read: Reader) -> dict[str, Answer]:
    """The answers to plain GETs."""
    return {kind: read("GET", key) for kind, key in KEYS.items()}


@pytest.fixture
def stored(world: StandIn) -> Callable[[str], Answer]:
    """An object in the bucket itself."""

    def found(key: str) -> Answer:
        stored = world.objects[ORIGINALS, key]
        return Answer(200, {**stored.headers, "content-length": str(len(stored.body))})

    return found


@pytest.mark.parametrize(("row", "kind", "expected"), cases("Requests"))
def test_requests(read: Reader, wholes: dict[str, Answer], row: str, kind: str, expected: Expected) -> None:
    hold_request(read, wholes, row, kind, expected)


OF_HTTP = [case for case in cases("Requests") if "`?" not in case[0]]
"""What is asked by headers is asked at the web door too; parameters there are its own."""
TOLD_ON_THE_WEB = (
    *("`ETag`", "`Last-Modified`", "`Content-", "`Accept-Ranges`", "`x-amz-checksum"),
    *(f"`x-amz-meta-lingopoint-{fact}`" for fact in ("status", "source", "format", "units", "units-kept")),
)


@pytest.mark.parametrize(("row", "kind", "expected"), OF_HTTP)
def test_requests_at_the_web_door(web: Reader, row: str, kind: str, expected: Expected) -> None:
    hold_request(web, {kind: web("GET", key) for kind, key in KEYS.items()}, row, kind, expected)


def test_what_is_too_large_for_the_web_door_is_fetched_where_it_lies(web: Reader, world: StandIn) -> None:
    world.put("large.txt", b"Once more. " * 500_000)
    translation, original = (web("GET", key).headers["location"] for key in ("large.txt#fr", "large.txt"))
    assert translation.startswith(f"https://{RENDITIONS}.s3.")
    assert "response-content-language=fr" in translation
    assert original.startswith(f"https://{ORIGINALS}.s3-accesspoint.")
    for url in (translation, original):
        assert "X-Amz-Expires=300" in url
        assert "X-Amz-Signature=" in url


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_headers_at_the_web_door(web: Reader, stored: Callable[[str], Answer], method: str, kind: str) -> None:
    web("GET", KEYS[kind])
    answer = web(method, KEYS[kind])
    for row, cells in table("Headers").items():
        if row.startswith(TOLD_ON_THE_WEB):
            hold_header(answer, row, kind, cells[kind], stored)
    untold = ("x-amz-meta-owner", "x-amz-version-id", "x-amz-server-side-encryption", "expires")
    assert not {*untold, *(f"x-amz-meta-lingopoint-{fact}" for fact in SPENT)} & answer.headers.keys()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_headers(read: Reader, stored: Callable[[str], Answer], method: str, kind: str) -> None:
    read("GET", KEYS[kind])
    answer = read(method, KEYS[kind], headers={"x-amz-checksum-mode": "ENABLED"})
    for row, cells in table("Headers").items():
        hold_header(answer, row, kind, cells[kind], stored)


def test_what_follows_fits_to_what_was_asked_first(world: StandIn, read: Reader) -> None:
    etags = {read(method, "page.txt#fr", headers=part).headers["etag"] for method in ("HEAD", "GET") for part in PARTS}
    assert (len(etags), len(world.translated)) == (1, 1)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-None-Match": "*"}, 304),
        ({"If-Match": '"other"'}, 412),
        ({"If-Unmodified-Since": "Sun, 22 Nov 2026 12:00:00 GMT"}, 412),
    ],
)
def test_an_answer_without_the_text_needs_no_translation(
    world: StandIn, read: Reader, headers: dict[str, str], status: int
) -> None:
    assert read("GET", "page.txt#fr", headers=headers).status == status
    assert world.translated == []


def test_a_translation_has_the_time_of_its_making_and_keeps_it(world: StandIn, read: Reader) -> None:
    assert [read(method, "page.txt#fr").headers["last-modified"] for method in ("GET", "HEAD", "GET")] == [NOW] * 3
    assert read("GET", "page.txt#fr", headers={"If-Modified-Since": NOW}).status == 304
    assert len(world.translated) == 1


@pytest.mark.parametrize("day", ["Fri, 20", "Wed, 25", "Sat, 28"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_deleted_review_is_noticed(world: StandIn, read: Reader, day: str, method: str) -> None:
    """Whenever it was written: before the original, between that and the making of the translation, or after both."""
    read("GET", "page.txt#fr")
    reviewed = f"{day} Nov 2026 12:00:00 GMT"
    world.put("page.txt#fr", REVIEWED, last_modified=reviewed)
    assert read(method, "page.txt#fr").headers["last-modified"] == reviewed
    since = {"If-Modified-Since": reviewed}
    assert read(method, "page.txt#fr", headers=since).status == 304
    del world.objects[ORIGINALS, "page.txt#fr"]
    assert read(method, "page.txt#fr", headers=since).status == 200
    assert read(method, "page.txt#fr", headers={"If-Unmodified-Since": reviewed}).status == 412
    part = read(method, "page.txt#fr", headers={"Range": "bytes=0-9", "If-Range": reviewed})
    assert part.status == 200


def forbidden(world: StandIn) -> Mapping[str, str]:
    world.caller_may_read = False
    return {}


def unpaid(world: StandIn) -> Mapping[str, str]:
    world.requester_pays = True
    return {}


def paid(world: StandIn) -> Mapping[str, str]:
    world.requester_pays = True
    return {"x-amz-request-payer": "requester"}


def of_another_owner(_: StandIn) -> Mapping[str, str]:
    return {"x-amz-expected-bucket-owner": "210987654321"}


SITUATIONS: Mapping[str, Callable[[StandIn], Mapping[str, str]]] = {
    "the caller may not read the object": forbidden,
    "the requester is to pay, and does not say so": unpaid,
    "the requester pays": paid,
    "the bucket is not of the expected owner": of_another_owner,
}


@pytest.mark.parametrize(("when", "kind", "expected"), [each for each in cases("Situations") if each[0] in SITUATIONS])
def test_situations(world: StandIn, read: Reader, when: str, kind: str, expected: Expected) -> None:
    headers = SITUATIONS[when](world)
    text = REVIEWED if kind == "reviewed" else ORIGINAL
    hold_situation(
        read, Case(KEYS[kind], text, headers=headers), expected, lambda text: shouted(text.decode()).encode()
    )


def test_every_situation_of_the_page_is_tested() -> None:
    assert set(table("Situations")) == {*SITUATIONS, *ON_THE_STACK}
    alone = {when for when, _, expected in cases("Situations") if expected.shortfall}
    assert alone <= {*SITUATIONS, "the object was uploaded in two parts, `?partNumber=1`"}


@pytest.mark.parametrize("kind", ["original", "reviewed"])
def test_what_was_uploaded_in_parts_is_one_part(world: StandIn, read: Reader, kind: str) -> None:
    world.put(KEYS[kind], b"first second", etag='"0123-2"')
    for method in ("GET", "HEAD"):
        answer = read(method, KEYS[kind], {"partNumber": "1"})
        assert (answer.status, answer.headers["content-range"]) == (206, "bytes 0-11/12")


def test_who_was_charged_is_told(world: StandIn, read: Reader) -> None:
    answers = [read(method, key, headers=paid(world)) for method in ("GET", "HEAD") for key in KEYS.values()]
    assert {answer.headers["x-amz-request-charged"] for answer in answers} == {"requester"}


def test_a_caller_without_the_right_cannot_tell_what_there_is(world: StandIn, read: Reader) -> None:
    forbidden(world)
    answers = [read("GET", key) for key in ("page.txt#fr", "page.txt#it", "page.txt#xx", "missing.txt#fr")]
    assert len({(answer.status, answer.body) for answer in answers}) == 1
    assert world.translated == []


def test_a_language_asked_for_beside_the_key_is_the_machines(read: Reader) -> None:
    machines = shouted(ORIGINAL.decode()).encode()
    assert read("GET", "page.txt", {"lang": "it"}).body == machines
    assert read("GET", "page.txt", headers={"x-lingopoint-language": "it"}).body == machines
    assert read("GET", "page.txt#it").body == REVIEWED
