"""What of a document tells its language: the units with the most letters."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import chain

from lingopoint.translation.segment import Segment
from lingopoint.unit import Parts

SAMPLE_BYTES = 1000
"""What is sent to have a language detected: the rest of a document waits for that call, so it is short."""
_MOST_OF_ONE = SAMPLE_BYTES // 3
_ENOUGH_LETTERS = 100
"""A sample with fewer gives way to one longer segment, where there is one."""
_LOOKED_AT = 200
"""So many of the longest units are looked at: a document may have very many."""
_LONGEST_UNIT = 8000
"""Of a unit with more characters only the beginning of a text in it is looked at, once there is nothing better."""


def richest(units: Sequence[Parts]) -> list[Parts]:
    """Units with many letters, those with the most first."""
    longest = nlargest(_LOOKED_AT, units, key=_length)
    whole = [unit for unit in longest if _length(unit) <= _LONGEST_UNIT]
    cut = [(max(texts([unit]), key=len)[:SAMPLE_BYTES],) for unit in longest if _length(unit) > _LONGEST_UNIT]
    return [*sorted(whole, key=_letters, reverse=True), *cut]


def sample(segments: Iterable[Segment]) -> list[Segment]:
    """What tells most of these segments' language in about SAMPLE_BYTES bytes.

    They come with the most letters first, and those that take more than a third of it last. Where the short ones say
    too little, it is one that is longer.
    """
    distinct = list({segment.wire: segment for segment in segments}.values())
    best = list(_filled(distinct))
    longer = [segment for segment in distinct if _size(segment) > SAMPLE_BYTES]
    if longer and _letters_of(best) < _ENOUGH_LETTERS:
        return [min(longer, key=_size)]
    return best


def texts(units: Iterable[Parts]) -> Iterator[str]:
    """The human text of units, without their codes."""
    return (part for part in chain.from_iterable(units) if isinstance(part, str))


def _filled(segments: Sequence[Segment]) -> Iterator[Segment]:
    """As many as there is room for; those first that leave room for others, so that no paragraph decides alone."""
    room = SAMPLE_BYTES
    for segment in sorted(segments, key=lambda segment: _size(segment) > _MOST_OF_ONE):
        if _size(segment) <= room:
            room -= _size(segment)
            yield segment


def _size(segment: Segment) -> int:
    return len(segment.wire.encode())


def _letters_of(segments: Iterable[Segment]) -> int:
    return sum(_letters(segment.parts) for segment in segments)


def _length(unit: Parts) -> int:
    return sum(map(len, texts([unit])))


def _letters(unit: Parts) -> int:
    return sum(map(str.isalpha, chain.from_iterable(texts([unit]))))
