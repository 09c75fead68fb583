"""What each format has to reach in letters, and why what is missing is missing. Floors are true, not wished for."""

from typing import NamedTuple

from tests.corpora.measure.letters import PART, PROTECTED, WHOLE


class Floor(NamedTuple):
    """The least share of human letters that are translated, and the largest of code's letters that are changed."""

    coverage: float = 0.99
    over: float = 0.0


FLOORS = {
    "asciidoc": Floor(0.98, over=0.001),
    "json": Floor(over=0.001),
    "text": Floor(over=0.003),
    "toml": Floor(over=0.001),
    "xml": Floor(over=0.001),
    "yaml": Floor(over=0.001),
}
"""Those of the formats that do not reach the usual ones."""

LEFT = {
    ("asciidoc", PART): "values of attributes that the document sets for itself",
    ("asciidoc", WHOLE): "values of attributes that the document sets for itself, text whose backslashes are not sure",
    ("html", PROTECTED): "letters in formulas",
    ("json", WHOLE): "notes for developers (`$comment`, ARB's `@`), and prose in lists of values",
    ("markdown", PART): "labels that are defined nowhere",
    ("markdown", PROTECTED): "addresses that go on in brackets",
    ("odt", PROTECTED): "strings in Python that is shown as text",
    (
        "po",
        PROTECTED,
    ): "`%dm` and `%.3fs`, where the letter is a unit; addresses made of placeholders; labels of `:ref:`",
    ("properties", WHOLE): "captions that begin with a digest",
    ("rst", PART): "references to titles by their words",
    ("rst", PROTECTED): "a word behind a per cent sign",
    ("rst", WHOLE): "cells of tables in which words span columns, and names of fields",
    ("xml", WHOLE): "elements named for rights, people or the feed itself (`copyright`, `info`)",
    ("yaml", WHOLE): "commands, and values among codes",
}
"""Why letters of human text stay."""

OVER = {
    "asciidoc": "alternatives in braces in the usage of a command",
    "json": "`\\n` at the end of a word, and choices of MediaWiki within a word",
    "text": "markup, placeholders and templates in text that shows programs",
    "toml": "`\\n` within a word",
    "xml": "names of files and of parts of programs in elements that hold text as well",
    "yaml": "a program in the midst of an answer",
}
"""Which letters of code are changed."""

TORN = {
    "fluent": "a tag with a placeable in an attribute is sent, and its bracket escaped",
    "rst": "`text ::` before code loses its space, so that a colon is seen",
    "text": "signs of sessions with Python (`>>>`), which are taken for quotation marks and wrapped",
}
"""In which formats more than letters changed, and what."""
