"""What machine translation is known to do to markup, one function a kind of damage: `(text, chance) -> text`.

A text that offers nothing to damage comes back as it is.
"""

import html
import re
from collections.abc import Callable
from itertools import combinations, pairwise
from random import Random

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_INLINE = re.compile(r"</?(?!p\b)[A-Za-z][^<>]*>")
_KEPT = re.compile(r"""(<(\w+)[^<>]*\stranslate=["']?no["']?[^<>]*>)([^<>]+)(</\2>)|\{\w+\}|%\w""")
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)
_WORD = re.compile(r"(?<![\w<&/=#{%])\w+(?![^<>]*>)")
_FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in ".,:;!?(){}%"}

Fault = Callable[[str, Random], str]


def drop_tag(text: str, chance: Random) -> str:
    """One tag is lost."""
    return _at_one(_INLINE, text, chance, lambda _: "")


def double_tag(text: str, chance: Random) -> str:
    """One tag comes twice."""
    return _at_one(_INLINE, text, chance, lambda match: match.group() * 2)


def reorder_tags(text: str, chance: Random) -> str:
    """Two tags change places."""
    return _swapped(text, chance, adjacent=False)


def nest_wrongly(text: str, chance: Random) -> str:
    """Two neighbouring tags change places: ends before beginnings, or pairs that overlap."""
    return _swapped(text, chance, adjacent=True)


def change_placeholder(text: str, chance: Random) -> str:
    """Text that was not to be translated comes back altered."""

    def altered(match: re.Match[str]) -> str:
        if match.group(1):
            return f"{match.group(1)}{match.group(3)}x{match.group(4)}"
        return f"{match.group()[:-1]}x{match.group()[-1]}"

    return _at_one(_KEPT, text, chance, altered)


def add_white_space(text: str, chance: Random) -> str:
    """White space around a tag and within it."""
    return _at_one(_INLINE, text, chance, lambda match: f" {match.group()[:-1]} > ")


def full_width(text: str, chance: Random) -> str:  # noqa: ARG001
    """Punctuation becomes full-width, as in Chinese and Japanese, in placeholders too."""
    pieces = re.split(rf"({_TAG.pattern})", text)
    return "".join(piece if index % 2 else piece.translate(_FULL_WIDTH) for index, piece in enumerate(pieces))


def escape_tag(text: str, chance: Random) -> str:
    """One tag comes back as text: `&lt;b&gt;`."""
    return _at_one(_INLINE, text, chance, lambda match: html.escape(match.group(), quote=False))


def raw_less_than(text: str, chance: Random) -> str:
    """A bare `<` before a word."""
    return _at_one(_WORD, text, chance, lambda match: f"<{match.group()}")


def lose_line(text: str, chance: Random) -> str:
    """One line, or one paragraph, is lost."""
    return _lines(text, chance, lambda lines, place: lines[:place] + lines[place + 1 :])


def double_line(text: str, chance: Random) -> str:
    """One line, or one paragraph, comes twice."""
    return _lines(text, chance, lambda lines, place: [*lines[: place + 1], *lines[place:]])


def merge_lines(text: str, chance: Random) -> str:
    """Two lines, or two paragraphs, come back as one."""

    def merged(lines: list[str], place: int) -> list[str]:
        start = max(0, place - 1)
        both = " ".join(lines[start : start + 2]).replace("</p> <p>", " ")
        return [*lines[:start], both, *lines[start + 2 :]]

    return _lines(text, chance, merged)


def empty(text: str, chance: Random) -> str:  # noqa: ARG001
    """Nothing comes back."""
    return ""


def _at_one(pattern: re.Pattern[str], text: str, chance: Random, change: Callable[[re.Match[str]], str]) -> str:
    found = list(pattern.finditer(text))
    if not found:
        return text
    match = chance.choice(found)
    return text[: match.start()] + change(match) + text[match.end() :]


def _swapped(text: str, chance: Random, adjacent: bool) -> str:
    found = list(_INLINE.finditer(text))
    pairs = pairwise(found) if adjacent else combinations(found, 2)
    different = [(left, right) for left, right in pairs if left.group() != right.group()]
    if not different:
        return text
    left, right = chance.choice(different)
    between = text[left.end() : right.start()]
    return text[: left.start()] + right.group() + between + left.group() + text[right.end() :]


def _lines(text: str, chance: Random, change: Callable[[list[str], int], list[str]]) -> str:
    paragraphs = _PARAGRAPH.findall(text)
    lines = paragraphs or text.split("\n")
    return ("" if paragraphs else "\n").join(change(lines, chance.randrange(len(lines))))


FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        drop_tag,
        double_tag,
        reorder_tags,
        nest_wrongly,
        change_placeholder,
        add_white_space,
        full_width,
        escape_tag,
        raw_less_than,
        lose_line,
        double_line,
        merge_lines,
        empty,
    )
}
"""Every kind of damage by its name."""
