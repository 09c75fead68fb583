"""The table of formats: nothing is claimed twice, and every row leads to a module and back to its format."""

from collections import Counter
from collections.abc import Iterable

import pytest

from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.table import BY_EXTENSION, BY_TYPE, FORMATS, Format

IDS = [row.name for row in FORMATS]


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, count in Counter(names).items() if count > 1]


def test_no_name_type_or_extension_is_claimed_twice() -> None:
    assert _twice(row.name for row in FORMATS) == []
    assert _twice(row.module for row in FORMATS) == []
    assert _twice(media_type for row in FORMATS for media_type in row.types) == []
    assert _twice(extension for row in FORMATS for extension in row.extensions) == []


@pytest.mark.parametrize("row", FORMATS, ids=IDS)
def test_a_row_can_be_found_as_it_is_written(row: Format) -> None:
    names = [row.name, *row.types, *row.extensions, *row.extensions.values()]
    assert [name for name in names if name != name.strip().lower()] == []
    assert row.types or row.extensions or row.first_bytes or row.root


@pytest.mark.parametrize("row", FORMATS, ids=IDS)
def test_a_rows_module_reads_documents(row: Format) -> None:
    try:
        document = registry.Kind(row.name).extract(b"", Options("fr"))
    except UnreadableError:
        return
    assert document.splice([None] * len(document.units)).data == b""


@pytest.mark.parametrize("media_type", sorted(BY_TYPE))
def test_a_type_that_names_a_format_decides_against_all_else(media_type: str) -> None:
    found = registry.detect(media_type, "a.vtt", b"<!doctype html>")
    assert found.name == BY_TYPE[media_type].name
    assert found.binary == BY_TYPE[media_type].binary


@pytest.mark.parametrize("extension", sorted(BY_EXTENSION))
@pytest.mark.parametrize("data", [b"", b"Hello", b"<?xml version='1.0'?><a/>"])
def test_a_file_is_stored_with_a_type_that_leads_back_to_its_format(extension: str, data: bytes) -> None:
    row = BY_EXTENSION[extension]
    for key in (f"a.{extension}", f"a.b/{extension.upper()}.{extension.upper()}"):
        assert registry.detect(row.extensions[extension], key, data).name == row.name


def test_the_root_around_the_others_decides() -> None:
    inside = b"<?xml version='1.0'?>\n<xliff><source><resources><html ></html></resources></source></xliff>"
    assert registry.detect("application/xml", "a.xml", inside).name == "xliff"
    assert registry.detect("application/xml", "a.xml", inside.replace(b"xliff", b"a")).name == "xml"
