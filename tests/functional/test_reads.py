"""What is asked of S3 and of Amazon Translate for an answer, and how patiently, by the function as it is deployed."""

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import boto3
import pytest
from botocore.config import Config as ClientConfig
from botocore.exceptions import ReadTimeoutError
from urllib3 import HTTPConnectionPool, Retry
from urllib3.exceptions import HTTPError

from lingopoint import wiring
from lingopoint.adapters.nothing import NoMemory, NoRenditions
from lingopoint.adapters.presigned import PresignedOrigin, make_pools
from lingopoint.config import Config
from lingopoint.handlers.object_lambda import lambda_handler
from tests.behaviour_suite import Answer
from tests.s3_stand_in import ORIGINALS, RENDITIONS, Call, FunctionReader, StandIn, shouted
from tests.support import load_event

TEXT = b"Hello there.\n"
SHOUTED = shouted(TEXT.decode()).encode()


class Asked(NamedTuple):
    """One request for an object of the bucket: by whom, and how."""

    caller: bool
    method: str
    key: str
    version: str = ""


@dataclass
class Watched:
    """S3, the function, and what was asked of the bucket."""

    read: FunctionReader
    calls: list[Call]

    @property
    def asked(self) -> list[Asked]:
        """In any order that has the caller's first; they may be asked at the same time as the function's."""
        asked = [
            Asked(call.presigned, call.method, call.key, call.query.get("versionId", ""))
            for call in self.calls
            if call.place == ORIGINALS
        ]
        return sorted(asked, key=lambda one: not one.caller)


@pytest.fixture
def watched(function: FunctionReader) -> Watched:
    function.world = StandIn()
    function.world.put("page.txt", TEXT)
    calls: list[Call] = []
    function.world.fault = calls.append
    return Watched(function, calls)


@pytest.mark.parametrize(
    ("method", "key", "query", "asked"),
    [
        ("GET", "page.txt", {}, [Asked(True, "GET", "page.txt")]),
        ("HEAD", "page.txt", {}, [Asked(True, "HEAD", "page.txt")]),
        ("GET", "page.txt", {"lang": "fr"}, [Asked(True, "GET", "page.txt")]),
        ("HEAD", "page.txt", {"lang": "fr"}, [Asked(True, "HEAD", "page.txt"), Asked(False, "GET", "page.txt")]),
        ("GET", "page.txt#fr", {}, [Asked(True, "GET", "page.txt#fr"), Asked(False, "GET", "page.txt")]),
        ("HEAD", "page.txt#fr", {}, [Asked(True, "HEAD", "page.txt#fr"), Asked(False, "GET", "page.txt")]),
        ("GET", "page.txt#xx", {}, [Asked(True, "GET", "page.txt#xx")]),
        (
            *("GET", "page.txt#fr", {"versionId": "v7"}),
            [Asked(True, "GET", "page.txt#fr", "v7"), Asked(False, "GET", "page.txt", "v7")],
        ),
        (
            *("HEAD", "page.txt", {"versionId": "v7", "lang": "fr"}),
            [Asked(True, "HEAD", "page.txt", "v7"), Asked(False, "GET", "page.txt", "v7")],
        ),
    ],
)
def test_each_object_is_read_once(
    watched: Watched, method: str, key: str, query: Mapping[str, str], asked: list[Asked]
) -> None:
    watched.read(method, key, query)
    assert watched.asked == asked


def test_who_pays_and_who_owns_is_told_to_s3_with_the_original(watched: Watched) -> None:
    watched.read("GET", "page.txt#fr", headers={"x-amz-request-payer": "requester"})
    ((headers),) = [call.headers for call in watched.calls if call.place == ORIGINALS and not call.presigned]
    assert headers["x-amz-request-payer"] == "requester"
    assert "x-amz-expected-bucket-owner" not in headers


@pytest.mark.parametrize("query", [{"lang": ""}, {"lang": "", "x-id": "GetObject"}])
def test_a_blank_language_is_none(watched: Watched, query: Mapping[str, str]) -> None:
    assert watched.read("GET", "page.txt", query).body == TEXT
    assert watched.read("GET", "page.txt", query, {"x-lingopoint-language": "fr"}).body == SHOUTED


def test_the_second_reader_asks_for_what_is_kept_and_nothing_more(watched: Watched) -> None:
    assert watched.read("GET", "page.txt#fr").body == SHOUTED
    stored = [(call.method, call.key.partition("/")[0]) for call in watched.calls if call.place == RENDITIONS]
    assert stored == [("GET", "renditions"), ("PUT", "claims"), ("PUT", "renditions"), ("DELETE", "claims")]
    watched.calls.clear()
    assert watched.read("GET", "page.txt#fr").body == SHOUTED
    assert [(call.method, call.place) for call in watched.calls if call.place == RENDITIONS] == [("GET", RENDITIONS)]


@pytest.mark.parametrize(("milliseconds", "status"), [(30_000, 200), (2_000, 503)])
def test_lambda_says_how_much_time_there_is(watched: Watched, milliseconds: int, status: int) -> None:
    class Context:
        def get_remaining_time_in_millis(self) -> int:
            return milliseconds

    event = load_event("get-object-tagged")
    watched.read.world.put("ContactUs/contact-us.txt", TEXT)
    context: Any = Context()
    assert lambda_handler(event, context) is None
    assert watched.read.world.delivered.pop().status == status


# Patience

PATIENCE = {
    "translate": (3, 20, 1, 9),
    "s3": (3, 20, 3, 10),
    "s3 for renditions": (1, 3, 2, 10),
    "dynamodb": (1, 2, 2, 16),
}
"""Seconds to connect and to wait for an answer, how often it is asked at most, and connections."""


def test_every_client_has_its_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, ClientConfig]] = []
    client: Any = boto3.client

    def keeping(service: str, config: ClientConfig, **place: str | None) -> Any:
        made.append((service, config))
        return client(service, config=config, **place)

    monkeypatch.setattr(boto3, "client", keeping)
    monkeypatch.setenv("LINGOPOINT_RENDITION_BUCKET", RENDITIONS)
    monkeypatch.setenv("LINGOPOINT_MEMORY_TABLE", "memory")
    monkeypatch.setenv("LINGOPOINT_CONCURRENCY", "9")
    wiring.Production().prepare("on-demand")
    assert sorted(_patience(config) for _, config in made) == sorted(PATIENCE.values())
    assert sorted(service for service, _ in made) == ["dynamodb", "s3", "s3", "translate"]
    assert {service for service, config in made if _patience(config) == PATIENCE["s3"]} == {"s3"}
    assert {_of(config, "retries")["mode"] for _, config in made} == {"standard"}
    assert [_of(config, "s3") for _, config in made if _of(config, "s3")] == [{"payload_signing_enabled": False}]


def _of(config: ClientConfig, name: str) -> Any:
    return getattr(config, name)


def _patience(config: ClientConfig) -> tuple[int, ...]:
    connect, read, connections = (
        _of(config, name) for name in ("connect_timeout", "read_timeout", "max_pool_connections")
    )
    return connect, read, _of(config, "retries")["total_max_attempts"], connections


def test_presigned_urls_have_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Mapping[str, Any]] = []

    def urlopen(pool: HTTPConnectionPool, method: str, target: str, **how: Any) -> None:
        retries, timeout = pool.retries, pool.timeout
        assert isinstance(retries, Retry)
        sent.append(
            {
                **how,
                "timeout": (timeout.connect_timeout, timeout.read_timeout),
                "retries": (retries.total, retries.status_forcelist, retries.backoff_factor),
                "certified": getattr(pool.conn_kw.get("ssl_context"), "verify_mode", None),
            }
        )
        raise HTTPError

    monkeypatch.setattr(HTTPConnectionPool, "urlopen", urlopen)
    for scheme in ("http", "https"):
        with pytest.raises(Exception, match="S3 does not answer"):
            PresignedOrigin(make_pools(), f"{scheme}://host/a?X-Amz-Signature=0", {}).get()
    assert [each["timeout"] for each in sent] == [(3.0, 20.0)] * 2
    assert [(each["preload_content"], each["decode_content"], each["redirect"]) for each in sent] == [(False,) * 3] * 2
    assert [each["retries"] for each in sent] == [(2, (500, 502, 503), 0.1)] * 2
    assert sent[1]["certified"] == ssl.CERT_REQUIRED


@pytest.mark.parametrize(("place", "times"), [(ORIGINALS, 3), (RENDITIONS, 2)])
def test_a_service_that_is_silent_is_asked_as_often_as_that(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, place: str, times: int
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    asked: list[str] = []

    def silent(call: Call) -> Answer | None:
        if call.place != place or call.presigned:
            return None
        asked.append(call.method)
        raise ReadTimeoutError(endpoint_url=place)

    watched.read.world.fault = silent
    watched.read("GET", "page.txt#fr")
    assert asked == ["GET"] * times


# What there is, by the settings


@pytest.mark.parametrize(
    ("settings", "kept", "remembered"),
    [
        ({}, False, False),
        ({"rendition_bucket": "b", "memory_table": "t"}, True, True),
        ({"rendition_bucket": "b", "store": False, "memory_table": "t", "memory": False}, False, False),
        ({"rendition_bucket": "b", "memory": False}, True, False),
        ({"memory_table": "t", "store": False}, False, True),
    ],
)
def test_what_is_kept_where_is_set(settings: dict[str, Any], kept: bool, remembered: bool) -> None:
    production, config = wiring.Production(), Config(**settings)
    assert isinstance(production.renditions(config), NoRenditions) is not kept
    assert isinstance(production.memory(config), NoMemory) is not remembered


def test_a_memory_is_one_for_all_requests_with_its_settings() -> None:
    production, config = wiring.Production(), Config(memory_table="t")
    assert production.memory(config) is production.memory(Config(memory_table="t", formality="formal"))
    assert production.memory(config) is not production.memory(Config(memory_table="u"))
    assert production.memory(config) is not production.memory(Config(memory_table="t", memory_days=1))


def test_claims_are_of_one_request() -> None:
    production, config = wiring.Production(), Config(rendition_bucket="b")
    assert production.renditions(config) is not production.renditions(config)
