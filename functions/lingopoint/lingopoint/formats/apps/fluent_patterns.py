"""The entries of Fluent files (https://github.com/projectfluent/fluent/blob/main/spec/fluent.ebnf), with their places.

What does not follow the grammar is junk, as it is for Fluent itself: it stays. Selectors inside of one another are read
to a depth of 20.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lingopoint.regex import compile_pattern
from lingopoint.unit import CODE_BYTES, Work

_MAX_DEPTH = 20

_ENTRY = compile_pattern(rb"(?:^|(?<=\A\xef\xbb\xbf))(-?[A-Za-z][\w-]*+)[ ]*+=[ ]*+", re.MULTILINE)
_ATTRIBUTE = compile_pattern(rb"(?:[ ]*+\r?\n)++[ ]*+\.([A-Za-z][\w-]*+)[ ]*+=[ ]*+")
_TEXT = compile_pattern(rb"(?:[^{}\r\n]++|\r(?!\n))++")
_BREAK = compile_pattern(rb"\r?\n((?:[ ]*+\r?\n)*+)([ ]*+)")
_END_OF_ENTRY = compile_pattern(rb"(?:[ ]*+\r?\n|[ ]*+\Z)")
_STRING = rb'"(?:[^"\\\r\n]++|\\.)*+"'
_PLACEABLE = compile_pattern(rb"\{(?:[^{}\"]++|%b)*+\}" % _STRING)
_SELECTOR = compile_pattern(rb"\{((?:[^{}\"\->]++|%b|-(?!>)|>)*+)->[ ]*+" % _STRING)
_VARIANT = compile_pattern(rb"(?:[ ]*+\r?\n)++[ ]*+(\*?)\[[ ]*+([\w.-]++)[ ]*+\][ ]*+")
_CLOSE = compile_pattern(rb"(?:[ ]*+\r?\n)++[ ]*+\}")
_DOUBLE = compile_pattern(rb"\{(?=[ ]*+\{)")

TEXT, CODE, BREAK, BLANK, SELECT = "text", "code", "break", "blank", "select"


class Item(NamedTuple):
    """A piece of a pattern: its kind, its bytes, and the variants of a selector."""

    kind: str
    start: int
    end: int
    variants: tuple["Variant", ...] = ()


class Variant(NamedTuple):
    """One of a selector's patterns."""

    key: str
    items: tuple[Item, ...]


class Pattern(NamedTuple):
    """A pattern that has a name: "id" or "id/attribute"; what begins with a hyphen is a term."""

    name: str
    items: tuple[Item, ...]


class _JunkError(Exception):
    pass


def patterns(data: bytes, work: Work) -> Iterator[Pattern]:
    """The patterns of all entries that follow the grammar."""
    reader = _Reader(data, work)
    position = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while entry := _ENTRY.search(data, position):
        position = entry.end()
        try:
            found, position = reader.entry(entry)
        except _JunkError:
            continue
        yield from found


class _Reader:
    def __init__(self, data: bytes, work: Work) -> None:
        self._data = data
        self._work = work

    def entry(self, entry: re.Match[bytes]) -> tuple[list[Pattern], int]:
        """The patterns of an entry, and where it ends."""
        name = entry[1].decode()
        items, position = self._pattern(entry.end(), 0)
        found = [Pattern(name, items)]
        while attribute := _ATTRIBUTE.match(self._data, position):
            items, position = self._pattern(attribute.end(), 0)
            if not items:
                raise _JunkError
            found.append(Pattern(f"{name}/{attribute[1].decode()}", items))
        if not _END_OF_ENTRY.match(self._data, position):
            raise _JunkError
        return found, position

    def _pattern(self, position: int, depth: int) -> tuple[tuple[Item, ...], int]:
        """The items of a pattern that starts there, and where it ends."""
        data = self._data
        items: list[Item] = []
        end = position
        while True:
            self._work.spend(CODE_BYTES)
            if text := _TEXT.match(data, position):
                items.append(Item(TEXT, *text.span()))
            elif data.startswith(b"{", position):
                items.append(self._placeable(position, depth))
            elif (line := _BREAK.match(data, position)) and self._goes_on(line):
                items.append(Item(BLANK if line[1] else BREAK, *line.span()))
                position = line.end()
                continue
            else:
                return tuple(items), end
            position = end = items[-1].end

    def _goes_on(self, line: re.Match[bytes]) -> bool:
        """Whether the line below a break belongs to the pattern."""
        first = self._data[line.end() : line.end() + 1]
        return first == b"{" or (line[2] != b"" and first not in {b"", b"[", b"*", b".", b"}"})

    def _placeable(self, start: int, depth: int) -> Item:
        if found := _PLACEABLE.match(self._data, start):
            if b"->" in found[0] and _SELECTOR.match(self._data, start):
                return self._select(start, depth)
            return Item(CODE, *found.span())
        if _DOUBLE.match(self._data, start):
            raise _JunkError
        return self._select(start, depth)

    def _select(self, start: int, depth: int) -> Item:
        selector = _SELECTOR.match(self._data, start)
        if selector is None or depth == _MAX_DEPTH:
            raise _JunkError
        position = selector.end()
        variants: list[Variant] = []
        defaults = 0
        while variant := _VARIANT.match(self._data, position):
            items, position = self._pattern(variant.end(), depth + 1)
            if not items:
                raise _JunkError
            variants.append(Variant(variant[2].decode(), items))
            defaults += variant[1] == b"*"
        close = _CLOSE.match(self._data, position)
        if close is None or defaults != 1:
            raise _JunkError
        return Item(SELECT, start, close.end(), tuple(variants))
