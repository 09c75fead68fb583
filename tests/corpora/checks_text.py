"""Plain text: the same paragraphs, and in them every word changed but what a reader takes for a list's numbering."""

import re
from collections.abc import Iterator

from tests.corpora.traces import different, problems

_BLANK_LINES = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)+")
_QUOTED = re.compile(r"(?m)^[ \t]*(?:>[ \t]?)+")
_NUMBER = r"(?:\w{1,5}[.):]|\(\w{1,5}\)|[a-z])(?=\s)"
_NUMBERING = re.compile(rf"(?m)^[^\w\n]*(?:{_NUMBER}(?:\s*\[[xX]\])?|\[[xX]\](?=\s))")


def check(before: str, after: str) -> Iterator[str]:
    """Through nothing but a look at its lines."""
    old, new = (_BLANK_LINES.split(text.removeprefix("\ufeff").replace("\r\n", "\n")) for text in (before, after))
    yield from different("paragraphs", [len(old)], [len(new)])
    for one, other in zip(old, new, strict=False):
        yield from problems(_QUOTED.sub("", one), _QUOTED.sub("", other), _NUMBERING)
