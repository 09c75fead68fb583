"""A translated answer: from an original and settings to the rendition, kept or made, and to what was asked of it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from lingopoint.config import Config
from lingopoint.errors import EntityTooLargeError, InvalidRequestError
from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.http.conditions import parse_date
from lingopoint.http.delivery import Ask, deliver, refuse
from lingopoint.http.etags import ETag, digest, rendition_etag
from lingopoint.ports import Direction, RefusedError, Rendition, Renditions, Response, StoredObject, Translator
from lingopoint.renditions.document import TranslatedDocument, translate_document
from lingopoint.renditions.request import Settings
from lingopoint.renditions.single_flight import Flight, obtain
from lingopoint.translation.units import Cost, Tools, terminology_version

META = "x-amz-meta-lingopoint-"

FORMAT_VERSION = "1"
"""Part of every rendition's identity: raise it when the same original would now be rendered otherwise."""

# Headers that describe the original's bytes, which a translation does not have.
_OF_THE_BYTES = frozenset({"accept-ranges", "content-length", "content-md5", "content-range", "etag"})
_CHECKSUM = "x-amz-checksum-"


def _nothing() -> None:
    pass


class Answer(NamedTuple):
    """A response, and what is left to do once it has been delivered."""

    response: Response
    afterwards: Callable[[], object] = _nothing


class Services(NamedTuple):
    """What making an answer may use, and the moment of the clock of `tools` by which it must be ready."""

    tools: Tools
    renditions: Renditions
    deadline: float


class _Made(NamedTuple):
    """A rendition that was made just now."""

    rendition: Rendition
    cost: Cost
    report: Mapping[str, Any]


class _Unchanged(Exception):  # noqa: N818  a way out, not an error
    """The original is served as it is: `reason` says why. `body` is None where it was not read."""

    def __init__(self, body: bytes | None, reason: str) -> None:
        super().__init__(reason)
        self.body = body
        self.reason = reason


def translated(
    stored: StoredObject, key: str, settings: Settings, ask: Ask, config: Config, services: Services
) -> Answer:
    """The answer for an original, its body unread. Raises LingopointError for an answer that is an error."""
    return _Translation(stored, key, settings, ask, config, services).answer()


class _Translation:
    """One translated answer under way."""

    def __init__(
        self, stored: StoredObject, key: str, settings: Settings, ask: Ask, config: Config, services: Services
    ) -> None:
        self._stored = stored
        self._key = key
        self._ask = ask
        self._config = config
        self._services = services
        self._direction = _direction(settings, config)
        self._options = _options(self._direction, config)
        self._original = ETag.from_header(stored.headers.get("etag", "")) or ETag("unknown")
        self._content_type = stored.headers.get("content-type", "")
        self._identity = _identity(self._direction, self._options, self._content_type, services.tools.translator)
        # The same bytes may be a page under one name and plain text under another.
        named = [self._original.value, stored.headers.get("x-amz-version-id", ""), key, self._identity]
        self._kept_as = digest(json.dumps(named).encode(), digits=64)

    def answer(self) -> Answer:
        """See `translated`."""
        expected = rendition_etag(self._original, self._identity)
        modified = parse_date(self._stored.headers.get("last-modified", ""))
        status = self._ask.refusal(expected, modified, self._original)
        if status is not None:
            return Answer(self._refused(status, self._ask.held(expected)))
        services = self._services
        try:
            found = obtain(
                Flight(services.renditions, self._kept_as, services.tools.clock, services.deadline), self._make
            )
        except _Unchanged as unchanged:
            return self._unchanged(unchanged)
        if isinstance(found, Rendition):
            return Answer(self._respond(found, 0, {"outcome": "stored"}))
        return self._keep(found)

    def _refused(self, status: int, held: ETag | None) -> Response:
        """304 or 412. A reader who names no tag is told none: that of a rendition is known only when it is made."""
        headers = {name: value for name, value in self._stored.headers.items() if name != "etag"}
        return refuse(status, headers | ({"etag": held.to_header()} if held else {}))

    def _make(self) -> _Made:
        """Translate the original. Raises _Unchanged where it cannot be, SlowDownError where time is too short."""
        length, content_type = int(self._stored.headers.get("content-length", 0)), self._content_type
        body: bytes | None = None
        try:
            _refuse_encoded(self._stored)
            if length > self._config.max_object_size:
                registry.detect(content_type, self._key, b"")
                raise EntityTooLargeError(
                    f"The original has {length} bytes; translations are served up to {self._config.max_object_size}."
                )
            body = self._stored.body.read()
            tools, deadline = self._services.tools, self._services.deadline
            document = translate_document(
                body, content_type, self._key, self._direction, self._options, tools, deadline
            )
        except UnreadableError as error:
            raise _Unchanged(body, str(error)) from error
        except RefusedError as error:
            raise InvalidRequestError(f"Amazon Translate refused: {error}") from error
        return _made(document, self._direction, length)

    def _keep(self, made: _Made) -> Answer:
        """The answer from a rendition just made, which is kept unless it is degraded.

        It is kept after the answer, but before an answer that is a part or a HEAD: the next one must fit to it.
        """
        renditions, rendition = self._services.renditions, made.rendition

        def keep() -> bool:
            try:
                return made.cost.kept > 0 or renditions.put(self._kept_as, rendition)
            finally:
                renditions.release(self._kept_as)

        if not (self._ask.partial or self._ask.head):
            return Answer(self._respond(rendition, made.cost.billed, made.report), keep)
        if not keep():
            rendition = renditions.get(self._kept_as) or rendition
        return Answer(self._respond(rendition, made.cost.billed, made.report))

    def _respond(self, rendition: Rendition, billed: int, report: Mapping[str, Any]) -> Response:
        """The rendition as it was asked for, with what holds of the original too and what the translation adds."""
        headers = {
            name: value
            for name, value in self._stored.headers.items()
            if name not in _OF_THE_BYTES and not name.startswith(_CHECKSUM)
        }
        headers |= {
            "content-type": rendition.content_type,
            "content-language": self._direction.target,
            "etag": rendition_etag(self._original, self._identity, digest(rendition.body)).to_header(),
            **{META + name: value for name, value in rendition.facts.items()},
            **({META + "billed": str(billed)} if billed else {}),
        }
        answer = deliver(Response(200, headers, rendition.body, report=report), self._ask)
        sent = 0 if self._ask.head else int(answer.headers.get("content-length", 0))
        seen = {"target": self._direction.target, "bytes_out": sent}
        return replace(answer, report={**report, **answer.report, **seen})  # what was paid, whatever became of it

    def _unchanged(self, unchanged: _Unchanged) -> Answer:
        if self._config.untranslatable == "refuse":
            raise InvalidRequestError(f"This object cannot be translated: {unchanged.reason}.")
        headers = {**self._stored.headers, META + "status": f"untranslated; reason={unchanged.reason}"}
        report = {"outcome": "untranslated", "reason": unchanged.reason}
        body = self._stored.body if unchanged.body is None else unchanged.body
        return Answer(deliver(Response(200, headers, body, report=report), self._ask))


def _made(document: TranslatedDocument, direction: Direction, bytes_in: int) -> _Made:
    cost = document.cost
    left_out = max(0, document.characters - cost.needed)  # more plural forms may need more than there is
    facts = {
        "status": "translated",
        "source": ",".join(sorted(document.sources)) or direction.source,
        "format": document.format,
        "units": str(cost.units),
        "units-kept": str(cost.kept),
        "calls": str(cost.calls),
        "retries": str(cost.throttled + cost.failed),
        "characters": str(cost.billed),
        "remembered": str(cost.remembered),
        "left-out": str(left_out),
    }
    report = {
        "outcome": "translated",
        "format": document.format,
        "sources": sorted(document.sources),
        "bytes_in": bytes_in,
        "characters": document.characters,
        "left_out": left_out,
    }
    return _Made(Rendition(document.data, document.content_type, facts), cost, report | asdict(cost))


def _direction(settings: Settings, config: Config) -> Direction:
    return Direction(
        settings.source or config.source_language,
        settings.target,
        settings.formality,
        settings.brevity,
        settings.profanity,
        config.terminology,
    )


def _options(direction: Direction, config: Config) -> Options:
    return Options(
        target=direction.target,
        source=direction.source,
        include=config.include,
        exclude=config.exclude,
        document_language=config.document_language,
    )


def _identity(direction: Direction, options: Options, content_type: str, translator: Translator) -> str:
    """A digest of everything but the original's name and bytes that shapes a rendition."""
    terminology = terminology_version(direction, translator)
    shaping = [FORMAT_VERSION, asdict(direction), asdict(options), content_type, terminology]
    return digest(json.dumps(shaping, sort_keys=True).encode())


def _refuse_encoded(stored: StoredObject) -> None:
    encodings = stored.headers.get("content-encoding", "").replace("aws-chunked", "").strip(", ")
    if encodings not in ("", "identity"):
        raise UnreadableError(f"content encoding {encodings}")
