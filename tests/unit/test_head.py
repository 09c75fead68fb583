"""The result of a function for HeadObject: every header under S3's name, as the type that S3 takes."""

import pytest

from lingopoint.handlers.head import result
from lingopoint.ports import Response

HEADERS: dict[str, tuple[str, str | int | bool]] = {
    "Accept-Ranges": ("bytes", "bytes"),
    "Cache-Control": ("no-cache", "no-cache"),
    "Content-Disposition": ("inline", "inline"),
    "Content-Encoding": ("gzip", "gzip"),
    "Content-Language": ("fr", "fr"),
    "Content-Length": ("12", 12),
    "Content-Range": ("bytes 0-1/12", "bytes 0-1/12"),
    "Content-Type": ("text/html", "text/html"),
    "ETag": ('"1"', '"1"'),
    "Expires": ("Tue, 01 Jan 2030 00:00:00 GMT", "Tue, 01 Jan 2030 00:00:00 GMT"),
    "Last-Modified": ("Mon, 23 Nov 2026 12:00:00 GMT", "Mon, 23 Nov 2026 12:00:00 GMT"),
    "x-amz-delete-marker": ("true", True),
    "x-amz-expiration": ('expiry-date="x"', 'expiry-date="x"'),
    "x-amz-missing-meta": ("2", 2),
    "x-amz-mp-parts-count": ("3", 3),
    "x-amz-object-lock-legal-hold": ("ON", "ON"),
    "x-amz-object-lock-mode": ("GOVERNANCE", "GOVERNANCE"),
    "x-amz-object-lock-retain-until-date": ("2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z"),
    "x-amz-replication-status": ("COMPLETED", "COMPLETED"),
    "x-amz-request-charged": ("requester", "requester"),
    "x-amz-restore": ('ongoing-request="false"', 'ongoing-request="false"'),
    "x-amz-server-side-encryption": ("aws:kms", "aws:kms"),
    "x-amz-server-side-encryption-aws-kms-key-id": ("key", "key"),
    "x-amz-server-side-encryption-bucket-key-enabled": ("true", True),
    "x-amz-storage-class": ("STANDARD_IA", "STANDARD_IA"),
    "x-amz-tagging-count": ("4", 4),
    "x-amz-version-id": ("7", "7"),
}


@pytest.mark.parametrize("name", HEADERS)
def test_each_header_has_its_name_and_its_type(name: str) -> None:
    given, expected = HEADERS[name]
    headers = result(Response(200, {name.lower(): given}))["headers"]
    assert headers == {"Content-Length": 0} | {name: expected}
    assert type(headers[name]) is type(expected)


@pytest.mark.parametrize(
    ("said", "expected"), [("true", True), ("TRUE", True), ("True", True), ("false", False), ("", False), ("1", False)]
)
@pytest.mark.parametrize("name", ["x-amz-delete-marker", "x-amz-server-side-encryption-bucket-key-enabled"])
def test_a_switch_is_on_or_off(name: str, said: str, expected: bool) -> None:
    assert result(Response(200, {name: said}))["headers"][name] is expected


def test_what_s3_does_not_take_is_left_out_and_metadata_is_not() -> None:
    headers = {"x-amz-id-2": "x", "date": "x", "connection": "x", "x-amz-meta-a-b": "1", "x-amz-metadata": "x"}
    assert result(Response(200, headers)) == {
        "statusCode": 200,
        "headers": {"Content-Length": 0, "x-amz-meta-a-b": "1"},
    }


@pytest.mark.parametrize("status", [200, 206, 304])
def test_the_status_is_told(status: int) -> None:
    assert result(Response(status, {"content-length": "3"})) == {
        "statusCode": status,
        "headers": {"Content-Length": 3},
    }


def test_an_error_is_its_code_and_message_and_nothing_else() -> None:
    said = Response(412, {"content-length": "3"}, code="PreconditionFailed", message="no")
    assert result(said) == {"statusCode": 412, "errorCode": "PreconditionFailed", "errorMessage": "no"}
