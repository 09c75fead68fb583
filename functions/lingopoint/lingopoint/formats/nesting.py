"""Documents in which some strings are documents themselves: HTML in a JSON string, an ICU message in an XML element."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from lingopoint.unit import Document, Edit, Parts, Spliced, Unit, replace


class Nested(NamedTuple):
    """A document inside another, which holds it in the bytes `start` to `end` (half-open).

    The spans of its units are of its own data, which is UTF-8. `encode` writes its whole new text for its place.
    """

    start: int
    end: int
    document: Document
    encode: Callable[[str], bytes]


class NestingDocument(Document):
    """A document of units, some of which lie in nested documents; `entries` are in the order of their units."""

    def __init__(self, data: bytes, entries: Iterable[Unit | Nested], edits: Sequence[Edit] = ()) -> None:
        self._entries = list(entries)
        units: list[Unit] = []
        for entry in self._entries:
            if isinstance(entry, Unit):
                units.append(entry)
            else:
                units += entry.document.units
        super().__init__(data, units, edits)

    @property
    def starts(self) -> Sequence[int]:
        """See `Document.starts`."""
        counted = (
            (entry.start, 1 if isinstance(entry, Unit) else len(entry.document.units)) for entry in self._entries
        )
        return [start for start, count in counted for _ in range(count)]

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`; a nested document is encoded as a whole when anything inside it was translated."""
        kept = 0
        edits: list[Edit] = []
        pairs = zip(self.units, targets, strict=True)
        for entry in self._entries:
            if isinstance(entry, Unit):
                _, target = next(pairs)
                if target is not None and target != entry.parts:
                    edits.append(Edit(entry.start, entry.end, entry.write(target)))
            else:
                spliced = entry.document.splice([target for _, target in islice(pairs, len(entry.document.units))])
                kept += spliced.kept
                if spliced.data != entry.document.data:
                    edits.append(Edit(entry.start, entry.end, entry.encode(spliced.data.decode())))
        return Spliced(replace(self.data, [*edits, *self.edits]) if edits else self.data, kept)


class PartialDocument(NestingDocument):
    """A nesting document of which some messages stay as they were, for they could not be right; they are counted."""

    def __init__(
        self, data: bytes, entries: Iterable[Unit | Nested], edits: Sequence[Edit] = (), left: int = 0
    ) -> None:
        super().__init__(data, entries, edits)
        self._left = left

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `NestingDocument.splice`."""
        spliced = super().splice(targets)
        return spliced._replace(kept=spliced.kept + self._left)
