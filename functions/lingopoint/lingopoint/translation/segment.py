"""The segment: what is translated as one, on its way from a document's text to a translation that is believed."""

from collections.abc import Iterable, Iterator

from lingopoint.translation.wire import Wire
from lingopoint.unit import Part, Parts


class Segment:
    """Text that is translated as one: mostly a whole unit, without the white space at its ends.

    `parts`, protected, and `wire`, their form on the way, are there from the beginning. The pipeline adds one of these:

    `target`  the translation that passed every check, with the codes of `parts`
    `twin`    an earlier segment of the same wire form: it is sent for both
    `pieces`  what it was cut into at its codes, where it came back damaged even alone

    One that has none in the end stays in the source language.
    """

    __slots__ = ("parts", "pieces", "target", "twin", "wire")

    def __init__(self, parts: Parts, wire: Wire) -> None:
        self.parts = parts
        self.wire = wire
        self.target: Parts | None = None
        self.twin: Segment | None = None
        self.pieces: Plan = ()


Plan = tuple[Part | Segment, ...]
"""A unit in order: segments to translate, and the white space and codes between them that stay."""


class Distinct:
    """The segments of one document, each wire form once."""

    def __init__(self) -> None:
        self._first: dict[Wire, Segment] = {}

    def new(self, found: Iterable[Segment]) -> Iterator[Segment]:
        """The segments of wire forms that were not met before; the others are told which one is sent for them."""
        for segment in found:
            first = self._first.setdefault(segment.wire, segment)
            if first is segment:
                yield segment
            else:
                segment.twin = first

    def known(self, unit: Parts) -> Segment | None:
        """The segment that an earlier unit of the very same text was, where both are but text and one segment."""
        if len(unit) != 1 or not isinstance(unit[0], str):
            return None
        first = self._first.get(Wire(unit[0]))
        return first if first is not None and first.parts == unit else None

    def damaged(self) -> list[Segment]:
        """Those that have no target, and were not cut at their codes either."""
        return [segment for segment in self._first.values() if segment.target is None and not segment.pieces]

    def in_pieces(self) -> list[Segment]:
        """Those that were cut at their codes."""
        return [segment for segment in self._first.values() if segment.pieces]

    def forget(self) -> None:
        """Take all as not met."""
        self._first.clear()


def segments_of(plan: Plan) -> list[Segment]:
    """What of a plan is to be translated."""
    if len(plan) == 1 and isinstance(plan[0], Segment):
        return [plan[0]]
    return [item for item in plan if isinstance(item, Segment)]


def letters(segment: Segment) -> int:
    """The characters of a segment's text, codes left out."""
    first = segment.parts[0]
    if len(segment.parts) == 1 and isinstance(first, str):
        return len(first)
    return sum(len(part) for part in segment.parts if isinstance(part, str))
