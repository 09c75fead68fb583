"""A few readers and a writer, while the service does all that it is known to do wrong (at length: `bench.faults`)."""

from dataclasses import replace

import pytest
from bench.faults.run import run

from lingopoint_local.aws.stack import Stack

pytestmark = pytest.mark.stack

READERS, SECONDS = 6, 8


MOST_LOST = 0.05
"""Of what was charged: a bound that was measured while what came back in pieces was not remembered whole."""


def test_nothing_wrong_is_served_and_next_to_nothing_paid_for_is_lost(stack: Stack) -> None:
    outcome = run(stack, READERS, SECONDS)
    told = "\n".join(f"{name}: {value}" for name, value in outcome.rows())
    assert replace(outcome, lost=0).good, told
    assert outcome.lost <= MOST_LOST * outcome.charged, told
    assert outcome.tally.answers.total() > READERS
