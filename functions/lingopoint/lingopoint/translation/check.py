"""Checking: whether what came back is a segment's translation, by its codes and as text."""

import re
import unicodedata
from collections import Counter

from lingopoint.translation.segment import Segment
from lingopoint.translation.spaces import like_source
from lingopoint.translation.wire import MismatchError, from_wire
from lingopoint.unit import Parts

# Languages whose texts commonly count years in another calendar, so that a year may rightly change.
_OTHER_CALENDARS = frozenset({"am", "fa", "fa-AF", "ja", "ps", "th"})

# Order numbers, telephone numbers, years; and what is made of several numbers: 7.5, 26/11/2026, 192.0.2.1, 10:30.
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)+|\d{4,}")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")  # 10,000 may become 10 mil
_TWELVE_HOURS = re.compile(r"\d\s*[ap]\.?\s?m\b", re.IGNORECASE)  # 5:30 p.m. is 17:30 elsewhere
_DIGITS = re.compile(r"\d+")


def accept(segment: Segment, returned: str, language: str) -> bool:
    """Whether `returned` is the segment's translation into `language`; then it becomes its target."""
    try:
        segment.target = check(segment, returned, language)
    except MismatchError:
        return False
    return True


def check(segment: Segment, returned: str, language: str) -> Parts:
    """The translation that `returned` spells.

    Raises MismatchError for one that has other codes, lost its text, gained markup or changed a number. Long numbers
    (order numbers, telephone numbers, years) and those made of several (7.5, 10:30) must come back with all their
    digits, in whatever script; not in languages that count years otherwise.
    """
    target = like_source(from_wire(returned, segment.parts, segment.wire), segment.parts, language)
    before, after = _text(segment.parts), _text(target)
    if not any(map(str.isalnum, after)) and any(map(str.isalnum, before)):
        raise MismatchError("the text is gone")
    for mark in "<>":
        if mark in after and after.count(mark) > before.count(mark):
            raise MismatchError("markup was added")
    if language not in _OTHER_CALENDARS and _DIGITS.search(before) and _is_number_changed(before, after):
        raise MismatchError("a number was changed")
    return target


def _is_number_changed(before: str, after: str) -> bool:
    return bool(_telling_numbers(before) - Counter(map(_ascii, _DIGITS.findall(after))))


def _telling_numbers(text: str) -> Counter[str]:
    """The runs of digits that a translation must hold, whatever it puts between them (26.5 may become 26,5)."""
    found = [number for number in _NUMBER.findall(text) if not _GROUPED.fullmatch(number)]
    if found and _TWELVE_HOURS.search(text):
        found = [number for number in found if number.isdecimal()]
    return Counter(_ascii(run) for number in found for run in _DIGITS.findall(number))


def _ascii(digits: str) -> str:
    """Digits of any script, without leading zeros."""
    plain = digits if digits.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in digits)
    return plain.lstrip("0")


def _text(parts: Parts) -> str:
    first = parts[0] if len(parts) == 1 else None
    return first if isinstance(first, str) else " ".join(part for part in parts if isinstance(part, str))
