"""Which answer a request gets: whose fault a refusal is, how long an answer may take, what is kept for the next."""

import io
import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from lingopoint.config import Config
from lingopoint.ports import ConditionalOrigin, Origin, Rendition, Response, StoredObject, TranslatedText
from lingopoint_in_memory import (
    DictMemory,
    DictOrigin,
    DictRenditions,
    FunctionTranslator,
    KeepingResponder,
    refused,
    stored,
)
from tests.support import World, event_for

KEY = "a.txt"
TEXT = b"Hello there.\n"
OWN_RIGHT = (500, "InternalError", "The function may not read the originals.")


@dataclass
class SteppingClock:
    """Time that passes only while somebody sleeps. It is not 0 at first."""

    seconds: float = 7000.0
    pauses: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.seconds += seconds


@pytest.fixture
def world() -> World:
    world = World(translator=FunctionTranslator(str.upper), clock=SteppingClock())
    world.put(KEY, TEXT, etag='"v1"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT")
    return world


def event(key: str = f"{KEY}#fr", head: bool = False, payload: str = "{}", **headers: str) -> dict[str, Any]:
    made = event_for(key, headers={name.replace("_", "-"): value for name, value in headers.items()}, payload=payload)
    if head:
        made["headObjectContext"] = {"inputS3Url": made.pop("getObjectContext")["inputS3Url"]}
    return made


def error(response: Response) -> tuple[int, str, str]:
    assert response.body == b""
    return response.status, response.code, response.message


def sent(world: World) -> list[str]:
    assert isinstance(world.translator, FunctionTranslator)
    return world.translator.sent


# Whose fault it is


@pytest.mark.parametrize("code", ["AccessDenied", ""])
def test_what_the_function_may_not_read_is_no_fault_of_the_callers(world: World, code: str) -> None:
    world.objects[KEY] = refused(403, code)
    assert error(world.get(event())) == OWN_RIGHT
    assert world.log.records[-1][1]["detail"] == f"S3 answered 403 {code}"


@pytest.mark.parametrize("code", ["AccessDenied", ""])
def test_what_the_caller_may_not_read_is(world: World, code: str) -> None:
    world.objects[f"{KEY}#fr"] = refused(403, code)
    assert error(world.get(event()))[:2] == (403, "AccessDenied")
    assert world.get(event(payload='{"caller_check": false}')).body == TEXT.upper()


def test_a_403_of_another_kind_is_no_lack_of_a_right(world: World) -> None:
    archived = refused(403, "InvalidObjectState", "In an archive.")
    world.objects[f"{KEY}#fr"] = archived
    assert error(world.get(event())) == (403, "InvalidObjectState", "In an archive.")
    world.objects[KEY] = archived
    del world.objects[f"{KEY}#fr"]
    assert error(world.get(event())) == (403, "InvalidObjectState", "In an archive.")


def test_a_404_of_another_kind_is_not_a_key_that_there_is_not(world: World) -> None:
    world.objects[KEY] = refused(404, "NoSuchBucket", "No bucket.")
    assert error(world.get(event())) == (404, "NoSuchBucket", "No bucket.")


@pytest.mark.parametrize(
    ("status", "code"),
    [
        *((400, "InvalidRequest"), (403, "AccessDenied"), (404, "NoSuchKey"), (412, "PreconditionFailed")),
        *((416, "InvalidRange"), (409, "InternalError"), (503, "InternalError")),
    ],
)
def test_an_error_without_a_document_has_s3s_code_of_its_status(world: World, status: int, code: str) -> None:
    world.objects[KEY] = refused(status, "")
    result = world.head(event(KEY, head=True))
    assert (result["statusCode"], result["errorCode"]) == (status, code)
    assert error(world.get(event(KEY)))[:2] == (status, code)


def test_a_language_that_is_not_served_is_said_to_those_alone_who_may_read(world: World) -> None:
    assert error(world.get(event(f"{KEY}#xx")))[:2] == (400, "InvalidRequest")
    world.forbidden = True
    assert error(world.get(event(f"{KEY}#xx")))[:2] == (403, "AccessDenied")
    assert error(world.get(event(f"{KEY}#xx", payload='{"caller_check": false}')))[:2] == (400, "InvalidRequest")


# What S3 made of a condition or a range that was signed, and that was meant for the translation


@pytest.mark.parametrize("status", [206, 304, 412, 416])
def test_a_signed_condition_is_the_translations(world: World, status: int) -> None:
    said = StoredObject(status, {}, io.BytesIO(b"He"))

    class Signed(World):
        def presigned(self, url: str, headers: Mapping[str, str], method: str) -> ConditionalOrigin:
            return DictOrigin({KEY: said}, KEY)

    signed = Signed(world.objects, translator=world.translator)
    assert signed.get(event(KEY, x_lingopoint_language="fr")).body == TEXT.upper()


# Time


@dataclass(slots=True)
class Watching(DictRenditions):
    """Keeps for how long each claim was made."""

    seconds: list[float] = field(default_factory=list)

    def claim(self, key: str, seconds: float) -> bool:
        self.seconds.append(seconds)
        return DictRenditions.claim(self, key, seconds)


@pytest.mark.parametrize(("left", "used"), [(900.0, 57.0), (60.0, 57.0), (59.0, 56.0), (30.0, 27.0), (4.0, 1.0)])
def test_s3_gives_a_minute_and_three_seconds_of_the_time_are_for_sending(
    world: World, left: float, used: float
) -> None:
    world.store = watching = Watching(now=world.clock.now)
    assert world.get(event(), seconds=left).body == TEXT.upper()
    assert watching.seconds == [used]


def test_a_waiter_waits_half_of_the_time_and_looks_often_at_first(world: World) -> None:
    world.store = store = DictRenditions(now=world.clock.now)
    world.get(event())
    (key,) = store.kept
    store.kept.clear()
    store.claim(key, 1000)
    assert isinstance(world.clock, SteppingClock)
    started = world.clock.now()
    assert world.get(event(), seconds=43).body == TEXT.upper()
    pauses = world.clock.pauses
    assert [round(pause, 3) for pause in pauses[:7]] == [0.05, 0.075, 0.113, 0.169, 0.253, 0.38, 0.5]
    assert set(pauses[6:]) == {0.5}
    assert 19.5 < world.clock.now() - started <= 20
    assert len(sent(world)) == 2


def test_a_waiter_is_given_what_another_made(world: World) -> None:
    made = Rendition(b"MADE", "text/plain", {})

    class Elsewhere(DictRenditions):
        looks = 0

        def get(self, key: str) -> Rendition | None:
            self.looks += 1
            return made if self.looks == 4 else None

        def claim(self, key: str, seconds: float) -> bool:
            return False

    world.store = Elsewhere()
    assert world.get(event()).body == b"MADE"
    assert isinstance(world.clock, SteppingClock)
    assert len(world.clock.pauses) == 3
    assert sent(world) == []


@dataclass
class Stuck(World):
    """An original that comes only once the reader has been answered."""

    answered: threading.Event = field(default_factory=threading.Event)
    came: list[bool] = field(default_factory=list)

    def original(self, access_point: str, key: str, parameters: Mapping[str, str]) -> Origin:
        origin, world = super().original(access_point, key, parameters), self

        class Late:
            def get(self) -> StoredObject:
                world.came.append(world.answered.wait(30))
                return origin.get()

        return Late()


@pytest.fixture
def stuck(world: World) -> Iterator[Stuck]:
    stuck = Stuck(world.objects)

    class Telling(KeepingResponder):
        def write(self, response: Response) -> None:
            super().write(response)
            stuck.answered.set()

    stuck.answers = Telling()
    yield stuck
    stuck.answered.set()
    assert False not in stuck.came


def test_a_reviewed_answer_does_not_wait_for_the_original(stuck: Stuck) -> None:
    stuck.put(f"{KEY}#fr", b"Bonjour.")
    assert stuck.get(event()).body == b"Bonjour."


def test_a_refusal_does_not_wait_for_the_original(stuck: Stuck) -> None:
    stuck.forbidden = True
    assert error(stuck.get(event()))[:2] == (403, "AccessDenied")


# What is kept for the next


class Buffering(DictMemory):
    """Remembers only what was flushed."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: dict[str, TranslatedText] = {}

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] | None = None) -> None:
        self.waiting.update(items)

    def flush(self) -> None:
        self.items.update(self.waiting)


def test_what_was_translated_is_remembered_after_the_answer(world: World) -> None:
    world.units = memory = Buffering()
    world.get(event())
    assert [item.text for item in memory.items.values()] == ["HELLO THERE."]
    world.get(event())
    assert len(sent(world)) == 1


@pytest.mark.parametrize(
    "settings",
    [
        *({"source_language": "en"}, {"formality": "formal"}, {"terminology": "brands"}, {"document_language": False}),
        *({"include": ["title"]}, {"exclude": ["title"]}),
    ],
)
def test_each_setting_that_shapes_a_rendition_makes_another(world: World, settings: dict[str, Any]) -> None:
    world.store = store = DictRenditions()
    world.put("a.json", b'{"title": "A title", "text": "A text"}', "application/json", etag='"j"')
    plain, set_ = (world.get(event("a.json#fr", payload=payload)) for payload in ("{}", json.dumps(settings)))
    assert plain.headers["etag"] != set_.headers["etag"]
    assert len(store.kept) == 2


@pytest.mark.parametrize("setting", ["brevity=on", "profanity=mask", "formality=informal", "source=en"])
def test_each_setting_of_the_tag_makes_another(world: World, setting: str) -> None:
    world.store = store = DictRenditions()
    plain, set_ = world.get(event()), world.get(event(f"{KEY}#fr;{setting}"))
    assert plain.headers["etag"] != set_.headers["etag"]
    assert len(store.kept) == 2


def test_a_terminology_that_was_imported_again_makes_another(world: World) -> None:
    @dataclass
    class Versioned(FunctionTranslator):
        version: str = "1"

        def terminology_version(self, name: str) -> str:
            assert name == "brands"
            return self.version

    world.config, world.store = Config(terminology="brands"), DictRenditions()
    world.translator = translator = Versioned()
    first = world.get(event()).headers["etag"]
    assert world.get(event()).headers["etag"] == first
    translator.version = "2"
    assert world.get(event()).headers["etag"] != first
    assert len(sent(world)) == 2


def test_without_a_terminology_nobody_asks_for_its_version(world: World) -> None:
    class Unasked(FunctionTranslator):
        def terminology_version(self, name: str) -> str:
            raise AssertionError(name)

    world.translator = Unasked()
    assert world.get(event()).status == 200


# Originals as they are stored


@pytest.mark.parametrize("coding", ["gzip", "br", "aws-chunked,gzip", "gzip, aws-chunked"])
def test_what_is_stored_compressed_is_served_as_it_is(world: World, coding: str) -> None:
    world.put(KEY, b"\x1f\x8b", "text/plain", content_encoding=coding, etag='"z"')
    answer = world.get(event())
    assert (answer.body.read() if not isinstance(answer.body, bytes) else answer.body) == b"\x1f\x8b"
    reason = coding.replace("aws-chunked", "").strip(", ")
    assert answer.headers["x-amz-meta-lingopoint-status"] == f"untranslated; reason=content encoding {reason}"
    assert answer.headers["content-encoding"] == coding


@pytest.mark.parametrize("coding", ["", "identity", "aws-chunked", "aws-chunked,identity"])
def test_other_codings_are_none(world: World, coding: str) -> None:
    world.put(KEY, TEXT, "text/plain", content_encoding=coding, etag='"z"')
    assert world.get(event()).body == TEXT.upper()


@pytest.mark.parametrize(("most", "status"), [(len(TEXT), 200), (len(TEXT) - 1, 400)])
def test_an_original_may_be_as_large_as_is_set(world: World, most: int, status: int) -> None:
    world.config = Config(max_object_size=most)
    assert world.get(event()).status == status
    untranslated = world.get(event(KEY)).body
    assert isinstance(untranslated, bytes) is (status == 200)


def test_too_large_says_how_large(world: World) -> None:
    world.config = Config(max_object_size=5)
    message = f"The original has {len(TEXT)} bytes; translations are served up to 5."
    assert error(world.get(event())) == (400, "EntityTooLarge", message)


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
    assert world.get(event()).headers["content-type"] == expected


def test_a_translation_that_does_not_fit_the_charset_is_utf8_and_says_so(world: World) -> None:
    world.translator = FunctionTranslator(lambda _: "Привет.")
    world.put(KEY, b"caf\xe9", "text/plain; charset=iso-8859-1; format=flowed", etag='"c"')
    answer = world.get(event())
    assert (answer.body, answer.headers["content-type"]) == (
        "Привет.".encode(),
        "text/plain; charset=utf-8; format=flowed",
    )


def test_the_same_language_tells_what_there_is(world: World) -> None:
    headers = world.get(event(f"{KEY}#en;source=en")).headers
    told = {name.removeprefix("x-amz-meta-lingopoint-"): value for name, value in headers.items()}
    assert (told["units"], told["calls"], told["characters"], told["source"]) == ("1", "0", "0", "en")


@pytest.mark.parametrize("name", ["accept-ranges", "content-md5", "content-range", "x-amz-checksum-sha256"])
def test_what_holds_of_the_originals_bytes_is_not_said_of_others(world: World, name: str) -> None:
    world.put(KEY, TEXT, **{"etag": '"v1"', name: "theirs"})
    assert world.get(event()).headers.get(name) in (None, "bytes")


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
    answer = world.get(event(KEY))
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
    assert answer.headers[OVERRIDES[parameter]] == "a~b !%7Fc"


def test_headers_are_set_on_a_part_and_on_no_other_answer(world: World) -> None:
    query = "?response-cache-control=no-store"
    part = world.get(event_for(f"{KEY}#fr", query=query, headers={"Range": "bytes=0-1"}))
    assert (part.status, part.headers["cache-control"]) == (206, "no-store")
    world.put(KEY, TEXT, etag='"v1"', cache_control="max-age=60")
    unchanged = world.get(event_for(f"{KEY}#fr", query=query, headers={"If-None-Match": "*"}))
    assert (unchanged.status, unchanged.headers["cache-control"]) == (304, "max-age=60")
