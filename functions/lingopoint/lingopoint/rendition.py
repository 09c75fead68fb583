"""The use case: one object, in the language that was asked for.

docs/architecture.md has the picture. Everything here works over ports and knows neither AWS nor an HTTP library.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from lingopoint.config import Config
from lingopoint.document import TranslatedDocument, translate_document
from lingopoint.errors import (
    AccessDeniedError,
    EntityTooLargeError,
    InvalidRequestError,
    LingopointError,
    NoSuchKeyError,
    StorageError,
)
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.ports import Direction, Origin, RefusedError, Response, StoredObject
from lingopoint.request import RenditionRequest, Settings
from lingopoint.translation.units import Engine

_META = "x-amz-meta-lingopoint-"

_NO_RIGHT = (
    "You may not read this object. Reading a translation needs s3:GetObject on the object and s3:ListBucket on the "
    "supporting access point."
)

# Headers that describe the original's bytes, which a translation does not have.
_OF_THE_BYTES = frozenset({"accept-ranges", "content-length", "content-md5", "etag", "last-modified"})
_CHECKSUM = "x-amz-checksum-"


@dataclass(frozen=True, slots=True)
class Origins:
    """Where an object is read.

    `literal` is the key as requested, read with the caller's own right; `original` is the key without its tag, read
    with the function's right.
    """

    literal: Origin
    original: Origin


@dataclass(frozen=True, slots=True)
class Budget:
    """What answering may use: the engine, and the moment of its clock by which the answer must be ready."""

    engine: Engine
    deadline: float


def render(request: RenditionRequest, origins: Origins, config: Config, budget: Budget) -> Response:
    """The answer to a request. Raises LingopointError for an answer that is an error."""
    if not request.tagged:
        stored, settings = origins.literal.get(), request.settings
    else:
        stored, settings = _tagged(request, origins, config)
    if stored.status != 200:
        raise _storage_error(stored)
    if settings is None:
        return _unchanged(stored, config.max_object_size, {"outcome": "original"})
    return _translated(stored, request.key, settings, config, budget)


def _tagged(request: RenditionRequest, origins: Origins, config: Config) -> tuple[StoredObject, Settings | None]:
    """What a tagged key names: the object stored under that very key, or else the original to be translated.

    The caller's right is asked at the same time as the original is fetched. Until S3 has said that the caller may read
    here, nothing about the original can reach the answer.
    """
    if request.problem is not None:
        literal = _literal(origins, config)
        if literal is None:
            raise request.problem
        return literal, None
    with _Background() as background:
        original = background.submit(origins.original.get)
        literal = _literal(origins, config)
        if literal is not None:
            return literal, None
        stored = original.result()
    if stored.status in (403, 404) and stored.code in ("AccessDenied", "NoSuchKey", ""):
        _raise_missing(stored)
    return stored, request.settings


def _literal(origins: Origins, config: Config) -> StoredObject | None:
    """The object stored under the literal key, or None when there is none and the caller may read here.

    Raises AccessDeniedError for a caller without the right.
    """
    stored = origins.literal.get()
    if stored.status == 404:
        return None
    if stored.status == 403 and stored.code in ("AccessDenied", ""):
        if config.caller_check:
            raise AccessDeniedError(_NO_RIGHT)
        return None
    if stored.status != 200:
        raise _storage_error(stored)
    return stored


def _raise_missing(stored: StoredObject) -> None:
    if stored.status == 404:
        raise NoSuchKeyError("The specified key does not exist.")
    raise LingopointError("The function may not read the originals.", detail=f"S3 answered 403 {stored.code}")


def _storage_error(stored: StoredObject) -> LingopointError:
    return StorageError(stored.status, stored.code, stored.message)


class _Background:
    """One thread beside this one, which nobody waits for when the answer is known without it."""

    def __enter__(self) -> ThreadPoolExecutor:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="original")
        return self._pool

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _unchanged(stored: StoredObject, most: int, report: Mapping[str, Any], note: str = "") -> Response:
    """The object as it is stored; one over `most` bytes is passed on as a stream."""
    headers = dict(stored.headers)
    if note:
        headers[_META + "status"] = note
    body = stored.body.read() if _length(stored) <= most else stored.body
    return Response(200, headers, body, report=report)


def _length(stored: StoredObject) -> int:
    return int(stored.headers.get("content-length", 0))


def _translated(stored: StoredObject, key: str, settings: Settings, config: Config, budget: Budget) -> Response:
    if _length(stored) > config.max_object_size:
        raise EntityTooLargeError(
            f"The original has {_length(stored)} bytes; translations are served up to {config.max_object_size}."
        )
    direction = Direction(
        settings.source or config.source_language,
        settings.target,
        settings.formality,
        settings.brevity,
        settings.profanity,
        config.terminology,
    )
    content_type = stored.headers.get("content-type", "")
    body = stored.body.read()
    try:
        _refuse_encoded(stored)
        document = translate_document(
            body, content_type, key, direction, _options(direction, config), budget.engine, budget.deadline
        )
    except UnreadableError as error:
        return _untranslatable(stored, body, str(error), config)
    except RefusedError as error:
        raise InvalidRequestError(f"Amazon Translate refused: {error}") from error
    return Response(
        200, _headers(stored, document, direction), document.data, report=_report(document, direction, body)
    )


def _refuse_encoded(stored: StoredObject) -> None:
    encodings = stored.headers.get("content-encoding", "").replace("aws-chunked", "").strip(", ")
    if encodings not in ("", "identity"):
        raise UnreadableError(f"content encoding {encodings}")


def _options(direction: Direction, config: Config) -> Options:
    return Options(
        target=direction.target,
        source=direction.source,
        include=config.include,
        exclude=config.exclude,
        document_language=config.document_language,
    )


def _untranslatable(stored: StoredObject, body: bytes, reason: str, config: Config) -> Response:
    if config.untranslatable == "refuse":
        raise InvalidRequestError(f"This object cannot be translated: {reason}.")
    headers = {**stored.headers, _META + "status": f"untranslated; reason={reason}"}
    return Response(200, headers, body, report={"outcome": "untranslated", "reason": reason})


def _headers(stored: StoredObject, document: TranslatedDocument, direction: Direction) -> dict[str, str]:
    """The original's headers without what is true of its bytes only, and what the translation adds."""
    kept = {
        name: value
        for name, value in stored.headers.items()
        if name not in _OF_THE_BYTES and not name.startswith(_CHECKSUM)
    }
    cost = document.cost
    return kept | {
        "content-type": document.content_type,
        "content-language": direction.target,
        _META + "status": "translated",
        _META + "source": ",".join(sorted(document.sources)) or direction.source,
        _META + "units": str(cost.units),
        _META + "units-kept": str(cost.kept),
        _META + "calls": str(cost.calls),
        _META + "characters": str(cost.billed),
    }


def _report(document: TranslatedDocument, direction: Direction, body: bytes) -> dict[str, Any]:
    cost = document.cost
    return {
        "outcome": "translated",
        "format": document.format,
        "target": direction.target,
        "sources": sorted(document.sources),
        "bytes_in": len(body),
        "bytes_out": len(document.data),
        "units": cost.units,
        "units_kept": cost.kept,
        "calls": cost.calls,
        "throttled": cost.throttled,
        "failed": cost.failed,
        "characters": cost.billed,
    }
