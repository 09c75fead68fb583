"""Whom the buckets and the function let in by themselves: as the stack says, and otherwise."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from lingopoint_cli.doctor.access.open_to import BLOCKS
from lingopoint_cli.doctor.finding import Outcome
from tests.client.doctor.conftest import Make, asked, outcome
from tests.client.doctor.deployed import (
    ACCOUNT,
    BLOCKED,
    OUTPUTS,
    by_function,
    error,
    of_bucket,
    of_function,
    statement,
)

Change = Callable[[list[dict[str, Any]]], object]


NO_BLOCK = error("NoSuchPublicAccessBlockConfiguration", 404)
EXISTING = {"ExistingBucket": OUTPUTS["BucketName"]}


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_that_is_off_is_named(make: Make, block: str) -> None:
    off = {"PublicAccessBlockConfiguration": {**BLOCKED["PublicAccessBlockConfiguration"], block: False}}
    assert asked("rights.public access", make(get_access_point=off)).finding == (
        Outcome.FAILED,
        f"the access point lacks {block}",
    )


def test_a_bucket_without_any_block_is_named(make: Make) -> None:
    none = make(get_public_access_block=NO_BLOCK, parameters={"StoreRenditions": "off"})
    assert asked("rights.public access", none).finding == (
        Outcome.FAILED,
        f"the bucket of originals lacks {', '.join(BLOCKS)}",
    )
    theirs = make(get_public_access_block=NO_BLOCK, parameters={"StoreRenditions": "off", **EXISTING})
    assert outcome("rights.public access", theirs) is Outcome.DIFFERS
    assert (
        outcome("rights.public access", make(get_public_access_block=NO_BLOCK, parameters=EXISTING)) is Outcome.FAILED
    )


def policies(change: Change, resource: str = "BucketPolicy") -> dict[str, Any]:
    """The policies of the buckets, one of them with statements that were changed."""
    document = json.loads(of_bucket(resource)["Policy"])
    change(document["Statement"])
    changed, others = json.dumps(document), {"BucketPolicy": "RenditionBucketPolicy"}.get(resource, "BucketPolicy")
    mine = OUTPUTS["BucketName" if resource == "BucketPolicy" else "RenditionBucketName"]
    return {"get_bucket_policy": lambda **about: {"Policy": changed} if about["Bucket"] == mine else of_bucket(others)}


def everybody(statements: list[dict[str, Any]]) -> None:
    statements.append({**statement("s3:GetObject", resource="*"), "Principal": "*"})


def of_another_account(statements: list[dict[str, Any]]) -> None:
    statements[0]["Condition"] = {"StringEquals": {"s3:DataAccessPointAccount": "999999999999"}}


@pytest.mark.parametrize(
    ("change", "resource", "found"),
    [
        (lambda each: each.pop(0), "BucketPolicy", "the bucket of originals lacks the delegation to access points"),
        (lambda each: each.pop(1), "BucketPolicy", "the bucket of originals lacks TLS alone"),
        (everybody, "BucketPolicy", "the bucket of originals has 1 statements of others"),
        (everybody, "RenditionBucketPolicy", "the bucket of translations has 1 statements of others"),
        (lambda each: each.clear(), "RenditionBucketPolicy", "the bucket of translations lacks TLS alone"),
    ],
)
def test_a_policy_of_a_bucket_that_was_changed_is_named(make: Make, change: Change, resource: str, found: str) -> None:
    assert asked("rights.bucket policy", make(**policies(change, resource))).finding == (Outcome.FAILED, found)


def test_a_delegation_to_another_account_is_named(make: Make) -> None:
    found = asked("rights.bucket policy", make(**policies(of_another_account))).finding.found
    lacks, has = "lacks the delegation to access points", "has 1 statements of others"
    assert found == f"the bucket of originals {lacks}; the bucket of originals {has}"


def test_a_bucket_without_a_policy_is_named(make: Make) -> None:
    none = make(get_bucket_policy=error("NoSuchBucketPolicy", 404), parameters={"StoreRenditions": "off"})
    assert asked("rights.bucket policy", none).finding.found == (
        "the bucket of originals lacks the delegation to access points and TLS alone"
    )


def test_a_policy_of_the_access_point_is_named(make: Make) -> None:
    world = make(get_access_point_policy={"Policy": "{}"})
    assert asked("rights.bucket policy", world).finding.found == "the access point has a policy of its own"


def named_user(statements: list[dict[str, Any]]) -> None:
    statements.append({**statement("s3:*"), "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT}:user/editor"}})


def wide_delegation(statements: list[dict[str, Any]]) -> None:
    statements[:] = [{**statements[0], "Action": "*"}]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (named_user, Outcome.OK),
        (wide_delegation, Outcome.OK),
        (of_another_account, Outcome.FAILED),
        (everybody, Outcome.FAILED),
        (lambda each: each.clear(), Outcome.FAILED),
    ],
)
def test_a_bucket_that_was_there_before_may_let_in_whom_its_owner_names(
    make: Make, change: Change, expected: Outcome
) -> None:
    assert outcome("rights.bucket policy", make(parameters=EXISTING, **policies(change))) is expected


@pytest.mark.parametrize(
    ("front_door", "kinds", "expected"),
    [
        ("both", ["AWS_IAM"], Outcome.OK),
        ("both", ["NONE"], Outcome.FAILED),
        ("both", ["AWS_IAM", "NONE"], Outcome.FAILED),
        ("both", ["AWS_IAM", "AWS_IAM"], Outcome.FAILED),
        ("web", [], Outcome.FAILED),
        ("object-lambda", [], Outcome.OK),
        ("object-lambda", ["AWS_IAM"], Outcome.FAILED),
    ],
)
def test_urls_of_the_function(make: Make, front_door: str, kinds: list[str], expected: Outcome) -> None:
    urls = {"FunctionUrlConfigs": [{"AuthType": each} for each in kinds]}
    assert (
        outcome("rights.function url", make(parameters={"FrontDoor": front_door}, list_function_url_configs=urls))
        is expected
    )


def of_alias(**about: str) -> Any:
    return of_function() if "Qualifier" in about else error("ResourceNotFoundException", 404)


ANYBODY = {**statement("lambda:InvokeFunctionUrl"), "Principal": "*"}


@pytest.mark.parametrize(
    ("front_door", "policy", "expected"),
    [
        ("both", by_function, Outcome.OK),
        ("both", of_alias, Outcome.OK),
        ("both", of_function(ANYBODY), Outcome.FAILED),
        ("both", error("ResourceNotFoundException", 404), Outcome.FAILED),
        ("both", error("ServiceException", 500), Outcome.FAILED),
        ("object-lambda", error("ResourceNotFoundException", 404), Outcome.OK),
        ("object-lambda", by_function, Outcome.FAILED),
    ],
)
def test_who_may_call_the_function(make: Make, front_door: str, policy: Any, expected: Outcome) -> None:
    assert (
        outcome("rights.function policy", make(parameters={"FrontDoor": front_door}, lambda_get_policy=policy))
        is expected
    )
