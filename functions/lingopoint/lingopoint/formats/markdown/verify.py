"""Translations into a Markdown document, read again: a change that reaches beyond its own text is taken back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from lingopoint.formats.markdown.headings import Heading
from lingopoint.formats.markdown.run import Context, HtmlBlock, Item, Run, Text
from lingopoint.formats.markdown.scan import scan
from lingopoint.formats.markdown.titles import Title
from lingopoint.formats.markdown.write import tidy
from lingopoint.unit import Code, CodeKind, Edit, Parts, Spliced, Unit, Work, replace

_ROUNDS: Final = 8

Piece = str | tuple[CodeKind, bytes]
"""Text or a code, in the form that two readings are compared in."""


class Place(NamedTuple):
    """A run as it was read at first, and its unit if it has one: `lead` and `trail` are what it holds around that.

    `titles` are those of links in the unit, which are units of their own. A unit without words is there for them only.
    """

    start: int
    end: int
    before: str
    context: Context
    opaque: bool
    unit: Unit | None = None
    lead: tuple[Piece, ...] = ()
    trail: tuple[Piece, ...] = ()
    titles: tuple[Title, ...] = ()
    worded: bool = True
    heading: Heading | None = None

    @property
    def units(self) -> list[Unit]:
        """What there is to translate."""
        own = [self.unit] if self.unit is not None and self.worded else []
        return own + [title.unit for title in self.titles] if self.titles else own

    def target(self, targets: Iterator[Parts | None]) -> Parts | None:
        """The parts of the unit as they become by the translations of `units`; None where it stays."""
        if self.unit is None:
            return None
        target = (next(targets) if self.worded else None) or self.unit.parts
        if not self.titles:
            return target if target != self.unit.parts else None
        translated = [(title, next(targets)) for title in self.titles]
        codes = {title.code: title.translated(new) for title, new in translated if new not in (None, title.unit.parts)}
        target = (
            tuple(codes.get(part, part) if isinstance(part, Code) else part for part in target) if codes else target
        )
        return target if target != self.unit.parts else None


class Patch:
    """A change to the bytes `start` to `end`: the ways to write it, the preferred one first.

    `parts` is what has to be read back, None for nested formats. `units` is how many translated units are in the patch,
    `kept` how many of them a nested format could not write. `pin` is an attribute that every way ends with; it
    `replaces` the one at the end of the place, or there was none.
    """

    def __init__(
        self,
        start: int,
        end: int,
        ways: Iterable[bytes],
        parts: Parts | None = None,
        units: int = 1,
        kept: int = 0,
        pin: bytes = b"",
        replaces: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.parts = parts
        self.pinned: tuple[Piece, ...] = (" " * (not replaces), (CodeKind.LONE, pin)) if pin else ()
        self.replaced = int(replaces)
        self._ways = iter(ways)
        self.units = units
        self._kept = kept
        self.replacement: bytes | None = None
        self.retreat()

    def retreat(self) -> None:
        """Turn to the next way of writing; after the last one `replacement` is None, and the source stays."""
        self.replacement = next(self._ways, None)

    @property
    def kept(self) -> int:
        """How many units of the patch keep their source."""
        return self.units if self.replacement is None else self._kept


def settle(data: bytes, places: Sequence[Place], patches: Sequence[Patch], work: Work) -> Spliced:
    """`data` with as many of the patches (in order) as leave everything else as it was read at first.

    Reads the result at most eight times; what does not hold by then is `data` unchanged.
    """
    for _ in range(_ROUNDS):
        active = [patch for patch in patches if patch.replacement is not None]
        if not active:
            break
        out = replace(data, [Edit(patch.start, patch.end, patch.replacement or b"") for patch in active])
        broken = _Comparison(data, out, active).broken(places, scan(out, lambda _: work.look()))
        if not broken:
            return Spliced(out, sum(patch.kept for patch in patches))
        for patch in broken:
            patch.retreat()
    return Spliced(data, sum(patch.units for patch in patches))


class _Comparison:
    """Two readings side by side: every place must be found again where the patches before it have moved it."""

    def __init__(self, data: bytes, out: bytes, active: Sequence[Patch]) -> None:
        self._data = data
        self._out = out
        self._active = active
        self._passed = 0
        self._shift = 0

    def broken(self, places: Sequence[Place], blocks: Iterable[Run | HtmlBlock]) -> set[Patch]:
        broken = set()
        runs = (block for block in blocks if isinstance(block, Run))
        run = next(runs, None)
        missing = False
        for place in places:
            own = self._advance(place)
            culprit = own or self._active[max(self._passed - 1, 0)]
            start = place.start + self._shift
            while run is not None and run.start < start:
                broken.add(culprit)
                run = next(runs, None)
            if run is None or run.start > start:
                # Only the first of a row of lost places says what swallowed them.
                if not missing:
                    broken.add(culprit)
                missing = True
                continue
            if not self._is_same(place, own, run, after_missing=missing):
                broken.add(culprit)
            missing = False
            run = next(runs, None)
        return broken

    def _advance(self, place: Place) -> Patch | None:
        """Pass the patches before `place`; the one inside it, if any."""
        while self._passed < len(self._active):
            patch = self._active[self._passed]
            if patch.start >= place.start:
                return patch if patch.start < place.end else None
            self._shift += len(patch.replacement or b"") - (patch.end - patch.start)
            self._passed += 1
        return None

    def _is_same(self, place: Place, own: Patch | None, run: Run, after_missing: bool) -> bool:
        if run.opaque != place.opaque or (run.before != place.before and not after_missing):
            return False
        if own is None or own.parts is None:
            return self._out[run.start : run.end] == self._without_units(place, own)
        if len(run.items) == len(own.parts) == 1 and not (place.lead or place.trail or own.pinned):
            item, part = run.items[0], own.parts[0]
            if isinstance(item, Text) and isinstance(part, str) and item.text == part:
                return True  # as for most
        trail = place.trail[: len(place.trail) - own.replaced]
        return _joined([*place.lead, *_pieces(own.parts), *trail, *own.pinned]) == _joined(
            pieces_of(run.items, self._out)
        )

    def _without_units(self, place: Place, own: Patch | None) -> bytes:
        """The bytes of a place that has no unit of its own, with what another format wrote in it."""
        if own is None or own.replacement is None:
            return self._data[place.start : place.end]
        return self._data[place.start : own.start] + own.replacement + self._data[own.end : place.end]


def pieces_of(items: Iterable[Item], data: bytes) -> Iterator[Piece]:
    """The pieces of items that were read from `data`."""
    for item in items:
        yield item.text if isinstance(item, Text) else (item.kind, item.raw or data[item.start : item.end])


def _pieces(parts: Parts) -> Iterator[Piece]:
    for part in tidy(parts):
        yield (part.kind, part.raw or b"") if isinstance(part, Code) else part


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """No text next to text, no white space at the ends, line breaks as they are read."""
    joined: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    if joined and isinstance(joined[0], str):
        joined[0] = joined[0].lstrip()
    if joined and isinstance(joined[-1], str):
        joined[-1] = joined[-1].rstrip()
    return [piece for piece in joined if piece != ""]
