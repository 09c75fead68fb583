"""The errors that become answers, each with its HTTP status, its S3 error code and a public message.

    LingopointError                 500 InternalError
    ├── InvalidRequestError         400 InvalidRequest        the request asks for something that cannot be
    ├── InvalidArgumentError        400 InvalidArgument       a parameter's value is malformed
    ├── AccessDeniedError           403 AccessDenied          the caller may not read the original
    ├── NoSuchKeyError              404 NoSuchKey
    ├── MethodNotAllowedError       405 MethodNotAllowed      HEAD of what only a GET can have made
    ├── EntityTooLargeError         400 EntityTooLarge        the original is larger than may be translated
    ├── SlowDownError               503 SlowDown              no time, or Amazon Translate is throttling: a retry helps
    ├── ConfigurationError          500 InternalError         the operator's settings are wrong
    └── StorageError                as S3 said it             S3's own answer, passed on

The public message is for whoever reads the object: short, one line, without anything secret. `detail` is for the log.
WriteGetObjectResponse allows only some statuses and codes of letters (`^[A-Z][a-zA-Z]+$`); both hold here.
"""

import re

from lingopoint.report import Report

ALLOWED_STATUSES = frozenset({200, 206, 304, 400, 401, 403, 404, 405, 409, 411, 412, 416, 500, 503})
"""The statuses that WriteGetObjectResponse takes (S3 API reference, WriteGetObjectResponse)."""

_MAX_MESSAGE = 1024


class LingopointError(Exception):
    """Base of every error that is answered. `message` is public; `detail` and `report` go to the log only.

    `report` tells what was paid for before it came to this.
    """

    status = 500
    code = "InternalError"

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.message = _one_line(message)
        self.detail = detail
        self.report = Report()


class InvalidRequestError(LingopointError):
    """The request is malformed or asks for what is not served; the message says what is."""

    status = 400
    code = "InvalidRequest"


class InvalidArgumentError(LingopointError):
    """A parameter has a value that it cannot have."""

    status = 400
    code = "InvalidArgument"


class AccessDeniedError(LingopointError):
    """The caller has no right to read the object; the message says which rights are needed."""

    status = 403
    code = "AccessDenied"


class NoSuchKeyError(LingopointError):
    """There is no original under the key."""

    status = 404
    code = "NoSuchKey"


class MethodNotAllowedError(LingopointError):
    """The object can be read, but not by this method."""

    status = 405
    code = "MethodNotAllowed"


class EntityTooLargeError(LingopointError):
    """The original is larger than this access point translates."""

    status = 400
    code = "EntityTooLarge"


class SlowDownError(LingopointError):
    """The work did not fit in the time or the throttle; SDKs retry this status by themselves."""

    status = 503
    code = "SlowDown"


class ConfigurationError(LingopointError):
    """The environment or the access point's payload is wrong; the message names the setting."""


class StorageError(LingopointError):
    """S3 answered with an error of its own, which is passed on as far as WriteGetObjectResponse can carry it."""

    def __init__(self, status: int, code: str, message: str) -> None:
        known = code if re.fullmatch(r"[A-Z][a-zA-Z]+", code) else ""
        super().__init__(message or known or f"S3 answered {status}.", detail=f"S3 answered {status} {known}".strip())
        self.status = status if status in ALLOWED_STATUSES else 503 if status >= 500 else 400
        self.code = known or "InternalError"


def _one_line(message: str) -> str:
    """Header values cannot hold line breaks; neither can an error message that travels in one."""
    return " ".join(message.split())[:_MAX_MESSAGE]
