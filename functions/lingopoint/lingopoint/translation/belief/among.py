"""One piece among the others of its call: what is odd about it alone, so that it alone is to be asked for again.

How long texts of a language are is told by the other pieces; of 61,000 human translations in 68 languages one was as
much longer than the rest as is refused here, and about twenty as much shorter, which had mostly left something out.
"""

from collections.abc import Sequence
from itertools import pairwise

from lingopoint.translation.belief.alike import unlike
from lingopoint.translation.belief.evidence import deviation
from lingopoint.translation.belief.places import ENDS
from lingopoint.translation.belief.whole import sentences

_REPEATED = 20
"""Letters of a text that do not stand in another one's translation by chance."""
_TWO = 8
"""The same of two texts that follow each other."""
_NEAR = 3
_LEAST_OTHERS = 60
"""So many letters of other texts tell a ratio."""
_LEAST_AWAY = 30
"""Fewer letters more or less are a matter of words."""
_MOST_DEVIATIONS = 3.5
_LONG = 2.0
"""So many standard deviations longer than expected is a piece that may hold another one."""
_BETTER = 0.3
"""So many deviations nearer to what is expected comes a text without its neighbour's at its end."""
_OF_SENTENCES = 0.65
"""So much of the expected length is left of a text that lost a sentence."""


def odd(sources: Sequence[str], targets: Sequence[str]) -> set[int]:
    """The places of pieces that are another one's as well, hold another one, or are far longer or shorter than most."""
    found = doubled(sources, targets) | _holding_neighbours(sources, targets)
    if len(sources) > 1:
        found |= _of_odd_length(sources, targets)
    return found


def doubled(sources: Sequence[str], targets: Sequence[str]) -> set[int]:
    """The places of long texts that came back more than once, for texts that have little in common."""
    if len(set(targets)) == len(targets):
        return set()
    first: dict[str, int] = {}
    found: set[int] = set()
    for at, target in enumerate(targets):
        other = first.setdefault(target, at)
        if len(target) >= _REPEATED and other != at and unlike(sources[other], sources[at]):
            found |= {other, at}
    return found


def _of_odd_length(sources: Sequence[str], targets: Sequence[str]) -> set[int]:
    before, after = sum(map(len, sources)), sum(map(len, targets))
    found = set()
    for at, (source, target) in enumerate(zip(sources, targets, strict=True)):
        if source == target or before - len(source) < _LEAST_OTHERS:
            continue
        expected = len(source) * (after - len(target)) / (before - len(source))
        if _is_odd(at, expected, sources, targets) or _has_a_tail(at, expected, sources, targets):
            found.add(at)
    return found


def _has_a_tail(at: int, expected: float, sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether a text ends with its neighbour's, and is one without it: by its end, or by the expected length."""
    source, target = sources[at], targets[at]
    for near in (at - 1, at + 1):
        tail = targets[near] if 0 <= near < len(targets) else ""
        own = len(target) - len(tail)
        if not tail or own <= 0 or not target.endswith(tail):
            continue
        ended = source[-1] in ENDS and target[own - 1] in ENDS and tail[-1] not in ENDS
        fits = len(tail) > 1 and deviation(expected, len(target)) > abs(deviation(expected, own)) + _BETTER
        if (ended or fits) and unlike(source, sources[near], 0.5):
            return True
    return False


def _is_odd(at: int, expected: float, sources: Sequence[str], targets: Sequence[str]) -> bool:
    source, target = sources[at], targets[at]
    if abs(len(target) - expected) <= _LEAST_AWAY:
        return False
    away = deviation(expected, len(target))
    if abs(away) > _MOST_DEVIATIONS or (away > _LONG and _holds_another(at, sources, targets)):
        return True
    lost = len(target) < expected * _OF_SENTENCES
    return lost and sentences(target) < sentences(source)


def _holds_another(at: int, sources: Sequence[str], targets: Sequence[str]) -> bool:
    return any(
        len(target) >= _REPEATED and other != at and target in targets[at] and unlike(source, sources[at], 0.5)
        for other, (source, target) in enumerate(zip(sources, targets, strict=True))
    )


def _holding_neighbours(sources: Sequence[str], targets: Sequence[str]) -> set[int]:
    """The places of pieces that hold two texts which follow each other near them."""
    found = set()
    longest = max(map(len, targets), default=0)
    for first, (one, other) in enumerate(pairwise(targets)):
        if not _TWO <= len(one) + 1 + len(other) <= longest or one == other:
            continue
        both = f"{one} {other}"
        near = [*range(max(0, first - _NEAR), first), *range(first + 2, min(len(targets), first + 2 + _NEAR))]
        for at in near:
            if both in targets[at] and unlike(sources[at], f"{sources[first]} {sources[first + 1]}", 0.5):
                found.add(at)
    return found
