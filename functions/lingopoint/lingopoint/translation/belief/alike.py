"""Likeness of two texts of one language."""

IN_COMMON = 0.25
"""Of the shorter text's runs of three characters, those that a text of the same meaning mostly has too."""


def unlike(one: str, other: str, in_common: float = IN_COMMON) -> bool:
    """Whether two texts have so little in common that they do not mean the same."""
    some, more = sorted((_shingles(one), _shingles(other)), key=len)
    return len(some & more) < len(some) * in_common


def _shingles(text: str) -> set[str]:
    folded = text.casefold()
    return {folded[at : at + 3] for at in range(max(1, len(folded) - 2))}
