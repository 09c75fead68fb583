"""Who may import whom in the `lingopoint` command and in the local stack; and how large their rooms are."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.build.imports import forbidden, imports, modules, room
from tests.support import ROOT

MOST_FILES = 16

_SHARED = ("failures", "options", "place", "prices", "tags", "terminal", "wording", "content_types")
COMMAND: dict[str, tuple[str, ...]] = {
    "asking": (),
    "failures": (),
    "prices": (),
    "terminal": ("failures",),
    "content_types": (),
    "wording": ("prices",),
    "tags": ("asking", "failures"),
    "place": ("asking", "failures"),
    "options": ("failures", "place", "tags"),
    "estimate": ("prices",),
    "memory": ("failures", "place", "tags"),
    "files": ("failures", "content_types"),
    "exchange": ("failures", "place", "tags", "content_types", "wording", "memory", "files"),
    "objects": ("asking", "failures", "place", "tags", "wording", "content_types", "estimate", "memory", "files"),
    "demonstration": ("asking", "content_types", "failures", "objects", "place", "prices", "tags", "wording"),
    "doctor": ("asking",),
    "commands": (*_SHARED, "estimate", "memory", "files", "exchange", "objects", "demonstration", "doctor"),
    "app": ("commands",),
    "help_pages": ("app",),
    "main": ("app",),
    "__main__": ("main",),
}
"""What each room of the command may import of the others: only rooms above it here."""

STACK: dict[str, tuple[str, ...]] = {
    "failure": (),
    "project": (),
    "http_server": (),
    "translate": ("failure", "http_server"),
    "aws": ("failure", "http_server", "project", "translate"),
}
"""The same for the local stack: the stand-in for Amazon Translate knows nothing of the local AWS."""

FOUND = imports(modules(ROOT / "client") | modules(ROOT / "local") | modules(ROOT / "functions" / "lingopoint"))


@pytest.mark.parametrize(("package", "allowed"), [("lingopoint_cli", COMMAND), ("lingopoint_local", STACK)])
def test_rooms_import_only_what_is_below_them(package: str, allowed: Mapping[str, tuple[str, ...]]) -> None:
    assert {room(name, package) for name in FOUND} - {""} == allowed.keys()
    assert forbidden(FOUND, package, allowed) == []
    above: set[str] = set()
    for name, used in allowed.items():
        assert above.issuperset(used), name
        above.add(name)


def test_only_the_embedded_engine_knows_what_runs_the_neural_models() -> None:
    knowing = {name for name, of in FOUND.items() if any(one.module.startswith("fxtranslate") for one in of)}
    assert knowing == {"lingopoint_local.translate.engines.embedded.neural_worker"}


@pytest.mark.parametrize("top", ["client", "local"])
def test_no_folder_and_no_module_is_too_large(top: str) -> None:
    files = list((ROOT / top).rglob("*.py"))
    assert {path.parent for path in files if len(list(path.parent.glob("*.py"))) > MOST_FILES} == set()
    assert [path for path in files if _lines(path) >= 300] == []


def _lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")
