"""The units of an office document's paragraphs, and how they are written: every text as a run in its format.

Neighbouring texts of one format are one. The format that most of the text has needs no code; each stretch of another is
a pair. Inside a container (a hyperlink, a tracked insertion) the format that needs no code is its own.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, partial
from itertools import groupby
from typing import NamedTuple

from lingopoint.formats.locales import has_right_to_left
from lingopoint.formats.office.follows import Dress
from lingopoint.formats.office.names import Script
from lingopoint.formats.office.runs import PLAIN, Format, Paragraph, Part, format_of
from lingopoint.formats.office.sheet import is_fixed
from lingopoint.formats.xml import Item, Tree, escape, parts_of, segments, trimmed
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Parts, Unit, Work, Writer

# In SpreadsheetML and DrawingML this would be read as a character (ECMA-376 part 1, section 22.9.2.19).
_LIKE_CODE = compile_pattern(r"_(?=x[0-9A-Fa-f]{4}_)")


def encode_text(text: str) -> str:
    """Text for SpreadsheetML or DrawingML, before it is escaped."""
    return _LIKE_CODE.sub("_x005F_", text)


def escape_text(text: str) -> bytes:
    """Text as the content of an element of SpreadsheetML or DrawingML."""
    return escape(encode_text(text))


class Runs(NamedTuple):
    """How the text of a unit is written: the names of a run (none in a plain cell) and of its text, with prefix."""

    run: bytes
    text: bytes
    script: Script
    dress: Dress

    def encode(self, text: str) -> bytes:
        """Text as the content of its element."""
        return escape(text) if self.script is Script.WORD else escape_text(text)

    def write(self, look: bytes, text: bytes, *, right_to_left: bool) -> bytes:
        """Encoded text as a run with these properties."""
        marked = self.script is not Script.DRAWING and text != text.strip()
        element = b"<%b%b>%b</%b>" % (self.text, b' xml:space="preserve"' if marked else b"", text, self.text)
        if not self.run:
            return element
        if right_to_left or b"lang" in look or b"rtl" in look:
            look = self.dress(self.script, self.run, look, right_to_left=right_to_left)
        return b"<%b>%b%b</%b>" % (self.run, look, element, self.run)

    def right_to_left(self, text: bytes, *, speaks: bool) -> bool:
        """Whether a run with this text runs from right to left; `speaks` says that its unit has letters that do.

        What has letters of other scripts only does not, unless the whole unit has no others.
        """
        if not speaks:
            return True
        said = text.decode()
        return has_right_to_left(said) or not any(map(str.isalpha, said))


class Around(NamedTuple):
    """What stays around a translation: bytes before and after it, and text at its very ends."""

    before: bytes
    lead: bytes
    trail: bytes
    after: bytes


Containers = tuple[tuple[bytes, bytes], ...]
"""The pairs of a unit that are markup of their own: the first half of each with the format of the text in it.

They are known by their bytes: the numbers of codes change on their way to a translator.
"""


class Shared:
    """What many units of a part have in common: each value is kept once."""

    def __init__(self, work: Work, dress: Dress) -> None:
        self.work = work
        self.dress = dress
        self.format = cache(format_of)
        self.code = cache(Code)
        self.writer = cache(_writer)


def _writer(runs: Runs, around: Around, base: bytes, containers: Containers = ()) -> Writer:
    """Writes a unit whose text is in the format `base` where no pair says otherwise."""
    return partial(_write, runs, around, base, dict(containers))


def units_of(tree: Tree, shared: Shared, fixed: Set[str] | None) -> list[Unit]:
    """The units of a part or a piece of it, in order. `fixed` is for sheets: strings that must stay."""
    part = Part(tree, shared.format, shared.work)
    found: list[Unit] = []
    for element in part.paragraphs:
        if fixed is None or not is_fixed(fixed, part, element):
            found += _paragraph_units(Paragraph(part, element), shared)
    return list(_disjoint(sorted(found, key=lambda unit: unit.start)))


def _disjoint(found: list[Unit]) -> Iterator[Unit]:
    """Paragraphs nested where none belong are left to the code that holds them."""
    end = 0
    for unit in found:
        if unit.start >= end:
            yield unit
            end = unit.end


def _paragraph_units(paragraph: Paragraph, shared: Shared) -> Iterator[Unit]:
    for segment in segments(paragraph.read()):
        items = _merged(segment)
        inner = trimmed(items)
        if any(item.kind is None and any(map(str.isalpha, item.text)) for item in inner):
            yield _unit(paragraph, items, inner, shared)


def _look(item: Item) -> Format:
    return item.context if isinstance(item.context, Format) else PLAIN


def _merged(items: Sequence[Item]) -> list[Item]:
    merged: list[Item] = []
    for key, group in groupby(items, lambda item: _look(item).key if item.kind is None else None):
        same = list(group)
        if key is None or len(same) == 1:
            merged += same
        else:
            text = "".join(item.text for item in same)
            merged.append(Item(None, same[0].start, same[-1].end, b"", text, same[0].context))
    return merged


def _unit(paragraph: Paragraph, items: list[Item], inner: list[Item], shared: Shared) -> Unit:
    shared.work.unit()
    runs = _runs(paragraph, shared.dress)
    around = _around(paragraph, runs, items, inner)
    start, end = inner[0].start, inner[-1].end
    looks = _Looks(inner)
    formatted = looks.pairs_added()
    parts = parts_of(formatted)
    containers = tuple((markup, look.raw) for markup, look in looks.inside.items())
    shared_parts = tuple(part if isinstance(part, str) else shared.code(*part) for part in parts)
    return Unit(start, end, shared_parts, shared.writer(runs, around, looks.base.raw, containers))


def _runs(paragraph: Paragraph, dress: Dress) -> Runs:
    prefix, colon, _ = paragraph.element.name.rpartition(b":")
    run = prefix + colon + b"r" if paragraph.has_runs else b""
    return Runs(run, prefix + colon + b"t", paragraph.script, dress)


def _around(paragraph: Paragraph, runs: Runs, items: list[Item], inner: list[Item]) -> Around:
    """Takes the white space at the ends from the items, and what is outside them but in the same text element."""
    first, last = inner[0], inner[-1]
    before = items[: next(place for place, item in enumerate(items) if item is first)]
    after = items[next(place for place, item in enumerate(items) if item is last) + 1 :]
    lead = b"".join(_outside(runs, item) for item in before if item.start == first.start)
    trail = b"".join(_outside(runs, item) for item in after if item.end == last.end)
    if first.kind is None:
        text = first.text.lstrip()
        lead += runs.encode(first.text[: len(first.text) - len(text)])
        first.text = text
    if last.kind is None:
        text = last.text.rstrip()
        trail = runs.encode(last.text[len(text) :]) + trail
        last.text = text
    inside = paragraph.inside
    starts_in, ends_in = inside.get(first.start), inside.get(last.end)
    return Around(starts_in.tail if starts_in else b"", lead, trail, ends_in.head if ends_in else b"")


def _outside(runs: Runs, item: Item) -> bytes:
    return runs.encode(item.text) if item.kind is None else b"".join(item.pieces)


class _Looks:
    """The formats of balanced items: which needs no code where, and pairs around the text that has another.

    `base` is the one that needs no code in the unit, `inside` those inside containers, by the markup of these.
    """

    def __init__(self, items: list[Item]) -> None:
        self._items = items
        self._usual = _usual_looks(items)
        self.base = self._usual.get(_UNIT, PLAIN)
        self.inside: dict[bytes, Format] = {}
        self._result: list[Item] = []
        self._open: Item | None = None
        self._last_text = 0

    def pairs_added(self) -> list[Item]:
        """The items with the pairs they need."""
        bases = [self.base]
        for item in self._items:
            if item.kind is None:
                self._text(item, bases[-1])
                continue
            if item.kind is CodeKind.OPEN:
                self._end_pair()
                markup = _markup(item)
                bases.append(self.inside.setdefault(markup, self._usual.get(markup, bases[-1])))
            elif item.kind is CodeKind.CLOSE:
                self._end_pair()
                bases.pop()
            self._result.append(item)
        self._end_pair()
        return self._result

    def _text(self, item: Item, base: Format) -> None:
        look = _look(item)
        if self._open is not None and _look(self._open).key != look.key:
            self._end_pair()
        if self._open is None and look.key != base.key:
            self._open = Item(CodeKind.OPEN, item.start, item.start, look.raw, context=look)
            self._result.append(self._open)
        self._result.append(item)
        self._last_text = len(self._result)

    def _end_pair(self) -> None:
        """Ends the pair after its last text; codes after that need no format."""
        if self._open is not None:
            closing = Item(CodeKind.CLOSE, self._open.start, self._open.start, b"")
            closing.mate, self._open.mate = self._open, closing
            self._result.insert(self._last_text, closing)
            self._open = None


_UNIT = b""


def _markup(item: Item) -> bytes:
    return b"".join(item.pieces)


def _usual_looks(items: list[Item]) -> dict[bytes, Format]:
    """The format of most of the text directly in the containers of each markup; `_UNIT` is what is in none."""
    amounts: dict[bytes, dict[bytes, int]] = {}
    looks: dict[bytes, Format] = {}
    stack = [_UNIT]
    for item in items:
        if item.kind is None:
            look = _look(item)
            looks.setdefault(look.key, look)
            amount = amounts.setdefault(stack[-1], {})
            amount[look.key] = amount.get(look.key, 0) + len(item.text)
        elif item.kind is CodeKind.OPEN:
            stack.append(_markup(item))
        elif item.kind is CodeKind.CLOSE:
            stack.pop()
    return {place: looks[max(amount, key=amount.__getitem__)] for place, amount in amounts.items()}


def _write(runs: Runs, around: Around, base: bytes, containers: Mapping[bytes, bytes], parts: Parts) -> bytes:
    pieces = [around.before]
    text = [around.lead]
    looks = [base]
    turns = runs.dress.right_to_left
    speaks = turns and any(isinstance(part, str) and has_right_to_left(part) for part in parts)

    def end_run() -> None:
        written = b"".join(text)
        if written:
            right_to_left = turns and runs.right_to_left(written, speaks=speaks)
            pieces.append(runs.write(looks[-1], written, right_to_left=right_to_left))
        text.clear()

    for part in parts:
        if isinstance(part, str) or part.raw is None:
            text.append(runs.encode(part if isinstance(part, str) else part.shown))
        elif part.kind is CodeKind.OPEN:
            end_run()
            is_container = part.raw in containers
            looks.append(containers[part.raw] if is_container else part.raw)
            pieces.append(part.raw if is_container else b"")
        elif part.kind is CodeKind.CLOSE:
            end_run()
            looks.pop()
            pieces.append(part.raw)
        elif part.raw.startswith(b"<"):
            end_run()
            pieces.append(part.raw)
        else:
            text.append(part.raw)
    text.append(around.trail)
    end_run()
    return b"".join((*pieces, around.after))
