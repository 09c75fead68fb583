"""The document that is exchanged: its texts, what tells whether it changed, and its bytes with other words."""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import culprits
from lingopoint.renditions import charset
from lingopoint.renditions.document import declared_charset, with_charset
from lingopoint.translation.protect import protect
from lingopoint.unit import Code, Document, Parts, Spliced
from lingopoint_cli.failures import FILE, Failure

_MOST_TRIES = 10_000
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Original:
    """A document as it is stored, without a content coding. `declared` is what its store says of its language."""

    name: str
    data: bytes
    content_type: str
    declared: str = ""

    @property
    def sha256(self) -> str:
        """What tells its bytes from others."""
        return hashlib.sha256(self.data).hexdigest()


class Text(NamedTuple):
    """One text of a document: the place of its unit among the others, and its parts, every placeholder a code."""

    place: int
    parts: Parts

    @property
    def digest(self) -> str:
        """What tells the text and its codes from others, wherever it stands."""
        told = [
            part if isinstance(part, str) else [part.kind.value, part.number, (part.raw or b"").hex(), part.shown]
            for part in self.parts
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:_DIGITS]

    @property
    def name(self) -> str:
        """What it is called in the file that translators get: its number and its digest, `12-0f3c5a7e9b21`."""
        return f"{self.place + 1}-{self.digest}"

    @property
    def shown(self) -> str:
        """The text as people read it."""
        return "".join(part if isinstance(part, str) else part.shown for part in self.parts)


class Translated(NamedTuple):
    """A document in another language. `kept` are the places of the units whose translation would have broken it.

    `left` counts what stays in every translation: plural forms that cannot be right, parts that cannot be read.
    """

    data: bytes
    content_type: str
    kept: frozenset[int]
    left: int


class Opened:
    """A document, read with some options. Raises Failure where its format is unknown, or it cannot be read."""

    def __init__(self, original: Original, options: Options) -> None:
        self.original = original
        self.options = options
        try:
            self._kind = registry.detect(original.content_type, original.name, original.data)
            self._document = self._read()
        except UnreadableError as error:
            raise Failure(f"{original.name}: {error}", FILE) from error

    @property
    def format(self) -> str:
        """The name of its format."""
        return self._kind.name

    @property
    def language(self) -> str:
        """What the document says that it is written in; nothing where it does not."""
        return self._document.language

    @cached_property
    def units(self) -> list[Parts]:
        """The parts of all its units."""
        return [unit.parts for unit in self._document.units]

    @property
    def before(self) -> list[bytes]:
        """What stands in the document between each unit and the one before it, as far as that lies elsewhere."""
        data, starts = self._document.data, self._document.starts
        last = {end: start for start, end in pairwise([0, *dict.fromkeys(starts)])}
        return [data[last.get(end, 0) : end] for end in starts]

    @cached_property
    def texts(self) -> list[Text]:
        """What of it there is to translate: units without a letter stay as they are."""
        protected = (Text(place, protect(parts)) for place, parts in enumerate(self.units))
        return [text for text in protected if _has_letter(text.parts)]

    def translated(self, targets: dict[int, Parts]) -> Translated:
        """The document with these translations of units, by place; the others stay as they are."""
        left = self._spliced(targets, ()).kept
        spliced, kept = self._spliced(targets, targets), frozenset[int]()
        if spliced.kept > left:
            kept = self._breaking(targets, left)
            spliced = self._spliced(targets, targets.keys() - kept)
        return Translated(*self._encoded(spliced.data), kept, left)

    def _read(self) -> Document:
        if self._kind.binary:
            self._decoded = None
            return self._kind.extract(self.original.data, self.options)
        self._decoded = charset.decode(self.original.data, declared_charset(self.original.content_type))
        return self._kind.extract(self._decoded.data, self.options)

    def _spliced(self, targets: dict[int, Parts], chosen: Collection[int]) -> Spliced:
        return self._document.splice(
            [targets[place] if place in chosen else None for place in range(len(self._document.units))]
        )

    def _breaking(self, targets: dict[int, Parts], left: int) -> frozenset[int]:
        """The translations that the format's own check refuses, each tried apart from those that it takes."""
        changes = sorted(targets)
        return frozenset(culprits(changes, lambda some: self._spliced(targets, some).kept <= left, _MOST_TRIES))

    def _encoded(self, data: bytes) -> tuple[bytes, str]:
        """The bytes in the encoding of the original, with their Content-Type."""
        if self._decoded is None:
            return data, self.original.content_type
        if data == self._decoded.data:
            return self.original.data, self.original.content_type
        encoded, label = self._decoded.encode(data)
        return encoded, with_charset(self.original.content_type, label)


def _has_letter(parts: Parts) -> bool:
    return any(not isinstance(part, Code) and any(map(str.isalpha, part)) for part in parts)
