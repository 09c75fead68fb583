"""AsciiDoc: paragraphs, titles, items of lists, terms, cells of tables and what people read of attributes.

A unit is a paragraph, a title, a term, a cell, or the value of an attribute. Formatting, links, cross references with a
text and footnotes are pairs of codes; code, passthroughs, formulas, references to attributes and anchors are kept. A
section whose automatic id something refers to, or its words, keeps that id by a line above it; `heading_ids` has all
sections keep theirs. What was written is read again: a unit that changed more than its own words keeps its source.

Left alone and counted: text whose inline markup is not sure, text that lines for the preprocessor tear, blocks whose
style is not known.
"""

from collections.abc import Iterator
from functools import partial

from lingopoint.formats.asciidoc.found import Found, Kind, Language, Left, Title
from lingopoint.formats.asciidoc.fragment import Fragment, Read, bones, has_words, skeleton
from lingopoint.formats.asciidoc.inline import Items
from lingopoint.formats.asciidoc.marks import Mark
from lingopoint.formats.asciidoc.names import Names
from lingopoint.formats.asciidoc.starts import is_start
from lingopoint.formats.asciidoc.write import lines_of, plain, reference, started, value_of, written
from lingopoint.formats.nesting import PartialDocument
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.unit import Code, CodeKind, Document, Edit, Part, Parts, Unit

_LONG_WIDTH = 120


def extract(data: bytes, options: Options) -> Document:
    """The units of a document. Raises UnreadableError for what is no UTF-8, or is nested too deeply."""
    if b"\0" in data:
        raise UnreadableError("not text: it holds a NUL byte")
    fragment = Fragment(data, options.work)
    names = fragment.names(pins_all=bool(options.heading_ids))
    reading = _Reading(fragment, names, options)
    document = PartialDocument(data, list(reading.units()), reading.edits, left=reading.left)
    document.language = reading.language
    pins = frozenset(reading.pins)
    document.reread = Reread(data, lambda data: skeleton(data, pins, options.work), list(bones(fragment.parts, names)))
    return document


class _Reading:
    """Makes units of what was found; `left` counts what is left alone, `pins` are lines that titles may get."""

    def __init__(self, fragment: Fragment, names: Names, options: Options) -> None:
        self.left = 0
        self.pins: set[str] = set()
        self.edits: list[Edit] = []
        self.language = ""
        self._fragment = fragment
        self._lines = fragment.lines
        self._names = names
        self._options = options

    def units(self) -> Iterator[Unit]:
        """The units, in order."""
        for part in self._fragment.parts:
            if isinstance(part, Language):
                self._language(part)
            elif isinstance(part, Left):
                self.left += any(map(str.isalpha, part.text))
            elif isinstance(part, Read) and has_words(part):
                self._options.work.unit()
                yield self._title(part, part.found) if isinstance(part.found, Title) else self._unit(part, part.found)
            elif isinstance(part, Read) and part.items is None:
                self.left += any(map(str.isalpha, part.text))

    def _language(self, part: Language) -> None:
        piece = part.piece
        self.language = self.language or piece.text
        if self._options.document_language:
            start, end = (self._lines.byte(piece.line, column) for column in (piece.column, piece.end))
            self.edits.append(Edit(start, end, self._options.target.encode()))

    def _title(self, read: Read, title: Title) -> Unit:
        pin = self._names.pin(title)
        line = f"[#{pin}]" if pin else ""
        self.pins |= {line} if line else set()
        lines, text = self._lines, title.text
        lead = lines.lead(text.line, text.column)
        last = title.below or text
        start = lines.byte(text.line, 0)
        newline = lines.newline(text.line)
        parts, before, behind = _parts(read.items or [], self._names)
        head = (line.encode() + newline if pin else b"") + lead
        write = partial(_write_title, title, self._fragment.is_old, head, newline, before, behind)
        return Unit(start, lines.byte(last.line, last.end), parts, write)

    def _unit(self, read: Read, found: Found) -> Unit:
        lines = self._lines
        first, last = found.pieces[0], found.pieces[-1]
        start, end = lines.byte(first.line, first.column), lines.byte(last.line, last.end)
        below = found.pieces[1:2]
        lead = lines.lead(below[0].line, below[0].column) if below else b""
        parts, before, behind = _parts(read.items or [], self._names)
        line_end = lines.newline(first.line) + lead
        write = partial(_WRITERS.get(found.kind, _write), found, self._fragment.is_old, line_end, before, behind)
        return Unit(start, end, parts, write)


# Units


def _parts(items: Items, names: Names) -> tuple[Parts, Parts, Parts]:
    """The parts that a translator needs, and the codes before and behind them."""
    first, last = 0, len(items)
    while last - first > 1:
        if _is_pair(items[first], items[last - 1]):
            first, last = first + 1, last - 1
        elif _is_idle(items[first]):
            first += 1
        elif _is_idle(items[last - 1]):
            last -= 1
        else:
            break
    numbers: dict[int, int] = {}
    outer: dict[int, int] = {}
    head, tail = _spaces(items[first], items[last - 1])
    inner = tuple(_part(item, numbers, names) for item in items[first:last])
    before, behind = ([_part(item, outer, names) for item in some] for some in (items[:first], items[last:]))
    return _stripped(inner), (*before, *head), (*tail, *behind)


def _is_pair(first: str | Mark, last: str | Mark) -> bool:
    return (
        isinstance(first, Mark)
        and isinstance(last, Mark)
        and first.kind is CodeKind.OPEN
        and last.kind is CodeKind.CLOSE
        and first.number == last.number
    )


def _is_idle(item: str | Mark) -> bool:
    return item.isspace() if isinstance(item, str) else item.kind is CodeKind.LONE


def _spaces(first: str | Mark, last: str | Mark) -> tuple[Parts, Parts]:
    """The white space at the ends, which is no part of a unit."""
    head = isinstance(first, str) and first[:1].isspace()
    tail = isinstance(last, str) and last[-1:].isspace()
    return (" ",) * head, (" ",) * tail


def _stripped(parts: Parts) -> Parts:
    first, last = parts[0], parts[-1]
    if len(parts) == 1:
        return (first.strip(),) if isinstance(first, str) else parts
    head = (first.lstrip(),) if isinstance(first, str) else (first,)
    tail = (last.rstrip(),) if isinstance(last, str) else (last,)
    return (*head, *parts[1:-1], *tail)


def _part(item: str | Mark, numbers: dict[int, int], names: Names) -> Part:
    if isinstance(item, str):
        return item
    number = numbers.setdefault(item.number, len(numbers) + 1)
    return Code(item.kind, number, names.resolved(item.raw).encode(), item.shown)


def _whole(before: Parts, parts: Parts, behind: Parts) -> Parts:
    """A translation with what its translator did not see, numbered so that no two pairs share a number."""
    count = len(before) + len(parts) + 1
    outer = [
        part if isinstance(part, str) else part._replace(number=part.number + count) for part in (*before, *behind)
    ]
    return (*outer[: len(before)], *parts, *outer[len(before) :])


# Writing


def _write(found: Found, is_old: bool, line_end: bytes, before: Parts, behind: Parts, parts: Parts) -> bytes:
    whole = _whole(before, parts, behind)
    text = written(whole, is_old=is_old)
    if found.starts_block:
        text = started(text, with_code=not isinstance(whole[0], str))
    room = max(len(piece.text) for piece in found.pieces) if len(found.pieces) > 1 else 0
    if found.kind in {Kind.LINES, Kind.LINE}:
        room = 0
    lines = lines_of(text, room, in_list=found.kind is Kind.ITEM)
    if found.kind is Kind.CELL:
        lines = [line.replace(found.quote, "\\" + found.quote) for line in lines]
    return line_end.join(line.encode() for line in lines)


def _write_title(
    title: Title, is_old: bool, head: bytes, newline: bytes, before: Parts, behind: Parts, parts: Parts
) -> bytes:
    text = written(_whole(before, parts, behind), is_old=is_old).replace("\0", " ").replace("\n", " ").strip()
    if title.below is None:
        return head + text.encode()
    old, sign = len(title.below.text), title.below.text[0]
    line = sign * (old if abs(old - len(text)) < 2 else max(len(text), 2))
    return head + text.encode() + newline + line.encode()


def _write_value(found: Found, _is_old: bool, _line_end: bytes, before: Parts, behind: Parts, parts: Parts) -> bytes:
    text = value_of(_whole(before, parts, behind))
    if found.quote != ",":
        return text.replace(found.quote, reference(found.quote)).encode()
    if any(sign in text for sign in ",\"'=]#%"):
        text = '"' + text.replace('"', reference('"')) + '"'
    return text.encode()


def _write_entry(_found: Found, _is_old: bool, _line_end: bytes, before: Parts, behind: Parts, parts: Parts) -> bytes:
    pieces = (
        part.raw.decode() if isinstance(part, Code) and part.raw is not None else plain(_text(part))
        for part in _whole(before, parts, behind)
    )
    return "".join(pieces).strip().encode()


def _text(part: Part) -> str:
    return part if isinstance(part, str) else part.shown


def _write_record(found: Found, is_old: bool, _line_end: bytes, before: Parts, behind: Parts, parts: Parts) -> bytes:
    text = written(_whole(before, parts, behind), is_old=is_old).replace("\0", " ").replace("\n", " ").strip()
    how, separator = found.quote[0], found.quote[1]
    if found.pieces[0].column == 0 and text and is_start(text):
        text = reference(text[0]) + text[1:]
    if how == ":":
        return text.replace(separator, "\\" + separator).encode()
    if how == '"':
        return text.replace('"', '""').encode()
    if separator in text or '"' in text:
        text = '"' + text.replace('"', '""') + '"'
    return text.encode()


_WRITERS = {
    Kind.TITLE: _write_value,
    Kind.VALUE: _write_value,
    Kind.ENTRY: _write_entry,
    Kind.RECORD: _write_record,
}
