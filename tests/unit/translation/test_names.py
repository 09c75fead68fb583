"""Names that are never translated: whole words, wherever they stand."""

import pytest

from lingopoint.translation.protect import Names, protect
from lingopoint.unit import UNBOUNDED, Code, CodeKind, Parts

NAMES = Names(["Lingopoint", "Point Harbour", "Point", "C++", "微软", ""])


def protected(text: str) -> Parts:
    return NAMES.protect(protect((text,)), UNBOUNDED)


def kept(text: str) -> list[str]:
    return [part.shown for part in protected(text) if not isinstance(part, str)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lingopoint reads it.", ["Lingopoint"]),
        ("What (Lingopoint's) “Lingopoint” does, Lingopoint-like", ["Lingopoint"] * 3),
        ("At Point Harbour, and at Point.", ["Point Harbour", "Point"]),
        ("At Point\n  Harbour", ["Point\n  Harbour"]),
        ("Written in C++, not in C", ["C++"]),
        ("由微软提供,在Lingopoint中", ["微软", "Lingopoint"]),
        ("Lingopoints, MyLingopoint, Lingopoint2, Lingopoint_x, lingopoint", []),
        ("See https://example.com/Lingopoint/ {Lingopoint}", ["https://example.com/Lingopoint/", "{Lingopoint}"]),
    ],
)
def test_a_name_is_kept_where_it_is_a_word(text: str, names: list[str]) -> None:
    assert kept(text) == names
    assert "".join(part if isinstance(part, str) else part.shown for part in protected(text)) == text


def test_a_name_is_a_code_like_a_placeholder() -> None:
    bold = Code(CodeKind.OPEN, 1, b"<b>"), Code(CodeKind.CLOSE, 1, b"</b>")
    assert NAMES.protect((bold[0], "Lingopoint", bold[1], " for {you}"), UNBOUNDED) == (
        bold[0],
        Code(CodeKind.KEEP, 2, None, "Lingopoint"),
        bold[1],
        " for {you}",
    )
    assert [part.number for part in protected("Lingopoint {x} Point") if isinstance(part, Code)] == [1, 2, 3]


def test_protecting_again_changes_nothing() -> None:
    once = protected("At Point Harbour {x} with Lingopoint.")
    assert NAMES.protect(protect(once), UNBOUNDED) == once


@pytest.mark.parametrize("names", [[], [""], [" "]])
def test_without_names_nothing_is_looked_for(names: list[str]) -> None:
    parts = ("Lingopoint reads it.",)
    assert Names(names).protect(parts, UNBOUNDED) is parts
