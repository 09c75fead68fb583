"""Translatable units: what a format finds in a document, and how a translation goes back in.

A format never re-renders. It points at the bytes that hold human text (a `Unit` each), and `splice` copies every other
byte. The translation of a unit is a sequence of the same kind of parts as its source.
"""

import io
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from heapq import merge
from itertools import chain
from typing import NamedTuple, TypeVar, overload

from lingopoint.errors import EntityTooLargeError, SlowDownError

_Item = TypeVar("_Item")

UNIT_BYTES, CODE_BYTES = 600, 320
"""What a unit and a code take at the peak, from extraction to splice; the bytes of a document as a multiple of them.

Measured with the shapes of `bench/growth.py`, rounded up: no shape took more than was counted.
"""

_LOOK_EVERY = 100 * UNIT_BYTES
_LOOK_AFTER = 50
"""Items of which each takes little time."""


class Work:
    """What one document may take: memory, counted before it is spent, and time, looked at while it is counted.

    `most` is in bytes, `most_codes` the most inline codes; `deadline` is a moment of the clock `now`. Formats and the
    pipeline count in the same one.
    """

    def __init__(
        self,
        most: float = math.inf,
        most_codes: float = math.inf,
        now: Callable[[], float] = lambda: 0.0,
        deadline: float = math.inf,
    ) -> None:
        self.units = 0
        self.codes = 0
        self._most = most
        self._most_codes = most_codes
        self._now = now
        self._deadline = deadline
        self._spent = 0
        self._until = min(most, _LOOK_EVERY)

    def spend(self, amount: int) -> None:
        """Count so many bytes. Raises EntityTooLargeError beyond the most, SlowDownError when the time is over."""
        self._spent += amount
        if self._spent > self._until:
            self._check()

    def unit(self) -> None:
        """Count a unit, or a piece of one that is sent by itself. Raises as `spend` does."""
        self.units += 1
        self.spend(UNIT_BYTES)

    def code(self) -> None:
        """Count an inline code. Raises as `spend` does."""
        self.codes += 1
        self.spend(CODE_BYTES)
        if self.codes > self._most_codes:
            raise EntityTooLargeError(
                f"The original has more inline codes than can be translated: over {self._most_codes:,.0f}, of markup "
                f"and placeholders within sentences, are too many for its size."
            )

    def look(self) -> None:
        """Raise SlowDownError when the time is over: for loops that spend nothing."""
        if self._now() >= self._deadline:
            raise SlowDownError("The translation did not end in time. Ask again: what is done is kept.")

    def in_time(self, items: Sequence[_Item]) -> Sequence[_Item]:
        """The items; whoever goes through them looks at the time every few of them."""
        return _InTime(items, self.look)

    def _check(self) -> None:
        if self._spent > self._most:
            raise EntityTooLargeError(
                f"The original holds more than can be translated at once: its first {self.units:,} units and "
                f"{self.codes:,} inline codes need {self._spent / 1e6:,.0f} MB, and there are {self._most / 1e6:,.0f}."
            )
        self._until = min(self._most, self._spent + _LOOK_EVERY)
        self.look()


class _InTime(Sequence[_Item]):
    """See `Work.in_time`."""

    def __init__(self, items: Sequence[_Item], look: Callable[[], None]) -> None:
        self._items = items
        self._look = look

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, index: int) -> _Item: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[_Item]: ...

    def __getitem__(self, index: int | slice) -> _Item | Sequence[_Item]:
        return self._items[index]

    def __iter__(self) -> Iterator[_Item]:
        for start in range(0, len(self._items), _LOOK_AFTER):
            self._look()
            yield from self._items[start : start + _LOOK_AFTER]


UNBOUNDED = Work()


class CodeKind(Enum):
    """What an inline code is to the sentence around it (XLIFF 2.1 section 4.2.3 has the same four roles)."""

    OPEN = "open"
    CLOSE = "close"
    LONE = "lone"
    KEEP = "keep"

    # Members are singletons; Enum's own hash, of the name, is a Python call for each of very many codes.
    __hash__ = object.__hash__


class Code(NamedTuple):
    """Something inside a sentence that is not to be translated: markup, a placeholder, inline code.

    `number` counts from 1 in order of appearance within the unit; an OPEN and its CLOSE share one number.
    `raw` is the original bytes, copied as they are; None means that `shown` is written through the format's own
    encoding (a placeholder found in decoded text).
    `shown`, on KEEP only, is the text that the translator sees and must give back unchanged.
    """

    kind: CodeKind
    number: int
    raw: bytes | None
    shown: str = ""


Part = str | Code
"""A piece of a unit: human text, decoded and free of line breaks, or an inline code."""

Parts = tuple[Part, ...]

Writer = Callable[[Parts], bytes]
"""Writes a translation in the place of its unit: text encoded for its context, so that it can never add markup."""


class Unit(NamedTuple):
    """One translatable unit: the bytes `start` to `end` (half-open) of the document, as decoded parts.

    `start == end` inserts. White space around the text stays outside the span. `write` gets the translated parts and
    returns the bytes that replace the span. Unless a format says so, it is not called for a translation that equals
    `parts`.
    """

    start: int
    end: int
    parts: Parts
    write: Writer


class Edit(NamedTuple):
    """Bytes that change together with the language (an HTML `lang`, a PO header), only when anything was translated."""

    start: int
    end: int
    replacement: bytes


def joined(parts: Iterable[Part]) -> Parts:
    """The same parts with neighbouring text in one piece and without empty text."""
    result: list[Part] = []
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            if part:
                texts.append(part)
            continue
        if texts:
            result.append(texts[0] if len(texts) == 1 else "".join(texts))
            texts.clear()
        result.append(part)
    if texts:
        result.append("".join(texts))
    return tuple(result)


def numbered(parts: Iterable[Part]) -> Parts:
    """The parts, their codes numbered from 1 in order of appearance; an OPEN and its CLOSE share one number."""
    numbers: dict[int, int] = {}
    count = 0
    result: list[Part] = []
    for part in parts:
        if isinstance(part, str):
            result.append(part)
            continue
        number = numbers.get(part.number) if part.kind is CodeKind.CLOSE else None
        if number is None:
            count += 1
            number = count
            if part.kind is CodeKind.OPEN:
                numbers[part.number] = number
        result.append(part if part.number == number else Code(part.kind, number, part.raw, part.shown))
    return tuple(result)


def write_with(encode: Callable[[str], bytes]) -> Writer:
    """A writer for contexts where text is encoded piece by piece and codes keep their bytes."""

    def write(parts: Parts) -> bytes:
        return b"".join(
            encode(part) if isinstance(part, str) else encode(part.shown) if part.raw is None else part.raw
            for part in parts
        )

    return write


class Spliced(NamedTuple):
    """A document with its translations in place. `kept` counts the units whose translation could not be written."""

    data: bytes
    kept: int


Splice = Callable[[Sequence[Parts | None]], Spliced]
Reread = Callable[[Splice, Sequence[Unit], Sequence[Parts | None]], Spliced]


class Document:
    """A parsed document: its units in order of position, and how to put translations back.

    This base class serves every format whose units are spans of the bytes themselves. Formats that nest (office
    documents, HTML inside a JSON string) or that keep source and target (XLIFF) override `_splice`; one that checks its
    output in its own way (Markdown) overrides `splice`.

    `language` is what the document itself says its text is in: a BCP 47 tag or the name of a locale, or nothing.
    `reread` is how what was written is read again, so that nothing but words has changed (`formats.soundness`).
    """

    reread: Reread | None = None

    def __init__(self, data: bytes, units: Sequence[Unit], edits: Sequence[Edit] = ()) -> None:
        self.data = data
        self.units = units
        self.edits = edits
        self.language = ""

    @property
    def starts(self) -> Sequence[int]:
        """Where in `data` each unit stands, or what it lies in."""
        return [unit.start for unit in self.units]

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """The document with `targets[i]` in place of `units[i]`; None or a target equal to its source changes nothing.

        The same bytes come back when nothing was translated.
        """
        return self._splice(targets) if self.reread is None else self.reread(self._splice, self.units, targets)

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        changes = changed(self.units, targets)
        first = next(changes, None)
        if first is None:
            return Spliced(self.data, 0)
        return Spliced(_replace_in_order(self.data, merge(chain([first], changes), sorted(self.edits))), 0)


def changed(units: Sequence[Unit], targets: Sequence[Parts | None]) -> Iterator[Edit]:
    """One edit for each unit whose translation differs from its source."""
    for unit, target in zip(units, targets, strict=True):
        if target is not None and target != unit.parts:
            yield Edit(unit.start, unit.end, unit.write(target))


def replace(data: bytes, edits: Iterable[Edit]) -> bytes:
    """`data` with each span replaced; edits may come in any order but must not overlap."""
    return _replace_in_order(data, sorted(edits, key=lambda edit: edit[:2]))


def _replace_in_order(data: bytes, edits: Iterable[Edit]) -> bytes:
    result = io.BytesIO()  # grows in place; a list of pieces would hold the document twice
    position = 0
    for start, end, replacement in edits:
        if start < position:
            raise ValueError(f"edits overlap at byte {start}")
        result.write(data[position:start])
        result.write(replacement)
        position = end
    result.write(data[position:])
    return result.getvalue()
