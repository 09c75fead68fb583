"""Access points of the tests' own, on buckets of their own, all with the deployed function; and `lingopoint doctor`."""

import json
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests
from typer.testing import CliRunner

from lingopoint_cli.app import app
from lingopoint_local.aws.environment import ACCOUNT
from lingopoint_local.aws.stack import Stack
from tests.stack.reader import StackReader
from tests.stack_fixtures import connect

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

Open = Callable[..., StackReader]

HURRIED_SECONDS = 9
"""Of them the function keeps three for answering."""


@pytest.fixture(scope="session")
def bucket_of(stack: Stack) -> Callable[[str], "S3Client"]:
    """Makes a bucket that keeps versions, and gives the client to fill it with."""

    def make(name: str) -> "S3Client":
        s3: S3Client = connect(stack, "s3", signature_version="s3v4")
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "us-west-2"})
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
        return s3

    return make


@pytest.fixture(scope="session")
def open_access_point(stack: Stack) -> Open:
    """Makes an Object Lambda access point like the deployed one, but for its bucket, its payload and its function."""
    control, numbers = connect(stack, "s3control"), count(1)

    def make(bucket: str, payload: Mapping[str, Any] | None = None, function: str | None = None) -> StackReader:
        name = f"test-{next(numbers)}"
        control.create_access_point(AccountId=ACCOUNT, Name=f"{name}-originals", Bucket=bucket)
        deployed = stack.access_point_arn.rpartition("/")[2]
        settings = control.get_access_point_configuration_for_object_lambda(AccountId=ACCOUNT, Name=deployed)
        configuration = settings["Configuration"]
        configuration["SupportingAccessPoint"] = f"arn:aws:s3:{stack.region}:{ACCOUNT}:accesspoint/{name}-originals"
        target = configuration["TransformationConfigurations"][0]["ContentTransformation"]["AwsLambda"]
        target["FunctionPayload"] = json.dumps(payload or {})
        target["FunctionArn"] = function or target["FunctionArn"]
        control.create_access_point_for_object_lambda(AccountId=ACCOUNT, Name=name, Configuration=configuration)
        return StackReader(stack, name)

    return make


@pytest.fixture(scope="session")
def hurried_function(stack: Stack) -> str:
    """The ARN of a copy of the deployed function that has little time, so that nobody here waits for long."""
    functions = connect(stack, "lambda")
    deployed = functions.get_function(FunctionName=stack.access_point_arn.rpartition("/")[2])
    settings = deployed["Configuration"]
    created = functions.create_function(
        FunctionName="hurried",
        Code={"ZipFile": requests.get(deployed["Code"]["Location"], timeout=30).content},
        Timeout=HURRIED_SECONDS,
        **{name: settings[name] for name in ("Runtime", "Role", "Handler", "MemorySize", "Environment")},
    )
    return str(created["FunctionArn"])


Doctor = Callable[..., dict[str, str]]


@pytest.fixture
def doctor(stack_state: Path, stack: Stack) -> Doctor:
    """Runs the command; what came of each check, by its name."""

    def run(*arguments: str, exit_code: int | None = None) -> dict[str, str]:
        options = ["doctor", "--state-dir", str(stack_state), "--json", *arguments]
        result = CliRunner().invoke(app, options, prog_name="lingopoint")
        assert exit_code is None or result.exit_code == exit_code, result.output
        return {each["check"]: each["outcome"] for each in json.loads(result.stdout)}

    return run


def named(outcomes: Mapping[str, str]) -> set[str]:
    """The checks that found something."""
    return {name for name, outcome in outcomes.items() if outcome in ("differs", "failed")}
