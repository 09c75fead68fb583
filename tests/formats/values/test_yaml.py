"""YAML: string values are translated, in the style they had; everything else stays byte for byte."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.values import yaml
from lingopoint.unit import Code, CodeKind

OPTIONS = Options(target="fr")
EVERYTHING = Options(target="fr", include=("**",))


def translate(source: str, change: Callable[[str], str], options: Options = EVERYTHING) -> str:
    document = yaml.extract(source.encode(), options)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


def texts(source: str, options: Options = OPTIONS) -> list[str]:
    return [part for unit in yaml.extract(source.encode(), options).units for part in unit.parts if type(part) is str]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('a: "one"  # note', 'a: "ONE"  # note'),
        ("a: 'it''s'", "a: 'IT''S'"),
        ("a: one two\nb: 1", "a: ONE TWO\nb: 1"),
        ("a: one\n  wrapped", "a: ONE WRAPPED"),
        ("[one, two, {k: three}]", "[ONE, TWO, {k: THREE}]"),
        ("- one\n-   two", "- ONE\n-   TWO"),
        ("a: |\n    one\n\n      two\n\nb: 1\n", "a: |\n    ONE\n\n      TWO\n\nb: 1\n"),
        ("a: |2-  # note\n     one\n    two\n", "a: |2-  # note\n     ONE\n    TWO\n"),
        ("a: >\n  one\n  two\n\n  three\n", "a: >\n  ONE TWO\n\n  THREE\n"),
        ("a: >+\n one\n   two\n three\n\n\nb: 1\n", "a: >+\n ONE\n   TWO\n THREE\n\n\nb: 1\n"),
        ("a: |\r\n  one\r\n  two\r\nb: 1\r\n", "a: |\r\n  ONE\r\n  TWO\r\nb: 1\r\n"),
        ("a: &x !!str one\nb: *x\n", "a: &x !!str ONE\nb: *x\n"),
        ("a: &x # note\n  'one'\n", "a: &x # note\n  'ONE'\n"),
        ("one: {two: three}\n? [four]\n: five\n", "one: {two: THREE}\n? [four]\n: FIVE\n"),
        ("--- one\n...\n--- two\n", "--- ONE\n...\n--- TWO\n"),
        ("\ufeffa: é one\nb: ü two\n", "\ufeffa: É ONE\nb: Ü TWO\n"),
        ("a: 😀 one\nb: two", "a: 😀 ONE\nb: TWO"),
        ("<<: {a: one}\n", "<<: {a: ONE}\n"),
        ("a: one\na: two\n", "a: ONE\na: TWO\n"),
    ],
)
def test_each_style_is_kept(source: str, expected: str) -> None:
    assert translate(source, str.upper) == expected


@pytest.mark.parametrize(
    "scalar",
    [
        "true",
        "Yes",
        "off",
        "null",
        "~",
        "0x1F",
        "1e3",
        ".inf",
        ".NaN",
        "2001-12-14t21:59:43.10-05:00",
        "!Ref abc",
        "!!binary YWJj",
    ],
)
def test_what_is_not_a_string_stays(scalar: str) -> None:
    assert texts(f"a: {scalar}\nb: text\n", EVERYTHING) == ["text"]


def test_a_placeholder_divides_no_quoted_value() -> None:
    document = yaml.extract(b"a: 'Hi {name}!'\nb: \"Hi {name}!\"\n", OPTIONS)
    target = ("Olá ", Code(CodeKind.KEEP, 1, None, "{name}"), "!")
    assert document.splice([target, target]).data.decode() == "a: 'Olá {name}!'\nb: \"Olá {name}!\"\n"


def test_human_text_is_selected_by_key_and_shape() -> None:
    source = "title: Contact\nlayout: post\nurl: https://example.org\nitems:\n- label: open\n  id: Abc\n"
    assert texts(source) == ["Contact", "open"]


def test_a_caller_chooses_paths() -> None:
    source = "a:\n- title: one\n  code: two\n- title: three\n"
    assert texts(source, Options(target="fr", include=("a/*/title",), exclude=("a/1",))) == ["one"]


def test_lines_of_a_literal_block_are_units_of_their_own_and_folded_lines_are_one() -> None:
    assert texts("a: |\n  one\n  two\nb: >\n  three\n  four\n", EVERYTHING) == ["one", "two", "three four"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a: one\n", 'a: "x: y"\n'),
        ("[one]", '["x: y"]'),
        ("a: 'one'\n", "a: 'x: y'\n"),
        ("a: |\n  one\n", "a: |\n  x: y\n"),
    ],
)
def test_plain_text_is_quoted_only_where_it_must_be(source: str, expected: str) -> None:
    assert translate(source, lambda text: "x: y") == expected


def test_words_that_yaml_reads_as_something_else_are_quoted() -> None:
    assert translate("a: one\n", lambda text: "No") == 'a: "No"\n'


def test_nothing_translated_returns_the_same_bytes() -> None:
    source = b'\xef\xbb\xbfa: |\r\n  one\r\nb: >-\n  two\n  three\nc: "\\u00e9t\\xe9"\n'
    document = yaml.extract(source, EVERYTHING)
    assert document.splice([unit.parts for unit in document.units]).data == source
    assert document.splice([None] * len(document.units)).data == source


@pytest.mark.parametrize(
    "source", ["a: b: c", "[1, 2", '"open', "a: \x01", "\ufeff\ufeffa: b", "- a\n b: c\n- *", "\t- a"]
)
def test_what_is_not_yaml_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        yaml.extract(source.encode(), OPTIONS)


def test_aliases_are_never_followed() -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    assert texts("a0: &a0 Some text\n" + levels) == ["Some text"]


@pytest.mark.parametrize(
    "piece", ["[", "{a: ", "- ", "? ", "a: &a *a\n", "|\n", "'", "- >\n\n", "!a ", "#\n", "a: |\n \n \n"]
)
def test_hostile_documents_are_read_or_refused(piece: str) -> None:
    source = (piece * 20_000).encode()
    try:
        document = yaml.extract(source, OPTIONS)
    except UnreadableError:
        return
    assert document.splice([None] * len(document.units)).data == source


@pytest.mark.parametrize(
    "source", ["\n".join(" " * depth + "a" * 900 + ":" for depth in range(6)) + " text", "{a, " * 20_000, "[" * 20_000]
)
def test_nesting_beyond_reason_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError, match="nested"):
        yaml.extract(source.encode(), OPTIONS)


_SOURCE_TEXT = st.text(st.sampled_from("abé字 \n-:#'\"[],>|*!%@`?=~\\\t12"), max_size=30)
_TARGET_TEXT = st.text(
    st.one_of(
        st.sampled_from("aé字 -:#'\"[]{},>|*!%@`?=~\\\t12<&."),
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"),
    ),
    max_size=12,
).map(str.strip)
_TREES = st.recursive(
    st.one_of(_SOURCE_TEXT, st.integers(), st.booleans(), st.none(), st.floats(allow_nan=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_SOURCE_TEXT, inner, max_size=4)),
    max_leaves=12,
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    return str(
        pyyaml.safe_dump(
            draw(_TREES),
            default_style=draw(st.sampled_from([None, '"', "'", "|", ">"])),
            default_flow_style=draw(st.booleans()),
            allow_unicode=draw(st.booleans()),
            indent=draw(st.integers(2, 6)),
            width=draw(st.sampled_from([10, 80])),
            line_break=draw(st.sampled_from(["\n", "\r\n"])),
        )
    )


def _mapped(tree: Any, change: Callable[[str], str]) -> Any:
    """`tree` with `change` made to each line of each string that holds a letter: what a reader should get."""
    if isinstance(tree, dict):
        return {key: _mapped(value, change) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_mapped(value, change) for value in tree]
    if isinstance(tree, str) and any(map(str.isalpha, tree)):
        return re.sub(r"[^\r\n]+", lambda line: _line(line.group(), change), tree)
    return tree


def _line(line: str, change: Callable[[str], str]) -> str:
    text = line.strip(" \t")
    return line.replace(text, change(text)) if text else line


@settings(deadline=None)
@given(documents(), _TARGET_TEXT)
@example("a: |\n  one\n  two\n", "")
@example("a: >\n  one\n\n  two\n", " ")
def test_any_text_reads_back_as_it_was_given(source: str, target: str) -> None:
    def change(text: str) -> str:
        return target if any(map(str.isalpha, text)) else text

    before = pyyaml.load(source, Loader=pyyaml.CSafeLoader)
    assume("|" not in str(before))  # where choices are, text is more than lines
    after = pyyaml.load(translate(source, change), Loader=pyyaml.CSafeLoader)
    assert after == _mapped(before, change)


@settings(deadline=None)
@given(documents())
def test_every_letter_is_found(source: str) -> None:
    before = pyyaml.load(source, Loader=pyyaml.CSafeLoader)
    after = pyyaml.load(translate(source, _accented), Loader=pyyaml.CSafeLoader)
    assert after == _mapped(before, _accented)


def _accented(text: str) -> str:
    return re.sub(r"[^\W\d_]", "é", text)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab é:-#'\"[]{},>|*&!%@?~\\\n\t0\ufeff\x85\u2028"), max_size=60))
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        document = yaml.extract(source.encode(), Options(target="fr", exclude=("x",)))
    except UnreadableError:
        return
    assert document.splice([None] * len(document.units)).data == source.encode()
    before = list(pyyaml.parse(source.removeprefix("\ufeff"), Loader=pyyaml.CSafeLoader))
    after = pyyaml.parse(translate(source, lambda text: "x: y").removeprefix("\ufeff"), Loader=pyyaml.CSafeLoader)
    assert [type(event) for event in before] == [type(event) for event in after]
