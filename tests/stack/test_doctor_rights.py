"""Whoever opens something in the local stack by hand is told of it by `lingopoint doctor`."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest

from lingopoint_local.aws.stack import Stack
from tests.stack.conftest import Doctor, named

pytestmark = pytest.mark.stack

Client = Callable[..., Any]
Opened = Callable[[str], None]


@pytest.fixture
def function(stack: Stack) -> str:
    """The function's name."""
    return stack.access_point_arn.rpartition("/")[2]


@pytest.fixture
def policy(client: Client, function: str) -> Iterator[tuple[dict[str, Any], Callable[[list[Any]], None]]]:
    """The policy of the function's role, and what gives it other statements."""
    iam, role = client("iam"), client("lambda").get_function(FunctionName=function)["Configuration"]["Role"]
    about = {"RoleName": role.rpartition("/")[2], "PolicyName": "read-translate-answer"}
    whole = iam.get_role_policy(**about)["PolicyDocument"]

    def put(statements: list[Any]) -> None:
        iam.put_role_policy(**about, PolicyDocument=json.dumps({**whole, "Statement": statements}))

    yield whole, put
    put(whole["Statement"])


EVERYTHING_ELSE = {"Effect": "Deny", "NotAction": "s3:*", "Resource": "*"}


@pytest.mark.parametrize(
    ("element", "value", "names"),
    [
        ("Resource", "*", {"rights.role"}),
        ("Action", "s3:*", {"rights.role"}),
        ("Resource", "arn:aws:s3:us-west-2:123456789012:accesspoint/another/object/*", {"rights.role"}),
    ],
)
def test_originals_that_the_role_reads_beside_are_named(
    doctor: Doctor, policy: Any, element: str, value: str, names: set[str]
) -> None:
    whole, put = policy
    statements = deepcopy(whole["Statement"])
    (reads,) = (each for each in statements if each["Sid"] == "ReadOriginals")
    reads[element] = value
    put(statements)
    assert named(doctor("--only", "deployment.role", "--only", "rights", exit_code=5)) >= names


def test_a_denial_of_all_but_something_is_named(doctor: Doctor, policy: Any) -> None:
    whole, put = policy
    put([*whole["Statement"], EVERYTHING_ELSE])
    assert named(doctor("--only", "deployment.role", "--only", "rights", exit_code=5)) == {"deployment.role"}


def test_a_bucket_that_lost_its_block_and_its_policy_is_named(doctor: Doctor, client: Client, stack: Stack) -> None:
    s3, bucket = client("s3"), {"Bucket": stack.bucket}
    block = s3.get_public_access_block(**bucket)["PublicAccessBlockConfiguration"]
    policy = s3.get_bucket_policy(**bucket)["Policy"]
    s3.delete_public_access_block(**bucket)
    s3.delete_bucket_policy(**bucket)
    try:
        assert named(doctor("--only", "rights", exit_code=5)) == {"rights.public access", "rights.bucket policy"}
    finally:
        s3.put_public_access_block(**bucket, PublicAccessBlockConfiguration=block)
        s3.put_bucket_policy(**bucket, Policy=policy)


def test_a_url_for_everybody_is_named(doctor: Doctor, client: Client, function: str) -> None:
    functions, everybody = client("lambda"), {"FunctionName": function, "StatementId": "everybody"}
    functions.update_function_url_config(FunctionName=function, AuthType="NONE")
    functions.add_permission(**everybody, Action="lambda:InvokeFunctionUrl", Principal="*", FunctionUrlAuthType="NONE")
    try:
        assert named(doctor("--only", "rights", exit_code=5)) == {"rights.function url", "rights.function policy"}
    finally:
        functions.update_function_url_config(FunctionName=function, AuthType="AWS_IAM")
        functions.remove_permission(**everybody)


def test_settings_that_somebody_gave_the_website_are_named(doctor: Doctor, client: Client, stack: Stack) -> None:
    cloudfront, described = client("cloudfront"), client("cloudformation").describe_stacks(StackName=stack.stack)
    outputs = {each["OutputKey"]: each["OutputValue"] for each in described["Stacks"][0]["Outputs"]}
    about = {"Id": outputs["WebDistributionId"]}
    found = cloudfront.get_distribution_config(**about)
    for origin in found["DistributionConfig"]["Origins"]["Items"]:
        origin["CustomOriginConfig"] |= {"HTTPPort": 80, "HTTPSPort": 443}  # which it takes and does not tell
    changed = deepcopy(found["DistributionConfig"])
    header = {"HeaderName": "x-lingopoint-payload", "HeaderValue": json.dumps({"caller_check": "off"})}
    changed["Origins"]["Items"][0]["CustomHeaders"] = {"Quantity": 1, "Items": [header]}
    changed["DefaultCacheBehavior"]["ViewerProtocolPolicy"] = "allow-all"
    cloudfront.update_distribution(**about, IfMatch=found["ETag"], DistributionConfig=changed)
    try:
        outcomes = doctor("--only", "settings.web payload", "--only", "rights.website", exit_code=5)
        assert named(outcomes) == {"settings.web payload", "rights.website"}
    finally:
        now = cloudfront.get_distribution_config(**about)["ETag"]
        cloudfront.update_distribution(**about, IfMatch=now, DistributionConfig=found["DistributionConfig"])
