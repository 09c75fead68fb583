import threading
from dataclasses import dataclass

import pytest

from lingopoint.adapters.nothing import NoRenditions
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.ports import Rendition
from lingopoint.renditions.single_flight import Flight, obtain
from lingopoint_in_memory import DictRenditions

ONE = Rendition(b"one", "text/plain", {})


@dataclass
class SteppingClock:
    """Time that passes only while somebody sleeps."""

    seconds: float = 0.0

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


def test_a_kept_rendition_is_not_made_again() -> None:
    store = DictRenditions({"a": ONE})
    assert obtain(Flight(store, "a", SystemClock(), 1e9), lambda: pytest.fail("made again")) is ONE


def test_without_a_store_everybody_makes_one() -> None:
    assert obtain(Flight(NoRenditions(), "a", SystemClock(), 1e9), lambda: "made") == "made"


def test_a_failure_takes_the_claim_back() -> None:
    store = DictRenditions()

    def fail() -> str:
        raise RuntimeError("no")

    clock = SystemClock()
    with pytest.raises(RuntimeError, match="no"):
        obtain(Flight(store, "a", clock, clock.now() + 60), fail)
    assert store.claims == {}


def test_who_waits_too_long_makes_one_too() -> None:
    clock = SteppingClock()
    store = DictRenditions(now=clock.now)
    store.claim("a", 1000)
    assert obtain(Flight(store, "a", clock, 40), lambda: "made") == "made"
    assert 15 < clock.seconds <= 20


def test_many_readers_make_one() -> None:
    store, clock = DictRenditions(), SystemClock()
    start, made, lock = threading.Barrier(20, timeout=30), [0], threading.Lock()
    results: list[object] = []

    def make() -> str:
        with lock:
            made[0] += 1
        store.put("a", ONE)
        store.release("a")
        return "made"

    def read() -> None:
        start.wait()
        results.append(obtain(Flight(store, "a", clock, clock.now() + 60), make))

    threads = [threading.Thread(target=read) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert made == [1]
    assert results.count(ONE) == 19
