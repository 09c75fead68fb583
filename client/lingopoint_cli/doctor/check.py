"""One thing that is asked, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass

from lingopoint_cli.doctor.finding import DENIED, Finding, Outcome, UnknownError, code_of, failed, skipped
from lingopoint_cli.doctor.world import World


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to ask. `means` and `advice` are told where the answer is not as expected."""

    name: str
    asks: str
    means: str
    advice: str
    ask: Callable[[World], Finding]


@dataclass(frozen=True, slots=True)
class Result:
    """A check and its finding."""

    check: Check
    finding: Finding

    @property
    def expected(self) -> bool:
        """Whether nothing has to be said about it."""
        return self.finding.outcome in (Outcome.OK, Outcome.SKIPPED)

    def to_json(self) -> dict[str, str]:
        """For `--json`, and for the file."""
        check, (outcome, found) = self.check, self.finding
        told = {"check": check.name, "outcome": outcome.value, "asks": check.asks, "found": found}
        return told if self.expected else {**told, "means": check.means, "do": check.advice}


def answered(check: Check, world: World) -> Result:
    """The check with its finding. What goes wrong is one: what was paid for before it is not to be lost."""
    try:
        return Result(check, check.ask(world))
    except UnknownError as error:
        return Result(check, skipped(str(error)))
    except Exception as error:  # noqa: BLE001  an account may answer what nobody foresaw
        return Result(check, _of_error(error))


def _of_error(error: Exception) -> Finding:
    code = code_of(error)
    if code in DENIED:
        return skipped(f"you may not ask this: {code}")
    return failed(f"no answer: {code}")
