"""`lingopoint local`: the real template on this machine, without an AWS account."""

import dataclasses
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from lingopoint_local.failure import StackError

if TYPE_CHECKING:
    from lingopoint_local.aws.stack import Stack

app = typer.Typer(no_args_is_help=True, help="Run Lingopoint on this machine, without an AWS account.")

StateDirectory = Annotated[
    Path | None,
    typer.Option("--state-dir", help="Where the stack keeps its logs; one directory a stack.", show_default=".local"),
]
Port = Annotated[int, typer.Option(help="Port of the local AWS on 127.0.0.1; 0 takes a free one.")]
TranslatePort = Annotated[int, typer.Option(help="Port of the translation service on 127.0.0.1; 0 takes a free one.")]


class Engine(StrEnum):
    """What translates locally."""

    EMBEDDED = "embedded"
    PSEUDO = "pseudo"
    IDENTITY = "identity"


ChosenEngine = Annotated[
    Engine,
    typer.Option(
        help="What translates: embedded (real, English and Portuguese, more with Apertium), pseudo (accents and"
        " brackets, any language) or identity (nothing)."
    ),
]


@app.command()
def up(
    engine: ChosenEngine = Engine.EMBEDDED,
    port: Port = 0,
    translate_port: TranslatePort = 0,
    state_dir: StateDirectory = None,
) -> None:
    """Start the local AWS and the translation service, and deploy the template to them.

    What is running already is used again; what has changed since it was deployed is deployed again.
    """
    from lingopoint_local.aws import stack

    directory = state_dir or stack.DEFAULT_STATE
    try:
        started = stack.up(directory, engine.value, port, translate_port, say=_progress)
    except StackError as error:
        _fail(str(error))
    _show(started)


@app.command()
def down(state_dir: StateDirectory = None) -> None:
    """Stop what `up` started. What was stored in the local AWS is gone."""
    from lingopoint_local.aws import stack

    try:
        stopped = stack.down(state_dir or stack.DEFAULT_STATE)
    except StackError as error:
        _fail(str(error))
    typer.echo("stopped" if stopped else "nothing was running")


@app.command()
def status(
    state_dir: StateDirectory = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Say whether the local stack runs, and how to reach it. The exit status is 1 when it does not run."""
    from lingopoint_local.aws import stack

    running = stack.status(state_dir or stack.DEFAULT_STATE)
    if running is None:
        _fail("the local stack is not running; `lingopoint local up` starts it")
    if as_json:
        typer.echo(json.dumps(dataclasses.asdict(running), indent=1))
    else:
        _show(running)


def _progress(step: str) -> None:
    typer.echo(step, err=True)


def _show(stack: "Stack") -> None:
    for name, value in dataclasses.asdict(stack).items():
        typer.echo(f"{name.replace('_', ' '):<20} {value}")


def _fail(message: str) -> NoReturn:
    typer.echo(f"Error: {message}", err=True)
    sys.exit(1)
