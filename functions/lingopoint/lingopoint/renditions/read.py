"""The use case: one object, in the language that was asked for.

docs/architecture.md has the picture. Everything here works over ports and knows neither AWS nor an HTTP library.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from lingopoint.config import Config
from lingopoint.errors import AccessDeniedError, LingopointError, NoSuchKeyError, StorageError
from lingopoint.http.delivery import Ask
from lingopoint.http.ranges import ContentRange
from lingopoint.ports import Origin, Response, StoredObject
from lingopoint.renditions.request import RenditionRequest, Settings
from lingopoint.renditions.translated import Answer, Services, translated

_NO_RIGHT = (
    "You may not read this object. Reading a translation needs s3:GetObject on the object and s3:ListBucket on the "
    "supporting access point."
)


class Origins(NamedTuple):
    """Where an object is read.

    `literal` is the key as requested, read with the caller's own right (for HEAD, without a body); `original` is the
    key without its tag, read with the function's right.
    """

    literal: Origin
    original: Origin


def render(request: RenditionRequest, ask: Ask, origins: Origins, config: Config, services: Services) -> Answer:
    """The answer to a request. Raises LingopointError for an answer that is an error."""
    stored, settings = (_tagged if request.tagged else _untagged)(request, ask, origins, config)
    if settings is None:
        return Answer(_as_stored(stored, ask, config.max_object_size))
    if stored.status != 200:
        raise _storage_error(stored)
    return translated(stored, request.key, settings, ask, config, services)


Found = tuple[StoredObject, Settings | None]
"""An object, and how to translate it; None serves it as it is stored."""


def _untagged(request: RenditionRequest, ask: Ask, origins: Origins, _: Config) -> Found:
    """The object under the key as requested, which the caller's own right decides."""
    if request.settings is None:
        return origins.literal.get(ask.forwarded), None
    stored = origins.literal.get()
    # The caller may read, but this is not the whole body: HEAD has none, and conditions that the caller signed were
    # about the rendition, not about the original that S3 held them to.
    if (ask.head and stored.status == 200) or stored.status in (206, 304, 412, 416):
        stored = origins.original.get()
    return stored, request.settings


def _tagged(request: RenditionRequest, ask: Ask, origins: Origins, config: Config) -> Found:
    """What a tagged key names: the object stored under that very key, or else the original to be translated.

    The caller's right is asked at the same time as the original is fetched. Until S3 has said that the caller may read
    here, nothing about the original can reach the answer.
    """
    if request.problem is not None:
        literal = _literal(ask, origins, config)
        if literal is None:
            raise request.problem
        return literal, None
    with _Background() as background:
        original = background.submit(origins.original.get)
        literal = _literal(ask, origins, config)
        if literal is not None:
            return literal, None
        stored = original.result()
    if stored.status in (403, 404) and stored.code in ("AccessDenied", "NoSuchKey", ""):
        _raise_missing(stored)
    return stored, request.settings


def _literal(ask: Ask, origins: Origins, config: Config) -> StoredObject | None:
    """The object stored under the literal key, or None when there is none and the caller may read here.

    Raises AccessDeniedError for a caller without the right.
    """
    stored = origins.literal.get(ask.forwarded)
    if stored.status == 404:
        return None
    if stored.status == 403 and stored.code in ("AccessDenied", ""):
        if config.caller_check:
            raise AccessDeniedError(_NO_RIGHT)
        return None
    return stored


def _raise_missing(stored: StoredObject) -> None:
    if stored.status == 404:
        raise NoSuchKeyError("The specified key does not exist.")
    raise LingopointError("The function may not read the originals.", detail=f"S3 answered 403 {stored.code}")


def _storage_error(stored: StoredObject) -> LingopointError:
    return StorageError(stored.status, stored.code or _CODES.get(stored.status, ""), stored.message)


class _Background:
    """One thread beside this one, which nobody waits for when the answer is known without it."""

    def __enter__(self) -> ThreadPoolExecutor:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="original")
        return self._pool

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


_CODES = {400: "InvalidRequest", 403: "AccessDenied", 404: "NoSuchKey", 412: "PreconditionFailed", 416: "InvalidRange"}
"""S3's code where an answer has no error document, as those to HEAD have none."""


def _as_stored(stored: StoredObject, ask: Ask, most: int) -> Response:
    """What S3 said of an object that is served as it is. A body over `most` bytes is passed on as a stream."""
    if stored.status not in (200, 206, 304):
        raise _storage_error(stored)
    status, headers = stored.status, dict(stored.headers)
    if ask.part is not None and status == 200:
        status = _as_part(ask.part, headers)
    body = stored.body.read() if int(headers.get("content-length", 0)) <= most else stored.body
    return Response(status, headers, b"" if status == 304 else body, report={"outcome": "original"})


def _as_part(part: int, headers: dict[str, str]) -> int:
    """The status of a whole object as its only part; `headers` is given the Content-Range of it."""
    length = int(headers.get("content-length", 0))
    if part > 1:
        raise StorageError(416, "InvalidPartNumber", "The requested partnumber is not satisfiable")
    if not length:
        return 200
    headers["content-range"] = ContentRange(0, length, length).to_header()
    return 206
