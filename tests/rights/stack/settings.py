"""What else of the templates decides who may read: resources, their properties, and values that are no policies."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

Template = Mapping[str, Any]
_NO_VALUE = {"Ref": "AWS::NoValue"}
_PRIVATE = {"BlockPublicAcls": True, "BlockPublicPolicy": True, "IgnorePublicAcls": True, "RestrictPublicBuckets": True}
_OWNED = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}

RESOURCES: Mapping[str, str] = {
    "Bucket": "BucketEncryption OwnershipControls PublicAccessBlockConfiguration",
    "BucketPolicy": "Bucket PolicyDocument",
    "RenditionBucket": "BucketEncryption LifecycleConfiguration OwnershipControls PublicAccessBlockConfiguration",
    "RenditionBucketPolicy": "Bucket PolicyDocument",
    "MemoryTable": (
        "AttributeDefinitions BillingMode KeySchema PointInTimeRecoverySpecification SSESpecification "
        "TimeToLiveSpecification"
    ),
    "SupportingAccessPoint": "Bucket PublicAccessBlockConfiguration",
    "ObjectLambdaAccessPoint": "Name ObjectLambdaConfiguration",
    "Function": (
        "Architectures AutoPublishAlias CodeUri Description Environment FunctionName Handler LoggingConfig MemorySize "
        "ReservedConcurrentExecutions Role Runtime SnapStart Timeout VersionDeletionPolicy VersionDescription"
    ),
    "SettingsDigest": (
        "AutoPublishAlias Description FunctionName Handler InlineCode Role Runtime VersionDeletionPolicy"
    ),
    "FunctionLog": "LogGroupName RetentionInDays",
    "FunctionRole": "AssumeRolePolicyDocument Policies",
    "WebUrl": "AuthType InvokeMode Qualifier TargetFunctionArn",
    "WebMayCallUrl": "Action FunctionName FunctionUrlAuthType Principal SourceArn",
    "WebMayCallFunction": "Action FunctionName InvokedViaFunctionUrl Principal SourceArn",
    "WebOriginAccess": "OriginAccessControlConfig",
    "WebCachePolicy": "CachePolicyConfig",
    "WebHeaders": "ResponseHeadersPolicyConfig",
    "WebDistribution": "DistributionConfig",
    "WebEdge": "AutoPublish FunctionCode FunctionConfig Name",
    "ReaderPolicy": "Description PolicyDocument",
}
"""Every resource of template.yaml and its properties.

One more (a policy of the access point, a replication, events, another URL) can let somebody in: whoever adds it says
here that it does not, or in `doors.py` whom it lets in.
"""
MORE_RESOURCES: Mapping[str, str] = {
    "ObjectLambdaAccessPoint": "Name ObjectLambdaConfiguration",
    "FunctionRights": "PolicyDocument PolicyName Roles",
    "ReaderPolicy": "Description PolicyDocument",
}
"""The same of access-point.yaml."""

VALUES: Mapping[str, tuple[Any, str]] = {
    "Bucket.PublicAccessBlockConfiguration": (_PRIVATE, "the originals are nobody's by an ACL or a public policy"),
    "Bucket.OwnershipControls": (_OWNED, "no ACL lets anybody in"),
    "RenditionBucket.PublicAccessBlockConfiguration": (
        _PRIVATE,
        "translations are nobody's by an ACL or a public policy",
    ),
    "RenditionBucket.OwnershipControls": (_OWNED, "no ACL lets anybody in"),
    "SupportingAccessPoint.PublicAccessBlockConfiguration": (_PRIVATE, "what the bucket delegates to is not public"),
    "Function.Role": ({"Fn::GetAtt": ["FunctionRole", "Arn"]}, "the function has the role whose rights are told"),
    "WebUrl.AuthType": ("AWS_IAM", "the URL is for signed calls alone"),
    "WebOriginAccess.OriginAccessControlConfig.SigningBehavior": ("always", "no signature of a viewer is handed on"),
    "WebOriginAccess.OriginAccessControlConfig.SigningProtocol": ("sigv4", "the URL takes no other"),
    "WebDistribution.DistributionConfig.Origins.0.OriginAccessControlId": (
        {"Ref": "WebOriginAccess"},
        "calls are signed",
    ),
    "WebDistribution.DistributionConfig.Origins.0.CustomOriginConfig.OriginProtocolPolicy": (
        "https-only",
        "nothing in clear",
    ),
    "WebDistribution.DistributionConfig.DefaultCacheBehavior.AllowedMethods": (["GET", "HEAD"], "nobody writes"),
    "WebDistribution.DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy": (
        "redirect-to-https",
        "nothing in clear",
    ),
    "WebDistribution.DistributionConfig.DefaultCacheBehavior.TrustedKeyGroups": (
        {"Fn::If": ["HasWebKeyGroup", [{"Ref": "WebKeyGroup"}], _NO_VALUE]},
        "with a key group only who has a signature reads",
    ),
    "WebHeaders.ResponseHeadersPolicyConfig.CorsConfig.Fn::If.1.AccessControlAllowCredentials": (
        False,
        "no script of another origin reads with a reader's cookies",
    ),
}
"""Values that keep somebody out, by their paths in template.yaml, and what each is for."""


def at(template: Template, path: str) -> Any:
    """The value at `RESOURCE.PROPERTY. ...`, of lists by number; None where there is none."""
    name, *keys = path.split(".")
    found: Any = template["Resources"].get(name, {}).get("Properties", {})
    for key in keys:
        found = found[int(key)] if isinstance(found, list) else found.get(key)
        if found is None:
            return None
    return found


def complaints(template: Template, resources: Mapping[str, str], values: Mapping[str, tuple[Any, str]]) -> list[str]:
    """What a template has that nobody has looked at, and which of its values are other ones."""
    unknown = [f"{name} is looked at by nobody" for name in _properties(template) - _told(resources)]
    return unknown + [
        f"not true of {path}: {why}" for path, (value, why) in values.items() if at(template, path) != value
    ]


def _properties(template: Template) -> set[str]:
    every = template["Resources"].items()
    return {f"{name}.{each}" for name, resource in every for each in ("", *resource["Properties"])}


def _told(resources: Mapping[str, str]) -> set[str]:
    return {f"{name}.{each}" for name, properties in resources.items() for each in ("", *properties.split())}


def leaves(value: Any, path: str) -> Iterator[str]:
    """The paths of the values inside a value, itself included."""
    yield path
    for key, each in (
        value.items() if isinstance(value, Mapping) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from leaves(each, f"{path}.{key}")


def parameters(template: Template, *parts: Any) -> list[str]:
    """The parameters that stand in parts of a template."""
    text = json.dumps(parts)
    return [name for name in template["Parameters"] if f'"Ref": "{name}"' in text or f"${{{name}}}" in text]
