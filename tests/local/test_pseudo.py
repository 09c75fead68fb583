"""Pseudo-translation: readable, longer, and no letter as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint_local.translate.engines.pseudo import pseudo
from lingopoint_local.translate.line import Role, Tag, tags

_LETTERS = st.characters(categories=["Lu", "Ll", "Lt", "Lo", "Lm"])


def _text(source: str) -> str:
    (result,) = pseudo((source,))
    return str(result)


def test_a_string_is_accented_lengthened_and_bracketed() -> None:
    assert _text("Contact us") == "[Çööñţååçţ ůůš]"


@given(_LETTERS)
def test_every_letter_of_every_script_becomes_something_else(letter: str) -> None:
    assert letter not in _text(letter).removeprefix("[").removesuffix("]")[:1]


@pytest.mark.parametrize(
    "source", ["Привет мир", "你好世界", "한국어 텍스트", "مرحبا بالعالم", "नमस्ते", "Çööñţååçţ ůůš"]
)
def test_no_letter_stays_in_its_place(source: str) -> None:
    changed = _text(source).removeprefix("[").removesuffix("]")
    letters = [letter for letter in source if letter.isalpha()]
    assert not any(old == new for old, new in zip(letters, filter(str.isalpha, changed), strict=False))


@pytest.mark.parametrize(
    "kept",
    [
        "{name}",
        "{{ user.name }}",
        "${HOME}",
        "{0:>8}",
        "%s",
        "%(count)d",
        "%1$s",
        "https://example.com/a?b=c",
        "me@example.com",
    ],
)
def test_placeholders_and_addresses_are_kept(kept: str) -> None:
    assert _text(f"Hello {kept} there") == f"[Ħééļļöö {kept} ţħééŕéé]"


def test_tags_are_kept_in_place() -> None:
    line = ("Press ", Tag("<b>", Role.OPEN, 1, 2), "Enter", Tag("</b>", Role.CLOSE, 2, 1), Tag("<br>", Role.LONE, 3))
    assert list(tags(pseudo(line))) == list(tags(line))


@given(st.text(st.characters(categories=["Nd", "Po", "Sm", "Zs"])))
def test_text_without_letters_is_left_alone(source: str) -> None:
    assert pseudo((source,)) == (source,)
