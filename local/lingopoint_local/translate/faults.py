"""What machine translation is known to do to text and markup, one function a kind of damage: `(text, chance) -> text`.

A text that offers nothing to damage comes back as it is. From `space_after_protected` on it is what Amazon Translate
was seen to do: recorded by others, or repaired in code that they ship.
"""

import html
import re
from collections.abc import Callable
from itertools import combinations, pairwise
from random import Random

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_INLINE = re.compile(r"</?(?!p\b)[A-Za-z][^<>]*>")
_KEPT = re.compile(r"""(<(\w+)[^<>]*\stranslate=["']?no["']?[^<>]*>)([^<>]+)(</\2>)|\{\w+\}|%\w""")
_PROTECTED = re.compile(r"""<(\w+)[^<>]*\stranslate=["']?no["']?[^<>]*>[^<>]+</\1>""")
_PARAGRAPH = re.compile(r"(<p\b[^<>]*>)(.*?)(</p>)", re.DOTALL)
_BETWEEN_PARAGRAPHS = re.compile(r"</p> <p\b[^<>]*>")
_WORD = re.compile(r"(?<![\w<&/=#{%])\w+(?![^<>]*>)")
_BARE_PLACEHOLDER = re.compile(r"(?<![>$#%{])[$#%]?\{\W?(?=\w)")
_STRAIGHT_QUOTES = re.compile(r"""(?<!\w)(["'])(?=\w)([^"'<>\n]*)\1""")
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


def full_width(text: str, chance: Random) -> str:  # noqa: ARG001  as all faults have it
    """Punctuation becomes full-width, as in Chinese and Japanese, in placeholders too."""
    return _outside_of_tags(text, lambda piece: piece.translate(_FULL_WIDTH))


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
        both = _BETWEEN_PARAGRAPHS.sub(" ", " ".join(lines[start : start + 2]))
        return [*lines[:start], both, *lines[start + 2 :]]

    return _lines(text, chance, merged)


def empty(text: str, chance: Random) -> str:  # noqa: ARG001  as all faults have it
    """Nothing comes back."""
    return ""


def space_after_protected(text: str, chance: Random) -> str:
    """A space between a protected element and the character after it."""
    return _at_one(re.compile(rf"{_PROTECTED.pattern}(?=[^\s<])"), text, chance, lambda match: f"{match.group()} ")


def lose_space_before_protected(text: str, chance: Random) -> str:
    """The space before a protected element is lost."""
    return _at_one(re.compile(rf"[ ](?={_PROTECTED.pattern})"), text, chance, lambda _: "")


def lose_space_before_element(text: str, chance: Random) -> str:
    """The space before an inline element is lost."""
    return _at_one(re.compile(rf"[ ](?=<(?!/){_INLINE.pattern[3:]})"), text, chance, lambda _: "")


def dnt_token(text: str, chance: Random) -> str:
    """A protected element is lost, and a token of the service's own comes out in its place."""
    token = "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=28))
    return _at_one(_PROTECTED, text, chance, lambda _: f"DNT_{token}")


def reorder_lines(text: str, chance: Random) -> str:
    """The last line, or paragraph, comes first."""
    return _lines(text, chance, lambda lines, _: [*lines[-1:], *lines[:-1]])


def repeat_tail(text: str, chance: Random) -> str:
    """The last line is followed, without a space, by the line before it."""
    return _lines(
        text, chance, lambda lines, _: [*lines[:-1], _with_content(lines[-1], "".join(map(_content, lines[-1:-3:-1])))]
    )


def lose_dash(text: str, chance: Random) -> str:
    """The dash before a line is gone."""
    return _at_one(re.compile(r"(?m)(?:^|(?<=>))- +"), text, chance, lambda _: "")


def add_full_stop(text: str, chance: Random) -> str:
    """A full stop after a line, or a paragraph, that ends in a word."""
    return _at_one(re.compile(r"(?m)(?<=\w)(?:</[^p<>]*>)*(?=$|</p>)"), text, chance, lambda match: f"{match.group()}.")


def curly_quotes(text: str, chance: Random) -> str:  # noqa: ARG001  as all faults have it
    """Straight quotes become curly."""
    return _outside_of_tags(text, lambda piece: _STRAIGHT_QUOTES.sub(r"“\2”", piece))


def collapse_spaces(text: str, chance: Random) -> str:
    """Two spaces become one."""
    return _at_one(re.compile("  +"), text, chance, lambda _: " ")


def space_in_link(text: str, chance: Random) -> str:
    """A space between the two halves of a Markdown link."""
    return _at_one(re.compile(r"\]\("), text, chance, lambda _: "] (")


def space_in_placeholder(text: str, chance: Random) -> str:
    """Spaces between the signs of a placeholder that is not protected."""
    return _at_one(_BARE_PLACEHOLDER, text, chance, lambda match: " ".join(match.group()))


def _outside_of_tags(text: str, change: Callable[[str], str]) -> str:
    pieces = re.split(rf"({_TAG.pattern})", text)
    return "".join(piece if index % 2 else change(piece) for index, piece in enumerate(pieces))


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
    paragraphs = [match.group() for match in _PARAGRAPH.finditer(text)]
    lines = paragraphs or text.split("\n")
    return ("" if paragraphs else "\n").join(change(lines, chance.randrange(len(lines))))


def _content(line: str) -> str:
    """A line, or what a paragraph holds."""
    paragraph = _PARAGRAPH.fullmatch(line)
    return paragraph[2] if paragraph else line


def _with_content(line: str, content: str) -> str:
    paragraph = _PARAGRAPH.fullmatch(line)
    return f"{paragraph[1]}{content}{paragraph[3]}" if paragraph else content


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
        space_after_protected,
        lose_space_before_protected,
        lose_space_before_element,
        dnt_token,
        reorder_lines,
        repeat_tail,
        lose_dash,
        add_full_stop,
        curly_quotes,
        collapse_spaces,
        space_in_link,
        space_in_placeholder,
    )
}
"""Every kind of damage to a translation, by its name."""

ECHO = "echo"
"""The name of one more: what was sent comes back untranslated."""
