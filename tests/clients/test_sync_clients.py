"""s3cmd and rclone, which compare what they read with the MD5 that they take an ETag or metadata for."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from lingopoint_local.aws.stack import Stack
from tests.clients.conftest import Document, Run
from tests.clients.environments import found, python_environment
from tests.stack.reader import translated

pytestmark = pytest.mark.stack

NO_CONFIGURATION = "--config", "/dev/null"


@pytest.fixture
def s3cmd(by_address: str, run: Run) -> Callable[..., str]:
    """Runs s3cmd on the local stack and gives all that it says."""
    program = python_environment("s3cmd") / "s3cmd"
    host = by_address.removeprefix("http://")
    options = ["--access_key=test", "--secret_key=test", "--region=us-west-2", "--no-ssl"]
    options += [f"--host={host}", f"--host-bucket={host}", "--guess-mime-type"]

    def say(*arguments: object) -> str:
        with_errors = "sh", "-c", 'exec "$@" 2>&1', "sh"
        return run(*with_errors, program, *NO_CONFIGURATION, *options, *arguments).decode()

    return say


@pytest.fixture
def rclone(by_address: str) -> list[str]:
    """The program, with a remote `ol` that is the local stack."""
    options = ["--s3-access-key-id=test", "--s3-secret-access-key=test", "--s3-region=us-west-2"]
    return [found("rclone"), *NO_CONFIGURATION, *options, "--s3-provider=Other", f"--s3-endpoint={by_address}"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of a text that nobody has read yet."""
    run, file = uuid4().hex, tmp_path / "original.txt"
    file.write_text("\n\n".join(f"Paragraph {number} of {run} has words of its own." for number in range(300)))
    return file


def test_s3cmd_gets_a_translation_without_doubting_it(
    s3cmd: Callable[..., str], stack: Stack, document: Document, tmp_path: Path
) -> None:
    said = s3cmd("get", f"s3://{stack.access_point_alias}/{document.tagged}", tmp_path / "got.txt")
    assert (tmp_path / "got.txt").read_bytes() == document.translation
    assert "WARNING" not in said


def test_s3cmd_gets_the_translation_of_what_it_stored(
    s3cmd: Callable[..., str], stack: Stack, file: Path, tmp_path: Path
) -> None:
    whole, key = translated(file.read_bytes()), f"clients/{uuid4().hex}.txt"
    s3cmd("put", file, f"s3://{stack.bucket}/{key}")
    tagged = f"s3://{stack.access_point_alias}/{key}#fr"
    assert "WARNING" not in s3cmd("get", tagged, tmp_path / "got.txt")
    assert (tmp_path / "got.txt").read_bytes() == whole
    told = s3cmd("info", tagged)
    assert f"File size: {len(whole)}" in told
    assert "s3cmd-attrs" not in told


@pytest.fixture
def in_parts(rclone: list[str], run: Run, stack: Stack, file: Path) -> Document:
    """A document that rclone stored in parts, with the MD5 of the whole in its metadata."""
    key = f"clients/{uuid4().hex}.txt"
    run(*rclone, "copyto", "--s3-upload-cutoff=0", file, f":s3:{stack.bucket}/{key}")
    return Document(key, file.read_bytes(), translated(file.read_bytes()))


def test_rclone_copies_the_translation_of_what_it_stored_in_parts(
    rclone: list[str], run: Run, stack: Stack, in_parts: Document, tmp_path: Path
) -> None:
    run(*rclone, "copyto", f":s3:{stack.access_point_alias}/{in_parts.tagged}", tmp_path / "got.txt")
    assert (tmp_path / "got.txt").read_bytes() == in_parts.translation


def test_rclone_shows_and_lists_a_translation(rclone: list[str], run: Run, stack: Stack, in_parts: Document) -> None:
    # A translation is in no listing; without one rclone asks for the key itself.
    where = "--no-traverse", f":s3:{stack.access_point_alias}/{in_parts.tagged}"
    assert run(*rclone, "cat", *where) == in_parts.translation
    assert run(*rclone, "lsl", *where).split()[0] == str(len(in_parts.translation)).encode()


def test_rclone_copies_a_translation_of_what_another_stored(
    rclone: list[str], run: Run, stack: Stack, document: Document, tmp_path: Path
) -> None:
    run(*rclone, "copyto", f":s3:{stack.access_point_alias}/{document.tagged}", tmp_path / "got.txt")
    assert (tmp_path / "got.txt").read_bytes() == document.translation
