"""The policies of the template's resources: who is asked for, by what, and who is to come in.

S3's own policies are asked about the access point, in the place of the bucket: of that alone the engine knows the
condition keys of access points.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from tests.rights.decisions import READER, Policy, Question, askable
from tests.rights.stack.probes import OTHER_ACCOUNT
from tests.rights.stack.references import DISTRIBUTION, FUNCTION, MAIN, ORIGINALS, Document, made, properties
from tests.rights.stack.statements import policy
from tests.template import ACCOUNT

EVERYTHING = policy({"Effect": "Allow", "Action": "*", "Resource": "*"})
CALLERS: Mapping[str, tuple[str, Policy | None]] = {
    "a user": (READER, None),
    "an administrator": (f"arn:aws:iam::{ACCOUNT}:user/administrator", EVERYTHING),
    "another account's administrator": (f"arn:aws:iam::{OTHER_ACCOUNT}:user/administrator", EVERYTHING),
    "anybody": ("anonymous", None),
    **{
        f"{name}.amazonaws.com": (f"{name}.amazonaws.com", None)
        for name in ("lambda", "cloudfront", "edgelambda", "ec2", "s3", "apigateway", "states", "events")
    },
}
"""Who asks: the name or ARN, and what their own policy says."""
Contexts = Mapping[str, Mapping[str, str]]


class Ask(NamedTuple):
    """A caller, an action, and the name of a context of the door's."""

    caller: str
    action: str
    resource: str
    context: str


@dataclass(frozen=True)
class Door:
    """The policy of a resource, what it is asked, and what of that is to be allowed."""

    document: Document
    asks: tuple[Ask, ...]
    contexts: Contexts
    allowed: frozenset[Ask]

    def question(self, ask: Ask, document: Document) -> Question:
        """What is asked of the engine, of a version of the door's policy."""
        principal, own = CALLERS[ask.caller]
        return Question(own, ask.action, ask.resource, self.contexts[ask.context], document, principal)


# Buckets


OBJECT = f"{ORIGINALS}/object/public/a.txt"
DELEGATED = "through the account's access point"
S3_CONTEXTS: Contexts = {
    f"{way}, {'by TLS' if safe == 'true' else 'in clear'}": {**key, "aws:SecureTransport": safe}
    for way, key in {
        "directly": {},
        DELEGATED: {"s3:DataAccessPointAccount": ACCOUNT},
        "through another account's": {"s3:DataAccessPointAccount": OTHER_ACCOUNT},
        "through an account's that ends alike": {"s3:DataAccessPointAccount": f"9{ACCOUNT[1:]}"},
        "through an account's that begins alike": {"s3:DataAccessPointAccount": f"{ACCOUNT[:-1]}3"},
    }.items()
    for safe in ("true", "false")
}
PEOPLE = ("a user", "an administrator", "another account's administrator", "anybody")
DELEGATING = {"s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"}


def _s3_asks() -> Iterator[Ask]:
    for resource, actions in askable(OBJECT, ORIGINALS).items():
        for action in actions:
            yield Ask("an administrator", action, resource, "directly, in clear")
            yield Ask("a user", action, resource, f"{DELEGATED}, by TLS")
    for action, resource in (("s3:GetObject", OBJECT), ("s3:PutObject", OBJECT), ("s3:ListBucket", ORIGINALS)):
        yield from (Ask(caller, action, resource, context) for caller, context in product(PEOPLE, S3_CONTEXTS))


def _bucket(name: str, bucket: str, delegating: set[str]) -> Door:
    text = json.dumps(made(MAIN, properties(name)["PolicyDocument"]))
    text = text.replace(f"arn:aws:s3:::{bucket}/", f"{ORIGINALS}/object/").replace(f"arn:aws:s3:::{bucket}", ORIGINALS)
    asks = tuple(dict.fromkeys(_s3_asks()))
    right = frozenset(ask for ask in asks if "by TLS" in ask.context and _may(ask, delegating))
    return Door(json.loads(text), asks, S3_CONTEXTS, right)


def _may(ask: Ask, delegating: set[str]) -> bool:
    """Everybody whom an access point lets in; and the account's administrators, by their own policies."""
    through = ask.action in delegating and ask.context.startswith(f"{DELEGATED},")
    return through or ask.caller == "an administrator"


# The role


ROLE = f"arn:aws:iam::{ACCOUNT}:role/docs"
STS = "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity SetSourceIdentity TagSession"


def _trust() -> Door:
    document = made(MAIN, properties("FunctionRole")["AssumeRolePolicyDocument"])
    asks = tuple(Ask(caller, f"sts:{action}", ROLE, "") for caller, action in product(CALLERS, STS.split()))
    return Door(document, asks, {"": {}}, frozenset({Ask("lambda.amazonaws.com", "sts:AssumeRole", ROLE, "")}))


# The function


SOURCES: Contexts = {
    "of the distribution": {"aws:SourceArn": DISTRIBUTION},
    "of another distribution": {"aws:SourceArn": DISTRIBUTION.replace("E1DOCS", "E2")},
    "of a distribution that begins alike": {"aws:SourceArn": f"{DISTRIBUTION}2"},
    "of another account's": {"aws:SourceArn": DISTRIBUTION.replace(ACCOUNT, OTHER_ACCOUNT)},
    "of nobody": {},
}
WAYS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "to its URL, signed": ("lambda:InvokeFunctionUrl", {"lambda:FunctionUrlAuthType": "AWS_IAM"}),
    "to its URL, not signed": ("lambda:InvokeFunctionUrl", {"lambda:FunctionUrlAuthType": "NONE"}),
    "by its URL": ("lambda:InvokeFunction", {"lambda:InvokedViaFunctionUrl": "true"}),
    "not by its URL": ("lambda:InvokeFunction", {"lambda:InvokedViaFunctionUrl": "false"}),
    "without saying how": ("lambda:InvokeFunction", {}),
}
"""Calls of the function (Lambda Developer Guide, "Control access to Lambda function URLs")."""
LET_IN = {
    ("cloudfront.amazonaws.com", WAYS[way][0], f"{way} of the distribution")
    for way in ("to its URL, signed", "by its URL")
}


def _function(configuration: str, invoked: str) -> Door:
    asks = list(_function_asks(invoked))
    contexts = {f"{way} {of}": {**WAYS[way][1], **SOURCES[of]} for way, of in product(WAYS, SOURCES)}
    right = [ask for ask in asks if ask.caller == "an administrator" or (ask.caller, ask.action, ask.context) in LET_IN]
    names = ("WebMayCallUrl", "WebMayCallFunction")
    document = policy(*(granted(made(MAIN, properties(name), configuration)) for name in names))
    return Door(document, tuple(asks), {**contexts, **SOURCES}, frozenset(right))


def _function_asks(invoked: str) -> Iterator[Ask]:
    for caller, (way, (action, _)), of in product(CALLERS, WAYS.items(), SOURCES):
        if caller == "cloudfront.amazonaws.com" or of == "of the distribution":
            yield Ask(caller, action, invoked, f"{way} {of}")
    for action in askable(FUNCTION)[FUNCTION]:
        way = "to its URL, signed " if action in OF_URLS else ""
        yield Ask("cloudfront.amazonaws.com", action, invoked, f"{way}of the distribution")


OF_URLS = {
    "lambda:AddPermission",
    "lambda:RemovePermission",
    *(f"lambda:{verb}FunctionUrlConfig" for verb in ("Create", "Delete", "Get", "Update")),
    "lambda:ListFunctionUrlConfigs",
}
"""The actions of which Lambda says how the URL authenticates (Service Authorization Reference)."""


KEYS = {
    "SourceArn": ("ArnLike", "aws:SourceArn"),
    "SourceAccount": ("StringEquals", "aws:SourceAccount"),
    "FunctionUrlAuthType": ("StringEquals", "lambda:FunctionUrlAuthType"),
    "InvokedViaFunctionUrl": ("Bool", "lambda:InvokedViaFunctionUrl"),
}
"""The condition that Lambda makes of a property of AWS::Lambda::Permission (API reference, AddPermission)."""


def granted(permission: Mapping[str, Any]) -> dict[str, Any]:
    """The statement that Lambda writes of an AWS::Lambda::Permission, with an operator for each condition."""
    who, name = permission["Principal"], permission["FunctionName"]
    conditions: dict[str, dict[str, str]] = {}
    for given in permission.keys() - {"Principal", "FunctionName", "Action"}:
        operator, key = KEYS[given]
        value = permission[given]
        conditions.setdefault(operator, {})[key] = str(value).lower() if isinstance(value, bool) else value
    return {
        "Sid": permission["Action"],
        "Effect": "Allow",
        "Principal": {"Service": who} if who.endswith(".amazonaws.com") else {"AWS": who},
        "Action": permission["Action"],
        "Resource": name if name.startswith("arn:") else FUNCTION,
        "Condition": conditions,
    }


def doors() -> Mapping[str, Door]:
    """Every policy of a resource that the templates have."""
    return {
        "the bucket": _bucket("BucketPolicy", "docs-bucket", DELEGATING),
        "the bucket of renditions": _bucket("RenditionBucketPolicy", "docs-renditions", set()),
        "the role": _trust(),
        "the function": _function("everything", FUNCTION),
        "the function's alias": _function("snapshots", f"{FUNCTION}:live"),
    }
