"""Each statement of the templates allows what the documentation says; and one that is widened is noticed."""

import fnmatch
import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

import pytest

from tests.rights import probes
from tests.rights.decisions import Question, decide
from tests.rights.probes import PROBES
from tests.support import ROOT
from tests.template import Stack, load

Document = dict[str, Any]
Allowed = set[tuple[str, str, str]]


ELSEWHERE = ("SnapStarts", "TranslatesElsewhere")
"""Conditions that only put another name in the place of one."""


NAMES = re.compile(r"(?<=[/:])(?:docs(?:-\w+)?|legal)(?=[/:]|$)")
"""Of the stack (`probes.VALUES`), in ARNs."""


class Holder(NamedTuple):
    """A policy of a template, in a stack with everything switched on, and what it is to allow."""

    document: Document
    allowed: Allowed


def _holders() -> Mapping[str, Holder]:
    main, more = load(), load(ROOT / "access-point.yaml")
    role = main["Resources"]["FunctionRole"]["Properties"]["Policies"][0]["PolicyDocument"]
    reader = main["Resources"]["ReaderPolicy"]["Properties"]["PolicyDocument"]
    rights = more["Resources"]["FunctionRights"]["Properties"]["PolicyDocument"]
    readers = more["Resources"]["ReaderPolicy"]["Properties"]["PolicyDocument"]
    return {
        "the function's role": Holder(_made(main, role, probes.VALUES), probes.ROLE),
        "the readers' policy": Holder(_made(main, reader, probes.VALUES), probes.READER),
        "another access point's right of the function": Holder(_made(more, rights, probes.ANOTHER), probes.MORE_RIGHTS),
        "another access point's policy of readers": Holder(_made(more, readers, probes.ANOTHER), probes.MORE_READERS),
    }


def _made(template: Mapping[str, Any], document: Document, values: Mapping[str, str]) -> Document:
    conditions = {name: name not in ELSEWHERE for name in template["Conditions"]}
    made: Document = Stack(values, conditions).made(document)
    return made


HOLDERS = _holders()


def allows(*documents: Document) -> list[Allowed]:
    """What each policy allows of everything that is asked."""
    decisions = iter(decide([probe.question(document) for document in documents for probe in PROBES]))
    return [{(probe.action, probe.resource, probe.context) for probe in PROBES if next(decisions)} for _ in documents]


def widened(document: Document) -> Iterator[tuple[str, Document]]:
    """The policy with each statement widened in each way that there is, and what was done."""
    for number, statement in enumerate(document["Statement"]):
        for what, change in _widenings(statement):
            wider = deepcopy(document)
            wider["Statement"][number] |= change
            if change.get("Condition", ...) is None:
                del wider["Statement"][number]["Condition"]
            yield f"{statement['Sid']}: {what}", wider


def _widenings(statement: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    actions, resources = _list(statement["Action"]), _list(statement["Resource"])
    yield "every action of the service", {"Action": sorted({f"{action.partition(':')[0]}:*" for action in actions})}
    if resources != ["*"]:
        yield "every resource", {"Resource": "*"}
        yield "every resource of the kind", {"Resource": [_of_the_kind(resource) for resource in resources]}
    if (alike := [_alike(resource) for resource in resources]) != resources:
        yield "names that begin alike", {"Resource": alike}
    if "Condition" in statement:
        yield "without its condition", {"Condition": None}


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else value


def _of_the_kind(arn: str) -> str:
    """The ARN with a wildcard for its name: `arn:aws:s3:REGION:ACCOUNT:accesspoint/*`."""
    *head, name = arn.split(":", 5)
    return ":".join([*head, name.partition("/")[0] + "/*" if "/" in name and head[4] else "*"])


def _alike(arn: str) -> str:
    """The ARN with a wildcard behind the stack's own name: `arn:aws:dynamodb:REGION:ACCOUNT:table/docs-memory*`."""
    return NAMES.sub(r"\g<0>*", arn, count=1)


@pytest.mark.parametrize("name", HOLDERS)
def test_a_policy_allows_what_is_documented_and_nothing_else(name: str) -> None:
    (found,) = allows(HOLDERS[name].document)
    assert found == HOLDERS[name].allowed


@pytest.mark.parametrize("name", HOLDERS)
def test_every_right_is_one_that_is_asked_about(name: str) -> None:
    """An action that a statement names, and no probe asks for, could be on any resource."""
    named = {action for each in HOLDERS[name].document["Statement"] for action in _list(each["Action"])}
    assert [action for action in named if not fnmatch.filter([probe.action for probe in PROBES], action)] == []


@pytest.mark.parametrize("name", HOLDERS)
def test_a_statement_that_is_widened_is_noticed(name: str) -> None:
    holder = HOLDERS[name]
    changed = dict(widened(holder.document))
    found = dict(zip(changed, allows(*changed.values()), strict=True))
    assert [what for what, allowed in found.items() if allowed == holder.allowed] == []
    assert all(allowed > holder.allowed for allowed in found.values())
    assert len(changed) >= 2 * len(holder.document["Statement"])


# The buckets' own policies


AP = probes.VALUES["SupportingAccessPoint.Arn"]
NOTHING = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}],
}
EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
ACCESS = {
    f"{action} {'through an access point' if delegated else 'directly'}{'' if safe else ', not by TLS'}": (
        f"s3:{action}",
        {"aws:SecureTransport": "true" if safe else "false", **(probes.DELEGATED if delegated else {})},
    )
    for action in ("GetObject", "PutObject")
    for delegated in (True, False)
    for safe in (True, False)
}


def accesses(document: Document, bucket: str, own: Document) -> set[str]:
    """What a bucket's policy opens to somebody with policies of their `own`.

    The engine knows of access points by their own ARNs only, so those stand in the bucket's place.
    """
    text = (
        json.dumps(document).replace(f"arn:aws:s3:::{bucket}/", f"{AP}/object/").replace(f"arn:aws:s3:::{bucket}", AP)
    )
    key, named = f"{AP}/object/public/a.txt", json.loads(text)
    asked = [Question(own, action, key, context, named) for action, context in ACCESS.values()]
    return {name for name, decided in zip(ACCESS, decide(asked), strict=True) if decided}


def bucket_policy(name: str) -> Document:
    main = load()
    return _made(main, main["Resources"][name]["Properties"]["PolicyDocument"], probes.VALUES)


def test_the_bucket_lets_access_points_read_and_nothing_else() -> None:
    policy = bucket_policy("BucketPolicy")
    delegating, tls = policy["Statement"]
    assert accesses(policy, "docs-bucket", NOTHING) == {"GetObject through an access point"}
    for change in ({"Action": "s3:*"}, {"Condition": {"Bool": {"aws:SecureTransport": "true"}}}):
        wider = {**policy, "Statement": [{**delegating, **change}, tls]}
        assert accesses(wider, "docs-bucket", NOTHING) > {"GetObject through an access point"}
    assert len(accesses({**policy, "Statement": [delegating]}, "docs-bucket", NOTHING)) == 2


@pytest.mark.parametrize(
    ("name", "bucket"), [("BucketPolicy", "docs-bucket"), ("RenditionBucketPolicy", "docs-renditions")]
)
def test_a_bucket_speaks_tls_only(name: str, bucket: str) -> None:
    policy = bucket_policy(name)
    assert {what for what in accesses(policy, bucket, EVERYTHING) if "not by TLS" in what} == set()
    for statement in policy["Statement"]:
        if statement["Effect"] == "Deny":
            statement["Action"] = "s3:GetObject"
    assert {what for what in accesses(policy, bucket, EVERYTHING) if "not by TLS" in what} != set()
