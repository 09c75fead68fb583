"""The tutorial is followed word by word, as far as it needs no account, on the stack of the tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lingopoint_local.aws.environment import clean
from lingopoint_local.aws.stack import Stack
from tests.website import how_to

pytestmark = pytest.mark.stack

PAGE = "../tutorial/first-translation.md"
_DONE_BY_THE_TESTS = ("make setup", "export PATH=", "lingopoint local up", "lingopoint local down")


def test_the_tutorial_is_followed(stack: Stack, stack_state: Path, tmp_path: Path) -> None:
    commands = [line for line in how_to.here(PAGE).split("\n") if line and not line.startswith(_DONE_BY_THE_TESTS)]
    script = "\n".join(["set -euo pipefail", *commands]).replace("--local", f"--state-dir {stack_state}")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env={**clean(), "PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("shop/hours.txt\n") == 2
    assert "[Ŵéé ööþééñ ååţ ţééñ.]" in done.stdout
    assert "Abrimos às dez." in done.stdout
    assert done.stdout.rstrip().split("\n")[-1].startswith("http")
