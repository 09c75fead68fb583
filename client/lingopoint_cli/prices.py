"""What the services ask, as far as an estimate needs it.

Amazon Translate is nearly all of it. What S3, Lambda and DynamoDB ask for one object is left out.
"""

from decimal import Decimal
from typing import NamedTuple


class Price(NamedTuple):
    """US dollars for `per` of a thing. `date` and `source` say when and where it was read."""

    dollars: Decimal
    per: int
    of: str
    date: str
    source: str

    def times(self, number: int) -> Decimal:
        """Dollars for so many."""
        return self.dollars * number / self.per


PRICES = {
    # The price list itself: https://aws.amazon.com/translate/pricing/
    "Amazon Translate": Price(Decimal("15.00"), 1_000_000, "characters", "2024", "third-party listing"),
}
"""The one table of prices. Amazon Translate's is that of standard translation of real-time text."""

_CENT = Decimal("0.01")


def translation(characters: int) -> Decimal:
    """US dollars for translating so many characters."""
    return PRICES["Amazon Translate"].times(characters)


def in_words(dollars: Decimal) -> str:
    """`$1,234.50`, to the cent; less than one is `under $0.01`."""
    if 0 < dollars < _CENT:
        return "under $0.01"
    return f"${dollars:,.2f}"


def note() -> str:
    """One line for the foot of an estimate: what it reckons with, and that prices change."""
    reckoned = [
        f"{name} {in_words(each.dollars)} per {each.per:,} {each.of} ({each.source}, {each.date})"
        for name, each in PRICES.items()
    ]
    return f"Prices: {', '.join(reckoned)}; check the current price list."
