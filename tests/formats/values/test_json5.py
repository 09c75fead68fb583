"""JSON5 and JSON with comments: string values are translated; comments, keys and layout stay byte for byte."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.json_tree import JSON, JSON5, parse, strings
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.unit import UNBOUNDED
from tests.formats.changes import extracted, same, seconds, texts, translated

SOURCE = """\ufeff// Settings of the shop
{
  title: 'It\\'s "open" today', // "not me"
  "text": "Two \\
lines", /* 'nor me' */
  size: 0x1F, ratio: +.5, most: Infinity, 'a b': [null, "More words",],
  $id: 'Some id here',
}
"""


def test_an_identity_translation_gives_the_same_bytes() -> None:
    assert translated("json5", SOURCE, same) == SOURCE


def test_only_strings_change_and_keep_their_quotes() -> None:
    assert translated("json5", SOURCE, str.upper) == (
        SOURCE.replace('It\\\'s "open" today', 'IT\\\'S "OPEN" TODAY')
        .replace("Two \\\nlines", "TWO LINES")
        .replace("More words", "MORE WORDS")
    )


def test_patterns_match_paths() -> None:
    assert texts("json5", SOURCE, Options("fr", include=("a b/*",))) == ["More words"]
    assert texts("json5", SOURCE, Options("fr", exclude=("a b", "title"))) == ["Two lines"]


@pytest.mark.parametrize("key", ["a.json", "tsconfig.json"])
def test_json_with_comments_is_read_whatever_it_is_called(key: str) -> None:
    source = '// One\n{"title": "Some words", /* two */ "list": ["a b",],}\n'
    assert translated("json", source, str.upper) == source.replace("Some words", "SOME WORDS").replace("a b", "A B")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "{",
        "[1 2]",
        "{a 1}",
        "[,]",
        "{,}",
        "[1,,]",
        "'a\nb'",
        '"\\x1"',
        "01",
        "1a",
        "{1a: 2}",
        "/* a",
        "[1] 2",
        "nul",
    ],
)
def test_anything_else_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        extracted("json5", source)


@pytest.mark.parametrize("source", ["[" * 100_000, "[" * 251 + "]" * 251, '{"a":' * 100_000])
def test_deep_nesting_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError, match="nested too deeply"):
        extracted("json5", source)


@given(st.text(), st.sampled_from("'\""))
def test_any_translation_is_read_back(text: str, quote: str) -> None:
    source = f"[{quote}Some words{quote}]"
    found = translated("json5", source, lambda _: text)
    assert [node.text for _, node in strings(parse(found.encode(), JSON5, UNBOUNDED))] == [text]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(_VALUES, st.sampled_from([None, 1]), st.booleans())
def test_the_reader_finds_what_the_standard_library_does(value: object, indent: int | None, ascii_only: bool) -> None:
    data = json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()
    for grammar in (JSON, JSON5):
        found = [node for _, node in strings(parse(data, grammar, UNBOUNDED))]
        assert [node.text for node in found] == list(_strings(value))
        assert [json.loads(data[node.start : node.end]) for node in found] == list(_strings(value))


def _strings(value: object) -> list[str]:
    inner: list[object] = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value] if isinstance(value, str) else [text for one in inner for text in _strings(one)]


@given(st.text(alphabet='{}[]":,1e.-tru\\ nfalsb\n', max_size=12))
def test_what_is_refused_is_what_the_standard_library_refuses(text: str) -> None:
    assert _is_read(lambda: parse(text.encode(), JSON, UNBOUNDED)) == _is_read(lambda: json.loads(text))


def _is_read(read: Callable[[], object]) -> bool:
    try:
        read()
    except (ValueError, UnreadableError):
        return False
    return True


@pytest.mark.parametrize("piece", ["'a b',", "/*", "//", "\\", "'", "[],", "{a:1},", "/* a */", "\n", "1,", "a:"])
def test_time_grows_with_the_size(piece: str) -> None:
    for source in (f"[{piece * 20_000}]", piece * 20_000):
        try:
            assert seconds("json5", source) < 3
        except UnreadableError:
            continue
