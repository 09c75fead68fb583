"""The situations of docs/s3-behaviour.md that the local stack can show, through the deployed template."""

import gzip
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest

from tests.behaviour_page import KINDS, Expected, cases
from tests.behaviour_suite import Case, hold_situation
from tests.stack.conftest import Open
from tests.stack.reader import StackReader, translated
from tests.stack_fixtures import Misbehave

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

pytestmark = pytest.mark.stack

BUCKET = "situations"
OLD, NEW = b"An older version.\n", b"This is the newest.\n"
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"

Cases = Mapping[str, Case]
Arrange = Callable[["S3Client", str], Cases]


def put(s3: "S3Client", key: str, body: bytes, **parameters: Any) -> str:
    """Stores an object; its version."""
    return s3.put_object(Bucket=BUCKET, Key=key, Body=body, **{"ContentType": "text/plain", **parameters})["VersionId"]


def put_both(s3: "S3Client", name: str, body: bytes, **parameters: Any) -> tuple[str, str]:
    """Stores an original, and a reviewed translation just like it; their versions."""
    return put(s3, name, body, **parameters), put(s3, f"{name}#it", body, **parameters)


def of_each(name: str, body: bytes = b"", query: Mapping[str, tuple[str, str]] | None = None, **more: Any) -> Cases:
    """The three keys. `query` has a value for the original, and one for the reviewed translation."""
    named = zip(KINDS, (f"{name}#fr", name, f"{name}#it"), (0, 0, 1), strict=True)
    return {
        kind: Case(key, body, {parameter: values[which] for parameter, values in (query or {}).items()}, **more)
        for kind, key, which in named
    }


def missing(_: "S3Client", name: str) -> Cases:
    return of_each(name)


def older_version(s3: "S3Client", name: str) -> Cases:
    versions = put_both(s3, name, OLD)
    put_both(s3, name, NEW)
    return of_each(name, OLD, {"versionId": versions})


def missing_version(s3: "S3Client", name: str) -> Cases:
    put_both(s3, name, NEW)
    return of_each(name, query={"versionId": ("none", "none")})


def delete_marker(s3: "S3Client", name: str) -> Cases:
    put_both(s3, name, NEW)
    marks = [s3.delete_object(Bucket=BUCKET, Key=key)["VersionId"] for key in (name, f"{name}#it")]
    return of_each(name, query={"versionId": (marks[0], marks[1])})


def deleted(s3: "S3Client", name: str) -> Cases:
    put_both(s3, name, OLD)
    s3.delete_object(Bucket=BUCKET, Key=name)
    put_both(s3, f"{name}-2.txt", NEW)
    s3.delete_object(Bucket=BUCKET, Key=f"{name}-2.txt#it")
    return {**of_each(name), "reviewed": Case(f"{name}-2.txt#it", NEW)}


def empty(s3: "S3Client", name: str) -> Cases:
    put_both(s3, name, b"")
    return of_each(name)


def two_parts(s3: "S3Client", name: str) -> Cases:
    upload = {"Bucket": BUCKET, "Key": name}
    upload["UploadId"] = s3.create_multipart_upload(**upload, ContentType="text/plain")["UploadId"]  # type: ignore[arg-type]
    parts = [
        {"PartNumber": number, "ETag": s3.upload_part(**upload, PartNumber=number, Body=body)["ETag"]}  # type: ignore[arg-type]
        for number, body in enumerate((OLD, NEW), 1)
    ]
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})  # type: ignore[arg-type, typeddict-item]
    return of_each(name, OLD + NEW, {"partNumber": ("1", "1")})


def no_text(s3: "S3Client", name: str) -> Cases:
    put_both(s3, name, PICTURE, ContentType="image/png")
    return of_each(name, PICTURE)


def compressed(s3: "S3Client", name: str) -> Cases:
    """The reader undoes the coding, as browsers do."""
    put_both(s3, name, gzip.compress(NEW), ContentEncoding="gzip")
    return of_each(name, NEW)


def whole(s3: "S3Client", name: str) -> Cases:
    put_both(s3, name, NEW)
    return of_each(name, NEW)


def no_language(s3: "S3Client", name: str) -> Cases:
    put_both(s3, name, OLD)
    put(s3, f"{name}#xx", NEW)
    return {"translation": Case(f"{name}#zz"), "reviewed": Case(f"{name}#xx", NEW)}


def archived(s3: "S3Client", name: str) -> Cases:
    put_both(s3, name, NEW, StorageClass="GLACIER")
    return of_each(name, head=False)


def customers_key(s3: "S3Client", name: str) -> Cases:
    put_both(s3, name, NEW, SSECustomerAlgorithm="AES256", SSECustomerKey="k" * 32)
    return of_each(name)


def unread(s3: "S3Client", name: str) -> Cases:
    body = f"Nobody has asked for {name} yet.\n".encode()
    put_both(s3, name, body)
    return of_each(name, body, head=False)


SITUATIONS: Mapping[str, tuple[Arrange, str]] = {
    "there is no such object": (missing, "read"),
    "an older version is asked for": (older_version, "read"),
    "there is no such version": (missing_version, "read"),
    "the version asked for is a delete marker": (delete_marker, "read"),
    "the object was deleted in a bucket with versions": (deleted, "read"),
    "the object is empty": (empty, "read"),
    "the object was uploaded in two parts, `?partNumber=1`": (two_parts, "read"),
    "the object is stored with `Content-Encoding: gzip`": (compressed, "read"),
    "the content is no text": (no_text, "read"),
    "the object is larger than MaxObjectSize": (whole, "read_small"),
    "the language is not served": (no_language, "read"),
    "the object is archived": (archived, "read"),
    "the object is encrypted with the customer's own key (SSE-C)": (customers_key, "read"),
    "Amazon Translate only throttles": (unread, "read_hurried"),
}


@pytest.fixture(scope="module")
def s3(bucket_of: Callable[[str], "S3Client"]) -> "S3Client":
    """The client of a bucket that keeps versions."""
    return bucket_of(BUCKET)


@pytest.fixture(scope="module")
def read(s3: "S3Client", open_access_point: Open) -> StackReader:
    """That bucket through Lingopoint."""
    return open_access_point(BUCKET)


@pytest.fixture(scope="module")
def read_small(s3: "S3Client", open_access_point: Open) -> StackReader:
    """The same, where objects may have five bytes."""
    return open_access_point(BUCKET, {"max_object_size": 5})


@pytest.fixture
def read_hurried(s3: "S3Client", open_access_point: Open, hurried_function: str, misbehave: Misbehave) -> StackReader:
    """The same in little time, while Amazon Translate throttles."""
    read = open_access_point(BUCKET, function=hurried_function)
    read("GET", "started")
    misbehave(failure="TooManyRequestsException", failure_rate=1)
    return read


@pytest.mark.parametrize(("when", "kind", "expected"), cases("Situations", stack=True))
def test_situations(s3: "S3Client", request: pytest.FixtureRequest, when: str, kind: str, expected: Expected) -> None:
    arrange, reader = SITUATIONS[when]
    case = arrange(s3, f"{arrange.__name__}-{kind}.txt")[kind]
    hold_situation(request.getfixturevalue(reader), case, expected, translated)


def test_the_headers_of_an_archived_original_may_be_read(s3: "S3Client", read: StackReader) -> None:
    put(s3, "headers.txt", NEW, StorageClass="GLACIER")
    assert read("HEAD", "headers.txt").headers["x-amz-storage-class"] == "GLACIER"
