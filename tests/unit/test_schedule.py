import threading
from collections.abc import Callable

import pytest

from lingopoint.adapters.system_clock import SystemClock
from lingopoint.errors import SlowDownError
from lingopoint.ports import RefusedError, ThrottledError, UnavailableError
from lingopoint.translation.schedule import Pace, Schedule

FAST = Pace(concurrency=4, attempts=3, first_delay=0.001, longest_delay=0.002)


def schedule(send: Callable[[int], int], pace: Pace = FAST, seconds: float = 30.0) -> Schedule[int, int]:
    clock = SystemClock()
    return Schedule(send, clock, clock.now() + seconds, pace)


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
    assert (run.tally.calls, run.tally.throttled, run.tally.failed) == (50, 0, 0)


def test_no_jobs_are_no_calls() -> None:
    assert list(schedule(lambda job: job).run([])) == []


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
    assert run.tally.throttled == 60
    assert run.tally.calls == 70


def test_passing_faults_are_tried_again() -> None:
    run = schedule(Flaky(UnavailableError("500"), times=2))
    assert len(dict(run.run(range(5)))) == 5
    assert run.tally.failed == 10


def test_a_lasting_fault_ends_in_slow_down() -> None:
    with pytest.raises(SlowDownError, match="does not answer"):
        list(schedule(Flaky(UnavailableError("500"), times=3)).run([1]))


def test_a_refusal_is_final() -> None:
    flaky = Flaky(RefusedError("no such pair"), times=1)
    with pytest.raises(RefusedError, match="no such pair"):
        list(schedule(flaky, Pace(concurrency=1)).run([1, 2, 3]))
    assert flaky.seen == {1: 1}


def test_a_deadline_that_has_passed_makes_no_call() -> None:
    sent: list[int] = []
    with pytest.raises(SlowDownError, match="in time"):
        list(schedule(lambda job: sent.append(job) or job, seconds=-1).run([1, 2]))  # type: ignore[func-returns-value]
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
        for job, _ in Schedule(send, clock, clock.now() + 30, Pace(concurrency=1)).run([1, 2]):
            results.append(job)
    assert results == [1]


def test_endless_throttling_ends_at_the_deadline() -> None:
    with pytest.raises(SlowDownError):
        list(schedule(Flaky(ThrottledError("slow"), times=10**9), seconds=0.1).run([1, 2, 3]))
