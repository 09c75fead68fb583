"""How the service behaves when told to: slow, throttled, failing, or damaging markup. Set while it runs."""

import dataclasses
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self, get_type_hints

from lingopoint_local.translate.errors import STATUS, ApiError
from lingopoint_local.translate.faults import ECHO, FAULTS
from lingopoint_local.translate.oddities import ODDITIES

LIMIT = 10_000
"""Bytes of UTF-8 in one TranslateText request."""

DAMAGE = {**FAULTS, **ODDITIES}
"""All that may be done to a translation, by its name."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What to do. Every default is "nothing unusual"."""

    latency_ms: float = 0.0
    """Milliseconds that every TranslateText call takes at least."""
    latency_ms_per_kb: float = 0.0
    """Milliseconds more for every 1,000 bytes of text."""
    calls_per_second: float = 0.0
    """Beyond this rate calls are answered TooManyRequestsException; 0 is no limit. Bursts of one second pass."""
    failure: str = "ServiceUnavailableException"
    """The error of failing calls, by name."""
    failure_rate: float = 0.0
    """The share of calls that fail, 0 to 1."""
    fail_next: int = 0
    """How many of the next calls fail, whatever the rate."""
    faults: tuple[str, ...] = ()
    """Damage to translations, by name (`faults`, `oddities`); one of them, by chance, to each damaged call."""
    fault_rate: float = 1.0
    """The share of calls that are damaged, 0 to 1, when there are faults."""
    most_bytes: int = LIMIT
    """Bytes of UTF-8 that one call may have."""
    detected: str = ""
    """The language that every text is taken for where it is to be detected."""
    seed: int = 0
    """Makes chance repeatable."""

    @classmethod
    def from_json(cls, members: object) -> Self:
        """What the members of a JSON object describe. Raises ValueError, naming the member that is wrong."""
        if not isinstance(members, Mapping):
            raise ValueError("the behaviour must be a JSON object")
        hints = get_type_hints(cls)
        unknown = sorted(set(members) - set(hints))
        if unknown:
            raise ValueError(f"unknown: {', '.join(unknown)}; known: {', '.join(hints)}")
        values = {name: _value(name, hints[name], value) for name, value in members.items()}
        behaviour = cls(**values)
        _check(behaviour)
        return behaviour

    def to_json(self) -> dict[str, Any]:
        """The members of the JSON object that gives this behaviour."""
        return dataclasses.asdict(self)


def _value(name: str, kind: type, value: object) -> Any:
    if kind in (int, float) and isinstance(value, int | float) and not isinstance(value, bool):
        return kind(value)
    if kind is str and isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value) and name == "faults":
        return tuple(value)
    raise ValueError(f"{name}: {value!r} is not of the right kind")


def _check(behaviour: Behaviour) -> None:
    known = [*DAMAGE, ECHO]
    unknown = [name for name in behaviour.faults if name not in known]
    if unknown:
        raise ValueError(f"faults: no {', '.join(unknown)}; known: {', '.join(known)}")
    if behaviour.failure not in STATUS:
        raise ValueError(f"failure: no {behaviour.failure}; known: {', '.join(STATUS)}")
    for name in ("failure_rate", "fault_rate"):
        if not 0 <= getattr(behaviour, name) <= 1:
            raise ValueError(f"{name}: must be between 0 and 1")


class LiveBehaviour:
    """The behaviour at work. Safe for many threads; `clock` and `sleep` are seconds, given by tests."""

    def __init__(
        self,
        behaviour: Behaviour | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self.set(behaviour or Behaviour())

    def set(self, behaviour: Behaviour) -> None:
        """Starts over with this behaviour."""
        with self._lock:
            self.current = behaviour
            self._chance = random.Random(behaviour.seed)  # noqa: S311  chance that can be repeated, not a secret
            self._to_fail = behaviour.fail_next
            self._tokens = max(1.0, behaviour.calls_per_second)
            self._refilled = self._clock()

    def admit(self, size: int) -> None:
        """Lets a call of `size` bytes in after its latency, or raises at once the ApiError that it is to get."""
        behaviour = self.current
        with self._lock:
            if not self._within_rate():
                raise ApiError("TooManyRequestsException", "Rate exceeded")
            fails = self._to_fail > 0 or self._chance.random() < behaviour.failure_rate
            self._to_fail -= self._to_fail > 0
        if fails:
            raise ApiError(behaviour.failure, "Told to fail.")
        latency = behaviour.latency_ms + behaviour.latency_ms_per_kb * size / 1000
        if latency:
            self._sleep(latency / 1000)

    def _within_rate(self) -> bool:
        rate = self.current.calls_per_second
        if not rate:
            return True
        now = self._clock()
        self._tokens = min(max(1.0, rate), self._tokens + (now - self._refilled) * rate)
        self._refilled = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True

    def damage(self, text: str, sent: str) -> str:
        """The translation of what was `sent`, as it is to be answered."""
        behaviour = self.current
        if not behaviour.faults:
            return text
        with self._lock:
            if self._chance.random() >= behaviour.fault_rate:
                return text
            fault = self._chance.choice(behaviour.faults)
            return sent if fault == ECHO else DAMAGE[fault](text, self._chance)
