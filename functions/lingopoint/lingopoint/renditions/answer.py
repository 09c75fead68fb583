"""The answer to one request: from the object that is meant to what was asked of it, in its language."""

from dataclasses import replace
from typing import NamedTuple

from lingopoint.errors import InvalidRequestError, StorageError
from lingopoint.http.conditions import parse_date
from lingopoint.http.delivery import Ask, deliver, without_body
from lingopoint.http.etags import ETag
from lingopoint.http.ranges import ContentRange
from lingopoint.ports import Rendition, Renditions, Response, StoredObject
from lingopoint.renditions.identity import identify
from lingopoint.renditions.integrity import for_other_bytes
from lingopoint.renditions.lookup import Literal, Original, storage_error
from lingopoint.renditions.make import Made, Services, Unchanged, extraction, hints, make
from lingopoint.renditions.single_flight import Flight, obtain
from lingopoint.report import SPENT, Report
from lingopoint.translation import terminology_version

META = "x-amz-meta-lingopoint-"


class ToKeep(NamedTuple):
    """A rendition that was made under a claim."""

    key: str
    rendition: Rendition


class Outcome(NamedTuple):
    """A response, and what is left to keep once it has been delivered."""

    response: Response
    to_keep: ToKeep | None = None


def answer(found: Literal | Original, ask: Ask, services: Services) -> Outcome:
    """The answer with the object that was found. Raises LingopointError for an answer that is an error."""
    match found:
        case Literal(stored):
            return Outcome(_as_stored(stored, ask, services.config.max_object_size))
        case Original():
            return _Translation(found, ask, services).outcome()


def keep(kept: ToKeep, renditions: Renditions) -> bool:
    """Keep a rendition, and give its claim back whatever becomes of that. Whether it was this one that is kept."""
    try:
        return renditions.put(kept.key, kept.rendition)
    finally:
        renditions.release(kept.key)


class _Translation:
    """One translated answer under way."""

    def __init__(self, found: Original, ask: Ask, services: Services) -> None:
        self._found = found
        self._stored, self._request = found
        self._ask = ask
        self._services = services
        self._options = extraction(self._request.direction, services.config)
        translator = services.tools.translator
        version = terminology_version(self._request.direction, translator)
        told = hints(self._stored.headers, services.config)
        self._identity = identify(self._stored, self._request, self._options, version, translator.traits.key, told)

    def outcome(self) -> Outcome:
        """See `answer`."""
        expected = self._identity.tag()
        modified = parse_date(self._stored.headers.get("last-modified", ""))
        status = self._ask.early_status(expected, modified, self._identity.original)
        if status is not None:
            return Outcome(self._without_body(status, self._ask.held(expected)))
        services, key = self._services, self._identity.kept_as
        match obtain(Flight(services.renditions, key, services.tools.clock, services.deadline), self._make):
            case Rendition() as kept:
                return Outcome(self._respond(kept, Report(outcome="stored")))
            case Made() as made:
                return self._keep(made)
            case Unchanged() as unchanged:
                services.renditions.release(key)
                return Outcome(self._unchanged(unchanged))

    def _make(self) -> Made | Unchanged:
        return make(self._found, self._options, self._services)

    def _without_body(self, status: int, held: ETag | None) -> Response:
        """304 or 412. A reader who names no tag is told none: it is known, as the date is, only once it is made."""
        known = {name: value for name, value in self._stored.headers.items() if name not in ("etag", "last-modified")}
        return without_body(status, known | ({"etag": held.to_header()} if held else {}), Report())

    def _keep(self, made: Made) -> Outcome:
        """The answer from a rendition just made.

        It is kept after the answer, but before one that is a part or a HEAD, since the next must fit to it, and before
        one that leads to where it is kept.
        """
        renditions, rendition = self._services.renditions, made.rendition
        to_keep = ToKeep(self._identity.kept_as, rendition)
        most = self._services.most_bytes
        if not (self._ask.partial or self._ask.head or (most is not None and len(rendition.body) > most)):
            try:
                return Outcome(self._respond(rendition, made.report), to_keep)
            except BaseException:
                keep(to_keep, renditions)  # it is paid for
                raise
        try:
            if not keep(to_keep, renditions):
                rendition = renditions.get(self._identity.kept_as) or rendition
        except Exception:  # noqa: BLE001  it is tried once more after the answer, and what fails there is told
            return Outcome(self._respond(rendition, made.report), to_keep)
        return Outcome(self._respond(rendition, made.report))

    def _respond(self, rendition: Rendition, report: Report) -> Response:
        """The rendition as it was asked for, with what holds of the original too and what the translation adds."""
        headers = for_other_bytes(self._stored.headers, self._services.config.integrity_metadata)
        target = self._request.direction.target
        tag = self._identity.tag(rendition.body, lasting=rendition.seconds is None)
        headers |= {
            "content-type": rendition.content_type,
            "content-language": target,
            "etag": tag.to_header(),
            **self._last_modified(rendition),
            **{META + name: value for name, value in rendition.facts.items() if self._tells(name)},
        }
        response = deliver(Response(200, headers, rendition.body, report=replace(report, target=target)), self._ask)
        sent = 0 if self._ask.head else int(response.headers.get("content-length", 0))
        return replace(response, report=replace(response.report, bytes_out=sent), kept_as=self._identity.kept_as)

    def _tells(self, fact: str) -> bool:
        return self._services.config.cost_metadata or fact not in SPENT

    def _last_modified(self, rendition: Rendition) -> dict[str, str]:
        """The later of the original's time and that of the translation, both by S3's clock."""
        told = [self._stored.headers.get("last-modified", ""), rendition.facts.get("made", "")]
        dated = [(date, text) for text in told if (date := parse_date(text))]
        return {"last-modified": max(dated)[1]} if dated else {}

    def _unchanged(self, unchanged: Unchanged) -> Response:
        if not unchanged.wanted and self._services.config.untranslatable == "refuse":
            raise InvalidRequestError(f"This object cannot be translated: {unchanged.reason}.")
        outcome = "original" if unchanged.wanted else "untranslated"
        headers = {**self._stored.headers, META + "status": f"{outcome}; reason={unchanged.reason}"}
        report = Report(outcome=outcome, reason=unchanged.reason)
        return deliver(Response(200, headers, unchanged.body, report=report), self._ask)


def _as_stored(stored: StoredObject, ask: Ask, most: int) -> Response:
    """What S3 said of an object that is served as it is. A body over `most` bytes is passed on as a stream."""
    if stored.status not in (200, 206, 304):
        raise storage_error(stored)
    status, headers = stored.status, dict(stored.headers)
    if ask.part is not None and status == 200:
        status = _as_part(ask.part, headers)
    body = stored.body.read() if int(headers.get("content-length", 0)) <= most else stored.body
    return Response(status, headers, b"" if status == 304 else body, report=Report(outcome="original"))


def _as_part(part: int, headers: dict[str, str]) -> int:
    """The status of a whole object as its only part; `headers` is given the Content-Range of it."""
    length = int(headers.get("content-length", 0))
    if part > 1:
        raise StorageError(416, "InvalidPartNumber", "The requested partnumber is not satisfiable")
    if not length:
        return 200
    headers["content-range"] = ContentRange(0, length, length).to_header()
    return 206
