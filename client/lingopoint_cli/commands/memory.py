"""`lingopoint memory`: reviewed translations into the translation memory of a stack, and out of it."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lingopoint_cli import options, terminal
from lingopoint_cli.failures import reported
from lingopoint_cli.renditions import counted
from lingopoint_cli.tags import Wanted

if TYPE_CHECKING:
    from lingopoint.adapters.dynamodb_memory import Entry
    from lingopoint.ports import Direction
    from lingopoint.translation.wire import Wire
    from lingopoint_cli.memory import tmx
    from lingopoint_cli.memory.units import Desk, Item
    from lingopoint_cli.place import Place

app = typer.Typer(
    name="memory",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Put reviewed translations into a stack's translation memory, and take them out.",
)

_Source = Annotated[
    str,
    typer.Option(
        "--source",
        metavar="LANG",
        help="What requests name as the source, a language or auto. Left out: auto, and the language of the text.",
        show_default=False,
    ),
]


@app.command("import")
@reported
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The TMX file.", show_default=False)],
    formality: options.FormalityOption = None,
    brevity: options.BrevityOption = False,
    profanity: options.ProfanityOption = None,
    source: _Source = "",
    terminology: options.TerminologyOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Put the translations of a TMX file into the translation memory, for good.

    They are used wherever the same text is asked for in that language with the same settings, instead of a machine
    translation. A text is what documents have as one: a paragraph, a heading, a table cell, a value.

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
    from lingopoint_cli.memory.table import remember, terminology_version

    place = options.place(stack, local=local, state=state_dir)
    wanted = options.wanted("en", formality, brevity=brevity, profanity=profanity, source=source)
    direction = _direction(place, wanted, terminology)
    imported = _Import(direction, terminology_version(place, direction.terminology))
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
    source: _Source = "",
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
    from lingopoint_cli.files import write_whole
    from lingopoint_cli.memory import tmx
    from lingopoint_cli.memory.table import terminology_version

    place = options.place(stack, local=local, state=state_dir)
    wanted = options.wanted(to, formality, brevity=brevity, profanity=profanity, source=source)
    direction = _direction(place, wanted, terminology)
    with terminal.working("reading the translation memory"):
        held = _held(place, direction, terminology_version(place, direction.terminology))
        chosen = {text: entry for text, entry in held.items() if entry.reviewed or not reviewed}
        units = list(_units(chosen, direction.target))
        write_whole(file, tmx.write(units))
    terminal.say(f"{direction.target}: {counted(len(units), 'unit')}")
    if len(units) < len(chosen):
        terminal.note(f"lingopoint: left out: {len(chosen) - len(units):,} that TMX cannot hold")


def _direction(place: "Place", wanted: Wanted, terminology: str) -> "Direction":
    """The direction in which units are asked for, as far as the stack settles it; no source is any."""
    direction = wanted.direction(terminology or place.config.terminology)
    formality = direction.formality or place.config.formality
    return replace(direction, source=direction.source if wanted.source else "", formality=formality)


class _Import:
    """A file's translations as items of the memory, and how many of them there are, by language, or by why not."""

    def __init__(self, direction: "Direction", version: str) -> None:
        self.taken: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self._direction = direction
        self._version = version

    def items(self, units: "Iterable[tmx.Unit | None]") -> "Iterator[Item]":
        """All items of these units."""
        for unit in units:
            if unit is None:
                self.left_out["without a text in the source language"] += 1
                continue
            for target in unit.targets:
                yield from self._items(unit.source, target)

    def _items(self, source: "tmx.Version", target: "tmx.Version") -> "list[Item]":
        from lingopoint import languages

        before, after = languages.match(source.language), languages.match(target.language)
        if before is None or after is None or before == after:
            return self._none("of languages that are not translated")
        if source.parts is None or target.parts is None:
            return self._none("whose codes do not pair")
        items = [desk.item(source.parts, target.parts, before) for desk in self._desks(before, after)]
        usable = [item for item in items if item is not None]
        if not usable:
            return self._none("that would not be trusted")
        self.taken[after] += 1
        return usable

    def _desks(self, source: str, target: str) -> "Iterator[Desk]":
        """One for each source language that a request may name: the text's own, or none."""
        from lingopoint.languages import AUTO
        from lingopoint_cli.memory.units import Desk

        for asked in [self._direction.source] if self._direction.source else [AUTO, source]:
            yield Desk(replace(self._direction, source=asked, target=target), self._version)

    def _none(self, reason: str) -> "list[Item]":
        self.left_out[reason] += 1
        return []


_Text = tuple[str, "Wire"]
"""A text: its language, and its wire form."""


def _held(place: "Place", direction: "Direction", version: str) -> "dict[_Text, Entry]":
    """What the memory holds in one direction, each text once: the reviewed one, if there is one."""
    from lingopoint.adapters.dynamodb_memory import entries
    from lingopoint_cli.memory.units import Shelf

    shelf = Shelf(direction, version)
    held: dict[_Text, Entry] = {}
    for entry in entries(place.dynamodb(), place.memory_table, time.time()):
        wire = shelf.wire(entry)
        if wire is not None and (entry.reviewed or (entry.translated.source, wire) not in held):
            held[entry.translated.source, wire] = entry
    return held


def _units(held: "dict[_Text, Entry]", target: str) -> "Iterator[tmx.Unit]":
    """The units of a file, by language and text."""
    from lingopoint.translation.reviewed import texts
    from lingopoint_cli.memory import tmx

    for (source, wire), entry in sorted(held.items()):
        parts = texts(wire, entry.translated.text)
        if parts is not None and all(map(tmx.writable, parts)):
            versions = tmx.Version(source, parts[0]), tmx.Version(target, parts[1])
            yield tmx.Unit(versions[0], [versions[1]], entry.reviewed)
