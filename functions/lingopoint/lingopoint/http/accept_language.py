"""Accept-Language: which of the languages that there are a reader is served (RFC 9110 section 12.5.4, RFC 4647)."""

import re
from collections.abc import Iterator, Sequence

_RANGE = re.compile(r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?")
_CHINESE = {"zh-hant": "zh-tw", "zh-hk": "zh-tw", "zh-mo": "zh-tw", "zh-hans": "zh", "zh-cn": "zh", "zh-sg": "zh"}
"""Tags of Chinese that lookup would cut to the other script's."""
_MOST_RANGES = 30


def look_up(header: str, available: Sequence[str]) -> str:
    """The available language that a reader likes best, by lookup (RFC 4647 section 3.4); empty where there is none."""
    by_lower_case = {code.lower(): code for code in available}
    for wanted in _by_preference(header):
        for tag in _shorter_and_shorter(wanted):
            found = by_lower_case.get(_CHINESE.get(tag, tag))
            if found:
                return found
    return ""


def _by_preference(header: str) -> Iterator[str]:
    """The ranges that are not excluded, those with the highest weight first and equals in their order."""
    matches = [_RANGE.fullmatch(part.strip()) for part in header.split(",")[:_MOST_RANGES]]
    weighted = [(float(match[2] or 1), match[1].lower()) for match in matches if match]
    for weight, wanted in sorted(weighted, key=lambda pair: -pair[0]):
        if weight > 0:
            yield wanted


def _shorter_and_shorter(tag: str) -> Iterator[str]:
    """`zh-Hant-TW`, `zh-Hant`, `zh`. A subtag of one letter goes with what follows it."""
    while tag:
        yield tag
        if _CHINESE.get(tag):
            return
        tag = tag.rpartition("-")[0]
        if re.search(r"(^|-)[a-z0-9]$", tag):
            tag = tag.rpartition("-")[0]
