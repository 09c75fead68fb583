"""The wheel works by itself: installed in an environment of its own, and used from an empty folder."""

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.support import ROOT

PACKAGES = {"lingopoint", "lingopoint_cli", "lingopoint_in_memory", "lingopoint_local"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the working tree."""
    made = tmp_path_factory.mktemp("dist")
    _run([_uv(), "build", "--quiet", "--wheel", "--out-dir", str(made), str(ROOT)], made)
    (found,) = made.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that has the wheel; the libraries are this environment's own.

    A .pth file reaches their folder, and none of the .pth files in it: the working tree stays out.
    """
    home = tmp_path_factory.mktemp("environment")
    _run([_uv(), "venv", "--quiet", "--clear", "--no-project", "--python", sys.executable, str(home)], home)
    python = home / "bin" / "python"
    _run([_uv(), "pip", "install", "--quiet", "--no-deps", "--python", str(python), str(wheel)], home)
    own = Path(_run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], home).strip())
    (own / "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return home / "bin"


def _uv() -> str:
    return str(Path(sys.executable).with_name("uv"))


def _run(command: list[str], folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PYTHON"))}
    environment |= {"XDG_STATE_HOME": str(folder / "state"), "COLUMNS": "120"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_everything_is_imported_from_the_wheel(scripts: Path, tmp_path: Path) -> None:
    program = f"""
import importlib, pathlib, pkgutil
for package in {sorted(PACKAGES)!r}:
    found = importlib.import_module(package)
    assert {str(scripts.parent)!r} in found.__file__, found.__file__
    print(package)
    for each in pkgutil.walk_packages(found.__path__, package + "."):
        if not each.name.endswith("__main__") and "sitecustomize" not in each.name:
            importlib.import_module(each.name)
            print(each.name)
"""
    imported = set(_run([str(scripts / "python"), "-c", program], tmp_path).split())
    folders = [*(ROOT / "functions/lingopoint").iterdir(), *(ROOT / "client").iterdir(), *(ROOT / "local").iterdir()]
    tree = {
        ".".join(path.relative_to(folder.parent).with_suffix("").parts).removesuffix(".__init__")
        for folder in folders
        for path in folder.rglob("*.py")
    }
    left_out = {name for name in tree if name.endswith(("__main__", "sitecustomize"))}
    assert imported == tree - left_out


def test_the_command_says_what_it_is_for(scripts: Path, tmp_path: Path) -> None:
    assert "Read S3 objects in another language" in _run([str(scripts / "lingopoint"), "--help"], tmp_path)
    assert "Portuguese" in _run([str(scripts / "lingopoint"), "languages"], tmp_path)


def test_a_sample_of_the_wheel_is_translated(scripts: Path, tmp_path: Path) -> None:
    where = "from lingopoint_local.project import SAMPLES; print(SAMPLES)"
    samples = Path(_run([str(scripts / "python"), "-c", where], tmp_path).strip())
    assert samples.is_relative_to(scripts.parent)
    command = ["translate", str(samples / "contact-us.txt"), "--to", "fr", "--engine", "pseudo", "-o", str(tmp_path)]
    _run([str(scripts / "lingopoint"), *command], tmp_path)
    (made,) = tmp_path.glob("contact-us*.txt")
    assert made.read_bytes() != (ROOT / "samples" / "contact-us.txt").read_bytes()


def test_the_files_that_commands_read_are_those_of_the_tree(scripts: Path, tmp_path: Path) -> None:
    where = (
        "from lingopoint_local.project import PROJECT, STATE; from lingopoint_cli.objects.site import TEMPLATE;"
        "print(PROJECT, STATE, TEMPLATE)"
    )
    project, state, page = map(Path, _run([str(scripts / "python"), "-c", where], tmp_path).split())
    assert state == tmp_path / "state" / "lingopoint"
    assert page.read_bytes() == (ROOT / "samples" / "site" / "index.html").read_bytes()
    for name in ("template.yaml", "samconfig.toml", "functions/lingopoint/requirements.txt"):
        assert (project / name).read_bytes() == (ROOT / name).read_bytes()
    kept = [path for top in ("samples", "client/web") for path in (ROOT / top).rglob("*") if path.is_file()]
    assert {"lingopoint.js", "contact-us.txt"} <= {path.name for path in kept}
    for path in kept:
        assert (project / path.relative_to(ROOT)).read_bytes() == path.read_bytes()


def test_the_wheel_holds_the_product_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == PACKAGES | {"lingopoint_project"}
    assert not [name for name in names if name.endswith(".pyc") or "/tests/" in name or "/." in name]


def test_what_is_zipped_for_lambda_has_no_test_doubles() -> None:
    code = ROOT / "functions" / "lingopoint"
    files = [path for path in code.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert {path.relative_to(code).parts[0] for path in files} == {"lingopoint", "requirements.txt"}
    assert {path.suffix for path in files} == {".py", ".txt", ".typed"}
    doubles = ("in_memory", "fake", "stub", "double", "test")
    assert not [path for path in files if any(word in path.stem for word in doubles)]
    assert not [path for path in files if path.suffix == ".py" and "lingopoint_" in path.read_text(encoding="utf-8")]
