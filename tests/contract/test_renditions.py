"""One suite for every store of renditions."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import boto3
import pytest
from botocore.stub import Stubber
from moto import mock_aws
from mypy_boto3_s3 import S3Client

from lingopoint.adapters.nothing import NoRenditions
from lingopoint.adapters.s3_renditions import S3Renditions
from lingopoint.ports import Rendition, Renditions
from lingopoint_in_memory import DictRenditions
from tests.support import KeepingLog, silence

ONE = Rendition("Écrivez-nous".encode(), "text/plain; charset=utf-8", {"units": "1", "source": "en"})
TWO = Rendition(b"other", "text/plain", {})
PASSING = replace(TWO, body=b"in part", seconds=300.0)


@dataclass
class Time:
    seconds: float = 1000.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture(params=["memory", "s3"])
def store(request: pytest.FixtureRequest, time: Time) -> Iterator[Renditions]:
    if request.param == "memory":
        yield DictRenditions(now=time)
        return
    with mock_aws():
        client = boto3.client("s3")
        client.create_bucket(Bucket="renditions", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
        yield S3Renditions(client, "renditions", KeepingLog(), time)


def test_nothing_is_kept_at_first(store: Renditions) -> None:
    assert store.get("a") is None


def test_what_is_put_comes_back_whole(store: Renditions) -> None:
    assert store.put("a", ONE)
    assert store.get("a") == ONE
    assert store.get("b") is None


def test_the_first_rendition_stays(store: Renditions) -> None:
    store.put("a", ONE)
    assert not store.put("a", TWO)
    assert store.get("a") == ONE


def test_what_may_be_kept_for_some_seconds_is_kept_no_longer(store: Renditions, time: Time) -> None:
    assert store.put("a", PASSING)
    time.seconds += 20
    assert store.get("a") == replace(PASSING, seconds=280.0)
    time.seconds += 280
    assert store.get("a") is None


def test_what_passes_gives_way_only_when_its_time_is_over(store: Renditions, time: Time) -> None:
    store.put("a", PASSING)
    assert not store.put("a", replace(TWO, seconds=300.0))
    assert store.get("a") == PASSING
    time.seconds += 301
    assert store.put("a", replace(TWO, seconds=300.0))
    assert store.get("a") == replace(TWO, seconds=300.0)


@pytest.mark.parametrize("seconds", [0, 301])
def test_what_lasts_takes_the_place_of_what_passes_and_stays(store: Renditions, time: Time, seconds: float) -> None:
    store.put("a", PASSING)
    time.seconds += seconds
    assert store.put("a", ONE)
    assert not store.put("a", TWO)
    assert not store.put("a", PASSING)
    time.seconds += 301
    assert store.get("a") == ONE


def test_one_reader_at_a_time_holds_a_claim(store: Renditions) -> None:
    assert store.claim("a", 10)
    assert not store.claim("a", 10)
    assert store.claim("b", 10)


def test_a_released_claim_is_free_again(store: Renditions) -> None:
    store.claim("a", 10)
    store.release("a")
    store.release("a")
    assert store.claim("a", 10)


def test_a_claim_lapses(store: Renditions, time: Time) -> None:
    store.claim("a", 10)
    time.seconds += 11
    assert store.claim("a", 10)
    assert not store.claim("a", 10)


# The bucket alone.


@pytest.mark.parametrize("code", ["AccessDenied", "NoSuchBucket", "SlowDown", "InternalError"])
def test_a_store_that_is_down_is_a_miss_and_a_warning(code: str) -> None:
    client: S3Client = boto3.client("s3")
    log = KeepingLog()
    store = S3Renditions(client, "renditions", log)
    with Stubber(client) as stub:
        for operation in ("get_object", "put_object", "put_object"):
            stub.add_client_error(operation, code, http_status_code=400)
        assert store.get("a") is None
        assert not store.put("a", ONE)
        assert store.claim("a", 10)
        store.release("a")  # it is not known to be ours
        stub.add_response("put_object", {})
        stub.add_client_error("delete_object", code, http_status_code=400)
        assert store.claim("b", 10)
        store.release("b")
        stub.assert_no_pending_responses()
    assert [record["operation"] for _, record in log.records] == ["get", "put", "claim", "release"]
    assert {record["fault"] for _, record in log.records} == {code}


def test_what_was_removed_just_before_it_would_have_given_way_is_not_replaced() -> None:
    client: S3Client = boto3.client("s3")
    log = KeepingLog()
    with Stubber(client) as stub:
        stub.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
        stub.add_client_error("head_object", "404", http_status_code=404)
        assert not S3Renditions(client, "renditions", log).put("a", ONE)
    assert [record["fault"] for _, record in log.records] == ["404"]


def test_of_two_that_replace_the_same_one_wins(time: Time) -> None:
    client: S3Client = boto3.client("s3")
    with Stubber(client) as stub:
        stub.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
        stub.add_response("head_object", {"Metadata": {"kept-until": "999"}, "ETag": '"lapsed"'})
        stub.add_client_error(
            "put_object",
            "PreconditionFailed",
            http_status_code=412,
            expected_params={
                "Bucket": "renditions",
                "Key": "renditions/a",
                "Body": ONE.body,
                "IfMatch": '"lapsed"',
                "Metadata": {**ONE.facts, "for-content-type": ONE.content_type},
            },
        )
        assert not S3Renditions(client, "renditions", KeepingLog(), time).put("a", ONE)
        stub.assert_no_pending_responses()


def test_a_claim_that_was_released_between_two_looks_is_not_ours() -> None:
    client: S3Client = boto3.client("s3")
    log = KeepingLog()
    with Stubber(client) as stub:
        stub.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
        stub.add_client_error("head_object", "404", http_status_code=404)
        assert not S3Renditions(client, "renditions", log).claim("a", 10)
    assert log.records == []


def test_a_store_that_does_not_answer_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    client: S3Client = boto3.client("s3")
    asked = silence(client, monkeypatch)
    log = KeepingLog()
    store = S3Renditions(client, "renditions", log)
    assert store.get("a") is None
    assert store.claim("a", 10)
    assert not store.put("a", ONE)
    store.release("a")
    assert asked == ["GetObject"]
    assert [record["fault"] for _, record in log.records] == ["ReadTimeoutError"]


OPERATIONS: dict[str, Callable[[Renditions], object]] = {
    "get": lambda store: store.get("a"),
    "put": lambda store: store.put("a", ONE),
    "claim": lambda store: store.claim("a", 10),
}


def test_a_claim_that_cannot_be_taken_back_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    client: S3Client = boto3.client("s3")
    log = KeepingLog()
    store = S3Renditions(client, "renditions", log)
    with Stubber(client) as stub:
        stub.add_response("put_object", {})
        assert store.claim("a", 10)
    silence(client, monkeypatch)
    store.release("a")
    assert log.records == [("rendition store", {"operation": "release", "fault": "ReadTimeoutError"})]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_found_the_store_silent_is_told(operation: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client: S3Client = boto3.client("s3")
    silence(client, monkeypatch)
    log = KeepingLog()
    OPERATIONS[operation](S3Renditions(client, "renditions", log))
    assert log.records == [("rendition store", {"operation": operation, "fault": "ReadTimeoutError"})]


def test_a_claim_is_taken_back_even_when_the_store_fell_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    client: S3Client = boto3.client("s3")
    store = S3Renditions(client, "renditions", KeepingLog())
    with Stubber(client) as stub:
        stub.add_response("put_object", {})
        assert store.claim("a", 10)
    asked = silence(client, monkeypatch)
    assert not store.put("a", ONE)
    store.release("a")
    assert asked == ["PutObject", "DeleteObject"]


@pytest.mark.parametrize("seconds", [0, 9, 11, 60])
def test_a_claim_that_was_granted_without_asking_is_not_taken_back(
    monkeypatch: pytest.MonkeyPatch, time: Time, seconds: float
) -> None:
    client: S3Client = boto3.client("s3")
    store = S3Renditions(client, "renditions", KeepingLog(), time)
    asked = silence(client, monkeypatch)
    assert store.get("a") is None
    assert store.claim("a", 57)
    time.seconds += seconds  # long enough for another to have claimed it
    store.release("a")
    assert asked == ["GetObject"]


def test_the_claim_of_another_is_not_taken_back(time: Time) -> None:
    client: S3Client = boto3.client("s3")
    store = S3Renditions(client, "renditions", KeepingLog(), time)
    with Stubber(client) as stub:
        stub.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
        stub.add_response("head_object", {"Metadata": {"until": "1010"}, "ETag": '"1"'})
        assert not store.claim("a", 10)
        store.release("a")  # a request that is not in the stub's script would fail


def test_who_waits_for_another_reads_and_does_not_write(time: Time) -> None:
    client: S3Client = boto3.client("s3")
    held = {"Metadata": {"until": "1010"}, "ETag": '"1"'}
    with Stubber(client) as stub:
        stub.add_client_error("put_object", "PreconditionFailed", http_status_code=412)
        stub.add_response("head_object", held)
        stub.add_response("head_object", held)
        stub.add_client_error("head_object", "404", http_status_code=404)
        stub.add_response("put_object", {})
        store = S3Renditions(client, "renditions", KeepingLog(), time)
        assert [store.claim("a", 10) for _ in range(4)] == [False, False, False, True]
        stub.assert_no_pending_responses()


def test_where_nothing_is_kept_nothing_is_promised() -> None:
    store = NoRenditions()
    assert store.claim("a", 10)
    assert not store.put("a", ONE)
    assert store.get("a") is None
    assert store.claim("a", 10)


def test_a_store_that_did_not_answer_is_asked_again_after_ten_seconds(
    monkeypatch: pytest.MonkeyPatch, time: Time
) -> None:
    client: S3Client = boto3.client("s3")
    store = S3Renditions(client, "renditions", KeepingLog(), time)
    asked = silence(client, monkeypatch)
    store.get("a")
    time.seconds += 9.9
    store.get("a")
    assert len(asked) == 1
    time.seconds += 0.1
    store.get("a")
    assert len(asked) == 2
