"""reStructuredText: paragraphs, titles, lists, cells of tables and the text of directives are translated.

A unit is a paragraph, a title, a term, a line of a line block, an argument or an option that is text. Emphasis, links
and the roles whose content is text are pairs of codes; literals, other roles, substitutions and footnotes are kept. A
reference by the words of its target ("`Some title`_") gets the form that names it, and a title that is referred to so
keeps its name by a target of its own. Lines above and below titles are drawn as long as these are, tables as wide as
their cells. What was written is read again: a unit that changed more than its own words keeps its source.

Left alone and counted: text whose inline markup is not sure, directives that are not known, tables that cannot be drawn
again for sure.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from lingopoint.formats.nesting import Nested, PartialDocument
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.rst.found import Cells, Found, Kind, Left, Title
from lingopoint.formats.rst.fragment import Drawn, Fragment, Names, Part, Read, bones, has_words, is_pair, skeleton
from lingopoint.formats.rst.inline import Inline, Mark
from lingopoint.formats.rst.lines import width
from lingopoint.formats.rst.write import Sources, lines_of, plain, width_of, written
from lingopoint.formats.soundness import Reread
from lingopoint.unit import Code, CodeKind, Document, Parts, Spliced, Unit, Work

_Item = str | Mark


def extract(data: bytes, options: Options) -> Document:
    """The units of a document. Raises UnreadableError for what is no UTF-8, or is nested too deeply."""
    if b"\0" in data:
        raise UnreadableError("not text: it holds a NUL byte")
    root = Fragment(data, options.work)
    names = Names(root)
    reading = _Reading(names, options.work)
    document = PartialDocument(data, list(reading.entries(root)), left=reading.left)
    pins = frozenset(reading.pins)
    document.reread = Reread(data, lambda data: skeleton(data, pins, options.work), list(bones(root.parts)))
    return document


class _Reading:
    """Makes units of what was found; `left` counts what is left alone, `pins` are targets that titles may get."""

    def __init__(self, names: Names, work: Work) -> None:
        self.left = 0
        self.pins: set[str] = set()
        self._names = names
        self._work = work

    def entries(self, fragment: Fragment) -> Iterator[Unit | Nested]:
        """The units of a document or of a cell, in order."""
        for part in fragment.parts:
            if isinstance(part, Drawn):
                yield from self._table(fragment, part)
            elif isinstance(part, Read):
                yield from self._unit(fragment, fragment.again(part, self._names.kept))
            else:
                self.left += _is_left(part)

    def _unit(self, fragment: Fragment, read: Read) -> Iterator[Unit]:
        if read.inline is None:
            self.left += any(map(str.isalpha, read.text))
        elif has_words(read):
            self._work.unit()
            found = read.found
            yield self._title(fragment, read, found) if isinstance(found, Title) else _unit(fragment, read, found)

    def _title(self, fragment: Fragment, read: Read, title: Title) -> Unit:
        assert read.inline is not None
        name = self._names.pin(read.inline)
        pin = "" if name is None else f".. _`{name}`:"
        self.pins |= {pin} if pin else set()
        top = title.above or title.text
        start = fragment.lines.byte(top.line, top.column)
        end = fragment.lines.byte(title.below.line, title.below.end)
        newline = _newline(fragment, title.text.line)
        indent = fragment.lines.lead(title.below.line, title.below.column)
        parts, before, behind = _parts(read.inline)
        write = partial(_write_title, title, pin, newline + indent, newline, before, behind, _sources(read.inline))
        return Unit(start, end, parts, write)

    def _table(self, fragment: Fragment, drawn: Drawn) -> Iterator[Nested]:
        start = fragment.lines.byte(drawn.found.first, drawn.found.column)
        last = drawn.found.last - 1
        end = fragment.lines.byte(last, len(fragment.lines.texts[last]))
        cells = [PartialDocument(cell.lines.data, list(self.entries(cell))) for cell in drawn.cells]
        if any(cell.units for cell in cells):
            newline = _newline(fragment, drawn.found.first)
            table = _Table(fragment.lines.data[start:end], cells, drawn, newline + drawn.lead)
            yield Nested(start, end, table, str.encode)


def _is_left(part: Part) -> bool:
    return isinstance(part, Left | Cells)


class _Table(Document):
    """A table, drawn again when words in its cells have changed. `line_end` is what stands between its lines."""

    def __init__(self, data: bytes, cells: Sequence[Document], drawn: Drawn, line_end: bytes) -> None:
        super().__init__(data, [unit for cell in cells for unit in cell.units])
        self._cells = cells
        self._drawn = drawn
        self._line_end = line_end

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`."""
        rest = iter(targets)
        texts, changed = [], False
        for cell, indent in zip(self._cells, self._drawn.indents, strict=True):
            spliced = cell.splice([next(rest) for _ in cell.units])
            changed = changed or spliced.data != cell.data
            texts.append([(indent + line).rstrip() for line in spliced.data.decode().split("\n")])
        if not changed:
            return Spliced(self.data, 0)
        return Spliced(self._line_end.join(line.encode() for line in self._drawn.table.draw(texts)), 0)


# Units


def _unit(fragment: Fragment, read: Read, found: Found) -> Unit:
    assert read.inline is not None
    first, last = found.pieces[0], found.pieces[-1]
    start = fragment.lines.byte(first.line, first.column)
    end = fragment.lines.byte(last.line, last.end)
    below = found.pieces[1:2]
    lead = fragment.lines.lead(below[0].line, below[0].column) if below else b" " * first.column
    line_end = _newline(fragment, first.line) + lead
    if found.kind is Kind.PLAIN:
        return Unit(start, end, (read.text,), _write_plain)
    parts, before, behind = _parts(read.inline)
    colons = fragment.lines.data[end - len(_colons(read, last.text)) : end]
    write = partial(_write, found, line_end, before, behind, colons, _sources(read.inline))
    return Unit(start, end, parts, write)


def _colons(read: Read, last: str) -> str:
    """The colons at the end of a paragraph, with the white space before them."""
    if not read.behind:
        return ""
    text = last.removesuffix("::")
    return last[len(text.rstrip()) :] if text else "::"


def _newline(fragment: Fragment, line: int) -> bytes:
    data = fragment.lines.data
    at = data.find(b"\n", fragment.lines.byte(line, len(fragment.lines.texts[line])))
    return b"\r\n" if at > 0 and data[at - 1 : at] == b"\r" else b"\n"


def _parts(read: Inline) -> tuple[Parts, Parts, Parts]:
    """The parts that a translator needs, and the codes before and behind them."""
    items = read.items
    first, last = 0, len(items)
    while last - first > 1:
        if is_pair(items[first], items[last - 1]):
            first, last = first + 1, last - 1
        elif _is_idle(items[first]):
            first += 1
        elif _is_idle(items[last - 1]):
            last -= 1
        else:
            break
    numbers: dict[int, int] = {}
    head, tail = _spaces(items[first], items[last - 1])
    inner = tuple(_part(item, numbers) for item in items[first:last])
    before, behind = ([_part(item, {}) for item in some] for some in (items[:first], items[last:]))
    return _stripped(inner), (*before, *head), (*tail, *behind)


def _is_idle(item: _Item) -> bool:
    return item.isspace() if isinstance(item, str) else item.kind is CodeKind.LONE


def _spaces(first: _Item, last: _Item) -> tuple[Parts, Parts]:
    """The white space at the ends, which is no part of a unit."""
    head = isinstance(first, str) and first[:1].isspace()
    tail = isinstance(last, str) and last[-1:].isspace()
    return (" ",) * head, (" ",) * tail


def _stripped(parts: Parts) -> Parts:
    first, last = parts[0], parts[-1]
    head = (first.lstrip(),) if isinstance(first, str) else (first,)
    if len(parts) == 1:
        return (first.strip(),) if isinstance(first, str) else parts
    tail = (last.rstrip(),) if isinstance(last, str) else (last,)
    return (*head, *parts[1:-1], *tail)


def _part(item: _Item, numbers: dict[int, int]) -> str | Code:
    if isinstance(item, str):
        return item
    number = numbers.setdefault(item.number, len(numbers) + 1)
    return Code(item.kind, number, item.raw.encode(), item.shown)


def _sources(read: Inline) -> Sources:
    """How pairs were written that are written in another way when their text changes."""
    sources = {}
    for opener, text, closer in zip(read.items, read.items[1:], read.items[2:], strict=False):
        if isinstance(opener, Mark) and opener.source and isinstance(text, str) and isinstance(closer, Mark):
            sources[opener.raw.encode(), closer.raw.encode(), text.strip()] = opener.source
    return sources


# Writing


def _write_plain(parts: Parts) -> bytes:
    return plain("".join(part if isinstance(part, str) else part.shown for part in parts)).encode()


def _write(
    found: Found, line_end: bytes, before: Parts, behind: Parts, colons: bytes, sources: Sources, parts: Parts
) -> bytes:
    text = written(_whole(before, parts, behind), sources, starts_block=found.starts_block)
    room = width_of([piece.text for piece in found.pieces], text) if found.kind is Kind.PARAGRAPH else 0
    lines = lines_of(text, room) if room else [text.replace("\0", " ")]
    return line_end.join(line.encode() for line in lines) + colons


def _write_title(
    title: Title,
    pin: str,
    line_end: bytes,
    newline: bytes,
    before: Parts,
    behind: Parts,
    sources: Sources,
    parts: Parts,
) -> bytes:
    text = written(_whole(before, parts, behind), sources, starts_block=False).replace("\0", " ")
    indent = " " * (title.text.column - title.below.column)
    sign, old = title.below.text[0], len(title.below.text)
    exact = old == width(title.text.text) + 2 * len(indent)
    needed = width(text) + 2 * len(indent)
    line = sign * (needed if exact else max(old, needed))
    drawn = [line, indent + text, line] if title.above else [text, line]
    head = f"{pin}".encode() + newline + line_end if pin else b""
    return head + line_end.join(one.encode() for one in drawn)


def _whole(before: Parts, parts: Parts, behind: Parts) -> Parts:
    """A translation with what its translator did not see, numbered so that no two pairs share a number."""
    count = len(before) + len(parts) + 1
    outer = [
        part if isinstance(part, str) else part._replace(number=part.number + count) for part in (*before, *behind)
    ]
    return (*outer[: len(before)], *parts, *outer[len(before) :])
