"""The score of the mutants, told at the end of a run."""

import pytest

from tests.rights.widening.summary import Tally, summary

_TALLY: Tally = []


@pytest.fixture(scope="session")
def tally() -> Tally:
    """What every mutant of this run came to."""
    return _TALLY


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of all of them."""
    if _TALLY:
        terminalreporter.section("statements of the templates, widened")
        terminalreporter.write("\n".join([*summary(_TALLY), ""]))
