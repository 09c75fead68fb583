"""What the translation memory holds, on its way into a file."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lingopoint.adapters.dynamodb_memory import Entry, entries
from lingopoint.ports import Direction
from lingopoint.translation.reviewed import texts
from lingopoint.translation.wire import Wire
from lingopoint_cli.memory import tmx
from lingopoint_cli.memory.units import Shelf

if TYPE_CHECKING:
    from lingopoint_cli.place import Place

Held = dict[tuple[str, Wire], Entry]
"""Entries by their text: its language, and its wire form."""


def held(place: "Place", direction: Direction, version: str) -> Held:
    """What the memory holds in one direction, each text once: the reviewed one, if there is one."""
    shelf = Shelf(direction, version)
    found: Held = {}
    for entry in entries(place.dynamodb(), place.memory_table, time.time()):
        wire = shelf.wire(entry)
        if wire is not None and (entry.reviewed or (entry.translated.source, wire) not in found):
            found[entry.translated.source, wire] = entry
    return found


def units(chosen: Held, target: str) -> Iterator[tmx.Unit]:
    """The units of a file, by language and text; without those that TMX cannot hold."""
    for (source, wire), entry in sorted(chosen.items()):
        parts = texts(wire, entry.translated.text)
        if parts is not None and all(map(tmx.writable, parts)):
            versions = tmx.Version(source, parts[0]), tmx.Version(target, parts[1])
            yield tmx.Unit(versions[0], [versions[1]], entry.reviewed)
