"""Figures in words, the same for every command."""

from lingopoint.report import Cost
from lingopoint_cli import prices


def counted(number: int, word: str, words: str = "") -> str:
    """`1 unit`, `1,234 units`; `words` are more of it where that is no `s`."""
    return f"{number:,} {word if number == 1 else words or f'{word}s'}"


def cost_in_words(cost: Cost, *, priced: bool = True) -> str:
    """What a translation cost: `14 units, 3 calls, 1,234 characters, about $0.02`.

    `priced` adds what Amazon Translate asks for it.
    """
    parts = [counted(cost.units, "unit")]
    if cost.billed:
        parts += [counted(cost.calls, "call"), counted(cost.billed, "character")]
        parts += [about(cost.billed)] if priced else []
    elif cost.units:
        parts.append("all known already")
    if cost.kept:
        parts.append(f"{counted(cost.kept, 'unit')} left as written")
    return ", ".join(parts)


def billed_in_words(characters: int) -> str:
    """`51,234 characters, about $0.77`."""
    return f"{counted(characters, 'character')}, {about(characters)}"


def about(characters: int) -> str:
    """What Amazon Translate asks for so many characters: `about $0.77`, `under $0.01`."""
    asked = prices.in_words(prices.translation(characters))
    return asked if asked.startswith("under") else f"about {asked}"
