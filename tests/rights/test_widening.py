"""Whatever is widened in a statement of the templates is noticed, or makes no difference for a reason that is checked.

`pytest tests/rights` ends with a table of the kinds of widening, how many mutants there are of each, and how many were
noticed.
"""

import pytest

from tests.rights.stack.holders import HOLDERS
from tests.rights.widening.score import REASONS, Outcome, outcomes
from tests.rights.widening.summary import Tally


@pytest.fixture(scope="module", params=HOLDERS)
def found(request: pytest.FixtureRequest, tally: Tally) -> list[Outcome]:
    """What became of the mutants of a policy."""
    became = outcomes(HOLDERS[request.param])
    tally.extend((each.mutant.kind, each.noticed) for each in became)
    return became


def test_a_statement_that_is_widened_is_noticed(found: list[Outcome]) -> None:
    assert [(each.mutant.kind, each.mutant.what) for each in found if not each.noticed and not each.reason] == []


def test_what_is_said_to_make_no_difference_makes_none(found: list[Outcome]) -> None:
    assert [(each.mutant.what, each.noticed, each.reason) for each in found if each.noticed and each.reason] == []


def test_most_of_what_can_be_widened_makes_a_difference(found: list[Outcome]) -> None:
    assert sum(bool(each.noticed) for each in found) > 0.9 * len(found) > 40
    assert {each.reason for each in found} - {""} <= REASONS.keys()
