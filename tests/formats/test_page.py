"""docs/formats.md against the code."""

import re
from collections import defaultdict
from collections.abc import Mapping

from lingopoint.formats import registry
from tests.corpora.report import PAGE

_ROW = re.compile(r"\| (\w+) \| ([\w, ]*) ?\| ([^|]*) ?\|")


def _by_format(names: Mapping[str, str]) -> dict[str, str]:
    groups: dict[str, list[str]] = defaultdict(list)
    for name, format_name in sorted(names.items()):
        groups[format_name].append(name)
    return {format_name: ", ".join(found) for format_name, found in groups.items()}


def test_the_table_of_formats_is_that_of_the_code() -> None:
    section = PAGE.read_text(encoding="utf-8").partition("## Which format")[2].partition("\n## ")[0]
    rows = {name: (extensions.strip(), types.strip()) for name, extensions, types in _ROW.findall(section)}
    del rows["format"]
    extensions, types = _by_format(registry._BY_EXTENSION), _by_format(registry._BY_TYPE)
    roots = {name for _, name in registry._XML_ROOTS}
    assert rows == {
        name: (extensions.get(name, ""), types.get(name, "")) for name in {*extensions, *types, *roots} - {""}
    }
