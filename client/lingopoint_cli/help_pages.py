"""The help of every command in one page of Markdown: `python -m lingopoint_cli.help_pages`."""

from collections.abc import Iterator
from typing import Any

import typer
from typer.main import get_command

from lingopoint_cli.app import app

_WIDTH = 100


def help_of_all_commands() -> str:
    """A section for the program, and one for each command and subcommand, in order."""
    return "\n".join(_sections("lingopoint", get_command(app)))


def _sections(name: str, command: Any) -> Iterator[str]:
    context = typer.Context(command, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH)
    yield f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"
    for below, subcommand in getattr(command, "commands", {}).items():
        yield from _sections(f"{name} {below}", subcommand)


if __name__ == "__main__":
    typer.echo(help_of_all_commands(), nl=False)
