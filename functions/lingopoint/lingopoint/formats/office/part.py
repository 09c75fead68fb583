"""One part of a package: paragraphs, texts in attributes, and what follows the language and its direction."""

from collections.abc import Callable, Iterator, Sequence

from lingopoint.formats.office.attributes import Attributes
from lingopoint.unit import Document, Edit, Parts, Spliced, Unit, changed, replace

Turn = Callable[[bytes, Sequence[int]], Iterator[Edit]]
"""The edits that turn round what holds the places of changed text."""


class OfficePart(Document):
    """See the module. The units in attributes come after all others."""

    def __init__(
        self, data: bytes, units: Sequence[Unit], attributes: Attributes, edits: Sequence[Edit], turns: Sequence[Turn]
    ) -> None:
        super().__init__(data, [*units, *attributes.units], edits)
        self._paragraphs = units
        self._attributes = attributes
        self._turns = turns

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`."""
        count = len(self._paragraphs)
        edits = list(changed(self._paragraphs, targets[:count]))
        places = [edit.start for edit in edits]
        for turn in self._turns if places else ():
            edits += turn(self.data, places)
        data = self._attributes.written(replace(self.data, edits) if edits else self.data, targets[count:])
        if data == self.data or not self.edits:
            return Spliced(data, 0)
        data = replace(self.data, [*edits, *self.edits])
        return Spliced(self._attributes.written(data, targets[count:]), 0)
