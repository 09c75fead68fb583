"""`python -m tests.build.configuration_page`: writes the table of docs/configuration.md from what `Config` declares."""

from lingopoint.config import MADE, SETTINGS, Config, Setting, variable
from tests.support import ROOT

PAGE = ROOT / "docs" / "configuration.md"

_BEGIN = "<!-- settings: made by `make docs` from lingopoint/config.py -->\n"
_END = "<!-- end of settings -->\n"


def filled(page: str) -> str:
    """The page with the table as it must be."""
    before, rest = page.split(_BEGIN)
    return before + _BEGIN + table() + _END + rest.split(_END)[1]


def table() -> str:
    """A row for each setting, in the order of their declaration."""
    head = "| payload | variable | parameter | default | what it is |\n|---|---|---|---|---|\n"
    return head + "".join(_row(name, setting) for name, setting in SETTINGS.items())


def _row(name: str, setting: Setting) -> str:
    parameter = "made" if setting.parameter == MADE else f"`{setting.parameter}`"
    default = _default(getattr(Config(), name))
    return f"| `{name}` | `{variable(name)}` | {parameter} | {default} | {setting.about} |\n"


def _default(value: object) -> str:
    match value:
        case bool():
            return "`on`" if value else "`off`"
        case "" | ():
            return "empty"
    return f"`{value}`"


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
