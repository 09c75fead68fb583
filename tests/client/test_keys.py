"""Keys that S3 has no object under are told in one line, before anybody is asked."""

from pathlib import Path

import pytest

from tests.client.conftest import ALIAS, ARN, FakeAws, Run

ASKING = {
    "get": ["--to", "pt", "--access-point", ALIAS],
    "compare": ["--to", "pt", "--access-point", ALIAS],
    "link": ["--to", "pt", "--access-point", ALIAS],
    "site": ["--to", "pt", "--access-point", ARN, "-o", "unused"],
    "forget": ["--stack", "pages", "--yes"],
}


@pytest.mark.parametrize("command", ASKING)
@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("", "KEY is empty: give the key of an object, such as folder/page.html"),
        ("é" * 513, "KEY has 1,026 bytes; keys of S3 have at most 1,024"),
        ("a\udcff", "KEY is not UTF-8, as keys of S3 are"),
    ],
)
def test_what_is_no_key_is_a_usage_error(aws: FakeAws, run: Run, command: str, key: str, said: str) -> None:
    result = run(command, key, *ASKING[command])
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"lingopoint: {said}\n")
    assert aws.requests == []


def test_a_file_is_not_stored_under_what_is_no_key(aws: FakeAws, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Contact us\n")
    result = run("put", file, "a" * 1022, "--as", "pt", "--bucket", "pages")
    assert (result.exit_code, result.stderr) == (2, "lingopoint: KEY has 1,025 bytes; keys of S3 have at most 1,024\n")
    assert aws.requests == []
