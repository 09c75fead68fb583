"""What the templates' policies are to allow (docs/how-to/permissions.md): everything else is to be denied."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.rights.decisions import CALLED_VIA
from tests.rights.stack.references import ELSEWHERE, FUNCTION, HERE, KEY, ORIGINALS, STORAGE_KEY, TERMINOLOGY_KEY
from tests.template import ACCOUNT, REGION

Contexts = Mapping[str, Mapping[str, Any]]


def _called_via(service: str) -> Mapping[str, Any]:
    return {"aws:CalledVia": [service]}


def _via_service(service: str) -> Mapping[str, Any]:
    return {"kms:ViaService": service}


CONTEXTS: Contexts = {
    "direct": {},
    "by Object Lambda": CALLED_VIA,
    "by AWS CloudFormation": _called_via("cloudformation.amazonaws.com"),
    "by Amazon Athena": _called_via("athena.amazonaws.com"),
    "by AWS Service Catalog": _called_via("servicecatalog-appregistry.amazonaws.com"),
    "by S3": _called_via("s3.amazonaws.com"),
    "by Object Lambda elsewhere": _called_via("s3-object-lambda.amazonaws.com.cn"),
}
"""How an action is called, of every service but KMS."""
KMS_CONTEXTS: Contexts = {
    "direct": {},
    "through S3": {**CALLED_VIA, **_via_service(f"s3.{REGION}.amazonaws.com")},
    "through DynamoDB": _via_service(f"dynamodb.{REGION}.amazonaws.com"),
    "through S3 in another Region": _via_service(f"s3.{ELSEWHERE}.amazonaws.com"),
    "through S3 in another Region nearby": _via_service("s3.us-west-1.amazonaws.com"),
    "through DynamoDB in another Region": _via_service(f"dynamodb.{ELSEWHERE}.amazonaws.com"),
    "through Amazon EC2": _via_service(f"ec2.{REGION}.amazonaws.com"),
    "through S3 on Outposts": _via_service(f"s3-outposts.{REGION}.amazonaws.com"),
    "through S3 of another domain": _via_service(f"s3.{REGION}.amazonaws.com.cn"),
    "through DynamoDB of another domain": _via_service(f"dynamodb.{REGION}.amazonaws.com.cn"),
    "through AWS DMS": _via_service(f"dms.{REGION}.amazonaws.com"),
}
"""How an action of KMS is called."""
USUAL = ("direct", "by Object Lambda", "through S3", "through DynamoDB")


def contexts(action: str) -> Contexts:
    """Those of one action. One of KMS is KMS's own, and never through a service."""
    return KMS_CONTEXTS if action.startswith("kms:") and action != "kms:SynchronizeMultiRegionKey" else CONTEXTS


@dataclass(frozen=True)
class Right:
    """Actions on resources, separated by spaces, `*` for anything behind; in one context (`via`) or in every.

    `needs` is what a stack must not be without (`Configuration`).
    """

    actions: str
    resources: str
    via: str = ""
    needs: str = ""

    def covers(self, action: str, resource: str, context: str) -> bool:
        """Whether it is this right."""
        return action in self._actions and self.via in ("", context) and self._pattern.fullmatch(resource) is not None

    def holds(self, without: frozenset[str]) -> bool:
        """Whether it is there in a stack without some of what there is."""
        return not without & set(self.needs.split())

    @cached_property
    def _actions(self) -> frozenset[str]:
        return frozenset(self.actions.split())

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(re.escape(each).replace(r"\*", ".*") for each in self.resources.split()))


OLAP = f"arn:aws:s3-object-lambda:{HERE}:accesspoint/docs"
LOG = f"arn:aws:logs:{HERE}:log-group:/aws/lambda/docs"
TABLE = f"arn:aws:dynamodb:{HERE}:table/docs-memory"
RENDITIONS = "arn:aws:s3:::docs-renditions"


def terminology(region: str) -> str:
    """The terminology under both of its names."""
    name = f"arn:aws:translate:{region}:{ACCOUNT}:terminology/legal"
    return f"{name} {name}/*"


_GET, _CALL = "s3:GetObject s3:GetObjectVersion", "s3-object-lambda:GetObject s3-object-lambda:GetObjectVersion"
_DATA_KEYS = (
    "kms:GenerateDataKey kms:GenerateDataKeyPair kms:GenerateDataKeyPairWithoutPlaintext "
    "kms:GenerateDataKeyWithoutPlaintext kms:ReEncryptFrom kms:ReEncryptTo"
)

ROLE = (
    Right(_GET, f"{ORIGINALS}/object/public/*", needs="object-lambda prefixes"),
    Right(_GET, f"{ORIGINALS}/object/forms/*", needs="object-lambda prefixes second"),
    Right(_GET, f"{ORIGINALS}/object/more/*", needs="object-lambda prefixes third"),
    Right(_GET, f"{ORIGINALS}/object/*", needs="object-lambda all-keys"),
    Right("s3:GetObject", f"{ORIGINALS}/object/web/*", needs="web"),
    Right("s3:GetObject", f"{ORIGINALS}/object/site/*", needs="web second"),
    Right("s3:GetObject", f"{ORIGINALS}/object/pages/*", needs="web third"),
    Right("s3:ListBucket", ORIGINALS),
    Right("s3-object-lambda:WriteGetObjectResponse", OLAP, needs="object-lambda"),
    Right("translate:TranslateText", "*"),
    Right("comprehend:DetectDominantLanguage", "*", needs="detection"),
    Right("translate:GetTerminology", terminology(REGION), needs="terminology here"),
    Right("translate:GetTerminology", terminology(ELSEWHERE), needs="terminology elsewhere"),
    Right("logs:CreateLogStream logs:PutLogEvents", f"{LOG}:*"),
    Right("s3:GetObject s3:PutObject", f"{RENDITIONS}/renditions/* {RENDITIONS}/claims/*", needs="renditions"),
    Right("s3:DeleteObject", f"{RENDITIONS}/claims/*", needs="renditions"),
    Right("s3:ListBucket", RENDITIONS, needs="renditions"),
    Right("dynamodb:BatchGetItem dynamodb:BatchWriteItem", TABLE, needs="memory"),
    Right("kms:Decrypt", KEY, "through S3", needs="key"),
    Right("kms:Decrypt", TERMINOLOGY_KEY, needs="terminology terminology-key"),
    Right("kms:Decrypt kms:GenerateDataKey", STORAGE_KEY, "through S3", needs="renditions storage-key"),
    Right(
        f"kms:Decrypt kms:DescribeKey kms:Encrypt {_DATA_KEYS}",
        STORAGE_KEY,
        "through DynamoDB",
        needs="memory storage-key",
    ),
)
"""What the function may do (docs/how-to/permissions.md, "The function")."""

READER = (
    Right(_CALL, OLAP, needs="object-lambda"),
    Right("lambda:InvokeFunction", f"{FUNCTION} {FUNCTION}:*", "by Object Lambda", needs="object-lambda"),
    Right(_GET, f"{ORIGINALS}/object/*", "by Object Lambda", needs="object-lambda"),
    Right("s3:ListBucket", ORIGINALS, "by Object Lambda", needs="object-lambda"),
    Right("kms:Decrypt", KEY, "through S3", needs="object-lambda key"),
)
"""What a reader may do, and only in calling the access point (docs/how-to/permissions.md, "Readers")."""

MORE_RIGHTS = (
    Right("s3-object-lambda:WriteGetObjectResponse", f"{OLAP}-fr"),
    Right("translate:GetTerminology", terminology("*")),
)
MORE_READERS = (Right(_CALL, f"{OLAP}-fr"),)
"""The same of access-point.yaml, which does not know the Region that translates."""
