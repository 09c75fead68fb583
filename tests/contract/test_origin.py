"""One suite for every way to read an object: the same object is the same answer."""

from collections.abc import Callable, Iterator

import boto3
import pytest
from botocore.config import Config
from moto.server import ThreadedMotoServer
from mypy_boto3_s3 import S3Client

from lingopoint.adapters.access_point import AccessPointOrigin
from lingopoint.adapters.presigned import PresignedOrigin, make_pools
from lingopoint.ports import Origin, StoredObject
from lingopoint_in_memory import DictOrigin, stored

BUCKET = "originals"
BODY = "We’d love to hear from you.\r\n".encode()
KEYS = ["plain.txt", "a//b.txt", "a b+c?d%23#fr", "日本/é~.txt"]

Open = Callable[[str], Origin]


@pytest.fixture(scope="module")
def s3() -> Iterator[S3Client]:
    """A bucket with objects, on a server of this process."""
    moto = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{host}:{port}",
        region_name="us-west-2",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
    for key in KEYS:
        client.put_object(Bucket=BUCKET, Key=key, Body=BODY, ContentType="text/plain", Metadata={"owner": "web"})
    yield client
    moto.stop()


@pytest.fixture(params=["memory", "presigned", "access point"])
def open_origin(request: pytest.FixtureRequest, s3: S3Client) -> Open:
    if request.param == "memory":
        headers = {"content-type": "text/plain", "x-amz-meta-owner": "web"}
        return lambda key: DictOrigin({key: stored(BODY, headers) for key in KEYS}, key)
    if request.param == "access point":
        return lambda key: AccessPointOrigin(s3, BUCKET, key)
    pools = make_pools()

    def presign(key: str) -> Origin:
        url = s3.generate_presigned_url("get_object", Params={"Bucket": BUCKET, "Key": key})
        return PresignedOrigin(pools, url, {})

    return presign


@pytest.mark.parametrize("key", KEYS)
def test_an_object_is_its_bytes_and_its_headers(open_origin: Open, key: str) -> None:
    found = open_origin(key).get()
    assert (found.status, found.code) == (200, "")
    assert found.headers["content-type"] == "text/plain"
    assert found.headers["content-length"] == str(len(BODY))
    assert found.headers["x-amz-meta-owner"] == "web"
    assert found.body.read() == BODY


def test_a_body_can_be_read_in_pieces(open_origin: Open) -> None:
    body = open_origin("plain.txt").get().body
    assert body.read(5) + body.read(5) == BODY[:10]
    assert body.read() == BODY[10:]
    assert body.read() == b""


def test_an_object_that_is_not_there_is_an_answer_too(open_origin: Open) -> None:
    found = open_origin("missing.txt").get()
    assert (found.status, found.code) == (404, "NoSuchKey")
    assert found.message
    assert isinstance(found, StoredObject)
