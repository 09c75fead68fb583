"""The translations of a file, unit by unit, for a document that may have changed since the file was written."""

from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from lingopoint.unit import Parts
from lingopoint_cli.exchange.inline import TornError, parts_of
from lingopoint_cli.exchange.original import Opened, Text
from lingopoint_cli.exchange.reading import NotFinishedError, Received, Unit


class Kept(NamedTuple):
    """A unit that stays as it was: its number, its text, and why."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The translations by the place of their unit, the units without one, how many of the file belong nowhere."""

    targets: dict[int, Parts] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    left_over: int = 0

    def keep(self, text: Text, reason: str) -> None:
        """Have a unit stay as it was."""
        self.kept.append(Kept(text.place + 1, text.shown, reason))


def merge(opened: Opened, received: Received, *, unconfirmed: bool = False) -> Merged:
    """What the file has for each text of the document: by its own place first, else wherever that text stood."""
    finder = _Finder(opened.texts, received)
    merged = Merged(left_over=finder.left_over)
    for text in opened.texts:
        unit = finder.found.get(text.place)
        if unit is None:
            merged.keep(text, "the file has not got it")
            continue
        try:
            target = parts_of(unit.target(unconfirmed=unconfirmed), text.parts)
        except (NotFinishedError, TornError) as error:
            merged.keep(text, str(error))
        else:
            merged.targets[text.place] = opened.units[text.place] if target == text.parts else target
    return merged


class _Finder:
    """Which unit of a file is whose. A text that stands in more places than before has the translation of another."""

    def __init__(self, texts: list[Text], received: Received) -> None:
        units = {identity.removeprefix("u"): unit for identity, unit in received.units.items()}
        self.found: dict[int, Unit] = {text.place: units.pop(text.name) for text in texts if text.name in units}
        moved: dict[str, deque[Unit]] = {}
        for name, unit in units.items():
            moved.setdefault(name.partition("-")[2], deque()).append(unit)
        known = {text.digest: self.found[text.place] for text in texts if text.place in self.found}
        self.left_over = len(units)
        for text in texts:
            if text.place in self.found:
                continue
            if waiting := moved.get(text.digest):
                known[text.digest] = waiting.popleft()
                self.left_over -= 1
            if text.digest in known:
                self.found[text.place] = known[text.digest]
