"""The tables of the documentation that are made from the code; `make docs` writes them, tests check them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import wrap

from lingopoint.config import IN_PAYLOAD, MADE, SETTINGS, Config, Setting, variable
from lingopoint.formats.table import FORMATS
from lingopoint.renditions.integrity import METADATA
from tests.rights import matrix
from tests.support import ROOT

FORMATS_PAGE = ROOT / "docs" / "formats.md"
SETTINGS_PAGE = ROOT / "docs" / "configuration.md"
PERMISSIONS_PAGE = ROOT / "docs" / "how-to" / "permissions.md"
BEHAVIOUR_PAGE = ROOT / "docs" / "s3-behaviour.md"
COMMAND = "make docs"


def between(page: str, command: str, made: str) -> str:
    """The page with `made` between the marks that name the command which makes it."""
    begin, end = f"<!-- made by `{command}` -->\n", "<!-- end -->\n"
    before, found, rest = page.partition(begin)
    _, ended, after = rest.partition(end)
    if not found or not ended:
        raise ValueError(f"the page has no place for what `{command}` makes")
    return f"{before}{begin}\n{made}\n{end}{after}"


def pages() -> Mapping[Path, str]:
    """Each page with its table as it is now."""
    tables = {
        FORMATS_PAGE: formats_table(),
        SETTINGS_PAGE: settings_table(),
        BEHAVIOUR_PAGE: integrity_names(),
        PERMISSIONS_PAGE: _table(matrix.HEAD, matrix.rows()),
    }
    return {page: between(page.read_text(encoding="utf-8"), COMMAND, made) for page, made in tables.items()}


def formats_table() -> str:
    """A row for each format: what it is recognised by, its root and first bytes left out."""
    rows = sorted((row.name, _listed(row.extensions), _listed(row.types)) for row in FORMATS)
    return _table(("format", "extensions", "Content-Type"), rows)


def settings_table() -> str:
    """A row for each setting, in the order of their declaration."""
    head = ("payload", "variable", "parameter", "default", "what it is")
    return _table(head, (_setting(name, setting) for name, setting in SETTINGS.items()))


def integrity_names() -> str:
    """The names of user metadata that are not handed on with a translation."""
    return "\n".join(wrap(" ".join(f"`{name}`" for name in sorted(METADATA)), 120, break_on_hyphens=False)) + "\n"


def _setting(name: str, setting: Setting) -> tuple[str, ...]:
    parameter = {MADE: "made", IN_PAYLOAD: ""}.get(setting.parameter, f"`{setting.parameter}`")
    held_in = "" if setting.parameter == IN_PAYLOAD else f"`{variable(name)}`"
    return f"`{name}`", held_in, parameter, _default(getattr(Config(), name)), setting.about


def _default(value: object) -> str:
    match value:
        case bool():
            return "`on`" if value else "`off`"
        case "" | ():
            return "empty"
    return f"`{value}`"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"{line}\n" for line in (_line(head), "|" + "---|" * len(head), *map(_line, rows)))


def _line(cells: Iterable[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|"


if __name__ == "__main__":
    for page, text in pages().items():
        page.write_text(text, encoding="utf-8")
