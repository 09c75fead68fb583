"""The exchange of letters: all of them, nothing else, and back again."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint_local.translate.engines.letters import Letters, exchanged, restored
from lingopoint_local.translate.line import Role, Tag

_ALL = [letter for letter in map(chr, range(0x110000)) if letter.isalpha()]


def test_letters_alone_are_exchanged_and_nothing_is_protected() -> None:
    assert exchanged("Contact {name}: 7 × https://a.example") == "Pbagnpg {anzr}: 7 × uggcf://n.rknzcyr"


def test_every_letter_of_every_script_becomes_another_one_and_no_two_the_same() -> None:
    changed = exchanged("".join(_ALL))
    assert not any(old == new for old, new in zip(_ALL, changed, strict=True))
    assert len(set(changed)) == len(_ALL)
    assert restored(changed) == "".join(_ALL)


def test_a_letter_keeps_its_case_and_the_bytes_that_it_takes() -> None:
    kinds = [(unicodedata.category(letter), len(letter.encode())) for letter in _ALL]
    changed = [(unicodedata.category(letter), len(letter.encode())) for letter in exchanged("".join(_ALL))]
    differ = [letter for letter, old, new in zip(_ALL, kinds, changed, strict=True) if old != new]
    assert len(differ) < 50, differ  # letters that have no neighbour of their kind


@pytest.mark.parametrize("text", ["Привет, мир", "안녕하세요", "مرحبا", "नमस्ते", "你好", "Çé ñ ß"])
def test_scripts_stay(text: str) -> None:
    scripts = [unicodedata.name(sign).split()[0] for sign in text]
    assert [unicodedata.name(sign).split()[0] for sign in exchanged(text)] == scripts


@given(st.text())
def test_what_was_sent_can_be_restored(text: str) -> None:
    assert restored(exchanged(text)) == text


def test_tags_stay_where_they_are() -> None:
    line = ("Press ", Tag("<b>", Role.OPEN, 1, 2), "Enter", Tag("</b>", Role.CLOSE, 2, 1), Tag("<br>", Role.LONE, 3))
    assert Letters().translate([line], "en", "pt") == [("Cerff ", line[1], "Ragre", line[3], line[4])]
