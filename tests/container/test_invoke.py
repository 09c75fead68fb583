"""The function outside the local AWS: `sam local invoke` in a container, and Lambda's runtime interface emulator."""

import json
from pathlib import Path

import boto3
import pytest
import typer
from mypy_boto3_s3 import S3Client
from typer.testing import CliRunner

from lingopoint_cli.commands import invoke as invoke_command
from lingopoint_local.aws.front import WrittenResponse
from lingopoint_local.aws.invoke import invoke
from lingopoint_local.aws.runners import Container, Emulator, Runner
from lingopoint_local.aws.stack import Stack
from tests.support import EVENTS, load_event

pytestmark = pytest.mark.container

KEY = "ContactUs/contact-us.txt"


@pytest.fixture(params=["container", "emulator"])
def runner(request: pytest.FixtureRequest) -> Runner:
    """Either way of running the function."""
    return Container(request.getfixturevalue("image")) if request.param == "container" else Emulator()


@pytest.fixture
def original(s3: S3Client, stack: Stack, request: pytest.FixtureRequest) -> str:
    """What the events ask for is stored, in words that no other test has had translated. Gives its text."""
    text = f"We would love to hear from you in {request.node.name.replace('_', ' ')}!"
    s3.put_object(Bucket=stack.bucket, Key=KEY, Body=f"{text}\n".encode(), ContentType="text/plain")
    return text


def test_a_translation_is_written_back(runner: Runner, original: str, stack: Stack, state: Path) -> None:
    invocation = invoke(load_event("get-object-tagged"), stack, runner, state / "invoke")

    assert invocation.succeeded, invocation.log
    assert invocation.returned == "null"
    assert isinstance(invocation.answer, WrittenResponse)
    assert (invocation.answer.status, invocation.answer.code) == (200, "")
    assert invocation.answer.headers["content-type"] == "text/plain"
    assert invocation.answer.headers["content-language"] == "fr"
    assert invocation.answer.headers["x-amz-meta-lingopoint-calls"] == "1"
    assert invocation.answer.body.decode() == f"{_translated(stack, original)}\n"
    assert '"level":"WARNING"' not in invocation.log  # nothing of the stack was out of the function's reach


def test_an_object_that_is_not_there_is_answered_with_404(runner: Runner, stack: Stack, state: Path) -> None:
    invocation = invoke(load_event("get-object-odd-key"), stack, runner, state / "invoke")

    assert invocation.succeeded, invocation.log
    assert invocation.answer == WrittenResponse(404, {}, b"", "NoSuchKey", "The specified key does not exist.")


def test_head_is_answered_by_what_the_function_returns(original: str, stack: Stack, state: Path) -> None:
    event = load_event("get-object-tagged")
    event["headObjectContext"] = {"inputS3Url": event.pop("getObjectContext")["inputS3Url"]}

    invocation = invoke(event, stack, Emulator(), state / "invoke")

    assert invocation.succeeded, invocation.log
    returned = json.loads(invocation.returned)
    assert (returned["statusCode"], returned["headers"]["Content-Language"]) == (200, "fr")
    assert invocation.answer is None


def test_the_command_prints_the_answer_and_success(image: str, original: str, stack: Stack, state: Path) -> None:
    event = str(EVENTS / "get-object-tagged.json")

    printed = _command(event, "--engine", "container", "--invoke-image", image, "--state-dir", str(state))

    assert printed[0] == "200"
    assert "content-language: fr" in printed
    assert printed[-2:] == [_translated(stack, original), "success"]


def test_the_command_says_what_is_no_event(stack: Stack, state: Path, tmp_path: Path) -> None:
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"Records": []}))
    result = CliRunner().invoke(_app(), ["invoke", str(event), "--engine", "emulator", "--state-dir", str(state)])

    assert result.exit_code == 1, result.stderr
    assert "is no event of GetObject or HeadObject" in result.stderr


def _app() -> typer.Typer:
    app = typer.Typer(pretty_exceptions_enable=False)
    invoke_command.register(app)
    app.callback()(lambda: None)
    return app


def _command(*arguments: str) -> list[str]:
    result = CliRunner().invoke(_app(), ["invoke", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def _translated(stack: Stack, text: str) -> str:
    """What the translation service itself says."""
    translate = boto3.client("translate", endpoint_url=stack.translate_endpoint, region_name=stack.region)
    answer = translate.translate_text(Text=text, SourceLanguageCode="auto", TargetLanguageCode="fr")
    return answer["TranslatedText"]
