"""From the units of a document to their translations: each distinct text sent once, and nothing believed unchecked.

    source       the language is settled: declared, detected in a sample, or the fallback
    protect      placeholders become codes, and names that are not to be translated
    cut          a unit becomes segments that fit in one call
    wire         each segment gets the form in which it is sent
    remember     what the translation memory holds is not sent
    pack         the others fill as few calls as they can
    send         calls go out side by side
    check        what comes back is a segment's target, or damaged
    assemble     a unit's target is put together from its segments

The steps run as a stream: calls leave while later units are still being cut. What came back damaged is sent alone; what
is still damaged is cut at its codes, so that only text is sent; what fails even so stays as it is, and is counted.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple

from lingopoint.errors import EntityTooLargeError, SlowDownError
from lingopoint.languages import AUTO
from lingopoint.ports import Clock, Direction, Memory, RefusedError, TranslatedText, Translator
from lingopoint.report import Cost, Report
from lingopoint.translation.assemble import assemble, assemble_pieces
from lingopoint.translation.blocks import split
from lingopoint.translation.check import DoubtError, accept, check_all
from lingopoint.translation.cut import Cutter
from lingopoint.translation.forms import Forms, Ladder
from lingopoint.translation.pack import Pack, alone, halves, pack
from lingopoint.translation.protect import Names, protect
from lingopoint.translation.remember import Keys, Languages, Remembered, terminology_version
from lingopoint.translation.segment import Distinct, Plan, Segment, letters, segments_of
from lingopoint.translation.send import Pace, Schedule
from lingopoint.translation.source import NO_HINTS, Hints, is_in, require_detection, require_languages, richest, sample
from lingopoint.translation.wire import MismatchError, spell
from lingopoint.unit import Parts, Work

_LOOKED_UP_TOGETHER = 500
"""Segments of which the memory is asked at a time."""

Late = Callable[[float], None]
"""Takes what still comes back within so many seconds of calls that were under way when a translation broke off."""


def _dropped(late: Late) -> None:
    """Nobody waits for it."""


class Tools(NamedTuple):
    """What translating needs: the service, the time, how fast to go, and what is remembered.

    `afterwards` is given what is left to do where a translation breaks off: to be done once the reader has an answer.
    `forms` is what became of each form of the wire before; without it nothing is known.
    """

    translator: Translator
    clock: Clock
    pace: Pace
    memory: Memory
    afterwards: Callable[[Late], None] = _dropped
    forms: Forms | None = None


class Translation(NamedTuple):
    """The target of each unit (None where the source stays), the source languages seen, and the cost.

    `terminologies` are the names of those that were applied. `already_in` is the language of units that are in the
    target language as they are; of all others it is empty.
    """

    targets: Sequence[Parts | None]
    sources: frozenset[str]
    cost: Cost
    terminologies: frozenset[str] = frozenset()
    already_in: str = ""


def translate_units(
    units: Sequence[Parts],
    direction: Direction,
    tools: Tools,
    deadline: float,
    work: Work | None = None,
    hints: Hints = NO_HINTS,
    names: Sequence[str] = (),
) -> Translation:
    """Translate units. `deadline` is a moment of the clock of `tools`; what is done is counted in `work`.

    Where the direction names no source, `hints` and the units tell it. Units that are in the target language already
    all stay as they are (None); they do not count as `kept`. Each of `names` stays as it is, wherever it is a word.
    Raises SlowDownError when it cannot be done in time, EntityTooLargeError when it is more than `work` has room for,
    RefusedError when the service will not, or cannot tell the language while nothing else does.
    """
    work = work or Work(now=tools.clock.now, deadline=deadline)
    pipeline = _Pipeline(direction, tools, deadline, work, hints, Names(names))
    try:
        targets = pipeline.run(units)
    except Exception as error:
        tools.afterwards(pipeline.late)
        if isinstance(error, SlowDownError | EntityTooLargeError):
            error.report = Report(cost=pipeline.cost + Cost(units=len(units)))
        raise
    cost = pipeline.cost + Cost(units=len(units))
    applied = frozenset(pipeline.terminologies)
    return Translation(targets, frozenset(pipeline.sources), cost, applied, pipeline.already_in)


class _Pipeline:
    """One translation under way."""

    def __init__(
        self, direction: Direction, tools: Tools, deadline: float, work: Work, hints: Hints, names: Names
    ) -> None:
        traits = tools.translator.traits
        self.sources: set[str] = set()
        self.terminologies: set[str] = set()
        self._named = direction.source
        self._direction = direction
        self._hints = hints
        self._names = names
        self._tools = tools
        self._translator = tools.translator
        self._max_bytes = traits.max_bytes
        self._work = work
        self._terminology_version = terminology_version(direction, tools.translator)
        self._languages = Languages(tools.memory, traits.key)
        self._schedule = Schedule(tools.clock, deadline, tools.pace, traits.name)
        self._ladder = Ladder(tools.forms or Forms(), direction, tools.clock)
        self._distinct = Distinct()
        self._sample: Sequence[Segment] = ()
        self._cost = Cost()
        self._use(direction.source)

    @property
    def cost(self) -> Cost:
        """What it cost so far."""
        return self._cost + self._schedule.cost + Cost(stepped_down=self._ladder.stepped_down)

    @property
    def already_in(self) -> str:
        """See `Translation`. A source that was named is meant to the letter."""
        source, target = self._direction.source, self._direction.target
        return source if source == target or (self._named == AUTO and is_in(source, target)) else ""

    def late(self, seconds: float) -> None:
        """See `Late`: it is paid for, and remembered for the next reader."""
        for sent, returned in self._schedule.late(seconds):
            self._arrived(sent, returned)

    def run(self, units: Sequence[Parts]) -> list[Parts | None]:
        """The target of each unit."""
        if self._named == AUTO:
            self._settle(units)
        if self.already_in:
            return [None] * len(units)
        plans: deque[Plan] = deque()
        self._send(self._packed(self._cut(units, plans)))
        self._send(map(alone, filter(self._ladder.is_whole, self._distinct.damaged())))
        self._send(self._packed(self._cut_at_codes(self._distinct.damaged())))
        self._join_pieces()
        # Each plan is gone when its target is there: both are large.
        targets = [assemble(unit, plans.popleft()) for unit in self._work.in_time(units)]
        self._cost += Cost(kept=targets.count(None))
        return targets

    def _cut(self, units: Sequence[Parts], plans: deque[Plan]) -> Iterator[Segment]:
        """The segments of the units; the plan of each unit goes to `plans`."""
        for unit in self._work.in_time(units):
            known = self._distinct.known(unit)
            plan = (known,) if known else self._cutter.cut(self._protected(unit))
            plans.append(plan)
            yield from () if known else segments_of(plan)

    def _protected(self, unit: Parts) -> Parts:
        return self._names.protect(protect(unit, self._work), self._work)

    def _cut_at_codes(self, damaged: Sequence[Segment]) -> Iterator[Segment]:
        for segment in self._work.in_time(damaged):
            segment.pieces = self._cutter.at_codes(segment)
            yield from segments_of(segment.pieces)

    def _join_pieces(self) -> None:
        """Remember whole what came back right in pieces, checked like any other, so that it is not asked for again."""
        joined = {}
        for segment in self._work.in_time(self._distinct.in_pieces()):
            target = assemble_pieces(segment)
            text = target and spell(target, segment.parts)
            if text and accept(segment, text, self._direction):
                joined[segment] = TranslatedText(text, self._direction.source)
        self._memory.put(joined)

    def _packed(self, found: Iterable[Segment]) -> Iterator[Pack]:
        """What has to be sent of these segments, in packs."""
        return pack(
            self._in_form(self._not_remembered(self._distinct.new(found))), self._max_bytes, self._ladder.of_call
        )

    def _in_form(self, new: Iterable[Segment]) -> Iterator[Segment]:
        """The segments; of those whose codes would come back damaged, the pieces."""
        to_cut: list[Segment] = []
        for segment in new:
            if self._ladder.is_whole(segment):
                yield segment
            else:
                to_cut.append(segment)
        self._ladder.stepped_down += len(to_cut)
        yield from self._not_remembered(self._distinct.new(self._cut_at_codes(to_cut)))

    def _not_remembered(self, new: Iterator[Segment]) -> Iterator[Segment]:
        while some := list(islice(new, _LOOKED_UP_TOGETHER)):
            self._recall(some)
            yield from (segment for segment in some if segment.target is None)

    def _recall(self, new: Sequence[Segment]) -> None:
        """Take what is remembered of new segments."""
        remembered = self._memory.recall(new)
        if remembered:
            self.sources.add(self._direction.source)
        self._cost += Cost(needed=sum(map(letters, new)), remembered=sum(map(letters, remembered)))

    def _use(self, source: str) -> None:
        """Translate from this language. Raises RefusedError where the service has it not."""
        self._direction = self._ladder.direction = replace(self._direction, source=source)
        require_languages(self._direction, self._translator.traits)
        self._cutter = Cutter(source, self._max_bytes, self._work)
        keys = Keys(self._direction, self._terminology_version, self._translator.traits.key)
        self._memory = Remembered(self._tools.memory, keys, self._direction)

    def _settle(self, units: Sequence[Parts]) -> None:
        """Find the source language: a document has one."""
        if declared := self._hints.language(units):
            self._use(declared)
        elif chosen := sample(self._whole(self._cut(richest(units), deque()))):
            self._detect(chosen)

    def _whole(self, found: Iterable[Segment]) -> Iterator[Segment]:
        """The segments; in the place of those that are not to be sent whole, their pieces."""
        for segment in found:
            yield from [segment] if self._ladder.is_whole(segment) else segments_of(self._cutter.at_codes(segment))

    def _detect(self, chosen: Sequence[Segment]) -> None:
        """Have the language detected in a sample, ahead of the rest; where it cannot be, it is the fallback."""
        try:
            if known := self._languages.recall(chosen):
                self._use(known)
                return
            require_detection(self._translator.traits)
            self._sample = chosen
            self._send(islice(pack(self._distinct.new(chosen), self._max_bytes, self._ladder.of_call), 1))
        except RefusedError as error:
            in_target = is_in(error.detected, self._direction.target)
            if not (in_target or self._hints.fallback):
                raise
            self._distinct.forget()
            self.sources.clear()
            self._use(error.detected if in_target else self._hints.fallback)

    def _send(self, packs: Iterable[Pack]) -> None:
        """Send packs, and take what comes back right. Of a call that is doubted nothing is; it is sent in halves."""
        while doubted := self._doubted(packs):
            packs = chain.from_iterable(map(halves, doubted))

    def _doubted(self, packs: Iterable[Pack]) -> list[Pack]:
        """Send packs, take what comes back right, and give those of which nobody can tell what is."""
        direction, translate = self._direction, self._translator.translate
        doubted = []
        for sent, returned in self._schedule.run(lambda load: translate(load.text, direction), packs):
            self.sources.add(returned.source)
            self.terminologies.update(returned.terminologies)
            self._cost += Cost(billed=len(sent.text))
            if not self._arrived(sent, returned) and len(sent.segments) > 1:
                doubted.append(sent)
        self._cost += Cost(doubted=len(doubted))
        return doubted

    def _arrived(self, sent: Pack, returned: TranslatedText) -> bool:
        """Take what a call brought, and of the first one the language where that is to be detected. See `_take`."""
        if self._direction.source == AUTO:
            self._use(returned.source)
            self._languages.put(self._sample, returned.source)
            self._recall(sent.segments)
        return bool(self.already_in) or self._take(sent, returned)

    def _take(self, sent: Pack, returned: TranslatedText) -> bool:
        """Take what of a call's answer is right, and remember it. False where that is in doubt: nothing was taken."""
        try:
            pieces = split(returned.text, sent.text, len(sent.segments))
        except MismatchError:
            self._ladder.count(sent.segments, None)
            return False
        try:
            targets = check_all(sent.segments, pieces, self._direction)
        except DoubtError:  # what the texts say is no fault of the form in which they came
            return False
        accepted = {}
        for segment, piece, target in zip(sent.segments, pieces, targets, strict=True):
            if segment.target is None and target is not None:  # what was remembered of a sample may be a reviewer's
                segment.target = target
                accepted[segment] = TranslatedText(piece, returned.source)
        self._ladder.count(sent.segments, pieces)
        self._cost += Cost(echoed=sum(found.text == segment.wire for segment, found in accepted.items()))
        self._memory.put(accepted)
        return True
