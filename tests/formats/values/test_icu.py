"""ICU MessageFormat: every branch is translated; arguments, `#` and the structure stay as they are."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.formats.options import Options
from lingopoint.formats.values import icu
from lingopoint.unit import Code, CodeKind, Parts

OPTIONS = Options(target="fr")


def sources(message: str) -> list[str]:
    """What a translator sees of each unit; codes other than KEEP as their kind and number."""
    return ["".join(map(_shown, unit.parts)) for unit in icu.extract(message.encode(), OPTIONS).units]


def _shown(part: str | Code) -> str:
    if isinstance(part, str):
        return part
    return part.shown if part.kind is CodeKind.KEEP else f"<{part.kind.value} {part.number}>"


def translate(message: str, change: Callable[[str], str]) -> str:
    document = icu.extract(message.encode(), OPTIONS)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("{n, plural, one {# file} other {# files}}", ["# file", "# files"]),
        ("{n,plural,offset:1 =0{none}=1{one}other{many}}", ["none", "one", "many"]),
        ("{n, selectordinal, one {#st place} other {#th place}}", ["#st place", "#th place"]),
        ("Has {n, plural, one {a file} other {files}} in {folder}.", ["Has", "a file", "files", "in {folder}."]),
        ("{g, select, f {{n, plural, one {her bag} other {her bags}}} other {}}", ["her bag", "her bags"]),
        ("{n, plural, other {at {t, time, ::hmm} {m, number, #,##0}}}", ["at {t, time, ::hmm} {m, number, #,##0}"]),
        ("{n, plural, other {it''s '{'here'}' at '#'5, isn't it}}", ["it's {here} at #5, isn't it"]),
        ("{n, plural, other {\n    two\n    lines\n  }}", ["two", "lines"]),
        ("{n, plural, one {{name}} other {#}}", []),
        ("{n, plural, other {<b>bold</b> and<br>new &amp; more}}", ["<open 1>bold<close 1> and<lone 2>new & more"]),
        ('{n, plural, other {<a href="{u}">a <b>b</a> c</b>}}', ["<open 1>a <lone 2>b<close 1> c<lone 3>"]),
        ("{n, plural, other {été}} }", ["été"]),
    ],
)  # fmt: skip
def test_the_text_of_every_branch_is_a_unit(message: str, expected: list[str]) -> None:
    assert sources(message) == expected


@pytest.mark.parametrize(
    "message",
    ["{n, plural, one {", "{n, plural, other {a}", "a {b", "{n, plural, one}", "{{n, plural, other {a}}}", "{a b} c"],
)
def test_what_is_no_message_is_plain_text(message: str) -> None:
    assert sources(f"{message}\nmore") == [message, "more"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("l'eau", "l'eau"),
        ("l'", "l''"),
        ("'{x}'", "'''{'x'}'''"),
        ("# 5", "'#' 5"),
        ("a < b & c", "a < b & c"),
    ],
)
def test_a_translation_gets_no_more_quotes_than_it_needs(text: str, written: str) -> None:
    assert translate("{n, plural, other {x}}", lambda _: text) == f"{{n, plural, other {{{written}}}}}"


def test_apostrophes_are_doubled_where_the_author_doubles_them() -> None:
    assert (
        translate("{n, plural, one {it''s} other {x}}", lambda _: "l'eau") == "{n, plural, one {l''eau} other {l''eau}}"
    )


def test_a_translation_cannot_add_tags_to_a_message_that_has_tags() -> None:
    message = "{n, plural, other {<b>x</b>}}"
    assert (
        translate(message, lambda _: "<i>&lt; 1 < 2 & 3") == "{n, plural, other {<b>&lt;i>&amp;lt; 1 < 2 &amp; 3</b>}}"
    )


def test_codes_may_be_reordered() -> None:
    document = icu.extract(b"{n, plural, other {# files in {folder}}}", OPTIONS)
    number, text, folder = document.units[0].parts
    spliced = document.splice([(folder, " : ", number, " fichiers")])
    assert spliced.data == b"{n, plural, other {{folder} : # fichiers}}"
    assert text == " files in "


def test_a_placeholder_found_later_is_written_as_text() -> None:
    document = icu.extract(b"{n, plural, other {see '{'x'}'}}", OPTIONS)
    target: Parts = ("d'", Code(CodeKind.KEEP, 1, None, "{x}"), "'s")
    assert document.splice([target]).data == b"{n, plural, other {d'''{'x'}'''s}}"


_TEXT = st.text(alphabet="ab '{}#|<>&;é\\")


@given(_TEXT, _TEXT, st.sampled_from([("{n, plural, other {A {x}!}}", "{}#"), ("{n, plural, other {B}} a {x}!", "{}")]))
def test_any_translation_is_read_back_as_it_is(before: str, after: str, case: tuple[str, str]) -> None:
    message, syntax = case
    document = icu.extract(message.encode(), OPTIONS)
    unit = document.units[-1]
    code = unit.parts[1]
    written = unit.write((before, code, after)).decode()
    assert icu_reading(written, syntax) == before + "⟨x⟩" + after


def icu_reading(text: str, syntax: str) -> str:
    """Text with its quotes undone as ICU's own reader does it, character by character; braces of syntax as ⟨ and ⟩."""
    shown = ""
    quoted = False
    position = 0
    while position < len(text):
        character, following = text[position], text[position + 1 : position + 2]
        position += 1
        if character == "'" and following == "'":
            shown += "'"
            position += 1
        elif character == "'" and (quoted or (following and following in syntax)):
            quoted = not quoted
        else:
            shown += (
                character
                if quoted
                else {"{": "⟨", "}": "⟩", "#": "№"}.get(character, character)
                if character in syntax
                else character
            )
    assert not quoted
    return shown


@given(st.text(alphabet="{}'#<>/,= \nabn"))
def test_any_string_comes_back_byte_for_byte(text: str) -> None:
    document = icu.extract(text.encode(), OPTIONS)
    assert document.splice([unit.parts for unit in document.units]).data == text.encode()
    ends = [0, *(end for unit in document.units for end in (unit.start, unit.end)), len(text.encode())]
    assert ends == sorted(ends)
    for unit in document.units:
        assert any(map(str.isalpha, "".join(part for part in unit.parts if isinstance(part, str))))
