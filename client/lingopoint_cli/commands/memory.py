"""`lingopoint memory`: reviewed translations into the translation memory of a stack, and out of it."""

from pathlib import Path
from typing import Annotated

import typer

from lingopoint_cli import options, terminal
from lingopoint_cli.failures import reported
from lingopoint_cli.wording import counted

app = typer.Typer(
    name="memory",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Put reviewed translations into a stack's translation memory, and take them out.",
)


@app.command("import")
@reported
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The TMX file.", show_default=False)],
    formality: options.FormalityOption = None,
    brevity: options.BrevityOption = False,
    profanity: options.ProfanityOption = None,
    terminology: options.TerminologyOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Put the translations of a TMX file into the translation memory, for good.

    They are used wherever the same text is asked for in that language with the same settings, instead of a machine
    translation, in documents of the text's language. A text is what documents have as one: a paragraph, a heading, a
    table cell, a value.

    Formality and terminology are the stack's where they are not given. A rendition that is kept already is served until
    it expires or its original changes.

    \b
    Left out, and counted:
      translations whose codes are not those of the text, each once
      those that the access point would not trust: a number is lost, the text is gone
      languages that Amazon Translate does not have

    \b
    Example:
      lingopoint memory import reviewed.tmx --stack lingopoint
    """
    from lingopoint_cli.memory import tmx
    from lingopoint_cli.memory.importing import Import
    from lingopoint_cli.memory.table import remember, stack_direction, terminology_version

    place = options.place(stack, local=local, state=state_dir)
    wanted = options.wanted("en", formality, brevity=brevity, profanity=profanity, source="")
    direction = stack_direction(place, wanted, terminology)
    imported = Import(direction, terminology_version(place, direction.terminology))
    with terminal.working(f"importing {file}"):
        remember(place, imported.items(tmx.read(file)))
    for language, number in sorted(imported.taken.items()):
        terminal.say(f"{language}: {counted(number, 'unit')}")
    for reason, number in sorted(imported.left_out.items()):
        terminal.note(f"lingopoint: left out: {number:,} {reason}")


@app.command("export")
@reported
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The TMX file to write.", show_default=False)],
    to: options.To,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Only units that were imported.")] = False,
    formality: options.FormalityOption = None,
    brevity: options.BrevityOption = False,
    profanity: options.ProfanityOption = None,
    terminology: options.TerminologyOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Write what the translation memory holds in a language as a TMX file, for review.

    Each unit says whether it is reviewed or a machine's. Importing the file again makes all of its units reviewed ones:
    first take out what nobody has read.

    Formality and terminology are the stack's where they are not given; units of other settings are left out. Reads the
    whole table, which DynamoDB charges for.

    \b
    Example:
      lingopoint memory export fr.tmx --to fr --stack lingopoint
    """
    from lingopoint_cli.files.write import write_whole
    from lingopoint_cli.memory import exporting, tmx
    from lingopoint_cli.memory.table import stack_direction, terminology_version

    place = options.place(stack, local=local, state=state_dir)
    wanted = options.wanted(to, formality, brevity=brevity, profanity=profanity, source="")
    direction = stack_direction(place, wanted, terminology)
    with terminal.working("reading the translation memory"):
        held = exporting.held(place, direction, terminology_version(place, direction.terminology))
        chosen = {text: entry for text, entry in held.items() if entry.reviewed or not reviewed}
        units = list(exporting.units(chosen, direction.target))
        write_whole(file, tmx.write(units))
    terminal.say(f"{direction.target}: {counted(len(units), 'unit')}")
    if len(units) < len(chosen):
        terminal.note(f"lingopoint: left out: {len(chosen) - len(units):,} that TMX cannot hold")
