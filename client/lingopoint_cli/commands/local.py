"""`lingopoint local`: the real template on this machine, without an AWS account."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec, TypeVar

import typer

from lingopoint_cli import options, terminal
from lingopoint_cli.failures import FILE, USAGE, Failure, explained, reported

if TYPE_CHECKING:
    from lingopoint_local.aws.stack import Stack

_P = ParamSpec("_P")
_R = TypeVar("_R")

app = typer.Typer(no_args_is_help=True, help="Run Lingopoint on this machine, without an AWS account.")

StateDirectory = Annotated[
    Path | None,
    typer.Option("--state-dir", help="Where the stack keeps its logs; one directory a stack.", show_default=".local"),
]
Port = Annotated[int, typer.Option(help="Port of the local AWS on 127.0.0.1; 0 takes a free one.")]
TranslatePort = Annotated[int, typer.Option(help="Port of the translation service on 127.0.0.1; 0 takes a free one.")]


def _reported(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """As every command is; but what these three tell begins with "Error"."""
    return reported(command, "Error")


@app.command()
@_reported
def up(
    engine: options.LocalEngineOption = None,
    port: Port = 0,
    translate_port: TranslatePort = 0,
    parameter: Annotated[
        list[str] | None,
        typer.Option(
            "--parameter",
            metavar="NAME=VALUE",
            help="A parameter of the template, such as CallerCheck=strict; may be repeated. The rest have defaults.",
            show_default=False,
        ),
    ] = None,
    state_dir: StateDirectory = None,
) -> None:
    """Start the local AWS and the translation service, and deploy the template to them.

    What is running already is used again; what has changed since it was deployed, parameters too, is deployed again,
    and what was stored stays. docs/configuration.md has the parameters.

    \b
    Examples:
      lingopoint local up
      lingopoint local up --parameter CallerCheck=strict --parameter Languages=fr,pt
    """
    from lingopoint_local.aws import stack
    from lingopoint_local.aws.parameters import ParameterError

    state, ports = state_dir or stack.DEFAULT_STATE, (port, translate_port)
    with explained(codes={ParameterError: USAGE}):
        _show(stack.up(state, engine or "", *ports, say=terminal.note, parameters=parameter or []))


@app.command()
@_reported
def down(state_dir: StateDirectory = None) -> None:
    """Stop what `up` started. What was stored in the local AWS is gone."""
    from lingopoint_local.aws import stack

    state = state_dir or stack.DEFAULT_STATE
    if stack.status(state):
        terminal.note("stopping")
    terminal.say("stopped" if stack.down(state) else "nothing was running")


@app.command()
@_reported
def status(
    state_dir: StateDirectory = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Say whether the local stack runs, and how to reach it.

    The exit status is 1 when it does not run; --json prints {"running": false} then, and else all there is to know.
    """
    from lingopoint_local.aws import stack

    running = stack.status(state_dir or stack.DEFAULT_STATE)
    if as_json:
        about = dataclasses.asdict(running) if running else {}
        terminal.say(json.dumps({"running": running is not None, **about}, indent=1))
    elif running:
        _show(running)
    else:
        raise Failure("the local stack is not running; `lingopoint local up` starts it", FILE)
    if running is None:
        raise typer.Exit(FILE)


def _show(stack: "Stack") -> None:
    from lingopoint_local.aws.parameters import in_words

    for name, value in {**dataclasses.asdict(stack), "parameters": in_words(stack.parameters)}.items():
        terminal.say(f"{name.replace('_', ' '):<20} {value}")
