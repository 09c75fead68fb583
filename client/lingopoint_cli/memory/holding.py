"""What the translation memory holds for the texts of one document."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lingopoint.adapters.amazon_translate import TRAITS
from lingopoint.adapters.dynamodb_memory import entries_of
from lingopoint.ports import NO_ORIGINALS, Direction, TranslatedText
from lingopoint.translation import Keys
from lingopoint.translation.assemble import assemble
from lingopoint.translation.cut import Cutter
from lingopoint.translation.remember import Remembered
from lingopoint.translation.segment import Distinct, segments_of
from lingopoint.translation.source import general
from lingopoint.translation.wire import Wire
from lingopoint.unit import Parts
from lingopoint_cli.failures import UNREACHABLE, explained

if TYPE_CHECKING:
    from lingopoint_cli.place import Place


class Held(NamedTuple):
    """The translation of a text; `reviewed` if all of it is a person's."""

    parts: Parts
    reviewed: bool


class _Table:
    """The table as a memory that is only read, and knows afterwards what of it was reviewed."""

    def __init__(self, place: "Place") -> None:
        self.reviewed: set[str] = set()
        self._place = place

    def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:
        """See `Memory.get`. Raises botocore's errors, and TimeoutError."""
        found = list(entries_of(self._place.dynamodb(), self._place.memory_table, keys, time.time()))
        self.reviewed.update(entry.key for entry in found if entry.reviewed)
        return {entry.key: entry.translated for entry in found}

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] = NO_ORIGINALS) -> None:
        """See `Memory.put`; nothing is."""

    def flush(self) -> None:
        """See `Memory.flush`."""


def held_for(place: "Place", units: Sequence[Parts], direction: Direction, version: str) -> list[Held | None]:
    """What is held for each of these units, protected, in this direction with a terminology of this version.

    It is what a reader would be given: what the checks do not believe counts as not held. Raises Failure, and
    botocore's errors.
    """
    cutter = Cutter(direction.source, TRAITS.max_bytes)
    plans = [cutter.cut(unit) for unit in units]
    segments = list(Distinct().new(segment for plan in plans for segment in segments_of(plan)))
    reviewed: set[Wire] = set()
    for source in dict.fromkeys((direction.source, general(direction.source))):
        settled, table = replace(direction, source=source), _Table(place)
        keys = Keys(settled, version, TRAITS.key)
        with explained("the translation memory", {TimeoutError: UNREACHABLE}):
            believed = Remembered(table, keys, settled).recall([each for each in segments if each.target is None])
        reviewed.update(segment.wire for segment in believed if keys.of(segment.wire) in table.reviewed)
    targets = [assemble(unit, plan) if segments_of(plan) else None for unit, plan in zip(units, plans, strict=True)]
    return [
        None if target is None else Held(target, all(segment.wire in reviewed for segment in segments_of(plan)))
        for target, plan in zip(targets, plans, strict=True)
    ]
