"""`make test` runs every test that there is."""

from fnmatch import fnmatch

import pytest

from tests.support import ROOT


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    passed_over = pytestconfig.getini("norecursedirs")
    assert len(folders) > 10
    assert [folder for folder in folders for part in folder.relative_to(ROOT).parts if _any(part, passed_over)] == []


def _any(name: str, patterns: list[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
