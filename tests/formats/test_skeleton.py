"""docs/how-to/add-a-format.md: its format is added to a copy of the function, and does what the page says."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.support import ROOT

PAGE = ROOT / "docs" / "how-to" / "add-a-format.md"
BLOCKS = {
    Path(path): code
    for path, code in re.findall(
        r"^`([\w/.]+)`[^\n]*:\n\n```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
}
FUNCTION = Path("functions/lingopoint/lingopoint")
MODULE = FUNCTION / "formats/values/lst.py"
TABLE = FUNCTION / "formats/table.py"
TEST = Path("tests/formats/values/test_lst.py")
ROWS_END = '\n)\n"""Every format.'


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages, the format added as the page says."""
    folder = tmp_path_factory.mktemp("copy")
    for package in (FUNCTION, Path("client/lingopoint_cli")):
        shutil.copytree(ROOT / package, folder / package.name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / MODULE.relative_to(FUNCTION.parent)).write_text(BLOCKS[MODULE], encoding="utf-8")
    table = folder / TABLE.relative_to(FUNCTION.parent)
    head, end, rest = table.read_text(encoding="utf-8").partition(ROWS_END)
    assert end, "the table of formats does not end as it did"
    row = textwrap.indent(BLOCKS[TABLE].rstrip(), "    ")
    table.write_text(f"{head}\n{row},{end}{rest}", encoding="utf-8")
    (folder / TEST.name).write_text(BLOCKS[TEST], encoding="utf-8")
    return folder


def _python(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-B", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_page_names_the_files_it_adds() -> None:
    assert BLOCKS.keys() == {MODULE, TABLE, TEST}


def test_the_pages_own_tests_pass(copy: Path) -> None:
    (copy / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    shown = _python(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", TEST.name)
    assert re.search(r"^(\d+) passed", shown, re.MULTILINE), shown


def test_the_row_is_all_that_the_client_needs(copy: Path) -> None:
    ask = "from lingopoint_cli import content_types as c; print(c.__file__, c.content_type('a.lst'))"
    place, stored_as = _python(copy, "-c", ask).split()
    assert Path(place).is_relative_to(copy)
    assert stored_as == "text/x-lst"


def test_every_format_is_there_for_a_snapshot(copy: Path) -> None:
    ask = "import sys; from lingopoint.formats import registry as r; r.import_formats(); print(*sys.modules)"
    assert "lingopoint.formats.values.lst" in _python(copy, "-c", ask).split()


@pytest.mark.parametrize("arguments", [("check",), ("format", "--check")], ids=" ".join)
@pytest.mark.parametrize("path", [MODULE, TEST], ids=lambda path: path.name)
def test_the_code_is_in_the_projects_style(path: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments, "--no-cache", "--stdin-filename", str(ROOT / path), "-"],
        input=BLOCKS[path],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
