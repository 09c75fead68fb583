import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.stub import Stubber

from lingopoint.adapters.write_response import ObjectLambdaResponder, parameters
from lingopoint.ports import Response

Write = Callable[[Response, dict[str, Any]], None]


@pytest.fixture
def write() -> Iterator[Write]:
    """Writes a response and holds what WriteGetObjectResponse is given to what is expected."""
    client = boto3.client("s3", config=Config(s3={"payload_signing_enabled": False}))
    with Stubber(client) as stub:

        def write(response: Response, expected: dict[str, Any]) -> None:
            given = {"RequestRoute": "io-1", "RequestToken": "token", **expected}
            stub.add_response("write_get_object_response", {}, given)
            ObjectLambdaResponder(client, "io-1", "token").write(response)

        yield write
        stub.assert_no_pending_responses()


def test_a_body_goes_out_with_its_headers_and_metadata(write: Write) -> None:
    headers = {
        "content-type": "text/html",
        "content-language": "fr",
        "last-modified": "Mon, 23 Nov 2026 12:00:00 GMT",
        "x-amz-version-id": "v1",
        "x-amz-meta-owner": "web",
        "x-amz-id-2": "not ours to tell",
        "content-length": "3",
    }
    expected = {
        "StatusCode": 200,
        "Body": b"abc",
        "ContentType": "text/html",
        "ContentLanguage": "fr",
        "LastModified": datetime(2026, 11, 23, 12, tzinfo=UTC),
        "VersionId": "v1",
        "Metadata": {"owner": "web"},
    }
    write(Response(200, headers, b"abc"), expected)


PARAMETERS: dict[str, tuple[str, str, Any]] = {
    "accept-ranges": ("bytes", "AcceptRanges", "bytes"),
    "cache-control": ("no-cache", "CacheControl", "no-cache"),
    "content-disposition": ("inline", "ContentDisposition", "inline"),
    "content-encoding": ("gzip", "ContentEncoding", "gzip"),
    "content-language": ("fr", "ContentLanguage", "fr"),
    "content-range": ("bytes 0-1/12", "ContentRange", "bytes 0-1/12"),
    "content-type": ("text/html", "ContentType", "text/html"),
    "etag": ('"1"', "ETag", '"1"'),
    "expires": ("Tue, 01 Jan 2030 00:00:00 GMT", "Expires", datetime(2030, 1, 1, tzinfo=UTC)),
    "last-modified": ("Mon, 23 Nov 2026 12:00:00 GMT", "LastModified", datetime(2026, 11, 23, 12, tzinfo=UTC)),
    "x-amz-delete-marker": ("true", "DeleteMarker", True),
    "x-amz-expiration": ('expiry-date="x"', "Expiration", 'expiry-date="x"'),
    "x-amz-missing-meta": ("2", "MissingMeta", 2),
    "x-amz-mp-parts-count": ("3", "PartsCount", 3),
    "x-amz-object-lock-legal-hold": ("ON", "ObjectLockLegalHoldStatus", "ON"),
    "x-amz-object-lock-mode": ("GOVERNANCE", "ObjectLockMode", "GOVERNANCE"),
    "x-amz-object-lock-retain-until-date": (
        "2030-01-01T00:00:00.000Z",
        "ObjectLockRetainUntilDate",
        "2030-01-01T00:00:00.000Z",
    ),
    "x-amz-replication-status": ("COMPLETED", "ReplicationStatus", "COMPLETED"),
    "x-amz-request-charged": ("requester", "RequestCharged", "requester"),
    "x-amz-restore": ('ongoing-request="false"', "Restore", 'ongoing-request="false"'),
    "x-amz-server-side-encryption": ("aws:kms", "ServerSideEncryption", "aws:kms"),
    "x-amz-server-side-encryption-aws-kms-key-id": ("key", "SSEKMSKeyId", "key"),
    "x-amz-server-side-encryption-bucket-key-enabled": ("true", "BucketKeyEnabled", True),
    "x-amz-storage-class": ("STANDARD_IA", "StorageClass", "STANDARD_IA"),
    "x-amz-tagging-count": ("4", "TagCount", 4),
    "x-amz-version-id": ("7", "VersionId", "7"),
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_each_header_has_its_parameter(write: Write, name: str) -> None:
    said, parameter, value = PARAMETERS[name]
    write(Response(200, {name: said}, b"a"), {"StatusCode": 200, parameter: value, "Metadata": {}, "Body": b"a"})


def test_every_parameter_that_there_is_can_be_filled() -> None:
    shape = boto3.client("s3").meta.service_model.operation_model("WriteGetObjectResponse").input_shape
    assert shape is not None
    otherwise = {"RequestRoute", "RequestToken", "Body", "StatusCode", "ErrorCode", "ErrorMessage", "Metadata"}
    # S3 counts the bytes itself, takes no keys of customers here, and a translation has other checksums.
    never = {"ContentLength", "SSECustomerAlgorithm", "SSECustomerKeyMD5"}
    there_are = {name for name in shape.members if not name.startswith("Checksum")}
    assert {parameter for _, parameter, _ in PARAMETERS.values()} == there_are - otherwise - never


@pytest.mark.parametrize("said", ["0", "-1", "never", "", "2030-01-01", "Thu, 01 Jan 99999999999 00:00:00 GMT"])
def test_a_date_that_is_none_has_passed(write: Write, said: str) -> None:
    past = datetime(1970, 1, 1, tzinfo=UTC)
    write(Response(200, {"expires": said}, b""), {"StatusCode": 200, "Expires": past, "Metadata": {}, "Body": b""})


@pytest.mark.parametrize(("said", "on"), [("TRUE", True), ("false", False), ("", False)])
def test_a_switch_is_on_or_off(said: str, on: bool) -> None:
    for name, parameter in (
        ("x-amz-delete-marker", "DeleteMarker"),
        ("x-amz-server-side-encryption-bucket-key-enabled", "BucketKeyEnabled"),
    ):
        assert parameters(Response(200, {name: said}))[parameter] is on


def test_an_error_goes_out_without_a_body(write: Write) -> None:
    expected = {"StatusCode": 404, "ErrorCode": "NoSuchKey", "ErrorMessage": "gone"}
    write(Response(404, {"content-type": "text/plain"}, b"", "NoSuchKey", "gone"), expected)


def test_not_modified_has_headers_and_no_body() -> None:
    assert parameters(Response(304, {"etag": '"a"'})) == {"StatusCode": 304, "ETag": '"a"', "Metadata": {}}


def test_a_stream_is_passed_on_unread() -> None:
    stream = io.BytesIO(b"large")
    assert parameters(Response(200, {}, stream))["Body"] is stream
    assert stream.tell() == 0
