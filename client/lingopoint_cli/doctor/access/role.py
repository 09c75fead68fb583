"""The rights of the function's role and of readers, as their policies write them: all that it takes, and no more."""

from collections.abc import Iterator
from typing import Any

from lingopoint_cli.doctor.access.policies import Statement, beyond, canonical, missing, statements
from lingopoint_cli.doctor.access.wanted import of_more_access_points, of_readers, of_role
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, failed, ok, skipped
from lingopoint_cli.doctor.world import World

_OF_ACCESS_POINTS = "answer-through-"
"""How policies of access-point.yaml are named."""
_TRUST = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}


def complete(world: World) -> Finding:
    """Every right that the function needs, on what it is for."""
    found = [each for _, of_policy in _policies(world.connect("iam"), _role(world)) for each in of_policy]
    lacking = missing(needed := of_role(world), found)
    return failed(f"not allowed: {', '.join(lacking)}") if lacking else ok(f"{len(needed)} rights are there")


def nothing_more(world: World) -> Finding:
    """No right beside them, and nobody but Lambda who takes them."""
    iam, role = world.connect("iam"), _role(world)
    own, more = of_role(world), of_more_access_points(world)
    wider = [
        action
        for name, of_policy in _policies(iam, role)
        for action in beyond([*own, *more] if name.startswith(_OF_ACCESS_POINTS) else own, of_policy)
    ]
    trust = statements(iam.get_role(RoleName=role)["Role"]["AssumeRolePolicyDocument"])
    if [canonical(each) for each in trust] != [canonical(_TRUST)]:
        return failed("others than AWS Lambda may take it")
    return failed(f"allowed beside: {', '.join(dict.fromkeys(wider))}") if wider else ok("nothing beside")


def readers(world: World) -> Finding:
    """The policy for readers: every right that reading takes."""
    if not world.has_object_lambda:
        return skipped("no Object Lambda access point, by FrontDoor")
    found = _of_policy(world.connect("iam"), world.output("ReaderPolicyArn"))
    lacking = missing(needed := of_readers(world), found)
    return failed(f"not allowed: {', '.join(lacking)}") if lacking else ok(f"{len(needed)} rights are there")


def readers_nothing_more(world: World) -> Finding:
    """No right beside them."""
    if not world.has_object_lambda:
        return skipped("no Object Lambda access point, by FrontDoor")
    wider = beyond(of_readers(world), _of_policy(world.connect("iam"), world.output("ReaderPolicyArn")))
    return failed(f"allowed beside: {', '.join(wider)}") if wider else ok("nothing beside")


def _role(world: World) -> str:
    function = world.connect("lambda").get_function(FunctionName=world.output("FunctionArn"))
    return str(function["Configuration"]["Role"].rpartition("/")[2])


def _policies(iam: Any, role: str) -> Iterator[tuple[str, list[Statement]]]:
    for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        yield name, statements(iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"])
    for policy in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
        yield "", _of_policy(iam, policy["PolicyArn"])


def _of_policy(iam: Any, arn: str) -> list[Statement]:
    version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    return statements(iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"])


_AGAIN = "Deploy the template again, unchanged."
_TAKE_AWAY = (
    "Take away what you did not mean to give, then deploy the template again. What the function needs beside it, for "
    "you, goes into a role of your own."
)

CHECKS = (
    Check(
        "deployment.role",
        "May the function's role do all that it needs?",
        "Readers get errors, or every reading is paid for again.",
        f"{_AGAIN} Was the role, or a boundary on it, changed by hand?",
        complete,
    ),
    Check(
        "deployment.reader policy",
        "Does the policy for readers allow all that reading takes?",
        "Whoever reads by this policy alone is denied.",
        f"{_AGAIN} Was the policy deleted, or narrowed by hand?",
        readers,
    ),
    Check(
        "rights.role",
        "May the function's role do nothing else?",
        "The function can be made to read, or to do, what the stack's parameters keep from it.",
        _TAKE_AWAY,
        nothing_more,
    ),
    Check(
        "rights.reader policy",
        "Does the policy for readers allow nothing else?",
        "Whoever has it may do more than to read through Lingopoint: read originals without it, for example.",
        f"{_AGAIN} What some readers need beside it goes into a policy of theirs.",
        readers_nothing_more,
    ),
)
