"""The patterns of include and exclude, over paths."""

import re
from collections.abc import Sequence

from lingopoint.regex import compile_pattern


def any_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    """What matches a path that any of the patterns covers; None for no pattern."""
    return compile_pattern("|".join(map(_regex, patterns)), re.DOTALL) if patterns else None


def _regex(pattern: str) -> str:
    """Each run between wildcards is matched where it comes first and for good (atomic), so that time stays linear."""
    groups = ["/".join(_step(step) for step in group.split("/") if step) for group in _split_any(pattern)]
    while groups and not groups[-1]:
        groups.pop()
    if not groups:
        return ""
    first, *rest = [f"{group}/" if group else "" for group in groups[:-1]] + [f"{groups[-1]}(?:/|\\Z)"]
    return first + "".join(f"(?>(?:[^/]*/)*?{group})" for group in rest if group)


def _split_any(pattern: str) -> list[str]:
    return re.split(r"(?:^|/)\*\*(?:/\*\*)*(?=/|$)", pattern)


def _step(step: str) -> str:
    first, *rest = map(re.escape, step.split("*"))
    if not rest:
        return first
    *middle, last = rest
    return first + "".join(f"(?>[^/]*?{piece})" for piece in middle) + f"[^/]*{last}(?=/|\\Z)"
