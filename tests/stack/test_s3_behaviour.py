"""Every cell of docs/s3-behaviour.md that the local stack can show, through the deployed template."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.behaviour_page import KINDS, Expected, cases, table
from tests.behaviour_suite import KEYS, STORED, Answer, hold_header, hold_request
from tests.stack.conftest import Open
from tests.stack.reader import StackReader

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

pytestmark = pytest.mark.stack

BUCKET = "conformance"
STORED_WITH: dict[str, Any] = {
    "ContentType": "text/plain; charset=utf-8",
    "ContentDisposition": 'attachment; filename="page.txt"',
    "CacheControl": "max-age=60",
    "Expires": datetime(2030, 1, 1, tzinfo=UTC),
    "Metadata": {"owner": "web", "md5chksum": "XrY7u+Ae7tCTyyK7j1rNww=="},
    "StorageClass": "STANDARD_IA",
    "ServerSideEncryption": "AES256",
    "ChecksumAlgorithm": "CRC32",
}
CHECKED = {"x-amz-checksum-mode": "ENABLED"}


@pytest.fixture(scope="module")
def bucket(bucket_of: Callable[[str], "S3Client"]) -> "S3Client":
    """The client of a bucket that holds the documents."""
    s3 = bucket_of(BUCKET)
    for key, body in STORED.items():
        language = "it" if "#" in key else "en"
        s3.put_object(Bucket=BUCKET, Key=key, Body=body, ContentLanguage=language, **STORED_WITH)
    return s3


@pytest.fixture(scope="module")
def read(bucket: "S3Client", open_access_point: Open) -> StackReader:
    """The documents through Lingopoint."""
    return open_access_point(BUCKET)


@pytest.fixture
def stored(bucket: "S3Client") -> Callable[[str], Answer]:
    """An object's headers in the bucket itself."""

    def head(key: str) -> Answer:
        answer = bucket.head_object(Bucket=BUCKET, Key=key)["ResponseMetadata"]
        return Answer(answer["HTTPStatusCode"], answer["HTTPHeaders"])

    return head


@pytest.fixture(scope="module")
def wholes(read: StackReader) -> dict[str, Answer]:
    """The answers to plain GETs."""
    return {kind: read("GET", key) for kind, key in KEYS.items()}


@pytest.mark.parametrize(("row", "kind", "expected"), cases("Requests", stack=True))
def test_requests(read: StackReader, wholes: dict[str, Answer], row: str, kind: str, expected: Expected) -> None:
    hold_request(read, wholes, row, kind, expected)


@pytest.mark.parametrize(("row", "kind", "expected"), [case for case in cases("Requests") if case[2].shortfall])
def test_the_stack_still_falls_short(
    read: StackReader, wholes: dict[str, Answer], row: str, kind: str, expected: Expected
) -> None:
    with pytest.raises(AssertionError):
        hold_request(read, wholes, row, kind, expected)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_headers(read: StackReader, stored: Callable[[str], Answer], method: str, kind: str) -> None:
    answer = read(method, KEYS[kind], headers=CHECKED)
    for row, cells in table("Headers").items():
        hold_header(answer, row, kind, cells[kind], stored)


@pytest.mark.parametrize("kind", KINDS)
def test_a_signed_request_sets_headers_of_its_answer(read: StackReader, kind: str) -> None:
    query = {"response-content-disposition": 'inline; filename="x y.txt"', "response-content-type": "text/x"}
    for method in ("GET", "HEAD"):
        headers = read(method, KEYS[kind], query).headers
        assert (headers["content-disposition"], headers["content-type"]) == tuple(query.values())


def test_everything_else_passes_through(bucket: "S3Client", read: StackReader) -> None:
    assert read("PUT", "new.txt").status == 200
    bucket.put_object_tagging(Bucket=BUCKET, Key="new.txt", Tagging={"TagSet": [{"Key": "team", "Value": "web"}]})
    listed = read("GET", "", {"list-type": "2"}).body.decode()
    assert re.findall("<Key>(.*?)</Key>", listed) == ["new.txt", *STORED]
    assert b"<Value>web</Value>" in read("GET", "new.txt", {"tagging": ""}).body
    assert read("GET", "new.txt#fr", {"tagging": ""}).code == "NoSuchKey"
    assert read("DELETE", "new.txt").status == 204
    assert read("GET", "new.txt").code == "NoSuchKey"
