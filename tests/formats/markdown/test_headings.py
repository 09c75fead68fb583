"""Headings keep the ids that links name, whatever their words become."""

import pytest

from lingopoint.formats.markdown.document import extract
from lingopoint.formats.options import Options
from lingopoint.unit import Spliced


def translate(source: str, choice: str = "pin") -> Spliced:
    found = extract(source.encode(), Options("fr", heading_ids=choice))
    targets = [tuple(part.upper() if isinstance(part, str) else part for part in unit.parts) for unit in found.units]
    return found.splice(targets)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# One two\n\nthree\n", "# ONE TWO {#one-two}\n\nTHREE\n"),
        ("One *two*\n===\n", "ONE *TWO* {#one-two}\n===\n"),
        ("## **One** `two_x`!  \n", "## **ONE** `two_x`! {#one-two_x}  \n"),
        ("# One\n\n# One\n", "# ONE {#one}\n\n# ONE {#one-1}\n"),
        ("# Größe\r\n", "# GRÖSSE {#größe}\r\n"),
        ("> # One\n", "> # ONE {#one}\n"),
        ("# [One](a.md)\n", "# [ONE](a.md) {#one}\n"),
        ("# one {#mine}\n\n# two {.a}\n\n# three # {#own}\n", "# ONE {#mine}\n\n# TWO {.a #two}\n\n# THREE # {#own}\n"),
        ("# one #\n", "# ONE #\n"),
        ("# *one* {: .a b=c }\n\n## Two {-}\n", "# *ONE* {: .a b=c #one}\n\n## TWO {- #two}\n"),
        ("One\n=== \n\nTwo {.a .b}\n---\n", "ONE {#one}\n=== \n\nTWO {.a .b #two}\n---\n"),
        ("# 1984\n\n# `code`\n", "# 1984\n\n# `code`\n"),
    ],
)
def test_a_translated_heading_gets_the_id_of_the_original(source: str, expected: str) -> None:
    assert translate(source) == Spliced(expected.encode(), 0)


def test_without_the_choice_no_heading_gets_an_id() -> None:
    assert translate("# One\n", "") == Spliced(b"# ONE\n", 0)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("pin-github", ["1-one-été--two", "one", "one-1"]),
        ("pin-pandoc", ["one-été-two", "one", "one-1"]),
        ("pin-python-markdown", ["1-one-ete-two", "one", "one_1"]),
    ],
)
def test_each_rule_makes_its_own_ids(choice: str, expected: list[str]) -> None:
    data = translate("# 1 One été & two\n\n# One\n\n# one\n", choice).data.decode()
    assert [line.partition("{#")[2].rstrip("}") for line in data.splitlines() if line] == expected


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ("", "1-one--two"),
        ("[a](#1-one--two)", "1-one--two"),
        ("[a](#one-two)", "one-two"),
        ("[a](#1-one-two)", "1-one-two"),
        ('<a href="#1-one-two">a</a>', "1-one-two"),
        ("!!! note\n    a", "1-one-two"),
        ("!!! note\n    [a](#one-two)", "one-two"),
    ],
)
def test_the_document_shows_whose_rule_it_is(links: str, expected: str) -> None:
    assert f"{{#{expected}}}" in translate(f"# 1 One & two\n\n{links}\n").data.decode()
