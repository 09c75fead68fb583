"""access-point.yaml beside the deployed template: plain keys in the language of the access point."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError
from mypy_boto3_s3 import S3Client

from lingopoint_local.aws.stack import Stack
from tests.stack.reader import translated
from tests.support import ROOT

pytestmark = pytest.mark.stack

KEY = "forms/one page.txt"
TEXT = b"One page.\n\nPlease fill in every line of it.\n"
GIVEN = {
    "FunctionArn": "AccessPointFunctionArn",
    "FunctionRoleName": "FunctionRoleName",
    "SupportingAccessPointArn": "SupportingAccessPointArn",
}
"""The parameters that are outputs of the Lingopoint stack."""


@pytest.fixture
def deploy(stack: Stack, client: Callable[..., Any]) -> Iterator[Callable[..., dict[str, str]]]:
    """Deploys access-point.yaml beside the stack and gives its outputs; what was deployed is deleted in the end."""
    cloudformation, deployed = client("cloudformation"), []

    def outputs(name: str) -> dict[str, str]:
        found = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["Outputs"]
        return {output["OutputKey"]: output["OutputValue"] for output in found}

    def make(name: str, **parameters: str) -> dict[str, str]:
        of_the_stack = outputs(stack.stack)
        values = {"Name": name, **{name: of_the_stack[output] for name, output in GIVEN.items()}, **parameters}
        cloudformation.create_stack(
            StackName=name,
            TemplateBody=(ROOT / "access-point.yaml").read_text(encoding="utf-8"),
            Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in values.items()],
            Capabilities=["CAPABILITY_IAM"],
        )
        deployed.append(name)
        cloudformation.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig={"Delay": 1})
        return outputs(name)

    yield make
    for name in deployed:
        cloudformation.delete_stack(StackName=name)
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=name, WaiterConfig={"Delay": 1})


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
