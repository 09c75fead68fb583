"""How commands fail: one line, an exit code, and never a traceback."""

import errno

import pytest
import typer
from botocore import exceptions as boto
from botocore.exceptions import ClientError

from lingopoint.errors import ConfigurationError, SlowDownError
from lingopoint.ports import RefusedError
from lingopoint_cli.failures import Failure, explained, reported
from lingopoint_local.failure import StackError
from tests.client.conftest import ALIAS, FakeAws, Run


def _client_error(status: int, code: str, message: str = "Because.") -> ClientError:
    members = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(members, "GetObject")  # type: ignore[arg-type]


FAILURES = [
    (_client_error(404, "NoSuchKey"), 3, "NoSuchKey: Because."),
    (_client_error(404, "NoSuchBucket"), 3, "NoSuchBucket: Because."),
    (_client_error(400, "ValidationError", "Stack with id x does not exist"), 3, "ValidationError: Stack with id x"),
    (_client_error(403, "AccessDenied"), 4, "AccessDenied: Because."),
    (_client_error(403, "SignatureDoesNotMatch"), 4, "SignatureDoesNotMatch"),
    (
        _client_error(400, "InvalidRequest", "Language 'xx' is\nnot served."),
        5,
        "InvalidRequest: Language 'xx' is not served.",
    ),
    (_client_error(500, "InternalError"), 5, "InternalError"),
    (_client_error(503, "SlowDown"), 6, "SlowDown"),
    (boto.NoCredentialsError(), 4, "no AWS credentials"),
    (boto.ProfileNotFound(profile="work"), 2, "work"),
    (boto.EndpointConnectionError(endpoint_url="http://127.0.0.1:1"), 6, "http://127.0.0.1:1"),
    (boto.ReadTimeoutError(endpoint_url="http://127.0.0.1:1"), 6, "http://127.0.0.1:1"),
    (FileNotFoundError(errno.ENOENT, "No such file or directory", "a.txt"), 1, "a.txt: No such file or directory"),
    (OSError("no space"), 1, "input or output: no space"),
    (StackError("sam build failed"), 1, "sam build failed"),
    (SlowDownError("Ask again.", detail="ThrottlingException"), 6, "Ask again. ThrottlingException"),
    (ConfigurationError("There is no terminology."), 5, "There is no terminology."),
    (RefusedError("Unsupported language pair"), 5, "Unsupported language pair"),
    (Failure("no such thing", 2), 2, "no such thing"),
]


@pytest.mark.parametrize(("error", "exit_code", "line"), FAILURES)
def test_a_failure_is_one_line_and_a_code_of_its_kind(
    error: Exception, exit_code: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    @reported
    def command() -> None:
        raise error

    with pytest.raises(typer.Exit) as raised:
        command()
    written = capsys.readouterr()
    assert raised.value.exit_code == exit_code
    assert written.out == ""
    assert written.err.startswith("lingopoint: ")
    assert line in written.err
    assert written.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "exit_code", "message"),
    [
        (SlowDownError("Ask again."), 6, "terminology names: Ask again."),
        (ConfigurationError("No.", detail="AccessDenied"), 4, "terminology names: No. AccessDenied"),
        (OSError("no space"), 1, "terminology names: no space"),
        (Failure("as it was said", 3), 3, "as it was said"),
    ],
)
def test_what_an_error_is_about_can_be_said_and_what_it_counts_as(
    error: Exception, exit_code: int, message: str
) -> None:
    with pytest.raises(Failure) as raised, explained("terminology names", {ConfigurationError: 4}):
        raise error
    assert (raised.value.exit_code, raised.value.message) == (exit_code, message)


def test_what_nobody_foresaw_is_not_explained() -> None:
    with pytest.raises(ZeroDivisionError), explained("this"):
        raise ZeroDivisionError


def test_an_error_that_nobody_foresaw_is_not_hidden() -> None:
    @reported
    def command() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        command()


def test_a_missing_object_is_told_as_s3_tells_it(aws: FakeAws, run: Run) -> None:
    aws.error(f"/{ALIAS}/nothing.txt%23pt", 404, "NoSuchKey", "The specified key does not exist.")
    result = run("get", "nothing.txt", "--to", "pt", "--access-point", ALIAS)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "lingopoint: NoSuchKey: The specified key does not exist.\n"


def test_a_forbidden_object_keeps_the_services_advice(aws: FakeAws, run: Run) -> None:
    aws.error(f"/{ALIAS}/secret.txt%23pt", 403, "AccessDenied", "Not by this key.")
    aws.error(f"/{ALIAS}/secret.txt?lang=pt", 403, "AccessDenied", "You may not read this object.")
    result = run("get", "secret.txt", "--to", "pt", "--access-point", ALIAS)
    assert (result.exit_code, result.stderr) == (4, "lingopoint: AccessDenied: You may not read this object.\n")


USAGE: list[tuple[list[str], str]] = [
    ([], "no access point: give --access-point, --stack or --local, or set LINGOPOINT_ACCESS_POINT"),
    (["--access-point", "my-bucket"], "neither the ARN nor the alias"),
    (["--access-point", "arn:aws:s3:us-west-2:123456789012:accesspoint/plain"], "neither the ARN nor the alias"),
    (["--stack", "a", "--local"], "--stack and --local name two places"),
]


@pytest.mark.parametrize(("options", "message"), USAGE)
def test_an_unclear_place_is_a_usage_error_that_says_what_to_give(run: Run, options: list[str], message: str) -> None:
    result = run("get", "a.txt", "--to", "pt", *options)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize("language", ["english", "", "pt;source=en"])
def test_what_is_no_language_is_refused_before_anything_is_sent(aws: FakeAws, run: Run, language: str) -> None:
    result = run("get", "a.txt", "--to", language, "--access-point", ALIAS)
    said = f"lingopoint: {language!r} is no language tag, such as pt or zh-TW\n"
    assert (result.exit_code, result.stderr, aws.requests) == (2, said, [])


def test_a_language_that_nobody_translates_is_not_found_unless_its_owner_did(aws: FakeAws, run: Run) -> None:
    result = run("get", "a.txt", "--to", "xx", "--access-point", ALIAS)
    assert (result.exit_code, [request.target for request in aws.requests]) == (3, [f"/{ALIAS}/a.txt%23xx"])


COMMANDS = [
    ["get", "a.txt"],
    ["nonsense"],
    ["get", "a.txt", "--to", "pt", "--formality", "rude"],
    ["link", "a.txt", "--to", "pt", "--access-point", ALIAS, "--expires", "8d"],
    ["translate", "a.txt", "b.txt", "--to", "pt"],
]


@pytest.mark.parametrize("arguments", COMMANDS)
def test_wrong_arguments_are_exit_code_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
