"""The readers of the matrix: what their policies say, and of which object."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.rights.decisions import CALLED_VIA, Question
from tests.template import ACCOUNT, REGION

KEY = "private/plan.txt"
TAGGED = f"{KEY}#fr"
SUPPORTING = f"arn:aws:s3:{REGION}:{ACCOUNT}:accesspoint/lingopoint-originals"
OBJECTS = f"{SUPPORTING}/object/"
OBJECT_LAMBDA = f"arn:aws:s3-object-lambda:{REGION}:{ACCOUNT}:accesspoint/lingopoint"
FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:lingopoint"
KMS_KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
TAG = {"s3:ExistingObjectTag/class": "private"}
"""The original's tag. A key under which nothing is stored has none."""

GET = ("s3:GetObject", "s3:GetObjectVersion")

QUESTIONS: Mapping[str, tuple[str, str, Mapping[str, Any]]] = {
    "call": ("s3-object-lambda:GetObject", OBJECT_LAMBDA, {}),
    "call for a version": ("s3-object-lambda:GetObjectVersion", OBJECT_LAMBDA, {}),
    "invoke": ("lambda:InvokeFunction", FUNCTION, CALLED_VIA),
    "get the original": ("s3:GetObject", OBJECTS + KEY, CALLED_VIA | TAG),
    "get its version": ("s3:GetObjectVersion", OBJECTS + KEY, CALLED_VIA | TAG),
    "get the tagged key": ("s3:GetObject", OBJECTS + TAGGED, CALLED_VIA),
    "list": ("s3:ListBucket", SUPPORTING, CALLED_VIA),
    "decrypt": ("kms:Decrypt", KMS_KEY, CALLED_VIA),
}
"""What S3, Object Lambda, Lambda and KMS ask on the way of one request."""


@dataclass(frozen=True)
class Reader:
    """A reader whose policy lets call the access point and says `statements` of the originals.

    `versions` and `decrypts` say whether it goes for versions and for the key that the original is encrypted with.
    """

    says: str
    statements: Sequence[Mapping[str, Any]]
    invokes: bool = True
    decrypts: bool = True
    encrypted: bool = field(default=False)

    @property
    def policy(self) -> dict[str, Any]:
        """The whole policy."""
        way = [_statement(["s3-object-lambda:GetObject", "s3-object-lambda:GetObjectVersion"], OBJECT_LAMBDA)]
        way += [_via("lambda:InvokeFunction", FUNCTION)] if self.invokes else []
        way += [_via("kms:Decrypt", KMS_KEY)] if self.decrypts else []
        return {"Version": "2012-10-17", "Statement": [*way, *self.statements]}

    @property
    def questions(self) -> list[Question]:
        """Those of QUESTIONS, of this policy."""
        return [Question(self.policy, *question) for question in QUESTIONS.values()]


def _statement(action: object, resource: str, effect: str = "Allow", **condition: Mapping[str, str]) -> dict[str, Any]:
    said = {"Effect": effect, "Action": action, "Resource": resource}
    return {**said, "Condition": condition} if condition else said


def _via(action: object, resource: str) -> dict[str, Any]:
    condition = {"ForAnyValue:StringEquals": {"aws:CalledVia": "s3-object-lambda.amazonaws.com"}}
    return {**_statement(action, resource), "Condition": condition}


def _allow(keys: str) -> dict[str, Any]:
    return _via(list(GET), OBJECTS + keys)


def _deny(keys: str) -> dict[str, Any]:
    return _statement(list(GET), OBJECTS + keys, "Deny")


ALL, LIST = _allow("*"), _via("s3:ListBucket", SUPPORTING)
_BY_TAG = {
    **_statement(list(GET), OBJECTS + "*"),
    "Condition": {"StringEquals": {"s3:ExistingObjectTag/class": "public"}},
}
_NOT_BY_TAG = {
    **_statement(list(GET), OBJECTS + "*", "Deny"),
    "Condition": {"StringEquals": {"s3:ExistingObjectTag/class": "private"}},
}

READERS = (
    Reader("everything", [ALL, LIST]),
    Reader("the prefix `private/`", [_allow("private/*"), LIST]),
    Reader("another prefix, `public/`", [_allow("public/*"), LIST]),
    Reader("exactly this key", [_allow(KEY), LIST]),
    Reader("exactly another key", [_allow("private/other.txt"), LIST]),
    Reader("everything, Deny on exactly this key", [ALL, LIST, _deny(KEY)]),
    Reader("everything, Deny on this key with a trailing `*`", [ALL, LIST, _deny(f"{KEY}*")]),
    Reader("everything, Deny on the suffix `*.txt`", [ALL, LIST, _deny("*.txt")]),
    Reader("everything, Deny on the suffix `*.txt*`", [ALL, LIST, _deny("*.txt*")]),
    Reader("everything, Deny on the prefix `private/*`", [ALL, LIST, _deny("private/*")]),
    Reader("objects with the tag `class=public`", [_BY_TAG, LIST]),
    Reader("everything, Deny on the tag `class=private`", [ALL, LIST, _NOT_BY_TAG]),
    Reader("everything, but no `kms:Decrypt` for its key", [ALL, LIST], decrypts=False, encrypted=True),
    Reader("everything, and `kms:Decrypt` for its key", [ALL, LIST], encrypted=True),
    Reader("everything, but no versions", [_via("s3:GetObject", OBJECTS + "*"), LIST]),
    Reader("`s3:ListBucket` alone", [LIST]),
    Reader("everything, but no `s3:ListBucket`", [ALL]),
    Reader("nothing of the originals", []),
    Reader("everything, but not to invoke the function", [ALL, LIST], invokes=False),
)
"""The object is `private/plan.txt`, its tag `class=private`; nothing is stored under `private/plan.txt#fr`."""
