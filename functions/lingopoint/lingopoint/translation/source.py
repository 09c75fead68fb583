"""The language that a document is in, where the request and the configuration do not name it.

In this order: what the document declares, unless its text plainly contradicts; what the service detects in a sample of
it; the configured fallback. What other documents left in the translation memory says nothing about this one.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import chain
from typing import NamedTuple

from lingopoint import languages
from lingopoint.translation.claims import contradicts
from lingopoint.translation.segment import Segment
from lingopoint.translation.wire import is_markup
from lingopoint.unit import Parts

SAMPLE_BYTES = 1000
"""What is sent to have a language detected: the rest of a document waits for that call, so it is short."""
_ENOUGH_LETTERS = 100
"""A sample with fewer gives way to one longer segment, where there is one."""
_LONGEST = 200
"""So many of the longest units are looked at: a document may have very many."""
_CHECKED_LETTERS = 8000
"""Characters that a declaration is held against."""
_LETTERS_LOOKED_AT = 2000
"""Characters of one unit that are looked at for letters."""


class Hints(NamedTuple):
    """What tells a source that is not named: `declared` BCP 47 tags, the best first, and the configured `fallback`."""

    declared: tuple[str, ...] = ()
    fallback: str = ""


NO_HINTS = Hints()


def declared_language(tags: Iterable[str], units: Sequence[Parts]) -> str | None:
    """The first language of `tags` that the service may have and that the units do not plainly contradict."""
    codes = list(filter(None, map(_code, tags)))
    if not codes:
        return None
    text = "\n".join(_texts(richest(units)))[:_CHECKED_LETTERS]
    return next((code for code in codes if not contradicts(text, code)), None)


def _code(tag: str) -> str | None:
    """The code for a tag or a locale's name: `de_AT.UTF-8` is `de`."""
    return languages.match(tag.strip().partition(".")[0].partition("@")[0].replace("_", "-"))


def is_in(source: str, target: str) -> bool:
    """Whether readers of `target` have what they asked for in a document in `source`; both are codes.

    Those of a language are served by any region's form of it, but not the other way round; the two ways to write
    Chinese are two languages.
    """
    return source == target or (source.partition("-")[0] == target and source != "zh-TW")


def richest(units: Sequence[Parts]) -> list[Parts]:
    """The units with the most letters, those first."""
    longest = nlargest(_LONGEST, units, key=_length)
    return sorted(longest, key=_letters, reverse=True)


def sample(segments: Iterable[Segment]) -> list[Segment]:
    """What of these segments, of one kind, tells most about their language in about SAMPLE_BYTES bytes.

    Segments come with the most letters first. Where the short ones say too little, it is one that is longer.
    """
    distinct = list({segment.wire: segment for segment in segments}.values())
    kinds = [list(_filled(segment for segment in distinct if is_markup(segment.wire) is kind)) for kind in (True, False)]
    best = max(kinds, key=_letters_of)
    longer = [segment for segment in distinct if _size(segment) > SAMPLE_BYTES]
    if longer and _letters_of(best) < _ENOUGH_LETTERS:
        return [min(longer, key=_size)]
    return best


def _filled(segments: Iterable[Segment]) -> Iterator[Segment]:
    room = SAMPLE_BYTES
    for segment in segments:
        if _size(segment) <= room:
            room -= _size(segment)
            yield segment


def _size(segment: Segment) -> int:
    return len(segment.wire.encode())


def _letters_of(segments: Iterable[Segment]) -> int:
    return sum(_letters(segment.parts) for segment in segments)


def _length(unit: Parts) -> int:
    return sum(map(len, _texts([unit])))


def _letters(unit: Parts) -> int:
    return sum(map(str.isalpha, "".join(_texts([unit]))[:_LETTERS_LOOKED_AT]))


def _texts(units: Iterable[Parts]) -> Iterator[str]:
    return (part for part in chain.from_iterable(units) if isinstance(part, str))
