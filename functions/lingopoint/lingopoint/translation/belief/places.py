"""Believing: whether the pieces of one call are each the translation of the text in their place.

Nothing here is absolute, because a service may be odd in a way of its own. What is asked is whether the pieces would
fit their sources better in other places: moved up or down by one, as after a merge, a split or a piece that came twice;
the other way round; or two of them exchanged. And whether one piece holds another one's text.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from lingopoint.translation.belief.evidence import Traits, fit, traits

_MOST_ODDS = 10.0
"""Pieces that fit elsewhere by so much better are doubted: the logarithm of the odds, met by few good calls."""
_TURNED_ODDS = 3.0
"""The same for all of them the other way round, which is one place and not the best of many."""
_FEW, _ODDS_OF_MORE = 16, 4.0
"""Of more pieces than so few the best of all other places is met by chance: so much more as often as they double."""
_REPEATED = 20
"""Letters of a text that do not stand in a neighbour's translation by chance."""
_GLUED = 4
"""The same of a text that follows another without a space."""
_ENDS = ".!?…。！？।"
_IN_COMMON = 0.25
"""Of the shorter text's runs of three characters, those that a text of the same meaning mostly has too."""
_OF_WHAT_HOLDS_IT = 0.5
"""The same of a text that holds the other one whole: a long one has a quarter of a short one's by chance."""
_SUSPECTS = 8
"""So many pieces that fit worst are tried in each other's places."""


def is_doubtful(sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether some of the pieces of a call, `targets`, are likely not the translations of `sources` in their places.

    Both are as many, and as text without codes. One alone has no place that it could be confused with.
    """
    if len(sources) < 2:
        return False
    return _is_repeated(sources, targets) or _fits_elsewhere(sources, targets)


def _is_repeated(sources: Sequence[str], targets: Sequence[str]) -> bool:
    """Whether a piece has its neighbour's text at its beginning or end."""
    for (before, after), (one, other) in zip(pairwise(sources), pairwise(targets), strict=True):
        if (_holds(other, one) or _holds(one, other)) and _unlike(before, after, _OF_WHAT_HOLDS_IT):
            return True
    return False


def doubled(sources: Sequence[str], targets: Sequence[str]) -> set[int]:
    """The places of long texts that came back more than once, for texts that have little in common."""
    if len(set(targets)) == len(targets):
        return set()
    first: dict[str, int] = {}
    found: set[int] = set()
    for at, target in enumerate(targets):
        other = first.setdefault(target, at)
        if len(target) >= _REPEATED and other != at and _unlike(sources[other], sources[at]):
            found |= {other, at}
    return found


def _unlike(one: str, other: str, in_common: float = _IN_COMMON) -> bool:
    some, more = sorted((_shingles(one), _shingles(other)), key=len)
    return len(some & more) < len(some) * in_common


def _shingles(text: str) -> set[str]:
    folded = text.casefold()
    return {folded[at : at + 3] for at in range(max(1, len(folded) - 2))}


def _holds(piece: str, neighbour: str) -> bool:
    if piece == neighbour:
        return False
    if len(neighbour) >= _REPEATED:
        return piece.endswith(neighbour) or piece.startswith(neighbour)
    return len(neighbour) >= _GLUED and piece.endswith(neighbour) and _is_glued(piece, len(piece) - len(neighbour))


def _is_glued(piece: str, at: int) -> bool:
    """Whether what begins there follows without a space, though it begins as a text does (`कतार।चीन`, `nowPrices`)."""
    return not piece[at - 1].isspace() and (piece[at].isupper() or piece[at - 1] in _ENDS)


def _fits_elsewhere(sources: Sequence[str], targets: Sequence[str]) -> bool:
    before, after = list(map(traits, sources)), list(map(traits, targets))
    ratio = sum(text.size for text in after) / sum(text.size for text in before)
    here = [fit(source, target, ratio) for source, target in zip(before, after, strict=True)]
    last = len(here) - 1
    up = (fit(before[at], after[at + 1], ratio) - here[at] for at in range(last))
    down = (fit(before[at + 1], after[at], ratio) - here[at + 1] for at in range(last))
    most = _MOST_ODDS + _ODDS_OF_MORE * max(0.0, math.log2(len(here) / _FEW))
    if max(_best_run(up), _best_run(down)) > most:
        return True
    turned = sum(fit(before[at], after[last - at], ratio) - here[at] for at in range(last + 1))
    return turned > _TURNED_ODDS or _is_exchanged(before, after, here, ratio, most)


def _best_run(gains: Iterable[float]) -> float:
    """The most that any run of neighbours gains together."""
    best = run = 0.0
    for gain in gains:
        run = max(0.0, run + gain)
        best = max(best, run)
    return best


def _is_exchanged(
    before: Sequence[Traits], after: Sequence[Traits], here: Sequence[float], ratio: float, most: float
) -> bool:
    suspects = sorted(range(len(here)), key=here.__getitem__)[:_SUSPECTS]
    return any(
        fit(before[one], after[other], ratio) + fit(before[other], after[one], ratio) - here[one] - here[other] > most
        for one, other in combinations(suspects, 2)
    )
