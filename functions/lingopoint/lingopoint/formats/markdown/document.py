"""Markdown: CommonMark and GFM, one unit for each paragraph, heading, table cell and list item text.

A translated unit becomes one line; its place, its markup and everything around it stay. Emphasis, links and matching
HTML tags are pairs of codes, image descriptions are text, inline code, math and autolinks are kept. A reference link
whose text is its label gets the label written out. HTML blocks and front matter, YAML or TOML, are read by their own
formats; titles of links are units of their own. Link destinations, code blocks, the directives, templates, formulas,
citations and attributes of dialects, MDX modules and JSX stay.

What was written is read again: a unit that changed more than its own text is written more carefully, then left out.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from lingopoint.formats.markdown.headings import heading_of, pin
from lingopoint.formats.markdown.run import Context, HtmlBlock, Item, Mark, Run, Text
from lingopoint.formats.markdown.scan import scan
from lingopoint.formats.markdown.titles import Title, arguments, defined_titles, title_unit
from lingopoint.formats.markdown.verify import Patch, Place, pieces_of, settle
from lingopoint.formats.markdown.write import writer
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Document, Part, Parts, Spliced, Unit, Work

_SIGNS: Final = b"\n!\"#$&'*:<>@[\\]^_`|~"
_EVENT_BYTES: Final = 200
_SIGN_BYTES: Final = 100
"""What the parser keeps, in memory that is not Python's, for each sign that may be markup."""

_BOM: Final = b"\xef\xbb\xbf"
_FRONT_MATTER = compile_pattern(rb"(---|\+\+\+)[ \t]*\r?\n(?![ \t]*\r?\n)")
_FRONT_MATTER_END = {
    b"---": compile_pattern(rb"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.MULTILINE),
    b"+++": compile_pattern(rb"^\+\+\+[ \t]*\r?$\n?", re.MULTILINE),
}
_FENCE = compile_pattern(rb"(?<![^\n])[ \t>]*+(?:```|~~~)")
"""Code inside HTML: in MDX it is code, to CommonMark text."""

_LANGUAGE = compile_pattern(rb"^(?:lang|language|locale)[ \t]*[:=][ \t]*[\"']?([A-Za-z][\w-]*+)", re.MULTILINE)
"""What front matter says of a page's language."""


class _Nested(NamedTuple):
    """What another format reads: the bytes of `document` start at byte `start` of the body (or of the head)."""

    start: int
    document: Document
    units: Sequence[Unit]

    def patch(self, targets: Iterator[Parts | None]) -> Patch | None:
        spliced = self.document.splice(list(islice(targets, len(self.units))))
        if spliced == Spliced(self.document.data, 0):
            return None
        end = self.start + len(self.document.data)
        return Patch(self.start, end, [spliced.data], units=len(self.units), kept=spliced.kept)


def extract(data: bytes, options: Options) -> Document:
    """The units of a Markdown document. Every text is Markdown, so that this never raises UnreadableError."""
    front, start = _front_matter(data, options)
    body = data[start:]
    options.work.spend((len(body) - len(body.translate(None, _SIGNS))) * _SIGN_BYTES)
    entries: list[Place | _Nested] = []
    titled: set[str] = set()
    for block in scan(body, lambda events: options.work.spend(events * _EVENT_BYTES), titled):
        if isinstance(block, Run):
            entries.append(place := _place(block, body, start))
            if place.unit is not None:
                _count(place, options.work)
            elif tag := arguments(block, body):
                entries.append(_nested(block.start, tag, start))
        elif (html := _html(block, body, options)) and html.units:
            entries.append(_nested(block.start, html, start))
    if titled:
        entries += [_nested(at, title, start) for at, title in defined_titles(body, titled)]
        entries.sort(key=lambda entry: entry.start)
    if options.heading_ids:
        pin((entry.heading for entry in entries if isinstance(entry, Place)), body, options.heading_ids)
    document = _MarkdownDocument(data, start, front, entries, options.work)
    language = _LANGUAGE.search(data, 0, start)
    document.language = language[1].decode() if language else ""
    return document


class _MarkdownDocument(Document):
    """`front` is the front matter, before byte `start`; `entries` are what follows, in order."""

    def __init__(
        self, data: bytes, start: int, front: _Nested | None, entries: Sequence[Place | _Nested], work: Work
    ) -> None:
        units = [*front.units] if front else []
        for entry in entries:
            if isinstance(entry, _Nested) or entry.unit is not None:
                units += entry.units
        super().__init__(data, units)
        self._start = start
        self._front = front
        self._entries = entries
        self._work = work

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`. Reads the result again, so that nothing but the text of the units has changed."""
        if len(targets) != len(self.units):
            raise ValueError(f"{len(targets)} translations of {len(self.units)} units")
        rest = iter(targets)
        front = self._front.patch(rest) if self._front else None
        patches = list(self._patches(rest))
        if front is None and not patches:
            return Spliced(self.data, 0)
        head = self.data[: self._start]
        if front is not None:
            head = head[: front.start] + (front.replacement or b"") + head[front.end :]
        places = [entry for entry in self._entries if isinstance(entry, Place)]
        body = settle(self.data[self._start :], places, patches, self._work)
        return Spliced(head + body.data, body.kept + (front.kept if front else 0))

    def _patches(self, targets: Iterator[Parts | None]) -> Iterator[Patch]:
        for entry in self._entries:
            if isinstance(entry, Place):
                if entry.unit is None:
                    continue
                target = entry.target(targets)
                if target is not None:
                    yield self._patch(entry, entry.unit, target)
            elif patch := entry.patch(targets):
                yield patch

    def _patch(self, place: Place, unit: Unit, target: Parts) -> Patch:
        start, end = unit.start - self._start, unit.end - self._start
        ways = _ways(place.context, unit, target)
        if place.heading is None or not place.heading.pin:
            return Patch(start, end, ways, target)
        pin, attributes = place.heading.pin, place.heading.attributes
        rest = self.data[unit.end : self._start + place.end].removesuffix(attributes)
        rest = rest if attributes else rest + b" "
        ways = (b"%b%b%b" % (way, rest, pin) for way in ways)
        return Patch(start, place.end, ways, target, pin=pin, replaces=bool(attributes))


def _ways(context: Context, unit: Unit, target: Parts) -> Iterator[bytes]:
    yield unit.write(target)
    yield writer(context, careful=True)(target)


def _count(place: Place, work: Work) -> None:
    for unit in place.units:
        work.unit()
        for part in unit.parts:
            if isinstance(part, Code):
                work.code()


# What other formats read


def _front_matter(data: bytes, options: Options) -> tuple[_Nested | None, int]:
    """The front matter if there is some to translate, and where the Markdown starts."""
    start = len(_BOM) if data.startswith(_BOM) else 0
    opening = _FRONT_MATTER.match(data, start)
    closing = opening and _FRONT_MATTER_END[opening[1]].search(data, opening.end())
    if not opening or not closing:
        return None, start
    try:
        document = _extract_front(opening[1], data[opening.end() : closing.start()], options)
    except UnreadableError:
        return None, closing.end()
    return _nested(opening.end(), document, 0) if document.units else None, closing.end()


def _extract_front(fence: bytes, data: bytes, options: Options) -> Document:
    if fence == b"+++":
        from lingopoint.formats.values.toml import extract as extract_toml

        return extract_toml(data, options)
    from lingopoint.formats.values.yaml import extract as extract_yaml

    return extract_yaml(data, options)


def _html(block: HtmlBlock, body: bytes, options: Options) -> Document | None:
    from lingopoint.formats.html.document import extract as extract_html

    source = body[block.start : block.end]
    data = bytearray(source)
    for start, end in block.quotes:
        span = slice(start - block.start, end - block.start)
        data[span] = data[span].replace(b">", b" ")
    try:
        document = extract_html(bytes(data), options)
    except UnreadableError:
        return None
    document.units = [unit for unit in document.units if not _FENCE.search(source, unit.start, unit.end)]
    if block.quotes:
        document.data = source
        document.reread = None
        document.units = [unit for unit in document.units if not any(map(_has_line_break, unit.parts))]
    return document


def _has_line_break(part: Part) -> bool:
    """Whether a part holds the start of a line in bytes of its own, where the mark of a block quote would be lost."""
    return isinstance(part, Code) and part.raw is not None and b"\n" in part.raw


def _nested(start: int, document: Document, offset: int) -> _Nested:
    """A nested document; `offset` is where the body starts in the whole."""
    at = offset + start
    units = [unit._replace(start=at + unit.start, end=at + unit.end) for unit in document.units]
    return _Nested(start, document, units)


# Units


def _place(run: Run, body: bytes, offset: int) -> Place:
    start, end, before, context, opaque, items = run
    worded = any(map(_has_letter, items))
    if opaque or not (worded or any(map(_has_title, items))):
        return Place(start, end, before, context, opaque, None, (), ())
    first, last = _trim(items)
    inner = items[first:last]
    if first and context.at_line_start:
        context = context._replace(at_line_start=False)
    unit_start, spaces_before, unit_end, spaces_after = _strip(inner[0], inner[-1], body)
    unit = Unit(offset + unit_start, offset + unit_end, _parts(inner, body), writer(context))
    lead = (*pieces_of(items[:first], body), spaces_before) if first else ()
    trail = (spaces_after, *pieces_of(items[last:], body)) if last < len(items) else ()
    titles = tuple(_titles(inner, unit, offset)) if len(inner) > 1 or not worded else ()
    return Place(start, end, before, context, opaque, unit, lead, trail, titles, worded, heading_of(run, body))


def _titles(items: Sequence[Item], unit: Unit, offset: int) -> Iterator[Title]:
    if any(map(_has_title, items)):
        for item, part in zip(items, unit.parts, strict=True):
            if isinstance(item, Mark) and isinstance(part, Code) and (title := title_unit(item, part, offset)):
                yield title


def _has_title(item: Item) -> bool:
    return isinstance(item, Mark) and item.title is not None


def _has_letter(item: Item) -> bool:
    return isinstance(item, Text) and (item.text[:1].isalpha() or any(map(str.isalpha, item.text)))


def _trim(items: Sequence[Item]) -> tuple[int, int]:
    """The range of items, one with a letter among them, that the sentence needs: not white space, codes and pairs at
    the ends.
    """
    first, last = 0, len(items) - 1
    while first < last:
        head, tail = items[first], items[last]
        if _is_idle(head):
            first += 1
        elif _is_idle(tail):
            last -= 1
        elif isinstance(head, Text) or isinstance(tail, Text) or tail.mate is not head or tail.label or tail.title:
            break
        else:
            first += 1
            last -= 1
    return first, last + 1


def _is_idle(item: Item) -> bool:
    return item.text.isspace() if isinstance(item, Text) else item.kind is CodeKind.LONE and item.title is None


def _strip(head: Item, tail: Item, body: bytes) -> tuple[int, str, int, str]:
    """Where the words from `head` to `tail` start and end, each with the white space that is lost there."""
    start, before, end, after = head.start, "", tail.end, ""
    if isinstance(head, Text) and head.text[0] in " \t":
        text = head.text
        head.text = text.lstrip(" \t")
        before = text[: len(text) - len(head.text)]
        start = head.end - len(body[start : head.end].lstrip(b" \t"))
    if isinstance(tail, Text) and tail.text[-1] in " \t":
        text = tail.text
        tail.text = text.rstrip(" \t")
        after = text[len(tail.text) :]
        end = tail.start + len(body[tail.start : end].rstrip(b" \t\r\n"))
    return start, before, end, after


def _parts(items: Sequence[Item], body: bytes) -> Parts:
    """The parts of a unit, its codes numbered in order of appearance."""
    head = items[0]
    if len(items) == 1 and isinstance(head, Text):
        return (head.text,)
    parts: list[Part] = []
    numbers: dict[int, int] = {}
    for item in items:
        if isinstance(item, Text):
            parts.append(item.text)
            continue
        number = numbers.setdefault(id(item.mate or item), len(numbers) + 1)
        shown = item.shown if item.kind is CodeKind.KEEP else ""
        parts.append(Code(item.kind, number, item.raw or body[item.start : item.end], shown))
    return tuple(parts)
