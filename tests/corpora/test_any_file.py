"""`lingopoint translate` over a folder of files of any kind."""

import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lingopoint_cli.app import app
from tests.corpora.report import OWN

EXTENSIONS = (
    "csv",
    "docx",
    "html",
    "json",
    "md",
    "po",
    "properties",
    "resx",
    "srt",
    "strings",
    "txt",
    "vtt",
    "xlf",
    "xml",
)


@pytest.mark.parametrize("engine", ["identity", "pseudo"])
def test_a_folder_of_any_files_is_translated_or_copied(engine: str, tmp_path: Path) -> None:
    """Our own documents under wrong names, cut off, and with bytes changed; and what is no text at all."""
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    random_numbers = random.Random(7)
    for index, path in enumerate(sorted(OWN.iterdir())):
        data = path.read_bytes()
        for extension in EXTENSIONS:
            (source / f"{path.stem}-{index}.{extension}").write_bytes(data)
        (source / f"cut-{index}{path.suffix}").write_bytes(data[: len(data) // 2])
        damaged = bytearray(data)
        for _ in range(10):
            damaged[random_numbers.randrange(len(damaged))] = random_numbers.randrange(256)
        (source / f"damaged-{index}{path.suffix}").write_bytes(damaged)
    for extension in EXTENSIONS:
        (source / f"noise.{extension}").write_bytes(random_numbers.randbytes(5_000))
        (source / f"empty.{extension}").touch()
    result = CliRunner().invoke(
        app, ["translate", str(source), "--output-dir", str(target), "--to", "mt", "--source", "en", "--engine", engine]
    )
    assert result.exit_code == 0, result.output
    assert "internal error" not in result.output
    names = sorted(path.name for path in source.iterdir())
    assert sorted(path.name for path in target.iterdir()) == names
    if engine == "identity":
        assert [name for name in names if (source / name).read_bytes() != (target / name).read_bytes()] == []
