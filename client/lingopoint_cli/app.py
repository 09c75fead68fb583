"""The commands, put together."""

from importlib import metadata
from typing import Annotated

import typer

from lingopoint_cli.commands import cost as cost_command
from lingopoint_cli.commands import demo as demo_command
from lingopoint_cli.commands import doctor as doctor_command
from lingopoint_cli.commands import exchange as exchange_commands
from lingopoint_cli.commands import file as file_commands
from lingopoint_cli.commands import forget as forget_command
from lingopoint_cli.commands import invoke as invoke_command
from lingopoint_cli.commands import local as local_commands
from lingopoint_cli.commands import memory as memory_commands
from lingopoint_cli.commands import object as object_commands
from lingopoint_cli.commands import originals as originals_commands
from lingopoint_cli.commands import web as web_commands

app = typer.Typer(
    name="lingopoint",
    no_args_is_help=True,
    rich_markup_mode=None,  # the same plain help on a terminal, in a pipe and in the documentation
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lingopoint {metadata.version('lingopoint')}")
        raise typer.Exit


@app.callback()
def lingopoint(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read S3 objects in another language, translated while they are read.

    AWS credentials, profile and Region are those of the AWS CLI: environment, configuration files, roles.

    \b
    Exit codes:
      0    done
      1    a file could not be read, written or used whole, or the local stack failed
      2    the command was called wrongly
      3    no such object, bucket, access point or stack
      4    access denied, or no credentials
      5    the service answered with another error, or a check of `doctor` failed
      6    the service could not be reached or has no time just now
      130  interrupted
    """


for command in (
    object_commands.get,
    object_commands.compare,
    originals_commands.put,
    originals_commands.ls,
    originals_commands.rm,
    object_commands.link,
    object_commands.site,
    web_commands.invalidate,
    web_commands.sitemap,
    cost_command.cost,
    forget_command.forget,
    file_commands.translate,
    exchange_commands.export,
    file_commands.languages,
    demo_command.demo,
    doctor_command.doctor,
):
    app.command()(command)
app.command("import")(exchange_commands.import_)

app.add_typer(memory_commands.app, name="memory")
invoke_command.register(local_commands.app)
app.add_typer(local_commands.app, name="local")
