"""Each kind of damage does what its name says, the same for the same seed, and never chokes."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint_local.translate.faults import FAULTS

_PARAGRAPHS = "<p>Hi <b>you</b>, <i translate=no>{name}</i>.</p><p>two <i id=3>x</i></p>"


def _damaged(fault: str, text: str = _PARAGRAPHS) -> set[str]:
    return {FAULTS[fault](text, Random(seed)) for seed in range(60)}


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_damage_is_always_visible(fault: str) -> None:
    assert _PARAGRAPHS not in _damaged(fault)


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
    ],
)
def test_what_the_damage_looks_like(fault: str, example: str) -> None:
    assert example in _damaged(fault)


def test_lines_without_paragraphs_are_lines() -> None:
    assert _damaged("lose_line", "one\ntwo") == {"one", "two"}
    assert _damaged("merge_lines", "one\ntwo") == {"one two"}


@given(st.sampled_from(sorted(FAULTS)), st.text("<>/pbi =\n{}a%&", max_size=60), st.integers())
def test_any_text_can_be_damaged_repeatably(fault: str, text: str, seed: int) -> None:
    assert FAULTS[fault](text, Random(seed)) == FAULTS[fault](text, Random(seed))
