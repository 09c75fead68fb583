"""What the template promises to a real account: keys, Regions, removal, and policies that others have copied."""

from itertools import product
from typing import Any

import boto3
import pytest

from tests.build.resolved import ACCOUNT, REGION, Resolved

KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
VIA_S3 = {"StringEquals": {"kms:ViaService": f"s3.{REGION}.amazonaws.com"}}
VIA_DYNAMODB = {"StringEquals": {"kms:ViaService": f"dynamodb.{REGION}.amazonaws.com"}}
RENDITIONS = "arn:RenditionBucket"


def test_a_copied_reader_policy_holds_whether_or_not_the_function_has_snapshots(template: dict[str, Any]) -> None:
    with_snapshots, without = (Resolved(template, SnapStart=each) for each in ("on", "off"))
    assert with_snapshots.reader() == without.reader()
    assert without.reader()["InvokeFunction"]["Resource"] == ["arn:Function", "arn:Function:*"]


def test_a_reader_may_read_versions_through_both_access_points(template: dict[str, Any]) -> None:
    policy = Resolved(template).reader()
    assert policy["ReadThroughObjectLambda"]["Action"] == [
        "s3-object-lambda:GetObject",
        "s3-object-lambda:GetObjectVersion",
    ]
    assert policy["ReadThroughObjectLambda"]["Resource"] == "arn:ObjectLambdaAccessPoint"
    assert policy["ReadOriginals"]["Action"] == ["s3:GetObject", "s3:GetObjectVersion"]


def test_readers_and_function_decrypt_originals_through_s3_only_where_these_have_a_key(
    template: dict[str, Any],
) -> None:
    resolved = Resolved(template, KmsKeyArn=KEY)
    for policy in (resolved.reader(), resolved.role()):
        decrypting = policy["DecryptOriginals"]
        assert (decrypting["Action"], decrypting["Resource"], decrypting["Condition"]) == ("kms:Decrypt", KEY, VIA_S3)
    plain = Resolved(template)
    assert not {"DecryptOriginals"} & (plain.reader().keys() | plain.role().keys())


@pytest.mark.parametrize(("elsewhere", "region"), [("", REGION), ("eu-west-1", "eu-west-1")])
def test_the_role_sees_its_terminology_under_both_of_its_names_where_it_is_used(
    elsewhere: str, region: str, template: dict[str, Any]
) -> None:
    role = Resolved(template, TerminologyName="legal", TranslateRegion=elsewhere).role()
    name = f"arn:aws:translate:{region}:{ACCOUNT}:terminology/legal"
    assert role["KnowTerminologyVersion"]["Resource"] == [name, f"{name}/*"]
    assert "KnowTerminologyVersion" not in Resolved(template, TranslateRegion=elsewhere).role()


def test_a_terminology_under_a_key_can_be_decrypted(template: dict[str, Any]) -> None:
    role = Resolved(template, TerminologyName="legal", TerminologyKmsKeyArn=KEY).role()
    assert (role["DecryptTerminology"]["Action"], role["DecryptTerminology"]["Resource"]) == ("kms:Decrypt", KEY)
    for given in ({"TerminologyName": "legal"}, {"TerminologyKmsKeyArn": KEY}):
        assert "DecryptTerminology" not in Resolved(template, **given).role()


def test_what_is_kept_is_under_the_key_that_is_given(template: dict[str, Any]) -> None:
    resolved = Resolved(template, StorageKmsKeyArn=KEY)
    encryption = resolved.properties("RenditionBucket")["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert encryption == [
        {
            "ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": KEY},
            "BucketKeyEnabled": True,
        }
    ]
    table = resolved.properties("MemoryTable")["SSESpecification"]
    assert table == {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": KEY}


def test_the_role_may_use_that_key_through_the_bucket_and_the_table_alone(template: dict[str, Any]) -> None:
    role = Resolved(template, StorageKmsKeyArn=KEY).role()
    assert role["EncryptRenditions"]["Action"] == ["kms:Decrypt", "kms:GenerateDataKey"]
    assert {"kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"} < set(role["EncryptMemory"]["Action"])
    for sid, condition in (("EncryptRenditions", VIA_S3), ("EncryptMemory", VIA_DYNAMODB)):
        assert (role[sid]["Resource"], role[sid]["Condition"]) == (KEY, condition)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"StoreRenditions": "off", "StorageKmsKeyArn": KEY}, {"EncryptRenditions"}),
        ({"TranslationMemory": "off", "StorageKmsKeyArn": KEY}, {"EncryptMemory"}),
        ({}, {"EncryptRenditions", "EncryptMemory"}),
    ],
)
def test_no_right_to_a_key_that_nothing_is_under(
    given: dict[str, str], missing: set[str], template: dict[str, Any]
) -> None:
    assert {"EncryptRenditions", "EncryptMemory"} - Resolved(template, **given).role().keys() == missing


def test_without_a_key_what_is_kept_is_encrypted_by_aws(template: dict[str, Any]) -> None:
    resolved = Resolved(template)
    encryption = resolved.properties("RenditionBucket")["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert encryption == [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]
    assert resolved.properties("MemoryTable")["SSESpecification"] == {"SSEEnabled": True}


def test_the_role_keeps_renditions_and_claims_and_nothing_else(template: dict[str, Any]) -> None:
    from lingopoint.adapters.s3_renditions import CLAIMS
    from lingopoint.adapters.s3_renditions import RENDITIONS as KEPT

    role = Resolved(template).role()
    assert role["KeepRenditions"]["Resource"] == [f"{RENDITIONS}/{KEPT}*", f"{RENDITIONS}/{CLAIMS}*"]
    assert role["ReleaseClaims"]["Resource"] == f"{RENDITIONS}/{CLAIMS}*"
    on_the_bucket = {sid for sid, each in role.items() if RENDITIONS in str(each["Resource"])}
    assert on_the_bucket == {"KeepRenditions", "ReleaseClaims", "TellMissingRenditions"}


def test_everything_in_the_bucket_of_renditions_goes_by_itself(template: dict[str, Any]) -> None:
    from lingopoint.adapters.s3_renditions import CLAIMS
    from lingopoint.adapters.s3_renditions import RENDITIONS as KEPT

    rules = Resolved(template).properties("RenditionBucket")["LifecycleConfiguration"]["Rules"]
    assert {rule["Prefix"] for rule in rules if rule["Status"] == "Enabled" and rule["ExpirationInDays"]} == {
        KEPT,
        CLAIMS,
    }


STATEFUL = {"AWS::S3::Bucket", "AWS::DynamoDB::Table"}


def test_a_stack_can_be_removed_after_use_and_parts_of_it_switched_off(template: dict[str, Any]) -> None:
    """CloudFormation deletes no bucket with something in it: the whole deletion, or the whole update, would fail."""
    for name, resource in template["Resources"].items():
        if resource["Type"] in STATEFUL:
            assert resource["DeletionPolicy"] == "RetainExceptOnCreate", name
            assert resource["UpdateReplacePolicy"] == "Retain", name


def test_what_outlives_the_stack_is_named_by_its_outputs(template: dict[str, Any]) -> None:
    told = [output["Value"] for output in template["Outputs"].values()]
    for name in ("RenditionBucket", "MemoryTable"):
        assert {"Ref": name} in told
    assert template["Outputs"]["BucketName"]["Value"]["Fn::If"][1] == {"Ref": "Bucket"}


REPLACED = {
    "AWS::S3::AccessPoint": {"Name", "Bucket"},
    "AWS::S3ObjectLambda::AccessPoint": {"Name"},
    "AWS::Logs::LogGroup": {"LogGroupName"},
    "AWS::Serverless::Function": {"FunctionName"},
}
"""What replaces a resource when it changes (CloudFormation template reference), and so must change its name as well."""


@pytest.mark.parametrize("parameter", ["ExistingBucket", "StorageKmsKeyArn", "StoreRenditions", "TranslateRegion"])
def test_no_parameter_replaces_a_resource_that_keeps_its_name(parameter: str, template: dict[str, Any]) -> None:
    """CloudFormation makes the new one first, and says "cannot replace a custom-named resource"."""
    other = {"StoreRenditions": "off"}.get(parameter, "another")
    before, after = Resolved(template), Resolved(template, **{parameter: other})
    for name, resource in template["Resources"].items():
        names = {"Name", "FunctionName", "LogGroupName"} & resource["Properties"].keys()
        for replacing in REPLACED.get(resource["Type"], set()) - names if names else ():
            assert before.properties(name).get(replacing) == after.properties(name).get(replacing), name


def test_instances_of_the_function_can_be_kept_for_it_and_bounded(template: dict[str, Any]) -> None:
    assert Resolved(template, ReservedConcurrency="0").properties("Function")["ReservedConcurrentExecutions"] == "0"
    assert "ReservedConcurrentExecutions" not in Resolved(template).properties("Function")


@pytest.mark.parametrize(("switch", "counted"), [("on", True), ("off", False)])
def test_requests_are_counted_by_s3_where_wanted(switch: str, counted: bool, template: dict[str, Any]) -> None:
    access_point = Resolved(template, RequestMetrics=switch).properties("ObjectLambdaAccessPoint")
    assert access_point["ObjectLambdaConfiguration"]["CloudWatchMetricsEnabled"] is counted


def regions(service: str) -> set[str]:
    """The Regions that have a service, as botocore knows them."""
    session = boto3.session.Session()
    return {
        region
        for partition in session.get_available_partitions()
        for region in session.get_available_regions(service, partition)
    }


TRANSLATE, COMPREHEND, EVERYWHERE = regions("translate"), regions("comprehend"), regions("lambda")


@pytest.mark.parametrize("region", sorted(EVERYWHERE))
def test_a_stack_is_refused_where_nothing_can_be_translated(region: str, template: dict[str, Any]) -> None:
    refusals = Resolved(template, region, SourceLanguage="en").refusals()
    assert [each for each in refusals if "Amazon Translate" in each and "TranslateRegion" in each] == refusals
    assert bool(refusals) == (region not in TRANSLATE)


@pytest.mark.parametrize("region", sorted(EVERYWHERE))
def test_a_region_that_is_named_may_translate_for_any(region: str, template: dict[str, Any]) -> None:
    assert not Resolved(template, region, TranslateRegion="us-east-1").refusals()


@pytest.mark.parametrize("region", sorted(TRANSLATE))
def test_detection_is_refused_where_nothing_can_detect(region: str, template: dict[str, Any]) -> None:
    elsewhere = "us-east-1"
    for here, named in ((region, ""), (elsewhere, region)):
        refusals = Resolved(template, here, SourceLanguage="auto", TranslateRegion=named).refusals()
        assert bool(refusals) == (region not in COMPREHEND)
        assert all("Amazon Comprehend" in each and "SourceLanguage" in each for each in refusals)


def test_where_nothing_is_asked_of_comprehend_its_absence_is_no_matter(template: dict[str, Any]) -> None:
    for region, source in product(sorted(TRANSLATE - COMPREHEND), ("en", "pt")):
        assert not Resolved(template, region, SourceLanguage=source).refusals()
