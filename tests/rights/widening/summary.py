"""How many mutants there are of each kind, and how many of them are noticed."""

from collections import Counter
from collections.abc import Sequence

Tally = list[tuple[str, str]]
"""The kind of each mutant, and by what it was noticed, or nothing."""

_HEAD = f"{'widened':40}{'mutants':>8}{'noticed':>8}{'no difference':>15}  mostly noticed as"


def summary(tally: Tally) -> list[str]:
    """The lines of a table."""
    kinds = dict.fromkeys(kind for kind, _ in tally)
    return [
        _HEAD,
        *(_row(kind, [by for each, by in tally if each == kind]) for kind in kinds),
        _row("all", [by for _, by in tally]),
    ]


def _row(kind: str, noticed: Sequence[str]) -> str:
    by = Counter(filter(None, noticed))
    mostly = by.most_common(1)[0][0] if by else ""
    return f"{kind:40}{len(noticed):8}{by.total():8}{len(noticed) - by.total():15}  {mostly}"
