"""`lingopoint put`: a file becomes an original."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws
from typer.testing import CliRunner

from lingopoint.formats import registry
from lingopoint.formats.table import BY_EXTENSION
from lingopoint_cli.app import app
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


def test_what_was_stored_is_json_for_programs(s3: "S3Client", run: Run, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text("Hello")
    assert json.loads(_put(run, file, "a/", "--json")) == [{"file": str(file), "key": "a/page.txt"}]


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
    assert "'klingon' is no language tag" in result.stderr


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


# Several at once


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two files, and a folder of files of which one is hidden."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt", "site/index.html", "site/de/seite.html", "site/.git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["a.txt", "b.txt"], ["a.txt", "b.txt"]),
        (["a.txt", "b.txt", "--prefix", "docs"], ["docs/a.txt", "docs/b.txt"]),
        (["site", "--prefix", "www/"], ["www/de/seite.html", "www/index.html"]),
        (["site", "www/"], ["www/de/seite.html", "www/index.html"]),
        (["site"], ["de/seite.html", "index.html"]),
        (["*.txt", "site/**/*.html"], ["a.txt", "b.txt", "seite.html", "index.html"]),
        (["a.txt", "--prefix", "docs"], ["docs/a.txt"]),
    ],
)
def test_files_folders_and_patterns_are_stored(
    s3: "S3Client", run: Run, here: Path, arguments: list[str], keys: list[str]
) -> None:
    assert _put(run, *arguments).split("\n") == keys
    stored = [s3.get_object(Bucket="originals", Key=key)["Body"].read().decode() for key in keys]
    assert [Path(text).name for text in stored] == [Path(key).name for key in keys]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["s3://originals/a.txt"], 2, "s3://originals/a.txt: give the key alone, and the bucket by --bucket"),
        (["a.txt", "s3://originals/a.txt"], 2, "s3://originals/a.txt: give the key alone, and the bucket by --bucket"),
        (["a.txt", "b.txt", "c.txt"], 1, "c.txt: No such file or directory"),
        (["a.txt", "key.txt", "--prefix", "docs"], 2, "give a KEY or --prefix, not both"),
        (["site", "key.txt"], 2, "site is a folder: give a prefix that ends in a slash, or --prefix"),
        (["a.txt", "site/a.txt", "site"], 1, "site/a.txt: No such file or directory"),
        (
            ["a.txt", "site/"],
            2,
            "site/ is a folder here: leave the slash out to store it as well, or say --prefix site/",
        ),
        (["site/index.html", "site/*/../index.html"], 2, "two files would both be stored under index.html"),
        (["a.txt", "b.txt", "x", "--as", "fr"], 2, "--as is for one FILE and the KEY that it translates"),
        (["site", "--as", "fr"], 2, "--as is for one FILE and the KEY that it translates"),
        (["-"], 2, "what comes from standard input needs a KEY"),
        (["-", "docs/"], 2, "what comes from standard input needs a KEY"),
        (["a.txt", "-", "b.txt"], 2, "what comes from standard input needs a KEY"),
    ],
)
def test_what_is_not_clear_is_asked_for_and_nothing_is_stored(
    s3: "S3Client", run: Run, here: Path, arguments: list[str], code: int, said: str
) -> None:
    result = run("put", *arguments, "--bucket", "originals")
    assert (result.exit_code, result.stdout, result.stderr) == (code, "", f"lingopoint: {said}\n")
    assert "Contents" not in s3.list_objects_v2(Bucket="originals")


def test_standard_input_is_stored_under_a_key(s3: "S3Client") -> None:
    arguments = ["put", "-", "docs/page.md", "--as", "fr", "--bucket", "originals"]
    assert CliRunner().invoke(app, arguments, input="# Bonjour é\n").stdout == "docs/page.md#fr\n"
    stored = s3.get_object(Bucket="originals", Key="docs/page.md#fr")
    assert (stored["Body"].read(), stored["ContentType"]) == ("# Bonjour é\n".encode(), "text/markdown; charset=utf-8")


def test_a_translation_may_be_in_a_language_that_no_machine_has(s3: "S3Client", run: Run, here: Path) -> None:
    assert _put(run, "a.txt", "page.txt", "--as", "eu") == "page.txt#eu"
    assert s3.get_object(Bucket="originals", Key="page.txt#eu")["ContentLanguage"] == "eu"


# The list


def test_originals_are_listed_with_the_languages_that_their_owner_translated(s3: "S3Client", run: Run) -> None:
    keys = ["a.txt", 'a.txt"', "a.txt!", "a.txt#1", "a.txt#eu", "a.txt#fr;formality=formal", "a.txt/b", "z.md#fr"]
    for key in keys:
        s3.put_object(Bucket="originals", Key=key, Body=b"Hello")
    result = run("ls", "--json", "--bucket", "originals")
    found = {each["key"]: each["reviewed"] for each in json.loads(result.stdout)}
    own = ["eu", "fr;formality=formal"]
    assert found == {"a.txt": own, 'a.txt"': [], "a.txt!": [], "a.txt#1": [], "a.txt/b": [], "z.md#fr": []}
    header, first, *_ = run("ls", "a", "--bucket", "originals").stdout.splitlines()
    assert header == "key\tbytes\tchanged (UTC)\treviewed"
    assert re.fullmatch(r"a\.txt\t5\t\d{4}-\d\d-\d\d \d\d:\d\d\teu fr;formality=formal", first)


def test_an_empty_list_says_so(s3: "S3Client", run: Run) -> None:
    result = run("ls", "docs/", "--bucket", "originals")
    assert (result.exit_code, result.stderr) == (3, "lingopoint: nothing is stored below docs/\n")


def test_objects_are_deleted_and_what_is_not_there_is_told(s3: "S3Client", run: Run) -> None:
    for key in ("a.txt", "b.txt"):
        s3.put_object(Bucket="originals", Key=key, Body=b"Hello")
    result = run("rm", "a.txt", "nothing.txt", "b.txt", "--bucket", "originals")
    assert (result.exit_code, result.stdout) == (3, "a.txt\n")
    assert [each["Key"] for each in s3.list_objects_v2(Bucket="originals")["Contents"]] == ["b.txt"]
