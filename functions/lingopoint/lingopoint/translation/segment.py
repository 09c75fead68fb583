"""The segment: what is translated as one, on its way from a document's text to a translation that is believed."""

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


def letters(segment: Segment) -> int:
    """The characters of a segment's text, codes left out."""
    return sum(len(part) for part in segment.parts if isinstance(part, str))
