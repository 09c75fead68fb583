"""`lingopoint doctor`: its arguments, and what it prints where."""

import json
import re
import signal
from pathlib import Path
from typing import Any

import pytest

from lingopoint_cli.commands import doctor as command
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, differs, failed, ok
from lingopoint_cli.doctor.world import World
from tests.client.conftest import Deploy, Deployed, Run


def answering(name: str, finding: Finding) -> Check:
    return Check(name, "What is it?", "It means this.", "Do that.", lambda _: finding)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Check]:
    """The checks that the command makes, in the place of its own."""
    from lingopoint_cli.doctor import examination

    made = [answering("service.a", ok("as ever")), answering("service.bc", differs("other"))]
    monkeypatch.setattr(examination, "CHECKS", made)
    return made


def test_each_line_says_what_came_of_it_what_it_means_and_what_to_do(
    run: Run, stack: Deployed, checks: list[Check]
) -> None:
    result = run("doctor", "--stack", stack.name)
    assert result.stdout.splitlines() == [
        "ok       service.a   as ever",
        "differs  service.bc  other",
        "         It means this.",
        "         Do that.",
        "skipped  s3.deleted  nothing was stored",
    ]
    assert "3 checks: 1 ok, 1 differs, 0 failed, 1 skipped; 0 characters" in result.stderr
    assert result.exit_code == 0


def test_it_fails_when_a_check_does(run: Run, stack: Deployed, checks: list[Check]) -> None:
    checks.append(answering("s3.d", failed("broken")))
    result = run("doctor", "--stack", stack.name, "--quiet")
    assert (result.exit_code, result.stderr) == (5, "")
    assert "failed   s3.d" in result.stdout
    assert run("doctor", "--stack", stack.name, "--only", "service").exit_code == 0


def test_json_is_the_list_of_checks(run: Run, stack: Deployed, checks: list[Check]) -> None:
    listed = json.loads(run("doctor", "--stack", stack.name, "--json").stdout)
    assert [(each["check"], each["outcome"]) for each in listed] == [
        ("service.a", "ok"),
        ("service.bc", "differs"),
        ("s3.deleted", "skipped"),
    ]
    assert listed[1]["do"] == "Do that."


def test_the_answers_are_saved(run: Run, stack: Deployed, checks: list[Check], tmp_path: Path) -> None:
    checks.append(answering("s3.e", ok(f"in {stack.bucket} of arn:aws:s3:::{stack.bucket}")))
    assert run("doctor", "--stack", stack.name, "--save", tmp_path / "deep" / "answers.json").exit_code == 0
    saved: dict[str, Any] = json.loads((tmp_path / "deep" / "answers.json").read_text())
    assert saved.keys() == {"lingopoint", "date", "region", "target", "local", "characters", "checks", "answers"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", saved["date"])
    assert (saved["region"], saved["target"], saved["local"]) == ("us-west-2", "pt", False)
    assert saved["checks"][2]["found"] == "in NAME of ARN"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "said"),
    [
        ([], 2, "no stack to ask about: give --stack or --local"),
        (["--stack", "pages", "--only", "nothing"], 2, "no check begins with nothing"),
        (["--stack", "pages", "--to", "tlh"], 2, "'tlh' is no language"),
        (["--stack", "pages", "--to", "en"], 2, "--to en: the texts that it asks with are English already"),
        (["--stack", "pages", "--to", "en-GB", "--only", "s3"], 2, "give another language"),
        (["--stack", "absent"], 3, "absent does not exist"),
    ],
)
def test_it_is_called_wrongly(run: Run, stack: Deployed, arguments: list[str], exit_code: int, said: str) -> None:
    result = run("doctor", *arguments)
    assert result.exit_code == exit_code
    assert said in result.stderr


def test_another_language_is_asked_for(run: Run, stack: Deployed, checks: list[Check]) -> None:
    seen: list[str] = []

    def target(world: World) -> Finding:
        seen.append(world.target)
        return ok(world.target)

    checks.append(Check("service.to", "", "", "", target))
    for given in ([], ["--to", "zh-tw"]):
        run("doctor", "--stack", stack.name, *given)
    assert seen == ["pt", "zh-TW"]


@pytest.mark.parametrize(("languages", "target"), [("de,fr", "de"), ("en", "pt"), ("en,ja,pt", "pt")])
def test_it_asks_for_a_language_that_is_served(
    run: Run, deploy: Deploy, checks: list[Check], languages: str, target: str
) -> None:
    stack = deploy(FunctionPayload=json.dumps({"languages": languages}))
    checks.append(Check("service.to", "", "", "", lambda world: ok(world.target)))
    listed = json.loads(run("doctor", "--stack", stack.name, "--json").stdout)
    assert listed[2]["found"] == target


def test_a_request_to_end_is_as_ctrl_c() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), command._ended_by_signal():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before
