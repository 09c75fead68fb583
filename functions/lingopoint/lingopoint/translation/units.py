"""From the units of a document to their translations: each distinct text sent once, and nothing believed unchecked.

1. all distinct segments, packed in as few calls as fit
2. what came back damaged, each alone
3. what is still damaged, cut at its inline codes, so that only text is sent
4. what fails even so stays as it is, and is counted
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from lingopoint import languages
from lingopoint.errors import SlowDownError
from lingopoint.ports import Clock, Direction, Memory, TranslatedText, Translator
from lingopoint.report import Cost, Report
from lingopoint.translation import pack, segments
from lingopoint.translation.memory import Keys
from lingopoint.translation.protect import protect
from lingopoint.translation.schedule import Pace, Schedule
from lingopoint.translation.verify import verify
from lingopoint.translation.wire import MismatchError, Wire, from_wire
from lingopoint.unit import Code, Part, Parts, joined

# Languages whose texts commonly count years in another calendar, so that a year may rightly change.
_OTHER_CALENDARS = frozenset({"am", "fa", "fa-AF", "ja", "ps", "th"})

_LOOKED_UP_TOGETHER = 500
"""Units of which the memory is asked at a time."""


class Translation(NamedTuple):
    """The target of each unit (None where the source stays), the source languages seen, and the cost."""

    targets: Sequence[Parts | None]
    sources: frozenset[str]
    cost: Cost


class Tools(NamedTuple):
    """What translating needs: the service, the time, how fast to go, and what is remembered."""

    translator: Translator
    clock: Clock
    pace: Pace
    memory: Memory


def translate_units(units: Sequence[Parts], direction: Direction, tools: Tools, deadline: float) -> Translation:
    """Translate units. `deadline` is a moment of the clock of `tools`.

    Raises SlowDownError when it cannot be done in time, RefusedError when the service will not.
    """
    work = _Work(direction, tools, deadline)
    work.cost += Cost(units=len(units))
    try:
        plans = work.translate(units)
    except _SameLanguage:
        return Translation([None] * len(units), frozenset(work.sources), work.cost)
    except SlowDownError as error:
        error.report = Report(cost=work.cost)  # what was paid for, and is remembered for the retry
        raise
    plans.reverse()  # taken from the end, so that each plan is gone when its target is there: both are large
    targets = [work.target(unit, plans.pop()) for unit in units]
    return Translation(targets, frozenset(work.sources), work.cost + Cost(kept=targets.count(None)))


class _SameLanguage(Exception):  # noqa: N818  no error: the document is in the target language already
    """The source language that was detected is the target."""


class _Work:
    """One translation under way: what was sent, and what has come back right."""

    def __init__(self, direction: Direction, tools: Tools, deadline: float) -> None:
        self.cost = Cost()
        self.sources: set[str] = set()
        self.language = "en" if direction.source == languages.AUTO else direction.source.partition("-")[0]
        self._direction = direction
        self._tools = tools
        self._keys = Keys(direction, terminology_version(direction, tools.translator))
        self._numbers = direction.target not in _OTHER_CALENDARS
        self._deadline = deadline
        self._wanted: dict[Wire, segments.Segment] = {}
        self._accepted: dict[Wire, Parts] = {}
        self._not_believed: set[str] = set()

    def translate(self, units: Iterable[Parts]) -> list[segments.Plan]:
        """All the steps over the distinct segments of a document; the plan of each unit, for `assemble`."""
        # Not an attribute: the schedule holds this object, and a circle would keep both, and all they hold, alive.
        schedule = Schedule(self._send, self._tools.clock, self._deadline, self._tools.pace)
        plans: list[segments.Plan] = []
        self._send_all(schedule, pack.packs(self._planned(units, plans)))
        self._send_all(schedule, ((wire,) for wire in self._damaged()))
        damaged = [self._wanted[wire] for wire in self._damaged()]
        pieces = (piece for segment in damaged for piece in self._pieces(segment))
        self._send_all(schedule, pack.packs(self._new(pieces)))
        return plans

    def _planned(self, units: Iterable[Parts], plans: list[segments.Plan]) -> Iterator[Wire]:
        """Plans the units one after the other, and gives the wires that have to be sent for them."""

        def items() -> Iterator[Part | segments.Segment]:
            for unit in units:
                plans.append(segments.plan(protect(unit), self.language))
                yield from plans[-1]

        return self._new(items())

    def _new(self, items: Iterable[Part | segments.Segment]) -> Iterator[Wire]:
        """The wires of segments that were not met before and are not remembered."""
        met: dict[Wire, segments.Segment] = {}
        for item in items:
            if isinstance(item, segments.Segment) and item.wire not in self._wanted:
                met[item.wire] = self._wanted[item.wire] = item
                if len(met) == _LOOKED_UP_TOGETHER:
                    yield from self._recall(met)
                    met = {}
        yield from self._recall(met)

    def _damaged(self) -> list[Wire]:
        return [wire for wire in self._wanted if wire not in self._accepted]

    def target(self, unit: Parts, plan: segments.Plan) -> Parts | None:
        """The unit's target: the unit itself where nothing changed, not the same text with its placeholders apart."""
        target = self.assemble(plan)
        return unit if target == segments.source(plan) else target

    def assemble(self, plan: segments.Plan) -> Parts | None:
        """The unit's target from its plan, or None when any of it could not be translated."""
        parts: list[Part] = []
        for item in plan:
            if not isinstance(item, segments.Segment):
                parts.append(item)
                continue
            target = self._target(item)
            if target is None:
                return None
            if len(plan) == 1:
                return target
            parts += target
        return joined(parts)

    def _target(self, segment: segments.Segment) -> Parts | None:
        target = self._accepted.get(segment.wire)
        if target is not None:
            return _with_codes_of(segment.parts, target, self._wanted[segment.wire].parts)
        plan = self._pieces(segment)
        return None if plan == (segment,) else self.assemble(plan)

    def _pieces(self, segment: segments.Segment) -> segments.Plan:
        """The segment cut at its codes; as it is when it has none."""
        if any(isinstance(part, Code) for part in segment.parts):
            return segments.pieces(segment.parts, self.language)
        return (segment,)

    def _recall(self, met: dict[Wire, segments.Segment]) -> list[Wire]:
        """Those of `met` that are not remembered. What is remembered is checked like any other translation."""
        keys = {self._keys.of(wire): wire for wire in met}
        for key, found in self._tools.memory.get(list(keys)).items():
            if self._accept(keys[key], found.text):
                self.sources.add(found.source)
                self.cost += Cost(remembered=_letters(met[keys[key]].parts))
            else:
                self._not_believed.add(key)  # perhaps a reviewer's: it is not used, but not overwritten either
        self.cost += Cost(needed=sum(_letters(segment.parts) for segment in met.values()))
        return [wire for wire in met if wire not in self._accepted]

    def _send_all(self, schedule: Schedule[pack.Pack, TranslatedText], packs: Iterable[pack.Pack]) -> None:
        """Send calls, and keep what comes back right."""
        waiting = iter(packs)
        if self._direction.source == languages.AUTO:
            first = list(islice(waiting, 1))
            if first and not self.sources:
                self._run(schedule, first)
                first = []
            if self.sources:
                self._settle_source()
            waiting = chain(first, waiting)
        self._run(schedule, waiting)

    def _run(self, schedule: Schedule[pack.Pack, TranslatedText], packs: Iterable[pack.Pack]) -> None:
        try:
            for sent, returned in schedule.run(packs):
                self.sources.add(returned.source)
                self.cost += Cost(billed=len(pack.join(sent)))
                self._keep(sent, returned)
        finally:
            tally = schedule.tally
            self.cost = replace(self.cost, calls=tally.calls, throttled=tally.throttled, failed=tally.failed)

    def _settle_source(self) -> None:
        """Take the language that was found first for the document's: detection is charged, and a document has one."""
        source = min(self.sources)
        self._direction = replace(self._direction, source=source)
        if source == self._direction.target:
            raise _SameLanguage

    def _send(self, sent: pack.Pack) -> TranslatedText:
        return self._tools.translator.translate(pack.join(sent), self._direction)

    def _keep(self, sent: pack.Pack, returned: TranslatedText) -> None:
        """Take what of a call's answer is right, and remember it."""
        try:
            pieces = pack.split(returned.text, sent)
        except MismatchError:
            return
        items: dict[str, TranslatedText] = {}
        originals: dict[str, str] = {}
        for wire, piece in zip(sent, pieces, strict=True):
            if self._accept(wire, piece) and (key := self._keys.of(wire)) not in self._not_believed:
                items[key], originals[key] = TranslatedText(piece, returned.source), wire
        self._tools.memory.put(items, originals)

    def _accept(self, wire: Wire, piece: str) -> bool:
        source = self._wanted[wire].parts
        try:
            target = from_wire(piece, source, wire)
            verify(source, target, numbers=self._numbers)
        except MismatchError:
            return False
        self._accepted[wire] = target
        return True


def terminology_version(direction: Direction, translator: Translator) -> str:
    """The version of the direction's terminology; empty without one."""
    return translator.terminology_version(direction.terminology) if direction.terminology else ""


def _with_codes_of(parts: Parts, target: Parts, source: Parts) -> Parts:
    """`target`, which was made of `source`, with the codes of `parts`, which has the same wire form."""
    if source == parts:
        return target
    codes = dict(zip(_codes(source), _codes(parts), strict=True))
    return tuple(codes[part] if isinstance(part, Code) else part for part in target)


def _codes(parts: Parts) -> list[Code]:
    return [part for part in parts if isinstance(part, Code)]


def _letters(parts: Parts) -> int:
    return sum(len(part) for part in parts if isinstance(part, str))
