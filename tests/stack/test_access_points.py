"""access-point.yaml beside the deployed template: plain keys in the language of the access point."""

from collections.abc import Callable, Iterator

import pytest
from botocore.exceptions import ClientError
from mypy_boto3_s3 import S3Client

from lingopoint_local.aws.stack import Stack
from tests.stack.access_points import AccessPoints
from tests.stack.reader import translated

pytestmark = pytest.mark.stack

KEY = "forms/one page.txt"
TEXT = b"One page.\n\nPlease fill in every line of it.\n"


@pytest.fixture
def deploy(stack: Stack) -> Iterator[Callable[..., dict[str, str]]]:
    """Deploys access-point.yaml beside the stack and gives its outputs; what was deployed is deleted in the end."""
    with AccessPoints(stack) as access_points:
        yield access_points.deploy


def test_plain_keys_are_read_in_the_language_of_the_access_point(
    deploy: Callable[..., dict[str, str]], s3: S3Client, stack: Stack
) -> None:
    s3.put_object(Bucket=stack.bucket, Key=KEY, Body=TEXT, ContentType="text/plain")
    for language in ("fr", "de"):
        outputs = deploy(f"forms-{language}", Language=language)
        for bucket in (outputs["ObjectLambdaAccessPointArn"], outputs["ObjectLambdaAccessPointAlias"]):
            answer = s3.get_object(Bucket=bucket, Key=KEY)
            assert (answer["Body"].read(), answer["ContentLanguage"]) == (translated(TEXT), language)
            assert s3.head_object(Bucket=bucket, Key=KEY)["ETag"] == answer["ETag"]
    assert s3.get_object(Bucket=stack.access_point_arn, Key=KEY)["Body"].read() == TEXT


def test_a_tagged_key_is_refused_there_and_the_way_is_named(
    deploy: Callable[..., dict[str, str]], s3: S3Client, stack: Stack
) -> None:
    s3.put_object(Bucket=stack.bucket, Key=KEY, Body=TEXT, ContentType="text/plain")
    strict = deploy("forms-strict", Language="it")["ObjectLambdaAccessPointArn"]
    with pytest.raises(ClientError, match=r"\?lang=fr") as refusal:
        s3.get_object(Bucket=strict, Key=f"{KEY}#fr")
    assert refusal.value.response["Error"]["Code"] == "AccessDenied"
    below = deploy("forms-below", CallerCheck="tagged", TaggedPrefixes="forms/,public/", TerminologyName="")
    tagged = below["ObjectLambdaAccessPointArn"]
    assert s3.get_object(Bucket=tagged, Key=f"{KEY}#fr")["ContentLanguage"] == "fr"
    s3.put_object(Bucket=stack.bucket, Key="secret.txt", Body=TEXT, ContentType="text/plain")
    with pytest.raises(ClientError, match="AccessDenied"):
        s3.get_object(Bucket=tagged, Key="secret.txt#fr")
