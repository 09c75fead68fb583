"""`lingopoint doctor` on the local stack: all is well there, and what is broken is named by the check of it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from lingopoint_cli import place
from lingopoint_local.aws import stack as local_stack
from lingopoint_local.aws.stack import Stack
from tests.stack.conftest import Doctor, Open, named
from tests.stack.reader import StackReader
from tests.stack_fixtures import Misbehave, connect

pytestmark = pytest.mark.stack

NOT_HERE = {
    *("deployment.comprehend", "deployment.terminology", "deployment.memory expiry", "rights.missing key"),
}
"""What the local stack cannot show, and a terminology, which it has none of."""


def test_all_is_well_and_nothing_is_left(
    doctor: Doctor, stack: Stack, client: Callable[..., Any], tmp_path: Path
) -> None:
    outcomes = doctor("--save", str(tmp_path / "answers.json"), exit_code=0)
    assert named(outcomes) == set()
    assert {name for name, outcome in outcomes.items() if outcome == "skipped"} == NOT_HERE
    assert len(outcomes) > 60
    listed = client("s3").list_objects_v2(Bucket=stack.bucket, Prefix="lingopoint-doctor/")
    assert listed["KeyCount"] == 0
    saved = (tmp_path / "answers.json").read_text()
    for owned in (stack.bucket, stack.access_point_arn, stack.endpoint, "123456789012", "arn:"):
        assert owned not in saved


@pytest.mark.parametrize(
    ("behaviour", "name"),
    [
        ({"faults": ["echo"]}, "service.translates"),
        ({"faults": ["reorder_lines"]}, "service.lines"),
        ({"faults": ["look_around"]}, "service.lines shuffled"),
        ({"faults": ["swap_contents"]}, "service.blocks"),
        ({"faults": ["double_tag"]}, "service.tag b"),
        ({"faults": ["lose_ids"]}, "service.tag ids"),
        ({"faults": ["dnt_token"]}, "service.protected"),
        ({"faults": ["lose_space_before_protected"]}, "service.protected spaces"),
        ({"faults": ["translate_protected"]}, "service.carriers"),
        ({"faults": ["escape_twice"]}, "service.entities"),
        ({"faults": ["lose_emoji"]}, "service.emoji"),
        ({"faults": ["talk"]}, "service.short texts"),
        ({"faults": ["small_letters"]}, "service.capitals"),
        ({"detected": "ja"}, "service.detection"),
        ({"most_bytes": 20_000}, "service.limit"),
    ],
    ids=str,
)
def test_what_the_service_does_otherwise_is_named(
    doctor: Doctor, misbehave: Misbehave, behaviour: Mapping[str, Any], name: str
) -> None:
    misbehave(**behaviour)
    assert name in named(doctor("--only", "service"))


@pytest.mark.neural
def test_all_is_well_with_the_engine_that_a_stack_has_by_itself(
    doctor: Doctor, stack: Stack, stack_state: Path
) -> None:
    assert local_stack.up(stack_state) == stack
    try:
        outcomes = doctor(exit_code=0)
    finally:
        local_stack.up(stack_state, "pseudo")
    assert named(outcomes) == set()
    assert {name for name, outcome in outcomes.items() if outcome == "skipped"} == NOT_HERE


def test_a_service_that_is_down_is_named(doctor: Doctor, misbehave: Misbehave) -> None:
    misbehave(failure_rate=1)
    assert named(doctor("--only", "service.translates", exit_code=5)) == {"service.translates"}


DUMMY = {"Type": "AWS::SNS::Topic"}
Deployed = Callable[..., None]


@pytest.fixture
def deployed_with(stack: Stack, client: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployed]:
    """Has the command see a stack that is as the deployed one but for some outputs and parameters."""
    cloudformation, made = client("cloudformation"), list[str]()
    described = cloudformation.describe_stacks(StackName=stack.stack)["Stacks"][0]
    as_is = {each["OutputKey"]: each["OutputValue"] for each in described["Outputs"]}
    given = {each["ParameterKey"]: each["ParameterValue"] for each in described["Parameters"]}

    def deploy(outputs: Mapping[str, str | None], **parameters: str) -> None:
        name = f"doctored-{uuid4().hex[:8]}"
        told = {key: {"Value": value} for key, value in {**as_is, **outputs}.items() if value}
        values = {**given, **parameters}
        template = {
            "Parameters": {key: {"Type": "String"} for key in values},
            "Resources": {"Topic": DUMMY},
            "Outputs": told,
        }
        pairs = [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]
        cloudformation.create_stack(StackName=name, TemplateBody=json.dumps(template), Parameters=pairs)
        cloudformation.get_waiter("stack_create_complete").wait(StackName=name, WaiterConfig={"Delay": 1})
        made.append(name)
        monkeypatch.setattr(place, "running_stack", lambda _: replace(stack, stack=name))

    yield deploy
    for name in made:
        cloudformation.delete_stack(StackName=name)


def test_a_missing_output_is_named(doctor: Doctor, deployed_with: Deployed) -> None:
    deployed_with({"ReaderPolicyArn": None})
    assert named(doctor("--only", "deployment", exit_code=5)) == {"deployment.outputs"}


def test_a_function_that_is_gone_is_named(doctor: Doctor, deployed_with: Deployed, stack: Stack) -> None:
    deployed_with({"FunctionArn": f"arn:aws:lambda:{stack.region}:123456789012:function:gone"})
    assert named(doctor("--only", "deployment")) == {
        *("deployment.function", "deployment.function alias", "deployment.role", "deployment.reader policy"),
    }


def test_a_memory_that_is_gone_is_named(doctor: Doctor, deployed_with: Deployed) -> None:
    deployed_with({"MemoryTableName": "gone"})
    assert named(doctor("--only", "deployment")) == {"deployment.memory", "deployment.role"}


def test_a_bucket_of_translations_that_is_gone_is_named(doctor: Doctor, deployed_with: Deployed) -> None:
    deployed_with({"RenditionBucketName": "gone"})
    assert named(doctor("--only", "deployment", exit_code=5)) == {"deployment.renditions", "deployment.role"}


def test_a_policy_for_readers_that_is_gone_is_named(doctor: Doctor, deployed_with: Deployed) -> None:
    deployed_with({"ReaderPolicyArn": "arn:aws:iam::123456789012:policy/gone"})
    assert named(doctor("--only", "deployment", exit_code=5)) == {"deployment.reader policy"}


def test_a_function_with_too_little_time_and_memory_is_named(
    doctor: Doctor, client: Callable[..., Any], stack: Stack
) -> None:
    functions, function = client("lambda"), stack.access_point_arn.rpartition("/")[2]
    as_is = functions.get_function_configuration(FunctionName=function)
    for changed in ({"Timeout": 3}, {"MemorySize": 256}):
        functions.update_function_configuration(FunctionName=function, **changed)
        try:
            assert named(doctor("--only", "settings", exit_code=5)) == {"settings.machine"}
        finally:
            functions.update_function_configuration(FunctionName=function, **{name: as_is[name] for name in changed})


def test_a_terminology_that_is_gone_is_named(doctor: Doctor, deployed_with: Deployed) -> None:
    deployed_with({}, TerminologyName="gone")
    assert "deployment.terminology" in named(doctor("--only", "deployment"))


def test_a_statement_that_the_role_lacks_is_named(
    doctor: Doctor, client: Callable[..., Any], stack: Stack, request: pytest.FixtureRequest
) -> None:
    function = client("lambda").get_function(FunctionName=stack.access_point_arn.rpartition("/")[2])
    role = function["Configuration"]["Role"].rpartition("/")[2]
    iam, of_role = client("iam"), {"RoleName": role, "PolicyName": "read-translate-answer"}
    whole = iam.get_role_policy(**of_role)["PolicyDocument"]
    request.addfinalizer(lambda: iam.put_role_policy(**of_role, PolicyDocument=json.dumps(whole)))
    less = [each for each in whole["Statement"] if each["Sid"] != "Translate"]
    iam.put_role_policy(**of_role, PolicyDocument=json.dumps({**whole, "Statement": less}))
    assert named(doctor("--only", "deployment")) == {"deployment.role"}


@pytest.mark.parametrize(
    ("variable", "value", "name"),
    [
        ("LINGOPOINT_CALLER_CHECK", "off", "caller_check"),
        ("LINGOPOINT_TAGGED_PREFIXES", "elsewhere/", "tagged_prefixes"),
        ("LINGOPOINT_READER_SETTINGS", "off", "reader_settings"),
        ("LINGOPOINT_LANGUAGES", "fr,pt", "languages"),
        ("LINGOPOINT_SOURCE_LANGUAGE", "de", "source_language"),
        ("LINGOPOINT_DEFAULT_LANGUAGE", "fr", "default_language"),
        ("LINGOPOINT_TERMINOLOGY", "legal", "terminology"),
        ("LINGOPOINT_TRANSLATE_REGION", "eu-west-1", "translate_region"),
        ("LINGOPOINT_MAX_OBJECT_SIZE", "100", "max_object_size"),
        ("LINGOPOINT_WEB_PREFIXES", "", "web_prefixes"),
        ("LINGOPOINT_RENDITION_BUCKET", "another", "rendition_bucket"),
        ("LINGOPOINT_MEMORY_TABLE", "another", "memory_table"),
        ("LINGOPOINT_ORIGINALS", "", "originals"),
        ("AWS_ENDPOINT_URL_TRANSLATE", "http://127.0.0.1:1", "endpoints"),
        ("LINGOPOINT_MEMORY_DAYS", "1", "others"),
    ],
)
def test_a_setting_that_somebody_changed_in_the_function_is_named(
    doctor: Doctor, client: Callable[..., Any], stack: Stack, variable: str, value: str, name: str
) -> None:
    functions, function = client("lambda"), stack.access_point_arn.rpartition("/")[2]
    as_is = functions.get_function_configuration(FunctionName=function)["Environment"]
    changed = {"Variables": {**as_is["Variables"], variable: value}}
    functions.update_function_configuration(FunctionName=function, Environment=changed)
    try:
        assert named(doctor("--only", "settings", exit_code=5)) == {f"settings.{name}"}
    finally:
        functions.update_function_configuration(FunctionName=function, Environment=as_is)


def test_another_function_and_another_payload_of_the_access_point_are_named(
    doctor: Doctor, deployed_with: Deployed, open_access_point: Open, stack: Stack
) -> None:
    gone = f"arn:aws:lambda:{stack.region}:123456789012:function:gone"
    reader = open_access_point(stack.bucket, {"languages": ["pt"]}, function=gone)
    deployed_with({"ObjectLambdaAccessPointArn": reader.arn})
    assert named(doctor("--only", "settings", exit_code=5)) == {"settings.function", "settings.payload"}


@pytest.fixture
def access_point(stack: Stack, open_access_point: Open) -> Callable[..., StackReader]:
    """Makes one more access point on the stack's own bucket, changed by hand."""

    def make(**changes: Any) -> StackReader:
        reader = open_access_point(stack.bucket)
        control = connect(stack, "s3control")
        about = {"AccountId": "123456789012", "Name": reader.name}
        configuration = control.get_access_point_configuration_for_object_lambda(**about)["Configuration"]
        configuration |= changes.pop("configuration", {})
        configuration["TransformationConfigurations"][0].update(changes)
        control.put_access_point_configuration_for_object_lambda(**about, Configuration=configuration)
        return reader

    return make


def test_an_access_point_without_ranges_is_named(
    doctor: Doctor, deployed_with: Deployed, access_point: Callable[..., StackReader]
) -> None:
    reader = access_point(configuration={"AllowedFeatures": []})
    deployed_with({"ObjectLambdaAccessPointArn": reader.arn})
    assert named(doctor("--only", "s3", "--only", "deployment.access")) == {"deployment.access point", "s3.range"}


def test_an_access_point_without_head_is_named(
    doctor: Doctor, deployed_with: Deployed, access_point: Callable[..., StackReader]
) -> None:
    reader = access_point(Actions=["GetObject"])
    deployed_with({"ObjectLambdaAccessPointArn": reader.arn})
    assert named(doctor("--only", "s3", "--only", "deployment.access")) == {"deployment.access point", "s3.head"}


def test_an_access_point_that_calls_another_function_is_named(
    doctor: Doctor, deployed_with: Deployed, open_access_point: Open, stack: Stack
) -> None:
    gone = f"arn:aws:lambda:{stack.region}:123456789012:function:gone"
    deployed_with({"ObjectLambdaAccessPointArn": open_access_point(stack.bucket, function=gone).arn})
    assert {"deployment.answer", "s3.query"} <= named(doctor("--only", "s3", "--only", "deployment.answer"))


MANGLING = """
import re, urllib.request

def handler(event, context):
    import boto3
    s3, asked = boto3.client("s3"), event["getObjectContext"]
    language = re.search("lang=(.+)", event["userRequest"]["url"])
    with urllib.request.urlopen(asked["inputS3Url"]) as found:
        body, headers = found.read(), found.headers
    about = {"lingopoint-status": "translated", "doctor-spaces": "two", "doctor-accents": "CafA"}
    s3.write_get_object_response(
        RequestRoute=asked["outputRoute"], RequestToken=asked["outputToken"], Body=body[:1_000_000].upper(),
        StatusCode=200, Metadata=about, ContentLanguage=language[1] if language else "en",
    )
"""


@pytest.fixture(scope="module")
def mangling_function(stack: Stack) -> str:
    """A function that ignores ranges, mangles metadata and cuts off what is large."""
    import io
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.py", MANGLING)
    functions = connect(stack, "lambda")
    settings = functions.get_function(FunctionName=stack.access_point_arn.rpartition("/")[2])["Configuration"]
    created = functions.create_function(
        FunctionName="mangling",
        Code={"ZipFile": packed.getvalue()},
        Handler="index.handler",
        Timeout=30,
        **{name: settings[name] for name in ("Runtime", "Role", "MemorySize", "Environment")},
    )
    return str(created["FunctionArn"])


def test_ignored_ranges_mangled_metadata_and_cut_answers_are_named(
    doctor: Doctor, deployed_with: Deployed, open_access_point: Open, stack: Stack, mangling_function: str
) -> None:
    reader = open_access_point(stack.bucket, function=mangling_function)
    deployed_with({"ObjectLambdaAccessPointArn": reader.arn})
    assert named(doctor("--only", "s3")) >= {"s3.range", "s3.metadata", "s3.large answer", "s3.original", "s3.head"}
