"""Numbers: whether those of a text are in its translation, and no others."""

import re
import unicodedata
from collections import Counter

from lingopoint.ports import Direction

# Languages whose texts commonly count years in another calendar, so that a year may rightly change.
_OTHER_CALENDARS = frozenset({"am", "fa", "fa-AF", "ja", "ps", "th"})

# Order numbers, telephone numbers, years; and what is made of several numbers: 7.5, 26/11/2026, 192.0.2.1, 10:30.
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)+|\d{4,}")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")  # 10,000 may become 10 mil
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}")  # its month may become a word
_OTHER_CLOCK = re.compile(
    r"\d\s*[ap]\.?\s?m\b|o['’]clock|\bin the (?:morning|afternoon|evening)\b|\bat night\b", re.IGNORECASE
)
"""5:30 p.m. is 17:30 elsewhere, and the other way round."""
_SCALED = re.compile(
    r"\d[^\w]?(?:[kmb]\b|milli|billi|trilli|tril|mrd|mld|thousand|hundred|lakh|crore|लाख|करोड़|लाख|млн|млрд|тыс|[万萬亿億兆만억조])",
    re.IGNORECASE,
)
"""1.2 million is 120万, and 1.2 Mio. or 1,2 млн elsewhere."""
_IN_CHARACTERS = re.compile("[〇零一二三四五六七八九十百千]")
"""Chinese and Japanese write numbers in these, and other languages in digits."""
_FRACTION = re.compile("[¼½¾⅓⅔⅛]")
_BETWEEN_GROUPS = re.compile(r"(?<=\d)[\s.,'’](?=(?:\d{2},)*\d{3}(?!\d))")  # 2000 may become 2 000, 150000 1,50,000
_DIGITS = re.compile(r"\d+")

_IN_WORDS = re.compile(
    r"""\b(?: one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen
        | (?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ies|ieth) | hundreds?|thousands?|millions?|billions?|dozens?
        | a|an|single|double|triple|once|twice|thrice|both|half|pair|couple|quarter|noon|midnight|decade|centur(?:y|ies)
        | first|second|third|\w+th | last|next|yearly|annual|daily|weekly|monthly|quarterly|fortnightly|per|ground )\b
      | \b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)
      | \b(?:mon|tues|wednes|thurs|fri|satur|sun)day
      | (?-i:\b(?:[IVX]{2,}|[VX])\b) """,
    re.VERBOSE | re.IGNORECASE,
)
"""English words that other languages write in digits: numbers, ordinals, months ("9月"), days ("thứ 2"), Roman ones."""
_MOST_MONTHS = 12
_TELLING_DIGITS = 3
"""So many digits are written for no word, but for a round number."""


def is_number_lost(before: str, after: str, direction: Direction) -> bool:
    """Whether a translation lacks a number that tells something.

    Long numbers (order numbers, telephone numbers, years) and those made of several (7.5, 10:30) must come back with
    all their digits, in whatever script; not between languages that count years otherwise.
    """
    return bool(lost_numbers(before, after, direction))


def lost_numbers(before: str, after: str, direction: Direction) -> Counter[str]:
    """The digits of the numbers that `is_number_lost` misses."""
    if _DIGITS.search(before) is None or _is_counted_otherwise(before, after, direction):
        return Counter()
    return _telling(before, after) - (_runs(after) | _runs(_together(after)))


def is_number_new(before: str, after: str, direction: Direction) -> bool:
    """Whether a translation has a number that its source has not, in digits or in words.

    A short number may become a word and a word a short one, but no number another one.
    """
    if _DIGITS.search(after) is None or _is_counted_otherwise(before, after, direction):
        return False
    if _is_on_other_clock(before, after) or _IN_CHARACTERS.search(before):
        return False
    sent, came = _runs(before) | _runs(_together(before)), _runs(_together(after))
    new = came.keys() - sent.keys() - {""}
    if not new:
        return False
    if sent - came or any(len(run.rstrip("0")) >= _TELLING_DIGITS for run in new):
        return True
    return direction.source == "en" and not _IN_WORDS.search(before)


def _is_counted_otherwise(before: str, after: str, direction: Direction) -> bool:
    """Whether years, or large numbers, may rightly have other digits."""
    if not _OTHER_CALENDARS.isdisjoint((direction.source, direction.target)):
        return True
    return _SCALED.search(before) is not None or _SCALED.search(after) is not None


def _is_on_other_clock(before: str, after: str) -> bool:
    return _OTHER_CLOCK.search(before) is not None or _OTHER_CLOCK.search(after) is not None


def _telling(before: str, after: str) -> Counter[str]:
    """The runs of digits that a translation must hold, whatever it puts between them (26.5 may become 26,5)."""
    found = [number for number in _NUMBER.findall(before) if not _GROUPED.fullmatch(number)]
    if found and (_is_on_other_clock(before, after) or _FRACTION.search(after)):
        found = [number for number in found if number.isdecimal()]
    return Counter(run for number in found for run in _required(number) if run)


def _required(number: str) -> list[str]:
    """The runs of a number that must come back: of a date those that can be no month."""
    runs = list(map(_ascii, _DIGITS.findall(number)))
    if not _DATE.fullmatch(number):
        return runs
    return [run for run in runs if len(run) > 2 or int(run or 0) > _MOST_MONTHS]


def _together(text: str) -> str:
    """A text with the groups of its numbers together: 10000 for 10,000."""
    return _BETWEEN_GROUPS.sub("", text)


def _runs(text: str) -> Counter[str]:
    return Counter(map(_ascii, _DIGITS.findall(text)))


def _ascii(digits: str) -> str:
    """Digits of any script, without leading zeros."""
    plain = digits if digits.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in digits)
    return plain.lstrip("0")
