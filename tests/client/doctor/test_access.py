"""Who may do what: as the stack says, less, and more. What the stack says is the template's own word."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from lingopoint_cli.doctor.finding import Outcome
from tests.client.doctor.conftest import Make, asked, outcome
from tests.client.doctor.deployed import ACCOUNT, OUTPUTS, TEMPLATE, of_readers, of_role, statement
from tests.rights.stack.parameters import stacks

STACKS = stacks(TEMPLATE)
POINT = OUTPUTS["SupportingAccessPointArn"]
Change = Callable[[list[dict[str, Any]]], object]


def role(*statements: Mapping[str, Any]) -> dict[str, Any]:
    return {"get_role_policy": {"PolicyDocument": {"Statement": list(statements)}}}


def as_deployed(**parameters: str) -> dict[str, Any]:
    """What `make` takes for the policies of a stack."""
    readers = {"PolicyVersion": {"Document": of_readers(**parameters)}}
    return {"get_role_policy": {"PolicyDocument": of_role(**parameters)}, "get_policy_version": readers}


@pytest.mark.parametrize("name", ["deployment.role", "rights.role", "deployment.reader policy", "rights.reader policy"])
def test_the_policies_of_every_stack_are_as_the_stack_says(make: Make, name: str) -> None:
    for stack, given in STACKS.items():
        parameters = {**given, "Name": "pages"}
        found = asked(name, make(parameters=parameters, **as_deployed(**parameters))).finding
        assert found.outcome is (
            Outcome.OK if "reader" not in name or given["FrontDoor"] != "web" else Outcome.SKIPPED
        ), (
            stack,
            found,
        )


FULL = {**STACKS["everything"], "Name": "pages", "WebPrefixes": "web/"}


@pytest.mark.parametrize("number", range(len(of_role(**FULL)["Statement"])))
def test_a_statement_that_the_role_lacks_or_has_on_everything_is_named(make: Make, number: int) -> None:
    whole = of_role(**FULL)["Statement"]
    rest, one = [*whole[:number], *whole[number + 1 :]], whole[number]
    for answer, name in ((rest, "deployment.role"), ([*rest, {**one, "Action": "*"}], "rights.role")):
        assert outcome(name, make(parameters=FULL, **role(*answer))) is Outcome.FAILED
    if one["Resource"] != "*":
        wider = make(parameters=FULL, **role(*rest, {**one, "Resource": "*"}))
        assert (outcome("deployment.role", wider), outcome("rights.role", wider)) == (Outcome.OK, Outcome.FAILED)
    if "Condition" in one:
        always = {name: each for name, each in one.items() if name != "Condition"}
        wider = make(parameters=FULL, **role(*rest, always))
        assert (outcome("deployment.role", wider), outcome("rights.role", wider)) == (Outcome.OK, Outcome.FAILED)


WHOLE = of_role()["Statement"]
(READS,) = (each for each in WHOLE if each["Sid"] == "ReadOriginals")


@pytest.mark.parametrize(
    ("more", "lacking"),
    [
        ([statement("translate:*", "Deny")], "translate:TranslateText"),
        (
            [{"Effect": "Deny", "NotAction": ["s3:*", "logs:*", "s3-object-lambda:*", "dynamodb:*"], "Resource": "*"}],
            "t c",
        ),
        ([{"Effect": "Deny", "Action": "s3:ListBucket", "NotResource": POINT}], "s3:ListBucket"),
        ([statement("translate:*", "Deny", "arn:aws:x")], ""),
        ([{**statement("translate:*", "Deny"), "Condition": {"Bool": {"aws:SecureTransport": "false"}}}], ""),
        ([statement("s3:GetObject", "Deny", f"{POINT}/object/secret/*")], ""),
    ],
)
def test_a_denial_counts_where_it_denies_all_of_a_right(make: Make, more: list[dict[str, Any]], lacking: str) -> None:
    lacking = lacking.replace("t c", "translate:TranslateText, comprehend:DetectDominantLanguage")
    found = asked("deployment.role", make(**role(*WHOLE, *more))).finding
    assert found.found == (f"not allowed: {lacking}" if lacking else "10 rights are there")
    assert outcome("rights.role", make(**role(*WHOLE, *more))) is Outcome.OK


def test_a_right_on_something_else_is_none(make: Make) -> None:
    foreign = {**READS, "Resource": READS["Resource"][0].replace("pages-originals", "another")}
    world = make(**role(*[each for each in WHOLE if each != READS], foreign))
    assert asked("deployment.role", world).finding.found == "not allowed: s3:GetObject, s3:GetObjectVersion"
    assert asked("rights.role", world).finding.found == "allowed beside: s3:GetObject, s3:GetObjectVersion"


@pytest.mark.parametrize(
    "more",
    [
        statement("s3:GetObject"),
        statement("s3:*", resource=f"{POINT}/object/*"),
        statement("S3:getobjectacl", resource=f"{POINT}/object/*"),
        {"Effect": "Allow", "NotAction": "iam:*", "Resource": f"{POINT}/object/*"},
        {"Effect": "Allow", "Action": "s3:GetObject", "NotResource": f"{POINT}/object/*"},
    ],
)
def test_what_the_role_may_do_beside_is_named(make: Make, more: dict[str, Any]) -> None:
    assert outcome("rights.role", make(**role(*WHOLE, more))) is Outcome.FAILED


def test_less_than_the_parameters_say_is_not_more(make: Make) -> None:
    below = statement("s3:GetObject", resource=f"{POINT}/object/public/*")
    assert outcome("rights.role", make(**role(*WHOLE, below))) is Outcome.OK


def test_tagged_prefixes_bound_what_the_role_reads(make: Make) -> None:
    world = make(parameters={"TaggedPrefixes": "public/,forms/"})
    assert asked("rights.role", world).finding.found == "allowed beside: s3:GetObject, s3:GetObjectVersion"


def test_more_access_points_have_policies_of_their_own(make: Make) -> None:
    answering = statement(
        "s3-object-lambda:WriteGetObjectResponse",
        resource=f"arn:aws:s3-object-lambda:eu-west-1:{ACCOUNT}:accesspoint/pages-fr",
    )
    for name, expected in (("answer-through-pages-fr", Outcome.OK), ("another", Outcome.FAILED)):
        policies = {"own": of_role(), name: {"Statement": answering}}
        world = make(
            list_role_policies={"PolicyNames": list(policies)},
            get_role_policy=lambda policies=policies, **about: {"PolicyDocument": policies[about["PolicyName"]]},
        )
        assert outcome("rights.role", world) is expected


def test_rights_by_attached_policies_count(make: Make) -> None:
    world = make(
        list_role_policies={"PolicyNames": []},
        list_attached_role_policies={"AttachedPolicies": [{"PolicyArn": "arn:x"}]},
        get_policy_version={"PolicyVersion": {"Document": {"Statement": [statement("*")]}}},
    )
    assert (outcome("deployment.role", world), outcome("rights.role", world)) == (Outcome.OK, Outcome.FAILED)


def test_somebody_else_who_may_take_the_role_is_named(make: Make) -> None:
    trusting = [
        {"Effect": "Allow", "Principal": {"Service": each}, "Action": "sts:AssumeRole"}
        for each in ("lambda.amazonaws.com", "ec2.amazonaws.com")
    ]
    world = make(get_role={"Role": {"AssumeRolePolicyDocument": {"Statement": trusting}}})
    assert asked("rights.role", world).finding == (Outcome.FAILED, "others than AWS Lambda may take it")


def test_a_policy_for_readers_that_was_changed_is_named(make: Make) -> None:
    whole = of_readers()["Statement"]
    narrowed = [each for each in whole if each["Sid"] != "TellMissingFromForbidden"]
    wider = [{name: value for name, value in each.items() if name != "Condition"} for each in whole]
    for statements, name, found in (
        (narrowed, "deployment.reader policy", "not allowed: s3:ListBucket"),
        (
            wider,
            "rights.reader policy",
            "allowed beside: lambda:InvokeFunction, s3:GetObject, s3:GetObjectVersion, s3:ListBucket",
        ),
    ):
        world = make(get_policy_version={"PolicyVersion": {"Document": {"Statement": statements}}})
        assert asked(name, world).finding == (Outcome.FAILED, found)
