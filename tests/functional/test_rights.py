"""Whose right opens an original: the caller's own, or the one to its tagged key."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from lingopoint.config import Config
from lingopoint.handlers.event import key_of
from lingopoint.ports import ConditionalOrigin, Origin
from lingopoint_in_memory import DictOrigin, DictRenditions, FunctionTranslator, refused
from tests.support import FORBIDDEN, KEY, SUPPORTING, TEXT, World, error, reading, shouting

SECRET = "secret.txt"
LANGUAGE: Any = {"x_lingopoint_language": "fr"}


class Exact(World):
    """A caller who may read everything but exactly `secret.txt`, and is told what is not there.

    So S3 answers 404 for `secret.txt#fr`: whether a Deny or the lack of an Allow is on that very key, or a condition
    on its tags, or whether it is under a key of KMS that the caller may not use.
    """

    def presigned(self, url: str, headers: Mapping[str, str], method: str) -> ConditionalOrigin:
        key = key_of(url, SUPPORTING)
        return DictOrigin({SECRET: FORBIDDEN} if key == SECRET else self.objects, key)


@pytest.fixture
def exact() -> Exact:
    world = Exact(translator=shouting())
    world.put(KEY, TEXT, etag='"1"')
    world.put(SECRET, TEXT, etag='"2"')
    return world


@pytest.mark.parametrize("payload", ['{"caller_check": "strict"}', '{"tagged_prefixes": ["public/", "a"]}'])
def test_a_right_that_is_lacking_on_the_exact_key_is_lacking_for_its_translations(exact: Exact, payload: str) -> None:
    assert exact.get(reading(f"{SECRET}#fr")).body == TEXT.upper()  # what `tagged` means
    for event in (reading(f"{SECRET}#fr", payload=payload), reading(SECRET, payload=payload, **LANGUAGE)):
        assert error(exact.get(event))[:2] == (403, "AccessDenied")
    for event in (reading(f"{SECRET}#fr", True, payload), reading(SECRET, True, payload, **LANGUAGE)):
        assert exact.head(event)["statusCode"] == 403


def test_strict_reads_with_the_callers_own_url_only(exact: Exact) -> None:
    exact.config = Config(caller_check="strict")

    def never(access_point: str, key: str, parameters: Mapping[str, str]) -> Origin:
        return DictOrigin({KEY: refused(500, "ReadWithTheFunctionsRight")}, key)

    exact.original = never  # type: ignore[method-assign]
    assert exact.get(reading(KEY, **LANGUAGE)).body == TEXT.upper()
    assert exact.get(reading(KEY)).body == TEXT
    assert exact.get(reading(KEY, payload='{"default_language": "fr"}')).body == TEXT.upper()
    assert error(exact.get(reading(f"{KEY}#fr")))[:2] == (403, "AccessDenied")
    exact.put(f"{KEY}#fr", b"Bonjour.")
    assert exact.get(reading(f"{KEY}#fr")).body == b"Bonjour."


def test_the_refusal_is_the_same_whether_or_not_there_is_an_original(exact: Exact) -> None:
    exact.config = Config(caller_check="strict")
    answers = {error(exact.get(reading(f"{key}#fr"))) for key in (KEY, SECRET, "no such.txt")}
    exact.forbidden = True
    answers |= {error(exact.get(reading(f"{key}#fr"))) for key in (KEY, SECRET, "no such.txt")}
    assert len(answers) == 1


def test_a_kept_translation_answers_head_where_the_function_may_not_read_the_original(world: World) -> None:
    world.store = DictRenditions()
    readable = world.original

    def outside(access_point: str, key: str, parameters: Mapping[str, str]) -> Origin:
        return DictOrigin({key: refused(403, "AccessDenied")}, key)

    world.original = outside  # type: ignore[method-assign]
    head = reading(KEY, True, **LANGUAGE)
    assert world.head(head) == {
        "statusCode": 405,
        "errorCode": "MethodNotAllowed",
        "errorMessage": "This translation is not made yet, and only a GET can have it made.",
    }
    made = world.get(reading(KEY, **LANGUAGE))
    assert world.head(head)["headers"]["ETag"] == made.headers["etag"]
    world.original = readable  # type: ignore[method-assign]
    assert world.head(head)["headers"]["ETag"] == made.headers["etag"]


# What readers may ask for beside the language


@pytest.mark.parametrize("setting", ["formality=formal", "brevity=on", "profanity=mask", "source=de", "source=auto"])
def test_readers_settings_can_be_switched_off(world: World, setting: str) -> None:
    assert world.get(reading(f"{KEY}#fr;{setting}")).status == 200
    world.config = replace(world.config, reader_settings=False)
    for event in (reading(f"{KEY}#fr;{setting}"), reading(KEY, x_lingopoint_language=f"fr;{setting}")):
        assert error(world.get(event))[:2] == (400, "InvalidRequest")
    assert world.get(reading()).body == TEXT.upper()


def test_asking_for_detection_needs_no_right_that_the_function_lacks(world: World) -> None:
    """With a language configured the role may not detect: AccessDeniedException would be the answer."""
    world.config = replace(world.config, source_language="it")
    world.put("b.txt", b"Guten Tag.", content_language="de")
    translator = FunctionTranslator()
    world.translator = translator
    assert world.get(reading(f"{KEY}#fr;source=auto")).status == 200
    assert world.get(reading("b.txt#fr;source=auto")).status == 200
    assert [direction.source for direction in translator.directions] == ["it", "de"]


def test_what_an_answer_cost_need_not_be_told(world: World) -> None:
    told = world.get(reading()).headers
    world.config = replace(world.config, cost_metadata=False)
    kept = {name for name in world.get(reading()).headers if name.startswith("x-amz-meta-lingopoint-")}
    gone = {name.removeprefix("x-amz-meta-lingopoint-") for name in told.keys() - kept if "lingopoint" in name}
    assert gone == {"billed", "calls", "characters", "doubted", "remembered", "retries", "stepped-down"}
    assert world.metrics.records[-1][1].cost.billed > 0
