"""Small stand-ins for every port, kept in memory: for tests, for trying things out, for translating local files."""

import io
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lingopoint.ports import NO_HEADERS, NO_ORIGINALS, Direction, Rendition, Response, StoredObject, TranslatedText


def stored(body: bytes, headers: Mapping[str, str] | None = None) -> StoredObject:
    """An object that is there."""
    return StoredObject(200, {"content-length": str(len(body)), **(headers or {})}, io.BytesIO(body))


def refused(status: int, code: str, message: str = "") -> StoredObject:
    """What S3 says of an object that is not there, or not for this caller."""
    return StoredObject(status, {}, io.BytesIO(), code, message)


@dataclass(slots=True)
class DictOrigin:
    """One place in a store of objects: what is stored under `key`, or 404 NoSuchKey. Counts how often it was read."""

    objects: Mapping[str, StoredObject]
    key: str
    reads: int = 0
    asked: Mapping[str, str] = field(default_factory=dict)

    def get(self, headers: Mapping[str, str] = NO_HEADERS, /) -> StoredObject:
        """See `Origin.get`. Conditions and ranges are kept, not acted on."""
        self.reads += 1
        self.asked = headers
        found = self.objects.get(self.key) or refused(404, "NoSuchKey", "The specified key does not exist.")
        if isinstance(found.body, io.BytesIO):
            return replace(found, body=io.BytesIO(found.body.getvalue()))  # each reader reads from the beginning
        return found


@dataclass(slots=True)
class KeepingResponder:
    """Keeps every answer that it is given."""

    responses: list[Response] = field(default_factory=list)

    def write(self, response: Response) -> None:
        """See `Responder.write`."""
        self.responses.append(response)


@dataclass(slots=True)
class FunctionTranslator:
    """A translator that applies `function` to each call's text and keeps what it was sent."""

    function: Callable[[str], str] = lambda text: text
    source: str = "en"
    sent: list[str] = field(default_factory=list)
    directions: list[Direction] = field(default_factory=list)

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        """See `Translator.translate`."""
        self.sent.append(text)
        self.directions.append(direction)
        return TranslatedText(self.function(text), self.source)

    def terminology_version(self, name: str) -> str:
        """See `Translator.terminology_version`."""
        return f"{name} 1"


class NoRenditions:
    """Keeps nothing: every reader makes a rendition of its own."""

    def get(self, key: str) -> Rendition | None:  # noqa: ARG002
        """See `Renditions.get`."""
        return None

    def put(self, key: str, rendition: Rendition) -> bool:  # noqa: ARG002
        """See `Renditions.put`."""
        return False

    def claim(self, key: str, seconds: float) -> bool:  # noqa: ARG002
        """See `Renditions.claim`."""
        return True

    def release(self, key: str) -> None:
        """See `Renditions.release`."""


@dataclass(slots=True)
class DictMemory:
    """A translation memory of this process; `items` None remembers nothing."""

    items: dict[str, TranslatedText] | None = field(default_factory=dict)

    def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:
        """See `Memory.get`."""
        items = self.items or {}
        return {key: items[key] for key in keys if key in items}

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] = NO_ORIGINALS) -> None:  # noqa: ARG002
        """See `Memory.put`. Keeps no originals."""
        if self.items is not None:
            self.items.update(items)

    def flush(self) -> None:
        """See `Memory.flush`."""


@dataclass(slots=True)
class DictRenditions:
    """Keeps renditions in this process."""

    kept: dict[str, Rendition] = field(default_factory=dict)
    claims: dict[str, float] = field(default_factory=dict)
    now: Callable[[], float] = time.monotonic
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: str) -> Rendition | None:
        """See `Renditions.get`."""
        return self.kept.get(key)

    def put(self, key: str, rendition: Rendition) -> bool:
        """See `Renditions.put`."""
        return self.kept.setdefault(key, rendition) is rendition

    def claim(self, key: str, seconds: float) -> bool:
        """See `Renditions.claim`."""
        with self.lock:
            if self.claims.get(key, self.now()) > self.now():
                return False
            self.claims[key] = self.now() + seconds
            return True

    def release(self, key: str) -> None:
        """See `Renditions.release`."""
        self.claims.pop(key, None)
