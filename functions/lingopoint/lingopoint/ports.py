"""The ports: what the core needs from the world, as small Protocols. Adapters are in `adapters/`."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, Protocol

from lingopoint.report import Report

NO_HEADERS: Mapping[str, str] = MappingProxyType({})
NO_ORIGINALS: Mapping[str, str] = MappingProxyType({})


class Body(Protocol):
    """Bytes still to be read: `read(n)` gives at most n bytes, `read()` all the rest."""

    def read(self, amount: int | None = None, /) -> bytes:
        """The next bytes; empty at the end. Raises SlowDownError where the rest does not come."""


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
    """A place that one object can be read from."""

    def get(self) -> StoredObject:
        """The whole object, its body unread. Raises SlowDownError for faults of the way there."""


class ConditionalOrigin(Protocol):
    """A place that one object can be read from in part, or on conditions."""

    def get(self, headers: Mapping[str, str] = NO_HEADERS, /) -> StoredObject:
        """The object, its body unread. `headers` are conditions and a range, by lower-case name, for S3 to act on.

        Raises SlowDownError for faults of the way there.
        """


class Found(NamedTuple):
    """What is stored under the key as requested, which the caller may read; or S3's answer in any other state."""

    stored: StoredObject


class Absent(NamedTuple):
    """Nothing is stored under the key as requested, and the caller is told so, who may read there: S3's own words."""

    code: str = ""
    message: str = ""


class Denied(NamedTuple):
    """The caller may not read the key as requested. S3's own words; nothing of the object."""

    code: str = ""
    message: str = ""


class Authority(Protocol):
    """What proves a caller's right to the key as requested. It differs by door."""

    def ask(self, headers: Mapping[str, str] = NO_HEADERS, /) -> Found | Absent | Denied:
        """The object under the key as requested, as far as this caller may read it (for HEAD, without a body).

        `headers` are as for `ConditionalOrigin.get`. Raises SlowDownError for faults of the way there.
        """


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to a reader. Header names are lower-case HTTP names; `body` is bytes, or a stream to be passed on."""

    status: int
    headers: Mapping[str, str]
    body: bytes | Body = b""
    code: str = ""
    message: str = ""
    report: Report = field(default_factory=Report)
    """What the log and the metrics say of it."""
    kept_as: str = ""
    """The key of the rendition that the body is of; empty for an object as it is stored."""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A document in one language, as it is kept: its bytes, its Content-Type, and facts about how it was made.

    `facts` are short strings by name; they become metadata of every answer that serves it. `seconds` is for how long it
    may still be kept: None is for as long as the store keeps anything.
    """

    body: bytes
    content_type: str
    facts: Mapping[str, str]
    seconds: float | None = None


class Renditions(Protocol):
    """Where renditions are kept. Best effort: a fault is a miss, or nothing kept, and is logged by the adapter."""

    def get(self, key: str) -> Rendition | None:
        """The rendition kept under `key`; none where its time is over."""

    def put(self, key: str, rendition: Rendition) -> bool:
        """Keep a rendition, unless one is kept already: the first stays. Whether it was this one that is kept.

        One that may be kept for some seconds only gives way once its time is over, and at any time to one that lasts.
        """

    def claim(self, key: str, seconds: float) -> bool:
        """Say that a rendition is being made; False while somebody else says so. It lapses after `seconds`."""

    def release(self, key: str) -> None:
        """Take the claim back."""


class NotTakenError(Exception):
    """An answer could not be sent as it is, or was not taken. Another one can be; its cause says what was wrong."""


class Responder(Protocol):
    """Delivers the answer to whoever waits for it."""

    def write(self, response: Response) -> None:
        """Deliver `response`. Of all that are tried for one request one is taken.

        Raises NotTakenError, and for faults of the way there, after which nothing helps, any other error.
        """


@dataclass(frozen=True, slots=True)
class Direction:
    """What is the same for every call of one translation: the pair of languages, and the service's settings."""

    source: str
    target: str
    formality: str = ""
    brevity: bool = False
    profanity: bool = False
    terminology: str = ""


class TranslatedText(NamedTuple):
    """What came back from one call, and the source language, given or detected.

    `terminologies` are the names of those that were applied.
    """

    text: str
    source: str
    terminologies: tuple[str, ...] = ()


class Memory(Protocol):
    """The translation memory: what each unit was translated to.

    Best effort: a fault is a miss, and is logged by the adapter.
    """

    def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:
        """What is remembered of the keys; those that are not remembered are left out."""

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] = NO_ORIGINALS) -> None:
        """Remember; may return before it is done.

        `originals` are the texts that were translated, by the same keys: for people, who cannot read a key.
        """

    def flush(self) -> None:
        """Wait until everything that was put is remembered, or given up."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What one translation service is like.

    `name` is how messages call it. A call takes texts of `max_bytes` bytes of UTF-8 at most. `languages` are the codes
    that it has; where it `detects`, a source may also be `auto`. `key` is part of what translations are remembered by:
    two services with the same key use each other's translations.
    """

    name: str
    max_bytes: int
    languages: Set[str]
    detects: bool = True
    key: str = ""


class Translator(Protocol):
    """One call to a translation service."""

    @property
    def traits(self) -> Traits:
        """What the service is like; the same at every call."""

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        """The text in the target language. Raises ThrottledError, UnavailableError or RefusedError."""

    def terminology_version(self, name: str) -> str:
        """What tells the present contents of a terminology from earlier ones; may be a little out of date."""

    def has_propagated(self, terminology: str) -> bool:
        """Whether the present contents of a terminology are at work everywhere, not in some calls those before."""


class TranslatorError(Exception):
    """Base of what a translator may answer instead of a translation."""


class ThrottledError(TranslatorError):
    """Too many calls: slower, then again."""


class UnavailableError(TranslatorError):
    """A passing fault of the service or the way there: again."""


class UnansweredError(UnavailableError):
    """A call was sent and no answer came: it may have been made, and billed, all the same."""


class RefusedError(TranslatorError):
    """The service will not translate this, however often it is asked. The message is public.

    `detected` is the language that it found the text to be in, where it was asked and says so.
    """

    def __init__(self, message: str = "", detected: str = "") -> None:
        super().__init__(message)
        self.detected = detected


class Warnings(Protocol):
    """Where what went wrong is told of, when the work goes on without it."""

    def warning(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        """Write one record."""


class Log(Warnings, Protocol):
    """A structured log, as far as it is used here. Nothing secret and no text of an object goes there."""

    def info(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        """Write one record."""

    def error(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        """Write one record."""


class Metrics(Protocol):
    """Where the figures of translated answers go."""

    def record(self, access_point: str, report: Report) -> None:
        """Take those of one answer."""


class Clock(Protocol):
    """Time, in seconds from any fixed point."""

    def now(self) -> float:
        """The present moment."""

    def sleep(self, seconds: float) -> None:
        """Wait."""
