"""What the template's policies are asked, and what of it they are to allow: everything else is to be denied."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from tests.rights.decisions import CALLED_VIA, Question
from tests.template import ACCOUNT, REGION

_HERE = f"{REGION}:{ACCOUNT}"
KEY = f"arn:aws:kms:{_HERE}:key/11111111-2222-3333-4444-555555555555"
STORAGE_KEY = f"arn:aws:kms:{_HERE}:key/22222222-2222-3333-4444-555555555555"
TERMINOLOGY_KEY = f"arn:aws:kms:{_HERE}:key/33333333-2222-3333-4444-555555555555"
VALUES: Mapping[str, str] = {
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "Name": "docs",
    "TaggedPrefixes": "public/,forms/",
    "WebPrefixes": "web/",
    "TerminologyName": "legal",
    "KmsKeyArn": KEY,
    "StorageKmsKeyArn": STORAGE_KEY,
    "TerminologyKmsKeyArn": TERMINOLOGY_KEY,
    "TranslateRegion": "",
    "SupportingAccessPoint.Arn": f"arn:aws:s3:{_HERE}:accesspoint/docs-originals",
    "ObjectLambdaAccessPoint.Arn": f"arn:aws:s3-object-lambda:{_HERE}:accesspoint/docs",
    "Function.Arn": f"arn:aws:lambda:{_HERE}:function:docs",
    "Function.Alias": f"arn:aws:lambda:{_HERE}:function:docs:live",
    "FunctionLog.Arn": f"arn:aws:logs:{_HERE}:log-group:/aws/lambda/docs:*",
    "Bucket.Arn": "arn:aws:s3:::docs-bucket",
    "RenditionBucket.Arn": "arn:aws:s3:::docs-renditions",
    "MemoryTable.Arn": f"arn:aws:dynamodb:{_HERE}:table/docs-memory",
}
"""What the template's references are in a stack where everything is switched on."""
ANOTHER: Mapping[str, str] = {
    **VALUES,
    "Name": "docs-fr",
    "ObjectLambdaAccessPoint.Arn": f"arn:aws:s3-object-lambda:{_HERE}:accesspoint/docs-fr",
}
"""Those of access-point.yaml."""

_S3, _OLAP = f"arn:aws:s3:{_HERE}:accesspoint/", f"arn:aws:s3-object-lambda:{_HERE}:accesspoint/"
_FUNCTION, _LOG = f"arn:aws:lambda:{_HERE}:function:", f"arn:aws:logs:{_HERE}:log-group:/aws/lambda/"
_TERM, _TABLE = f"arn:aws:translate:{_HERE}:terminology/", f"arn:aws:dynamodb:{_HERE}:table/"

DIRECT: Mapping[str, Any] = {}


def _through(service: str) -> dict[str, str]:
    return {"kms:ViaService": f"{service}.{REGION}.amazonaws.com"}


DELEGATED = {"s3:DataAccessPointAccount": ACCOUNT}

ASKED: tuple[tuple[str, str, str], ...] = (
    ("s3", "GetObject GetObjectVersion PutObject DeleteObject", f"{_S3}docs-originals/object/public/a.txt"),
    ("s3", "GetObject GetObjectVersion PutObject DeleteObject", f"{_S3}docs-originals/object/private/a.txt"),
    ("s3", "GetObject GetObjectVersion PutObject", f"{_S3}docs-originals/object/web/a.txt"),
    ("s3", "GetObject PutObject", f"{_S3}another/object/public/a.txt"),
    ("s3", "ListBucket ListBucketVersions", f"{_S3}docs-originals"),
    ("s3", "ListBucket", f"{_S3}another"),
    ("s3", "GetObject PutObject", "arn:aws:s3:::docs-bucket/public/a.txt"),
    ("s3", "GetObject PutObject DeleteObject GetObjectAcl", "arn:aws:s3:::docs-renditions/renditions/a"),
    ("s3", "GetObject PutObject DeleteObject GetObjectAcl", "arn:aws:s3:::docs-renditions/claims/a"),
    ("s3", "GetObject PutObject DeleteObject", "arn:aws:s3:::docs-renditions/others/a"),
    ("s3", "GetObject PutObject DeleteObject", "arn:aws:s3:::another/claims/a"),
    ("s3", "ListBucket DeleteBucket", "arn:aws:s3:::docs-renditions"),
    ("s3", "ListBucket", "arn:aws:s3:::another"),
    ("s3-object-lambda", "GetObject GetObjectVersion PutObject WriteGetObjectResponse", f"{_OLAP}docs"),
    ("s3-object-lambda", "GetObject GetObjectVersion PutObject WriteGetObjectResponse", f"{_OLAP}docs-fr"),
    ("s3-object-lambda", "GetObject WriteGetObjectResponse", f"{_OLAP}another"),
    ("lambda", "InvokeFunction GetFunction", f"{_FUNCTION}docs"),
    ("lambda", "InvokeFunction", f"{_FUNCTION}docs:live"),
    ("lambda", "InvokeFunction", f"{_FUNCTION}another"),
    ("translate", "ListTerminologies", "*"),
    ("translate", "TranslateText GetTerminology DeleteTerminology", f"{_TERM}legal"),
    ("translate", "GetTerminology DeleteTerminology", f"{_TERM}legal/LATEST"),
    ("translate", "TranslateText GetTerminology", f"{_TERM}another"),
    ("comprehend", "DetectDominantLanguage DetectSentiment", "*"),
    ("logs", "CreateLogStream PutLogEvents DeleteLogStream", f"{_LOG}docs:log-stream:a"),
    ("logs", "PutLogEvents", f"{_LOG}another:log-stream:a"),
    ("dynamodb", "BatchGetItem BatchWriteItem Scan DeleteTable", f"{_TABLE}docs-memory"),
    ("dynamodb", "BatchGetItem BatchWriteItem", f"{_TABLE}another"),
    ("kms", "Decrypt Encrypt GenerateDataKey", KEY),
    ("kms", "Decrypt DescribeKey Encrypt GenerateDataKey ReEncryptFrom ScheduleKeyDeletion", STORAGE_KEY),
    ("kms", "Decrypt Encrypt", TERMINOLOGY_KEY),
    ("kms", "Decrypt", f"arn:aws:kms:{_HERE}:key/99999999-2222-3333-4444-555555555555"),
    # Names that begin like those of the stack.
    ("s3", "GetObject", f"{_S3}docs-originals-old/object/public/a.txt"),
    ("s3", "GetObject", f"{_S3}docs-originals-old/object/web/a.txt"),
    ("s3", "ListBucket", f"{_S3}docs-originals-old"),
    ("s3", "GetObject PutObject", "arn:aws:s3:::docs-renditions-old/renditions/a"),
    ("s3", "GetObject PutObject DeleteObject", "arn:aws:s3:::docs-renditions-old/claims/a"),
    ("s3", "ListBucket", "arn:aws:s3:::docs-renditions-old"),
    ("s3-object-lambda", "GetObject WriteGetObjectResponse", f"{_OLAP}docs-fr-old"),
    ("lambda", "InvokeFunction", f"{_FUNCTION}docs-old"),
    ("translate", "GetTerminology", f"{_TERM}legal-old"),
    ("logs", "PutLogEvents", f"{_LOG}docs-old:log-stream:a"),
    ("dynamodb", "BatchGetItem BatchWriteItem", f"{_TABLE}docs-memory-old"),
)
"""Actions of a service, and the resource that they are asked for."""


@dataclass(frozen=True)
class Probe:
    """One action on one resource, in a context."""

    action: str
    resource: str
    context: str

    def question(self, policy: Mapping[str, Any]) -> Question:
        """The probe, of a policy."""
        return Question(policy, self.action, self.resource, contexts(self.action)[self.context])


CONTEXTS: Mapping[str, Mapping[str, Mapping[str, Any]]] = {
    "": {"direct": DIRECT, "by Object Lambda": CALLED_VIA},
    "kms": {
        "direct": DIRECT,
        "by Object Lambda": {**CALLED_VIA, **_through("s3")},
        "by DynamoDB": _through("dynamodb"),
    },
}
"""The contexts that actions are asked in: those of KMS, and all others."""


def contexts(action: str) -> Mapping[str, Mapping[str, Any]]:
    """Those of one action."""
    return CONTEXTS["kms" if action.startswith("kms:") else ""]


PROBES = tuple(
    Probe(f"{service}:{action}", resource, context)
    for service, actions, resource in ASKED
    for action, context in product(actions.split(), contexts(f"{service}:"))
)


def allowed(table: Iterable[tuple[str, str, str]]) -> set[tuple[str, str, str]]:
    """The probes that a table of actions, resources and contexts (`any`, or one of them) means."""
    return {
        (action, resource, context)
        for actions, resources, told in table
        for action, resource in product(actions.split(), resources.split())
        for context in (contexts(action) if told == "any" else (told,))
    }


_PUBLIC, _PRIVATE = f"{_S3}docs-originals/object/public/a.txt", f"{_S3}docs-originals/object/private/a.txt"
_PUBLISHED = f"{_S3}docs-originals/object/web/a.txt"
_RENDITION, _CLAIM = "arn:aws:s3:::docs-renditions/renditions/a", "arn:aws:s3:::docs-renditions/claims/a"

ROLE = allowed(
    (
        ("s3:GetObject s3:GetObjectVersion", _PUBLIC, "any"),
        ("s3:GetObject", _PUBLISHED, "any"),
        ("s3:ListBucket", f"{_S3}docs-originals", "any"),
        ("s3-object-lambda:WriteGetObjectResponse", f"{_OLAP}docs", "any"),
        ("translate:TranslateText", f"{_TERM}legal {_TERM}another", "any"),
        ("comprehend:DetectDominantLanguage", "*", "any"),
        ("translate:GetTerminology", f"{_TERM}legal {_TERM}legal/LATEST", "any"),
        ("logs:CreateLogStream logs:PutLogEvents", f"{_LOG}docs:log-stream:a", "any"),
        ("s3:GetObject s3:PutObject", f"{_RENDITION} {_CLAIM}", "any"),
        ("s3:DeleteObject", _CLAIM, "any"),
        ("s3:ListBucket", "arn:aws:s3:::docs-renditions", "any"),
        ("dynamodb:BatchGetItem dynamodb:BatchWriteItem", f"{_TABLE}docs-memory", "any"),
        ("kms:Decrypt", KEY, "by Object Lambda"),
        ("kms:Decrypt", TERMINOLOGY_KEY, "any"),
        ("kms:Decrypt kms:GenerateDataKey", STORAGE_KEY, "by Object Lambda"),
        (
            "kms:Decrypt kms:DescribeKey kms:Encrypt kms:GenerateDataKey kms:ReEncryptFrom",
            STORAGE_KEY,
            "by DynamoDB",
        ),
    )
)
"""What the function may do (docs/how-to/permissions.md, "The function")."""

READER = allowed(
    (
        ("s3-object-lambda:GetObject s3-object-lambda:GetObjectVersion", f"{_OLAP}docs", "any"),
        ("lambda:InvokeFunction", f"{_FUNCTION}docs {_FUNCTION}docs:live", "by Object Lambda"),
        ("s3:GetObject s3:GetObjectVersion", f"{_PUBLIC} {_PRIVATE} {_PUBLISHED}", "by Object Lambda"),
        ("kms:Decrypt", KEY, "by Object Lambda"),
        ("s3:ListBucket", f"{_S3}docs-originals", "by Object Lambda"),
    )
)
"""What a reader may do, and only in calling the access point (docs/how-to/permissions.md, "Readers")."""

MORE_RIGHTS = allowed(
    (
        ("s3-object-lambda:WriteGetObjectResponse", f"{_OLAP}docs-fr", "any"),
        ("translate:GetTerminology", f"{_TERM}legal {_TERM}legal/LATEST", "any"),
    )
)
MORE_READERS = allowed((("s3-object-lambda:GetObject s3-object-lambda:GetObjectVersion", f"{_OLAP}docs-fr", "any"),))
"""The same of access-point.yaml."""
