"""What the template promises and its linters do not see."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from samtranslator.translator.transform import transform

from tests.support import ROOT
from tests.template import Stack

INVOKED = {"Fn::If": ["SnapStarts", {"Ref": "Function.Alias"}, {"Fn::GetAtt": ["Function", "Arn"]}]}
"""What S3 invokes: only a published version has a snapshot."""


def test_every_parameter_says_what_it_is_for_and_what_it_may_be(template: dict[str, Any]) -> None:
    for name, parameter in template["Parameters"].items():
        assert len(parameter["Description"]) > 20, name
        constraints = {"AllowedPattern", "AllowedValues", "MinValue", "MaxLength"} & parameter.keys()
        assert constraints, name


def test_every_parameter_is_used(template: dict[str, Any]) -> None:
    rest = json.dumps({part: template[part] for part in ("Resources", "Conditions", "Outputs")})
    for name in template["Parameters"]:
        assert f'"Ref": "{name}"' in rest or f"${{{name}}}" in rest, name


def test_the_object_lambda_access_point_transforms_get_object_through_the_supporting_one(
    resources: dict[str, Any],
) -> None:
    configuration = resources["ObjectLambdaAccessPoint"]["ObjectLambdaConfiguration"]
    assert configuration["SupportingAccessPoint"] == {"Fn::GetAtt": ["SupportingAccessPoint", "Arn"]}
    (transformation,) = configuration["TransformationConfigurations"]
    assert transformation["Actions"] == ["GetObject", "HeadObject"]
    assert set(configuration["AllowedFeatures"]) == {
        *("GetObject-Range", "GetObject-PartNumber", "HeadObject-Range", "HeadObject-PartNumber")
    }
    lambda_ = transformation["ContentTransformation"]["AwsLambda"]
    assert lambda_["FunctionArn"] == INVOKED


def test_a_snapshot_is_of_the_latest_code_and_settings(template: dict[str, Any], resources: dict[str, Any]) -> None:
    function = dict(resources["Function"])
    described = function.pop("VersionDescription")
    assert described == {"Fn::If": ["SnapStarts", {"Ref": "SettingsDigest.Version"}, {"Ref": "AWS::NoValue"}]}
    assert function["AutoPublishAlias"]
    assert function["SnapStart"] == {"ApplyOn": {"Fn::If": ["SnapStarts", "PublishedVersions", "None"]}}
    # A new name makes a new function, and so new versions; with SnapStart the description comes and goes; and how many
    # instances there may be is no matter of a version.
    settings = named(resources["SettingsDigest"]["InlineCode"], template)
    assert named(function, template) - {"Name", "SnapStart", "ReservedConcurrency"} == settings


def test_every_changed_setting_publishes_a_version(template: dict[str, Any], resources: dict[str, Any]) -> None:
    """As SAM itself transforms the template: a version is published for a logical name that was not there before."""
    settings = named(resources["SettingsDigest"]["InlineCode"], template)
    published = {
        name: described_version(template, **({name: "another"} if name in settings else {}))
        for name in [*settings, "nothing changed"]
    }
    assert len(set(published.values())) == len(published)
    assert described_version(template) == published["nothing changed"]


def test_no_setting_is_too_long_for_the_code_that_stands_for_it(template: dict[str, Any]) -> None:
    assert sum(each.get("MaxLength", 0) for each in template["Parameters"].values()) < 4_000_000


def described_version(template: dict[str, Any], **given: str) -> str:
    """The logical name of the version of the settings that describes the version of the function."""
    copied = deepcopy(template)
    for resource in copied["Resources"].values():
        if "CodeUri" in resource["Properties"]:
            resource["Properties"]["CodeUri"] = "s3://bucket/key"  # as if it had been uploaded
    values = {name: str(each["Default"]) for name, each in template["Parameters"].items()}
    made = transform(copied, {**values, **given}, NoManagedPolicies())["Resources"]
    (version,) = [name for name in made if re.fullmatch(r"FunctionVersion[0-9a-f]+", name)]
    described: str = made[version]["Properties"]["Description"]["Fn::If"][1]["Ref"]
    assert made[described]["Type"] == "AWS::Lambda::Version"
    assert made[described]["Condition"] == "SnapStarts"
    return described


class NoManagedPolicies:
    """The template names none."""

    def load(self) -> dict[str, str]:
        return {}


def named(value: Any, template: dict[str, Any]) -> set[str]:
    """The parameters on which a value depends, itself or by a condition."""
    text = json.dumps(value)
    conditions = json.dumps([condition for name, condition in template["Conditions"].items() if f'"{name}"' in text])
    return {name for name in template["Parameters"] if f'{{"Ref": "{name}"}}' in text + conditions}


def statements(resources: dict[str, Any]) -> dict[str, dict[str, Any]]:
    (policy,) = resources["FunctionRole"]["Policies"]
    return plain(policy["PolicyDocument"]["Statement"])


def plain(policy: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The statements by their names, whether or not a condition is on them."""
    every = [statement.get("Fn::If", [None, statement])[1] for statement in policy]
    return {statement["Sid"]: statement for statement in every}


def test_the_role_may_do_what_it_must_and_nothing_else(resources: dict[str, Any]) -> None:
    assert "ManagedPolicyArns" not in resources["FunctionRole"]
    granted = {sid: statement["Action"] for sid, statement in statements(resources).items()}
    assert granted == {
        "ReadOriginals": ["s3:GetObject", "s3:GetObjectVersion"],
        "ReadPublished": "s3:GetObject",
        "TellMissingFromForbidden": "s3:ListBucket",
        "Answer": "s3-object-lambda:WriteGetObjectResponse",
        "Translate": "translate:TranslateText",
        "Log": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "KeepRenditions": ["s3:GetObject", "s3:PutObject"],
        "ReleaseClaims": "s3:DeleteObject",
        "TellMissingRenditions": "s3:ListBucket",
        "Remember": ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"],
        "KnowTerminologyVersion": "translate:GetTerminology",
        "DecryptTerminology": "kms:Decrypt",
        "DetectSource": "comprehend:DetectDominantLanguage",
        "DecryptOriginals": "kms:Decrypt",
        "EncryptRenditions": ["kms:Decrypt", "kms:GenerateDataKey"],
        "EncryptMemory": ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    }


def test_lambda_alone_may_take_the_role(resources: dict[str, Any]) -> None:
    assert resources["FunctionRole"]["AssumeRolePolicyDocument"]["Statement"] == [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ]


def test_only_actions_without_resources_of_their_own_are_on_all(resources: dict[str, Any]) -> None:
    wide = {sid for sid, statement in statements(resources).items() if statement["Resource"] == "*"}
    assert wide == {"Translate", "DetectSource"}


def test_the_role_reads_and_answers_through_its_own_access_points_only(resources: dict[str, Any]) -> None:
    role = statements(resources)
    assert role["Answer"]["Resource"]["Fn::Sub"].endswith(":accesspoint/${Name}")
    assert resources["ObjectLambdaAccessPoint"]["Name"] == {"Ref": "Name"}


@pytest.mark.parametrize(
    ("prefixes", "readable"),
    [
        ("", {""}),
        ("public/", {"public/"}),
        ("a,b", {"a", "b"}),
        ("a,b,c", {"a", "b", "c"}),
        ("a,b,c,d", {"a", "b", "c", "d"}),
        ("a,b,c,d,e", {"a", "b", "c", "d", "e"}),
    ],
)
def test_the_role_reads_originals_below_the_tagged_prefixes_only(
    prefixes: str, readable: set[str], resources: dict[str, Any]
) -> None:
    stack = Stack({"SupportingAccessPoint.Arn": "ARN", "TaggedPrefixes": prefixes})
    granted = stack.made(statements(resources)["ReadOriginals"]["Resource"])
    assert set(granted) == {f"ARN/object/{prefix}*" for prefix in readable}


def test_no_prefix_is_a_wildcard_or_a_variable_of_a_policy(template: dict[str, Any]) -> None:
    pattern = re.compile(template["Parameters"]["TaggedPrefixes"]["AllowedPattern"])
    assert all(pattern.fullmatch(good) for good in ("", "public/", "a/b-c_d.txt,e,f,g,h"))
    bad = ["*", "a?", "a*,b", "${aws:username}/", "a,,b", ",", "a, b", "a,b,c,d,e,f", "a\n"]
    assert not [each for each in bad if pattern.fullmatch(each)]


def test_a_reader_needs_get_on_objects_and_list_on_the_access_point_itself(resources: dict[str, Any]) -> None:
    policy = plain(resources["ReaderPolicy"]["PolicyDocument"]["Statement"])
    assert policy["ReadOriginals"]["Resource"] == {"Fn::Sub": "${SupportingAccessPoint.Arn}/object/*"}
    assert policy["TellMissingFromForbidden"]["Resource"] == {"Fn::GetAtt": ["SupportingAccessPoint", "Arn"]}
    called_via = {"ForAnyValue:StringEquals": {"aws:CalledVia": "s3-object-lambda.amazonaws.com"}}
    for sid in ("InvokeFunction", "ReadOriginals", "TellMissingFromForbidden"):
        assert policy[sid]["Condition"] == called_via


def test_the_bucket_is_private_and_encrypted_and_speaks_tls_only(resources: dict[str, Any]) -> None:
    assert all(resources["Bucket"]["PublicAccessBlockConfiguration"].values())
    assert resources["Bucket"]["BucketEncryption"]
    policy = {item["Sid"]: item for item in resources["BucketPolicy"]["PolicyDocument"]["Statement"]}
    assert policy["TlsOnly"]["Effect"] == "Deny"
    assert policy["DelegateToAccessPoints"]["Condition"] == {
        "StringEquals": {"s3:DataAccessPointAccount": {"Ref": "AWS::AccountId"}}
    }


def test_the_originals_outlive_the_stack(template: dict[str, Any]) -> None:
    assert template["Resources"]["Bucket"]["DeletionPolicy"] == "RetainExceptOnCreate"


def test_the_handler_exists_under_the_code_that_is_zipped(resources: dict[str, Any]) -> None:
    function = resources["Function"]
    for handler in function["Handler"]["Fn::If"][1:]:
        module, _, name = handler.rpartition(".")
        source = (ROOT / function["CodeUri"] / Path(*module.split("."))).with_suffix(".py").read_text()
        assert f"def {name}(" in source


def test_there_is_time_to_keep_what_the_last_answer_in_time_translated(resources: dict[str, Any]) -> None:
    from lingopoint import wiring
    from lingopoint.adapters import s3_renditions
    from lingopoint.adapters.dynamodb_memory import FLUSH_SECONDS
    from lingopoint.handlers.object_lambda import MOST_SECONDS, SECONDS_TO_ANSWER
    from lingopoint.renditions.serve import SECONDS_FOR_LATE

    answering = wiring.Production().responder("route", "token")._client.meta.config
    latest = MOST_SECONDS - SECONDS_TO_ANSWER
    after = _most_seconds(answering) + SECONDS_FOR_LATE + _most_seconds(s3_renditions.client_config()) + FLUSH_SECONDS
    assert resources["Function"]["Timeout"] >= latest + after


def _most_seconds(client: Any) -> float:
    """What a service that does not answer costs at most, by the configuration of its client."""
    return float(client.retries["total_max_attempts"] * (client.connect_timeout + client.read_timeout))


def test_the_function_logs_to_a_group_that_is_kept_for_a_while(resources: dict[str, Any]) -> None:
    assert resources["Function"]["LoggingConfig"] == {"LogGroup": {"Ref": "FunctionLog"}}
    assert resources["FunctionLog"]["RetentionInDays"] == {"Ref": "LogRetentionDays"}


def test_both_environments_of_sam_are_configured() -> None:
    import tomllib

    config = tomllib.loads((ROOT / "samconfig.toml").read_text())
    assert {"default", "local"} <= config.keys()
    assert (
        config["local"]["global"]["parameters"]["stack_name"] != config["default"]["global"]["parameters"]["stack_name"]
    )
