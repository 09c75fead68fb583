"""The local stack as `lingopoint local` runs it: up, in use, up again, down."""

import dataclasses
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from typer.testing import CliRunner

from lingopoint_cli.commands.local import app
from lingopoint_local.aws import deploy, servers, stack
from lingopoint_local.aws.localhost import resolve_localhost
from lingopoint_local.aws.processes import Server
from lingopoint_local.aws.stack import Stack
from lingopoint_local.failure import StackError
from tests.stack_fixtures import connect

_SERVERS = ("ministack", "translate")


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "state"
    stack.down(tmp_path / "state")


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output.strip()


def _running(state: Path) -> list[str]:
    return [name for name in _SERVERS if Server(name, state).running()]


def test_without_a_stack_there_is_nothing_to_show_or_to_stop(state: Path) -> None:
    code, output = _run("status", "--state-dir", str(state))
    assert (code, "not running" in output) == (1, True)
    code, output = _run("status", "--state-dir", str(state), "--json")
    assert (code, json.loads(output)) == (1, {"running": False})
    assert _run("down", "--state-dir", str(state)) == (0, "nothing was running")


def test_a_port_that_is_taken_is_an_error_of_one_line(state: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, output = _run("up", "--state-dir", str(state), "--port", str(port))
    assert code == 1
    assert output.split("\n")[-1] == f"Error: port {port} of 127.0.0.1 is not free: Address already in use"


def test_a_deployment_is_known_by_what_it_is_made_from(tmp_path: Path) -> None:
    for name in ("template.yaml", "samconfig.toml", "functions/a.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    before = deploy.digest(tmp_path, "endpoint")
    (tmp_path / "README.md").write_text("of no importance")
    assert deploy.digest(tmp_path, "endpoint") == before
    assert deploy.digest(tmp_path, "another endpoint") != before
    (tmp_path / "functions/a.py").write_text("changed")
    assert deploy.digest(tmp_path, "endpoint") != before


@pytest.mark.stack
def test_a_failure_leaves_nothing_running(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        assert _running(state) == list(_SERVERS)
        raise StackError("the build failed")

    monkeypatch.setattr(stack, "build", fail)
    with pytest.raises(StackError, match="the build failed"):
        stack.up(state, "identity")
    assert _running(state) == []


@pytest.mark.stack
def test_another_version_of_the_local_aws_is_not_used(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "ministack_version", lambda: "0.0.0")
    with pytest.raises(StackError, match=r"it says version '[\d.]+', not '0.0.0'"):
        servers.start_ministack(state)
    assert _running(state) == []


def test_a_port_other_than_that_of_what_runs_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    running = {"port": 4566, "endpoint": "http://localhost:4566", "engine": "pseudo"}
    monkeypatch.setattr(Server, "running", lambda _: running)
    assert servers.start_ministack(tmp_path, 4566) == running["endpoint"]
    with pytest.raises(
        StackError, match="ministack is running at port 4566, not 4567: `lingopoint local down` stops it"
    ):
        servers.start_ministack(tmp_path, 4567)
    with pytest.raises(StackError, match="translate is running at port 4566, not 4567"):
        servers.start_translate(tmp_path, "identity", 4567)


def test_what_an_older_version_noted_down_is_no_stack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stack.json").write_text(json.dumps({"made_from": "", "stack": {"endpoint": "http://localhost:1"}}))
    monkeypatch.setattr(Server, "running", lambda _: {"port": 1})
    assert stack.status(tmp_path) is None


def _told_to_redeploy(state: Path, *parameters: str) -> list[str]:
    """What is said of parameters when a running stack is brought up with these."""
    said: list[str] = []
    assert stack.up(state, "pseudo", say=said.append, parameters=parameters).parameters.keys() == {
        each.partition("=")[0] for each in parameters
    }
    return [each for each in said if "deployed" in each]


def _caller_check(up: Stack) -> str:
    """What the function that runs was told."""
    settings = connect(up, "lambda").get_function_configuration(FunctionName=up.access_point_arn.rpartition("/")[2])
    return str(settings["Environment"]["Variables"]["LINGOPOINT_CALLER_CHECK"])


@pytest.mark.stack
def test_a_stack_is_deployed_used_reused_and_stopped(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stack, "digest", lambda _, *settings: repr(settings))
    up = stack.up(state, "pseudo")
    code, output = _run("status", "--json", "--state-dir", str(state))
    assert (code, json.loads(output)) == (0, {"running": True, **dataclasses.asdict(up)})

    resolve_localhost()
    s3 = boto3.client(
        "s3",
        endpoint_url=up.endpoint,
        region_name=up.region,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    s3.put_object(Bucket=up.bucket, Key="a.txt", Body=b"Contact us\n", ContentType="text/plain")
    for bucket in (up.access_point_arn, up.access_point_alias):
        answer = s3.get_object(Bucket=bucket, Key="a.txt#fr")
        assert answer["Body"].read().decode() == "[Çööñţååçţ ůůš]\n"

    monkeypatch.setattr(stack, "build", lambda *_: None)  # it is built already
    (told,) = _told_to_redeploy(state, "CallerCheck=strict", 'FunctionPayload={"languages": ["fr"]}')
    assert told.startswith("it was deployed with the template's defaults, and is deployed again with ")
    assert told.endswith('with CallerCheck=strict, FunctionPayload={"languages": ["fr"]}')
    assert _caller_check(up) == "strict"
    assert _told_to_redeploy(state)[0].endswith(", and is deployed again with the template's defaults")
    assert _caller_check(up) == "tagged"

    monkeypatch.setattr(stack, "build", lambda *_: pytest.fail("nothing has changed"))
    assert stack.up(state, "pseudo") == up
    assert stack.up(state, "identity") == up
    again = s3.get_object(Bucket=up.access_point_arn, Key="a.txt#fr")["Body"].read()
    assert again == b"Contact us\n", "what another engine translated"
    s3.close()
    assert _run("down", "--state-dir", str(state)) == (0, "stopping\nstopped")
    assert _running(state) == []
    assert stack.status(state) is None
