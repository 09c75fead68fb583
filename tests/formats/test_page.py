"""docs/formats.md against the table of formats."""

import re

import pytest

from lingopoint.formats.table import FORMATS
from tests.pages import FORMATS_PAGE as PAGE
from tests.pages import between, formats_table, pages

TEXT = PAGE.read_text(encoding="utf-8")


def _section(title: str) -> str:
    return TEXT.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def test_the_page_is_up_to_date() -> None:
    assert pages()[PAGE] == TEXT, "`make docs` writes it"


def test_the_table_names_every_way_to_tell_a_format() -> None:
    rows = re.findall(r"^\| (\w+) \| ?([\w, ]*?) ?\| ?([^|]*?) ?\|$", formats_table(), re.MULTILINE)
    found = {name: (set(extensions.split(", ")), set(types.split(", "))) for name, extensions, types in rows[1:]}
    assert found == {row.name: (set(row.extensions) or {""}, set(row.types) or {""}) for row in FORMATS}


def test_the_page_says_which_roots_tell_a_format() -> None:
    roots = _section("Which format").rpartition("XML (`application/xml`")[2]
    assert roots
    for row in FORMATS:
        if row.root:
            assert re.search(rf"\b{row.name}\b", roots), row.name


def test_the_page_says_of_every_format_what_is_translated() -> None:
    rows = re.findall(r"^\| ([\w, ]+) \|", _section("What is translated"), re.MULTILINE)
    assert sorted(", ".join(rows[1:]).split(", ")) == sorted(row.name for row in FORMATS)


def test_a_page_without_a_place_is_left_alone() -> None:
    assert between("a\n<!-- made by `x` -->\nold\n<!-- end -->\nb\n", "x", "new\n") == (
        "a\n<!-- made by `x` -->\n\nnew\n\n<!-- end -->\nb\n"
    )
    with pytest.raises(ValueError, match="no place"):
        between("a\n<!-- made by `x` -->\nold\n", "x", "new\n")
