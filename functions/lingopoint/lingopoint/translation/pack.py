"""Packing: many units in as few calls as fit, and getting each one back.

Amazon Translate takes 10,000 bytes of UTF-8 a call. Plain units travel as lines, which cost one byte each; units with
markup travel as `<p>` blocks, Amazon's own documented form. The two never share a call, because text is escaped in one
and not in the other.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

from lingopoint.translation.wire import MismatchError, Wire, is_markup

MAX_BYTES = 10_000
"""The most UTF-8 bytes that TranslateText takes (Amazon Translate API reference, TranslateText, `Text`)."""

_BLOCK = re.compile(r"<\s*p\b[^<>]*>(.*?)<\s*/\s*p\s*>", re.DOTALL | re.IGNORECASE)
_MARKUP_OVERHEAD = len("<p></p>")
_LINE_OVERHEAD = len("\n")

MAX_UNIT_BYTES = MAX_BYTES - _MARKUP_OVERHEAD
"""The most bytes that one unit may have on the wire; longer ones are cut first."""

Pack = tuple[Wire, ...]

_BATCH_BYTES = 160_000
"""So much is looked at together: enough to fill calls well, little enough for the first ones to leave early."""
_ROOM_LEFT = MAX_BYTES // 50
"""A call with no more room than this is full."""


def packs(wires: Iterable[Wire]) -> Iterator[Pack]:
    """The wires in calls of at most MAX_BYTES, each wire in one call, in order within the call.

    Calls come as soon as they are full, while later wires are still being read.
    """
    plain, markup = _Packer(_LINE_OVERHEAD, MAX_BYTES + _LINE_OVERHEAD), _Packer(_MARKUP_OVERHEAD, MAX_BYTES)
    for wire in wires:
        yield from (markup if is_markup(wire) else plain).add(wire)
    for packer in (plain, markup):
        yield from packer.rest()


class _Packer:
    """Wires of one kind. A run of n lines has n - 1 separators, so the limit of lines counts one more."""

    def __init__(self, overhead: int, limit: int) -> None:
        self._overhead = overhead
        self._limit = limit
        self._waiting: list[Wire] = []
        self._sizes: list[int] = []
        self._room = _BATCH_BYTES

    def add(self, wire: Wire) -> Iterator[Pack]:
        """Takes a wire, and gives the calls that are full."""
        size = len(wire.encode()) + self._overhead
        self._waiting.append(wire)
        self._sizes.append(size)
        self._room -= size
        if self._room < 0:
            yield from self._fill(leaving=_ROOM_LEFT)
            # What did not fill a call is looked at again with as much more, so that no wire is looked at too often.
            self._room = max(_BATCH_BYTES, sum(self._sizes))

    def rest(self) -> Iterator[Pack]:
        """What is left, full or not."""
        return self._fill(leaving=self._limit)

    def _fill(self, leaving: int) -> Iterator[Pack]:
        waiting, sizes = self._waiting, self._sizes
        self._waiting, self._sizes = [], []
        for bin_ in fill(sizes, self._limit):
            if self._limit - sum(sizes[index] for index in bin_) <= leaving:
                yield tuple(waiting[index] for index in bin_)
            else:
                self._waiting += (waiting[index] for index in bin_)
                self._sizes += (sizes[index] for index in bin_)


def fill(sizes: Sequence[int], limit: int) -> list[list[int]]:
    """Indices of `sizes` in bins that hold at most `limit` each: best fit, largest first, ascending within a bin.

    Best-fit decreasing needs at most 11/9 of the fewest bins, and as good as the fewest where many items are small.
    Raises ValueError for a size over the limit.
    """
    bins: list[list[int]] = []
    free: list[tuple[int, int]] = []  # (room left, bin), ascending
    for index in sorted(range(len(sizes)), key=lambda index: -sizes[index]):
        size = sizes[index]
        if size > limit:
            raise ValueError(f"{size} bytes do not fit in {limit}")
        at = bisect_left(free, (size, -1))
        if at < len(free):
            room, bin_ = free.pop(at)
        else:
            room, bin_ = limit, len(bins)
            bins.append([])
        bins[bin_].append(index)
        insort(free, (room - size, bin_))
    return [sorted(bin_) for bin_ in sorted(bins, key=min)]


def join(pack: Pack) -> str:
    """The text of one call."""
    if _stands_alone(pack):
        return pack[0]
    if is_markup(pack[0]):
        return "".join(f"<p>{wire}</p>" for wire in pack)
    return "\n".join(pack)


def split(returned: str, pack: Pack) -> list[str]:
    """The translation of each wire of a call, in order. Raises MismatchError when they cannot be told apart."""
    if _stands_alone(pack):
        return [returned]
    if is_markup(pack[0]):
        pieces = _BLOCK.findall(returned)
        if _BLOCK.sub("", returned).strip():
            raise MismatchError("text outside the blocks")
    else:
        pieces = returned.replace("\r\n", "\n").split("\n")
    if len(pieces) != len(pack):
        raise MismatchError(f"{len(pack)} units came back as {len(pieces)}")
    return pieces


def _stands_alone(pack: Pack) -> bool:
    """Whether one wire is sent as it is. Escaped text without any tag is not: nothing would say that it is escaped."""
    return len(pack) == 1 and ("<" in pack[0] or "&" not in pack[0])
