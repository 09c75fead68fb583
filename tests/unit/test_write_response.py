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


def test_an_error_goes_out_without_a_body(write: Write) -> None:
    expected = {"StatusCode": 404, "ErrorCode": "NoSuchKey", "ErrorMessage": "gone"}
    write(Response(404, {"content-type": "text/plain"}, b"", "NoSuchKey", "gone"), expected)


def test_not_modified_has_headers_and_no_body() -> None:
    assert parameters(Response(304, {"etag": '"a"'})) == {"StatusCode": 304, "ETag": '"a"', "Metadata": {}}


def test_a_stream_is_passed_on_unread() -> None:
    stream = io.BytesIO(b"large")
    assert parameters(Response(200, {}, stream))["Body"] is stream
    assert stream.tell() == 0
