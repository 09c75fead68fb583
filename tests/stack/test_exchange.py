"""The commands of docs/how-to/translators.md, a translator between them, against the deployed function."""

import re
from pathlib import Path

import pytest
from mypy_boto3_s3 import S3Client
from typer.testing import CliRunner

from lingopoint_cli.app import app
from lingopoint_local.aws.stack import Stack
from tests.client.exchange.documents import translated
from tests.support import ROOT

pytestmark = pytest.mark.stack

PAGE = ROOT / "docs" / "how-to" / "translators.md"


def commands() -> list[list[str]]:
    blocks = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [line.split()[1:] for block in blocks for line in block.splitlines()]


def test_the_page_is_done_as_it_says(
    s3: S3Client, stack: Stack, stack_state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    key, original = "ContactUs/contact-us.txt", (ROOT / "samples" / "contact-us.txt").read_bytes()
    Path("guide.md").write_bytes((ROOT / "samples" / "guide.md").read_bytes())
    s3.put_object(Bucket=stack.bucket, Key=key, Body=original, ContentType="text/plain; charset=utf-8")
    s3.get_object(Bucket=stack.access_point_arn, Key=f"{key}#fr")["Body"].read()

    said = ""
    for command in commands():
        here = " ".join(command).replace("--stack lingopoint", f"--state-dir {stack_state}").split()
        done = CliRunner().invoke(app, here)
        assert done.exit_code == 0, done.stderr
        said += done.stdout + done.stderr
        if command[0] == "export":
            file = Path(command[command.index("-o") + 1])
            file.write_bytes(translated(file.read_bytes(), str.upper).replace(b'state="initial"', b'state="final"'))

    assert "17 suggested" in said  # what the function translated just now
    assert "# GETTING STARTED" in Path("guide.fr.md").read_text(encoding="utf-8")
    read = s3.get_object(Bucket=stack.access_point_arn, Key=f"{key}#fr")
    assert b"BEFORE YOU WRITE" in read["Body"].read()
    assert read["ContentLanguage"] == "fr"
    # Other tests read the same sample: what a person said of it is not for them.
    forgotten = CliRunner().invoke(
        app, ["forget", key, "--original", "--reviewed", "--yes", "--state-dir", str(stack_state)]
    )
    assert forgotten.exit_code == 0, forgotten.stderr
