"""Believing: whether the pieces of one call are each the translation of the text in their place.

Nothing here is absolute, because a service may be odd in a way of its own. What is asked is whether the pieces would
fit their sources better in other places: moved up or down by one, as after a merge, a split or a piece that came twice;
the other way round; or two of them exchanged. And whether one piece holds another one's text.
"""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from lingopoint.translation.belief.alike import unlike
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
_GLUED_INSIDE = 8
"""The same where both are in small letters, as within a word."""
_OF_ITS_OWN = 0.5
"""So much of what is expected for a text stands before what was added to it."""
ENDS = ".!?…。！？।)]"
_OPENING = "(["
_OF_WHAT_HOLDS_IT = 0.5
"""What a text that holds another one whole has in common with it; a long one has a quarter of any by chance."""
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
        if one[-1] != other[-1] and (one[0] != other[0] or min(len(one), len(other)) < _REPEATED):
            continue  # neither begins or ends with the other, as in most pairs
        if (_holds(other, one) or _holds(one, other)) and unlike(before, after, _OF_WHAT_HOLDS_IT):
            return True
        if _is_added(other, one, after, before) or _is_added(one, other, before, after):
            return True
    return False


def _is_added(piece: str, neighbour: str, source: str, neighbours: str) -> bool:
    """Whether a piece has its neighbour's text at its end although the source has nothing of the kind there."""
    if piece == neighbour or len(neighbour) < _GLUED or not piece.endswith(neighbour):
        return False
    place = len(piece) - len(neighbour)
    if place * len(neighbours) < len(source) * len(neighbour) * _OF_ITS_OWN:
        return False
    if place and _is_joint(*piece[place - 1 : place + 1]) and not any(map(_is_joint, source, source[1:])):
        return True
    if len(neighbour) < _GLUED_INSIDE:
        return False
    if place and _is_within_word(piece, place, neighbour) and unlike(source, neighbours, _OF_WHAT_HOLDS_IT):
        return True
    return neighbour[0].isupper() and piece.count(neighbour) > max(1, source.casefold().count(neighbours.casefold()))


def _is_joint(one: str, other: str) -> bool:
    """Whether a text begins with `other` where one without a space ends with `one`: `nowPrices`, `rain.Prices`."""
    if one in ENDS:
        return other.isupper() or other in _OPENING
    return (one.islower() and other.isupper()) or (one.isalpha() and other.isdecimal())


def _is_within_word(piece: str, place: int, neighbour: str) -> bool:
    """Whether a text of words parted by spaces begins within a word."""
    parted = neighbour[0].islower() or (" " in neighbour and neighbour[0].isalpha())
    return parted and unicodedata.category(piece[place - 1])[0] in "LM"


def _holds(piece: str, neighbour: str) -> bool:
    if piece == neighbour:
        return False
    if len(neighbour) >= _REPEATED:
        return piece.endswith(neighbour) or piece.startswith(neighbour)
    return len(neighbour) >= _GLUED and piece.endswith(neighbour) and _is_glued(piece, len(piece) - len(neighbour))


def _is_glued(piece: str, at: int) -> bool:
    """Whether what begins there follows without a space, though it begins as a text does (`कतार।चीन`, `nowPrices`)."""
    return not piece[at - 1].isspace() and (piece[at].isupper() or piece[at - 1] in ENDS)


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
