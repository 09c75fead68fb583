"""The original changed while it was being translated, or is not where it was."""

from pathlib import Path

import pytest

from tests.client.conftest import Run
from tests.client.exchange.documents import X, stored_in, translated, tree, written

BEFORE = b"# The shop\n\nIt opens at nine.\n\nCall *us*.\n\nIt opens at nine.\n"


@pytest.fixture
def file(run: Run, tmp_path: Path) -> Path:
    """A page that was exported and translated."""
    page = stored_in(tmp_path, "page.md", BEFORE)
    sent = run("export", page, "--to", "fr").stdout_bytes
    return stored_in(tmp_path, "page.xlf", translated(sent, str.upper))


def test_texts_that_are_still_there_are_translated_wherever_they_stand(run: Run, file: Path) -> None:
    stored_in(file.parent, "page.md", b"Call *us*.\n\n# The shop\n\nIt opens at nine.\n")
    result = run("import", file)
    assert (result.exit_code, result.stdout) == (0, "CALL *US*.\n\n# THE SHOP\n\nIT OPENS AT NINE.\n")
    assert result.stderr.splitlines() == [
        f"lingopoint: page.md has changed since {file} was written; texts that it still has are translated",
        f"lingopoint: 1 unit of {file}: page.md has no such text",
        "page.md in fr: 3 units translated",
    ]


def test_new_texts_stay_and_are_told(run: Run, file: Path) -> None:
    stored_in(file.parent, "page.md", BEFORE.replace(b"# The shop", b"# The new shop\n\nIt opens at nine."))
    result = run("import", file)
    assert (result.exit_code, result.stdout) == (
        1,
        "# The new shop\n\nIT OPENS AT NINE.\n\nIT OPENS AT NINE.\n\nCALL *US*.\n\nIT OPENS AT NINE.\n",
    )
    assert "unit 1 stays as it was (The new shop): the file has not got it" in result.stderr


def test_a_text_whose_codes_changed_is_another_text(run: Run, file: Path) -> None:
    stored_in(file.parent, "page.md", BEFORE.replace(b"*us*", b"**us**"))
    result = run("import", file)
    assert (result.exit_code, "Call **us**." in result.stdout) == (1, True)


def test_a_file_without_its_digest_is_told_and_used(run: Run, file: Path) -> None:
    root = tree(file.read_bytes())
    for element in list(root.iter("{*}metadata")):
        element.getparent().remove(element)
    file.write_bytes(written(root))
    result = run("import", file)
    assert (result.exit_code, result.stdout) == (0, BEFORE.decode().upper())
    assert f"{file} does not say of which version of page.md it is" in result.stderr


@pytest.mark.parametrize("said", ["[]", "{", '{"name": 1}', '{"name": "x", "options": {"work": 1}}', '{"x": 1}'])
def test_what_nobody_wrote_so_is_as_if_it_were_not_there(run: Run, file: Path, said: str) -> None:
    root = tree(file.read_bytes())
    for meta in root.iter("{*}meta"):
        meta.text = said
    file.write_bytes(written(root))
    assert run("import", file).stdout == BEFORE.decode().upper()


def test_an_original_that_is_gone_is_asked_for(run: Run, file: Path) -> None:
    (file.parent / "page.md").rename(file.parent / "moved.md")
    result = run("import", file)
    assert (result.exit_code, result.stderr) == (
        1,
        f"lingopoint: {file} is of {file.parent / 'page.md'}, which is not there; give it by --original\n".replace(
            str(file.parent / "page.md"), "page.md"
        ),
    )
    assert run("import", file, "--original", file.parent / "moved.md").stdout == BEFORE.decode().upper()


def test_a_unit_that_a_tool_dropped_stays(run: Run, file: Path) -> None:
    root = tree(file.read_bytes())
    first = next(root.iter(f"{X}unit"))
    first.getparent().remove(first)
    file.write_bytes(written(root))
    result = run("import", file)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (1, "# The shop")
