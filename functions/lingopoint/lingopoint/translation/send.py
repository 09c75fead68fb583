"""Sending: calls in parallel, as many at a time as the service takes, and none that cannot be back in time.

The number of calls in flight adapts, as that of TCP's packets does. It begins small and doubles with every round that
is not throttled; and it need not wait for answers, because a service refuses at once and translates slowly: it doubles
as well when calls have been under way for a moment without a refusal. From the first refusal on it halves when a call
is throttled and grows by one with every round that is not. Throttled and failed calls wait, longer each time and by
chance not all equally long, and are made again.
"""

import heapq
import math
import random
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from typing import Any, Generic, NamedTuple, TypeVar

from lingopoint.errors import SlowDownError
from lingopoint.ports import Clock, ThrottledError, UnavailableError
from lingopoint.report import Cost

Job = TypeVar("Job")
Result = TypeVar("Result")


class Pace(NamedTuple):
    """How calls are made. Times in seconds; `attempts` is the most for a call that fails for a passing reason.

    The `first` calls go out at once, and twice as many after a `moment` without a refusal.
    """

    concurrency: int = 16
    first: int = 4
    moment: float = 0.01
    attempts: int = 5
    first_delay: float = 0.1
    longest_delay: float = 5.0


@dataclass(slots=True)
class _Call(Generic[Job]):
    job: Job
    started: float = 0.0
    failures: int = 0


class _Queue(Generic[Job]):
    """Calls to be made: those that are to be made again first, then one for each further job."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._jobs = iter(jobs)
        self._waiting: deque[_Call[Job]] = deque()

    def __bool__(self) -> bool:
        if not self._waiting:
            self._waiting.extend(_Call(job) for job in islice(self._jobs, 1))
        return bool(self._waiting)

    def next(self) -> _Call[Job]:
        return self._waiting.popleft()

    def again(self, call: _Call[Job]) -> None:
        self._waiting.appendleft(call)


@dataclass(slots=True)
class Window:
    """The number of calls in flight that the service seems to take."""

    most: int
    size: float
    changed: float = -math.inf
    tried: float = math.inf
    """When the first call went out at this size, as long as the service has never refused one."""

    @property
    def refused(self) -> bool:
        """Whether the service has refused a call."""
        return self.changed > -math.inf

    def launch(self, now: float) -> None:
        """A call goes out."""
        if not self.refused:
            self.tried = min(self.tried, now)

    def grow(self) -> None:
        """A call came back."""
        self.size = min(self.most, self.size + (1 / self.size if self.refused else 1))

    def double(self) -> None:
        """Calls have been under way for a moment."""
        self.size = min(self.most, self.size * 2)
        self.tried = math.inf

    def shrink(self, started: float, now: float) -> None:
        """Halve, once for all the calls that were under way together."""
        if started >= self.changed:
            self.size = max(1.0, self.size / 2)
            self.changed, self.tried = now, math.inf


class Schedule:
    """The calls to one service for one translation, used from one thread. `service` is its name in errors.

    `cost` counts the calls that were made, and those of them that were throttled or failed. `chance` gives numbers from
    0 to 1.
    """

    def __init__(
        self, clock: Clock, deadline: float, pace: Pace, service: str, chance: Callable[[], float] = random.random
    ) -> None:
        self._clock = clock
        self._deadline = deadline
        self._pace = pace
        self._service = service
        self._chance = chance
        self._window = Window(pace.concurrency, min(pace.first, pace.concurrency))
        self._slowest = 0.0
        self._under_way: dict[Future[Any], Any] = {}
        self.cost = Cost()

    def run(self, send: Callable[[Job], Result], jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
        """Each job with the result of `send`, as they come. Raises SlowDownError when the rest cannot be back in time.

        Jobs are taken as there is room for them, so that later ones may be prepared while earlier ones are under way.
        What was yielded before stays good. Any other exception of `send` ends the run and is raised.
        """
        ready = _Queue(jobs)
        delayed: list[tuple[float, int, _Call[Job]]] = []
        flying: dict[Future[Result], _Call[Job]] = {}
        order = count()
        pool = ThreadPoolExecutor(self._pace.concurrency, thread_name_prefix="translate")
        launch = partial(self._launch, lambda job: pool.submit(send, job))
        try:
            while ready or delayed or flying:
                now = self._clock.now()
                while delayed and delayed[0][0] <= now:
                    ready.again(heapq.heappop(delayed)[2])
                launch(ready, flying)
                pause = min(delayed[0][0] - now if delayed else math.inf, self._seconds_until_more(now, flying))
                arrived = []
                try:
                    for done in self._landed(flying, pause):
                        call = flying.pop(done)
                        delay = self._seconds_until_again(call, done)
                        if delay is None:
                            arrived.append((call.job, done.result()))
                        else:
                            heapq.heappush(delayed, (self._clock.now() + delay, next(order), call))
                    launch(ready, flying)  # before the results are looked at, which takes its time
                finally:
                    yield from arrived
        finally:
            self._under_way = {done: call.job for done, call in flying.items()}
            pool.shutdown(wait=False, cancel_futures=True)

    def late(self, seconds: float) -> Iterator[tuple[Any, Any]]:
        """What was still under way when the last run broke off, as far as it comes back within `seconds`."""
        for done in wait(self._under_way, timeout=seconds).done:
            if done.exception() is None:
                yield self._under_way[done], done.result()

    def _launch(
        self, start: Callable[[Job], Future[Result]], ready: _Queue[Job], flying: dict[Future[Result], _Call[Job]]
    ) -> None:
        while len(flying) < int(self._window.size) and ready:
            now = self._clock.now()
            if now + self._slowest > self._deadline:
                if flying:
                    return  # what is under way may still be back in time, and is worth keeping
                raise SlowDownError("The translation did not end in time. Ask again: what is done is kept.")
            call = ready.next()
            call.started = now
            self._window.launch(now)
            self.cost += Cost(calls=1)
            flying[start(call.job)] = call

    def _seconds_until_more(self, now: float, flying: Sized) -> float:
        """How long until more calls may go out, though none comes back; more may at once where it is 0."""
        window = self._window
        if len(flying) < int(window.size) or window.size >= window.most:
            return math.inf
        left = window.tried + self._pace.moment - now
        if left <= 0:
            window.double()
        return max(0.0, left)

    def _landed(self, flying: dict[Future[Result], _Call[Job]], pause: float) -> Sequence[Future[Result]]:
        left = self._deadline - self._clock.now()
        if left <= 0:
            raise SlowDownError("The translation did not end in time. Ask again: what is done is kept.")
        timeout = max(0.0, min(left, pause))
        if not flying:
            self._clock.sleep(timeout)
            return ()
        return list(wait(flying, timeout=timeout, return_when=FIRST_COMPLETED).done)

    def _seconds_until_again(self, call: _Call[Any], done: Future[Any]) -> float | None:
        """How long the call waits before it is made again; None when it is done with, or its error is final."""
        now = self._clock.now()
        error = done.exception()
        if isinstance(error, ThrottledError):
            self.cost += Cost(throttled=1)
            self._window.shrink(call.started, now)
            return self._delay(call)
        if isinstance(error, UnavailableError):
            self.cost += Cost(failed=1)
            if call.failures + 1 < self._pace.attempts:
                return self._delay(call)
            raise SlowDownError(f"{self._service} does not answer. Ask again later.", detail=str(error)) from error
        self._slowest = max(self._slowest, now - call.started)
        self._window.grow()
        return None

    def _delay(self, call: _Call[Any]) -> float:
        longest = min(self._pace.longest_delay, self._pace.first_delay * 2.0**call.failures)
        call.failures += 1
        return longest * (1 + self._chance()) / 2
