"""`lingopoint local invoke`: the function on one event, in a container or under Lambda's emulator."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lingopoint.errors import InvalidRequestError
from lingopoint_cli.failures import FILE, REFUSED, Failure, explained, reported
from lingopoint_cli.place import running_stack
from lingopoint_cli.terminal import note, say, write
from lingopoint_local.failure import StackError

if TYPE_CHECKING:
    from lingopoint_local.aws.front import WrittenResponse
    from lingopoint_local.aws.invoke import Invocation


class RunsIn(StrEnum):
    """Where the function runs."""

    CONTAINER = "container"
    EMULATOR = "emulator"


EventArgument = Annotated[Path, typer.Argument(metavar="EVENT", help="A file under events/.", show_default=False)]
RunsInOption = Annotated[
    RunsIn,
    typer.Option(
        "--engine",
        help="What runs the function: container (`sam local invoke`; needs Docker) or emulator (Lambda's runtime"
        " interface emulator with this machine's Python; needs Linux).",
    ),
]
ImageOption = Annotated[
    str,
    typer.Option(
        metavar="IMAGE",
        help="A local image with this machine's version of Python, to use instead of the one that AWS publishes.",
        show_default=False,
    ),
]
StateDirectory = Annotated[
    Path | None, typer.Option("--state-dir", help="State directory of the local stack.", show_default=".local")
]


def register(app: typer.Typer) -> None:
    """Add the command to `lingopoint local`."""
    app.command()(invoke)


@reported
def invoke(
    event: EventArgument,
    runs_in: RunsInOption = RunsIn.CONTAINER,
    invoke_image: ImageOption = "",
    state_dir: StateDirectory = None,
) -> None:
    """Call the function once with an event, against the running local stack, and print its answer.

    The function is built as it is in the working tree. The event is made to fit: its URL is signed anew for the stack.
    """
    from lingopoint_local.aws.invoke import invoke as call
    from lingopoint_local.aws.runners import Container, Emulator
    from lingopoint_local.aws.stack import DEFAULT_STATE

    state = (state_dir or DEFAULT_STATE).resolve()
    runner = Container(invoke_image) if runs_in is RunsIn.CONTAINER else Emulator()
    with explained(str(event), {StackError: REFUSED, InvalidRequestError: FILE}):
        _show(call(_event(event), running_stack(state), runner, state / "invoke"))


def _event(path: Path) -> dict[str, Any]:
    try:
        event = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Failure(f"{path} is not JSON: {error}", FILE) from error
    if not isinstance(event, dict):
        raise Failure(f"{path} is not a JSON object", FILE)
    return event


def _show(invocation: "Invocation") -> None:
    note(invocation.log.rstrip())
    if not invocation.succeeded:
        raise Failure(f"the function failed, or gave no answer; it returned {invocation.returned}", REFUSED)
    if invocation.answer is None:
        say(invocation.returned)
        error = json.loads(invocation.returned).get("statusCode", 200) >= 400
    else:
        _show_answer(invocation.answer)
        error = invocation.answer.status >= 400
    say("the function answered with an error" if error else "success")


def _show_answer(answer: "WrittenResponse") -> None:
    """The answer as its reader would see it: status, headers, an empty line, and the body."""
    say(f"{answer.status} {answer.code}".rstrip())
    for name, value in sorted(answer.headers.items()):
        say(f"{name}: {value}")
    say("")
    if answer.code:
        say(answer.message)
    elif _is_text(answer.body):
        write(answer.body if answer.body.endswith(b"\n") else answer.body + b"\n")
    else:
        say(f"({len(answer.body)} bytes)")


def _is_text(body: bytes) -> bool:
    try:
        return "\0" not in body.decode()
    except UnicodeDecodeError:
        return False
