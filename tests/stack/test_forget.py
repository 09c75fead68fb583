"""A document is read through the deployed function, and forgotten."""

import json
from pathlib import Path

import pytest
from mypy_boto3_s3 import S3Client
from typer.testing import CliRunner

from lingopoint_cli.app import app
from lingopoint_local.aws.stack import Stack

pytestmark = pytest.mark.stack


def test_what_the_function_kept_of_a_document_is_found_by_its_key(
    s3: S3Client, stack: Stack, stack_state: Path
) -> None:
    key, text = "forget/ünïcode + spaces#1.txt", "Nobody else says exactly this."
    s3.put_object(Bucket=stack.bucket, Key=key, Body=text.encode(), ContentType="text/plain")
    for language in ("fr", "de"):
        s3.get_object(Bucket=stack.access_point_arn, Key=f"{key}#{language}")["Body"].read()
    arguments = ["forget", key, "--state-dir", str(stack_state), "--yes", "--json"]
    told = [json.loads(CliRunner().invoke(app, arguments).stdout)["deleted"] for _ in range(2)]
    assert [(each["renditions"], each["units"]) for each in told] == [(2, 2), (0, 0)]
