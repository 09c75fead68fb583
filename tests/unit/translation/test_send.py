import threading
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import pytest

from lingopoint.adapters.system_clock import SystemClock
from lingopoint.errors import SlowDownError
from lingopoint.ports import Clock, RefusedError, ThrottledError, UnavailableError
from lingopoint.report import Cost
from lingopoint.translation.send import Pace, Schedule, Window

FAST = Pace(concurrency=4, attempts=3, first_delay=0.001, longest_delay=0.002)


class Timed(NamedTuple):
    """A schedule, and what it sends."""

    schedule: Schedule
    send: Callable[[int], int]

    def run(self, jobs: Iterable[int]) -> Iterator[tuple[int, int]]:
        return self.schedule.run(self.send, jobs)

    @property
    def cost(self) -> Cost:
        return self.schedule.cost


def schedule(
    send: Callable[[int], int],
    pace: Pace = FAST,
    seconds: float = 30.0,
    clock: Clock | None = None,
    chance: float = 1.0,
) -> Timed:
    clock = clock or SystemClock()
    return Timed(Schedule(clock, clock.now() + seconds, pace, "The service", lambda: chance), send)


class Standing:
    """A clock on which only waiting takes time; what was waited for is kept."""

    def __init__(self, at: float) -> None:
        self.at = at
        self.waited: list[float] = []

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.waited.append(round(seconds, 6))
        self.at += seconds


START = pytest.mark.parametrize("start", [0.0, -10_000.0, 10_000.0])
"""A clock may count from anywhere."""


class Flaky:
    """Fails the first `times` calls of every job with `error`."""

    def __init__(self, error: Exception, times: int) -> None:
        self.error, self.times = error, times
        self.seen: dict[int, int] = {}
        self.lock = threading.Lock()

    def __call__(self, job: int) -> int:
        with self.lock:
            self.seen[job] = self.seen.get(job, 0) + 1
            if self.seen[job] <= self.times:
                raise self.error
        return job * 10


def test_every_job_has_its_result() -> None:
    run = schedule(lambda job: job * 10)
    assert dict(run.run(range(50))) == {job: job * 10 for job in range(50)}
    assert (run.cost.calls, run.cost.throttled, run.cost.failed) == (50, 0, 0)


def test_no_jobs_are_no_calls() -> None:
    assert list(schedule(lambda job: job).run([])) == []


class Held:
    """Holds calls until there are `enough`, or the time is up. The first is refused before that, where told.

    `together` is how many were under way before any came back.
    """

    def __init__(self, enough: int, seconds: float, *, refuse: bool = False) -> None:
        self.together, self._under_way = 0, 0
        self._refuse, self._seconds, self._lock = refuse, seconds, threading.Lock()
        self._all = threading.Semaphore(0)
        self._enough = enough

    def __call__(self, job: int) -> int:
        if self._refuse:
            self._refuse = False
            raise ThrottledError("slow")
        with self._lock:
            self._under_way += 1
            if self._under_way == self._enough:
                self._all.release(100)
        self._all.acquire(timeout=self._seconds)
        with self._lock:
            self.together = self.together or self._under_way
        return job


def first_round(held: Held, pace: Pace) -> int:
    """How many calls are under way before any of them comes back."""
    next(schedule(held, pace).run(range(30)))
    return held.together


def test_the_first_calls_are_few() -> None:
    assert first_round(Held(16, seconds=0.3), Pace(16, moment=60)) == 4


def test_a_moment_without_a_refusal_lets_all_others_go() -> None:
    assert first_round(Held(16, seconds=10), Pace(16)) == 16


def test_no_more_go_than_are_allowed() -> None:
    assert first_round(Held(16, seconds=0.3), Pace(6)) == 6


def test_after_a_refusal_no_time_lets_more_calls_go() -> None:
    pace = Pace(16, moment=0.1, first_delay=0.001, longest_delay=0.001)
    assert first_round(Held(16, seconds=0.5, refuse=True), pace) < 5


def test_calls_run_side_by_side_and_no_more_than_allowed() -> None:
    together = threading.Barrier(4, timeout=30)
    lock, flying, most = threading.Lock(), [0], [0]

    def send(job: int) -> int:
        with lock:
            flying[0] += 1
            most[0] = max(most[0], flying[0])
        together.wait()  # passes only when four calls are under way at once
        with lock:
            flying[0] -= 1
        return job

    assert len(list(schedule(send).run(range(16)))) == 16
    assert most == [4]


def test_throttled_calls_are_made_again_until_they_pass() -> None:
    run = schedule(Flaky(ThrottledError("slow"), times=6))
    assert len(dict(run.run(range(10)))) == 10
    assert run.cost.throttled == 60
    assert run.cost.calls == 70


def test_passing_faults_are_tried_again() -> None:
    run = schedule(Flaky(UnavailableError("500"), times=2))
    assert len(dict(run.run(range(5)))) == 5
    assert run.cost.failed == 10


def test_a_lasting_fault_ends_in_slow_down() -> None:
    flaky = Flaky(UnavailableError("500"), times=3)
    run = schedule(flaky)
    with pytest.raises(SlowDownError, match=r"^The service does not answer\. Ask again later\.$") as raised:
        list(run.run([1]))
    assert raised.value.detail == "500"
    assert flaky.seen == {1: 3}
    assert (run.cost.calls, run.cost.failed) == (3, 3)


def test_a_refusal_is_final() -> None:
    flaky = Flaky(RefusedError("no such pair"), times=1)
    with pytest.raises(RefusedError, match="no such pair"):
        list(schedule(flaky, Pace(concurrency=1)).run([1, 2, 3]))
    assert flaky.seen == {1: 1}


def test_a_deadline_that_has_passed_makes_no_call() -> None:
    sent: list[int] = []

    def send(job: int) -> int:
        sent.append(job)
        return job

    with pytest.raises(SlowDownError, match="in time"):
        list(schedule(send, seconds=-1).run([1, 2]))
    assert sent == []


def test_what_came_back_before_the_deadline_is_kept() -> None:
    blocked = threading.Event()

    def send(job: int) -> int:
        if job == 1:
            blocked.wait(timeout=30)
        return job

    results = []
    with pytest.raises(SlowDownError):
        for job, _ in schedule(send, Pace(concurrency=2), seconds=0.2).run([1, 2, 3]):
            results.append(job)
    blocked.set()
    assert results == [2, 3]


def test_the_last_results_are_kept_when_there_is_no_time_for_more() -> None:
    class Clock(SystemClock):
        late = 0.0

        def now(self) -> float:
            return super().now() + self.late

    clock = Clock()

    def send(job: int) -> int:
        clock.late = 20.0  # the first call takes so long that no second one would be back in time
        return job

    results = []
    with pytest.raises(SlowDownError):
        for job, _ in schedule(send, Pace(concurrency=1), clock=clock).run([1, 2]):
            results.append(job)
    assert results == [1]


def test_endless_throttling_ends_at_the_deadline() -> None:
    with pytest.raises(SlowDownError):
        list(schedule(Flaky(ThrottledError("slow"), times=10**9), seconds=0.1).run([1, 2, 3]))


PATIENT = Pace(concurrency=1, attempts=5, first_delay=0.1, longest_delay=0.3)


@START
@pytest.mark.parametrize("error", [ThrottledError("slow"), UnavailableError("500")])
def test_a_call_waits_twice_as_long_each_time_up_to_the_longest(start: float, error: Exception) -> None:
    clock = Standing(start)
    run = schedule(Flaky(error, times=4), PATIENT, clock=clock)
    assert list(run.run([1])) == [(1, 10)]
    assert clock.waited == [0.1, 0.2, 0.3, 0.3]


@pytest.mark.parametrize(("chance", "waited"), [(0.0, 0.05), (0.5, 0.075), (1.0, 0.1)])
def test_calls_that_failed_together_do_not_come_again_together(chance: float, waited: float) -> None:
    clock = Standing(5.0)
    assert list(schedule(Flaky(ThrottledError("slow"), 1), PATIENT, 30, clock, chance).run([1])) == [(1, 10)]
    assert clock.waited == [waited]


def test_by_itself_chance_is_chance() -> None:
    clock = Standing(5.0)
    for _ in range(20):
        assert list(Schedule(clock, 100.0, PATIENT, "The service").run(Flaky(ThrottledError("slow"), 1), [1]))
    assert len(set(clock.waited)) > 10
    assert all(0.05 <= seconds <= 0.1 for seconds in clock.waited)


def test_only_the_call_that_failed_waits() -> None:
    clock = Standing(5.0)
    sent: list[int] = []

    def send(job: int) -> int:
        sent.append(job)
        if sent == [1]:
            raise ThrottledError("slow")
        return job

    assert list(schedule(send, PATIENT, clock=clock).run([1, 2])) == [(2, 2), (1, 1)]
    assert sent == [1, 2, 1]
    assert clock.waited == [0.1]


@START
def test_throttling_does_not_count_as_an_attempt(start: float) -> None:
    run = schedule(Flaky(ThrottledError("slow"), times=20), PATIENT, clock=Standing(start))
    assert list(run.run([1])) == [(1, 10)]
    assert (run.cost.calls, run.cost.throttled, run.cost.failed) == (21, 20, 0)


@START
def test_the_deadline_ends_the_waiting(start: float) -> None:
    clock = Standing(start)
    with pytest.raises(SlowDownError, match="in time"):
        list(schedule(Flaky(ThrottledError("slow"), times=10**9), PATIENT, seconds=1.0, clock=clock).run([1]))
    assert clock.at == pytest.approx(start + 1.0)


def test_jobs_are_taken_as_there_is_room_for_them() -> None:
    taken: list[int] = []

    def jobs() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = schedule(lambda job: job, Pace(concurrency=2)).run(jobs())
    next(results)
    assert len(taken) <= 5


@START
def test_calls_that_are_throttled_together_halve_their_number_once(start: float) -> None:
    window = Window(16, 16)
    for _ in range(16):
        window.shrink(started=start, now=start + 1)
    assert window.size == 8
    window.shrink(started=start + 2, now=start + 3)
    assert window.size == 4


def test_there_is_always_one_call() -> None:
    window = Window(4, 4)
    for moment in range(10):
        window.shrink(started=moment, now=moment + 1)
    assert window.size == 1


def test_the_number_of_calls_grows_by_one_with_every_round_up_to_the_most() -> None:
    window = Window(6, 6)
    window.shrink(started=0, now=1)
    assert window.size == 3
    for _ in range(3):
        assert int(window.size) == 3
        window.grow()
    window.grow()
    assert int(window.size) == 4
    for _ in range(100):
        window.grow()
    assert window.size == 6


def test_the_number_of_calls_doubles_with_every_round_until_the_first_refusal() -> None:
    window = Window(16, 4)
    for size in (4, 8):
        for _ in range(size):
            window.grow()
        assert window.size == 2 * size
    window.grow()
    assert window.size == 16


def test_a_call_under_way_is_waited_for_though_there_is_no_time_for_another() -> None:
    clock, first_is_back = Standing(0), threading.Event()

    def send(job: int) -> int:
        if job == 1:
            clock.at = 20  # so long takes a call: another would not be back at 30
        else:
            assert first_is_back.wait(10)
        return job

    got: list[int] = []
    with pytest.raises(SlowDownError, match=r"^The translation did not end in time\. Ask again"):
        for job, _ in schedule(send, Pace(concurrency=2), 30, clock).run([1, 2, 3]):
            got.append(job)
            first_is_back.set()
    assert got == [1, 2]


def test_what_comes_back_late_is_there_for_whoever_waits() -> None:
    blocked = threading.Event()

    def send(job: int) -> int:
        assert blocked.wait(30)
        if job == 2:
            raise UnavailableError("500")
        return job * 10

    run = schedule(send, seconds=0.1)
    with pytest.raises(SlowDownError):
        list(run.run([1, 2, 3]))
    blocked.set()
    assert sorted(run.schedule.late(30)) == [(1, 10), (3, 30)]


def test_what_came_back_beside_a_call_that_failed_for_good_is_kept() -> None:
    both_are_back = threading.Barrier(2)

    def send(job: int) -> int:
        both_are_back.wait(30)
        if job == 2:
            raise RefusedError("no")
        return job * 10

    run = schedule(send, Pace(concurrency=2))
    got: list[tuple[int, int]] = []
    with pytest.raises(RefusedError):
        got.extend(run.run([1, 2]))
    assert [*got, *run.schedule.late(30)] == [(1, 10)]
