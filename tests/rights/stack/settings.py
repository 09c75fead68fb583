"""What else of the templates decides who may read, and is no policy: each value with what it is for.

The expectation (`expectation.py`) has every value; these are the ones that nobody is to write anew without a thought.
"""

import json
from collections.abc import Mapping
from typing import Any

from tests.rights.stack.parameters import Template

Values = Mapping[str, tuple[Any, str]]
_NO_VALUE = {"Ref": "AWS::NoValue"}
_PRIVATE = {"BlockPublicAcls": True, "BlockPublicPolicy": True, "IgnorePublicAcls": True, "RestrictPublicBuckets": True}
_OWNED = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}

VALUES: Values = {
    "Transform": ("AWS::Serverless-2016-10-31", "no macro makes another template of it"),
    "Globals": (None, "nothing is said of all functions at once, of which SAM could make a URL for everybody"),
    "Parameters.FrontDoor.Default": ("object-lambda", "nobody has a website who did not ask for one"),
    "Parameters.WebPrefixes.Default": ("", "nothing is published that is not named"),
    "Parameters.WebCorsOrigins.Default": ("", "no script of another origin reads"),
    "Parameters.CallerCheck.Default": ("tagged", "the caller is asked about"),
    "Resources.RenditionBucketPolicy.Condition": ("KeepsRenditions", "the bucket never is without its policy"),
    "Resources.BucketPolicy.Condition": ("MakesBucket", "the bucket never is without its policy"),
    "Resources.WebUrl.Condition": ("HasWeb", "the function has no URL that nobody asked for"),
    "BucketPolicy.Bucket": ({"Ref": "Bucket"}, "the policy is that of the originals"),
    "RenditionBucketPolicy.Bucket": ({"Ref": "RenditionBucket"}, "the policy is that of the translations"),
    "SupportingAccessPoint.Policy": (None, "the access point lets nobody in by itself"),
    "FunctionRole.ManagedPolicyArns": (None, "the role has the rights that are told, and no others"),
    "ReaderPolicy.Users": (None, "who reads is for the owner to say"),
    "ReaderPolicy.Groups": (None, "who reads is for the owner to say"),
    "ReaderPolicy.Roles": (None, "who reads is for the owner to say"),
    "MemoryTable.SSESpecification.SSEEnabled": (True, "texts are under a key of this account"),
    "ObjectLambdaAccessPoint.ObjectLambdaConfiguration.TransformationConfigurations.0.Actions": (
        ["GetObject", "HeadObject"],
        "no answer goes by the function",
    ),
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
    "WebCachePolicy.CachePolicyConfig.ParametersInCacheKeyAndForwardedToOrigin.HeadersConfig": (
        {"HeaderBehavior": "none"},
        "no reader sends settings as the website's",
    ),
    "WebDistribution.DistributionConfig.DefaultCacheBehavior.OriginRequestPolicyId": (
        None,
        "no reader sends settings as the website's",
    ),
    "WebDistribution.DistributionConfig.Logging": (None, "what readers ask for is written down nowhere"),
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
"""Values of template.yaml that keep somebody out, by their paths, and what each is for; None is nothing at all."""

MORE_VALUES: Values = {
    "Transform": (None, "nothing makes another template of it"),
    "Parameters.CallerCheck.Default": ("strict", "only the caller's own right opens an original"),
    "FunctionRights.Roles": ([{"Ref": "FunctionRoleName"}], "the rights are the function's alone"),
    "ReaderPolicy.Users": (None, "who reads is for the owner to say"),
    "ReaderPolicy.Groups": (None, "who reads is for the owner to say"),
    "ReaderPolicy.Roles": (None, "who reads is for the owner to say"),
    "ObjectLambdaAccessPoint.ObjectLambdaConfiguration.SupportingAccessPoint": (
        {"Ref": "SupportingAccessPointArn"},
        "readers' rights to originals are those of the main stack",
    ),
}
"""The same of access-point.yaml."""


def at(template: Template, path: str) -> Any:
    """The value at `RESOURCE.PROPERTY. ...` or `SECTION. ...`, of lists by number; None where there is none."""
    resource = template["Resources"].get(path.partition(".")[0])
    found: Any = template if resource is None else resource["Properties"]
    for key in path.split(".")[0 if resource is None else 1 :]:
        found = found[int(key)] if isinstance(found, list) else found.get(key)
        if found is None:
            return None
    return found


def complaints(template: Template, values: Values) -> list[str]:
    """Which values of a template are other ones."""
    return [f"not true of {path}: {why}" for path, (value, why) in values.items() if at(template, path) != value]


def parameters(template: Template, *parts: Any) -> list[str]:
    """The parameters that stand in parts of a template."""
    text = json.dumps(parts)
    return [name for name in template["Parameters"] if f'"Ref": "{name}"' in text or f"${{{name}}}" in text]
