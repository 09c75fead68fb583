"""Forms of the wire, counted: one that comes back damaged too often is given up for a while, for the next one down.

Each failure is paid again, up to three times, so nobody waits for the next one. How Amazon Translate treats a form was
not seen for every pair of languages, and it changes there without notice; it is found out while it is at work.

    form        what fails                               the next one down
    BLOCKS      blocks are lost, or not in their places  each segment in a call of its own
    PROTECTED   protected text is lost or altered        the text between it, segment by segment
    INLINE      inline tags are lost, or nest wrongly    the text between them, segment by segment
"""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from lingopoint.languages import AUTO
from lingopoint.ports import Clock, Direction
from lingopoint.translation.segment import Segment
from lingopoint.translation.wire import MismatchError, from_wire
from lingopoint.unit import Code, CodeKind

_MOST_FAILED = 0.1
_TRIES = 20
"""So many are made before a form is given up."""
_WINDOW = 200
"""Of more tries than these all count half, so that the latest say most."""
_PAUSE = 60.0
"""Seconds for which a form is given up; then it is tried again. Longer than any call is under way."""


class Form(Enum):
    """What may come back damaged: how a call is put together, or what a segment of it holds."""

    BLOCKS = "blocks"
    ALONE = "alone"
    PROTECTED = "blocks with protected text"
    INLINE = "blocks with inline tags"


Pair = tuple[str, str]
"""The codes of a source and a target language."""


@dataclass(slots=True)
class _Record:
    """What became of the latest tries of one form."""

    tried: float = 0.0
    failed: float = 0.0

    def add(self, tried: int, failed: int) -> None:
        if self.tried > _WINDOW:
            self.tried, self.failed = self.tried / 2, self.failed / 2
        self.tried += tried
        self.failed += failed

    @property
    def fails(self) -> bool:
        return self.failed > _MOST_FAILED * self.tried


class Forms:
    """What became of each form, by pair of languages, as long as the process lives. Safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: dict[tuple[Pair, Form], _Record] = {}
        self._tried_again: dict[tuple[Pair, Form], float] = {}  # from when on; those that are given up

    @property
    def are_all_good(self) -> bool:
        """Whether none is given up."""
        return not self._tried_again

    def is_given_up(self, pair: Pair, form: Form, now: float) -> bool:
        """Whether the next form down is to be used at `now`, a moment of a clock.

        Where the source is still to be detected, a form is given up that is so from any language.
        """
        if pair[0] == AUTO:
            given_up = list(self._tried_again.items())
            return any(now < until for ((_, target), other), until in given_up if (target, other) == (pair[1], form))
        return bool(self._tried_again) and now < self._tried_again.get((pair, form), now)

    def count(self, pair: Pair, form: Form, tried: int, failed: int, now: float) -> None:
        """Take what became of some tries."""
        with self._lock:
            given_up = self._tried_again.get((pair, form))
            if given_up is not None and now < given_up:
                return  # was under way already
            record = self._records.setdefault((pair, form), _Record())
            record.add(tried, failed)
            if record.fails and (record.tried >= _TRIES or given_up is not None):
                self._tried_again[pair, form] = now + _PAUSE
                self._records[pair, form] = _Record()
            elif given_up is not None:
                del self._tried_again[pair, form]


class Ladder:
    """The forms as one translation uses them. `stepped_down` counts segments that went in a lower one at once."""

    def __init__(self, forms: Forms, direction: Direction, clock: Clock) -> None:
        self.stepped_down = 0
        self.direction = direction
        self._forms = forms
        self._clock = clock

    def of_call(self, _: Segment) -> Form:
        """How a segment is to share a call with others."""
        if self._is_given_up(Form.BLOCKS):
            self.stepped_down += 1
            return Form.ALONE
        return Form.BLOCKS

    def is_whole(self, segment: Segment) -> bool:
        """Whether a segment is to be sent with its codes; else only the text between them."""
        if self._forms.are_all_good:
            return True
        form = _of_codes(segment)
        return form is None or not self._is_given_up(form)

    def count(self, segments: Sequence[Segment], pieces: Sequence[str] | None) -> None:
        """Take what became of a call: what came of each segment, once it was checked; None where nobody can tell."""
        if len(segments) > 1:
            self._count(Form.BLOCKS, 1, int(pieces is None))
        tried, failed = Counter[Form](), Counter[Form]()
        for segment, piece in zip(segments, pieces or (), strict=False):
            form = _of_codes(segment)
            if form is not None:
                tried[form] += 1
                failed[form] += segment.target is None and _lost_codes(segment, piece)
        for form, times in tried.items():
            self._count(form, times, failed[form])

    def _is_given_up(self, form: Form) -> bool:
        return not self._forms.are_all_good and self._forms.is_given_up(self._pair, form, self._clock.now())

    def _count(self, form: Form, tried: int, failed: int) -> None:
        self._forms.count(self._pair, form, tried, failed, self._clock.now())

    @property
    def _pair(self) -> Pair:
        return self.direction.source, self.direction.target


def _of_codes(segment: Segment) -> Form | None:
    if len(segment.parts) == 1 and isinstance(segment.parts[0], str):
        return None
    kinds = {part.kind for part in segment.parts if isinstance(part, Code)}
    if not kinds:
        return None
    return Form.PROTECTED if kinds == {CodeKind.KEEP} else Form.INLINE


def _lost_codes(segment: Segment, returned: str) -> bool:
    try:
        from_wire(returned, segment.parts, segment.wire)
    except MismatchError:
        return True
    return False
