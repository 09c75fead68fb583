"""Texts of a package that are no paragraphs: comments by line, and values that may only be so long."""

from collections.abc import Callable, Iterator, Sequence, Set

from lingopoint.formats.office.units import encode_text, escape_text
from lingopoint.formats.xml import unescape
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Parts, Spliced, Unit, Work, write_with

_LINE = compile_pattern(rb"_x000[aAdD]_|[\r\n]++|((?:[^\r\n_]++|_(?!x000[aAdD]_))++)")
_LINE_ENDS = compile_pattern(r"[\r\n]+")

_COMMENT = compile_pattern(rb"<((?:\w+:)?text)(?:\s[^<>]*+)?>([^<]++)</\1\s*+>(\s*+<(?:\w+:)?mentions[\s>])?+")
_TEXT, _MENTIONS = 2, 3

COPY_OF_THREAD = b"linkid=870924"
"""Is in the text that Excel writes for those who cannot see a threaded comment, in any language."""

_CONTENT = compile_pattern(rb">([^<]++)<")
_INDENTED = compile_pattern(rb"(?m)^ {4}(?=\S)[^\r\n]++")


def line_units(
    raw: bytes, shift: int, decode: Callable[[bytes], str], encode: Callable[[str], bytes], work: Work
) -> Iterator[Unit]:
    """A unit for each line with a letter; `shift` is the place of `raw` in its document."""
    for line in _LINE.finditer(raw):
        text = decode(line[1] or b"")
        if any(map(str.isalpha, text)):
            work.unit()
            start = line.end() - len(line[0].lstrip())
            end = line.start() + len(line[0].rstrip())
            write = write_with(lambda words: encode(_LINE_ENDS.sub(" ", words)))
            yield Unit(shift + start, shift + end, (text.strip(),), write)


class Limited(Document):
    """A value of at most so many characters, as UTF-16 counts them: a translation that is longer is not written."""

    def __init__(self, text: str, units: Sequence[Unit], most: int) -> None:
        super().__init__(text.encode(), units)
        self._most = most

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`."""
        spliced = super()._splice(targets)
        if spliced.data == self.data or len(spliced.data.decode().encode("utf-16-le")) <= 2 * self._most:
            return spliced
        changes = sum(target not in (None, unit.parts) for unit, target in zip(self.units, targets, strict=True))
        return Spliced(self.data, changes)


def limited(text: str, most: int, work: Work) -> Limited:
    """A value by its lines."""
    return Limited(text, list(line_units(text.encode(), 0, bytes.decode, encode_plain, work)), most)


def encode_plain(text: str) -> bytes:
    """Text that an attribute or a header will hold, before it is escaped."""
    return encode_text(text).encode()


def comments(data: bytes, left: set[str], work: Work) -> Iterator[Unit]:
    """The lines of threaded comments and of comments on slides.

    Those that mention people stay, for they say at which character: their lines are added to `left`.
    """
    for comment in _COMMENT.finditer(data):
        found = line_units(comment[_TEXT], comment.start(_TEXT), unescape, escape_text, work)
        if comment[_MENTIONS]:
            left.update(str(unit.parts[0]) for unit in found)
        else:
            yield from found


def of_copies(data: bytes, units: Sequence[Unit], left: Set[str], work: Work) -> Iterator[Unit]:
    """The units of a sheet's comments; of a copy of a threaded comment only the lines that the thread has."""
    for unit in units:
        raw = data[unit.start : unit.end]
        if COPY_OF_THREAD not in raw:
            yield unit
            continue
        for content in _CONTENT.finditer(raw):
            for line in _INDENTED.finditer(content[1]):
                shift = unit.start + content.start(1) + line.start()
                found = line_units(line[0], shift, unescape, escape_text, work)
                yield from (each for each in found if each.parts[0] not in left)
