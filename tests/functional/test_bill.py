"""What was paid for is told by every answer, whatever became of it, and what comes too late for one is remembered."""

import threading
from dataclasses import dataclass, field, replace

import pytest

from lingopoint.adapters.system_clock import SystemClock
from lingopoint.ports import Direction, RefusedError, Response, TranslatedText, UnavailableError
from lingopoint.report import Report
from lingopoint.unit import Document
from lingopoint_in_memory import DictMemory, FunctionTranslator, KeepingResponder
from tests.support import World, error, reading

FIRST, SECOND = "One two three.", "Four five six."
PAID = f"Characters billed: {len(FIRST)}."


def told(world: World) -> Report:
    """What the metrics were told last."""
    return world.metrics.records[-1][1]


@dataclass
class Failing(FunctionTranslator):
    """Translates the first call and then no more."""

    failure: Exception = field(default_factory=UnavailableError)

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        if self.sent:
            raise self.failure
        return FunctionTranslator.translate(self, text, direction)


@pytest.fixture
def world(world: World) -> World:
    """A document of two calls, and a memory."""
    world.units = DictMemory()
    world.put("a.txt", f"{FIRST}\n\n{SECOND * 900}\n".encode(), etag='"two"')
    return world


@pytest.mark.parametrize(
    ("failure", "status"), [(UnavailableError("500"), 503), (RefusedError("no"), 400), (ZeroDivisionError(), 500)]
)
def test_an_error_says_what_was_paid_before_it(world: World, failure: Exception, status: int) -> None:
    world.translator = Failing(str.upper, failure=failure)
    world.config = replace(world.config, concurrency=1)
    answer = world.get(reading("a.txt#fr;source=en"))
    sent = len(world.translator.sent[0])
    assert answer.status == status
    assert answer.message.endswith(f" Characters billed: {sent:,}.")
    assert (told(world).cost.billed, told(world).target, told(world).outcome) == (sent, "fr", "error")
    assert world.log.records[-1][1]["billed"] == sent
    untold = world.get(reading("a.txt#fr;source=en", payload='{"cost_metadata": false}'))
    assert untold.message in answer.message
    assert "billed" not in untold.message


def test_an_error_that_cost_nothing_says_nothing_of_it(world: World) -> None:
    world.translator = Failing(failure=RefusedError("no"))
    world.translator.sent.append("all that it takes")
    assert "billed" not in error(world.get(reading("a.txt#fr;source=en")))[2]
    assert world.metrics.records == []


def test_what_breaks_after_the_translation_does_not_hide_what_it_cost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.put("a.txt", f"{FIRST}\n".encode())

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Document, "splice", broken)
    assert error(world.get(reading())) == (500, "InternalError", f"Something went wrong here. Ask again. {PAID}")
    assert told(world).cost.billed == len(FIRST)


def test_a_range_that_there_is_not_says_what_the_rendition_cost(world: World) -> None:
    world.put("a.txt", f"{FIRST}\n".encode())
    answer = world.get(reading(Range="bytes=999-"))
    assert answer.status == 416
    assert told(world).cost.billed == len(FIRST)


@dataclass
class Late(FunctionTranslator):
    """A service that answers only when the reader has been answered."""

    answered: threading.Event = field(default_factory=threading.Event)

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        assert self.answered.wait(30)
        return FunctionTranslator.translate(self, text, direction)


@dataclass
class Telling(KeepingResponder):
    """A reader who tells the service."""

    answered: threading.Event = field(default_factory=threading.Event)

    def write(self, response: Response) -> None:
        super().write(response)
        self.answered.set()


@pytest.fixture
def late(world: World) -> World:
    """A document of one call, whose answer comes after the reader's."""
    world.put("a.txt", f"{FIRST}\n".encode(), etag='"one"')
    world.clock = SystemClock()
    world.translator = Late(str.upper)
    world.answers = Telling(answered=world.translator.answered)
    return world


def test_a_call_under_way_when_the_time_is_up_may_be_billed(late: World) -> None:
    answer = late.get(reading(), seconds=3.1)
    assert (answer.status, answer.code) == (503, "SlowDown")
    assert answer.message.endswith(f"Characters billed: up to {len(FIRST)}.")
    assert (told(late).cost.billed, told(late).cost.unseen) == (len(FIRST), len(FIRST))


def test_its_translation_is_remembered_when_it_comes(late: World) -> None:
    late.get(reading(), seconds=3.1)
    answer = late.get(reading())
    assert answer.body == f"{FIRST}\n".upper().encode()
    assert "x-amz-meta-lingopoint-billed" not in answer.headers


def test_a_head_does_not_wait_for_it(late: World) -> None:
    result = late.handle(reading(head=True), seconds=3.1)
    assert isinstance(late.answers, Telling)
    late.answers.answered.set()
    assert result is not None
    assert result["statusCode"] == 503
