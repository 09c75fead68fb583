"""A file's translations on their way into the translation memory."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lingopoint import languages
from lingopoint.ports import Direction
from lingopoint.translation.source import general
from lingopoint_cli.memory import tmx
from lingopoint_cli.memory.units import Desk, Item


class Import:
    """Translations as items of the memory, and how many of them there are, by language, or by why not.

    `direction` is as `table.stack_direction` gives it; `version` is that of its terminology.
    """

    def __init__(self, direction: Direction, version: str) -> None:
        self.taken: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self._direction = direction
        self._version = version

    def items(self, units: Iterable[tmx.Unit | None]) -> Iterator[Item]:
        """All items of these units."""
        for unit in units:
            if unit is None:
                self.left_out["without a text in the source language"] += 1
                continue
            for target in unit.targets:
                yield from self._items(unit.source, target)

    def _items(self, source: tmx.Version, target: tmx.Version) -> list[Item]:
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

    def _desks(self, source: str, target: str) -> Iterator[Desk]:
        """One for each language that documents with such a text may be taken for: a region's form, the general one."""
        for settled in dict.fromkeys((source, general(source))):
            yield Desk(replace(self._direction, source=settled, target=target), self._version)

    def _none(self, reason: str) -> list[Item]:
        self.left_out[reason] += 1
        return []
