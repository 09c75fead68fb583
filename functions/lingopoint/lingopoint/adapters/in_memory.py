"""Small stand-ins for every port, kept in memory: for tests, for trying things out, for translating local files."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from lingopoint.ports import Direction, Response, StoredObject, Translated


def stored(body: bytes, headers: Mapping[str, str] | None = None) -> StoredObject:
    """An object that is there."""
    return StoredObject(200, {"content-length": str(len(body)), **(headers or {})}, io.BytesIO(body))


def refused(status: int, code: str, message: str = "") -> StoredObject:
    """What S3 says of an object that is not there, or not for this caller."""
    return StoredObject(status, {}, io.BytesIO(), code, message)


@dataclass(slots=True)
class MemoryOrigin:
    """One place in a store of objects: what is stored under `key`, or 404 NoSuchKey. Counts how often it was read."""

    objects: Mapping[str, StoredObject]
    key: str
    reads: int = 0

    def get(self) -> StoredObject:
        """See `Origin.get`."""
        self.reads += 1
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

    def translate(self, text: str, direction: Direction) -> Translated:
        """See `Translator.translate`."""
        self.sent.append(text)
        self.directions.append(direction)
        return Translated(self.function(text), self.source)
