"""Reading again what was not ready in time: every attempt is seen, and all of them are added up."""

import pytest

from lingopoint.report import Cost, bill_in_words
from tests.client.conftest import ALIAS, FakeAws, Run

TARGET = f"/{ALIAS}/a.html%23fr"
BODY = b"Bonjour.\n"
PAID = Cost(billed=50_000, unseen=16)
AGAIN = "a.html#fr: not ready in time, trying again"
SERVED = "a.html#fr: pt from en, 3 units, 1 call, 1,234 characters, about $0.02"


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how long was waited, here in no time."""
    waited: list[float] = []
    monkeypatch.setattr("lingopoint_cli.objects.served.sleep", waited.append)
    return waited


def late(aws: FakeAws, cost: Cost = PAID) -> None:
    """The function ran out of time once."""
    aws.error_first(TARGET, 503, "SlowDown", f"The translation did not end in time. Ask again. {bill_in_words(cost)}")


def get(run: Run, *options: str) -> tuple[int, bytes, list[str]]:
    result = run("get", "a.html", "--to", "fr", "--access-point", ALIAS, *options)
    return result.exit_code, result.stdout_bytes, result.stderr.splitlines()


def test_what_an_attempt_cost_that_came_to_nothing_is_said_and_added(aws: FakeAws, run: Run) -> None:
    late(aws)
    late(aws, Cost(billed=100))
    aws.translation(TARGET, BODY)
    exit_code, body, said = get(run)
    assert (exit_code, body) == (0, BODY)
    assert said == [
        f"{AGAIN} (so far 50,000 characters, about $0.75)",
        f"{AGAIN} (so far 50,100 characters, about $0.75)",
        f"{SERVED}; 3 attempts in all: 51,334 characters, about $0.77",
    ]


def test_an_attempt_that_cost_nothing_is_only_said(aws: FakeAws, run: Run, waited: list[float]) -> None:
    late(aws, Cost())
    aws.translation(TARGET, BODY)
    exit_code, _, said = get(run)
    assert exit_code == 0
    assert said == [AGAIN, SERVED]
    assert waited == [0.5]


def test_the_sdk_tries_nothing_again_by_itself(aws: FakeAws, run: Run) -> None:
    for _ in range(3):
        late(aws)
    aws.translation(TARGET, BODY)
    exit_code, body, said = get(run)
    assert (exit_code, body, len(aws.requests)) == (6, b"", 3)
    assert said[-1].startswith("lingopoint: SlowDown: The translation did not end in time. Ask again.")
    assert said[-1].endswith("3 attempts: 150,000 characters, about $2.25")


@pytest.mark.parametrize(("status", "code"), [(400, "InvalidRequest"), (404, "NoSuchKey"), (403, "InvalidObjectState")])
def test_what_stays_as_it_is_is_not_tried_again(aws: FakeAws, run: Run, status: int, code: str) -> None:
    aws.error(TARGET, status, code, "Amazon Translate refused. Characters billed: 70.")
    _, _, said = get(run)
    assert said == [f"lingopoint: {code}: Amazon Translate refused. Characters billed: 70."]
    assert len(aws.requests) == 1


def test_a_fault_is_tried_again_by_its_name(aws: FakeAws, run: Run) -> None:
    aws.error_first(TARGET, 500, "InternalError", "Something went wrong here.")
    aws.translation(TARGET, BODY)
    assert get(run)[2][0] == "a.html#fr: InternalError, trying again"


def test_nobody_there_is_tried_again(run: Run, monkeypatch: pytest.MonkeyPatch, waited: list[float]) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    exit_code, _, said = get(run)
    assert (exit_code, waited) == (6, [0.5, 1.0])
    assert said[:2] == ["a.html#fr: no answer, trying again"] * 2


def test_quiet_tries_again_without_a_word(aws: FakeAws, run: Run) -> None:
    late(aws)
    aws.translation(TARGET, BODY)
    assert get(run, "--quiet") == (0, BODY, [])


def test_an_answer_that_breaks_off_says_what_was_paid(aws: FakeAws, run: Run) -> None:
    aws.translation(TARGET, BODY)
    aws.answers[TARGET][1]["Content-Length"] = "1000"
    exit_code, _, said = get(run)
    assert exit_code == 6
    assert said[-1].endswith("1 attempt: 1,234 characters, about $0.02")


def test_comparing_adds_up_too(aws: FakeAws, run: Run) -> None:
    aws.original(f"/{ALIAS}/a.html", b"Good day.\n")
    late(aws)
    aws.translation(TARGET, BODY)
    said = run("compare", "a.html", "--to", "fr", "--access-point", ALIAS).stderr.splitlines()
    assert said[0].startswith(AGAIN)
    assert said[-1].endswith("; 2 attempts in all: 51,234 characters, about $0.77")
