"""`lingopoint link`: a presigned URL of a tagged key."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.client.conftest import ALIAS, ARN, Run


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


def test_the_region_is_that_of_the_access_point(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    arn = ARN.replace("us-west-2", "eu-south-1")
    assert "eu-south-1%2Fs3-object-lambda" in run("link", "a.txt", "--to", "pt", "--access-point", arn).stdout


def test_settings_are_part_of_the_signed_path(run: Run) -> None:
    result = run("link", "a.txt", "--to", "de", "--formality", "formal", "--access-point", ARN)
    assert unquote(urlsplit(result.stdout).path) == "/a.txt#de;formality=formal"


def test_an_alias_is_a_host_of_its_own(run: Run) -> None:
    result = run("link", "a.txt", "--to", "pt", "--access-point", ALIAS)
    assert urlsplit(result.stdout).netloc == f"{ALIAS}.s3.us-west-2.amazonaws.com"
    assert "AWS4-HMAC-SHA256" in result.stdout


@pytest.mark.parametrize(("text", "seconds"), [("90s", "90"), ("30m", "1800"), ("1H", "3600"), ("7d", "604800")])
def test_a_link_lasts_as_long_as_it_was_asked_to(run: Run, text: str, seconds: str) -> None:
    result = run("link", "a.txt", "--to", "pt", "--access-point", ARN, "--expires", text)
    assert f"X-Amz-Expires={seconds}&" in result.stdout


@pytest.mark.parametrize("text", ["8d", "604801s", "0m", "1.5h", "h", "", "-1h", "soon", "99999999999d"])
def test_a_time_that_no_link_can_last_is_a_usage_error(run: Run, text: str) -> None:
    result = run("link", "a.txt", "--to", "pt", "--access-point", ARN, "--expires", text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "at most 7d" in result.stderr
