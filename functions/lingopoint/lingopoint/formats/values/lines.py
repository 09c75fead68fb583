"""A string that is nothing but text: its lines."""

from collections.abc import Iterator

from lingopoint.regex import compile_pattern
from lingopoint.unit import Unit, Work, write_with

_WRITE = write_with(str.encode)
_LINE = compile_pattern(rb"[^\r\n]+")


def line_units(data: bytes, work: Work) -> Iterator[Unit]:
    """The lines of UTF-8 text that hold a letter, a unit each."""
    for match in _LINE.finditer(data):
        line = match.group()
        text = line.strip()
        decoded = text.decode()
        if any(map(str.isalpha, decoded)):
            work.unit()
            start = match.start() + line.index(text)
            yield Unit(start, start + len(text), (decoded,), _WRITE)
