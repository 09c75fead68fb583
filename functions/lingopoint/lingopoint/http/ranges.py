"""Byte ranges (RFC 9110 section 14) and S3's part numbers, on the bytes that are served.

S3 serves one range a request. A range that is malformed, or several of them, is ignored and the whole object served; a
well-formed one that lies beyond the end is 416. Its numbers may have any length: to read to the end, the AWS SDK for
Java asks for `bytes=0-9223372036854775807`.
"""

import re
from typing import NamedTuple

from lingopoint.ports import Body

_SKIPPED_AT_ONCE = 64 * 1024

_RANGE = re.compile(r"bytes=\s*(?:([0-9]+)\s*-\s*([0-9]+)?|-\s*([0-9]+))\s*", re.IGNORECASE)
_BEYOND = 10**18
"""A place that no object reaches; numbers that are greater are as good as this one."""


class UnsatisfiableError(Exception):
    """The range or part lies outside of the object."""


class ByteRange(NamedTuple):
    """One range as asked for: `first` to `last` inclusive, to the end without `last`, or the last `suffix` bytes."""

    first: int = 0
    last: int | None = None
    suffix: int | None = None

    @classmethod
    def from_header(cls, text: str) -> "ByteRange | None":
        """The range of a Range header, or None where it is to be ignored."""
        match = _RANGE.fullmatch(text.strip())
        if match is None:
            return None
        first, last, suffix = (_number(group) if group else None for group in match.groups())
        if first is None:
            return cls(suffix=suffix)
        return cls(first, last) if last is None or first <= last else None

    def resolve(self, length: int) -> "ContentRange":
        """The bytes that are meant, of an object of `length`. Raises UnsatisfiableError where there are none."""
        if self.suffix is not None:
            start, stop = max(0, length - self.suffix), length
        else:
            start, stop = self.first, length if self.last is None else min(length, self.last + 1)
        if start >= stop:
            raise UnsatisfiableError
        return ContentRange(start, stop, length)


def _number(digits: str) -> int:
    significant = digits.lstrip("0") or "0"
    return int(significant) if len(significant) <= 18 else _BEYOND


class ContentRange(NamedTuple):
    """The bytes `start` to `stop` (half-open) of `length`."""

    start: int
    stop: int
    length: int

    def to_header(self) -> str:
        """The range as Content-Range gives it."""
        return f"bytes {self.start}-{self.stop - 1}/{self.length}"

    def of(self, whole: bytes | Body) -> bytes | Body:
        """The bytes themselves: at once, or as they are read from a stream of the whole."""
        return whole[self.start : self.stop] if isinstance(whole, bytes) else _Part(whole, self)


class _Part:
    """A range of a stream, which is read from its beginning."""

    def __init__(self, whole: Body, place: ContentRange) -> None:
        self._whole = whole
        self._before = place.start
        self._left = place.stop - place.start

    def read(self, amount: int | None = None, /) -> bytes:
        """See `Body.read`."""
        while self._before:
            skipped = self._whole.read(min(self._before, _SKIPPED_AT_ONCE))
            if not skipped:
                return b""
            self._before -= len(skipped)
        data = self._whole.read(self._left if amount is None else min(amount, self._left))
        self._left -= len(data)
        return data
