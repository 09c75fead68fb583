"""Delivering, telling, keeping and flushing: each happens, whatever becomes of the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from lingopoint.ports import Response, ThrottledError, TranslatedText
from lingopoint.renditions.authority import CallersOwn
from lingopoint.renditions.lookup import Origins
from lingopoint.renditions.serve import Request, serve
from lingopoint.report import Report
from lingopoint_in_memory import DictMemory, DictOrigin, DictRenditions, FunctionTranslator, KeepingResponder
from tests.support import KeepingLog, KeepingMetrics, World, event_for, reading

TEXT = b"Hello there.\n"


class HangUpError(Exception):
    """The reader is gone."""


class Gone(KeepingResponder):
    """A reader who hangs up while the answer is sent."""

    def write(self, response: Response) -> None:
        self.responses.append(response)
        raise HangUpError


class BrokenMetrics(KeepingMetrics):
    def record(self, access_point: str, report: Report) -> None:
        raise RuntimeError("metrics")


class BrokenMemory(DictMemory):
    def flush(self) -> None:
        raise RuntimeError("memory")


class BrokenLog(KeepingLog):
    def info(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        raise RuntimeError("log")

    error = info


@dataclass(slots=True)
class SlowMemory(DictMemory):
    """A memory that remembers only when it is flushed, as one does that writes in the background."""

    waiting: dict[str, TranslatedText] = field(default_factory=dict)

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] | None = None) -> None:
        self.waiting.update(items)

    def flush(self) -> None:
        assert self.items is not None
        self.items.update(self.waiting)


@pytest.fixture
def store() -> DictRenditions:
    return DictRenditions()


@pytest.fixture
def memory() -> SlowMemory:
    return SlowMemory()


@pytest.fixture
def world(store: DictRenditions, memory: SlowMemory) -> World:
    world = World(translator=FunctionTranslator(str.upper), store=store, units=memory)
    world.put("a.txt", TEXT, etag='"v1"')
    return world


def test_a_reader_who_hangs_up_costs_nothing_that_was_paid_for(
    world: World, store: DictRenditions, memory: SlowMemory
) -> None:
    world.answers = Gone()
    with pytest.raises(HangUpError):
        world.handle(event_for("a.txt#fr"))
    assert [kept.body for kept in store.kept.values()] == [TEXT.upper()]
    assert store.claims == {}
    assert [item.text for item in (memory.items or {}).values()] == ["en", "HELLO THERE."]
    ((_, record),) = world.log.records
    assert (record["outcome"], record["status"], record["undelivered"]) == ("translated", 200, "HangUpError")
    assert len(world.metrics.records) == 1
    world.answers = KeepingResponder()
    assert world.get(event_for("a.txt#fr")).body == TEXT.upper()
    assert isinstance(world.translator, FunctionTranslator)
    assert len(world.translator.sent) == 1


@pytest.mark.parametrize("broken", ["metrics", "log"])
def test_what_cannot_be_told_is_delivered_and_kept(
    world: World, store: DictRenditions, memory: SlowMemory, broken: str
) -> None:
    if broken == "metrics":
        world.metrics = BrokenMetrics()
    else:
        world.log = BrokenLog()
    assert world.get(event_for("a.txt#fr")).body == TEXT.upper()
    assert len(store.kept) == 1
    assert memory.items
    if broken == "metrics":
        told, undone = world.log.records
        assert told[1]["outcome"] == "translated"
        assert str(undone[1]["undone"]).startswith("['metrics: RuntimeError < record:")
        assert undone[1]["request_id"] == told[1]["request_id"]
    else:
        assert len(world.metrics.records) == 1


@pytest.mark.parametrize("broken", ["metrics", "log", "memory"])
def test_what_cannot_be_told_or_remembered_costs_no_head_its_result(
    world: World, store: DictRenditions, broken: str
) -> None:
    if broken == "metrics":
        world.metrics = BrokenMetrics()
    elif broken == "log":
        world.log = BrokenLog()
    else:
        world.units = BrokenMemory()
    assert world.head(reading(head=True))["statusCode"] == 200
    assert len(store.kept) == 1


def test_a_store_that_breaks_down_loses_neither_the_answer_nor_the_memory(world: World, memory: SlowMemory) -> None:
    class Full(DictRenditions):
        def put(self, key: str, rendition: object) -> bool:
            raise RuntimeError("full")

    world.store = full = Full()
    assert world.get(event_for("a.txt#fr")).body == TEXT.upper()
    assert full.claims == {}
    assert memory.items
    assert [message for message, _ in world.log.records] == ["GetObject", "undone"]


def test_everything_that_failed_is_told(world: World) -> None:
    class Full(DictRenditions):
        def put(self, key: str, rendition: object) -> bool:
            raise RuntimeError("full")

    world.store, world.units, world.metrics, world.answers = Full(), BrokenMemory(), BrokenMetrics(), Gone()
    with pytest.raises(HangUpError):
        world.handle(event_for("a.txt#fr"))
    told, undone = world.log.records
    assert told[1]["undelivered"] == "HangUpError"
    failed = undone[1]["undone"]
    assert isinstance(failed, list)
    assert [step.partition(":")[0] for step in failed] == ["metrics", "keep", "memory"]


def test_a_process_that_is_stopped_while_it_answers_keeps_what_was_paid_for(
    world: World, store: DictRenditions, memory: SlowMemory
) -> None:
    class Stopped(KeepingResponder):
        def write(self, response: Response) -> None:
            raise KeyboardInterrupt

    world.answers = Stopped()
    with pytest.raises(KeyboardInterrupt):
        world.handle(event_for("a.txt#fr"))
    assert len(store.kept) == 1
    assert memory.items
    assert world.log.records[-1][1]["undelivered"] == "KeyboardInterrupt"


@pytest.mark.parametrize("what", ["memory", "renditions"])
def test_what_cannot_even_be_made_ready_is_an_answer(world: World, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: World, config: object) -> object:
        raise RuntimeError(what)

    monkeypatch.setattr(World, what, broken)
    answer = world.get(event_for("a.txt#fr"))
    assert (answer.status, answer.code) == (500, "InternalError")
    assert str(world.log.records[-1][1]["detail"]).startswith("RuntimeError < broken:")


def test_what_was_paid_for_before_the_time_ran_out_is_remembered(world: World, memory: SlowMemory) -> None:
    world.put("a.txt", b"One two.\n\n" + b"Three four. " * 900, etag='"long"')

    class Tiring(FunctionTranslator):
        def translate(self, text: str, direction: object) -> TranslatedText:
            if self.sent:
                raise ThrottledError
            self.sent.append(text)
            return TranslatedText(text.upper(), "en")

    world.translator = Tiring()
    answer = world.get(event_for("a.txt#fr;source=en"), seconds=3.4)
    assert (answer.status, answer.code) == (503, "SlowDown")
    told = f"Characters billed: {len(world.translator.sent[0]):,}."
    assert answer.message == f"The translation did not end in time. Ask again: what is done is kept. {told}"
    assert memory.items
    ((_, record),) = world.log.records
    assert record["outcome"] == "error"
    assert int(str(record["billed"])) > 0


def test_a_door_needs_to_say_no_more_than_what_is_asked_for(world: World) -> None:
    answers: list[Response] = []
    origin = DictOrigin(world.objects, "a.txt")
    serve(Request("a.txt", "fr"), lambda _: Origins(CallersOwn(origin), origin), answers.append, world, 30)
    assert [(answer.status, answer.body) for answer in answers] == [(200, TEXT.upper())]
    assert world.log.records[-1][0] == "GetObject"
