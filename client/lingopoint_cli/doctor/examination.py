"""All checks in their order, those that were chosen, and what is said of them afterwards."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lingopoint_cli.doctor import deployment, objects, rights, settings
from lingopoint_cli.doctor.access import open_to, role, website
from lingopoint_cli.doctor.check import Check, Result, answered
from lingopoint_cli.doctor.finding import Finding, Outcome, failed, ok, skipped
from lingopoint_cli.doctor.redact import scrubbed
from lingopoint_cli.doctor.texts import lines, markup, words
from lingopoint_cli.doctor.world import World

CHECKS: tuple[Check, ...] = (
    *deployment.CHECKS,
    *role.CHECKS,
    *settings.CHECKS,
    *website.CHECKS,
    *words.CHECKS,
    *lines.CHECKS,
    *markup.CHECKS,
    *objects.CHECKS,
    *open_to.CHECKS,
    *rights.CHECKS,
)

_NEEDED = {"ObjectLambdaAccessPointArn", "ObjectLambdaAccessPointAlias", "BucketName", "MemoryTableName"}
"""The outputs that name what is the owner's."""


def chosen(only: Sequence[str]) -> list[Check]:
    """The checks whose names begin with one of these; all where there are none."""
    return [check for check in CHECKS if not only or check.name.startswith(tuple(only))]


def examine(checks: Sequence[Check], world: World, tell: Callable[[str], object]) -> list[Result]:
    """Ask all of them, one after the other; at last what was stored for them is deleted, whatever happens."""
    with world.scratch:
        results = list(_asked(checks, world, tell))
    return [*results, answered(CLEANED, world)]


def _asked(checks: Sequence[Check], world: World, tell: Callable[[str], object]) -> Iterator[Result]:
    for check in checks:
        tell(f"{check.name}: {check.asks}")
        yield answered(check, world)


def _deleted(world: World) -> Finding:
    scratch = world.scratch
    if scratch.left:
        return failed(f"{len(scratch.left)} objects are still there, below {scratch.prefix}")
    return ok(f"{scratch.deleted} deleted") if scratch.deleted else skipped("nothing was stored")


CLEANED = Check(
    "s3.deleted",
    "Is what was stored for these checks deleted again?",
    "Some objects of ours stay in your bucket.",
    "Delete them: nothing else is below that prefix.",
    _deleted,
)


def counted(results: Sequence[Result]) -> str:
    """`40 checks: 36 ok, 1 differs, 0 failed, 3 skipped`."""
    counts = Counter(result.finding.outcome for result in results)
    return f"{len(results)} checks: {', '.join(f'{counts[outcome]} {outcome}' for outcome in Outcome)}"


def worst(results: Sequence[Result]) -> bool:
    """Whether any failed."""
    return any(result.finding.outcome is Outcome.FAILED for result in results)


def list_of(results: Sequence[Result], world: World) -> Any:
    """The checks as JSON, without what names the account."""
    return scrubbed([result.to_json() for result in results], _names(world))


def record(results: Sequence[Result], world: World) -> dict[str, Any]:
    """All that was asked and answered, for others to read: texts of ours, and nothing that names the account."""
    told = {
        "region": world.region,
        "target": world.target,
        "local": world.local,
        "characters": world.billed,
        "checks": [result.to_json() for result in results],
        "answers": [exchange.to_json() for exchange in world.service.exchanges],
    }
    whole: dict[str, Any] = scrubbed(told, _names(world))
    return whole


def _names(world: World) -> list[str]:
    return [value for name, value in world.outputs.items() if name in _NEEDED] + [world.parameter("TerminologyName")]
