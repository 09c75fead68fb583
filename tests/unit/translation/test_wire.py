"""The grammar: several wires in one text, and a wire read without its document."""

import pytest

from lingopoint.translation.wire import MismatchError, Wire, from_wire, join, most_bytes, read, spell, split, to_wire
from lingopoint.unit import Code, CodeKind, Parts

OPEN, CLOSE = Code(CodeKind.OPEN, 1, b"<strong>"), Code(CodeKind.CLOSE, 1, b"</strong>")
IMAGE = Code(CodeKind.LONE, 2, b"<img>")
NAME = Code(CodeKind.KEEP, 3, None, "{a & b}")
UNIT: Parts = ("Read ", OPEN, "this", CLOSE, IMAGE, " & ", NAME, ".")


def test_the_wire_form_of_every_kind_of_code() -> None:
    assert to_wire(UNIT) == "Read <b>this</b><br> &amp; <a translate=no>{a &amp; b}</a>."


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
        "<a translate=no>{a &amp; b}</a> &lt; <b>lies</b><br>"
    )
    assert spell(("a < b",), ("plain",)) == "a < b"


def test_no_text_is_longer_on_the_wire_than_was_reckoned() -> None:
    many: Parts = tuple(Code(CodeKind.KEEP, number, b"%d" % number, "&") for number in range(1, 200))
    assert len(to_wire(many).encode()) <= most_bytes(many)
    assert len(to_wire(UNIT).encode()) <= most_bytes(UNIT)


def test_plain_wires_are_lines_and_those_with_markup_are_blocks() -> None:
    assert join([Wire("one"), Wire("two")]) == "one\ntwo"
    assert join([Wire("<b>one</b>"), Wire("a &amp; b")]) == "<p><b>one</b></p><p>a &amp; b</p>"
    assert join([Wire("see <b>one</b>")]) == "see <b>one</b>"


def test_lines_may_end_in_either_way() -> None:
    assert split("eins\r\nzwei", PLAIN) == ["eins", "zwei"]


PLAIN = (Wire("one"), Wire("two"))
MARKUP = (Wire("<b>one</b>"), Wire("two<br>"))


@pytest.mark.parametrize("returned", ["eins", "eins\n\nzwei", "eins\nzwei\ndrei", ""])
def test_lines_that_do_not_correspond_are_refused(returned: str) -> None:
    with pytest.raises(MismatchError):
        split(returned, PLAIN)


@pytest.mark.parametrize(
    "returned",
    ["<p>eins</p>", "<p>eins</p><p>zwei</p><p>drei</p>", "<p>eins</p>x<p>zwei</p>", "<p>eins<p>zwei</p>", ""],
)
def test_blocks_that_do_not_correspond_are_refused(returned: str) -> None:
    with pytest.raises(MismatchError):
        split(returned, MARKUP)


def test_blocks_in_other_spellings_are_accepted() -> None:
    assert split("< P >eins</ p>\n <p class=x> zwei </P>", MARKUP) == ["eins", " zwei "]


def test_escaped_text_is_never_sent_as_plain_text() -> None:
    sent = (Wire("salt &amp; pepper"),)
    assert join(sent) == "<p>salt &amp; pepper</p>"
    assert split("<p>sel &amp; poivre</p>", sent) == ["sel &amp; poivre"]


@pytest.mark.parametrize("crept", ["<b> já</b>", "<b>já </b>", "<b> já </b>"])
def test_spaces_that_crept_inside_of_a_pair_are_moved_out(crept: str) -> None:
    unit: Parts = ("Read ", OPEN, "this", CLOSE, " now")
    target = from_wire(f"Leia {crept} agora", unit, to_wire(unit))
    assert target == ("Leia ", OPEN, "já", CLOSE, " agora")
