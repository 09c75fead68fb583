"""TOML: string values are translated; keys, comments, numbers and layout stay byte for byte."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import Options, UnreadableError
from tests.formats.changes import extracted, same, seconds, texts, translated

SOURCE = """# A "comment" = 'here'
title = "The garden shop" # and "another"
"quoted key" = 'Seeds and tools'
date = 1979-05-27 07:32:00
plain.dotted = "More words"
color = "#ffcc00"
list = [ "One two", # "no"
  { text = 'Three four', "n" = 1 }, ["Five six"], 2, true, ]
lines = \"\"\"
First "line"
  second line\\
    goes on\"\"\"
raw = '''
C:\\path here
It's raw'''
[params.menu]
  name = "About us\\u00e9"
[[items]]
name = "First item"
[[items]]
name = "Second item"
url = "/about/"
"""


def _keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _keys(inner) for key, inner in value.items()}
    return [_keys(inner) for inner in value] if isinstance(value, list) else "" if isinstance(value, str) else value


@pytest.mark.parametrize("source", [SOURCE, SOURCE.replace("\n", "\r\n"), "\ufeff" + SOURCE, "", "# nothing\n"])
def test_an_identity_translation_gives_the_same_bytes(source: str) -> None:
    assert translated("toml", source, same) == source


@pytest.mark.parametrize("source", [SOURCE, SOURCE.replace("\n", "\r\n")])
def test_only_words_change(source: str) -> None:
    found = translated("toml", source, str.upper)
    assert _keys(tomllib.loads(found)) == _keys(tomllib.loads(source))
    table = tomllib.loads(found)
    assert table["title"] == "THE GARDEN SHOP"
    assert table["quoted key"] == "SEEDS AND TOOLS"
    assert table["plain"]["dotted"] == "MORE WORDS"
    assert table["list"] == ["ONE TWO", {"text": "THREE FOUR", "n": 1}, ["FIVE SIX"], 2, True]
    assert table["lines"] == 'FIRST "LINE"\n  SECOND LINEGOES ON'
    assert table["raw"] == "C:\\PATH HERE\nIT'S RAW"
    assert table["params"]["menu"]["name"] == "ABOUT USÉ"
    assert [item["name"] for item in table["items"]] == ["FIRST ITEM", "SECOND ITEM"]
    assert (table["color"], table["items"][1]["url"]) == ("#ffcc00", "/about/")
    assert found.count("\r") == source.count("\r") - source.count("\\\r")
    for kept in ("# A \"comment\" = 'here'", '# and "another"', "'SEEDS AND TOOLS'", "'''"):
        assert kept in found


def test_patterns_match_paths() -> None:
    assert texts("toml", SOURCE, Options("fr", include=("items/1/*",))) == ["Second item", "/about/"]
    assert texts("toml", SOURCE, Options("fr", include=("list/1",))) == ["Three four"]


@pytest.mark.parametrize("opening", ['"', "'", '"""', "'''", '"""\n', "'''\n"])
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_translation_is_read_back(opening: str, text: str) -> None:
    source = f"a = {opening}Some words{opening.strip()}\nb = 1\n"
    found = tomllib.loads(translated("toml", source, lambda _: text))
    # A carriage return with its line feed is one line break inside of several lines.
    assert (found["a"].replace("\r\n", "\n"), found["b"]) == (text.replace("\r\n", "\n"), 1)


CATALOGUE = """[cart]
description = "The number of things"
one = "{{ .Count }} item" # singular
other = "{{ .Count }} items"

[hello]
other = "hello"
"""


def test_hugos_catalogues_get_the_forms_of_the_target() -> None:
    found = translated("toml", CATALOGUE, str.upper, Options("pl", "en"))
    assert tomllib.loads(found) == {
        "cart": {
            "description": "The number of things",
            "one": "{{ .COUNT }} ITEM",
            "other": "{{ .COUNT }} ITEMS",
            "few": "{{ .COUNT }} ITEMS",
            "many": "{{ .COUNT }} ITEMS",
        },
        "hello": {"other": "HELLO"},
    }
    assert translated("toml", CATALOGUE, same, Options("pl", "en")) == CATALOGUE
    assert "few" not in translated("toml", CATALOGUE, str.upper, Options("de", "en"))


def test_a_form_for_one_without_its_number_serves_no_language_that_needs_it() -> None:
    source = CATALOGUE.replace('{{ .Count }} item"', 'One item"')
    russian = tomllib.loads(translated("toml", source, str.upper, Options("ru", "en")))
    assert russian["cart"]["one"] == "{{ .COUNT }} ITEMS"
    polish = tomllib.loads(translated("toml", source, str.upper, Options("pl", "en")))
    assert polish["cart"]["one"] == "ONE ITEM"


def test_front_matter_of_markdown_is_read() -> None:
    page = "+++\ntitle = 'Some words'\nslug = 'some-words'\n+++\n\nMore *words*\n"
    assert translated("markdown", page, str.upper) == page.replace("Some words", "SOME WORDS").replace(
        "More *words*", "MORE *WORDS*"
    )
    broken = "+++\ntitle = \n+++\n\nMore words\n"
    assert translated("markdown", broken, str.upper) == broken.replace("More words", "MORE WORDS")


@pytest.mark.parametrize(
    "source",
    ["a", "a =", "= 1", "a = 1 2", 'a = "b', "[a", "a = [1", "a = 1\na = 2", 'a = "\\q"', "a = '''b", "a = {b = 1\n}"],
)
def test_anything_else_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        extracted("toml", source)


@pytest.mark.parametrize("source", ["a = " + "[" * 100_000, "a = " + "{a=" * 100_000, "a." * 100_000 + "a = 1"])
def test_deep_nesting_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError, match="nested too deeply"):
        extracted("toml", source)


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        ("", "# a\n"),
        ("", "[[a]]\n"),
        ("a = [", "'b c',"),
        ("a = [", "[],"),
        ('a = """', 'b c "" '),
        ("a = ", "'"),
        ("", '"'),
    ],
)
def test_time_grows_with_the_size(head: str, piece: str) -> None:
    for tail in ("", "]", '"""'):
        try:
            assert seconds("toml", f"{head}{piece * 15_000}{tail}") < 4
        except UnreadableError:
            continue
