"""Which object a request means, and whether this caller may read it."""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, assert_never

from lingopoint.errors import AccessDeniedError, InvalidRequestError, LingopointError, NoSuchKeyError, StorageError
from lingopoint.http.delivery import Ask
from lingopoint.ports import Absent, Authority, Denied, Found, Origin, StoredObject
from lingopoint.renditions.request import AsStored, InLanguage, NotServed, RenditionRequest

_NO_RIGHT = (
    "You may not read this object. Reading a translation needs s3:GetObject on the object and s3:ListBucket on the "
    "supporting access point."
)
_CODES = {400: "InvalidRequest", 403: "AccessDenied", 404: "NoSuchKey", 412: "PreconditionFailed", 416: "InvalidRange"}
"""S3's code where an answer has no error document, as those to HEAD have none."""


class Origins(NamedTuple):
    """Where the object of one request is read: with the caller's right, and the `original` with the function's."""

    authority: Authority
    original: Origin


class Literal(NamedTuple):
    """S3's answer for the key as requested, which is served as it is."""

    stored: StoredObject


class Original(NamedTuple):
    """An object to be translated, its body unread; its status is 200."""

    stored: StoredObject
    request: InLanguage


def look_up(request: RenditionRequest, ask: Ask, origins: Origins, *, check: bool) -> Literal | Original:
    """The object that is meant. `check` says that a caller without the right gets nothing.

    Raises LingopointError for an answer that is an error.
    """
    match request:
        case AsStored():
            return Literal(_permitted(origins.authority.ask(ask.forwarded)))
        case NotServed():
            reviewed = _reviewed(ask, origins.authority, check=check)
            if reviewed is None:
                raise InvalidRequestError(request.message)
            return Literal(reviewed)
        case InLanguage(tagged=True):
            return _tagged(request, ask, origins, check=check)
        case InLanguage():
            return Original(_whole(_permitted(origins.authority.ask()), ask, origins), request)
    assert_never(request)


def _permitted(verdict: Found | Absent | Denied) -> StoredObject:
    """What is stored under an untagged key. Raises StorageError where nothing is, or nothing for this caller."""
    match verdict:
        case Found(stored):
            return stored
        case Absent(code, message):
            raise StorageError(404, code or _CODES[404], message)
        case Denied(code, message):
            raise StorageError(403, code or _CODES[403], message)


def _whole(stored: StoredObject, ask: Ask, origins: Origins) -> StoredObject:
    """The whole object, of which the caller was given what S3 says in `stored`. Raises StorageError."""
    # The caller may read, but this is not the whole body: HEAD has none, and conditions that the caller signed were
    # about the rendition, not about the original that S3 held them to.
    if (ask.head and stored.status == 200) or stored.status in (206, 304, 412, 416):
        stored = origins.original.get()
    if stored.status != 200:
        raise storage_error(stored)
    return stored


def _tagged(request: InLanguage, ask: Ask, origins: Origins, *, check: bool) -> Literal | Original:
    """What a tagged key names: the object stored under that very key, or else the original to be translated.

    The caller's right is asked at the same time as the original is fetched. Until S3 has said that the caller may read
    here, nothing about the original can reach the answer.
    """
    with _Background() as background:
        original = background.submit(origins.original.get)
        reviewed = _reviewed(ask, origins.authority, check=check)
        if reviewed is not None:
            return Literal(reviewed)
        stored = original.result()
    if stored.status == 404 and stored.code in ("NoSuchKey", ""):
        raise NoSuchKeyError("The specified key does not exist.")
    if stored.status == 403 and stored.code in ("AccessDenied", ""):
        raise LingopointError("The function may not read the originals.", detail=f"S3 answered 403 {stored.code}")
    if stored.status != 200:
        raise storage_error(stored)
    return Original(stored, request)


def _reviewed(ask: Ask, authority: Authority, *, check: bool) -> StoredObject | None:
    """The object stored under the tagged key; None when there is none and the caller may read here.

    Raises AccessDeniedError for a caller without the right.
    """
    match authority.ask(ask.forwarded):
        case Found(stored):
            return stored
        case Denied() if check:
            raise AccessDeniedError(_NO_RIGHT)
        case Absent() | Denied():
            return None


def storage_error(stored: StoredObject) -> StorageError:
    """S3's own error, to be passed on."""
    return StorageError(stored.status, stored.code or _CODES.get(stored.status, ""), stored.message)


class _Background:
    """One thread beside this one, which nobody waits for when the answer is known without it."""

    def __enter__(self) -> ThreadPoolExecutor:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="original")
        return self._pool

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
