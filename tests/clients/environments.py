"""The environments of clients that are not the project's own: made when they are first needed, kept in `.local`."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from lingopoint_local.aws.environment import program
from lingopoint_local.aws.processes import alone
from lingopoint_local.project import PROJECT

_HERE = Path(__file__).parent
_MADE_IN = PROJECT / ".local" / "clients"


def found(name: str) -> str:
    """The path of a program of the machine. Without it the test is skipped; in CI it fails."""
    path = shutil.which(name)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")
    return path


def python_environment(name: str, sources: Path = _HERE) -> Path:
    """The programs of a Python environment with what `NAME-requirements.txt` in `sources` pins."""
    requirements = sources / f"{name}-requirements.txt"

    def make(environment: Path) -> None:
        uv = program("uv")
        run([uv, "venv", "--quiet", "--clear", "--no-project", "--python", sys.executable, str(environment)])
        python = str(environment / "bin" / "python")
        run([uv, "pip", "install", "--quiet", "--python", python, "--requirement", str(requirements)])

    return made(name, requirements.read_bytes() + sys.version.encode(), make) / "bin"


def node_environment(sources: Path = _HERE / "javascript") -> Path:
    """A folder with the modules that the `package-lock.json` of `sources` pins, and our scripts beside them."""

    def make(environment: Path) -> None:
        npm = found("npm")
        shutil.rmtree(environment, ignore_errors=True)
        shutil.copytree(sources, environment)
        run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(environment)])

    environment = made(sources.name, (sources / "package-lock.json").read_bytes(), make)
    for script in sources.glob("*.mjs"):
        shutil.copy(script, environment)
    return environment


def made(name: str, made_from: bytes, make: Callable[[Path], None]) -> Path:
    """The folder of a name, which `make` fills unless it was filled from just this before."""
    environment = _MADE_IN / name
    stamp = environment / "made-from"
    wanted = hashlib.sha256(made_from).hexdigest()
    with alone(_MADE_IN / f"{name}.lock"):
        if not stamp.exists() or stamp.read_text() != wanted:
            make(environment)
            stamp.write_text(wanted)
    return environment


def run(command: Sequence[str], folder: Path | None = None) -> None:
    """Run a program. Fails, and tells what it said, where it does."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
