"""What an owner can show to others: nothing that names their account."""

import re
from collections.abc import Iterable
from typing import Any

_PATTERNS = (
    (re.compile(r"arn:[\w-]+:[^\s\"',]+"), "ARN"),
    (re.compile(r"\bhttps?://[^\s\"'<>]+"), "URL"),
    (re.compile(r"\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{12,}"), "KEY"),
    (re.compile(r"(?<!\d)\d{12}(?!\d)"), "ACCOUNT"),
    (re.compile(r"\b[a-z0-9-]+--ol-s3\b|\b[a-z0-9-]+-s3alias\b"), "ALIAS"),
)
_SHORTEST = 4
"""Shorter names are words of any text."""


def scrubbed(value: Any, names: Iterable[str]) -> Any:
    """A JSON value without ARNs, URLs, keys, account ids, and the `names` of what the owner has."""
    longest_first = sorted({name for name in names if len(name) >= _SHORTEST}, key=len, reverse=True)
    return _scrubbed(value, longest_first)


def _scrubbed(value: Any, names: list[str]) -> Any:
    if isinstance(value, dict):
        return {key: _scrubbed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [_scrubbed(each, names) for each in value]
    return _text(value, names) if isinstance(value, str) else value


def _text(text: str, names: list[str]) -> str:
    for pattern, word in _PATTERNS:
        text = pattern.sub(word, text)
    for name in names:
        text = text.replace(name, "NAME")
    return text
