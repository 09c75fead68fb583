"""The ports: what the core needs from the world, as small Protocols. Adapters are in `adapters/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol


class Body(Protocol):
    """Bytes still to be read: `read(n)` gives at most n bytes, `read()` all the rest."""

    def read(self, amount: int | None = None, /) -> bytes:
        """The next bytes; empty at the end."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """S3's answer for one object, in any HTTP state: 200, 304, 403, 404, ... are values, not exceptions.

    `headers` have lower-case names. `code` and `message` are those of S3's error document.
    """

    status: int
    headers: Mapping[str, str]
    body: Body
    code: str = ""
    message: str = ""


class Origin(Protocol):
    """A place that one object can be read from. Faults of the way there raise SlowDownError."""

    def get(self) -> StoredObject:
        """The object, its body unread."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to a reader. Header names are lower-case HTTP names; `body` is bytes, or a stream to be passed on."""

    status: int
    headers: Mapping[str, str]
    body: bytes | Body = b""
    code: str = ""
    message: str = ""
    report: Mapping[str, Any] = field(default_factory=dict)
    """What the log says of it: numbers and codes, never text of the object."""


class Responder(Protocol):
    """Delivers the answer to whoever waits for it."""

    def write(self, response: Response) -> None:
        """Deliver `response`; called exactly once for each request."""


@dataclass(frozen=True, slots=True)
class Direction:
    """What is the same for every call of one translation: the pair of languages and Amazon Translate's settings."""

    source: str
    target: str
    formality: str = ""
    brevity: bool = False
    profanity: bool = False
    terminology: str = ""


class Translated(NamedTuple):
    """What came back from one call, and the source language, given or detected."""

    text: str
    source: str


class Translator(Protocol):
    """One call to a translation service."""

    def translate(self, text: str, direction: Direction) -> Translated:
        """The text in the target language. Raises ThrottledError, UnavailableError or RefusedError."""


class TranslatorError(Exception):
    """Base of what a translator may answer instead of a translation."""


class ThrottledError(TranslatorError):
    """Too many calls: slower, then again."""


class UnavailableError(TranslatorError):
    """A passing fault of the service or the way there: again."""


class RefusedError(TranslatorError):
    """The service will not translate this, however often it is asked. The message is public."""


class Clock(Protocol):
    """Time, in seconds from any fixed point."""

    def now(self) -> float:
        """The present moment."""

    def sleep(self, seconds: float) -> None:
        """Wait."""
