"""The sentence of a paragraph: its text, and the elements inside it as codes."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from lingopoint.formats.odf.names import Names, Role
from lingopoint.formats.odf.text import MARKUP, visible
from lingopoint.formats.xml import (
    LONGEST_SHOWN,
    Element,
    Item,
    Items,
    Tree,
    escape,
    one_line,
    parts_of,
    trimmed,
    unescape,
)
from lingopoint.unit import CodeKind, Unit, Work, write_with

_SPACE = " \t\r\n"
_WRITE = write_with(escape)


class Sentence(NamedTuple):
    """A unit, and the places of those of its codes that may hold paragraphs of their own."""

    unit: Unit
    homes: list[tuple[int, int]]


class _Pair(NamedTuple):
    """A pair that is open: where its text ends and the whole of it, and the first element after it."""

    stop: int
    end: int
    next: int


def sentence(tree: Tree, paragraph: Element, names: Names, work: Work) -> Sentence | None:
    """What is to be translated of a paragraph; None when it holds no letter."""
    reader = _Reader(tree, names, work)
    items = trimmed(reader.read(paragraph))
    if not any(item.kind is None and any(map(str.isalpha, item.text)) for item in items):
        return None
    _strip(tree.data, items[0], items[-1])
    work.unit()
    unit = Unit(items[0].start, items[-1].end, parts_of(items), _WRITE)
    return Sentence(unit, list(_homes(items, reader.holders)))


def _homes(items: list[Item], holders: list[int]) -> Iterator[tuple[int, int]]:
    for item in items if holders else ():
        at = bisect_left(holders, item.start)
        if item.kind is CodeKind.LONE and at < len(holders) and holders[at] < item.end:
            yield item.start, item.end


def _strip(data: bytes, first: Item, last: Item) -> None:
    """White space that is written as such stays outside."""
    if first.kind is None:
        raw = data[first.start : first.end]
        first.start += len(raw) - len(raw.lstrip(_SPACE.encode()))
        first.text = first.text.lstrip(_SPACE)
    if last.kind is None:
        raw = data[last.start : last.end]
        last.end -= len(raw) - len(raw.rstrip(_SPACE.encode()))
        last.text = last.text.rstrip(_SPACE)


class _Reader:
    """Reads the content of one paragraph. `holders` is where elements begin that hold others and are codes."""

    def __init__(self, tree: Tree, names: Names, work: Work) -> None:
        self._tree = tree
        self._names = names
        self._work = work
        self._items = Items(work)
        self._open: list[_Pair] = []
        self._position = 0
        self.holders: list[int] = []

    def read(self, paragraph: Element) -> list[Item]:
        """The items, balanced."""
        self._position = paragraph.content
        index = paragraph.index + 1
        while True:
            element = self._tree.elements[index] if index < paragraph.next else None
            if self._open and (element is None or element.start >= self._open[-1].stop):
                index = self._close(self._open.pop())
            elif element is None:
                self._text(paragraph.stop)
                return self._items.items
            else:
                self._text(element.start)
                index = self._element(element)

    def _close(self, pair: _Pair) -> int:
        self._text(pair.stop)
        self._items.close(pair.stop, pair.end, self._tree.data[pair.stop : pair.end])
        self._position = pair.end
        return pair.next

    def _element(self, element: Element) -> int:
        """Takes an element, or the beginning of a pair; returns the index of the next one."""
        role = self._names.role(element)
        inner = self._pair(element, role)
        if inner is not None:
            self._items.open(element.start, inner.content, self._tree.data[element.start : inner.content])
            self._open.append(_Pair(inner.stop, element.end, element.next))
            self._position = inner.content
            return inner.index + 1
        raw = self._tree.data[element.start : element.end]
        shown = visible(self._tree, element, self._names).strip() if role is Role.FIELD else ""
        if 0 < len(shown) <= LONGEST_SHOWN:
            self._items.keep(element.start, element.end, raw, shown)
        else:
            self._items.lone(element.start, element.end, raw)
            if element.next > element.index + 1:
                self.holders.append(element.start)
                self._work.spend(len(raw))
        self._position = element.end
        return element.next

    def _pair(self, element: Element, role: Role) -> Element | None:
        """What holds the text of a pair: the element itself, or the base of a ruby."""
        if role is Role.RUBY:
            element = next(self._tree.children(element), element)
        elif role is not Role.PAIR:
            return None
        return element if element.stop > element.content else None

    def _text(self, end: int) -> None:
        start, self._position = self._position, end
        raw = self._tree.data[start:end]
        position = 0
        if b"<" in raw or b"&" in raw:
            for found in MARKUP.finditer(raw):
                self._words(start + position, raw[position : found.start()])
                self._markup(start, found.start(), found.end(), found[1])
                position = found.end()
        self._words(start + position, raw[position:])

    def _markup(self, shift: int, start: int, end: int, section: bytes | None) -> None:
        raw = self._tree.data[shift + start : shift + end]
        if section is None:
            self._items.lone(shift + start, shift + end, raw)
        elif section:
            self._items.text(shift + start, shift + end, raw, one_line(section.decode()))

    def _words(self, start: int, raw: bytes) -> None:
        if raw:
            self._items.text(start, start + len(raw), raw, one_line(unescape(raw)))
