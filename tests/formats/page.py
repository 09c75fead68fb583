"""The table of docs/formats.md that comes from the table of formats; `python -m tests.formats.page` writes it."""

from collections.abc import Iterable

from lingopoint.formats.table import FORMATS
from tests.support import ROOT

PAGE = ROOT / "docs" / "formats.md"
_COMMAND = "python -m tests.formats.page"


def between(page: str, command: str, made: str) -> str:
    """The page with `made` between the marks that name the command which makes it."""
    begin, end = f"<!-- made by `{command}` -->\n", "<!-- end -->\n"
    before, found, rest = page.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"the page has no place for what `{command}` makes")
    return f"{before}{begin}\n{made}\n{end}{after}"


def table() -> str:
    """A row for each format: what it is recognised by, its root and first bytes left out."""
    rows = sorted((row.name, _listed(row.extensions), _listed(row.types)) for row in FORMATS)
    lines = ("| format | extensions | Content-Type |", "|---|---|---|", *map(_line, rows))
    return "".join(f"{line}\n" for line in lines)


def written(page: str) -> str:
    """The page with the table as it is now."""
    return between(page, _COMMAND, table())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _line(cells: Iterable[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
