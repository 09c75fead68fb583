"""The rendition bucket is gone, failing, silent or cut off: every reader is served, and nothing partial is kept."""

import time

import pytest
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError

from tests.behaviour_suite import Answer
from tests.s3_rules import error
from tests.s3_stand_in import RENDITIONS, Call, Fault, FunctionReader, StandIn, shouted

KEY = "page.txt#fr;source=en"
TEXT = "Hello there.\n\nHow are you?\n"
SHOUTED = shouted(TEXT).encode()


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients try again at once."""
    monkeypatch.setattr(time, "sleep", lambda _: None)


@pytest.fixture
def world(function: FunctionReader) -> StandIn:
    """One document, and nothing read yet."""
    function.world = StandIn()
    function.world.put("page.txt", TEXT.encode())
    return function.world


def gone(call: Call) -> Answer:
    return error(404, "NoSuchBucket")


def forbidden(call: Call) -> Answer:
    return error(403, "AccessDenied")


def failing(call: Call) -> Answer:
    return error(503, "SlowDown")


def silent(call: Call) -> Answer:
    raise ReadTimeoutError(endpoint_url="renditions")


def far(call: Call) -> Answer:
    raise ConnectTimeoutError(endpoint_url="renditions")


def unreachable(call: Call) -> Answer:
    raise EndpointConnectionError(endpoint_url="renditions")


@pytest.mark.parametrize("fault", [gone, forbidden, failing, silent, far, unreachable])
def test_without_the_store_every_reader_is_served(function: FunctionReader, world: StandIn, fault: Fault) -> None:
    world.fault = lambda call: fault(call) if call.place == RENDITIONS else None
    answer, part = function("GET", KEY), function("GET", KEY, headers={"Range": "bytes=3-8"})
    assert (answer.status, answer.body) == (200, SHOUTED)
    assert (part.status, part.body, part.headers["etag"]) == (206, SHOUTED[3:9], answer.headers["etag"])
    assert function("HEAD", KEY).headers["content-length"] == str(len(SHOUTED))
    assert world.kept() == {}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_store_that_fails_in_one_way_harms_nobody(function: FunctionReader, world: StandIn, method: str) -> None:
    world.fault = lambda call: failing(call) if (call.place, call.method) == (RENDITIONS, method) else None
    assert [function("GET", KEY).body for _ in range(2)] == [SHOUTED] * 2
    assert set(world.kept().values()) <= {SHOUTED}


@pytest.mark.parametrize("at", range(len(SHOUTED)))
def test_a_rendition_that_is_cut_off_while_it_is_read_is_made_again(
    function: FunctionReader, world: StandIn, at: int
) -> None:
    function("GET", KEY)
    ((name, rendition),) = world.kept().items()
    stored = world.objects[RENDITIONS, name]
    broken = Answer(200, {**stored.headers, "content-length": str(len(rendition))}, rendition[:at])
    world.fault = lambda call: broken if (call.method, call.key) == ("GET", name) else None
    assert function("GET", KEY).body == SHOUTED
    assert world.kept() == {name: SHOUTED}


def test_a_claim_that_outlives_its_function_is_taken_over(function: FunctionReader, world: StandIn) -> None:
    function("GET", KEY)
    ((name, _),) = world.kept().items()
    claim = name.replace("renditions/", "claims/")
    del world.objects[RENDITIONS, name]
    world.put(claim, b"", RENDITIONS, x_amz_meta_until="1.0")
    assert function("GET", KEY).body == SHOUTED
    assert world.kept() == {name: SHOUTED}
    assert (RENDITIONS, claim) not in world.objects


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (failing, (503, "SlowDown")),
        (lambda _: error(500, "InternalError"), (500, "InternalError")),
        (silent, (503, "SlowDown")),
    ],
)
def test_when_the_originals_cannot_be_read_the_reader_is_told(
    function: FunctionReader, world: StandIn, fault: Fault, expected: tuple[int, str]
) -> None:
    world.fault = lambda call: None if call.place == RENDITIONS or call.presigned else fault(call)
    answer = function("GET", KEY)
    assert (answer.status, answer.code) == expected
    assert world.kept() == {}


def test_an_original_that_is_cut_off_is_to_be_asked_for_again_and_never_translated_in_part(
    function: FunctionReader, world: StandIn
) -> None:
    ((place, key), stored), *_ = world.objects.items()
    cut = Answer(200, {**stored.headers, "content-length": str(len(stored.body))}, stored.body[:9])
    world.fault = lambda call: cut if (call.place, call.key) == (place, key) else None
    answer = function("GET", KEY)
    assert (answer.status, answer.code) == (503, "SlowDown")  # SDKs try again by themselves
    assert (world.kept(), world.translated) == ({}, [])
