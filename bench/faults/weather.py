"""What the translation service does while it is read through: every fault that it knows, one by one and together."""

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests

from lingopoint_local.aws.stack import Stack
from lingopoint_local.translate.faults import FAULTS

_FAILURES: list[dict[str, Any]] = [
    {"failure": "TooManyRequestsException", "failure_rate": 0.3},
    {"failure": "InternalServerException", "failure_rate": 0.2},
    {"failure": "ServiceUnavailableException", "failure_rate": 0.2, "latency_ms": 100},
    {"calls_per_second": 10},
    {"latency_ms": 1500},
]
_ALL: dict[str, Any] = {
    "faults": sorted(FAULTS),
    "fault_rate": 0.3,
    "failure": "InternalServerException",
    "failure_rate": 0.1,
    "latency_ms": 50,
}
WEATHERS: list[dict[str, Any]] = [
    *({"faults": [name], "fault_rate": 0.5} for name in FAULTS),
    *_FAILURES,
    *[_ALL] * 4,
]
"""Settings of the stand-in's behaviour, in the order in which they come."""


class Service:
    """The translation service's own doors."""

    def __init__(self, stack: Stack) -> None:
        self._endpoint = f"{stack.translate_endpoint}/_lingopoint"

    def behave(self, **settings: Any) -> None:
        """Have it behave so; well, without settings."""
        requests.put(f"{self._endpoint}/behaviour", json=settings, timeout=30).raise_for_status()

    def count_anew(self) -> None:
        """Count from zero."""
        requests.delete(f"{self._endpoint}/statistics", timeout=30).raise_for_status()

    def counted(self) -> dict[str, int]:
        """What it was asked."""
        found: dict[str, int] = requests.get(f"{self._endpoint}/statistics", timeout=30).json()
        return found


@contextmanager
def changing(service: Service, seconds: float) -> Iterator[None]:
    """Weather that changes so that all of it is seen in so many seconds; fair again afterwards."""
    over = threading.Event()

    def change() -> None:
        for number, weather in enumerate(itertools.cycle(WEATHERS)):
            service.behave(**weather, seed=number)
            if over.wait(seconds / len(WEATHERS)):
                return

    thread = threading.Thread(target=change)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        service.behave()
