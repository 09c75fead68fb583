"""How a block of reStructuredText begins, by the patterns of docutils (`docutils.parsers.rst.states.Body`, 0.23)."""

import re
from string import punctuation
from typing import Final

from lingopoint.regex import compile_pattern

NAME: Final = r"(?:(?!_)\w)++(?:[-._+:](?:(?!_)\w)++)*+"
"""A reference name without blanks."""

_ENUM: Final = r"(?:[0-9]++|[a-zA-Z](?![a-zA-Z])|[ivxlcdm]++|[IVXLCDM]++|\#)"
_ARGUMENT: Final = r"(?:[a-zA-Z][a-zA-Z0-9_-]*+|<[^<>]++>)"
_OPTION: Final = rf"(?:[-+][a-zA-Z0-9](?:[ ]?{_ARGUMENT})?|(?:--|/)[a-zA-Z0-9][a-zA-Z0-9_-]*+(?:[ =]{_ARGUMENT})?)"
_FIELD: Final = r":(?![:\ ])(?:[^:\\]|\\.|:(?![\ `]|$))*+(?<!\ ):(?:[ ]+|$)"

START = compile_pattern(
    rf"""
      (?P<quote>[ ])
    | (?P<bullet>[-+*\u2022\u2023\u2043](?:[ ]+|$))
    | (?P<enumerator>(?:\({_ENUM}\)|{_ENUM}[.)])(?:[ ]+|$))
    | (?P<field>{_FIELD})
    | (?P<option>{_OPTION}(?:,[ ]{_OPTION})*(?:[ ][ ]+|[ ]?$))
    | (?P<doctest>>>>(?:[ ]+|$))
    | (?P<verse>\|(?:[ ]+|$))
    | (?P<grid>\+-[-+]+-\+$)
    | (?P<simple>=+(?:[ ]+=+)+$)
    | (?P<explicit>\.\.(?:[ ]+|$))
    | (?P<anonymous>__(?:[ ]+|$))
    """,
    re.VERBOSE,
)
"""What a line may be, told by the name of the group; a line that does not match is text or an adornment."""

FIELD = compile_pattern(_FIELD.replace("[ ]", " "))

_SIGNS: Final = frozenset(punctuation)
_ROMAN = compile_pattern(r"m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
_ROMAN_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_TENS: Final = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ONES: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def is_adornment(line: str) -> bool:
    """Whether a line is one punctuation sign of ASCII, over and over."""
    return line[:1] in _SIGNS and line[:1] != "" and line == line[0] * len(line)


def is_before_literal(text: str) -> bool:
    """Whether a paragraph ends in two colons, so that what is below is literal."""
    before = text.removesuffix("::")
    return before != text and (len(before) - len(before.rstrip("\\"))) % 2 == 0


def is_item(enumerator: str, below: str) -> bool:
    """Whether a line that begins with an enumerator is an item, to judge by the line below it: blank, indented or next.

    `enumerator` is without white space, such as `(a)` or `10.`.
    """
    head, text, tail = _split(enumerator)
    values = list(_ordinals(text))
    if not below[:1].strip():
        return bool(values)
    following = (f"{head}{one}{tail} " for one in [*values, "#"])
    return bool(values) and any(map(below.startswith, following))


def _split(enumerator: str) -> tuple[str, str, str]:
    head = "(" if enumerator.startswith("(") else ""
    return head, enumerator[len(head) : -1], enumerator[-1]


def _ordinals(text: str) -> list[str]:
    """What comes after it in a list, as docutils tells of which kind the list is at its first item; nothing if it is
    none.
    """
    if text == "#":
        return ["#"]
    if text.isdigit():
        return [str(int(text) + 1)] if len(text) < 10 else []
    low = text.lower()
    if len(text) == 1 and low != "i":
        return [chr(ord(text) + 1)] if low != "z" else [""]
    if not _ROMAN.match(low) or (not text.islower() and not text.isupper()):
        return []
    following = _roman(_value(low) + 1)
    return [following if text.islower() else following.upper()]


def _value(roman: str) -> int:
    values = [_ROMAN_VALUES[sign] for sign in roman]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < below else value for value, below in pairs)


def _roman(value: int) -> str:
    result = ""
    for amount, sign in (*_TENS, *_ONES):
        count, value = divmod(value, amount)
        result += sign * count
    return result
