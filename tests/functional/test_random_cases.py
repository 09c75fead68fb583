"""Some hundred random cases; `python -m tests.one_answer` runs 30,000 of them."""

from collections.abc import Iterator

import pytest

from lingopoint.renditions import attempts
from tests.one_answer.cases import SECRET, TOKEN, make
from tests.one_answer.hold import Bench, bench

CASES, AT_A_TIME = 600, 50


@pytest.fixture(scope="module")
def running() -> Iterator[Bench]:
    """The function between services that misbehave."""
    with bench() as running:
        yield running


@pytest.mark.parametrize("first", range(0, CASES, AT_A_TIME))
def test_every_request_gets_exactly_one_answer(running: Bench, first: int) -> None:
    problems = {number: running.problems(make(number)) for number in range(first, first + AT_A_TIME)}
    assert {number: found for number, found in problems.items() if found} == {}


def found(running: Bench) -> set[str]:
    """The problems of the first cases."""
    return {problem for number in range(200) for problem in running.problems(make(number))}


def test_headers_that_cannot_be_sent_are_noticed(running: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "safe", dict)
    problems = found(running)
    assert any("cannot be sent" in problem for problem in problems)
    assert any("is signed otherwise than it is sent" in problem for problem in problems)


def test_an_answer_too_few_is_noticed(running: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "_attempts", lambda response: iter([response]))
    assert "0 answers were taken, and NotTakenError was raised" in found(running)


@pytest.mark.parametrize("secret", [TOKEN, SECRET])
def test_a_secret_in_the_log_is_noticed(running: Bench, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setattr("lingopoint.renditions.serve._Served._key_in_log", lambda _: secret)
    assert f"the log holds {secret}" in found(running)


def test_what_is_lost_is_noticed(running: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lingopoint.renditions.serve.keep", lambda *_: None)
    assert {"what was paid for is lost", "a claim is left"} <= found(running)
