"""The samples are what their page says, and what their scripts write."""

import json
import re
from importlib import util
from pathlib import Path
from types import ModuleType

SAMPLES = Path(__file__).parents[2] / "samples"


def _script(name: str) -> ModuleType:
    spec = util.spec_from_file_location(name, SAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_manual_is_what_its_script_writes() -> None:
    assert (SAMPLES / "manual.txt").read_text(encoding="utf-8") == _script("make_manual").manual()


def test_the_letter_is_what_its_script_writes(tmp_path: Path) -> None:
    _script("make_docx").write(tmp_path / "welcome.docx")
    assert (SAMPLES / "welcome.docx").read_bytes() == (tmp_path / "welcome.docx").read_bytes()


def test_the_leaflet_and_the_booklet_are_what_their_script_writes(tmp_path: Path) -> None:
    script = _script("make_books")
    script.write_leaflet(tmp_path / "leaflet.odt")
    script.write_booklet(tmp_path / "booklet.epub")
    for name in ("leaflet.odt", "booklet.epub"):
        assert (SAMPLES / name).read_bytes() == (tmp_path / name).read_bytes()


def test_the_manual_is_long_and_hardly_repeats_itself() -> None:
    text = (SAMPLES / "manual.txt").read_text(encoding="utf-8")
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    assert len(text.encode()) > 100 * 1024
    assert len(set(paragraphs)) > 0.98 * len(paragraphs) > 500


def test_the_sections_of_the_manual_are_numbered_in_order() -> None:
    numbers = re.findall(r"^(\d+)\.(\d+) ", (SAMPLES / "manual.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert numbers == [(str(section), str(topic)) for section in range(1, 31) for topic in range(1, 10)]


def test_the_samples_are_listed_and_what_is_listed_is_there() -> None:
    listed = set(re.findall(r"^\| \[([^\]]+)\]", (SAMPLES / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    there = {path.name for path in SAMPLES.iterdir() if path.is_file()} - {
        "README.md",
        "make_books.py",
        "make_docx.py",
        "make_manual.py",
    }
    assert listed == there | {"site/index.html"}


def test_text_samples_show_what_is_hard() -> None:
    contact = (SAMPLES / "contact-us.txt").read_text(encoding="utf-8")
    assert all(mark in contact for mark in "’“”é—")
    assert json.loads((SAMPLES / "catalogue.json").read_text(encoding="utf-8"))["items"][1]["title"] == "Café lantern"
