"""JSON: string values are translated; keys, numbers and layout stay byte for byte."""

import json as stdlib_json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.values import json
from tests.formats.changes import translated

OPTIONS = Options(target="fr")
EVERYTHING = Options(target="fr", include=("**",))


def translate(source: str, change: Callable[[str], str], options: Options = OPTIONS) -> str:
    document = json.extract(source.encode(), options)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


def texts(source: str, options: Options = OPTIONS) -> list[str]:
    return [part for unit in json.extract(source.encode(), options).units for part in unit.parts if type(part) is str]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{"title": "Hi there"}', '{"title": "HI THERE"}'),
        ('"Hi there"', '"HI THERE"'),
        ('\ufeff[ "Hi there",\r\n\t1e400, -0.10, null ]\r\n', '\ufeff[ "HI THERE",\r\n\t1e400, -0.10, null ]\r\n'),
        ('{"a": "Hi there", "a": "Hi again"}', '{"a": "HI THERE", "a": "HI AGAIN"}'),
        ('{"Hi there":{"Hi \\"x\\":":["Hi you"]}}', '{"Hi there":{"Hi \\"x\\":":["HI YOU"]}}'),
        ('{"a": "Hi\\nthere\\n"}', '{"a": "HI\\nTHERE\\n"}'),
        ('{"a": "Hi there"}\n\n{"a": "Hi you"}\n', '{"a": "HI THERE"}\n\n{"a": "HI YOU"}\n'),
        (f'{{"big": {"9" * 5000}, "a": "Hi there"}}', f'{{"big": {"9" * 5000}, "a": "HI THERE"}}'),
    ],
)
def test_only_values_change(source: str, expected: str) -> None:
    assert translate(source, str.upper) == expected


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("é", r"«É\"\\/<»"),
        ("plain", r"«É\"\\/<»"),
        (r"\u00e9", r"\u00ab\u00c9\"\\/<\u00bb"),
        (r"\ud83d\ude00", r"\u00ab\u00c9\"\\/<\u00bb"),
        (r"1\/2", r"«É\"\\\/<»"),
        (r"\u003c", r"«É\"\\/\u003c»"),
        (r"\u0022", r"«É\u0022\\/<»"),
    ],
)
def test_text_is_escaped_as_in_the_rest_of_the_document(source: str, written: str) -> None:
    assert translate(f'["{source}", "Hi there"]', lambda _: '«É"\\/<»').endswith(f'"{written}"]')


def test_paths_select_values() -> None:
    source = '{"title": "Hi there", "items": [{"label": "Hi you", "code": "hi_you"}, {"label": "Hi all"}]}'
    assert texts(source, Options(target="fr", include=("items/*/code", "items/1"))) == ["hi_you", "Hi all"]
    assert texts(source, Options(target="fr", exclude=("items/0/label",))) == ["Hi there", "Hi all"]


def test_machine_values_stay() -> None:
    assert texts('{"id": "Item", "url": "https://example.org", "class": "btn large", "note": "Hi there"}') == [
        "Hi there"
    ]


def test_the_attributes_of_an_arb_resource_stay_and_its_locale_follows() -> None:
    source = '{"@@locale": "en", "hi": "Hi {name}", "@hi": {"description": "A greeting", "placeholders": {"name": {}}}}'
    assert texts(source) == ["Hi {name}"]
    assert translate(source, str.lower, Options(target="zh-TW")).startswith('{"@@locale": "zh_TW", "hi": "hi {name}"')
    assert translate(source, lambda text: text) == source


def test_json_ld_keywords_stay() -> None:
    source = '{"@context": {"name": "Some text"}, "@type": "Some text", "@graph": [{"@id": "x", "name": "Hi there"}]}'
    assert texts(source) == ["Hi there"]


@pytest.mark.parametrize("value", ['"\\ud83d"', '"x \\ude00 y z"'])
def test_half_a_surrogate_pair_is_left_alone(value: str) -> None:
    assert translate(f'["Hi there", {value}]', str.upper, EVERYTHING) == f'["HI THERE", {value}]'


@pytest.mark.parametrize("nested", ["Hi {n, plural, one {# file} other {# files}}", "Hi there\\nyou"])
def test_structure_inside_a_value_is_kept(nested: str) -> None:
    translated = translate(f'{{"a": "{nested}"}}', str.upper)
    assert translated.lower() == f'{{"a": "{nested}"}}'.lower()
    assert translated != f'{{"a": "{nested}"}}'


@pytest.mark.parametrize(
    "source",
    ["", " ", "{", '{"a": "b"', '{"a": "b",}', "{'a': 'b'}", '{"a": "b"} x', '"a\nb"', "[" * 200_000, "nul", '"\\x"'],
)
def test_what_is_not_json_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        json.extract(source.encode(), OPTIONS)


_STRINGS = st.text(st.characters(exclude_characters="<&", exclude_categories=["Cs"]))
_DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | _STRINGS,
    lambda inner: st.lists(inner) | st.dictionaries(_STRINGS, inner),
    max_leaves=12,
)


@given(_DOCUMENTS, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_another_parser_finds_every_letter_replaced_and_nothing_else(value: Any, ascii_only: bool, indent: Any) -> None:
    source = stdlib_json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    document = json.extract(source.encode(), EVERYTHING)
    assert document.splice([unit.parts for unit in document.units]).data == source.encode()
    translated = translate(source, _without_letters, EVERYTHING)
    assert skeleton(stdlib_json.loads(translated), str) == skeleton(stdlib_json.loads(source), _without_letters)


def _without_letters(text: str) -> str:
    return "".join("é" if character.isalpha() else character for character in text)


def skeleton(value: Any, change: Callable[[str], str]) -> Any:
    """The document with `change` applied to each string value."""
    if isinstance(value, dict):
        return [(key, skeleton(item, change)) for key, item in value.items()]
    if isinstance(value, list):
        return [skeleton(item, change) for item in value]
    return change(value) if isinstance(value, str) else repr(value)


@given(st.lists(_STRINGS.filter(lambda text: "\n" not in text and "\r" not in text), min_size=2, max_size=2))
def test_any_translation_is_read_back_as_it_is(translations: list[str]) -> None:
    document = json.extract(b'{"a": ["Hi there", 1.50], "b": "Hi <you"}', OPTIONS)
    spliced = document.splice([(text,) for text in translations])
    first, second = translations
    assert stdlib_json.loads(spliced.data) == {"a": [first, 1.5], "b": second}


@given(st.text(alphabet='[]{}":,\\u0né \n'))
def test_any_bytes_are_read_or_refused(text: str) -> None:
    try:
        document = json.extract(text.encode(), EVERYTHING)
    except UnreadableError:
        return
    assert document.splice([None] * len(document.units)).data == text.encode()


def test_words_in_angle_brackets_are_words_and_elements_are_not() -> None:
    source = b'["Hello <your name>, run <command> now", "<bold>Hello</bold> you", "One<br>two"]'
    units = json.extract(source, Options(target="fr")).units
    assert units[0].parts == ("Hello <your name>, run <command> now",)
    words = [part for unit in units[1:] for part in unit.parts if isinstance(part, str)]
    assert words == ["Hello", "you", "One", "two"]


def test_the_locale_is_no_text_even_where_everything_is_translated() -> None:
    everything = Options(target="pt", include=("**",))
    assert translate('{"@@locale": "en", "a": "hi"}', str.upper, everything) == '{"@@locale": "pt", "a": "HI"}'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello <b>you</b>\n\nand me", "HELLO <b>YOU</b>\n\nAND ME"),
        ("A &amp; b\nc", "A &amp; B\nC"),
        ("a<br>\nb", "A<br>\nB"),
        ("a <img src='x'>\r\nb", "A <img src='x'>\r\nB"),
        ("one <b>two\nthree</b>\nfour", "ONE <b>TWO THREE</b>\nFOUR"),
        ("Dear <name>\n<b>you</b>", "DEAR <name>\n<b>YOU</b>"),
        ("<p>one\ntwo</p>\n<p>three</p>", "<p>ONE TWO</p>\n<p>THREE</p>"),
    ],
)
def test_lines_of_html_without_blocks_stay_lines(text: str, expected: str) -> None:
    source = stdlib_json.dumps({"text": text})
    assert stdlib_json.loads(translated("json", source, str.upper))["text"] == expected


def test_values_that_begin_with_placeholders_are_text() -> None:
    source = '["{{count}} items left", "{name} invited you", "[[Home]] is first", "{\\"key\\": \\"some words\\"}"]'
    assert texts(source) == ["{{count}} items left", "{name} invited you", " is first"]


def test_the_words_of_a_schema_are_translated_and_its_data_is_not() -> None:
    source = (
        '{"type": "object", "required": ["State"], "title": "Your order", "properties": {"State": {"type": "string",'
        ' "enum": ["Open", "Partly sent"], "default": "Open", "x-enumNames": ["It is open", "It was sent"]}}}'
    )
    assert texts(source) == ["Your order", "It is open", "It was sent"]


def test_headers_of_gettext_in_json_stay() -> None:
    header = (
        '{"domain": "messages", "lang": "en", "plural_forms": "nplurals=2; plural=(n != 1);", "x-generator": "One 2"}'
    )
    raw = r'"Project-Id-Version: A thing\nX-A: b c\n"'
    assert texts(f'{{"locale_data": {{"messages": {{"": {header}, "Hi there": ["Hi there"]}}}}, "": {raw}}}') == [
        "Hi there"
    ]
