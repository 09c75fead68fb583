"""Figures in words."""

import pytest

from lingopoint.report import Cost
from lingopoint_cli.wording import cost_in_words, counted


@pytest.mark.parametrize(("number", "words"), [(0, "0 units"), (1, "1 unit"), (1234, "1,234 units")])
def test_a_number_of_things(number: int, words: str) -> None:
    assert counted(number, "unit") == words


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        (Cost(), "0 units"),
        (Cost(units=3), "3 units, all known already"),
        (Cost(units=1, calls=1, billed=1), "1 unit, 1 call, 1 character, under $0.01"),
        (
            Cost(units=14, kept=2, calls=3, billed=1234),
            "14 units, 3 calls, 1,234 characters, about $0.02, 2 units left as written",
        ),
    ],
)
def test_a_cost(cost: Cost, words: str) -> None:
    assert cost_in_words(cost) == words


def test_no_price_where_nothing_is_paid() -> None:
    assert cost_in_words(Cost(units=14, calls=3, billed=1234), priced=False) == "14 units, 3 calls, 1,234 characters"
