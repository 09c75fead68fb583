"""Plural forms by CLDR's categories: what each language needs, and which text goes there."""

import pytest

from lingopoint.formats import cardinals
from lingopoint.formats.opaque import kept
from lingopoint.languages import NAMES
from lingopoint.regex import compile_pattern
from lingopoint.unit import UNBOUNDED, Code, CodeKind


@pytest.mark.parametrize("target", NAMES)
def test_every_language_has_forms_in_order_and_one_for_any_number(target: str) -> None:
    found = cardinals.categories(target)
    assert found[-1] == "other"
    assert list(found) == [name for name in cardinals.NAMES if name in found]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("ja", "other"),
        ("de", "one other"),
        ("fr", "one many other"),
        ("he", "one two other"),
        ("lv", "zero one other"),
        ("pl", "one few many other"),
        ("ro", "one few other"),
        ("sl", "one two few other"),
        ("ga", "one two few many other"),
        ("ar", "zero one two few many other"),
    ],
)
def test_the_categories_are_those_of_cldr(target: str, expected: str) -> None:
    assert " ".join(cardinals.categories(target)) == expected


@pytest.mark.parametrize(
    ("texts", "target", "expected"),
    [
        ({"one": "%d file", "other": "%d files"}, "de", {"one": "%d file", "other": "%d files"}),
        ({"one": "A file", "other": "%d files"}, "ru", dict.fromkeys(["one", "other", "few", "many"], "%d files")),
        (
            {"one": "A file", "other": "Files"},
            "uk",
            {"one": "A file", **dict.fromkeys(["other", "few", "many"], "Files")},
        ),
        ({"other": "%d files"}, "he", dict.fromkeys(["other", "one", "two"], "%d files")),
        ({"one": "A file"}, "de", None),
    ],
)
def test_missing_forms_get_the_text_for_any_number(
    texts: dict[str, str], target: str, expected: dict[str, str] | None
) -> None:
    assert cardinals.forms(texts, target) == expected


def test_placeholders_of_a_format_are_codes_beside_those_there_are() -> None:
    bold, end = Code(CodeKind.OPEN, 1, b"<b>"), Code(CodeKind.CLOSE, 1, b"</b>")
    assert kept((":a ", bold, "b :c", end), compile_pattern(r":\w+"), UNBOUNDED) == (
        Code(CodeKind.KEEP, 1, None, ":a"),
        " ",
        bold._replace(number=2),
        "b ",
        Code(CodeKind.KEEP, 3, None, ":c"),
        end._replace(number=2),
    )
