"""A document that is an archive of documents: XML parts with units, and others that only follow the language."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from xml.parsers import expat

from lingopoint.formats.archive.zip import Archive
from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Parts, Spliced, Work, replace

MAX_TEXT = 25 * 1024 * 1024
"""Bytes of XML with text, decompressed: as much as an XML object may have that is translated."""

_COPIES = 4
"""How often a part with text is in memory at the same time, at most."""

_START_TAG = compile_pattern(rb"<([^\s/>!?]++)")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DECLARED_CHARSET = compile_pattern(rb"(?:\xef\xbb\xbf)?+<\?xml\s[^>]*?\bencoding\s*=\s*[\"'](?!(?i:utf-?8)[\"'])")


class Room:
    """Reads parts with text, as long as there is room for them."""

    def __init__(self, archive: Archive, work: Work) -> None:
        self._archive = archive
        self._work = work
        self._left = MAX_TEXT

    def read(self, name: str) -> bytes:
        """A part in UTF-8. Raises UnreadableError for one in another charset, and when the text is too much."""
        data = self._archive.read(name)
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError("too much text in one document")
        self._work.spend(len(data) * _COPIES)
        if b"\0" in data[:4] or data.startswith(_UTF_16) or _DECLARED_CHARSET.match(data):
            raise UnreadableError("a part that is not in UTF-8")
        return data


class ArchiveDocument(Document):
    """An archive whose text parts are documents of their own, by name.

    Each part that was written is read again; one that is no longer what it was but for the words keeps its bytes.
    """

    def __init__(self, data: bytes, archive: Archive, parts: Mapping[str, Document]) -> None:
        self._archive = archive
        self._parts = parts
        super().__init__(data, [unit for part in parts.values() for unit in part.units])

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`; when anything was translated, every part says so that declares a language."""
        kept = 0
        written: dict[str, Spliced] = {}
        for (name, part), some in zip(self._parts.items(), self._by_part(targets), strict=True):
            new = part.splice(some)
            if new.data == part.data:
                kept += new.kept
            elif is_sound(part.data, new.data):
                written[name] = new
                kept += new.kept
            else:
                written[name] = Spliced(part.data, 0)
                kept += _changes(part, some)
        changes = {name: new.data for name, new in written.items() if new.data != self._parts[name].data}
        if not changes:
            return Spliced(self.data, kept)
        for name, part in self._parts.items():
            if part.edits and name not in written:
                changes[name] = replace(part.data, part.edits)
        return Spliced(self._archive.replaced(changes), kept)

    def _by_part(self, targets: Sequence[Parts | None]) -> Iterator[list[Parts | None]]:
        pairs = zip(self.units, targets, strict=True)
        for part in self._parts.values():
            yield [target for _, target in islice(pairs, len(part.units))]


def _changes(part: Document, targets: Sequence[Parts | None]) -> int:
    return sum(target not in {None, unit.parts} for unit, target in zip(part.units, targets, strict=True))


def is_sound(before: bytes, after: bytes) -> bool:
    """Whether XML that was written is well-formed, with the elements that it had."""
    try:
        expat.ParserCreate("utf-8").Parse(after, True)
    except expat.ExpatError:
        return False
    return Counter(_START_TAG.findall(before)) == Counter(_START_TAG.findall(after))
