"""Making a rendition: an original read and translated, or said to be served as it is."""

from collections.abc import Mapping
from typing import NamedTuple

from lingopoint.config import Config
from lingopoint.errors import EntityTooLargeError, InvalidRequestError
from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.languages import AUTO
from lingopoint.ports import Body, Direction, RefusedError, Rendition, Renditions
from lingopoint.renditions.coding import coding_of, decode, encode
from lingopoint.renditions.document import TranslatedDocument, translate_document
from lingopoint.renditions.integrity import encrypted_by_client
from lingopoint.renditions.lookup import Original
from lingopoint.report import Report
from lingopoint.translation import Hints, ReadOnly, Tools, has_propagated

PASSING_SECONDS = 300.0
"""For how long a rendition is kept that is not to stay: HEAD and the ranges that follow are then of one."""


class Services(NamedTuple):
    """What making an answer may use, and the moment of the clock of `tools` by which it must be ready.

    A rendition of more than `most_bytes` is kept before it is answered.
    """

    config: Config
    tools: Tools
    renditions: Renditions
    deadline: float
    most_bytes: int | None = None


class Made(NamedTuple):
    """A rendition that was made just now."""

    rendition: Rendition
    report: Report


class Unchanged(NamedTuple):
    """The original is served as it is: `reason` says why. `body` is a stream where it was not read.

    `wanted` says that this is what was asked for: the original is in the language.
    """

    body: bytes | Body
    reason: str
    wanted: bool = False


def extraction(direction: Direction, config: Config) -> Options:
    """What is extracted from a document, as the configuration says."""
    return Options(
        target=direction.target,
        source=direction.source,
        include=config.include,
        exclude=config.exclude,
        document_language=config.document_language,
        heading_ids=config.heading_ids,
        keep_names=config.keep_names,
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
    if direction.source == direction.target:
        return _already(stored.body.read() if length <= most else stored.body, direction.target)
    propagated = has_propagated(direction, services.tools.translator)
    tools = services.tools if propagated else services.tools._replace(memory=ReadOnly(services.tools.memory))
    try:
        coding = _coding(stored.headers)
        if length > most:
            raise _too_large(f"{length} bytes", most, content_type, key)
        body = stored.body.read()
        data = decode(body, coding, most)
        if len(data) > most:
            raise _too_large("more once it is decompressed", most, content_type, key)
        document = translate_document(
            *(data, content_type, key, direction, options, tools, services.deadline),
            *(services.config.room, hints(stored.headers, services.config)),
        )
    except UnreadableError as error:
        return Unchanged(body, str(error))
    except RefusedError as error:
        if direction.source == AUTO:
            return Unchanged(body, "language unknown")
        raise InvalidRequestError(f"{services.tools.translator.traits.name} refused: {error}") from error
    if document.already_in:
        return _already(body, document.already_in)
    made = body if document.data == data else encode(document.data, coding)
    return _made(document._replace(data=made), direction, stored.headers, propagated=propagated)


def hints(headers: Mapping[str, str], config: Config) -> Hints:
    """What tells the language of an original beside its bytes. A list of languages is for readers of each of them.

    A reader who asks for `auto` where a language is configured gets that one in the place of detection.
    """
    told = headers.get("content-language", "")
    fallback = config.fallback_language if config.source_language == AUTO else config.source_language
    return Hints((told,) if told and "," not in told else (), fallback)


def _already(body: bytes | Body, language: str) -> Unchanged:
    return Unchanged(body, f"already in {language}", wanted=True)


def _coding(headers: Mapping[str, str]) -> str:
    """The coding that the original is stored in. Raises UnreadableError where it is not to be undone here."""
    if encrypted_by_client(headers):
        raise UnreadableError("encrypted by the client")
    return coding_of(headers.get("content-encoding", ""))


def _too_large(size: str, most: int, content_type: str, key: str) -> EntityTooLargeError:
    """The error for an original that is too large. Raises UnreadableError for what would not be translated anyway."""
    registry.detect(content_type, key, b"")
    return EntityTooLargeError(f"The original has {size}; translations are served up to {most}.")


def _made(document: TranslatedDocument, direction: Direction, headers: Mapping[str, str], *, propagated: bool) -> Made:
    left_out = max(0, document.characters - document.cost.needed)  # more plural forms may need more than there is
    sources = sorted(document.sources)
    facts = {
        "status": "translated",
        "source": ",".join(sources) or direction.source,
        "format": document.format,
        **document.cost.to_facts(),
        "left-out": str(left_out),
        **({"made": headers["date"]} if "date" in headers else {}),
    }
    report = Report(
        outcome="translated",
        format=document.format,
        sources=tuple(sources),
        terminologies=tuple(sorted(document.terminologies)),
        bytes_in=int(headers.get("content-length", 0)),
        whole=document.characters,
        left_out=left_out,
        cost=document.cost,
    )
    return Made(Rendition(document.data, document.content_type, facts, _keeping(document, propagated)), report)


def _keeping(document: TranslatedDocument, propagated: bool) -> float | None:
    """For how many seconds a rendition may be kept; None is for ever.

    One with a unit in the source language is better made again, and so is one whose terminology had not `propagated`;
    but not before who began to read it has all its parts.
    """
    return PASSING_SECONDS if document.cost.kept or not propagated else None
