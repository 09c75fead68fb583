"""Every command of the README is run, in its order, as a newcomer would."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lingopoint_local.aws import stack as local_stack
from tests.support import ROOT

pytestmark = [pytest.mark.stack, pytest.mark.timeout(900)]

_COMMAND = re.compile(r"^(\S.*?)(?:\s+#.*)?$")
_NOT_HERE = {
    "make test": "this is a test of it",
    "make setup": "made before the tests",
    "make deploy": "needs an AWS account",
}


def commands() -> list[str]:
    blocks = re.findall(
        r"^```sh\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    return [match[1] for block in blocks for line in block.splitlines() if (match := _COMMAND.match(line))]


def run(command: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PYTEST", "MAKE"))}
    # The README's .venv is the environment that these tests run in, wherever that is.
    here = command.replace(".venv/bin/", f"{Path(sys.executable).parent}/")
    done = subprocess.run(
        ["bash", "-c", here],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def test_the_two_commands_of_the_readme_are_what_ci_runs() -> None:
    assert commands()[:2] == ["make demo", "make test"]
    assert "make test" in (ROOT / ".ci" / "run").read_text().splitlines()


@pytest.mark.neural
def test_make_demo_shows_portuguese_read_through_the_access_point() -> None:
    shown = run("make demo")
    assert "GetObject on arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/lingopoint" in shown
    for key in (
        "ContactUs/contact-us.txt",
        "disclaimer.html",
        "guide.md",
        "catalogue.json",
        "captions.vtt",
        "welcome.docx",
        "leaflet.odt",
        "booklet.epub",
        "courses.ics",
        "oil.ipynb",
    ):
        assert f"── {key}#pt " in shown
    assert "Contact Us" in shown
    assert "ouvir de você" in shown
    assert "http://127.0.0.1" not in shown, "a link that is dead when it is read"
    assert local_stack.status() is None


@pytest.mark.neural
def test_the_other_commands_work_one_after_the_other() -> None:
    shown = {command: run(command) for command in commands() if command != "make demo" and command not in _NOT_HERE}
    texts = "\n".join(shown.values())
    assert "ContactUs/contact-us.txt" in texts
    assert "Antes de escrever" in texts
    assert "X-Amz-Signature=" in texts
    assert "pt-PT" in texts
    assert {command for command in commands() if command in _NOT_HERE} == set(_NOT_HERE)
