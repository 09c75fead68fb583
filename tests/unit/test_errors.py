"""What of an error travels: statuses, codes and messages that WriteGetObjectResponse takes."""

import pytest

from lingopoint.errors import (
    AccessDeniedError,
    ConfigurationError,
    EntityTooLargeError,
    InvalidArgumentError,
    InvalidRequestError,
    LingopointError,
    NoSuchKeyError,
    SlowDownError,
    StorageError,
)


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (LingopointError, 500, "InternalError"),
        (InvalidRequestError, 400, "InvalidRequest"),
        (InvalidArgumentError, 400, "InvalidArgument"),
        (AccessDeniedError, 403, "AccessDenied"),
        (NoSuchKeyError, 404, "NoSuchKey"),
        (EntityTooLargeError, 400, "EntityTooLarge"),
        (SlowDownError, 503, "SlowDown"),
        (ConfigurationError, 500, "InternalError"),
    ],
)
def test_each_error_has_its_status_and_code(kind: type[LingopointError], status: int, code: str) -> None:
    error = kind("why", detail="more")
    assert (error.status, error.code, error.message, error.detail) == (status, code, "why", "more")


def test_a_message_is_one_short_line() -> None:
    assert LingopointError(" one\r\n two\tthree ").message == "one two three"
    assert LingopointError("x" * 2000).message == "x" * 1024


@pytest.mark.parametrize("status", [200, 206, 304, 400, 401, 403, 404, 405, 409, 411, 412, 416, 500, 503])
def test_what_s3_said_is_passed_on(status: int) -> None:
    error = StorageError(status, "SomeCode", "Some message")
    assert (error.status, error.code, error.message) == (status, "SomeCode", "Some message")
    assert error.detail == f"S3 answered {status} SomeCode"


@pytest.mark.parametrize(
    ("said", "passed"), [(301, 400), (307, 400), (410, 400), (429, 400), (499, 400), (501, 503), (502, 503), (599, 503)]
)
def test_a_status_that_cannot_travel_is_one_of_its_kind(said: int, passed: int) -> None:
    assert StorageError(said, "Code", "").status == passed


@pytest.mark.parametrize("code", ["", "A", "404", "NoSuchKey2", "noSuchKey", "No Such", "NoSuchKey\n"])
def test_a_code_that_cannot_travel_is_an_internal_error(code: str) -> None:
    assert StorageError(404, code, "gone").code == "InternalError"


def test_an_error_without_a_message_says_its_code() -> None:
    assert StorageError(404, "NoSuchKey", "").message == "NoSuchKey"
