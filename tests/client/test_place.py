"""Where a command works: options before the environment, outputs of a stack, the local stack."""

from pathlib import Path

import pytest

from lingopoint_cli.place import Choice, Place
from lingopoint_local.aws import stack as local_stack
from lingopoint_local.aws.stack import Stack
from tests.client.conftest import ALIAS, ARN, Deploy, FakeAws, Run

BODY = b"Fale conosco\n"


def _stack_answer(**outputs: str) -> bytes:
    members = "".join(
        f"<member><OutputKey>{key}</OutputKey><OutputValue>{value}</OutputValue></member>"
        for key, value in outputs.items()
    )
    return (
        '<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>'
        "<member><StackName>lingopoint</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime>"
        f"<StackStatus>CREATE_COMPLETE</StackStatus><Outputs>{members}</Outputs></member>"
        "</Stacks></DescribeStacksResult></DescribeStacksResponse>"
    ).encode()


def test_the_environment_names_the_access_point(aws: FakeAws, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINGOPOINT_ACCESS_POINT", ALIAS)
    aws.translation(f"/{ALIAS}/a.txt%23pt", BODY)
    assert run("get", "a.txt", "--to", "pt").stdout_bytes == BODY


def test_an_option_wins_over_the_environment(aws: FakeAws, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINGOPOINT_ACCESS_POINT", "another--ol-s3")
    aws.translation(f"/{ALIAS}/a.txt%23pt", BODY)
    assert run("get", "a.txt", "--to", "pt", "--access-point", ALIAS).stdout_bytes == BODY


def test_a_stack_names_its_access_point(
    aws: FakeAws, run: Run, monkeypatch: pytest.MonkeyPatch, tagged_keys: None
) -> None:
    monkeypatch.setenv("LINGOPOINT_ACCESS_POINT", "another--ol-s3")
    aws.answers["/"] = 200, {"Content-Type": "text/xml"}, _stack_answer(ObjectLambdaAccessPointArn=ARN, BucketName="b")
    result = run("link", "a.txt", "--to", "pt", "--stack", "lingopoint")
    assert "/us-west-2/s3-object-lambda/" in result.stdout.replace("%2F", "/")


def test_a_stack_that_is_not_there_is_not_found(aws: FakeAws, run: Run) -> None:
    message = "Stack with id nowhere does not exist"
    error = f"<ErrorResponse><Error><Code>ValidationError</Code><Message>{message}</Message></Error></ErrorResponse>"
    aws.answers["/"] = 400, {"Content-Type": "text/xml"}, error.encode()
    result = run("get", "a.txt", "--to", "pt", "--stack", "nowhere")
    assert (result.exit_code, result.stderr) == (3, f"lingopoint: ValidationError: {message}\n")


@pytest.mark.parametrize(("named", "region"), [("", "us-west-2"), ("eu-west-1", "eu-west-1")])
def test_terminologies_are_looked_up_where_the_stack_has_its_own_translate(
    named: str, region: str, deploy: Deploy
) -> None:
    deploy(TranslateRegion=named)
    assert Place(Choice(stack="pages")).translator()._client.meta.region_name == region


@pytest.fixture
def local(aws: FakeAws, monkeypatch: pytest.MonkeyPatch) -> Stack:
    """A local stack that runs in the default place."""
    endpoint = f"http://localhost:{aws.port}"
    running = Stack(endpoint, endpoint, "us-west-2", "lingopoint-local", "bucket", ARN, ALIAS, "")
    monkeypatch.setattr(local_stack, "status", {local_stack.DEFAULT_STATE: running}.get)
    monkeypatch.delenv("AWS_ENDPOINT_URL")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name)
    return running


def test_the_local_stack_needs_no_credentials_and_no_region(aws: FakeAws, local: Stack, run: Run) -> None:
    aws.translation("/a.txt%23pt", BODY)
    assert run("get", "a.txt", "--to", "pt", "--local").stdout_bytes == BODY


def test_the_local_stack_is_never_asked_through_a_proxy(
    aws: FakeAws, local: Stack, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.delenv("NO_PROXY")
    aws.translation("/a.txt%23pt", BODY)
    assert run("get", "a.txt", "--to", "pt", "--local").stdout_bytes == BODY


def test_a_local_stack_that_does_not_run_says_how_to_start_it(local: Stack, run: Run, tmp_path: Path) -> None:
    result = run("get", "a.txt", "--to", "pt", "--state-dir", tmp_path)
    assert result.exit_code == 3
    assert "`lingopoint local up` starts one" in result.stderr
