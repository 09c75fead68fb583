"""`lingopoint link`: a presigned URL of an object in another language."""

import json
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.client.conftest import ALIAS, ARN, FakeAws, Run

TAGGED, PLAIN = f"/{ALIAS}/a.txt%23pt", f"/{ALIAS}/a.txt?lang=pt"
NO_TAGS = 403, "AccessDenied", "Tagged keys are not translated here."
offline = pytest.mark.usefixtures("tagged_keys")


def linked(run: Run, *options: str) -> tuple[str, dict[str, str]]:
    """The path of a link by the alias, decoded, and its parameters that are not of the signature."""
    result = run("link", "a.txt", "--to", "pt", "--access-point", ALIAS, *options)
    assert (result.exit_code, result.stderr) == (0, "")
    url = urlsplit(result.stdout.rstrip("\n"))
    query = {name: values[0] for name, values in parse_qs(url.query).items() if not name.startswith("X-Amz-")}
    return unquote(url.path), query


def test_a_tagged_key_that_is_answered_is_linked_and_nothing_is_translated_for_it(aws: FakeAws, run: Run) -> None:
    aws.condition_failed(TAGGED)
    assert linked(run) == (f"/{ALIAS}/a.txt#pt", {})
    assert [(each.target, each.headers["if-none-match"]) for each in aws.requests] == [(TAGGED, "*")]


def test_a_stored_translation_is_linked_where_tagged_keys_are_refused(aws: FakeAws, run: Run) -> None:
    aws.original(TAGGED, b"Fale conosco")
    assert linked(run) == (f"/{ALIAS}/a.txt#pt", {})


def test_the_language_is_signed_into_the_query_where_tagged_keys_are_refused(aws: FakeAws, run: Run) -> None:
    aws.error(TAGGED, *NO_TAGS)
    assert linked(run) == (f"/{ALIAS}/a.txt", {"lang": "pt"})


def test_settings_go_into_the_query_too(aws: FakeAws, run: Run) -> None:
    aws.error(f"{TAGGED}%3Bformality%3Dformal", *NO_TAGS)
    assert linked(run, "--formality", "formal") == (f"/{ALIAS}/a.txt", {"lang": "pt;formality=formal"})


@pytest.mark.parametrize(
    ("status", "code", "exit_code"), [(404, "NoSuchKey", 3), (400, "InvalidRequest", 5), (403, "InvalidObjectState", 4)]
)
def test_there_is_no_link_to_what_nobody_is_answered(
    aws: FakeAws, run: Run, status: int, code: str, exit_code: int
) -> None:
    aws.error(TAGGED, status, code, "For a reason.")
    result = run("link", "a.txt", "--to", "pt", "--access-point", ALIAS)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert result.stderr == f"lingopoint: {code}: For a reason.\n"


@offline
def test_a_link_is_signed_with_version_4_for_object_lambda(run: Run) -> None:
    result = run("link", "ContactUs/contact us.txt", "--to", "pt", "--access-point", ARN, "--expires", "90m")
    url = urlsplit(result.stdout.rstrip("\n"))
    query = {name: values[0] for name, values in parse_qs(url.query).items()}
    assert (result.exit_code, result.stderr) == (0, "")
    assert url.netloc == "lingopoint-123456789012.s3-object-lambda.us-west-2.amazonaws.com"
    assert url.path == "/ContactUs/contact%20us.txt%23pt"
    assert query["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"
    assert query["X-Amz-Credential"].split("/")[2:] == ["us-west-2", "s3-object-lambda", "aws4_request"]
    assert query["X-Amz-SignedHeaders"] == "host"
    assert query["X-Amz-Expires"] == "5400"
    assert "AWSAccessKeyId" not in query


@offline
def test_the_region_is_that_of_the_access_point(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    arn = ARN.replace("us-west-2", "eu-south-1")
    assert "eu-south-1%2Fs3-object-lambda" in run("link", "a.txt", "--to", "pt", "--access-point", arn).stdout


@offline
def test_settings_are_part_of_the_signed_path(run: Run) -> None:
    result = run("link", "a.txt", "--to", "de", "--formality", "formal", "--access-point", ARN)
    assert unquote(urlsplit(result.stdout).path) == "/a.txt#de;formality=formal"


@offline
def test_an_alias_is_a_host_of_its_own(run: Run) -> None:
    result = run("link", "a.txt", "--to", "pt", "--access-point", ALIAS)
    assert urlsplit(result.stdout).netloc == f"{ALIAS}.s3.us-west-2.amazonaws.com"
    assert "AWS4-HMAC-SHA256" in result.stdout


@offline
@pytest.mark.parametrize(("text", "seconds"), [("90s", "90"), ("30m", "1800"), ("1H", "3600"), ("7d", "604800")])
def test_a_link_lasts_as_long_as_it_was_asked_to(run: Run, text: str, seconds: str) -> None:
    result = run("link", "a.txt", "--to", "pt", "--access-point", ARN, "--expires", text)
    assert f"X-Amz-Expires={seconds}&" in result.stdout


@pytest.mark.parametrize("text", ["8d", "604801s", "0m", "1.5h", "h", "", "-1h", "soon", "99999999999d"])
def test_a_time_that_no_link_can_last_is_a_usage_error(run: Run, text: str) -> None:
    result = run("link", "a.txt", "--to", "pt", "--access-point", ARN, "--expires", text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "at most 7d" in result.stderr


def test_there_is_no_link_to_a_key_that_is_not_there_in_a_language_of_ones_own(aws: FakeAws, run: Run) -> None:
    aws.error(f"/{ALIAS}/a.txt%23eu", 404, "NoSuchKey", "For a reason.")
    result = run("link", "a.txt", "--to", "eu", "--access-point", ALIAS)
    assert (result.exit_code, result.stdout) == (3, "")


def test_a_link_is_json_for_programs(aws: FakeAws, run: Run) -> None:
    aws.translation(TAGGED, b"Ola")
    told = json.loads(run("link", "a.txt", "--to", "pt", "--json", "--access-point", ALIAS).stdout)
    assert (told["key"], told["language"], len(told["links"])) == ("a.txt", "pt", 1)
    assert "X-Amz-Signature=" in told["links"][0]
