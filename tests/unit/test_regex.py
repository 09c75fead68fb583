import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint.regex import atomic, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "spelled"),
    [
        ("(?:a|b)*+c", "(?>(?:a|b)*)c"),
        ("(a)++(?:b)?+", "(?>(a)+)(?>(?:b)?)"),
        ("(?:a(?:b)*+){2,3}+", "(?>(?:a(?>(?:b)*)){2,3})"),
        (r"\(a\)*+[)(]++", r"\(a\)*+[)(]++"),
        ("[]()]*+(?:a)*", "[]()]*+(?:a)*"),
        (r"[^\]]++(?:x)+", r"[^\]]++(?:x)+"),
    ],
)
def test_possessive_groups_are_spelled_as_atomic_ones(pattern: str, spelled: str) -> None:
    assert atomic(pattern) == spelled


def test_comments_are_left_alone() -> None:
    assert atomic("(?:a)*+ # (?:b)*+\n(c)", re.VERBOSE) == "(?>(?:a)*) # (?:b)*+\n(c)"


@pytest.mark.parametrize("pattern", [r"(?:[^*]++|\*(?!/))*+\*/", r"(?:a(?=b)b)*+ac", r"(?:x(?:a(?!c)|b)++)*+y"])
@given(text=st.text("abcxy*/", max_size=12))
def test_both_spellings_match_the_same(pattern: str, text: str) -> None:
    expected = [match.span() for match in re.finditer(atomic(pattern), text)]
    assert [match.span() for match in compile_pattern(pattern).finditer(text)] == expected
    assert [match.span() for match in compile_pattern(pattern.encode()).finditer(text.encode())] == expected
