"""Making a rendition: an original read and translated, or said to be served as it is."""

from typing import NamedTuple

from lingopoint.config import Config
from lingopoint.errors import EntityTooLargeError, InvalidRequestError
from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.ports import Body, Direction, RefusedError, Rendition, Renditions, StoredObject
from lingopoint.renditions.document import TranslatedDocument, translate_document
from lingopoint.renditions.lookup import Original
from lingopoint.report import Report
from lingopoint.translation import Tools


class Services(NamedTuple):
    """What making an answer may use, and the moment of the clock of `tools` by which it must be ready."""

    config: Config
    tools: Tools
    renditions: Renditions
    deadline: float


class Made(NamedTuple):
    """A rendition that was made just now. One that is `degraded` is in part in the source language."""

    rendition: Rendition
    report: Report

    @property
    def degraded(self) -> bool:
        """Whether a unit of it could not be translated."""
        return self.report.cost.kept > 0


class Unchanged(NamedTuple):
    """The original is served as it is: `reason` says why. `body` is a stream where it was not read."""

    body: bytes | Body
    reason: str


def extraction(direction: Direction, config: Config) -> Options:
    """What is extracted from a document, as the configuration says."""
    return Options(
        target=direction.target,
        source=direction.source,
        include=config.include,
        exclude=config.exclude,
        document_language=config.document_language,
    )


def make(found: Original, options: Options, services: Services) -> Made | Unchanged:
    """Translate an original.

    Raises SlowDownError where the time is too short, EntityTooLargeError, and InvalidRequestError for what the
    translation service refuses.
    """
    stored, (key, direction, _) = found
    content_type, length = stored.headers.get("content-type", ""), int(stored.headers.get("content-length", 0))
    most = services.config.max_object_size
    body: bytes | Body = stored.body
    try:
        _require_no_coding(stored)
        if length > most:
            registry.detect(content_type, key, b"")
            raise EntityTooLargeError(f"The original has {length} bytes; translations are served up to {most}.")
        body = stored.body.read()
        document = translate_document(
            *(body, content_type, key, direction, options, services.tools, services.deadline),
            services.config.room,
        )
    except UnreadableError as error:
        return Unchanged(body, str(error))
    except RefusedError as error:
        raise InvalidRequestError(f"{services.tools.translator.traits.name} refused: {error}") from error
    return _made(document, direction, length)


def _made(document: TranslatedDocument, direction: Direction, bytes_in: int) -> Made:
    left_out = max(0, document.characters - document.cost.needed)  # more plural forms may need more than there is
    sources = sorted(document.sources)
    facts = {
        "status": "translated",
        "source": ",".join(sources) or direction.source,
        "format": document.format,
        **document.cost.to_facts(),
        "left-out": str(left_out),
    }
    report = Report(
        outcome="translated",
        format=document.format,
        sources=tuple(sources),
        bytes_in=bytes_in,
        whole=document.characters,
        left_out=left_out,
        cost=document.cost,
    )
    return Made(Rendition(document.data, document.content_type, facts), report)


def _require_no_coding(stored: StoredObject) -> None:
    """Raise UnreadableError for an original that is stored compressed."""
    codings = stored.headers.get("content-encoding", "").replace("aws-chunked", "").strip(", ")
    if codings not in ("", "identity"):
        raise UnreadableError(f"content encoding {codings}")
