"""Whom the buckets and the function let in by themselves, whatever the caller's own rights are."""

from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from lingopoint_cli.doctor.access.policies import Grant, Statement, canonical, missing, statements
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, code_of, differs, failed, ok
from lingopoint_cli.doctor.world import World

BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
_NONE = {
    *("NoSuchPublicAccessBlockConfiguration", "NoSuchBucketPolicy", "NoSuchAccessPointPolicy"),
    "ResourceNotFoundException",
}
"""How AWS says that there is no such setting."""
_ORIGINALS, _RENDITIONS, _POINT = "the bucket of originals", "the bucket of translations", "the access point"


def public_access(world: World) -> Finding:
    """The blocks of public access, of the buckets and of the access point before the originals."""
    lacking = [f"{name} lacks {', '.join(off)}" for name, off in _unblocked(world) if off]
    if lacking and world.parameter("ExistingBucket") and all(each.startswith(_ORIGINALS) for each in lacking):
        return differs(f"{'; '.join(lacking)}; it is ExistingBucket, and yours to say")
    return failed("; ".join(lacking)) if lacking else ok("blocked")


def _unblocked(world: World) -> Iterator[tuple[str, list[str]]]:
    for name, bucket in _buckets(world):
        yield name, _off(_found(world.connect("s3").get_public_access_block, Bucket=bucket))
    yield _POINT, _off(world.connect("s3control").get_access_point(**_point(world)))


def _off(answer: Any) -> list[str]:
    blocks = (answer or {}).get("PublicAccessBlockConfiguration", {})
    return [name for name in BLOCKS if not blocks.get(name)]


def _buckets(world: World) -> Iterator[tuple[str, str]]:
    yield _ORIGINALS, world.output("BucketName")
    if world.on("StoreRenditions"):
        yield _RENDITIONS, world.output("RenditionBucketName")


def _point(world: World) -> dict[str, str]:
    name = world.output("SupportingAccessPointArn").rpartition("/")[2]
    return {"AccountId": world.account, "Name": name}


def _found(operation: Any, **about: str) -> Any:
    """What there is of a setting; None where there is none. Raises botocore's errors."""
    try:
        return operation(**about)
    except ClientError as error:
        if code_of(error) in _NONE:
            return None
        raise


def bucket_policies(world: World) -> Finding:
    """The policies of the buckets and of the access point: the delegation, TLS alone, and nobody else."""
    wrong = list(_wrong_policies(world))
    policy = _found(world.connect("s3control").get_access_point_policy, **_point(world))
    wrong += [f"{_POINT} has a policy of its own"] if policy else []
    return failed("; ".join(wrong)) if wrong else ok("as the stack made them")


def _wrong_policies(world: World) -> Iterator[str]:
    for name, bucket in _buckets(world):
        answer = _found(world.connect("s3").get_bucket_policy, Bucket=bucket)
        found = statements(answer["Policy"]) if answer else []
        arn, is_of_originals = world.bucket_arn(bucket), name == _ORIGINALS
        if is_of_originals and world.parameter("ExistingBucket"):
            wrong = _wrong_of_the_owners(found, arn, world.account)
        else:
            wanted = [*([_delegation(arn, world.account)] if is_of_originals else []), _tls_only(arn)]
            wrong = _wrong_of_the_stacks(found, wanted)
        yield from (f"{name} {each}" for each in wrong)


def _wrong_of_the_stacks(found: list[Statement], wanted: list[Statement]) -> Iterator[str]:
    there, needed = {canonical(each) for each in found}, {canonical(each) for each in wanted}
    if lacking := [each for each in wanted if canonical(each) not in there]:
        yield f"lacks {' and '.join(_what(each) for each in lacking)}"
    if more := there - needed:
        yield f"has {len(more)} statements of others"


def _wrong_of_the_owners(found: list[Statement], bucket: str, account: str) -> Iterator[str]:
    """A bucket that was there before may let in whom its owner names, but not everybody."""
    wanted = _delegation(bucket, account)
    to_all = [each for each in found if each["Effect"] == "Allow" and each.get("Principal") in _EVERYBODY]
    delegating = [each for each in to_all if each.get("Condition") == wanted["Condition"]]
    needed = Grant(tuple(wanted["Action"][:1]), (wanted["Resource"][1],), wanted["Condition"])
    if missing([needed], delegating):
        yield f"lacks {_what(wanted)}"
    if more := [each for each in to_all if each not in delegating]:
        yield f"lets in everybody by {len(more)} statements"


_EVERYBODY: tuple[Any, ...] = ("*", {"AWS": "*"}, {"AWS": ["*"]}, None)
"""Everybody; and everybody but some, where it is `NotPrincipal`."""


def _what(statement: Statement) -> str:
    return "TLS alone" if statement["Effect"] == "Deny" else "the delegation to access points"


def _delegation(bucket: str, account: str) -> Statement:
    return {
        "Effect": "Allow",
        "Principal": {"AWS": "*"},
        "Action": ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"],
        "Resource": [bucket, f"{bucket}/*"],
        "Condition": {"StringEquals": {"s3:DataAccessPointAccount": account}},
    }


def _tls_only(bucket: str) -> Statement:
    return {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [bucket, f"{bucket}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }


def function_url(world: World) -> Finding:
    """URLs of the function: for signed calls, and only where there is a website."""
    listed = world.connect("lambda").list_function_url_configs(FunctionName=world.output("FunctionArn"))
    urls = listed["FunctionUrlConfigs"]
    if any(each["AuthType"] != "AWS_IAM" for each in urls):
        return failed("everybody may call it, without a signature")
    if len(urls) != int(world.has_web):
        return failed(f"there are {len(urls)}, and FrontDoor says {int(world.has_web)}")
    return ok("for signed calls" if urls else "none, as FrontDoor says")


def function_policy(world: World) -> Finding:
    """Who may call the function without a right of their own: CloudFront, for the stack's distribution."""
    get_policy, function = world.connect("lambda").get_policy, world.output("FunctionArn")
    answers = [_found(get_policy, FunctionName=function, **about) for about in ({}, {"Qualifier": "live"})]
    found = [canonical(_anywhere(each)) for answer in answers if answer for each in statements(answer["Policy"])]
    wanted = {canonical(each) for each in _invocations(world)}
    if more := [each for each in found if each not in wanted]:
        return failed(f"{len(more)} statements let in others")
    if lacking := wanted - {*found}:
        return failed(f"CloudFront lacks {len(lacking)} of its {len(wanted)} rights")
    return ok("CloudFront alone, for the website" if wanted else "nobody")


def _anywhere(statement: Statement) -> Statement:
    return {name: each for name, each in statement.items() if name != "Resource"}


def _invocations(world: World) -> Iterator[Statement]:
    """What Lambda makes of the template's permissions (API reference, AddPermission)."""
    if not world.has_web:
        return
    partition = world.bucket_arn("").split(":")[1]
    distribution = f"arn:{partition}:cloudfront::{world.account}:distribution/{world.output('WebDistributionId')}"
    for action, condition in (
        ("lambda:InvokeFunctionUrl", {"StringEquals": {"lambda:FunctionUrlAuthType": "AWS_IAM"}}),
        ("lambda:InvokeFunction", {"Bool": {"lambda:InvokedViaFunctionUrl": "true"}}),
    ):
        yield {
            "Effect": "Allow",
            "Principal": {"Service": "cloudfront.amazonaws.com"},
            "Action": action,
            "Condition": {"ArnLike": {"AWS:SourceArn": distribution}, **condition},
        }


_AGAIN = "Deploy the template again, unchanged; what was added by hand has to be taken away by hand."

CHECKS = (
    Check(
        "rights.public access",
        "Can no ACL and no policy make the buckets public?",
        "One wrong policy or ACL is enough, and everybody reads originals or translations.",
        "Block all public access of them again (S3 console, Permissions), or of the whole account.",
        public_access,
    ),
    Check(
        "rights.bucket policy",
        "Do the policies of the buckets let in by access points alone, and by TLS?",
        "Without the delegation nobody reads; what else they allow goes past every check of Lingopoint's.",
        _AGAIN,
        bucket_policies,
    ),
    Check(
        "rights.function url",
        "Is the function's URL, if it has one, for signed calls alone?",
        "Everybody may call the function past CloudFront, and so past its key group, its cache and its headers.",
        "Set the URL's authentication to AWS_IAM again, or deploy the template again.",
        function_url,
    ),
    Check(
        "rights.function policy",
        "Does the function's policy let in CloudFront alone?",
        "Others call the function as if they were the website; or the website answers 403.",
        _AGAIN,
        function_policy,
    ),
)
