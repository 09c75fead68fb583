"""Real clients, unmodified, on the local stack: each reads a translation, and gets all of it and nothing else."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import pytest
import requests
from boto3.s3.transfer import TransferConfig
from mypy_boto3_s3 import S3Client

from lingopoint_local.aws.stack import Stack
from tests.clients.conftest import Document, Run
from tests.clients.environments import found, node_environment, python_environment

pytestmark = pytest.mark.stack

KIB = 1024
BY = pytest.mark.parametrize("by", ["access_point_arn", "access_point_alias"])


@pytest.fixture(scope="session")
def aws() -> Path:
    """The AWS CLI."""
    return python_environment("awscli") / "aws"


@pytest.fixture(scope="session")
def s3fs() -> Path:
    """The Python that has s3fs."""
    return python_environment("s3fs") / "python"


@pytest.fixture(scope="session")
def javascript() -> Path:
    """The folder with the AWS SDK for JavaScript."""
    return node_environment()


@BY
def test_boto3(s3: S3Client, stack: Stack, document: Document, by: str) -> None:
    bucket = getattr(stack, by)
    head = s3.head_object(Bucket=bucket, Key=document.tagged)
    answer = s3.get_object(Bucket=bucket, Key=document.tagged, IfMatch=head["ETag"])
    assert answer["Body"].read() == document.translation
    assert head["ContentLength"] == len(document.translation)


def test_boto3_in_ranges_at_the_same_time(s3: S3Client, stack: Stack, document: Document) -> None:
    settings = TransferConfig(multipart_threshold=8 * KIB, multipart_chunksize=8 * KIB, max_concurrency=4)
    to = io.BytesIO()
    s3.download_fileobj(stack.access_point_alias, document.tagged, to, Config=settings)
    assert to.getvalue() == document.translation


@BY
def test_a_presigned_url_of_boto3(s3: S3Client, stack: Stack, document: Document, by: str) -> None:
    url = s3.generate_presigned_url("get_object", Params={"Bucket": getattr(stack, by), "Key": document.tagged})
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in url
    assert requests.get(url, timeout=30).content == document.translation


def test_aws_s3api_get_object_by_arn(aws: Path, run: Run, stack: Stack, document: Document, tmp_path: Path) -> None:
    told = run(
        *(aws, "s3api", "get-object", "--endpoint-url", stack.endpoint, "--bucket", stack.access_point_arn),
        *("--key", document.tagged, tmp_path / "got.txt"),
    )
    assert (tmp_path / "got.txt").read_bytes() == document.translation
    assert json.loads(told)["ContentLanguage"] == "fr"


@pytest.mark.parametrize(
    "settings",
    ["", "s3 =\n  multipart_threshold = 8KB\n  multipart_chunksize = 8KB\n  max_concurrent_requests = 4\n"],
    ids=["in one piece", "in ranges"],
)
def test_aws_s3_cp_by_alias(
    aws: Path, run: Run, stack: Stack, document: Document, by_address: str, tmp_path: Path, settings: str
) -> None:
    (tmp_path / "config").write_text(f"[default]\n{settings}")
    source = f"s3://{stack.access_point_alias}/{document.tagged}"
    run(
        *(aws, "s3", "cp", "--endpoint-url", by_address, source, tmp_path / "got.txt"),
        AWS_CONFIG_FILE=str(tmp_path / "config"),
    )
    assert (tmp_path / "got.txt").read_bytes() == document.translation


@BY
def test_s3fs(s3fs: Path, run: Run, stack: Stack, document: Document, by: str) -> None:
    script = Path(__file__).with_name("read_with_s3fs.py")
    path = f"{getattr(stack, by)}/{document.tagged}"
    assert run(s3fs, script, stack.endpoint, path) == document.translation


@BY
def test_the_aws_sdk_for_javascript(
    javascript: Path, run: Run, stack: Stack, document: Document, by_address: str, by: str
) -> None:
    endpoint = stack.endpoint if by == "access_point_arn" else by_address
    read: dict[str, Any] = json.loads(
        run(found("node"), javascript / "read.mjs", endpoint, getattr(stack, by), document.tagged)
    )
    text, length = document.translation.decode(), len(document.translation)
    assert read["text"] == text
    assert read["presigned"] in (None, text)
    assert read["part"] == [base64.b64encode(document.translation[:10]).decode(), f"bytes 0-9/{length}"]
    assert (read["head"]["length"], read["head"]["language"]) == (length, "fr")
    assert read["head"]["metadata"]["lingopoint-status"] == "translated"
    assert (read["notModified"], read["missing"]) == (304, "NoSuchKey")


@BY
def test_curl_on_a_presigned_url(s3: S3Client, run: Run, stack: Stack, document: Document, by: str) -> None:
    curl = found("curl"), "--silent", "--show-error", "--fail"
    url = s3.generate_presigned_url("get_object", Params={"Bucket": getattr(stack, by), "Key": document.tagged})
    assert run(*curl, url) == document.translation
    assert run(*curl, "--range", "10-19", url) == document.translation[10:20]
    etag = requests.get(url, timeout=30).headers["etag"]
    assert run(*curl, "--header", f"If-None-Match: {etag}", "--write-out", "%{http_code}", url) == b"304"
