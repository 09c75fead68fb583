"""Reviewed translations: made ready for the memory by the same steps as a document's, and read out of it again."""

from dataclasses import dataclass

from lingopoint.ports import Direction, Traits
from lingopoint.translation.check import accept
from lingopoint.translation.cut import Cutter
from lingopoint.translation.remember import Keys
from lingopoint.translation.segment import Segment
from lingopoint.translation.wire import MismatchError, Wire, from_wire, read, spell
from lingopoint.unit import Parts


@dataclass(frozen=True, slots=True)
class Entry:
    """What the memory is given of one unit: its key, and the wire forms of the unit and of its translation."""

    key: str
    original: Wire
    translated: str


def entry(unit: Parts, target: Parts, direction: Direction, keys: Keys, traits: Traits) -> Entry | None:
    """The entry for a unit and its translation, both protected and of the same codes.

    None where a document's translation would not use it: it would not pass the checks, or the unit is not sent as one.
    """
    plan = Cutter(direction.source, traits.max_bytes).cut(unit)
    segments = [item for item in plan if isinstance(item, Segment)]
    if len(segments) != 1:
        return None
    (segment,) = segments
    translated = spell(target, unit)
    if not accept(segment, translated, direction):
        return None
    return Entry(keys.of(segment.wire), segment.wire, translated)


def texts(original: Wire, translated: str) -> tuple[Parts, Parts] | None:
    """A remembered unit and its translation; None where its codes cannot be told apart without its document."""
    try:
        source = read(original)
        return source, from_wire(translated, source, original)
    except MismatchError:
        return None
