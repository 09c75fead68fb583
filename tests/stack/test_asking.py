"""The commands that read, under every CallerCheck: what is translated is read, and what is reviewed is found."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import requests
from mypy_boto3_s3 import S3Client
from typer.testing import CliRunner, Result

from lingopoint_cli.app import app
from lingopoint_local.aws.stack import Stack
from tests.stack.conftest import Open
from tests.stack.reader import StackReader, translated
from tests.stack_fixtures import Statistics

pytestmark = pytest.mark.stack

TEXT, REVIEW = b"Contact us, any day.\n", "Écrivez-nous.\n".encode()
CHECKS: dict[str, dict[str, Any]] = {
    "tagged": {},
    "off": {"caller_check": "off"},
    "strict": {"caller_check": "strict"},
    "beyond": {"tagged_prefixes": ["elsewhere/"]},
}
REFUSE_TAGS = ("strict", "beyond")

Run = Callable[..., Result]


@pytest.fixture(scope="module", params=CHECKS)
def check(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def reader(check: str, stack: Stack, open_access_point: Open) -> StackReader:
    """An access point that checks its callers so."""
    return open_access_point(stack.bucket, CHECKS[check])


@pytest.fixture
def run(reader: StackReader, stack_state: Path) -> Run:
    """Runs a command on that access point."""

    def invoke(*arguments: str) -> Result:
        where = ["--access-point", reader.arn, "--state-dir", str(stack_state)]
        result = CliRunner().invoke(app, [*arguments, *where], prog_name="lingopoint")
        assert result.exit_code == 0, result.stderr
        return result

    return invoke


@pytest.fixture
def key(check: str, stack: Stack, s3: S3Client, request: pytest.FixtureRequest) -> str:
    """An object of the test's own."""
    name = f"asking/{check}/{request.function.__name__} #1.txt"
    s3.put_object(Bucket=stack.bucket, Key=name, Body=TEXT, ContentType="text/plain")
    return name


@pytest.fixture
def reviewed(key: str, stack: Stack, s3: S3Client) -> None:
    """A translation of its owner's is stored beside it."""
    s3.put_object(Bucket=stack.bucket, Key=f"{key}#fr", Body=REVIEW, ContentType="text/plain")


def followed(link: str) -> requests.Response:
    """What any HTTP client is answered that knows nothing but a link."""
    return requests.get(link.rstrip("\n"), timeout=60)


def test_get_reads_the_translation(run: Run, key: str, check: str) -> None:
    result = run("get", key, "--to", "fr")
    assert result.stdout_bytes == translated(TEXT)
    assert result.stderr.startswith(f"{key}?lang=fr: " if check in REFUSE_TAGS else f"{key}#fr: ")


def test_get_finds_what_is_reviewed(run: Run, key: str, reviewed: None) -> None:
    assert run("get", key, "--to", "fr").stdout_bytes == REVIEW


def test_compare_shows_both(run: Run, key: str) -> None:
    assert run("compare", key, "--to", "fr").stdout.split("\n")[:2] == [
        TEXT.decode().strip(),
        translated(TEXT).decode().strip(),
    ]


def test_compare_shows_what_is_reviewed(run: Run, key: str, reviewed: None) -> None:
    assert run("compare", key, "--to", "fr").stdout.split("\n")[1] == REVIEW.decode().strip()


def test_a_link_leads_to_the_translation_which_is_made_only_then(run: Run, key: str, statistics: Statistics) -> None:
    link = run("link", key, "--to", "fr", "--formality", "formal").stdout
    assert statistics.read()["calls"] == 0
    answer = followed(link)
    assert (answer.status_code, answer.content) == (200, translated(TEXT))
    assert answer.headers["Content-Language"] == "fr"


def test_a_link_leads_to_what_is_reviewed(run: Run, key: str, reviewed: None) -> None:
    assert followed(run("link", key, "--to", "fr").stdout).content == REVIEW


def test_every_link_of_a_page_leads_somewhere(run: Run, key: str, reviewed: None, tmp_path: Path) -> None:
    links: list[str] = []

    class Links(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == "a":
                links.append(str(dict(attrs)["href"]))

    run("site", key, "--to", "fr", "--to", "de", "-o", str(tmp_path))
    Links().feed((tmp_path / "index.html").read_text(encoding="utf-8"))
    assert [followed(link).content for link in links] == [TEXT, REVIEW, translated(TEXT)]
