"""`lingopoint doctor`: a real account, asked once what only it can answer."""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lingopoint_cli import options, terminal
from lingopoint_cli.failures import REFUSED, USAGE, Failure, reported
from lingopoint_cli.wording import billed_in_words

if TYPE_CHECKING:
    from lingopoint_cli.doctor.check import Result
    from lingopoint_cli.doctor.world import World
    from lingopoint_cli.place import Place

_WIDTH = len("differs")
_SOURCE, _USUAL = "en", "pt"


@reported
def doctor(
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="LANG", help="Language to translate into; not English.", show_default="pt, if served"
        ),
    ] = "",
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="NAME",
            help="Only checks whose names begin so: deployment, settings, service, s3, rights, or one; repeatable.",
            show_default=False,
        ),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option(
            "--save",
            metavar="FILE",
            help="Save what was asked and answered, to be sent to others: nothing in it names your account.",
            show_default=False,
        ),
    ] = None,
    prefix: Annotated[
        str, typer.Option("--prefix", metavar="PREFIX", help="Where objects are stored in the bucket for a while.")
    ] = "lingopoint-doctor/",
    role: Annotated[
        str,
        typer.Option(
            "--role",
            metavar="ARN",
            help="A role that you may assume and that may list the bucket, to ask about rights with.",
            show_default=False,
        ),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the list of checks as JSON, for programs.")] = False,
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
    quiet: options.QuietOption = False,
) -> None:
    """Ask a deployed stack, its account and its Region whether all is as Lingopoint takes it to be.

    About 70 questions: of the deployment, its settings, Amazon Translate, S3 and rights. Run it once, as the stack's
    owner. It sends about 3,000 characters of its own to Amazon Translate, a few cents, and stores two objects in the
    bucket, which it deletes again.

    \b
    Each line begins with what came of a question:
      ok       it is as expected
      differs  it is not; that is noticed where it happens, and costs more or looks less well
      failed   something does not work, or readers may get what is wrong
      skipped  it could not be asked, for the reason given

    The exit status is 0 when nothing failed, else 5.

    \b
    Examples:
      lingopoint doctor --stack lingopoint --save answers.json
      lingopoint doctor --only service --to ja --stack lingopoint
      lingopoint doctor --local
    """
    from lingopoint_cli.doctor import examination

    place = options.place(stack, local=local, state=state_dir)
    checks = examination.chosen(only or [])
    if not checks:
        raise Failure(f"no check begins with {' or '.join(only or [])}", USAGE)
    world = _world(place, to, prefix, role)
    with terminal.working("asking") as work, _ended_by_signal():
        results = examination.examine(checks, world, work.now)
    if save:
        _save(save, {"lingopoint": metadata.version("lingopoint"), **examination.record(results, world)})
    if as_json:
        terminal.say(json.dumps(examination.list_of(results, world), indent=1, ensure_ascii=False))
    else:
        _show(results)
    if not quiet:
        terminal.note(f"{examination.counted(results)}; {billed_in_words(world.billed)}")
    if examination.worst(results):
        raise typer.Exit(REFUSED)


def _world(place: "Place", to: str, prefix: str, role: str) -> "World":
    """What there is to ask. Raises Failure where no stack is named, for unknown languages and for English."""
    from lingopoint_cli.doctor.scratch import Scratch
    from lingopoint_cli.doctor.service import Service
    from lingopoint_cli.doctor.world import World

    outputs = place.outputs
    if not outputs:
        raise Failure("no stack to ask about: give --stack or --local", USAGE)
    translate = place.client("translate", retries={"mode": "standard", "total_max_attempts": 3})
    s3 = place.s3()
    return World(
        place.client,
        outputs,
        place.parameters,
        Service(translate, _target(place, to)),
        Scratch(s3, outputs.get("BucketName", ""), prefix),
        lambda _: place.reader(),
        s3.meta.region_name,
        role,
        place.is_local,
        place.client_of,
        place.config.languages,
    )


def _target(place: "Place", to: str) -> str:
    from lingopoint_cli.tags import Wanted

    served = [code for code in place.config.targets if code != _SOURCE]
    if not to:
        return _USUAL if _USUAL in served or not served else served[0]
    if (code := Wanted(to).code) == _SOURCE:
        raise Failure(f"--to {to}: the texts that it asks with are English already; give another language", USAGE)
    return code


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """A request to end ends it as Ctrl-C does: after what was stored is deleted."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _save(path: Path, record: dict[str, object]) -> None:
    from lingopoint_cli.files.write import write_whole

    dated = {"date": datetime.now(UTC).date().isoformat(), **record}
    write_whole(path, [f"{json.dumps(dated, indent=1, ensure_ascii=False)}\n".encode()])


def _show(results: "list[Result]") -> None:
    longest = max(len(result.check.name) for result in results)
    for result in results:
        outcome, found = result.finding
        terminal.say(f"{outcome:<{_WIDTH}}  {result.check.name:<{longest}}  {found}")
        if not result.expected:
            terminal.say(f"{'':{_WIDTH}}  {result.check.means}\n{'':{_WIDTH}}  {result.check.advice}")
