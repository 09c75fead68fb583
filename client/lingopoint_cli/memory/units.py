"""Units of the translation memory as people see them: texts with codes, instead of keys and wire forms."""

from dataclasses import dataclass, replace

from lingopoint.adapters.amazon_translate import TRAITS
from lingopoint.adapters.dynamodb_memory import Entry
from lingopoint.ports import Direction, TranslatedText
from lingopoint.translation import Keys
from lingopoint.translation.protect import protect
from lingopoint.translation.reviewed import entry
from lingopoint.translation.source import general
from lingopoint.translation.wire import Wire
from lingopoint.unit import Code, CodeKind, Part, Parts


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
        """The item for a translation of a text in `language`; None where the function would not use it."""
        unit = protect(source)
        matched = _with_codes_of(unit, protect(target))
        if matched is None:
            return None
        made = entry(unit, matched, self.direction, _keys(self.direction, self.version), TRAITS)
        if made is None:
            return None
        return Item(made.key, made.original, TranslatedText(made.translated, language))


def _keys(direction: Direction, version: str) -> Keys:
    return Keys(direction, version, TRAITS.key)


def _with_codes_of(source: Parts, target: Parts) -> Parts | None:
    """`target` with the source's codes in place of its own; None where it has one that the source has not."""
    codes = [part for part in source if isinstance(part, Code)]
    left = [code for code in codes if code.kind is not CodeKind.CLOSE]
    closing = {code.number: code for code in codes if code.kind is CodeKind.CLOSE}
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


class Shelf:
    """The units of the table that are of one direction, whatever their source language.

    A key tells nothing by itself; but whoever knows an item's original can tell what its key is for.
    """

    def __init__(self, direction: Direction, version: str = "") -> None:
        self._direction = direction
        self._version = version
        self._keys: dict[str, Keys] = {}

    def wire(self, entry: Entry) -> Wire | None:
        """The wire form of an entry's original; None where the entry is of another direction."""
        sources = (entry.translated.source, general(entry.translated.source))
        wire = Wire(entry.original)
        return wire if any(self._key(source, wire) == entry.key for source in sources) else None

    def _key(self, source: str, wire: Wire) -> str:
        if source not in self._keys:
            self._keys[source] = _keys(replace(self._direction, source=source), self._version)
        return self._keys[source].of(wire)
