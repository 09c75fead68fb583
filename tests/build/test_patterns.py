"""Every regular expression of the formats means the same on every Python from 3.11 on."""

from pathlib import Path

import pytest

from tests.support import ROOT

CORE = ROOT / "functions" / "lingopoint" / "lingopoint"
READERS = sorted(
    [
        *(CORE / "formats").rglob("*.py"),
        *(CORE / "translation" / "protect").rglob("*.py"),
        CORE / "renditions" / "charset.py",
    ]
)


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.name)
def test_patterns_are_compiled_where_possessive_repeats_are_put_right(path: Path) -> None:
    assert "re.compile(" not in path.read_text(encoding="utf-8")
