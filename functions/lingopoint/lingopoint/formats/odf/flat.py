"""Flat OpenDocument: the whole document as one XML file, by the rules of a package's parts."""

from collections.abc import Sequence

from lingopoint.formats.archive import is_sound
from lingopoint.formats.odf.document import documents
from lingopoint.formats.options import Options
from lingopoint.formats.xml import parse
from lingopoint.unit import Document, Parts, Spliced


class FlatDocument(Document):
    """A flat document. What was written is read again; if more than the words changed, nothing is translated."""

    def __init__(self, part: Document) -> None:
        self._part = part
        super().__init__(part.data, part.units, part.edits)

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`."""
        spliced = self._part.splice(targets)
        if spliced.data == self.data or is_sound(self.data, spliced.data):
            return spliced
        return Spliced(self.data, sum(target is not None for target in targets))


def extract(data: bytes, options: Options) -> Document:
    """The text of a flat document. Raises UnreadableError as `parse` does, and for XML that is none."""
    (part,) = documents({"": parse(data, options.work)}, options).values()
    return FlatDocument(part)
