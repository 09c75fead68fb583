"""Parameters of the template for a local stack: checked as CloudFormation would, before anything is started."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from lingopoint_cli.commands.local import app
from lingopoint_local.aws import stack
from lingopoint_local.aws.parameters import FIXED, ParameterError, declared, defaults, given
from lingopoint_local.aws.processes import Server
from tests.support import ROOT

TEMPLATE = ROOT / "template.yaml"


@pytest.mark.parametrize(
    ("assignment", "value"),
    [
        ("CallerCheck=strict", "strict"),
        ("CallerCheck=off", "off"),
        ("Languages=fr,zh-TW", "fr,zh-TW"),
        ("Languages=", ""),
        ("LogRetentionDays=7", "7"),
        ("MaxObjectSize=1", "1"),
        ("TaggedPrefixes=a=b/,public/", "a=b/,public/"),
        ("WebCacheControl=no-store", "no-store"),
        ('FunctionPayload={"languages": ["fr"]}', '{"languages": ["fr"]}'),
    ],
)
def test_what_the_template_takes_is_taken(assignment: str, value: str) -> None:
    assert given([assignment], TEMPLATE) == {assignment.partition("=")[0]: value}


@pytest.mark.parametrize(
    ("assignments", "said"),
    [
        (["CallerCheck=never"], "'CallerCheck=never': it is one of tagged, strict, off"),
        (["Formality=rude"], "it is one of nothing, formal, informal"),
        (["LogRetentionDays=2"], "it is one of 1, 3, 5, 7"),
        (["CallerCheck"], "'CallerCheck': give NAME=VALUE"),
        (["callercheck=strict"], "the template has no parameter callercheck; there are CallerCheck, Concurrency"),
        (["=strict"], "the template has no parameter ; there are"),
        (["Languages=f"], "Codes such as fr,de,zh-TW without spaces, or nothing."),
        (["Languages=fr\n"], "Codes such as fr,de,zh-TW without spaces, or nothing."),
        (["MemorySize=255"], "it is a number from 256 to 10240"),
        (["MemorySize=10241"], "it is a number from 256 to 10240"),
        (["MemorySize=2 GB"], "it is a number"),
        ([f"Include={'a' * 449}"], "it has at most 448 characters"),
        (["CallerCheck=off", "CallerCheck=off"], "it is given twice"),
        *(([f"{name}=x"], "a local stack sets this by itself") for name in FIXED),
    ],
)
def test_what_it_does_not_take_is_told(assignments: list[str], said: str) -> None:
    with pytest.raises(ParameterError) as error:
        given(assignments, TEMPLATE)
    assert said in str(error.value)


def test_every_default_is_one_that_may_be_given() -> None:
    values = {name: value for name, value in defaults(TEMPLATE).items() if name not in FIXED}
    assert given([f"{name}={value}" for name, value in values.items()], TEMPLATE) == values


def test_what_a_local_stack_sets_is_the_templates() -> None:
    assert declared(TEMPLATE).keys() >= set(FIXED)


def test_nothing_is_started_for_a_parameter_that_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Server, "start", lambda *_: pytest.fail("started"))
    state = tmp_path / "state"
    result = CliRunner().invoke(app, ["up", "--parameter", "CallerCheck=never", "--state-dir", str(state)])
    assert (result.exit_code, result.output) == (2, "Error: 'CallerCheck=never': it is one of tagged, strict, off\n")
    assert not state.exists()
    assert stack.status(state) is None
