"""Jupyter notebooks: the Markdown cells are translated, everything else stays byte for byte."""

import json

import pytest

from lingopoint.formats.options import UnreadableError
from tests.formats.changes import extracted, same, seconds, texts, translated

NOTEBOOK = """{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "a1",
   "metadata": {"tags": ["keep me"]},
   "source": [
    "# Opening hours\\n",
    "\\n",
    "We are *open* on `days`.\\n",
    "\\n",
    "\\\\begin{equation}\\n",
    "x = words\\n",
    "\\\\end{equation}"
   ]
  },
  {"source": ["print('Hello there')\\n", "#| label: fig"], "cell_type": "code", "outputs": [{"text": ["Hello there"]}]},
  {"source": "One caf\u00e9 line", "cell_type": "markdown", "attachments": {"Hello there.png": {}}},
  {"cell_type": "raw", "source": ["---\\n", "title: Hello there\\n"]}
 ],
 "metadata": {"title": "A title", "language_info": {"name": "python"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
"""


def test_only_markdown_cells_are_text() -> None:
    assert texts("notebook", NOTEBOOK) == ["Opening hours", "We are _open_ on days.", "One café line"]


def test_an_identity_translation_gives_the_same_bytes() -> None:
    assert translated("notebook", NOTEBOOK, same) == NOTEBOOK


def test_a_list_of_lines_stays_one() -> None:
    found = translated("notebook", NOTEBOOK, str.upper)
    cells = json.loads(found)["cells"]
    assert cells[0]["source"][:4] == ["# OPENING HOURS\n", "\n", "WE ARE *OPEN* ON `days`.\n", "\n"]
    assert cells[0]["source"][4:] == json.loads(NOTEBOOK)["cells"][0]["source"][4:]
    assert cells[2]["source"] == "ONE CAFÉ LINE"
    assert '    "# OPENING HOURS\\n",\n    "\\n",\n' in found
    before = json.loads(NOTEBOOK)
    for one, other in zip(before["cells"], cells, strict=True):
        one.pop("source" if one["cell_type"] == "markdown" else "id", None)
        other.pop("source" if one["cell_type"] == "markdown" else "id", None)
    assert before["cells"] == cells


def test_the_number_of_lines_may_change() -> None:
    source = '{"nbformat":4,"cells":[{"cell_type":"markdown","source":["One\\n","two three"]}]}'
    assert translated("notebook", source, str.upper) == source.replace('"One\\n","two three"', '"ONE TWO THREE"')
    lone = '{"nbformat":4,"cells":[{"cell_type":"markdown","source":[ "One\\n\\ntwo" ]}]}'
    assert translated("notebook", lone, str.upper) == lone.replace('"One\\n\\ntwo"', '"ONE\\n", "\\n", "TWO"')


def test_the_third_version_is_read_with_its_headings() -> None:
    source = '{"nbformat":3,"worksheets":[{"cells":[{"cell_type":"heading","level":1,"source":["Some words"]}]}]}'
    assert translated("notebook", source, str.upper) == source.replace("Some words", "SOME WORDS")


def test_a_translation_stays_in_its_string() -> None:
    source = '{"nbformat":4,"cells":[{"cell_type":"markdown","source":["Some words"]}]}'
    found = translated("notebook", source, lambda _: 'a", "b\\ \u2028 ]}')
    assert len(json.loads(found)["cells"]) == 1
    assert len(json.loads(found)["cells"][0]["source"]) == 1


def test_a_formula_that_never_ends_hides_nothing() -> None:
    text = "A \\\\\\\\[ b\\n\\n\\\\begin{x} c\\n\\nSome words"
    source = f'{{"nbformat":4,"cells":[{{"cell_type":"markdown","source":["{text}"]}}]}}'
    assert texts("notebook", source)[-1] == "Some words"


@pytest.mark.parametrize(
    "source", ["", "[]", "{}", '{"cells": []}', '{"nbformat": 4,}', '{"nbformat": 4} x', "[" * 5000]
)
def test_anything_else_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        extracted("notebook", source)


@pytest.mark.parametrize(
    "piece", ["\\\\begin{a}", "\\\\\\\\[", "\\\\\\\\(", "a\\n\\n", "\\\\begin{a} b\\n\\n\\\\end{a}\\n\\n"]
)
def test_time_grows_with_the_size(piece: str) -> None:
    cells = '{"nbformat":4,"cells":[{"cell_type":"markdown","source":["%s"]}]}' % (piece * (30_000 // len(piece)))
    assert seconds("notebook", cells) < 3
