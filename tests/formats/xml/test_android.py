"""Android string resources: what the resource compiler reads is translated; names, tags and layout stay."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.xml import android
from lingopoint.unit import CodeKind, Parts

OPTIONS = Options(target="fr")
LETTER = re.compile(r"[^\W\d_]")
ESCAPED = ["@", "?", "\\", "'", '"', "\\n", "<b>", "&lt;", "]]>", "%s", "  "]


def resources(content: str) -> str:
    return f'<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">{content}</resources>'


def string(value: str) -> str:
    return resources(f'<string name="a">{value}</string>')


def translate(source: str, change: Callable[[str], str] = str.upper, options: Options = OPTIONS) -> str:
    document = android.extract(source.encode(), options)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


def shown(parts: Parts) -> str:
    marks = {CodeKind.OPEN: "[", CodeKind.CLOSE: "]", CodeKind.LONE: "()", CodeKind.KEEP: "{}"}
    return "".join(part if isinstance(part, str) else marks[part.kind] for part in parts)


def units(source: str, options: Options = OPTIONS) -> list[str]:
    return [shown(unit.parts) for unit in android.extract(source.encode(), options).units]


def compiled(value: str) -> str:
    """A value as the resource compiler reads it: escapes, quotes, white space that collapses outside quotes."""
    result, quoted, index = "", False, 0
    value = value.strip()
    while index < len(value):
        character = value[index]
        index += 1
        if character == '"':
            quoted = not quoted
        elif character == "\\":
            escape = value[index]
            index += 1
            if escape == "u":
                result += chr(int(value[index : index + 4], 16))
                index += 4
            else:
                result += {"n": "\n", "t": "\t"}.get(escape, escape)
        elif character in " \n\t" and not quoted:
            result += "" if result.endswith(" ") else " "
        else:
            result += character
    return result


def values(document: str) -> list[str]:
    return [
        compiled("".join(element.itertext())) for element in etree.fromstring(document.encode()).iter("string", "item")
    ]


@pytest.mark.parametrize(
    ("value", "expected", "translated"),
    [
        ("Hello", "Hello", "HELLO"),
        (" Hello \n", "Hello", " HELLO \n"),
        (r"It\'s \"x\"", 'It\'s "x"', r"IT\'S \"X\""),
        (r"One\nTwo", "One()Two", r"ONE\nTWO"),
        (r"\u0020caf\u00e9\u0020", "café", r"\u0020CAFÉ\u0020"),
        (r"\ud83d\ude00 ok", "😀 ok", "😀 OK"),
        (r"\@ you", "@ you", r"\@ YOU"),
        (r"a \\n b", r"a \n b", r"A \\N B"),
        ('"  It\'s  "', "It's", '"  IT\\\'S  "'),
        ('"one\n two"', "one() two", '"ONE\n TWO"'),
        ("one\n   two", "one two", "ONE TWO"),
        ('Say "hi" now', "Say hi now", "SAY HI NOW"),
        ("Fish &amp; &lt;chips", "Fish & <chips", "FISH &amp; &lt;CHIPS"),
        ("Be <b>bold</b>", "Be [bold]", "BE <b>BOLD</b>"),
        (
            'Hi <xliff:g id="n" example="Bob">%1$s</xliff:g>!',
            "Hi {}!",
            'HI <xliff:g id="n" example="Bob">%1$s</xliff:g>!',
        ),
        ("<![CDATA[<p>It\\'s <b>ok</b></p>]]>", "It's [ok]", "<![CDATA[<p>IT\\'S <b>OK</b></p>]]>"),
        ("&lt;i>It\\'s\\n ok&lt;/i>", "It's ok", "&lt;i>IT\\'S OK&lt;/i>"),
        ("{n, plural, one {a cat} other {cats}}", "a cat", "{n, plural, one {A CAT} other {CATS}}"),
    ],
)
def test_values(value: str, expected: str, translated: str) -> None:
    assert units(string(value))[0] == expected
    assert translate(string(value)) == string(translated)


def test_strings_arrays_and_plurals_are_translated() -> None:
    source = resources(
        '\n<!-- a comment --><string name="a">one</string><string-array name="b"><item>two</item></string-array>'
        '<plurals name="c"><item quantity="other">%d three</item></plurals><item type="string" name="d">four</item>'
        '<item type="id" name="e">five</item><integer name="f">6</integer><color name="g">red</color>\n'
    )
    assert units(source) == ["one", "two", "%d three", "four"]
    assert units(source, Options(target="fr", include=("b/*", "c/other"))) == ["two", "%d three"]
    assert units(source, Options(target="fr", exclude=("a", "b"))) == ["%d three", "four"]


@pytest.mark.parametrize(
    "content",
    [
        '<string name="a" translatable="false">one</string>',
        '<string-array name="a" translatable="false"><item>one</item></string-array>',
        '<string name="a">@string/app_name</string>',
        '<string name="a">?attr/colour</string>',
        '<string name="a">@android:string/ok</string>',
        '<string name="a">12 %d</string>'.replace("%d", "%%"),
        '<string name="a"/>',
    ],
)
def test_what_is_not_to_be_translated_is_not(content: str) -> None:
    assert units(resources(content)) == []


@pytest.mark.parametrize("start", ["@", "?"])
def test_a_translation_is_never_a_reference(start: str) -> None:
    assert translate(string("Hello"), lambda _: f"{start}string/other") == string(f"\\{start}string/other")


@pytest.mark.parametrize("source", ["<root/>", "<resources", "", "<!DOCTYPE resources [<!ENTITY a 'b'>]><resources/>"])
def test_other_documents_are_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        android.extract(source.encode(), OPTIONS)


ATOMS = st.sampled_from(
    [*"ab é", "\n", "\\n", "\\'", '\\"', "\\\\", "\\u0041", "\\u0020", "\\@", "&amp;", "&lt;", "&#160;", "<b>", "</b>"]
)


def balanced(atoms: list[str]) -> str:
    """The atoms with every tag closed."""
    inside, result = False, ""
    for atom in atoms:
        if atom not in {"<b>", "</b>"} or (atom == "</b>") == inside:
            result += atom
            inside = (atom == "<b>") or (inside and atom != "</b>")
    return result + ("</b>" if inside else "")


VALUES = st.lists(ATOMS, max_size=12).map(balanced)
DOCUMENTS = st.lists(VALUES | VALUES.map('"{}"'.format), max_size=4).map(
    lambda found: resources("\n".join(f'<string name="a">{value}</string>' for value in found))
)


@given(DOCUMENTS)
def test_without_a_translation_nothing_changes(source: str) -> None:
    document = android.extract(source.encode(), OPTIONS)
    assert document.splice([None] * len(document.units)).data.decode() == source
    assert document.splice([unit.parts for unit in document.units]).data.decode() == source


@given(DOCUMENTS)
def test_every_word_is_found_and_nothing_else_changes(source: str) -> None:
    result = translate(source, lambda text: LETTER.sub("z", text))
    squeezed = [
        [" ".join(LETTER.sub("z", value).split()) for value in values(document)] for document in (source, result)
    ]
    assert squeezed[0] == squeezed[1]
    assert not any(set(LETTER.findall(value)) - {"z"} for value in values(result))


CHARACTERS = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])
TEXTS = st.lists(CHARACTERS | st.sampled_from(ESCAPED), min_size=1).map("".join)


@given(TEXTS)
@pytest.mark.parametrize(
    ("value", "before"), [("word", ""), ("<b>1</b> word", "1"), ("<![CDATA[word]]>", ""), ("\\u0041", "")]
)
def test_any_translation_is_read_back(value: str, before: str, text: str) -> None:
    (result,) = values(translate(string(value), lambda part: f"{text}." if LETTER.search(part) else part))
    assert result.strip() == re.sub(" +", " ", f"{before}{text}.").strip()


@given(TEXTS)
def test_a_quoted_translation_keeps_its_white_space(text: str) -> None:
    assert values(translate(string('"word"'), lambda _: text)) == [text]


@given(DOCUMENTS)
def test_a_translation_cannot_add_markup(source: str) -> None:
    result = translate(source, lambda part: "".join(ESCAPED) if LETTER.search(part) else part)
    before, after = ([node.tag for node in etree.fromstring(document.encode()).iter()] for document in (source, result))
    assert before == after


@given(DOCUMENTS, st.integers(0, 300))
def test_no_bytes_are_too_odd(source: str, cut: int) -> None:
    for data in (source[:cut].encode(), string(source[cut:]).encode(), string(f"<![CDATA[{source[cut:]}]]>").encode()):
        try:
            document = android.extract(data, OPTIONS)
        except UnreadableError:
            continue
        assert document.splice([None] * len(document.units)).data == data
