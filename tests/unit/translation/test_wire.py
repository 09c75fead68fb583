"""The grammar: a unit's wire form, and a wire read without its document."""

import pytest

from lingopoint.translation.wire import MismatchError, Wire, from_wire, most_bytes, read, spell, to_wire
from lingopoint.unit import Code, CodeKind, Parts

OPEN, CLOSE = Code(CodeKind.OPEN, 1, b"<strong>"), Code(CodeKind.CLOSE, 1, b"</strong>")
IMAGE = Code(CodeKind.LONE, 2, b"<img>")
NAME = Code(CodeKind.KEEP, 3, None, "{a & b}")
UNIT: Parts = ("Read ", OPEN, "this", CLOSE, IMAGE, " & ", NAME, ".")


def test_the_wire_form_of_every_kind_of_code() -> None:
    assert to_wire(UNIT) == "Read <b>this</b><br> &amp; <span translate=no>{a &amp; b}</span>."


def test_a_wire_is_read_without_its_document() -> None:
    assert read(to_wire(UNIT)) == (
        *("Read ", OPEN._replace(raw=b""), "this", CLOSE._replace(raw=b""), IMAGE._replace(raw=b"")),
        *(" & ", NAME._replace(raw=b""), "."),
    )
    assert read(Wire("plain 5 > 3")) == ("plain 5 > 3",)


@pytest.mark.parametrize("wire", ["a</b>", "<i>a</i>", "<b>a", "a <br id=2>", "a &quot;", '<b class="x">a</b>'])
def test_a_wire_that_no_unit_has_is_not_read(wire: str) -> None:
    with pytest.raises(MismatchError):
        read(Wire(wire))


def test_a_translation_is_spelled_with_the_tags_of_its_source() -> None:
    assert spell((NAME, " < ", OPEN, "lies", CLOSE, IMAGE), UNIT) == (
        "<span translate=no>{a &amp; b}</span> &lt; <b>lies</b><br>"
    )
    assert spell(("a < b",), ("plain",)) == "a < b"


def test_no_text_is_longer_on_the_wire_than_was_reckoned() -> None:
    many: Parts = tuple(Code(CodeKind.KEEP, number, b"%d" % number, "&") for number in range(1, 200))
    assert len(to_wire(many).encode()) <= most_bytes(many)
    assert len(to_wire(UNIT).encode()) <= most_bytes(UNIT)


@pytest.mark.parametrize("crept", ["<b> já</b>", "<b>já </b>"])
def test_spaces_that_crept_inside_of_a_pair_at_the_ends_are_gone(crept: str) -> None:
    unit: Parts = (OPEN, "this", CLOSE)
    assert from_wire(crept, unit, to_wire(unit)) == (OPEN, "já", CLOSE)


@pytest.mark.parametrize("crept", ["<b> já</b>", "<b>já </b>", "<b> já </b>"])
def test_spaces_that_crept_inside_of_a_pair_are_moved_out(crept: str) -> None:
    unit: Parts = ("Read ", OPEN, "this", CLOSE, " now")
    target = from_wire(f"Leia {crept} agora", unit, to_wire(unit))
    assert target == ("Leia ", OPEN, "já", CLOSE, " agora")


def test_a_line_that_came_twice_is_refused() -> None:
    with pytest.raises(MismatchError, match="twice"):
        from_wire("Sr.\nSr.", ("Mr.",), Wire("Mr."))
    assert from_wire("Guten\nTag", ("Good day",), Wire("Good day")) == ("Guten Tag",)
