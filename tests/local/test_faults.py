"""Each kind of damage does what its name says, the same for the same seed, and never chokes."""

import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint_local.translate.faults import FAULTS

_PARAGRAPHS = "<p>Hi <b>you</b>, <i translate=no>{name}</i>.</p><p>two <i id=3>x</i></p>"
_SIGNS = '<p id=1>-  Say "hi",  see [a](b) ${x}</p><p id=2>to <span translate=no>{y}</span>, please</p>'


def _damaged(fault: str, text: str = _PARAGRAPHS) -> set[str]:
    return {FAULTS[fault](text, Random(seed)) for seed in range(60)}


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_damage_is_always_visible(fault: str) -> None:
    assert _PARAGRAPHS not in _damaged(fault) or _SIGNS not in _damaged(fault, _SIGNS)


@pytest.mark.parametrize(
    ("fault", "example"),
    [
        ("drop_tag", _PARAGRAPHS.replace("</b>", "")),
        ("double_tag", _PARAGRAPHS.replace("<b>", "<b><b>")),
        ("nest_wrongly", _PARAGRAPHS.replace("<b>you</b>", "</b>you<b>")),
        ("reorder_tags", _PARAGRAPHS.replace("<b>", "#").replace("<i id=3>", "<b>").replace("#", "<i id=3>")),
        ("change_placeholder", _PARAGRAPHS.replace("{name}", "{name}x")),
        ("add_white_space", _PARAGRAPHS.replace("</b>", " </b > ")),
        ("escape_tag", _PARAGRAPHS.replace("<b>", "&lt;b&gt;")),
        ("full_width", _PARAGRAPHS.replace(", ", "， ").replace("{name}", "｛name｝").replace(".", "．")),
        ("raw_less_than", _PARAGRAPHS.replace("two", "<two")),
        ("lose_line", "<p>two <i id=3>x</i></p>"),
        ("double_line", _PARAGRAPHS + "<p>two <i id=3>x</i></p>"),
        ("merge_lines", _PARAGRAPHS.replace("</p><p>", " ")),
        ("empty", ""),
        ("space_after_protected", _PARAGRAPHS.replace("</i>.", "</i> .")),
        ("lose_space_before_protected", _PARAGRAPHS.replace(", <i", ",<i")),
        ("lose_space_before_element", _PARAGRAPHS.replace("two <i", "two<i")),
        ("reorder_lines", "<p>two <i id=3>x</i></p><p>Hi <b>you</b>, <i translate=no>{name}</i>.</p>"),
        ("repeat_tail", _PARAGRAPHS.replace("x</i>", "x</i>Hi <b>you</b>, <i translate=no>{name}</i>.")),
        ("add_full_stop", _PARAGRAPHS.replace("x</i>", "x</i>.")),
    ],
)
def test_what_the_damage_looks_like(fault: str, example: str) -> None:
    assert example in _damaged(fault)


@pytest.mark.parametrize(
    ("fault", "example"),
    [
        ("curly_quotes", _SIGNS.replace('"hi"', "“hi”")),
        ("collapse_spaces", _SIGNS.replace("-  Say", "- Say")),
        ("lose_dash", _SIGNS.replace("-  Say", "Say")),
        ("space_in_link", _SIGNS.replace("](", "] (")),
        ("space_in_placeholder", _SIGNS.replace("${x}", "$ {x}")),
        ("merge_lines", _SIGNS.replace("</p><p id=2>", " ")),
    ],
)
def test_what_happens_to_signs(fault: str, example: str) -> None:
    assert example in _damaged(fault, _SIGNS)


def test_a_token_of_the_service_comes_out_for_a_protected_element() -> None:
    for damaged in _damaged("dnt_token"):
        assert re.fullmatch(r"<p>Hi <b>you</b>, DNT_[A-Z]{28}\.</p><p>two <i id=3>x</i></p>", damaged)


def test_protected_placeholders_stay_in_one_piece() -> None:
    assert _damaged("space_in_placeholder", _PARAGRAPHS) == {_PARAGRAPHS}


def test_lines_without_paragraphs_are_lines() -> None:
    assert _damaged("lose_line", "one\ntwo") == {"one", "two"}
    assert _damaged("merge_lines", "one\ntwo") == {"one two"}
    assert _damaged("reorder_lines", "one\ntwo\nthree") == {"three\none\ntwo"}
    assert _damaged("repeat_tail", "one\ntwo") == {"one\ntwoone"}
    assert _damaged("add_full_stop", "one\ntwo.") == {"one.\ntwo."}
    assert _damaged("lose_dash", "- one\n-two") == {"one\n-two"}


@given(st.sampled_from(sorted(FAULTS)), st.text("<>/pbi =\n{}a%&", max_size=60), st.integers())
def test_any_text_can_be_damaged_repeatably(fault: str, text: str, seed: int) -> None:
    assert FAULTS[fault](text, Random(seed)) == FAULTS[fault](text, Random(seed))
