"""Packing: many segments in as few calls as fit."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from lingopoint.translation.blocks import block_bytes, join
from lingopoint.translation.forms import Form
from lingopoint.translation.segment import Segment

_CALLS_TOGETHER = 16
"""So many calls' bytes are looked at together: enough to fill calls well, few enough for the first to leave early."""
_PARTS_OF_A_CALL = 50
"""A call with no more room than one of so many parts of it is full."""


class Pack(NamedTuple):
    """One call's load: segments, and their text."""

    segments: tuple[Segment, ...]
    text: str


def alone(segment: Segment) -> Pack:
    """A segment in a call of its own."""
    return _pack([segment])


def halves(doubted: Pack) -> Iterator[Pack]:
    """The segments of a pack of which nobody can tell what came back of it, in two smaller ones."""
    middle = len(doubted.segments) // 2
    yield _pack(doubted.segments[:middle])
    yield _pack(doubted.segments[middle:])


def pack(
    segments: Iterable[Segment], max_bytes: int, form_of: Callable[[Segment], Form] = lambda _: Form.BLOCKS
) -> Iterator[Pack]:
    """The segments in packs of at most `max_bytes` bytes, each in one pack, in order within the pack.

    Packs come as soon as they are full, while later segments are still being read.
    """
    packer = _Packer(max_bytes)
    for segment in segments:
        if form_of(segment) is Form.ALONE:
            yield alone(segment)
        else:
            packer.add(segment)
            if packer.is_full:
                yield from packer.filled()
    yield from packer.rest()


class _Packer:
    """Segments that wait for their calls."""

    def __init__(self, max_bytes: int) -> None:
        self._overhead = block_bytes(max_bytes)
        self._limit = max_bytes
        self._leaving = max_bytes // _PARTS_OF_A_CALL
        self._waiting: list[Segment] = []
        self._sizes: list[int] = []
        self._together = max_bytes * _CALLS_TOGETHER
        self._room = self._together

    @property
    def is_full(self) -> bool:
        """Whether there is enough to fill calls well."""
        return self._room < 0

    def add(self, segment: Segment) -> None:
        """Takes a segment."""
        size = len(segment.wire.encode()) + self._overhead
        self._waiting.append(segment)
        self._sizes.append(size)
        self._room -= size

    def filled(self) -> Iterator[Pack]:
        """The packs that are full."""
        yield from self._fill(leaving=self._leaving)
        # What did not fill a call is looked at again with as much more, so that nothing is looked at too often.
        self._room = max(self._together, sum(self._sizes))

    def rest(self) -> Iterator[Pack]:
        """What is left, full or not."""
        return self._fill(leaving=self._limit)

    def _fill(self, leaving: int) -> Iterator[Pack]:
        waiting, sizes = self._waiting, self._sizes
        self._waiting, self._sizes = [], []
        for bin_ in fill(sizes, self._limit):
            if self._limit - sum(sizes[index] for index in bin_) <= leaving:
                yield _pack([waiting[index] for index in bin_])
            else:
                self._waiting += (waiting[index] for index in bin_)
                self._sizes += (sizes[index] for index in bin_)


def _pack(segments: Sequence[Segment]) -> Pack:
    return Pack(tuple(segments), join([segment.wire for segment in segments]))


def fill(sizes: Sequence[int], limit: int) -> list[list[int]]:
    """Indices of `sizes` in bins that hold at most `limit` each: best fit, largest first, ascending within a bin.

    Best-fit decreasing needs at most 11/9 of the fewest bins, and as good as the fewest where many items are small.
    Raises ValueError for a size over the limit.
    """
    bins: list[list[int]] = []
    free: list[tuple[int, int]] = []  # (room left, bin), ascending
    for index in sorted(range(len(sizes)), key=sizes.__getitem__, reverse=True):
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
