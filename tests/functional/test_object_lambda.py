"""The whole way of one GetObject through the handler, with everything outside of it in memory."""

import json
import random
import re
from typing import Any

import pytest

from lingopoint.adapters.amazon_translate import TRAITS
from lingopoint.config import Config
from lingopoint.formats.options import Options
from lingopoint.formats.text import document as text
from lingopoint.ports import Direction, RefusedError, ThrottledError, TranslatedText
from lingopoint_in_memory import FunctionTranslator, refused
from tests.support import ROOT, World, event_for, load_event, shouting

KEY = "ContactUs/contact-us.txt"
TEXT = "Contact us\n\nWe’d love to hear from you.\n".encode()
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"


@pytest.fixture
def world() -> World:
    world = World(translator=shouting())
    world.put(KEY, TEXT, "text/plain; charset=utf-8", etag='"original"', x_amz_meta_owner="web team")
    return world


def body(world: World, event: dict[str, Any]) -> bytes:
    response = world.get(event)
    assert (response.status, response.code) == (200, "")
    assert isinstance(response.body, bytes)
    return response.body


def error(world: World, event: dict[str, Any]) -> tuple[int, str, str]:
    response = world.get(event)
    assert response.body == b""
    return response.status, response.code, response.message


TRANSLATED = [
    "get-object-tagged",
    "get-object-settings",
    "get-object-language-query",
    "get-object-language-header",
    "get-object-temporary-credentials",
    "get-object-role",
    "get-object-path-only-url",
    "get-object-path-only-encoded-url",
    "get-object-encoded-url",
    "get-object-payload",
]


@pytest.mark.parametrize("name", TRANSLATED)
def test_a_language_may_be_asked_for_in_every_way(world: World, name: str) -> None:
    assert body(world, load_event(name)).decode() == TEXT.decode().upper()


def test_the_answer_is_the_originals_but_for_what_is_true_of_its_bytes(world: World) -> None:
    world.put(
        KEY, TEXT, "text/plain", etag='"e"', x_amz_meta_a="1", x_amz_checksum_crc32="AAAA", cache_control="no-cache"
    )
    headers = world.get(load_event("get-object-tagged")).headers
    assert headers["content-type"] == "text/plain"
    assert headers["content-language"] == "fr"
    assert headers["x-amz-meta-a"] == "1"
    assert headers["cache-control"] == "no-cache"
    assert headers["x-amz-meta-lingopoint-status"] == "translated"
    assert headers["x-amz-meta-lingopoint-calls"] == "1"
    assert "x-amz-checksum-crc32" not in headers
    assert headers["etag"].endswith('-e"')
    assert headers["content-length"] == str(len(TEXT.decode().upper().encode()))


def test_settings_reach_the_translator(world: World) -> None:
    world.get(load_event("get-object-settings"))
    assert isinstance(world.translator, FunctionTranslator)
    assert world.translator.directions == [Direction("en", "fr", "formal", brevity=True, profanity=True)]


def test_an_access_point_has_settings_of_its_own(world: World) -> None:
    world.get(load_event("get-object-payload"))
    assert isinstance(world.translator, FunctionTranslator)
    assert world.translator.directions == [Direction("en", "de", "formal")]


# What breaks the published sample, and what is right.


def test_no_tag_is_the_original_itself(world: World) -> None:
    response = world.get(load_event("get-object-untagged"))
    assert response.body == TEXT
    assert response.headers["etag"] == '"original"'
    assert response.headers["x-amz-meta-owner"] == "web team"
    assert world.original_reads == [KEY]


@pytest.mark.parametrize(
    "key", ["a//b.txt", "a?b.txt", "C#/x.txt", "./a/../b.txt", "/a.txt", "a%23b +ü.txt", "日本/é~.txt"]
)
def test_odd_keys_are_literal(world: World, key: str) -> None:
    world.put(key, b"hello")
    assert body(world, event_for(f"{key}#fr")) == b"HELLO"
    assert body(world, event_for(key)) == b"hello"


@pytest.mark.parametrize("key", ["C#/readme.txt", "a#b c.txt", "a.txt#", "a.txt#1"])
def test_a_suffix_that_is_no_tag_belongs_to_the_key(world: World, key: str) -> None:
    world.put(key, b"literal")
    assert body(world, event_for(key)) == b"literal"


def test_an_empty_tag_on_a_key_that_is_not_stored_is_not_found(world: World) -> None:
    assert error(world, event_for(f"{KEY}#"))[:2] == (404, "NoSuchKey")


@pytest.mark.parametrize("query", ["?versionId=abc", "?x-id=GetObject", "?x-id=GetObject&versionId=a"])
def test_parameters_of_an_sdk_do_not_disturb_the_language(world: World, query: str) -> None:
    response = world.get(event_for(f"{KEY}#fr", query=query))
    assert response.headers["content-language"] == "fr"


@pytest.mark.parametrize("content_type", ["image/png", "binary/octet-stream", "text/plain", "text/html"])
def test_a_picture_is_served_unchanged_and_marked(world: World, content_type: str) -> None:
    world.put("a.png", PNG, content_type)
    response = world.get(event_for("a.png#fr"))
    assert response.body == PNG
    assert response.headers["x-amz-meta-lingopoint-status"].startswith("untranslated; reason=")
    assert response.headers["content-type"] == content_type


def test_a_picture_can_be_refused(world: World) -> None:
    world.put("a.png", PNG, "image/png")
    event = event_for("a.png#fr", payload=json.dumps({"untranslatable": "refuse"}))
    assert error(world, event)[:2] == (400, "InvalidRequest")


def test_25_kilobytes_of_text_come_back_whole_and_in_order(world: World) -> None:
    text = "\n\n".join(f"Paragraph number {number} of a longer text, with its own words." for number in range(450))
    world.put("long.txt", text.encode())
    assert len(text) > 25_000
    assert body(world, event_for("long.txt#fr")).decode() == text.upper()
    assert isinstance(world.translator, FunctionTranslator)
    assert all(len(sent.encode()) <= TRAITS.max_bytes for sent in world.translator.sent)


def test_the_manual_takes_the_fewest_calls_and_keeps_its_order(world: World) -> None:
    manual = (ROOT / "samples" / "manual.txt").read_bytes()
    assert len(manual) > 100_000
    world.put("manual.txt", manual)
    translated = body(world, event_for("manual.txt#fr;source=en"))
    assert isinstance(world.translator, FunctionTranslator)
    units = {unit.parts for unit in text.extract(manual, Options("fr")).units}
    distinct = sum(len(part.encode()) for parts in units for part in parts if isinstance(part, str))
    least = -(-(distinct + len(units) * len("<p id=99></p>")) // TRAITS.max_bytes)
    assert len(world.translator.sent) <= 1.05 * least
    headings = re.findall(rb"^\d+\.\d+ ", manual, re.MULTILINE)
    assert re.findall(rb"^\d+\.\d+ ", translated, re.MULTILINE) == headings


def test_a_missing_object_is_not_found(world: World) -> None:
    assert error(world, event_for("missing.txt#fr")) == (404, "NoSuchKey", "The specified key does not exist.")
    assert error(world, event_for("missing.txt"))[:2] == (404, "NoSuchKey")


def test_a_throttled_service_is_asked_again(world: World) -> None:
    failures = [ThrottledError()] * 3

    class Throttling(FunctionTranslator):
        def translate(self, text: str, direction: Direction) -> TranslatedText:
            if failures:
                raise failures.pop()
            return TranslatedText(text.upper(), "en")

    world.translator = Throttling()
    response = world.get(load_event("get-object-tagged"))
    assert response.body == TEXT.decode().upper().encode()
    assert response.headers["x-amz-meta-lingopoint-retries"] == "3"


def test_a_service_that_only_throttles_is_slow_down_in_time(world: World) -> None:
    class Throttled(FunctionTranslator):
        def translate(self, text: str, direction: Direction) -> TranslatedText:
            raise ThrottledError

    world.translator = Throttled()
    response = world.get(load_event("get-object-tagged"), seconds=3.2)
    assert (response.status, response.code) == (503, "SlowDown")


def test_a_caller_without_the_right_learns_nothing(world: World) -> None:
    world.forbidden = True
    there, missing = error(world, event_for(f"{KEY}#fr")), error(world, event_for("missing.txt#fr"))
    assert there == missing
    assert there[:2] == (403, "AccessDenied")
    assert "s3:ListBucket" in there[2]
    assert error(world, event_for(f"{KEY}#xx")) == there
    assert error(world, event_for(KEY))[:2] == (403, "AccessDenied")
    assert isinstance(world.translator, FunctionTranslator)
    assert world.translator.sent == []


def test_the_callers_right_can_be_left_to_the_access_point(world: World) -> None:
    world.forbidden = True
    world.config = Config(caller_check="off")
    assert body(world, load_event("get-object-tagged")).decode() == TEXT.decode().upper()


# What else can happen.


def test_a_header_that_a_request_sets_cannot_break_the_answer(world: World) -> None:
    query = "?response-content-disposition=attachment; filename*=UTF-8''caf\u00e9%0D%0AX-Evil: 1.txt"
    headers = world.get(event_for(KEY, query=query)).headers
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''caf%C3%A9 X-Evil: 1.txt"


@pytest.mark.parametrize("key", [KEY, f"{KEY}#fr"])
def test_a_signed_request_may_name_the_file_it_downloads(world: World, key: str) -> None:
    query = (
        "?response-content-disposition=attachment%3B+filename%3D%22contact-us.fr.txt%22&response-content-type=text/x"
    )
    headers = world.get(event_for(key, query=query)).headers
    assert headers["content-disposition"] == 'attachment; filename="contact-us.fr.txt"'
    assert headers["content-type"] == "text/x"


def test_an_object_stored_under_the_tagged_key_is_served_as_it_is(world: World) -> None:
    world.put(f"{KEY}#fr", "Écrivez-nous".encode())
    assert body(world, load_event("get-object-tagged")).decode() == "Écrivez-nous"


def test_a_tag_shape_that_is_no_language_says_what_there_is(world: World) -> None:
    status, code, message = error(world, load_event("get-object-unknown-language"))
    assert (status, code) == (400, "InvalidRequest")
    assert "fr, fr-CA" in message


def test_a_tag_shape_that_is_part_of_a_stored_key_is_served(world: World) -> None:
    world.put(f"{KEY}#xx", b"literal")
    assert body(world, load_event("get-object-unknown-language")) == b"literal"


def test_the_same_language_costs_nothing(world: World) -> None:
    assert body(world, event_for(f"{KEY}#en;source=en")) == TEXT
    assert isinstance(world.translator, FunctionTranslator)
    assert world.translator.sent == []


def test_an_object_over_the_limit_is_refused_translated_and_passed_on_untranslated(world: World) -> None:
    world.config = Config(max_object_size=10)
    assert error(world, load_event("get-object-tagged"))[:2] == (400, "EntityTooLarge")
    response = world.get(load_event("get-object-untagged"))
    assert not isinstance(response.body, bytes)
    assert response.body.read() == TEXT


def test_a_pair_that_is_not_supported_is_explained(world: World) -> None:
    class Picky(FunctionTranslator):
        def translate(self, text: str, direction: Direction) -> TranslatedText:
            raise RefusedError("no such pair\nhere")

    world.translator = Picky()
    assert error(world, event_for(f"{KEY}#fr;source=en")) == (
        *(400, "InvalidRequest"),
        "Amazon Translate refused: no such pair here",
    )


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        (refused(403, "InvalidObjectState", "archived"), (403, "InvalidObjectState")),
        (refused(400, "InvalidRequest", "needs a key"), (400, "InvalidRequest")),
        (refused(500, "InternalError"), (500, "InternalError")),
        (refused(502, ""), (503, "InternalError")),
    ],
)
def test_what_s3_says_is_passed_on(world: World, said: Any, answered: tuple[int, str]) -> None:
    world.objects[KEY] = said
    assert error(world, load_event("get-object-untagged"))[:2] == answered
    assert error(world, load_event("get-object-tagged"))[:2] == answered


def test_a_bad_payload_is_a_clear_error(world: World) -> None:
    status, code, message = error(world, event_for(KEY, payload='{"languages": ["klingon"]}'))
    assert (status, code) == (500, "InternalError")
    assert "klingon" in message


def test_an_unforeseen_fault_is_answered_and_its_text_is_not_logged(world: World) -> None:
    class Broken(FunctionTranslator):
        def translate(self, text: str, direction: Direction) -> TranslatedText:
            raise RuntimeError(f"secret {text}")

    world.translator = Broken()
    assert error(world, load_event("get-object-tagged"))[:2] == (500, "InternalError")
    (_, record) = world.log.records[-1]
    assert str(record["detail"]).startswith("RuntimeError < translate:")
    assert "secret" not in repr(record)


@pytest.mark.parametrize(
    "name", [*TRANSLATED, "get-object-untagged", "get-object-unknown-language", "get-object-odd-key"]
)
def test_nothing_secret_is_logged(world: World, name: str) -> None:
    world.get(load_event(name))
    ((message, record),) = world.log.records
    written = repr((message, record))
    for secret in ("EXAMPLE", "X-Amz", "inputS3Url", "contact-us", "Contact us", "hear from you", "io-use1"):
        assert secret not in written
    assert record["request_id"] == load_event(name)["xAmzRequestId"]


def test_keys_are_logged_in_clear_where_that_is_set(world: World) -> None:
    world.config = Config(log_keys="key")
    world.get(load_event("get-object-tagged"))
    assert world.log.records[0][1]["key"] == f"{KEY}#fr"


def test_the_log_tells_what_it_cost(world: World) -> None:
    world.get(load_event("get-object-tagged"))
    record = world.log.records[0][1]
    assert (record["outcome"], record["calls"], record["units"]) == ("translated", 1, 2)
    assert record["billed"] == len("<p id=1>Contact us</p><p id=2>We’d love to hear from you.</p>")


def test_random_bytes_are_always_answered(world: World) -> None:
    chance = random.Random(7)
    for content_type in (
        "text/plain",
        "text/html",
        "application/json",
        "text/csv",
        "application/xml",
        "",
        "text/markdown",
    ):
        for size in (0, 1, 10, 1000):
            world.put("x", chance.randbytes(size), content_type)
            assert world.get(event_for("x#fr")).status == 200
