"""`lingopoint put`: a file becomes an original."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

from lingopoint.formats import registry
from lingopoint.formats.table import BY_EXTENSION
from lingopoint_cli.content_types import content_type
from tests.client.conftest import Run

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture
def s3() -> Iterator["S3Client"]:
    """S3 with a bucket named `originals`."""
    with mock_aws():
        client = boto3.client("s3")
        client.create_bucket(Bucket="originals", CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
        yield client


def _put(run: Run, *arguments: object) -> str:
    result = run("put", *arguments, "--bucket", "originals")
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout.rstrip("\n")


def test_the_key_is_the_files_name_unless_one_is_given(s3: "S3Client", run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_bytes(b"Hello\r\n")
    assert _put(run, file) == "page.txt"
    assert _put(run, file, "ContactUs/") == "ContactUs/page.txt"
    assert _put(run, file, "other name.txt") == "other name.txt"
    for key in ("page.txt", "ContactUs/page.txt", "other name.txt"):
        assert s3.get_object(Bucket="originals", Key=key)["Body"].read() == b"Hello\r\n"


def test_a_translation_of_ones_own_is_stored_under_the_tagged_key(s3: "S3Client", run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.fr.txt"
    file.write_text("Bonjour")
    assert _put(run, file, "page.txt#fr") == "page.txt#fr"
    assert s3.get_object(Bucket="originals", Key="page.txt#fr")["ContentType"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(("key", "name"), [("docs/page.txt", "docs/page.txt#fr"), ("docs/", "docs/reviewed.txt#fr")])
@pytest.mark.parametrize("language", ["fr", "FR", "fr-FR"])
def test_a_file_is_stored_as_the_translation_of_a_key(
    s3: "S3Client", run: Run, tmp_path: Path, key: str, name: str, language: str
) -> None:
    file = tmp_path / "reviewed.txt"
    file.write_text("Bonjour")
    assert _put(run, file, key, "--as", language) == name
    stored = s3.get_object(Bucket="originals", Key=name)
    assert (stored["Body"].read(), stored["ContentLanguage"]) == (b"Bonjour", "fr")
    assert stored["ContentType"] == "text/plain; charset=utf-8"


def test_a_file_cannot_be_the_translation_into_no_language(run: Run, tmp_path: Path) -> None:
    result = run("put", tmp_path / "page.txt", "--as", "klingon", "--bucket", "originals")
    assert result.exit_code == 2
    assert "'klingon' is no language of Amazon Translate" in result.stderr


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.md", "é".encode(), "text/markdown; charset=utf-8"),
        ("a.txt", "é".encode("latin-1"), "text/plain"),
        ("a.json", b"{}", "application/json"),
        ("a.docx", b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.PNG", b"\x89PNG", "image/png"),
        ("a.txt.gz", b"\x1f\x8b", "application/octet-stream"),
        ("README", b"Hello", "application/octet-stream"),
    ],
)
def test_the_content_type_follows_the_extension(
    s3: "S3Client", run: Run, tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert s3.get_object(Bucket="originals", Key=_put(run, tmp_path / name))["ContentType"] == expected


def test_the_content_type_can_be_given(s3: "S3Client", run: Run, tmp_path: Path) -> None:
    file = tmp_path / "README"
    file.write_text("Hello")
    key = _put(run, file, "--content-type", "text/plain")
    assert s3.get_object(Bucket="originals", Key=key)["ContentType"] == "text/plain"


@pytest.mark.parametrize("extension", sorted(BY_EXTENSION))
def test_what_is_put_is_recognised_as_what_the_extension_says(extension: str) -> None:
    stored_as = content_type(f"a.{extension}", b"Hello")
    assert registry.detect(stored_as, f"a.{extension}", b"Hello").name == BY_EXTENSION[extension].name


def test_a_bucket_that_is_not_there_is_not_found(s3: "S3Client", run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Hello")
    result = run("put", file, "--bucket", "nowhere")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith("lingopoint: NoSuchBucket: ")


def test_a_file_that_is_not_there_is_a_failure_of_the_file(run: Run, tmp_path: Path) -> None:
    result = run("put", tmp_path / "nothing.txt", "--bucket", "originals")
    assert result.exit_code == 1
    assert result.stderr == f"lingopoint: {tmp_path}/nothing.txt: No such file or directory\n"


def test_no_bucket_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Hello")
    result = run("put", file)
    assert result.exit_code == 2
    assert "set LINGOPOINT_BUCKET" in result.stderr
