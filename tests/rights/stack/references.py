"""What the templates' references are in a stack, and what each of its parameters switches on."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tests.build.resolved import Resolved
from tests.support import ROOT
from tests.template import ACCOUNT, REGION, Stack, load

Document = dict[str, Any]

HERE = f"{REGION}:{ACCOUNT}"
KEY = f"arn:aws:kms:{HERE}:key/11111111-2222-3333-4444-555555555555"
STORAGE_KEY = f"arn:aws:kms:{HERE}:key/22222222-2222-3333-4444-555555555555"
TERMINOLOGY_KEY = f"arn:aws:kms:{HERE}:key/33333333-2222-3333-4444-555555555555"
ORIGINALS = f"arn:aws:s3:{HERE}:accesspoint/docs-originals"
DISTRIBUTION = f"arn:aws:cloudfront::{ACCOUNT}:distribution/E1DOCS"
FUNCTION = f"arn:aws:lambda:{HERE}:function:docs"
ELSEWHERE = "eu-west-1"

RESOURCES: Mapping[str, str] = {
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "SupportingAccessPoint.Arn": ORIGINALS,
    "ObjectLambdaAccessPoint.Arn": f"arn:aws:s3-object-lambda:{HERE}:accesspoint/docs",
    "Function": "docs",
    "Function.Arn": FUNCTION,
    "Function.Alias": f"{FUNCTION}:live",
    "FunctionLog.Arn": f"arn:aws:logs:{HERE}:log-group:/aws/lambda/docs:*",
    "Bucket.Arn": "arn:aws:s3:::docs-bucket",
    "RenditionBucket.Arn": "arn:aws:s3:::docs-renditions",
    "MemoryTable.Arn": f"arn:aws:dynamodb:{HERE}:table/docs-memory",
    "WebDistribution": DISTRIBUTION.rpartition("/")[2],
}
"""What the main template's references to resources and to AWS are."""
EVERYTHING: Mapping[str, str] = {
    "Name": "docs",
    "FrontDoor": "both",
    "TaggedPrefixes": "public/,forms/",
    "WebPrefixes": "web/,site/",
    "TerminologyName": "legal",
    "TranslateRegion": "",
    "KmsKeyArn": KEY,
    "StorageKmsKeyArn": STORAGE_KEY,
    "TerminologyKmsKeyArn": TERMINOLOGY_KEY,
}
"""The parameters of a stack where everything is switched on."""


class Configuration(NamedTuple):
    """A stack by what its parameters are instead of EVERYTHING, and what it is without for that (`Right.needs`)."""

    parameters: Mapping[str, str]
    without: frozenset[str]


def _without(what: str, **parameters: str) -> Configuration:
    third = [] if "more/" in parameters.get("TaggedPrefixes", "") else ["third"]
    return Configuration(parameters, frozenset([*what.split(), *third]))


CONFIGURATIONS: Mapping[str, Configuration] = {
    "everything": _without("elsewhere all-keys"),
    "no Object Lambda": _without("elsewhere all-keys object-lambda", FrontDoor="web"),
    "no web": _without("elsewhere all-keys web", FrontDoor="object-lambda", WebPrefixes=""),
    "every key by tag": _without("elsewhere prefixes", TaggedPrefixes=""),
    "one prefix of each": _without("elsewhere all-keys second", TaggedPrefixes="public/", WebPrefixes="web/"),
    "three prefixes of each": _without(
        "elsewhere all-keys", TaggedPrefixes="public/,forms/,more/", WebPrefixes="web/,site/,pages/"
    ),
    "no renditions": _without("elsewhere all-keys renditions", StoreRenditions="off"),
    "no memory": _without("elsewhere all-keys memory", TranslationMemory="off"),
    "no terminology": _without("elsewhere all-keys terminology", TerminologyName=""),
    "no key of the terminology": _without("elsewhere all-keys terminology-key", TerminologyKmsKeyArn=""),
    "no detection": _without("elsewhere all-keys detection", SourceLanguage="en"),
    "no key of the originals": _without("elsewhere all-keys key", KmsKeyArn=""),
    "no key of what is kept": _without("elsewhere all-keys storage-key", StorageKmsKeyArn=""),
    "translated elsewhere": _without("here all-keys", TranslateRegion=ELSEWHERE),
    "snapshots": _without("elsewhere all-keys", SnapStart="on"),
}


def made(template: Mapping[str, Any], document: Any, configuration: str = "everything", **more: str) -> Any:
    """A part of the main template in a stack, which may have `more` parameters of its own."""
    parameters = {**EVERYTHING, **CONFIGURATIONS[configuration].parameters, **more}
    resolved = Resolved(dict(template), **parameters)
    conditions = {name: resolved.holds(name) for name in template["Conditions"]}
    return Stack({**RESOURCES, **parameters}, conditions).made(document)


FOR_RIGHTS = {*EVERYTHING, *(name for each in CONFIGURATIONS.values() for name in each.parameters)}
"""The parameters that policies depend on. No other may be in one."""

ANOTHER: Mapping[str, str] = {
    "AWS::Partition": "aws",
    "AWS::Region": REGION,
    "AWS::AccountId": ACCOUNT,
    "Name": "docs-fr",
    "TerminologyName": "legal",
    "ObjectLambdaAccessPoint.Arn": f"arn:aws:s3-object-lambda:{HERE}:accesspoint/docs-fr",
}
"""What access-point.yaml's references are."""


def made_of_another(template: Mapping[str, Any], document: Any) -> Any:
    """A part of access-point.yaml, with everything switched on."""
    return Stack(ANOTHER, dict.fromkeys(template["Conditions"], True)).made(document)


MAIN, MORE = load(), load(ROOT / "access-point.yaml")


def properties(name: str, template: Mapping[str, Any] = MAIN) -> Any:
    """The properties of a resource, as they are written."""
    return template["Resources"][name]["Properties"]
