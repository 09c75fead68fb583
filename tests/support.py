"""What several tests share: events from their files, and a handler whose surroundings are kept in memory."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from lingopoint.adapters.nothing import NoMemory, NoRenditions
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.config import Config
from lingopoint.handlers.event import key_of
from lingopoint.handlers.object_lambda import handle
from lingopoint.ports import (
    Clock,
    ConditionalOrigin,
    Memory,
    Origin,
    Renditions,
    Responder,
    Response,
    StoredObject,
    Translator,
)
from lingopoint.report import Report
from lingopoint.translation import Forms
from lingopoint_in_memory import DictOrigin, FunctionTranslator, KeepingResponder, refused, stored

ROOT = Path(__file__).parent.parent
EVENTS = ROOT / "events"
SUPPORTING = "arn:aws:s3:us-west-2:123456789012:accesspoint/lingopoint-originals"

KEY = "a.txt"
TEXT = b"Hello there.\n"
"""The one document of most tests that need no more."""

NO_SUCH_KEY = refused(404, "NoSuchKey", "The specified key does not exist.")
FORBIDDEN = refused(403, "AccessDenied", "Access Denied")


def load_event(name: str) -> dict[str, Any]:
    """One of the events under `events/`."""
    event: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    return event


def event_for(
    key: str, *, query: str = "", headers: Mapping[str, str] | None = None, payload: str = "{}"
) -> dict[str, Any]:
    """The tagged event, for another key."""
    from urllib.parse import quote

    event = load_event("get-object-tagged")
    url = event["getObjectContext"]["inputS3Url"]
    host, _, rest = url.partition(".amazonaws.com/")
    event["getObjectContext"]["inputS3Url"] = f"{host}.amazonaws.com/{quote(key, safe='/~')}?{rest.partition('?')[2]}"
    base = event["userRequest"]["url"].partition(".amazonaws.com/")[0]
    event["userRequest"]["url"] = f"{base}.amazonaws.com/{key}{query}"
    event["userRequest"]["headers"] |= headers or {}
    event["configuration"]["payload"] = payload
    return event


def reading(key: str = f"{KEY}#fr", head: bool = False, payload: str = "{}", **headers: str) -> dict[str, Any]:
    """The event of a GET or HEAD of a key; header names have underscores for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    event = event_for(key, headers=named, payload=payload)
    if head:
        event["headObjectContext"] = {"inputS3Url": event.pop("getObjectContext")["inputS3Url"]}
    return event


def error(response: Response) -> tuple[int, str, str]:
    """The status, code and message of an answer that is an error."""
    assert response.body == b""
    return response.status, response.code, response.message


def silence(client: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have nothing answer a boto3 client; the operations that it asks for are listed."""
    asked: list[str] = []

    def silent(operation: str, _: object) -> None:
        asked.append(operation)
        raise ReadTimeoutError(endpoint_url=client.meta.endpoint_url)

    monkeypatch.setattr(client, "_make_api_call", silent)
    return asked


@dataclass
class SteppingClock:
    """Time that passes only while somebody sleeps; for how long is kept. It is not 0 at first."""

    seconds: float = 7000.0
    pauses: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.seconds += seconds


@dataclass(slots=True)
class KeepingLog:
    """Keeps every record."""

    records: list[tuple[object, Mapping[str, object]]] = field(default_factory=list)

    def info(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        self.records.append((msg, extra))

    error = info
    warning = info


@dataclass(slots=True)
class KeepingMetrics:
    """Keeps every record."""

    records: list[tuple[str, Report]] = field(default_factory=list)

    def record(self, access_point: str, report: Report) -> None:
        self.records.append((access_point, report))


@dataclass
class World:
    """A bucket, a caller and a translation service, in memory: the handler's `Dependencies`.

    `objects` is what the bucket holds; `forbidden` says that the caller has no right to it.
    """

    objects: dict[str, StoredObject] = field(default_factory=dict)
    forbidden: bool = False
    config: Config = field(default_factory=Config)
    translator: Translator = field(default_factory=FunctionTranslator)
    forms: Forms = field(default_factory=Forms)
    clock: Clock = field(default_factory=SystemClock)
    log: KeepingLog = field(default_factory=KeepingLog)
    metrics: KeepingMetrics = field(default_factory=KeepingMetrics)
    answers: KeepingResponder = field(default_factory=KeepingResponder)
    units: Memory = field(default_factory=NoMemory)
    store: Renditions = field(default_factory=NoRenditions)
    original_reads: list[str] = field(default_factory=list)
    endpoint: str = ""
    presigned_reads: list[str] = field(default_factory=list)
    _literal: DictOrigin | None = None

    def put(self, key: str, body: bytes, content_type: str = "text/plain", **headers: str) -> None:
        """Store an object; header names have underscores for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.objects[key] = stored(body, {"content-type": content_type, **named})

    def presigned(self, url: str, headers: Mapping[str, str], method: str) -> ConditionalOrigin:
        key = key_of(url, SUPPORTING)
        self.presigned_reads.append(key)
        callers: Mapping[str, StoredObject] = {key: FORBIDDEN} if self.forbidden else self.objects
        self._literal = DictOrigin(callers, key)
        return self._literal

    def original(self, access_point: str, key: str, parameters: Mapping[str, str]) -> Origin:
        self.original_reads.append(key)
        return DictOrigin(self.objects, key)

    @property
    def asked_of_s3(self) -> Mapping[str, str]:
        """The conditions and the range that the last literal key was read with."""
        assert self._literal is not None
        return self._literal.asked

    def renditions(self, config: Config) -> Renditions:
        return self.store if config.store else NoRenditions()

    def memory(self, config: Config) -> Memory:
        return self.units if config.memory else NoMemory()

    def responder(self, route: str, token: str) -> Responder:
        return self.answers

    def handle(self, event: Mapping[str, Any], seconds: float = 60.0) -> dict[str, Any] | None:
        """What Lambda would be given back."""
        return handle(event, self, seconds)

    def head(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """The result for one HeadObject event; nothing is written."""
        before = len(self.answers.responses)
        result = self.handle(event)
        assert result is not None
        assert len(self.answers.responses) == before
        return result

    def get(self, event: Mapping[str, Any], seconds: float = 60.0) -> Response:
        """The answer to one event; there is exactly one."""
        before = len(self.answers.responses)
        handle(event, self, seconds)
        assert len(self.answers.responses) == before + 1
        return self.answers.responses[-1]


def sent(world: World) -> list[str]:
    """The texts that the translator was given."""
    assert isinstance(world.translator, FunctionTranslator)
    return world.translator.sent


def shouting() -> FunctionTranslator:
    """A translator whose translations are easy to see: upper case."""
    return FunctionTranslator(str.upper)


Translate = Callable[[str], str]
