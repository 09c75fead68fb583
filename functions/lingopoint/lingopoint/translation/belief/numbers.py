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
_TWELVE_HOURS = re.compile(r"\d\s*[ap]\.?\s?m\b", re.IGNORECASE)  # 5:30 p.m. is 17:30 elsewhere
_BETWEEN_GROUPS = re.compile(r"(?<=\d)[\s.,'’](?=\d{3}(?!\d))")  # 2000 may become 2 000
_DIGITS = re.compile(r"\d+")

_IN_WORDS = re.compile(
    r"""\b(?: one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen
        | (?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ies|ieth) | hundreds?|thousands?|millions?|billions?|dozens?
        | a|an|single|double|triple|once|twice|thrice|both|half|pair|couple|quarter|noon|midnight|decade|centur(?:y|ies)
        | first|second|third|\w+th | last|next|yearly|annual )\b
      | (?i:\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday)) """,
    re.VERBOSE | re.IGNORECASE,
)
"""English words that other languages write in digits: numbers, ordinals, months ("9月"), days ("thứ 2")."""
_TELLING_DIGITS = 3
"""So many digits are written for no word, but for a round number."""


def is_number_lost(before: str, after: str, target: str) -> bool:
    """Whether a translation into `target` lacks a number that tells something.

    Long numbers (order numbers, telephone numbers, years) and those made of several (7.5, 10:30) must come back with
    all their digits, in whatever script; not in languages that count years otherwise.
    """
    return (
        target not in _OTHER_CALENDARS
        and _DIGITS.search(before) is not None
        and bool(_telling(before) - (_runs(after) | _runs(_BETWEEN_GROUPS.sub("", after))))
    )


def is_number_new(before: str, after: str, direction: Direction) -> bool:
    """Whether a translation has a number that its source has not, in digits or in words.

    A short number may become a word and a word a short one, but no number another one.
    """
    if direction.target in _OTHER_CALENDARS or _DIGITS.search(after) is None or _TWELVE_HOURS.search(before):
        return False
    sent, came = _runs(before), _runs(after)
    digits = "".join(sent)
    new = [run for run in came - sent if (told := run.rstrip("0")) and told not in digits]
    if not new:
        return False
    if sent - came or any(len(run.rstrip("0")) >= _TELLING_DIGITS for run in new):
        return True
    return direction.source == "en" and not _IN_WORDS.search(before)


def _telling(text: str) -> Counter[str]:
    """The runs of digits that a translation must hold, whatever it puts between them (26.5 may become 26,5)."""
    found = [number for number in _NUMBER.findall(text) if not _GROUPED.fullmatch(number)]
    if found and _TWELVE_HOURS.search(text):
        found = [number for number in found if number.isdecimal()]
    return Counter(_ascii(run) for number in found for run in _DIGITS.findall(number))


def _runs(text: str) -> Counter[str]:
    return Counter(map(_ascii, _DIGITS.findall(text)))


def _ascii(digits: str) -> str:
    """Digits of any script, without leading zeros."""
    plain = digits if digits.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in digits)
    return plain.lstrip("0")
