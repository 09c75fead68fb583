"""A few readers and a writer, while the service does all that it is known to do wrong (at length: `bench.faults`)."""

from dataclasses import replace

import pytest
from bench.faults.run import run

from lingopoint_local.aws.stack import Stack

pytestmark = pytest.mark.stack

READERS, SECONDS = 6, 8


def test_nothing_wrong_is_served_and_nothing_paid_for_is_lost(stack: Stack) -> None:
    outcome = run(stack, READERS, SECONDS)
    told = "\n".join(f"{name}: {value}" for name, value in outcome.rows())
    assert replace(outcome, lost=0).good, told
    is_silent = any(fault.startswith("translation memory ") for fault in outcome.faults)
    assert outcome.lost == 0 or is_silent, told  # what the memory did not take in time it cannot hold
    assert outcome.tally.answers.total() > READERS
