"""Readings of numbers: the digits with which one text writes what another one writes in its own way."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from lingopoint.ports import Direction

_DIGITS = re.compile(r"\d+")
_BETWEEN_GROUPS = re.compile(r"(?<=\d)[\s.,'’٬](?=(?:\d{2},)*\d{3}(?!\d))")  # 2000 may become 2 000, 150000 1,50,000

_OTHER_CLOCK = re.compile(
    r"\d\s*[ap]\.?\s?m\b|o['’]clock|\bin the (?:morning|afternoon|evening)\b|\bat night\b", re.IGNORECASE
)
"""5:30 p.m. is 17:30 elsewhere, and the other way round."""
_RANGE = re.compile(r"(?<![\d.,:/–-])(\d{1,2})(?::?00)? ?[-–] ?(\d{1,2})(?::?00)?(?![\d.,:/–-])")
_HALF_A_DAY = 12

_DECADE = re.compile(r"(?<!\d)\d(\d)0(?=['’]?s\b|-?er\b|年代|년대|-[а-яіїє])|(?<!\d)\d{2}(\d)0(?=['’]?s\b|-?er\b)")
"""1990s are 90er elsewhere, or années 90."""
_YEARS = re.compile(r"(?<!\d)(19|20)(\d\d)[-–/](?:\1)?(\d\d)(?![\d./-])")
"""2024/25 is 2024-2025 elsewhere."""
_FRACTION = re.compile(r"(?<![\d/])([1-9])/([2458])(?![\d/])")
"""1/2 is 0.5 elsewhere."""
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}

_BUDDHIST_YEARS = 543
_IN_CHARACTERS = {
    **{character: digit for digit, character in enumerate("零一二三四五六七八九")},
    **dict.fromkeys("万萬", 10_000),
    **dict.fromkeys("两兩", 2),
    "〇": 0,
    "十": 10,
    "百": 100,
    "千": 1000,
}
_LARGEST_DIGIT = 9


def plain(text: str) -> str:
    """A text with its fractions in digits."""
    if text.isascii() or _VULGAR.keys().isdisjoint(text):
        return text
    return "".join(f" {_VULGAR[sign]}" if sign in _VULGAR else sign for sign in text)


def runs(text: str) -> Counter[str]:
    """The runs of digits of a text."""
    return Counter(map(digits, _DIGITS.findall(text)))


def together(text: str) -> Counter[str]:
    """The same with the groups of its numbers together: 10000 for 10,000."""
    return runs(_BETWEEN_GROUPS.sub("", text))


def digits(run: str) -> str:
    """Digits of any script, without leading zeros."""
    ascii_only = run if run.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in run)
    return ascii_only.lstrip("0")


def is_on_other_clock(*texts: str) -> bool:
    """Whether hours may be counted to twelve in one of the texts, and to 24 in another."""
    return any(_OTHER_CLOCK.search(text) or any(_falling(text)) for text in texts)


def others(text: str, direction: Direction, *, is_on_other_clock: bool) -> list[tuple[str, str]]:
    """Runs of digits of a text, each with another one that stands for the same elsewhere."""
    found = list(chain(_decades(text), _years(text), _fractions(text)))
    short = [run for run in runs(text) if run and len(run) <= len("2026")]
    if is_on_other_clock:
        found += _hours(map(int, short))
    if "th" in (direction.source, direction.target):
        found += [(run, str(int(run) + years)) for run in short for years in (_BUDDHIST_YEARS, -_BUDDHIST_YEARS)]
    return found


def in_characters(text: str) -> Counter[str]:
    """The numbers that a text writes in Chinese characters, in digits: 1949 for 一九四九, 53 for 五十三."""
    if text.isascii():
        return Counter()
    numerals = (list(run) for is_number, run in groupby(text, _IN_CHARACTERS.__contains__) if is_number)
    return Counter(str(_value([_IN_CHARACTERS[character] for character in run])).lstrip("0") for run in numerals)


def _value(values: list[int]) -> int:
    if len(values) > 1 and max(values) <= _LARGEST_DIGIT:
        return int("".join(map(str, values)))
    total = last = 0
    for value in values:
        if value <= _LARGEST_DIGIT:
            last = value
        elif value == _IN_CHARACTERS["万"]:
            total, last = max(1, total + last) * value, 0
        else:
            total, last = total + max(1, last) * value, 0
    return total + last


def _falling(text: str) -> Iterator[int]:
    """The hours of ranges such as 9-5, which no other number has."""
    for match in _RANGE.finditer(text):
        start, end = int(match[1]), int(match[2])
        if 0 < end < start <= _HALF_A_DAY:
            yield end


def _hours(numbers: Iterable[int]) -> Iterator[tuple[str, str]]:
    for hour in numbers:
        if hour <= 2 * _HALF_A_DAY:
            yield str(hour), str(hour + _HALF_A_DAY if hour <= _HALF_A_DAY else hour - _HALF_A_DAY)


def _decades(text: str) -> Iterator[tuple[str, str]]:
    for match in _DECADE.finditer(text):
        yield match[0], match[0][-2:]


def _years(text: str) -> Iterator[tuple[str, str]]:
    for century, _, end in _YEARS.findall(text):
        yield from ((end, century + end), (century + end, end))


def _fractions(text: str) -> Iterator[tuple[str, str]]:
    for above, below in _FRACTION.findall(text):
        decimals = str(int(above) / int(below)).partition(".")[2]
        yield from ((above, decimals), (below, decimals))
