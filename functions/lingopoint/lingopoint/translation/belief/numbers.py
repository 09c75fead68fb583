"""Numbers: whether those of a text are in its translation, and no others."""

import re
from collections import Counter

from lingopoint.ports import Direction
from lingopoint.translation.belief.readings import (
    digits,
    in_characters,
    is_on_other_clock,
    others,
    plain,
    runs,
    together,
)
from lingopoint.translation.belief.words import IN_WORDS, THOUSANDS

# Languages whose texts commonly have dates of another calendar, so that years and days may rightly change.
_OTHER_CALENDARS = frozenset({"am", "fa", "fa-AF", "ps"})
_ERA = re.compile("令和|平成|昭和|大正|明治|民國|民国")

# Order numbers, telephone numbers, years; and what is made of several numbers: 7.5, 26/11/2026, 192.0.2.1, 10:30.
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)+|\d{4,}")
_DIGIT, _DIGITS = re.compile(r"\d"), re.compile(r"\d+")
_OF_SHORT_ONES = re.compile(r"\d{1,2}[/-]\d{1,2}|\d{1,2}:00")  # 24/7, 2-3 days, 10:00 may all be said in words
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")  # 10,000 may become 10 mil
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")  # its month may become a word
_DAY_AND_MONTH = re.compile(r"(?<![\d.,:/-])(?:[0-2]?\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?!\d)")  # not in English
_DECADE = re.compile(r"(?<!\d)\d{2,3}0(?=['’]?s\b|-?er\b)")  # may be années 90; and 1000s are thousands
_TIME = re.compile(r"\d{1,2}[.:]\d{2}")
_SCALED = re.compile(
    r"\d[^\w]?(?:[kmb]\b|milli|billi|trilli|tril|mrd|mld|thousand|hundred|lakh|crore|लाख|करोड़|लाख|млн|млрд|тыс|[千万萬億亿兆천만억조])",
    re.IGNORECASE,
)
"""1.2 million is 120万, and 1.2 Mio. or 1,2 млн elsewhere."""
_MOST_OF_A_ROUND_ONE = 2
_IN_CHARACTERS = re.compile("[〇零一二三四五六七八九十百千]")
"""Chinese and Japanese write numbers in these, and other languages in digits."""
_FRACTION = re.compile("[¼½¾⅓⅔⅛]")

_COUNTING_ONE = frozenset({"ja", "ko", "zh", "zh-TW"})
"""Languages that count what others only name: `each` is 1つずつ, `alone` 1人で."""
_MOST_MONTHS = 12
_NONE: Counter[str] = Counter()
_TELLING_DIGITS = 3
"""So many digits are written for no word, but for a round number."""


def is_number_lost(before: str, after: str, direction: Direction) -> bool:
    """Whether a translation lacks a number that tells something.

    Long numbers (order numbers, telephone numbers, years) and those made of several (7.5, 10:30) must come back with
    all their digits, in whatever script, or as the target language writes them; not between languages that count years
    otherwise.
    """
    return bool(lost_numbers(before, after, direction))


def lost_numbers(before: str, after: str, direction: Direction) -> Counter[str]:
    """The digits of the numbers that `is_number_lost` misses."""
    before = plain(before)
    if _DIGIT.search(before) is None or _has_same_digits(before, after):
        return _NONE
    if runs(before) == runs(after) or _is_counted_otherwise(before, after, direction):
        return _NONE
    telling = _telling(before, after, direction)
    missed = telling - runs(after)
    return missed and telling - _readings(before, after, direction)


def is_number_new(before: str, after: str, direction: Direction) -> bool:
    """Whether a translation has a number that its source has not, in digits or in words.

    A short number may become a word and a word a short one, but no number another one.
    """
    if _DIGIT.search(after) is None or _has_same_digits(before, after):
        return False
    if _is_counted_otherwise(before, after, direction):
        return False
    before = plain(before)
    if runs(after).keys() <= runs(before).keys() or _IN_CHARACTERS.search(before):
        return False
    sent, came = _readings(after, before, direction), _readings(before, after, direction)
    new = min((runs(after).keys() - sent, together(after).keys() - sent), key=len) - {""}
    new -= {run for run, other in _others(after, before, direction) if other in runs(before)}
    if not new:
        return False
    missing = min((runs(before).keys() - came, together(before).keys() - came), key=len) - {""}
    if missing or any(len(run.rstrip("0")) >= _TELLING_DIGITS for run in new):
        return True
    if new == {"1"} and direction.target in _COUNTING_ONE:
        return False
    return direction.source == "en" and not IN_WORDS.search(before)


def _has_same_digits(before: str, after: str) -> bool:
    """Whether the very same digits stand in both: in most texts, and quickly told."""
    return _DIGITS.findall(before) == _DIGITS.findall(after)


def _readings(other: str, text: str, direction: Direction) -> Counter[str]:
    """All runs of digits that stand for a number of `text`, beside `other`, in one way of writing or another."""
    found = runs(text) | together(text) | in_characters(text)
    return found | Counter(reading for _, reading in _others(text, other, direction))


def _others(text: str, other: str, direction: Direction) -> list[tuple[str, str]]:
    return others(text, direction, is_on_other_clock=is_on_other_clock(text, other))


def _is_counted_otherwise(before: str, after: str, direction: Direction) -> bool:
    """Whether years, or large numbers, may rightly have other digits."""
    if not _OTHER_CALENDARS.isdisjoint((direction.source, direction.target)):
        return True
    return any(search(text) for text in (before, after) for search in (_SCALED.search, _ERA.search))


def _telling(before: str, after: str, direction: Direction) -> Counter[str]:
    """The runs of digits that a translation must hold, whatever it puts between them (26.5 may become 26,5)."""
    if direction.source != "en":
        before = _DAY_AND_MONTH.sub(" ", before)
    found = [number for number in _NUMBER.findall(_DECADE.sub(" ", before)) if not _OF_SHORT_ONES.fullmatch(number)]
    if found and is_on_other_clock(before, after):
        found = [number for number in found if not _TIME.fullmatch(number)]
    if found and _FRACTION.search(after):
        found = [number for number in found if number.isdecimal()]
    came = runs(after)
    if found and THOUSANDS.search(after):
        found = [number for number in found if not _is_round(number)]
        came.clear()
    return Counter(run for number in found for run in _required(number, came) if run)


def _is_round(number: str) -> bool:
    return number.isdecimal() and number.endswith("00") and len(number.rstrip("0")) <= _MOST_OF_A_ROUND_ONE


def _required(number: str, came: Counter[str]) -> list[str]:
    """The runs of a number that must come back: of a date those that can be no month.

    A number in groups may be said in words, so nothing is required of it, but that it is not cut: 1,500 is not 500, nor
    10,000 ten. `came` are the runs that cannot belong to such words.
    """
    found = list(map(digits, _DIGITS.findall(number)))
    if _GROUPED.fullmatch(number):
        return [] if came.keys().isdisjoint(filter(None, found)) else [digits("".join(_DIGITS.findall(number)))]
    if not _DATE.fullmatch(number):
        return found
    return [run for run in found if len(run) > 2 or int(run or 0) > _MOST_MONTHS]
