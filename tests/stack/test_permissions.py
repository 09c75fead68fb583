"""The permission matrix end to end: real signatures and policies on a local AWS that enforces IAM.

It knows neither `aws:CalledVia` nor the right to invoke the function, object tags and KMS keys, and asks for
s3:ListBucket on the bucket alone, which delegates it; those rows are the simulator's (tests/rights). S3's 404 is there
for those alone who may also get that very key.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from botocore.credentials import Credentials

from lingopoint_local.aws import servers
from lingopoint_local.aws import stack as local_stack
from lingopoint_local.aws.localhost import resolve_localhost
from lingopoint_local.aws.stack import Stack
from tests.rights.matrix import WAYS, answers
from tests.rights.policies import KEY, READERS, Reader
from tests.stack.access_points import AccessPoints
from tests.stack.reader import StackReader
from tests.stack_fixtures import connect

pytestmark = pytest.mark.stack

MODES = {
    "strict": {"CallerCheck": "strict"},
    "tagged": {"CallerCheck": "tagged"},
    "off": {"CallerCheck": "off"},
    "below others": {"CallerCheck": "tagged", "TaggedPrefixes": "public/"},
}
"""As in tests/rights/matrix.py, by parameters of access-point.yaml."""

UNKNOWN_HERE = ("tag", "kms:Decrypt", "invoke", "no `s3:ListBucket`")
MODELLED = [reader for reader in READERS if not any(word in reader.says for word in UNKNOWN_HERE)]


@pytest.fixture(scope="module")
def enforcing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack of its own, on which IAM is enforced, with the original and an access point for each mode."""
    resolve_localhost()
    state = tmp_path_factory.mktemp("enforcing")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(servers, "_STARTUP", Path(__file__).parent / "enforcing")
        stack = local_stack.up(state, engine="pseudo")
    try:
        s3 = connect(stack, "s3")
        s3.put_bucket_versioning(Bucket=stack.bucket, VersioningConfiguration={"Status": "Enabled"})
        s3.put_object(Bucket=stack.bucket, Key=KEY, Body=b"A plan.", ContentType="text/plain")
        with AccessPoints(stack) as access_points:
            for mode, parameters in MODES.items():
                access_points.deploy(mode.replace(" ", "-"), **parameters)
            yield stack
    finally:
        local_stack.down(state)


@pytest.fixture(scope="module")
def version(enforcing: Stack) -> str:
    """The original's."""
    return str(connect(enforcing, "s3").head_object(Bucket=enforcing.bucket, Key=KEY)["VersionId"])


def user(stack: Stack, reader: Reader, number: int) -> Credentials:
    """An IAM user with the reader's policy, as far as this AWS reads it."""
    iam = connect(stack, "iam")
    statements = [_without_conditions(each) for each in reader.policy["Statement"]]
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    policy = policy.replace("accesspoint/lingopoint-originals", f"accesspoint/{_supporting(stack)}")
    policy = policy.replace('accesspoint/lingopoint"', 'accesspoint/*"')
    name = f"reader-{number}"
    iam.create_user(UserName=name)
    iam.put_user_policy(UserName=name, PolicyName="reads", PolicyDocument=policy)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    return Credentials(key["AccessKeyId"], key["SecretAccessKey"])


def _without_conditions(statement: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in statement.items() if name != "Condition"}


def _supporting(stack: Stack) -> str:
    return AccessPoints(stack).outputs(stack.stack)["SupportingAccessPointArn"].rpartition("/")[2]


@pytest.mark.parametrize("reader", MODELLED, ids=lambda reader: reader.says)
def test_the_matrix_holds_end_to_end(reader: Reader, enforcing: Stack, version: str) -> None:
    credentials = user(enforcing, reader, READERS.index(reader))
    got, expected = {}, {}
    for mode in MODES:
        read = StackReader(enforcing, mode.replace(" ", "-"), credentials=credentials)
        for way, (key, query, headers) in WAYS.items():
            asked = dict(item.split("=") for item in query.removeprefix("?").split("&") if item)
            answer = read("GET", key, {**asked, **({"versionId": version} if way == "version" else {})}, headers)
            got[mode, way] = answer.status
            expected[mode, way] = answers(reader, mode, way)[1]
    assert got == expected


def test_who_is_not_known_reads_nothing(enforcing: Stack) -> None:
    for mode in MODES:
        read = StackReader(enforcing, mode.replace(" ", "-"), credentials=Credentials("AKIAIOSFODNN7EXAMPLE", "wrong"))
        assert {read("GET", key, {}, headers).status for key, _, headers in WAYS.values()} == {403}
