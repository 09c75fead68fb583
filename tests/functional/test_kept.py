"""What is kept for the next reader, and what makes another rendition of it."""

import base64
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from lingopoint.adapters.amazon_translate import AmazonTranslator
from lingopoint.config import Config
from lingopoint.ports import TranslatedText
from lingopoint.renditions.make import PASSING_SECONDS
from lingopoint_in_memory import DictMemory, DictRenditions, FunctionTranslator
from lingopoint_local.translate.engines.pseudo import Pseudo
from lingopoint_local.translate.in_process import InProcessClient
from lingopoint_local.translate.service import TranslateApi
from tests.support import KEY, World, reading, sent


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
    world.get(reading())
    assert [item.text for item in memory.items.values()] == ["en", "HELLO THERE."]
    world.get(reading())
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
    plain, set_ = (world.get(reading("a.json#fr", payload=payload)) for payload in ("{}", json.dumps(settings)))
    assert plain.headers["etag"] != set_.headers["etag"]
    assert len(store.kept) == 2


@pytest.mark.parametrize("setting", ["brevity=on", "profanity=mask", "formality=informal", "source=en"])
def test_each_setting_of_the_tag_makes_another(world: World, setting: str) -> None:
    world.store = store = DictRenditions()
    plain, set_ = world.get(reading()), world.get(reading(f"{KEY}#fr;{setting}"))
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
    first = world.get(reading()).headers["etag"]
    assert world.get(reading()).headers["etag"] == first
    translator.version = "2"
    assert world.get(reading()).headers["etag"] != first
    assert len(sent(world)) == 2


def test_without_a_terminology_nobody_asks_for_its_version(world: World) -> None:
    class Unasked(FunctionTranslator):
        def terminology_version(self, name: str) -> str:
            raise AssertionError(name)

    world.translator = Unasked()
    assert world.get(reading()).status == 200


def test_what_was_made_with_a_terminology_just_imported_is_not_remembered_and_not_kept_for_long(world: World) -> None:
    world.config = Config(terminology="brands")
    world.store, world.units = (store := DictRenditions()), (memory := DictMemory())
    world.translator = translator = FunctionTranslator(str.upper, propagating={"brands"})
    assert world.get(reading()).body == b"HELLO THERE.\n"
    assert memory.items == {}
    assert [rendition.seconds for rendition in store.kept.values()] == [PASSING_SECONDS]
    store.kept.clear()
    translator.propagating.clear()
    world.get(reading())
    assert [item.text for item in memory.items.values()] == ["en", "HELLO THERE."]
    assert [rendition.seconds for rendition in store.kept.values()] == [None]


def test_what_is_remembered_is_used_while_a_terminology_propagates(world: World) -> None:
    world.config, world.units = Config(terminology="brands"), DictMemory()
    world.translator = translator = FunctionTranslator(str.upper)
    world.get(reading())
    translator.propagating.add("brands")
    world.get(reading())
    assert len(sent(world)) == 1


@pytest.mark.parametrize(("seconds_later", "remembered"), [(0, 0), (601, 1)])
def test_a_terminology_imported_at_the_service_counts_ten_minutes_later(
    world: World, seconds_later: float, remembered: int
) -> None:
    api = TranslateApi(Pseudo())
    terms = {"File": base64.b64encode(b"en,fr\nthere,ici\n").decode(), "Format": "CSV"}
    api.call("ImportTerminology", {"Name": "brands", "MergeStrategy": "OVERWRITE", "TerminologyData": terms})
    client: Any = InProcessClient(api)
    world.translator = AmazonTranslator(client, wall=lambda: time.time() + seconds_later)
    world.config = Config(terminology="brands", source_language="en")
    world.units = memory = DictMemory()
    body = world.get(reading()).body
    assert isinstance(body, bytes)
    assert b"ici" in body
    assert len(memory.items) == remembered
    ((_, record),) = world.log.records
    assert record["terminologies"] == ("brands",)
