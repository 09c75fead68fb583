"""Evidence: how far two texts look like a text and its translation, whatever the languages.

A translator may do anything to words, but a long sentence stays longer than its neighbours, a question a question, and
numbers, names and codes mostly stand in both. The weights are natural logarithms of odds, fitted by logistic regression
on human translations into 68 languages, each beside another one of the same catalogue (`python -m bench belief`).
"""

import math
import re
from functools import lru_cache
from typing import NamedTuple

_RUN = re.compile(r"\d+")
_NAME = re.compile(
    r"(?<![A-Za-z0-9])(?=[A-Z]{2}|[A-Za-z]+[0-9]|[0-9]++[A-Za-z]|[A-Za-z]*[a-z][A-Z]|[A-Za-z]++[._/@][A-Za-z])"
    r"[A-Za-z0-9]++(?:[._/@][A-Za-z0-9]++)*+"
)
"""Codes, acronyms, CamelCase, names of files and hosts: NASA, A4, GitHub, example.org."""
_NUMBER_OR_NAME = re.compile(r"\d|[A-Z]{2}|[a-z][A-Z]|[A-Za-z][._/@][A-Za-z]")
"""Found in any text that has either, and in few others."""
_LATIN_WORD = re.compile(r"[a-z\u00df-\u024f]{4}(?=[a-z\u00df-\u024f])")
"""The beginning of a word of five letters or more, in lower case: what related languages share of a word."""

_ENDS = {
    **dict.fromkeys(".。．।۔։", "."),
    **dict.fromkeys("?？؟;", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(')）]」"”»', ")"),
    "…": "…",
}
_TELLING_ENDS = {"?", "!", ":"}

_SAME_TEXT = 1.2
_LENGTH, _LENGTH_SQUARED = -1.0, -0.3
_SAME_END, _OTHER_END, _OTHER_TELLING_END = 0.9, -1.7, -1.2
_NUMBER_KEPT, _NUMBER_LOST, _NUMBER_NEW = 2.5, -2.1, -1.3
_NAME_KEPT, _NAME_LOST, _NAME_NEW = 2.2, -0.7, -1.3
_WORD_SHARED = 1.8
_BRACKETS_KEPT, _BRACKET_LOST = 1.8, -0.3
_LETTERS = 4
"""Added to lengths, so that a few letters of very short texts say little."""

_SHORT = 4
"""So few letters are no word in the sense of `_LATIN_WORD`."""

_NONE: frozenset[str] = frozenset()


class Traits(NamedTuple):
    """What of a text may be seen in its translation too. `size` is in characters."""

    size: int
    end: str
    numbers: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    brackets: int


def traits(text: str) -> Traits:
    """The traits of a text that is not empty."""
    size, end, numbers, names = len(text), _ENDS.get(text[-1], ""), _NONE, _NONE
    if end == "." and text.endswith("..."):
        end = "…"
    if _NUMBER_OR_NAME.search(text) is not None:
        numbers = frozenset([str(int(run)) for run in _RUN.findall(text) if len(run) < 20])
        names = frozenset([name.lower() for name in _NAME.findall(text)])
    words = frozenset(_LATIN_WORD.findall(text.lower())) if size > _SHORT else _NONE
    return Traits(size, end, numbers, names, words, text.count("(") + text.count("（"))


def fit(source: Traits, target: Traits, ratio: float) -> float:
    """How much likelier `target` is the translation of `source` than of another text: the logarithm of the odds.

    `ratio` is how long texts of this target language are, for a source of length 1.
    """
    size, end, numbers, names, words, brackets = source
    other_size, other_end, other_numbers, other_names, other_words, other_brackets = target
    odds = _of_form(size * ratio + _LETTERS, other_size + _LETTERS, end, other_end)
    if numbers or other_numbers:
        both = len(numbers & other_numbers)
        odds += _of_numbers(both, len(numbers) - both, len(other_numbers) - both)
    if names or other_names:
        both = len(names & other_names)
        odds += _of_names(both, len(names) - both, len(other_names) - both)
    if words and not words.isdisjoint(other_words):
        odds += _WORD_SHARED * min(4, len(words & other_words))
    if brackets or other_brackets:
        odds += _BRACKETS_KEPT if brackets == other_brackets else _BRACKET_LOST * min(2, abs(brackets - other_brackets))
    return odds


def deviation(expected: float, found: int) -> float:
    """The difference of a length from the expected one in standard deviations, which are larger for short texts."""
    return _deviation(expected + _LETTERS, found + _LETTERS)


def _deviation(expected: float, found: int) -> float:
    return math.log(found / expected) / math.sqrt(0.03 + 1.2 / expected)


@lru_cache(4096)  # a document has texts of few lengths, and of few ends
def _of_form(expected: float, found: int, end: str, other_end: str) -> float:
    away = abs(_deviation(expected, found))
    odds = _SAME_TEXT + _LENGTH * min(away, 8) + _LENGTH_SQUARED * min(away * away, 40)
    if end == other_end:
        return odds + _SAME_END * (end != "")
    is_telling = end in _TELLING_ENDS or other_end in _TELLING_ENDS
    return odds + _OTHER_END + _OTHER_TELLING_END * is_telling


@lru_cache
def _of_numbers(both: int, lost: int, new: int) -> float:
    return _NUMBER_KEPT * min(2, both) + _NUMBER_LOST * min(2, lost) + _NUMBER_NEW * min(2, new)


@lru_cache
def _of_names(both: int, lost: int, new: int) -> float:
    return _NAME_KEPT * min(2, both) + _NAME_LOST * min(2, lost) + _NAME_NEW * min(2, new)
