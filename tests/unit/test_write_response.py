"""Each answer as WriteGetObjectResponse is given it, held to botocore's model of it and to what is signed and sent."""

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.compat import HTTPHeaders
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)
from botocore.stub import Stubber
from mypy_boto3_s3 import S3Client

from lingopoint.adapters.write_response import ObjectLambdaResponder, parameters, takes_any_expires
from lingopoint.handlers.head import result
from lingopoint.http.headers import safe
from lingopoint.ports import NotTakenError, Response

Write = Callable[[Response, dict[str, Any]], None]
MODEL: Any = boto3.client("s3", "us-west-2").meta.service_model.operation_model("WriteGetObjectResponse").input_shape


def s3() -> S3Client:
    """A client as the function has one."""
    return takes_any_expires(boto3.client("s3", config=Config(s3={"payload_signing_enabled": False})))


@pytest.fixture
def write() -> Iterator[Write]:
    """Writes a response and holds what WriteGetObjectResponse is given to what is expected."""
    client = s3()
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
        "2030-01-01T00:00:00Z",
        "ObjectLockRetainUntilDate",
        datetime(2030, 1, 1, tzinfo=UTC),
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


OTHERWISE = {"RequestRoute", "RequestToken", "Body", "StatusCode", "ErrorCode", "ErrorMessage", "Metadata"}
NEVER = {
    "ContentLength": "S3 counts the bytes itself, and a stream has no length to hold to",
    "SSECustomerAlgorithm": "S3 refuses keys of customers through S3 Object Lambda",
    "SSECustomerKeyMD5": "as above",
    **dict.fromkeys(
        [
            *(
                "ChecksumCRC32",
                "ChecksumCRC32C",
                "ChecksumCRC64NVME",
                "ChecksumSHA1",
                "ChecksumSHA256",
                "ChecksumSHA512",
            ),
            *("ChecksumMD5", "ChecksumXXHASH64", "ChecksumXXHASH3", "ChecksumXXHASH128"),
        ],
        "those of the original are not those of a translation, and S3 takes one only where it is right",
    ),
}
"""What no answer is given, and why."""
TYPES = {"string": (str,), "integer": (int,), "boolean": (bool,), "timestamp": (datetime,)}


def test_every_parameter_that_there_is_is_filled_or_left_out_for_a_reason() -> None:
    filled = {parameter for _, parameter, _ in PARAMETERS.values()}
    assert filled | OTHERWISE | NEVER.keys() == set(MODEL.members)
    assert len(filled) + len(OTHERWISE) + len(NEVER) == len(MODEL.members)


@pytest.mark.parametrize("name", PARAMETERS)
def test_each_parameter_is_of_the_models_type_and_from_the_header_that_it_becomes(name: str) -> None:
    said, parameter, value = PARAMETERS[name]
    member = MODEL.members[parameter]
    assert type(value) in TYPES[member.type_name]
    assert member.serialization["name"].lower() == f"x-amz-fwd-header-{name}"
    assert parameters(Response(200, {name: said}))[parameter] == value


class Wire(io.BytesIO):
    """An empty body as botocore takes it from the wire."""

    def stream(self, **_: object) -> Iterator[bytes]:
        yield self.read()


REQUESTS: list[AWSPreparedRequest] = []


@cache
def listening() -> S3Client:
    """A client whose requests are kept in REQUESTS, serialized and signed as they would be sent."""

    def take(request: AWSPreparedRequest, **_: object) -> AWSResponse:
        REQUESTS.append(request)
        return AWSResponse(request.url, 200, HTTPHeaders(), Wire())

    client = s3()
    events: Any = client.meta.events  # its types know of no hook that answers
    events.register("before-send.s3.WriteGetObjectResponse", take)
    return client


def sent(response: Response) -> Mapping[str, str]:
    """The headers of the one request that is sent for an answer."""
    ObjectLambdaResponder(listening(), "io-1", "token").write(response)
    request = REQUESTS.pop()
    assert not REQUESTS
    named = {name.lower(): value for name, value in request.headers.items()}
    return {name: value.decode() if isinstance(value, bytes) else str(value) for name, value in named.items()}


@pytest.mark.parametrize("name", [*PARAMETERS, "x-amz-meta-owner"])
@pytest.mark.parametrize("value", [None, "", "0", "never", "-1", "two  spaces", "été", "a\nb", "9" * 4301, "\ud800"])
def test_get_and_head_say_the_same_of_every_header(name: str, value: str | None) -> None:
    given = PARAMETERS.get(name, ("web",))[0] if value is None else value
    response = Response(200, safe({name: given}), b"")
    wire, head = sent(response), result(response)["headers"]
    on_get = wire.get(name) if name.startswith("x-amz-meta-") else wire.get(f"x-amz-fwd-header-{name}")
    on_head = {header.lower(): text for header, text in head.items()}.get(name)
    assert on_get == (None if on_head is None else str(on_head).lower() if isinstance(on_head, bool) else str(on_head))
    if value is None:
        assert on_get is not None
    signed = wire["authorization"].partition("SignedHeaders=")[2].partition(",")[0].split(";")
    assert all(wire[header] == " ".join(wire[header].split()) for header in signed)


@pytest.mark.parametrize("said", ["0", "-1", "never", "2030-01-01", "Thu, 01 Jan 99999999999 00:00:00 GMT"])
def test_an_expiry_that_is_no_date_is_passed_on_as_it_is(said: str) -> None:
    assert sent(Response(200, safe({"expires": said}), b""))["x-amz-fwd-header-expires"] == said


NOT_TAKEN = {
    "a value that is not allowed": (400, "ValidationError", "Invalid value for x-amz-fwd-header-x-amz-restore"),
    "a right that is missing": (403, "AccessDenied", "Access Denied"),
}
FINAL = {
    "the token is used up": (400, "ValidationError", "Invalid token"),
    "the service fails": (503, "SlowDown", "Slow down"),
}


@pytest.mark.parametrize("kind", [*NOT_TAKEN, *FINAL])
def test_what_the_service_says_is_told_apart_by_whether_another_answer_helps(kind: str) -> None:
    client = s3()
    status, code, text = (NOT_TAKEN | FINAL)[kind]
    with Stubber(client) as stub:
        stub.add_client_error("write_get_object_response", code, text, status)
        with pytest.raises(NotTakenError if kind in NOT_TAKEN else ClientError):
            ObjectLambdaResponder(client, "io-1", "token").write(Response(200, {}, b""))


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (ReadTimeoutError(endpoint_url="x"), ReadTimeoutError),
        (EndpointConnectionError(endpoint_url="x"), EndpointConnectionError),
        (ConnectionClosedError(endpoint_url="x"), ConnectionClosedError),
        (HTTPClientError(error=ValueError("Invalid header value")), NotTakenError),
        (UnicodeEncodeError("ascii", "é", 0, 1, "no"), NotTakenError),
    ],
)
def test_a_broken_way_is_the_end_and_what_cannot_be_sent_is_not(
    monkeypatch: pytest.MonkeyPatch, error: Exception, raised: type[Exception]
) -> None:
    client = s3()

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(client, "_make_api_call", fail)
    with pytest.raises(raised):
        ObjectLambdaResponder(client, "io-1", "token").write(Response(200, {}, b""))


def test_a_route_that_is_none_is_not_taken() -> None:
    with pytest.raises(NotTakenError, match="ParamValidationError"):
        ObjectLambdaResponder(s3(), "evil.org/", "token").write(Response(200, {}, b""))


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
