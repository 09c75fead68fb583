"""How long an answer may take, and what it does not wait for."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest

from lingopoint.ports import Origin, Rendition, Response, StoredObject
from lingopoint_in_memory import DictRenditions, KeepingResponder
from tests.support import KEY, TEXT, SteppingClock, World, error, reading, sent


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
    assert world.get(reading(), seconds=left).body == TEXT.upper()
    assert watching.seconds == [used]


def test_a_waiter_waits_half_of_the_time_and_looks_often_at_first(world: World) -> None:
    world.store = store = DictRenditions(now=world.clock.now)
    world.get(reading())
    (key,) = store.kept
    store.kept.clear()
    store.claim(key, 1000)
    assert isinstance(world.clock, SteppingClock)
    started = world.clock.now()
    assert world.get(reading(), seconds=43).body == TEXT.upper()
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
    assert world.get(reading()).body == b"MADE"
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
    assert stuck.get(reading()).body == b"Bonjour."


def test_a_refusal_does_not_wait_for_the_original(stuck: Stuck) -> None:
    stuck.forbidden = True
    assert error(stuck.get(reading()))[:2] == (403, "AccessDenied")
