"""The core is pure: it knows neither AWS nor the network nor the environment, and nobody's adapters."""

import ast
from pathlib import Path

import pytest

from tests.support import ROOT

CORE = ROOT / "functions" / "lingopoint" / "lingopoint"
IMPURE = {"adapters", "handlers", "wiring.py"}
FORBIDDEN = {"aws_lambda_powertools", "boto3", "botocore", "os", "requests", "socket", "subprocess", "urllib3"}
OUTER = ("lingopoint.adapters", "lingopoint.handlers", "lingopoint.wiring", "lingopoint_")

PURE = sorted(path for path in CORE.rglob("*.py") if path.relative_to(CORE).parts[0] not in IMPURE)


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def test_the_core_is_found() -> None:
    assert {"renditions", "unit.py", "formats", "translation"} <= {path.relative_to(CORE).parts[0] for path in PURE}


@pytest.mark.parametrize("path", PURE, ids=lambda path: str(path.relative_to(CORE)))
def test_a_core_module_reaches_nothing_outside(path: Path) -> None:
    used = imports(path)
    assert not {name for name in used if name.partition(".")[0] in FORBIDDEN}
    assert not {name for name in used if name.startswith(OUTER)}


def test_only_adapters_and_the_composition_root_know_aws() -> None:
    knowing = {
        path.relative_to(CORE).as_posix()
        for path in CORE.rglob("*.py")
        if {name.partition(".")[0] for name in imports(path)} & {"boto3", "botocore", "requests"}
    }
    assert all(name.startswith("adapters/") or name == "wiring.py" for name in knowing)
