"""Exactly one answer to every request, whatever it asks, whatever is stored, and whatever of it can be sent."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest

from lingopoint import wiring
from lingopoint.config import Config
from lingopoint.errors import InvalidRequestError
from lingopoint.ports import NotTakenError, Response, StoredObject, TranslatedText
from lingopoint_in_memory import DictMemory, DictRenditions, FunctionTranslator, KeepingResponder
from tests.s3_rules import error as of_s3
from tests.s3_stand_in import FunctionReader, StandIn
from tests.support import KEY, SUPPORTING, TEXT, KeepingLog, KeepingMetrics, World, error, event_for, reading, sent

NO_EVENT = "This is no event of GetObject or HeadObject: it has no"


@dataclass
class Choosy(KeepingResponder):
    """A service that takes no answer of which it `refuses` to, and one answer at most."""

    refuses: Callable[[Response], bool] = lambda _: False
    tried: list[Response] = field(default_factory=list)

    def write(self, response: Response) -> None:
        self.tried.append(response)
        if self.refuses(response) or self.responses:
            raise NotTakenError from ValueError("foreign words")
        self.responses.append(response)


def record(world: World) -> Mapping[str, object]:
    """The log's record of the answer."""
    ((_, told),) = [each for each in world.log.records if each[0] in ("GetObject", "HeadObject")]
    return told


# What cannot be sent as it is


def test_an_answer_that_is_not_taken_is_given_with_less(world: World) -> None:
    world.put(KEY, TEXT, etag='"v1"', cache_control="no-cache", x_amz_meta_owner="web")
    world.answers = service = Choosy(refuses=lambda response: "cache-control" in response.headers)
    answer = world.get(reading())
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, TEXT.upper(), "text/plain")
    assert set(answer.headers) == {"content-type", "content-length", "etag"}
    assert (len(service.tried), record(world)["refused"], record(world)["status"]) == (2, "ValueError", 200)
    assert "foreign words" not in str(world.log.records)


def test_a_part_that_is_given_with_less_is_still_that_part(world: World) -> None:
    world.answers = Choosy(refuses=lambda response: "content-language" in response.headers)
    answer = world.get(reading(Range="bytes=0-4"))
    assert (answer.status, answer.body, answer.headers["content-range"]) == (206, b"HELLO", "bytes 0-4/13")


def test_an_answer_that_is_not_taken_at_all_is_an_error_that_says_so(world: World) -> None:
    world.store = store = DictRenditions()
    world.answers = Choosy(refuses=lambda response: response.status == 200)
    answer = world.get(reading())
    assert error(answer) == (500, "InternalError", "The answer could not be sent. Ask again.")
    assert (record(world)["refused"], record(world)["status"]) == ("ValueError, ValueError", 500)
    assert record(world)["billed"] == len("Hello there.")
    assert (len(store.kept), store.claims) == (1, {})


def test_an_error_that_is_not_taken_is_told_by_its_code(world: World) -> None:
    world.answers = Choosy(refuses=lambda response: " " in response.message)
    assert error(world.get(reading("none.txt#fr"))) == (404, "NoSuchKey", "NoSuchKey")


def test_a_service_that_takes_nothing_is_the_readers_loss_alone(world: World) -> None:
    world.store = store = DictRenditions()
    world.answers = Choosy(refuses=lambda _: True)
    with pytest.raises(NotTakenError):
        world.handle(reading())
    assert record(world)["undelivered"] == "ValueError, ValueError, ValueError"
    assert (len(store.kept), store.claims) == (1, {})


@pytest.mark.parametrize(("read", "status"), [(0, 200), (1, 500)])
def test_a_stream_is_sent_again_only_from_its_beginning(world: World, read: int, status: int) -> None:
    class Broken(Choosy):
        def write(self, response: Response) -> None:
            if not self.tried and not isinstance(response.body, bytes) and read:
                response.body.read(read)
            super().write(response)

    world.config = Config(max_object_size=5)
    world.put(KEY, TEXT, etag='"v1"', cache_control="no-cache")
    world.answers = service = Broken(refuses=lambda response: "cache-control" in response.headers)
    answer = world.get(reading(KEY))
    assert answer.status == status
    if status == 200:
        assert not isinstance(answer.body, bytes)
        assert answer.body.read() == TEXT
    assert len(service.tried) == 2


# What is no event


WRONG: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "configuration": lambda event: event.pop("configuration"),
    "userRequest": lambda event: event.pop("userRequest"),
    "inputS3Url": lambda event: event["getObjectContext"].pop("inputS3Url"),
    "url": lambda event: event["userRequest"].update(url=7),
    "headers": lambda event: event["userRequest"].update(headers="none"),
    "accessPointArn": lambda event: event["configuration"].update(accessPointArn=None),
    "supportingAccessPointArn": lambda event: event["configuration"].update(supportingAccessPointArn=[]),
    "payload": lambda event: event["configuration"].update(payload={"a": 1}),
}


@pytest.mark.parametrize("head", [False, True])
@pytest.mark.parametrize("missing", WRONG)
def test_an_event_that_is_not_as_s3_makes_them_is_answered(world: World, missing: str, head: bool) -> None:
    event = reading()
    WRONG[missing](event)
    if head:
        event["headObjectContext"] = event.pop("getObjectContext")
        result = world.head(event)
        said = result["statusCode"], result["errorCode"], result["errorMessage"]
    else:
        said = error(world.get(event))
    assert said == (400, "InvalidRequest", f"{NO_EVENT} {missing}.")
    assert record(world)["status"] == 400
    assert world.original_reads == []


@pytest.mark.parametrize("context", [None, {}, {"outputRoute": "io-1"}, {"outputRoute": "io-1", "outputToken": 7}])
def test_where_nobody_can_be_answered_the_call_fails(world: World, context: object) -> None:
    with pytest.raises(InvalidRequestError):
        world.handle(reading() | {"getObjectContext": context})
    assert (world.answers.responses, world.original_reads) == ([], [])


@pytest.mark.parametrize("url", ["https://169.254.169.254/a", "http://evil.org/a", "https://[", "", "https://h/%ff"])
@pytest.mark.parametrize("head", [False, True])
def test_a_url_that_leads_elsewhere_is_not_asked(world: World, url: str, head: bool) -> None:
    event = reading(head=head)
    event["headObjectContext" if head else "getObjectContext"]["inputS3Url"] = url
    status = world.head(event)["statusCode"] if head else world.get(event).status
    assert status == 400
    assert (world.original_reads, sent(world), world.presigned_reads) == ([], [], [])
    assert "169.254" not in str(world.log.records)


# What is asked


@pytest.mark.parametrize(
    ("event", "status"),
    [
        (reading(payload="[" * 4096), 500),
        (reading(payload='{"max_object_size": ' + "9" * 4301 + "}"), 500),
        (reading(payload='{"languages": ' + "[" * 900 + "]" * 900 + "}"), 500),
        (event_for(f"{KEY}#fr", query="?partNumber=" + "1" * 4301), 400),
        (event_for(f"{KEY}#fr", query="?partNumber=" + "0" * 4301 + "1"), 206),
        (event_for(f"{KEY}#fr", query="?response-expires=never"), 200),
        (event_for(f"{KEY}#fr", query="?response-content-disposition=\ud800"), 200),
        (event_for(f"{KEY}#fr", query="?lang=\ud800&versionId=\ud800"), 200),
        (event_for(KEY, query="?lang=日本"), 400),
        (reading(if_none_match="\ud800", if_modified_since="1" * 5000), 200),
    ],
)
def test_what_no_reader_should_ask_is_answered(world: World, event: dict[str, Any], status: int) -> None:
    answer = world.get(event)
    assert answer.status == status
    assert record(world)["status"] == status
    for text in (answer.message, *answer.headers.values()):
        assert text.isascii()
        assert text == " ".join(text.split())


def test_a_payload_that_is_nested_too_deeply_is_the_operators_fault(world: World) -> None:
    message = "The access point's payload is nested too deeply."
    assert error(world.get(reading(payload="[" * 100_000))) == (500, "InternalError", message)


# Whatever fails, the rest happens


class Stop(BaseException):
    """Something that ends the process."""


class FailingMemory(DictMemory):
    def flush(self) -> None:
        raise RuntimeError


class FailingLog(KeepingLog):
    def info(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        raise RuntimeError

    error = info


class FailingMetrics(KeepingMetrics):
    def record(self, access_point: str, report: object) -> None:
        raise RuntimeError


class FailingStore(DictRenditions):
    def put(self, key: str, rendition: object) -> bool:
        raise RuntimeError


class Hangs(KeepingResponder):
    def write(self, response: Response) -> None:
        self.responses.append(response)
        raise RuntimeError


PARTS = ("memory", "log", "metrics", "store", "answers")


@pytest.mark.parametrize(
    "broken", [[p for p, b in zip(PARTS, bits, strict=True) if b] for bits in product([0, 1], repeat=5)]
)
@pytest.mark.parametrize(("asked", "status"), [({}, 200), ({"Range": "bytes=0-"}, 206)], ids=["whole", "part"])
def test_delivering_telling_keeping_and_remembering_are_independent(
    world: World, broken: list[str], asked: dict[str, str], status: int
) -> None:
    world.store = store = FailingStore() if "store" in broken else DictRenditions()
    world.units = units = FailingMemory() if "memory" in broken else DictMemory()
    world.log = log = FailingLog() if "log" in broken else KeepingLog()
    world.metrics = metrics = FailingMetrics() if "metrics" in broken else KeepingMetrics()
    world.answers = answers = Hangs() if "answers" in broken else KeepingResponder()
    if "answers" in broken:
        with pytest.raises(RuntimeError):
            world.handle(event_for(f"{KEY}#fr", headers=asked))
    else:
        world.handle(event_for(f"{KEY}#fr", headers=asked))
    assert [(answer.status, answer.body) for answer in answers.responses] == [(status, TEXT.upper())]
    assert [kept.body for kept in store.kept.values()] == ([] if "store" in broken else [TEXT.upper()])
    assert store.claims == {}
    assert "HELLO THERE." in {item.text for item in units.items.values()}
    assert len(metrics.records) == (0 if "metrics" in broken else 1)
    if "log" not in broken:
        undone = [told["undone"] for message, told in log.records if message == "undone"]
        failed = [part for part in ("metrics", "store", "memory") if part in broken]
        assert len(undone) == (1 if failed else 0)
        assert record(world)["status"] == status


EARLY: Mapping[str, Callable[[World, pytest.MonkeyPatch], object]] = {
    "the configuration is wrong": lambda world, _: setattr(world, "config", Config(languages=("de",))),
    "there is no memory": lambda world, patch: patch.setattr(World, "memory", _failing),
    "there is no store": lambda world, patch: patch.setattr(World, "renditions", _failing),
    "there is no way to the originals": lambda world, patch: patch.setattr(World, "original", _failing),
    "there is no way to the caller's own": lambda world, patch: patch.setattr(World, "presigned", _failing),
    "the translator fails": lambda world, _: setattr(world, "translator", FunctionTranslator(_raising(RuntimeError()))),
    "the body breaks off": lambda world, _: world.objects.update({KEY: StoredObject(200, {}, _Cut())}),
    "the store fails": lambda world, _: setattr(world, "store", _Broken()),
}


def _failing(*_: object) -> Any:
    raise RuntimeError


def _raising(raised: BaseException) -> Callable[[str], str]:
    def fail(_: str) -> str:
        raise raised

    return fail


class _Cut:
    def read(self, amount: int | None = None, /) -> bytes:
        raise RuntimeError


class _Broken(DictRenditions):
    def get(self, key: str) -> None:
        raise RuntimeError


@pytest.mark.parametrize("head", [False, True])
@pytest.mark.parametrize("why", EARLY)
def test_what_fails_before_there_is_an_answer_is_one(
    world: World, monkeypatch: pytest.MonkeyPatch, why: str, head: bool
) -> None:
    EARLY[why](world, monkeypatch)
    status = world.head(reading(head=True))["statusCode"] if head else world.get(reading()).status
    assert status == (400 if why == "the configuration is wrong" else 500)
    assert record(world)["status"] == status
    assert len(json.dumps(dict(record(world)), default=str)) < 2000


def test_what_ends_the_process_is_answered_and_told_before_it_does(world: World) -> None:
    world.store = store = DictRenditions()
    world.units = units = DictMemory({"a": TranslatedText("a", "en")})
    world.translator = FunctionTranslator(_raising(Stop()))
    with pytest.raises(Stop):
        world.handle(reading())
    assert [answer.status for answer in world.answers.responses] == [500]
    assert (store.claims, len(units.items), record(world)["status"]) == ({}, 1, 500)


# What is stored, on the wire


@pytest.mark.parametrize("key", ["page.txt", "page.txt#fr"])
@pytest.mark.parametrize(
    ("name", "stored", "told"),
    [
        *(("expires", text, text) for text in ("never", "0", "Thu, 01 Jan 99999999999 00:00:00 GMT")),
        ("expires", "Tue, 01 Jan 2030 00:00:00 GMT", "Tue, 01 Jan 2030 00:00:00 GMT"),
        ("x-amz-object-lock-retain-until-date", "2030-01-01T00:00:00.000Z", "2030-01-01T00:00:00Z"),
        ("x-amz-object-lock-retain-until-date", "some day", None),
        ("x-amz-missing-meta", "some", None),
        ("x-amz-meta-owner", "=?UTF-8?B?w6k=?=", "=?UTF-8?B?w6k=?="),
        ("x-amz-meta-owner", "é".encode().decode("latin-1"), "=?UTF-8?B?w6k=?="),
        ("content-disposition", 'inline; filename="a  b.txt"', 'inline; filename="a b.txt"'),
        (
            "content-disposition",
            'inline; filename="é"'.encode().decode("latin-1"),
            "inline; filename=\"_\"; filename*=UTF-8''%C3%A9",
        ),
    ],
)
def test_get_and_head_tell_what_is_stored(
    function: FunctionReader, key: str, name: str, stored: str, told: str | None
) -> None:
    function.world = StandIn()
    function.world.put("page.txt", TEXT, **{name.replace("-", "_"): stored})
    answers = [function(method, key) for method in ("GET", "HEAD")]
    assert [(answer.status, answer.headers.get(name)) for answer in answers] == [(200, told)] * 2


def test_a_language_that_is_no_ascii_is_refused_in_ascii(function: FunctionReader) -> None:
    function.world = StandIn()
    function.world.put("page.txt", TEXT)
    assert function("GET", "page.txt", {"lang": "日本"}).status == 400


def test_what_the_function_is_told_stays_with_it(function: FunctionReader) -> None:
    """S3's words to the function's own role may name what no reader should know."""
    function.world = StandIn()
    function.world.fault = lambda call: None if call.presigned else of_s3(403, "InvalidObjectState")
    assert function("GET", "page.txt#fr").code == "InvalidObjectState"
    origin = wiring.dependencies().original(SUPPORTING, "page.txt", {}).get()
    assert (origin.code, origin.message) == (
        "InvalidObjectState",
        "The object is in an archive, and has to be restored first.",
    )
    function.world.fault = lambda _: of_s3(403, "AccessDenied")
    assert wiring.dependencies().original(SUPPORTING, "page.txt", {}).get().message == ""


@pytest.mark.parametrize("owner", ["1\r\nX-Evil: 1", "é", "\ud800"])
def test_a_parameter_that_cannot_be_sent_is_the_callers_fault(function: FunctionReader, owner: str) -> None:
    origin = wiring.dependencies().original(SUPPORTING, "page.txt", {"ExpectedBucketOwner": owner})
    with pytest.raises(InvalidRequestError):
        origin.get()


def test_the_configured_endpoint_is_that_of_s3(monkeypatch: pytest.MonkeyPatch) -> None:
    function = wiring.Production()
    assert function.endpoint == ""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    assert function.endpoint == "http://127.0.0.1:1"
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:2")
    assert function.endpoint == "http://127.0.0.1:2"
