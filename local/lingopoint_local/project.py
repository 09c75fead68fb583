"""Where the template, samples, pages and the function's files are: in the working tree, or where a wheel put them."""

import os
from pathlib import Path

_TREE = Path(__file__).parents[2]
_BROUGHT = Path(__file__).parents[1] / "lingopoint_project"  # pyproject.toml puts it into the wheel
_IN_TREE = (_TREE / "template.yaml").is_file()

PROJECT = _TREE if _IN_TREE else _BROUGHT
SAMPLES = PROJECT / "samples"
WEB = PROJECT / "client" / "web"


def _state() -> Path:
    if _IN_TREE:
        return _TREE / ".local"
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(home) / "lingopoint"


STATE = _state()
"""The folder in which the local stack keeps what it makes, unless it is told of another."""
