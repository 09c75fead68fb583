"""Remembering: what earlier documents left in the translation memory, and what this one adds to it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from lingopoint.ports import NO_ORIGINALS, Direction, Memory, TranslatedText, Translator
from lingopoint.translation.check import accept
from lingopoint.translation.segment import Segment
from lingopoint.translation.wire import Wire, is_markup, lasting

WIRE_VERSION = "1"
"""Part of every key: raise it when the same wire form would now mean something else."""


class Keys:
    """What translations in one direction are remembered by: everything that shaped them, nothing of where they stood.

    `terminology_version` is that of the direction's terminology, `service` the translator's `Traits.key`, if any.
    """

    def __init__(self, direction: Direction, terminology_version: str = "", service: str = "") -> None:
        shaping = [WIRE_VERSION, asdict(direction), terminology_version, *filter(None, [service])]
        started = json.dumps(shaping, sort_keys=True).encode()
        self._plain, self._markup = (hashlib.sha256(started + sign) for sign in (b"=", b"<"))

    def of(self, wire: Wire) -> str:
        """The key of one segment: 64 hexadecimal digits."""
        found = (self._markup if is_markup(wire) else self._plain).copy()
        found.update(lasting(wire).encode())
        return found.hexdigest()


class ReadOnly:
    """A memory that is asked and not added to: for text that may be out of date already."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:
        """See `Memory.get`."""
        return self._memory.get(keys)

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] = NO_ORIGINALS) -> None:
        """See `Memory.put`; nothing is."""

    def flush(self) -> None:
        """See `Memory.flush`."""
        self._memory.flush()


class Languages:
    """Which language was detected in a sample, so that the same one costs no call again.

    `service` is the translator's `Traits.key`. A sample is known by all of its text, wherever it stands.
    """

    def __init__(self, memory: Memory, service: str = "") -> None:
        self._memory = memory
        self._service = service

    def recall(self, sample: Sequence[Segment]) -> str:
        """What was detected in it; empty when it was not met before."""
        key = self._key(sample)
        found = self._memory.get([key]).get(key)
        return found.source if found else ""

    def put(self, sample: Sequence[Segment], language: str) -> None:
        """Remember what was detected."""
        self._memory.put({self._key(sample): TranslatedText(language, language)})

    def _key(self, sample: Sequence[Segment]) -> str:
        told = ["language", self._service, *(lasting(segment.wire) for segment in sample)]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


class Remembered:
    """The translation memory as one translation in one direction uses it."""

    def __init__(self, memory: Memory, keys: Keys, direction: Direction) -> None:
        self._memory = memory
        self._direction = direction
        self._keys = keys
        self._doubted: set[str] = set()

    def recall(self, segments: Sequence[Segment]) -> list[Segment]:
        """Give segments the targets that are remembered, checked like any other translation; those that got one.

        What is not believed is perhaps a reviewer's, so it is not overwritten either.
        """
        by_key = {self._keys.of(segment.wire): segment for segment in segments}
        found = self._memory.get(list(by_key))
        believed = [key for key, text in found.items() if accept(by_key[key], text.text, self._direction)]
        self._doubted.update(found.keys() - believed)
        return [by_key[key] for key in believed]

    def put(self, translated: Mapping[Segment, TranslatedText]) -> None:
        """Remember what a call brought and the checks accepted."""
        by_key = {self._keys.of(segment.wire): segment for segment in translated}
        new = {key: segment for key, segment in by_key.items() if key not in self._doubted}
        items = {key: translated[segment] for key, segment in new.items()}
        self._memory.put(items, {key: segment.wire for key, segment in new.items()})


def terminology_version(direction: Direction, translator: Translator) -> str:
    """The version of the direction's terminology; empty without one."""
    return translator.terminology_version(direction.terminology) if direction.terminology else ""


def has_propagated(direction: Direction, translator: Translator) -> bool:
    """Whether what is translated now is with the very terminology whose version is known; so it is without one."""
    return not direction.terminology or translator.has_propagated(direction.terminology)
