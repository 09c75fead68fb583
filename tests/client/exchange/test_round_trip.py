"""A document goes to translators and comes back: in every format the words change, and nothing else."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from lingopoint.formats import registry
from lingopoint.formats.options import Options
from lingopoint.formats.table import FORMATS
from lingopoint.renditions import charset
from lingopoint.translation.protect import protect
from lingopoint.unit import Parts
from lingopoint_cli.app import app
from lingopoint_cli.content_types import content_type
from lingopoint_local.translate.engines.letters import exchanged
from tests.client.conftest import Run
from tests.client.exchange.documents import MADE, STORED, stored_in, translated

ALL = {path.name: path.read_bytes() for path in STORED} | MADE


@pytest.fixture(params=sorted(ALL))
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A document of one of the formats."""
    return stored_in(tmp_path, request.param, ALL[request.param])


def spliced(path: Path) -> bytes:
    """The document with every letter of its texts exchanged, by its format alone."""
    data, kind = path.read_bytes(), registry.detect(content_type(path.name), path.name, path.read_bytes())
    decoded = None if kind.binary else charset.decode(data, None)
    document = kind.extract(decoded.data if decoded else data, Options("fr", "en"))
    made = document.splice([_exchanged(unit.parts) for unit in document.units])
    return decoded.encode(made.data)[0] if decoded else made.data


def _exchanged(parts: Parts) -> Parts | None:
    target = tuple(exchanged(part) if isinstance(part, str) else part for part in protect(parts))
    return None if target == protect(parts) else target


def test_the_words_change_and_nothing_else(run: Run, document: Path) -> None:
    file, result = document.with_name("page.xlf"), document.with_name("result")
    assert run("export", document, "--to", "fr", "--source", "en", "-o", file).exit_code == 0
    exported = file.read_bytes()

    untouched = run("import", file, "--original", document, "-o", result)
    assert (untouched.exit_code, result.read_bytes()) == (1, document.read_bytes())
    assert "it is not translated" in untouched.stderr

    file.write_bytes(translated(exported, str))
    assert run("import", file, "--original", document, "-o", result).exit_code == 0
    assert result.read_bytes() == document.read_bytes()

    file.write_bytes(translated(exported, exchanged))
    done = run("import", file, "--original", document, "-o", result)
    assert (done.exit_code, "stays as it was" in done.stderr) == (0, False)
    assert result.read_bytes() == spliced(document) != document.read_bytes()


def test_every_format_is_among_them() -> None:
    kinds = {registry.detect(content_type(name), name, data).name for name, data in ALL.items()}
    assert kinds == {each.name for each in FORMATS}


def test_standard_input_and_output_stand_for_files(tmp_path: Path) -> None:
    page = stored_in(tmp_path, "page.md", b"# The shop\n\nIt *opens* at nine.\n")
    start = ["export", "-", "--content-type", "text/markdown", "--to", "fr"]
    sent = CliRunner().invoke(app, start, input=page.read_bytes())
    back = CliRunner().invoke(
        app, ["import", "-", "--original", str(page)], input=translated(sent.stdout_bytes, str.upper)
    )
    assert (sent.exit_code, back.exit_code) == (0, 0)
    assert back.stdout_bytes == b"# THE SHOP\n\nIT *OPENS* AT NINE.\n"


def test_the_original_is_found_by_its_name(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    page = stored_in(tmp_path / "pages", "page.md", b"# The shop\n")
    monkeypatch.chdir(tmp_path)
    run("export", "pages/page.md", "--to", "fr", "-o", "page.xlf")
    Path("page.xlf").write_bytes(translated(Path("page.xlf").read_bytes(), str.upper))
    assert run("import", "page.xlf").stdout == "# THE SHOP\n"
    monkeypatch.chdir(page.parent)
    assert run("import", "../page.xlf", "-o", tmp_path).exit_code == 0
    assert (tmp_path / "page.fr.md").read_text() == "# THE SHOP\n"


def test_choices_of_the_export_hold_for_the_import(run: Run, tmp_path: Path) -> None:
    page = stored_in(tmp_path, "texts.json", b'{"title": "The shop", "about": "It opens at nine"}')
    file = tmp_path / "texts.xlf"
    run("export", page, "--to", "fr", "--include", "title", "-o", file)
    file.write_bytes(translated(file.read_bytes(), str.upper))
    assert run("import", file).stdout == '{"title": "THE SHOP", "about": "It opens at nine"}'
