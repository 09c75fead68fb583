"""Java property files: values are translated; keys, comments, separators and layout stay byte for byte."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import Options
from lingopoint.formats.values import properties

OPTIONS = Options(target="fr")
EVERYTHING = Options(target="fr", include=("**",))


def translate(source: str, change: Callable[[str], str], options: Options = EVERYTHING) -> str:
    document = properties.extract(source.encode(), options)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


def texts(source: str, options: Options = OPTIONS) -> list[str]:
    units = properties.extract(source.encode(), options).units
    return [part for unit in units for part in unit.parts if type(part) is str]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("k=one two", "k=ONE TWO"),
        ("k : one two \r\n", "k : ONE TWO \r\n"),
        ("k\tone two\n", "k\tONE TWO\n"),
        ("  k =  one = two\n", "  k =  ONE = TWO\n"),
        ("# k = one\n ! k = one\nk = two\n", "# k = one\n ! k = one\nk = TWO\n"),
        ("# one \\\nk = two\n", "# one \\\nk = TWO\n"),
        ("k = one \\\n    two\nl = three\n", "k = ONE TWO\nl = THREE\n"),
        ("a\\ b\\:c = one\n", "a\\ b\\:c = ONE\n"),
        ("k = one\\ntwo\\t\\\\\n", "k = ONE\\nTWO\\t\\\\\n"),
        ("\ufeffk = one\n", "\ufeffk = ONE\n"),
        ("k =\nl\n=m\n= 12\n", "k =\nl\n=M\n= 12\n"),
        ("k = one\nk = two", "k = ONE\nk = TWO"),
        ("k = one\\", "k = ONE"),
    ],
)
def test_only_values_change(source: str, expected: str) -> None:
    assert translate(source, str.upper) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("k = cafe", "k = \\u00e9\\ud83d\\ude00"),
        ("k = caf\\u00e9", "k = \\u00e9\\ud83d\\ude00"),
        ("k = café", "k = é😀"),
        ("# é\nk = cafe", "# é\nk = é😀"),
    ],
)
def test_an_ascii_file_stays_ascii(source: str, expected: str) -> None:
    assert translate(source, lambda _: "é😀") == expected


@pytest.mark.parametrize("value", ["x\\ud83dy", "x\\u12y"])
def test_a_value_that_is_no_text_stays(value: str) -> None:
    assert translate(f"k = {value}\nl = one", str.upper) == f"k = {value}\nl = ONE"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("k = one {0}", "k = l''a {0}"),
        ("k = it''s {0,number}", "k = l''a {0}"),
        ("k = don't {0}", "k = l'a {0}"),
        ("k = one", "k = l'a {0}"),
        ("k = it's", "k = l'a {0}"),
        ("k = it''s", "k = l''a {0}"),
        ("a = 1''\nk = one", "a = 1''\nk = l'a {0}"),
        ("a = it''s\nk = one", "a = l''a {0}\nk = l''a {0}"),
        ("k = {name} one", "k = l'a {0}"),
    ],
)
def test_apostrophes_are_doubled_where_message_format_reads_them(source: str, expected: str) -> None:
    assert translate(source, lambda _: "l'a {0}") == expected


def test_quoted_braces_keep_their_quotes() -> None:
    assert texts("k = it''s '{'x'}' {0}") == ["it's '{'x'}' {0}"]
    assert translate("k = it''s '{'x'}' {0}", str.upper) == "k = IT''S '{'X'}' {0}"


def test_a_choice_stays() -> None:
    assert texts("k = There {0,choice,0#are none|1#is one}.\nl = one two") == ["one two"]


def test_icu_plurals_are_translated_by_branch() -> None:
    source = "k = {n, plural, one {it''s #} other {they''re #}}"
    assert translate(source, str.upper) == "k = {n, plural, one {IT''S #} other {THEY''RE #}}"


def test_the_dots_of_a_key_are_steps_of_its_path() -> None:
    source = "app.url = Page\nmenu.title = Page\nmenu.sub.note = Some text\n"
    assert texts(source) == ["Page", "Some text"]
    assert texts(source, Options(target="fr", include=("menu/*/note",))) == ["Some text"]
    assert texts(source, Options(target="fr", exclude=("menu",))) == []


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" =:#!\\\t'")).filter(
    lambda text: not {"\n", "\r"} & set(text)
)


@given(_TEXTS, st.sampled_from(["", "# é\n"]), st.sampled_from(["k = {}\nl=1", "k {}\nl=1", "k={}"]))
def test_any_translation_is_read_back_as_it_is(translation: str, comment: str, form: str) -> None:
    source = comment + form.format("one")
    document = properties.extract(source.encode(), EVERYTHING)
    translated = document.splice([(translation,)]).data.decode()
    before, after = form.split("{}")
    assert translated.startswith(comment + before)
    assert translated.endswith(after)
    assert java_reading(translated.removeprefix(comment).split("\n")[0]) == translation


def java_reading(line: str) -> str:
    """The value of a line, as Properties.load reads it: character by character."""
    position = 1
    while line[position : position + 1] in {" ", "\t", "\f"}:
        position += 1
    if line[position : position + 1] in {"=", ":"}:
        position += 1
        while line[position : position + 1] in {" ", "\t", "\f"}:
            position += 1
    units: list[bytes] = []
    while position < len(line):
        character = line[position]
        if character == "\\":
            position += 1
            character = line[position]
            if character == "u":
                units.append(bytes.fromhex(line[position + 1 : position + 5]))
                position += 5
                continue
            character = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}.get(character, character)
        units.append(character.encode("utf-16-be"))
        position += 1
    return b"".join(units).decode("utf-16-be")


@given(st.text(alphabet="k=: \t\f\\\n\r#!u0é'{}"))
def test_any_text_is_read(text: str) -> None:
    document = properties.extract(text.encode(), EVERYTHING)
    assert document.splice([unit.parts for unit in document.units]).data == text.encode()
    assert all(any(map(str.isalpha, part)) for unit in document.units for part in unit.parts if isinstance(part, str))
