"""Lines that say something of the block below them, of the document, or of a file: attributes and what they say."""

from typing import Final

from lingopoint.formats.asciidoc.attributes import SEEN, Attribute, Pending, attributes
from lingopoint.formats.asciidoc.found import Entry, Found, Kind, Language, Left
from lingopoint.formats.asciidoc.lines import Lines, Place, Region

_MEDIA: Final = frozenset({"image", "video", "audio"})
_PROSE: Final = frozenset(
    name.decode()
    for name in (
        b"description keywords title subject summary abstract doctitle navtitle toc-title page-description".split()
    )
)
_PROSE_ENDS: Final = ("-caption", "-label", "-refsig", "-signifier")


class Sayings(Region):
    """Reads what is said in lists of attributes, and in attributes of the document, into `found`."""

    def __init__(self, lines: Lines, place: Place, found: list[Entry]) -> None:
        super().__init__(lines, place)
        self.found = found
        self.pending = Pending()

    def mark(self, at: int, end: int) -> int:
        """Lines that must stay, for they hold no words to translate."""
        self.found.append(self.raw(at, end))
        return end

    def left(self, at: int, end: int) -> int:
        """Lines that are left alone though words may be in them."""
        self.found.append(Left(self.raw(at, end)))
        return end

    def entry(self, at: int, name: str, start: int) -> int:
        end = at + 1
        while self.text(end - 1).endswith((" \\", " +")) and end < self.place.last and self.text(end):
            end += 1
        is_prose = name in _PROSE or name.endswith(_PROSE_ENDS)
        if name == "lang" and start > 0 and end == at + 1:
            self.found.append(":lang:")
            self.found.append(Language(self.piece(at, start)))
        elif not is_prose or start < 0 or not self.text(at)[start:]:
            self.mark(at, end)
        elif end > at + 1 and not all(self.text(line).endswith(" \\") for line in range(at, end - 1)):
            self.left(at, end)
        else:
            ends = [len(self.text(line)) - (line < end - 1) for line in range(at, end)]
            below = [self.piece(line, 0, stop) for line, stop in zip(range(at + 1, end), ends[1:], strict=True)]
            self.found += [f":{name}:", Found(Kind.ENTRY, [self.piece(at, start, ends[0]), *below])]
        return end

    def attributes_above(self, at: int) -> int:
        text = self.text(at)
        found = list(attributes(text[1:-1]))
        self.pending.add(text[1:-1], found)
        self.values(at, 1, found, frozenset())
        return at + 1

    def values(self, at: int, start: int, found: list[Attribute], positions: frozenset[int]) -> None:
        """The values that people read, and what stands between them."""
        text, done = self.text(at), 0
        for index, one in enumerate(found):
            seen = one.name in SEEN or (not one.name and index in positions)
            if seen and any(map(str.isalpha, text[start + one.start : start + one.end])):
                quote = one.quote or ","
                first, last = start + one.start, start + one.end
                self.found.append(text[done:first].removesuffix(one.quote))
                kind = Kind.TITLE if one.name == "title" else Kind.VALUE
                self.found.append(Found(kind, [self.piece(at, first, last)], quote=quote))
                done = last + len(one.quote)
        self.found.append(text[done:])

    def macro(self, at: int, name: str, start: int, listed: str) -> int:
        if name not in _MEDIA:
            return self.mark(at, at + 1)
        found = list(attributes(listed))
        self.values(at, start, found, frozenset({0} if name == "image" else ()))
        return at + 1
