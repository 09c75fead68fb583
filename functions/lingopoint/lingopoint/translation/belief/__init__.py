"""Belief: what texts say themselves of whether one is the other's translation. docs/belief.md has the figures."""

from lingopoint.translation.belief.among import odd
from lingopoint.translation.belief.numbers import is_number_lost, is_number_new, lost_numbers
from lingopoint.translation.belief.places import is_doubtful
from lingopoint.translation.belief.whole import is_cut, is_other_length, is_repeated

__all__ = [
    "is_cut",
    "is_doubtful",
    "is_number_lost",
    "is_number_new",
    "is_other_length",
    "is_repeated",
    "lost_numbers",
    "odd",
]
