"""Belief: what texts say themselves of whether one is the other's translation. docs/belief.md has the figures."""

from lingopoint.translation.belief.numbers import is_number_lost, is_number_new, lost_numbers
from lingopoint.translation.belief.places import doubled, is_doubtful
from lingopoint.translation.belief.whole import is_other_length, is_repeated

__all__ = [
    "doubled",
    "is_doubtful",
    "is_number_lost",
    "is_number_new",
    "is_other_length",
    "is_repeated",
    "lost_numbers",
]
