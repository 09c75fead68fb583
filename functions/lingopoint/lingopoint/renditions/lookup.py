"""Which object a request means, and whether this caller may read it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple, assert_never

from lingopoint.config import Config
from lingopoint.errors import (
    AccessDeniedError,
    InvalidRequestError,
    LingopointError,
    MethodNotAllowedError,
    NoSuchKeyError,
    SlowDownError,
    StorageError,
)
from lingopoint.http.delivery import Ask
from lingopoint.ports import Absent, Authority, Body, Denied, Found, Origin, StoredObject
from lingopoint.renditions.request import AsStored, InLanguage, NotServed, RenditionRequest

_NO_RIGHT = (
    "You may not read this object. Reading a translation needs s3:GetObject on the object and s3:ListBucket on the "
    "supporting access point."
)
_OTHER_WAYS = (
    "Nothing is stored under this key, and tagged keys are not translated here. Ask for the key without its tag, by "
    "?lang={language} or at the access point of that language."
)
_SIGNED = "Conditions and ranges that are signed cannot be held to a translation here. Ask without them."
_ONLY_BY_GET = "This translation is not made yet, and only a GET can have it made."
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


def look_up(request: RenditionRequest, ask: Ask, origins: Origins, config: Config) -> Literal | Original:
    """The object that is meant, as far as the configuration has this caller given it.

    Raises LingopointError for an answer that is an error.
    """
    match request:
        case AsStored():
            return Literal(_permitted(origins.authority.ask(ask.forwarded)))
        case NotServed():
            reviewed = _reviewed(ask, origins.authority, config)
            if reviewed is None:
                raise InvalidRequestError(request.message)
            return Literal(reviewed)
        case InLanguage(tagged=True) if _is_translated_by_tag(request.key, config):
            return _tagged(request, ask, origins, config)
        case InLanguage(tagged=True):
            return Literal(_stored_under_the_tag(request.direction.target, ask, origins.authority))
        case InLanguage():
            return Original(_own(ask, origins, config), request)
    assert_never(request)


def _is_translated_by_tag(key: str, config: Config) -> bool:
    """Whether the function's own right may open an original to who has one to its tagged key."""
    return config.caller_check != "strict" and key.startswith(config.tagged_prefixes or ("",))


def _permitted(verdict: Found | Absent | Denied) -> StoredObject:
    """What is stored under an untagged key. Raises StorageError where nothing is, or nothing for this caller."""
    match verdict:
        case Found(stored):
            return stored
        case Absent(code, message):
            raise StorageError(404, code or _CODES[404], message)
        case Denied(code, message):
            raise StorageError(403, code or _CODES[403], message)


def _own(ask: Ask, origins: Origins, config: Config) -> StoredObject:
    """The whole object under an untagged key, which the caller may read. Raises LingopointError."""
    stored = _permitted(origins.authority.ask())
    if stored.status in (206, 304, 412, 416):
        stored = _in_spite_of_conditions(origins.original, config)
    if stored.status != 200:
        raise storage_error(stored)
    if ask.head:
        return replace(stored, body=_Later(origins.original, stored.headers.get("etag", "")))
    return stored


def _in_spite_of_conditions(original: Origin, config: Config) -> StoredObject:
    """The whole object, where S3 held it to what the caller signed, which was meant for the rendition.

    S3 may answer a condition without asking for every right that the whole takes (kms:Decrypt, say), so that it proves
    none where proof is asked for: that raises InvalidRequestError.
    """
    if config.caller_check == "strict" or _is_refused(stored := original.get()):
        raise InvalidRequestError(_SIGNED)
    return stored


def _tagged(request: InLanguage, ask: Ask, origins: Origins, config: Config) -> Literal | Original:
    """What a tagged key names: the object stored under that very key, or else the original to be translated.

    The caller's right is asked at the same time as the original is fetched. Until S3 has said that the caller may read
    here, nothing about the original can reach the answer.
    """
    with _Background() as background:
        original = background.submit(origins.original.get)
        reviewed = _reviewed(ask, origins.authority, config)
        if reviewed is not None:
            return Literal(reviewed)
        stored = original.result()
    if stored.status == 404 and stored.code in ("NoSuchKey", ""):
        raise NoSuchKeyError("The specified key does not exist.")
    if _is_refused(stored):
        raise LingopointError("The function may not read the originals.", detail=f"S3 answered 403 {stored.code}")
    if stored.status != 200:
        raise storage_error(stored)
    return Original(stored, request)


def _reviewed(ask: Ask, authority: Authority, config: Config) -> StoredObject | None:
    """The object stored under the tagged key; None when there is none and the caller may read here.

    Raises AccessDeniedError for a caller without the right.
    """
    match authority.ask(ask.forwarded):
        case Found(stored):
            return stored
        case Denied() if config.caller_check != "off":
            raise AccessDeniedError(_NO_RIGHT)
        case Absent() | Denied():
            return None


def _stored_under_the_tag(language: str, ask: Ask, authority: Authority) -> StoredObject:
    """The object stored under the tagged key. Raises AccessDeniedError where there is none for this caller.

    The error is the same for every caller and every key: it says nothing of the original.
    """
    match authority.ask(ask.forwarded):
        case Found(stored):
            return stored
        case Absent() | Denied():
            raise AccessDeniedError(_OTHER_WAYS.format(language=language))


def _is_refused(stored: StoredObject) -> bool:
    """Whether a right is lacking; a 403 of another code is no lack of one."""
    return stored.status == 403 and stored.code in ("AccessDenied", "")


class _Later:
    """The body of an object of which HEAD gave the caller the headers: read with the function's right, if it is needed.

    A kept translation needs it not.
    """

    def __init__(self, original: Origin, etag: str) -> None:
        self._original = original
        self._etag = etag
        self._body: Body | None = None

    def read(self, amount: int | None = None, /) -> bytes:
        """See `Body.read`. Raises LingopointError where the function cannot read that very object."""
        if self._body is None:
            self._body = self._open()
        return self._body.read(amount)

    def _open(self) -> Body:
        stored = self._original.get()
        if _is_refused(stored):
            raise MethodNotAllowedError(_ONLY_BY_GET)
        if stored.status != 200:
            raise storage_error(stored)
        if stored.headers.get("etag", "") != self._etag:
            raise SlowDownError("The object was replaced just now. Ask again.")
        return stored.body


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
