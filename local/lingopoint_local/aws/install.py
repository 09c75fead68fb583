"""`python -m lingopoint_local.aws.install`: the environment of the local AWS, made once in the state folder."""

import hashlib
import subprocess
import sys
from pathlib import Path

from lingopoint_local.aws.environment import installing, program
from lingopoint_local.aws.processes import alone
from lingopoint_local.failure import StackError
from lingopoint_local.project import STATE

REQUIREMENTS = Path(__file__).with_name("ministack-requirements.txt")


def ministack_version() -> str:
    """The one version of ministack that the local stack runs."""
    pins = dict(line.partition("==")[::2] for line in REQUIREMENTS.read_text().split("\n"))
    return pins["ministack"]


def ministack_python(state: Path = STATE) -> Path:
    """The interpreter of the local AWS, which is made when it is not there or when the requirements changed."""
    environment = state / "ministack"
    stamp = environment / "made-from"
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    with alone(state / "ministack.lock"):
        if not stamp.exists() or stamp.read_text() != wanted:
            uv = program("uv")
            python = environment / "bin" / "python"
            _run([uv, "venv", "--quiet", "--clear", "--no-project", "--python", sys.executable, str(environment)])
            _run([uv, "pip", "install", "--quiet", "--python", str(python), "--requirement", str(REQUIREMENTS)])
            stamp.write_text(wanted)
    return environment / "bin" / "python"


def _run(command: list[str]) -> None:
    done = subprocess.run(command, env=installing(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        reason = done.stderr.strip().split("\n")[-1] or f"exit status {done.returncode}"
        raise StackError(f"ministack could not be installed: {reason}")


if __name__ == "__main__":
    try:
        ministack_python()
    except StackError as error:
        sys.exit(str(error))
