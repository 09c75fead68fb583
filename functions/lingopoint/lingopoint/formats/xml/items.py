"""Content on its way to a unit: text and codes in order, halves of pairs matched, ends trimmed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lingopoint.unit import CODE_BYTES, Code, CodeKind, Part, Parts, Work


class Item:
    """A piece of content: text when `kind` is None, else a code, whose bytes are `pieces`. `mate` is its other half.

    `start` and `end` are its place in the document. `context` is what the format needs to know of it.
    A separator is no content: it only keeps what is before it apart from what is after.
    """

    __slots__ = ("context", "end", "is_separator", "kind", "mate", "pieces", "start", "text")

    def __init__(
        self, kind: CodeKind | None, start: int, end: int, raw: bytes, text: str = "", context: object = None
    ) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.pieces = [raw]
        self.text = text
        self.context = context
        self.mate: Item | None = None
        self.is_separator = False


class _Opened(NamedTuple):
    """A pair that waits for its second half: its place in the list, and how much text came before it."""

    place: int
    weight: int
    key: str | None


class Mark(NamedTuple):
    """A point in the list that can be gone back to: the items, the text and the open pairs before it."""

    place: int
    weight: int
    depth: int


class Items:
    """Collects items. Codes that touch are one, and so is a pair without text inside."""

    def __init__(self, work: Work) -> None:
        self.items: list[Item] = []
        self._work = work
        self._opened: list[_Opened] = []
        self._weight = 0
        self._sealed = 0

    def text(self, start: int, end: int, raw: bytes, text: str, context: object = None) -> None:
        """Adds text."""
        self._work.spend(CODE_BYTES)
        self.items.append(Item(None, start, end, raw, text, context))
        self._weight += not text.isspace()

    def lone(self, start: int, end: int, raw: bytes, context: object = None) -> None:
        """Adds a code that stands alone."""
        self._work.code()
        last = self.items[-1] if len(self.items) > self._sealed else None
        if last is not None and last.kind is CodeKind.LONE and not last.is_separator and last.context == context:
            last.end = end
            last.pieces.append(raw)
        else:
            self.items.append(Item(CodeKind.LONE, start, end, raw, context=context))

    def keep(self, start: int, end: int, raw: bytes, shown: str, context: object = None) -> None:
        """Adds text that is not to be translated."""
        self._work.code()
        self.items.append(Item(CodeKind.KEEP, start, end, raw, shown, context))
        self._weight += 1

    def open(self, start: int, end: int, raw: bytes, key: str | None = None, context: object = None) -> None:
        """Adds the first half of a pair. With a `key` it may turn out to have no second half, and stands alone then."""
        self._work.code()
        self._opened.append(_Opened(len(self.items), self._weight, key))
        self.items.append(Item(CodeKind.OPEN, start, end, raw, context=context))

    def close(self, start: int, end: int, raw: bytes, key: str | None = None, context: object = None) -> None:
        """Adds the second half of the last pair opened, or with a `key` of that pair, if it was the last."""
        if key is None:
            self.leave_halves()
        elif not self._opened or self._opened[-1].key != key:
            self.lone(start, end, raw, context)
            return
        place, weight, _ = self._opened.pop()
        first = self.items[place]
        if first.is_separator:
            self._separate(start, end)
        elif weight == self._weight:
            inside = self.items[place:]
            del self.items[place:]
            pieces = [piece for item in inside for piece in item.pieces]
            self.lone(first.start, end, b"".join((*pieces, raw)), first.context)
        else:
            self._work.code()
            second = Item(CodeKind.CLOSE, start, end, raw, context=context)
            first.mate, second.mate = second, first
            self.items.append(second)

    def boundary(self, start: int, end: int) -> None:
        """Ends the unit: what is still open stays outside the units on both sides."""
        self.leave_halves()
        for opened in self._opened:
            self.items[opened.place].is_separator = True
        self._separate(start, end)

    def leave_halves(self) -> None:
        """Lets the first halves opened last stand alone."""
        while self._opened and self._opened[-1].key is not None:
            self.items[self._opened.pop().place].kind = CodeKind.LONE

    def mark(self) -> Mark:
        """The present point."""
        self._sealed = len(self.items)
        return Mark(len(self.items), self._weight, len(self._opened))

    def take(self, mark: Mark) -> list[Item]:
        """Removes what was added since `mark`; nothing if a pair or a boundary is only half in it."""
        taken = self.items[mark.place :]
        is_whole = len(self._opened) == mark.depth and not (self._opened and self._opened[-1].place >= mark.place)
        if not is_whole or any(item.is_separator for item in taken):
            return []
        del self.items[mark.place :]
        self._weight = mark.weight
        return taken

    def _separate(self, start: int, end: int) -> None:
        item = Item(CodeKind.LONE, start, end, b"")
        item.is_separator = True
        self.items.append(item)


def segments(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items between separators."""
    segment: list[Item] = []
    for item in items:
        if item.is_separator:
            yield segment
            segment = []
        else:
            segment.append(item)
    yield segment


def trimmed(items: list[Item]) -> list[Item]:
    """Balanced items without the codes and the blank text at their ends."""
    start, end = 0, len(items)
    while start < end:
        first, last = items[start], items[end - 1]
        if _is_outside(first):
            start += 1
        elif _is_outside(last):
            end -= 1
        elif first.kind is CodeKind.OPEN and first.mate is last:
            start += 1
            end -= 1
        else:
            break
    return items[start:end]


def _is_outside(item: Item) -> bool:
    return item.kind is CodeKind.LONE or (item.kind is None and item.text.isspace())


def parts_of(items: Sequence[Item]) -> Parts:
    """The parts of a unit; codes are numbered in order of appearance."""
    numbers: dict[int, int] = {}
    count = 0
    parts: list[Part] = []
    for item in items:
        if item.kind is None:
            parts.append(item.text)
            continue
        if item.kind is CodeKind.CLOSE:
            number = numbers[id(item.mate)]
        else:
            count += 1
            number = numbers[id(item)] = count
        parts.append(Code(item.kind, number, b"".join(item.pieces), item.text))
    return tuple(parts)


def has_letter(parts: Parts) -> bool:
    """Whether there is anything to translate."""
    return any(isinstance(part, str) and any(map(str.isalpha, part)) for part in parts)
