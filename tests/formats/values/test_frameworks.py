"""Texts of frameworks in JSON and YAML: their placeholders stay, and of a choice each branch is translated alone."""

import json

import pytest

from lingopoint.formats.options import Options
from tests.formats.changes import FRENCH, extracted, translated


def upper(**texts: str) -> dict[str, str]:
    """The values of a JSON document, in capitals."""
    found: dict[str, str] = json.loads(translated("json", json.dumps(texts), str.upper))
    return found


def test_placeholders_of_laravel_stay_where_it_is_at_home() -> None:
    found = upper(
        a="The :attribute field is required", b="Expired :months months ago", c="Hello :NAME, you are :Role here"
    )
    assert found == {
        "a": "THE :attribute FIELD IS REQUIRED",
        "b": "EXPIRED :months MONTHS AGO",
        "c": "HELLO :NAME, YOU ARE :Role HERE",
    }


def test_a_colon_before_a_word_is_prose_elsewhere() -> None:
    assert upper(a="Our shop: open now") == {"a": "OUR SHOP: OPEN NOW"}


def test_placeholders_and_tags_of_i18next_stay() -> None:
    found = upper(a="Remove __count__ users", b="Hello <1>{{name}}</1>, <0>read it</0> now")
    assert found["a"] == "REMOVE __count__ USERS"
    assert found["b"].startswith("HELLO <1>")
    assert found["b"].endswith("</1>, <0>READ IT</0> NOW")


def test_placeholders_of_browser_extensions_stay() -> None:
    assert upper(message="Hi $USER$, $1 new letters")["message"] == "HI $USER$, $1 NEW LETTERS"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("car | cars", "CAR | CARS"),
        ("none here|one here|many here", "NONE HERE|ONE HERE|MANY HERE"),
        (
            "{0} There are none|[1,19] There are some|[20,*] Many",
            "{0} THERE ARE NONE|[1,19] THERE ARE SOME|[20,*] MANY",
        ),
        ("<b>one</b> thing | <b>many</b> things", "<b>ONE</b> THING | <b>MANY</b> THINGS"),
        ("Open {'|'} closed", "OPEN {'|'} CLOSED"),
        ("Open {a | b} closed", "OPEN {A | B} CLOSED"),
        ("<b>one | two</b> words", "<b>ONE | TWO</b> WORDS"),
        ("This || that here", "THIS || THAT HERE"),
        ("{n, plural, one {# a | b} other {# c | d}}", "{n, plural, one {# A | B} other {# C | D}}"),
    ],
)
def test_bars_between_branches_stay(text: str, expected: str) -> None:
    assert upper(a=text, b="Some words")["a"] == expected


def test_each_branch_of_a_choice_is_a_unit() -> None:
    document = extracted("json", '{"a": "no apples | one apple | {count} apples"}')
    assert [unit.parts for unit in document.units] == [("no apples",), ("one apple",), ("{count} apples",)]


def test_a_translation_makes_no_new_branch() -> None:
    assert translated("json", '{"a": "one apple | many apples"}', lambda text: f"{text}|x") == (
        '{"a": "one apple/x | many apples/x"}'
    )


def test_choices_of_laravel_get_the_forms_of_the_language() -> None:
    source = '{"a": ":count apple|:count apples", "b": "Hello :name"}'
    assert translated("json", source, str.upper, Options("ja", "en")) == (
        '{"a": ":count APPLES|:count APPLES", "b": "HELLO :name"}'
    )
    russian = translated("json", source, str.upper, Options("ru", "en"))
    assert russian.startswith('{"a": ":count APPLE|:count APPLES|:count APPLES"')


def test_a_choice_whose_forms_are_not_certain_stays_and_is_counted() -> None:
    document = extracted("json", '{"a": ":count apple|:count apples", "b": "Hello :name"}', Options("hy-x", "en"))
    spliced = document.splice([None] * len(document.units))
    assert (len(document.units), spliced.kept) == (1, 1)


def test_branches_of_mediawiki_are_translated_alone_and_its_numbers_stay() -> None:
    source = (
        '{"a": "There {{PLURAL:$1|is one file|12=are a dozen|are $1 files}} here", "b": "{{GENDER:$2|He|She}} said $2"}'
    )
    assert translated("json", source, str.upper) == (
        '{"a": "THERE {{PLURAL:$1|IS ONE FILE|12=ARE A DOZEN|ARE $1 FILES}} HERE", "b": "{{GENDER:$2|HE|SHE}} SAID $2"}'
    )


def test_letters_beyond_ascii_move_no_branch() -> None:
    source = '{"a": "Été {{PLURAL:$1|là-bas é|ici}} où", "b": "é è | à ù"}'
    assert translated("json", source, str.upper, FRENCH) == (
        '{"a": "ÉTÉ {{PLURAL:$1|LÀ-BAS É|ICI}} OÙ", "b": "É È | À Ù"}'
    )


def test_yaml_and_toml_have_choices_too() -> None:
    assert translated("yaml", "a: one car | many cars\nb: Hello :name\n", str.upper) == (
        "a: ONE CAR | MANY CARS\nb: HELLO :name\n"
    )
    assert translated("toml", 'a = "one car | many cars"\n', str.upper) == 'a = "ONE CAR | MANY CARS"\n'
