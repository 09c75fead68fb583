"""Strings files of Apple's platforms: values are translated; keys, comments and layout stay byte for byte."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.values import apple_strings

OPTIONS = Options(target="fr")


def translate(source: str, change: Callable[[str], str]) -> str:
    document = apple_strings.extract(source.encode(), OPTIONS)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


def texts(source: str, options: Options = OPTIONS) -> list[str]:
    units = apple_strings.extract(source.encode(), options).units
    return [part for unit in units for part in unit.parts if type(part) is str]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"k" = "one";', '"k" = "ONE";'),
        ('\ufeff/* "a" = "b"; */\r\n"k"="one"; // "c";\r\n', '\ufeff/* "a" = "b"; */\r\n"k"="ONE"; // "c";\r\n'),
        ("k.long-name = one;", 'k.long-name = "ONE";'),
        ('"one";', '"one" = "ONE";'),
        ('one /* note */ ;', 'one = "ONE" /* note */ ;'),
        ('"a \\"b\\"" = "one \\"two\\"\\n\\\\";', '"a \\"b\\"" = "ONE \\"TWO\\"\\n\\\\";'),
        ('"k" = "one\ntwo";', '"k" = "ONE\\nTWO";'),
        ('"k" = "%@ of %2$@";', '"k" = "%@ OF %2$@";'),
        ('"k" = "100";\n"k" = "";\n', '"k" = "100";\n"k" = "";\n'),
        ("// nothing\n", "// nothing\n"),
    ],
)  # fmt: skip
def test_only_values_change(source: str, expected: str) -> None:
    assert translate(source, str.upper) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"k" = "caf\\U00e9 \\Ud83d\\Ude00";', '"k" = "CAF\\U00c9 \\Ud83d\\Ude00";'),
        ('"k" = "caf\\U00e9 \\Ud83d\\ude00"; // é', '"k" = "CAFÉ 😀"; // é'),
        ('"k" = "one\\101";', '"k" = "ONEA";'),
        ('"k" = "one\\201";', '"k" = "one\\201";'),
        ('"k" = "one\\Ud83d";', '"k" = "one\\Ud83d";'),
    ],
)
def test_escapes_are_read_and_written_as_the_file_has_them(source: str, expected: str) -> None:
    assert translate(source, str.upper) == expected


def test_patterns_match_the_key() -> None:
    source = '"menu.one" = "one";\n"menu.two" = "two";\n'
    assert texts(source, Options(target="fr", include=("*.two",))) == ["two"]
    assert texts(source, Options(target="fr", exclude=("*.two",))) == ["one"]


@pytest.mark.parametrize(
    "source",
    [
        '"k" = "one"',
        '"k" = one two;',
        '"k" "one";',
        "{ k = one; }",
        "k = (one, two);",
        '"k" = "one',
        "/* k",
        "<?xml?>",
        "=",
    ],
)
def test_anything_else_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError, match="line 2"):
        apple_strings.extract(f"k = v;\n{source}".encode(), OPTIONS)


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\;/*=\n'))


@given(_TEXTS.filter(lambda text: not {"\n", "\r"} & set(text)), st.sampled_from(["", "// é"]))
def test_any_translation_is_read_back_as_it_is(translation: str, comment: str) -> None:
    translated = translate(f'"k" = "one"; "l" = "caf\\U00e9";{comment}', lambda _: translation)
    assert translated.endswith(f";{comment}")
    assert reading(translated) == ["k", translation, "l", translation]


def reading(source: str) -> list[str]:
    """Every quoted string, read character by character."""
    strings: list[str] = []
    position = 0
    while position < len(source):
        if source[position] == '"':
            text, position = _string(source, position + 1)
            strings.append(text)
        position += 1
    return strings


def _string(source: str, position: int) -> tuple[str, int]:
    units: list[bytes] = []
    while source[position] != '"':
        character = source[position]
        if character == "\\":
            position += 1
            character = source[position]
            if character == "U":
                units.append(bytes.fromhex(source[position + 1 : position + 5]))
                position += 5
                continue
            character = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}.get(
                character, character
            )
        units.append(character.encode("utf-16-be"))
        position += 1
    return b"".join(units).decode("utf-16-be"), position


@given(st.text(alphabet='"\\=;/* \nUk0é'))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        document = apple_strings.extract(text.encode(), OPTIONS)
    except UnreadableError:
        return
    assert document.splice([unit.parts for unit in document.units]).data == text.encode()
