"""Whose fault a refusal is, and what is told of it to whom."""

import io
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from lingopoint.ports import ConditionalOrigin, StoredObject
from lingopoint_in_memory import (
    DictOrigin,
    refused,
    stored,
)
from tests.support import KEY, TEXT, World, error, reading, sent

OWN_RIGHT = (500, "InternalError", "The function may not read the originals.")


@pytest.mark.parametrize("code", ["AccessDenied", ""])
def test_what_the_function_may_not_read_is_no_fault_of_the_callers(world: World, code: str) -> None:
    world.objects[KEY] = refused(403, code)
    assert error(world.get(reading())) == OWN_RIGHT
    assert world.log.records[-1][1]["detail"] == f"S3 answered 403 {code}"


@pytest.mark.parametrize("code", ["AccessDenied", ""])
def test_what_the_caller_may_not_read_is(world: World, code: str) -> None:
    world.objects[f"{KEY}#fr"] = refused(403, code)
    assert error(world.get(reading()))[:2] == (403, "AccessDenied")
    assert world.get(reading(payload='{"caller_check": false}')).body == TEXT.upper()


def test_a_403_of_another_kind_is_no_lack_of_a_right(world: World) -> None:
    archived = refused(403, "InvalidObjectState", "In an archive.")
    world.objects[f"{KEY}#fr"] = archived
    assert error(world.get(reading())) == (403, "InvalidObjectState", "In an archive.")
    world.objects[KEY] = archived
    del world.objects[f"{KEY}#fr"]
    assert error(world.get(reading())) == (403, "InvalidObjectState", "In an archive.")


def test_a_404_of_another_kind_is_not_a_key_that_there_is_not(world: World) -> None:
    world.objects[KEY] = refused(404, "NoSuchBucket", "No bucket.")
    assert error(world.get(reading())) == (404, "NoSuchBucket", "No bucket.")


@pytest.mark.parametrize(
    ("status", "code"),
    [
        *((400, "InvalidRequest"), (403, "AccessDenied"), (404, "NoSuchKey"), (412, "PreconditionFailed")),
        *((416, "InvalidRange"), (409, "InternalError"), (503, "InternalError")),
    ],
)
def test_an_error_without_a_document_has_s3s_code_of_its_status(world: World, status: int, code: str) -> None:
    world.objects[KEY] = refused(status, "")
    result = world.head(reading(KEY, head=True))
    assert (result["statusCode"], result["errorCode"]) == (status, code)
    assert error(world.get(reading(KEY)))[:2] == (status, code)


def test_a_language_that_is_not_served_is_said_to_those_alone_who_may_read(world: World) -> None:
    assert error(world.get(reading(f"{KEY}#xx")))[:2] == (400, "InvalidRequest")
    world.forbidden = True
    assert error(world.get(reading(f"{KEY}#xx")))[:2] == (403, "AccessDenied")
    assert error(world.get(reading(f"{KEY}#xx", payload='{"caller_check": false}')))[:2] == (400, "InvalidRequest")


# What S3 made of a condition or a range that was signed, and that was meant for the translation


@pytest.mark.parametrize("status", [206, 304, 412, 416])
def test_a_signed_condition_is_the_translations(world: World, status: int) -> None:
    said = StoredObject(status, {}, io.BytesIO(b"He"))

    class Signed(World):
        def presigned(self, url: str, headers: Mapping[str, str], method: str) -> ConditionalOrigin:
            return DictOrigin({KEY: said}, KEY)

    signed = Signed(world.objects, translator=world.translator)
    assert signed.get(reading(KEY, x_lingopoint_language="fr")).body == TEXT.upper()


def test_an_original_with_more_in_it_than_the_function_has_memory_for_is_too_large(world: World) -> None:
    world.config = replace(world.config, function_memory=256)
    text = "\n\n".join(f"Word {number}" for number in range(100_000)).encode()
    world.objects[KEY] = stored(text, {"content-type": "text/plain", "etag": '"1"'})
    status, code, message = error(world.get(reading()))
    assert (status, code) == (400, "EntityTooLarge")
    assert re.fullmatch(
        r"The original holds more than can be translated at once: its first [\d,]+ units and 0 inline codes need "
        r"56 MB, and there are 56\.",
        message,
    )
    assert sent(world) == []
