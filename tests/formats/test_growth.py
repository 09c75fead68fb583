"""What once grew faster than its size: time has a limit that only growth reaches, memory and calls are counted."""

import os
import resource
import tracemalloc
from collections.abc import Callable

import pytest

from lingopoint.formats.html import document as html
from lingopoint.formats.markdown import document as markdown
from lingopoint.formats.options import Options
from lingopoint.formats.values import csv
from lingopoint.formats.xml import document as xml
from lingopoint.translation.belief.evidence import traits

OPTIONS = Options("fr", "en")
MOST_SECONDS = 10
"""Of the processor, and a hundred times what is needed; squared, a megabyte takes minutes."""


def ends(what: Callable[[], object]) -> bool:
    """Whether it comes to its end, in a process of its own that may not take forever."""
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        what()
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def peak(what: Callable[[], object]) -> int:
    """Bytes of Python's memory at the most."""
    tracemalloc.start()
    try:
        what()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("token", ["a", "ab", "a1", "é", "_", "a%s"])
def test_prose_in_xml_is_told_in_linear_time(token: str) -> None:
    text = token * (1_000_000 // len(token))
    assert ends(lambda: xml._PROSE.search(text))


@pytest.mark.parametrize("token", ["a", "1", "aA", "a1", "a.", "A"])
def test_names_in_a_text_without_spaces_are_found_in_linear_time(token: str) -> None:
    text = token * (1_000_000 // len(token))
    assert ends(lambda: traits(text))


@pytest.mark.parametrize("shape", ["{%", "{%'", "{#", '{{"', "{%\"'", "{{{%", "{#{%'\"", "{%''", "{{'<'"])
def test_tags_of_templates_that_never_end_are_read_in_linear_time(shape: str) -> None:
    page = (shape * (300_000 // len(shape))).encode()
    assert ends(lambda: html.extract(page, OPTIONS))


@pytest.mark.parametrize(
    "shape", ["///\n", "/// a\n", "$$`", "[a]{.b}", "~a ", "^[a](b)", "~~~\n", "```\n", "@a@b.c", "{a}\n"]
)
def test_signs_of_dialects_that_come_again_are_read_in_linear_time(shape: str) -> None:
    page = ("import A from 'b'\n\n" + shape * (100_000 // len(shape))).encode()
    assert ends(lambda: markdown.extract(page, OPTIONS))


def test_a_table_wider_than_any_sheet_takes_no_memory_for_its_columns() -> None:
    data = b"," * 200_000
    assert peak(lambda: csv.extract(data, OPTIONS)) < 4 * len(data)


def test_the_columns_of_a_table_wider_than_any_sheet_have_no_names() -> None:
    names = [f"name {number}" for number in range(csv._MOST_NAMED)]
    named, wider = (",".join(row).encode() + b"\nA word" for row in (names, [*names, "title"]))
    assert [unit.parts for unit in csv.extract(named, OPTIONS).units] == [("A word",)]
    assert {("name 0",), ("A word",)} <= {unit.parts for unit in csv.extract(wider, OPTIONS).units}
