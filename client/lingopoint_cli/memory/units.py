"""Units of the translation memory as people see them: texts with codes, instead of keys and wire forms."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lingopoint import languages
from lingopoint.adapters.dynamodb_memory import Entry
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.ports import NO_ORIGINALS, Direction, RefusedError, TranslatedText
from lingopoint.translation.memory import Keys
from lingopoint.translation.protect import protect
from lingopoint.translation.schedule import Pace
from lingopoint.translation.units import Tools, translate_units
from lingopoint.translation.wire import MismatchError, Wire, escape, from_wire, is_markup, to_wire
from lingopoint.unit import Code, CodeKind, Part, Parts

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Item:
    """A reviewed translation as it is remembered."""

    key: str
    original: str
    translated: TranslatedText


@dataclass(frozen=True, slots=True)
class Desk:
    """Where reviewed units are made ready for the memory: in `direction`, with a terminology of `version`."""

    direction: Direction
    version: str = ""

    def item(self, source: Parts, target: Parts, language: str) -> Item | None:
        """The item for a translation of a text in `language`; None where the function would not use it.

        It is the function's own code that is asked, so that key and checks are its own.
        """
        unit = protect(source)
        codes = _Codes(unit)
        matched = codes.of(protect(target))
        if matched is None:
            return None
        offer = _Offer(TranslatedText(codes.wire(matched), language))
        tools = Tools(_Silent(self.version), SystemClock(), Pace(1), offer)
        try:
            translate_units([unit], self.direction, tools, tools.clock.now() + _DAY)
        except RefusedError:
            return None
        return Item(offer.asked[0], to_wire(unit), offer.translated)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A memory with one item, whatever it is asked for, and the keys that it was asked for."""

    translated: TranslatedText
    asked: list[str] = field(default_factory=list)

    def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:
        self.asked.extend(keys)
        return {keys[0]: self.translated} if len(keys) == 1 else {}

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] = NO_ORIGINALS) -> None:
        raise NotImplementedError

    def flush(self) -> None:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class _Silent:
    """A translator that translates nothing."""

    version: str

    def translate(self, text: str, direction: Direction) -> TranslatedText:  # noqa: ARG002
        raise RefusedError("not remembered")

    def terminology_version(self, name: str) -> str:  # noqa: ARG002
        return self.version


class _Codes:
    """The codes of a source text, for its translation to use."""

    def __init__(self, source: Parts) -> None:
        self._source = source
        self._codes = [part for part in source if isinstance(part, Code)]

    def of(self, target: Parts) -> Parts | None:
        """`target` with the source's codes in place of its own; None where it has one that the source has not."""
        left = [code for code in self._codes if code.kind is not CodeKind.CLOSE]
        closing = {code.number: code for code in self._codes if code.kind is CodeKind.CLOSE}
        pairs: dict[int, int] = {}
        parts: list[Part] = []
        for part in target:
            if isinstance(part, str):
                parts.append(part)
                continue
            if part.kind is CodeKind.CLOSE:
                parts.append(closing[pairs[part.number]])
                continue
            found = next((code for code in left if code == part._replace(number=code.number)), None)
            if found is None:
                return None
            left.remove(found)
            pairs[part.number] = found.number
            parts.append(found)
        return tuple(parts)

    def wire(self, target: Parts) -> str:
        """A translation with the source's codes, as it would come back for the source."""
        if not is_markup(to_wire(self._source)):
            return "".join(part for part in target if isinstance(part, str))
        # Tags depend on all of a unit's codes, and on nothing else.
        marked = to_wire(tuple(part for code in self._codes for part in (code, "\0")))
        tags = dict(zip(self._codes, marked.split("\0"), strict=False))
        return "".join(tags[part] if isinstance(part, Code) else escape(part) for part in target)


class Shelf:
    """The units of the table that are of one direction, whatever source language it was asked in.

    A key tells nothing by itself; but whoever knows an item's original can tell what its key is for.
    """

    def __init__(self, direction: Direction, version: str = "") -> None:
        self._direction = direction
        self._version = version
        self._keys: dict[str, Keys] = {}

    def wire(self, entry: Entry) -> Wire | None:
        """The wire form of an entry's original; None where the entry is of another direction."""
        sources = (self._direction.source,) if self._direction.source else (languages.AUTO, entry.translated.source)
        wire = Wire(entry.original)
        return wire if any(self._key(source, wire) == entry.key for source in sources) else None

    def _key(self, source: str, wire: Wire) -> str:
        if source not in self._keys:
            self._keys[source] = Keys(replace(self._direction, source=source), self._version)
        return self._keys[source].of(wire)


def texts(wire: Wire, translated: str) -> tuple[Parts, Parts] | None:
    """A remembered unit and its translation; None where its codes cannot be told apart without its document."""
    source = tuple(_parts(wire)) if is_markup(wire) else (wire,)
    if to_wire(source) != wire:
        return None
    try:
        return source, from_wire(translated, source, wire)
    except MismatchError:
        return None


_TAG = re.compile(r"<(?P<close>/?)(?P<name>\w+)(?: translate=no)?(?: id=\d+)?>")


def _parts(text: str) -> Iterator[Part]:
    """The parts of wire text of our own making."""
    numbers = iter(range(1, len(text)))
    pending: list[int] = []
    position = 0
    tags = _TAG.finditer(text)
    for tag in tags:
        if tag.start() > position:
            yield html.unescape(text[position : tag.start()])
        position = tag.end()
        if tag["close"]:
            yield Code(CodeKind.CLOSE, pending.pop() if pending else 0, b"")
        elif tag["name"] == "br":
            yield Code(CodeKind.LONE, next(numbers), b"")
        elif tag["name"] == "a":
            end = next(tags, tag)
            yield Code(CodeKind.KEEP, next(numbers), b"", html.unescape(text[position : end.start()]))
            position = end.end()
        else:
            pending.append(next(numbers))
            yield Code(CodeKind.OPEN, pending[-1], b"")
    if position < len(text):
        yield html.unescape(text[position:])
