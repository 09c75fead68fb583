"""What S3 tells a caller who may list and not read: on that rests `CallerCheck=tagged`."""

import json
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from lingopoint_cli.doctor import documents
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, UnknownError, code_of, differs, failed, ok
from lingopoint_cli.doctor.world import World

_NAME = "lingopoint-doctor"
_SECONDS = 900
_UNSURE = "the answers do not say which CallerCheck is sound"


def list_only(access_point: str) -> str:
    """A session policy: ListBucket on an access point, and nothing else."""
    statement = {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": access_point}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def missing_key(world: World) -> Finding:
    """What is answered to a caller with ListBucket only, for a key that is not there."""
    world.skip_local("it checks no policies")
    access_point = world.output("SupportingAccessPointArn")
    caller = world.temporary(_credentials(world, list_only(access_point)))
    key = documents.text(world).key
    there, absent = _asked(caller, access_point, key), _asked(caller, access_point, f"{key}#{world.target}")
    if there == 200:
        return differs(f"a caller with ListBucket alone reads the object: its bucket lets everybody; {_UNSURE}")
    if there != 403:
        return differs(f"{there} for an object that is there; {_UNSURE}")
    return _sound(world, absent)


def _sound(world: World, absent: int) -> Finding:
    if absent == 403:
        return ok(f"403: `tagged` is sound for policies by prefix; CallerCheck is {world.caller_check}")
    if absent != 404:
        return differs(f"{absent} for a key that is not there; {_UNSURE}")
    said = f"404 without GetObject: only `strict` proves a right to read; CallerCheck is {world.caller_check}"
    return failed(said) if world.caller_check == "tagged" else ok(said)


def _asked(client: Any, bucket: str, key: str) -> int:
    try:
        client.get_object(Bucket=bucket, Key=key)
    except ClientError as error:
        return int(error.response["ResponseMetadata"]["HTTPStatusCode"])
    return 200


def _credentials(world: World, policy: str) -> Mapping[str, str]:
    """Temporary credentials with no more than the policy. Raises UnknownError where none can be had."""
    sts = world.connect("sts")
    caller = sts.get_caller_identity()["Arn"]
    try:
        if world.role:
            about = {"RoleArn": world.role, "RoleSessionName": _NAME}
            answer = sts.assume_role(**about, Policy=policy, DurationSeconds=_SECONDS)
        elif ":user/" in caller:
            answer = sts.get_federation_token(Name=_NAME, Policy=policy, DurationSeconds=_SECONDS)
        else:
            raise UnknownError("you are no IAM user; give --role, a role that you may assume and that may read here")
    except ClientError as error:
        raise UnknownError(f"AWS STS gives no session with a policy: {code_of(error)}; try --role") from error
    credentials: Mapping[str, str] = answer["Credentials"]
    return credentials


CHECKS = (
    Check(
        "rights.missing key",
        "Does S3 say 404 only to those who may read?",
        "A reader who may list and not read is told 404 for a tagged key, and would be served the translation.",
        "Set CallerCheck=strict, or give ListBucket to none but those who may read (docs/how-to/permissions.md).",
        missing_key,
    ),
)
