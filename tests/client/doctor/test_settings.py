"""The function's settings beside the stack's: each as the stack says, otherwise, and not to be known."""

from typing import Any

import pytest

from lingopoint.config import VARIABLES as VARIABLES_OF_A_FUNCTION
from lingopoint_cli.doctor import settings
from lingopoint_cli.doctor.finding import Outcome
from tests.client.doctor.conftest import FEATURES, PARAMETERS, VARIABLES, Make, asked, in_order, invoking
from tests.client.doctor.deployed import OUTPUTS, error

NAMES = [check.name for check in settings.CHECKS]


WITHOUT_VARIABLES = ("settings.payload", "settings.function", "settings.machine")


def function(**changes: str | None) -> dict[str, Any]:
    """The function with some variables changed, or taken away."""
    changed: dict[str, str | None] = {**VARIABLES, **changes}
    return configured(Environment={"Variables": {k: v for k, v in changed.items() if v is not None}})


def configured(**members: Any) -> dict[str, Any]:
    """The function with some members of its configuration changed."""
    return {"Configuration": {**in_order()["get_function"]["Configuration"], **members}}


def access_point(**changes: str) -> dict[str, Any]:
    """The access point, which invokes its function otherwise."""
    return {"Configuration": {"AllowedFeatures": FEATURES, "TransformationConfigurations": [invoking(**changes)]}}


@pytest.mark.parametrize(
    ("name", "variable", "value", "found"),
    [
        ("caller_check", "LINGOPOINT_CALLER_CHECK", "off", "CallerCheck is tagged, the function has off"),
        ("caller_check", "LINGOPOINT_CALLER_CHECK", "?", "CallerCheck is tagged, the function has what it cannot read"),
        ("tagged_prefixes", "LINGOPOINT_TAGGED_PREFIXES", "secret/", "TaggedPrefixes says otherwise"),
        ("reader_settings", "LINGOPOINT_READER_SETTINGS", "off", "ReaderSettings is on, the function has off"),
        ("languages", "LINGOPOINT_LANGUAGES", "fr,de", "Languages is nothing, the function has de,fr"),
        ("source_language", "LINGOPOINT_SOURCE_LANGUAGE", "de", "SourceLanguage is auto, the function has de"),
        ("default_language", "LINGOPOINT_DEFAULT_LANGUAGE", "de", "DefaultLanguage is nothing, the function has de"),
        ("terminology", "LINGOPOINT_TERMINOLOGY", "legal", "TerminologyName says otherwise"),
        (
            *("translate_region", "LINGOPOINT_TRANSLATE_REGION", "us-east-1"),
            "TranslateRegion is nothing, the function has us-east-1",
        ),
        ("max_object_size", "LINGOPOINT_MAX_OBJECT_SIZE", "9", "MaxObjectSize is 26214400, the function has 9"),
        ("web_prefixes", "LINGOPOINT_WEB_PREFIXES", None, "WebPrefixes says otherwise"),
        (
            "rendition_bucket",
            "LINGOPOINT_RENDITION_BUCKET",
            "b",
            "the function has another than the output RenditionBucketName",
        ),
        (
            "rendition_bucket",
            "LINGOPOINT_RENDITION_BUCKET",
            None,
            "the function has none, despite the output RenditionBucketName",
        ),
        (*("memory_table", "LINGOPOINT_MEMORY_TABLE", "t"), "the function has another than the output MemoryTableName"),
        (
            *("originals", "LINGOPOINT_ORIGINALS", "o"),
            "the function has another than the output SupportingAccessPointArn",
        ),
        ("endpoints", "AWS_ENDPOINT_URL", "http://elsewhere", "EndpointUrl says otherwise"),
        ("endpoints", "AWS_ENDPOINT_URL_TRANSLATE", "http://elsewhere", "TranslateEndpointUrl says otherwise"),
        ("others", "LINGOPOINT_CONCURRENCY", "64", "Concurrency is 16, the function has 64"),
        ("others", "LINGOPOINT_COST_METADATA", "off", "CostMetadata is on, the function has off"),
    ],
)
def test_a_setting_that_is_another_is_named_alone(
    make: Make, name: str, variable: str, value: str | None, found: str
) -> None:
    world = make(parameters=PARAMETERS, get_function=function(**{variable: value}))
    findings = {check: asked(check, world).finding for check in NAMES}
    assert findings.pop(f"settings.{name}") == (Outcome.FAILED, found)
    assert {finding.outcome for finding in findings.values()} == {Outcome.OK}


@pytest.mark.parametrize(
    ("members", "found"),
    [
        ({"MemorySize": 256}, "MemorySize is 1769, the function has 256"),
        ({"Runtime": "python3.11"}, "FunctionRuntime is python3.13, the function has python3.11"),
        ({"Architectures": ["x86_64"]}, "FunctionArchitecture is arm64, the function has x86_64"),
        ({"Timeout": 3}, "it has 3 seconds, and S3 waits for 60"),
    ],
)
def test_a_function_that_runs_otherwise_is_named(make: Make, members: dict[str, Any], found: str) -> None:
    world = make(parameters=PARAMETERS, get_function=configured(**members))
    assert asked("settings.machine", world).finding == (Outcome.FAILED, found)


@pytest.mark.parametrize(
    ("name", "changes", "found"),
    [
        ("function", {"FunctionArn": "arn:other"}, "another, or another version, than the stack's"),
        ("payload", {"FunctionPayload": '{"languages": "de"}'}, "FunctionPayload says otherwise of languages"),
        ("payload", {"FunctionPayload": '{"secret": 1}'}, "FunctionPayload says otherwise of others"),
        ("payload", {"FunctionPayload": "nonsense"}, "FunctionPayload says otherwise of others"),
    ],
)
def test_an_access_point_that_was_changed_is_named(make: Make, name: str, changes: dict[str, str], found: str) -> None:
    configured = access_point(**changes)
    world = make(parameters=PARAMETERS, get_access_point_configuration_for_object_lambda=configured)
    assert asked(f"settings.{name}", world).finding == (Outcome.FAILED, found)


def test_what_is_switched_off_is_to_be_nowhere(make: Make) -> None:
    outputs = {name: value for name, value in OUTPUTS.items() if name not in ("RenditionBucketName", "MemoryTableName")}
    parameters = PARAMETERS | {"FrontDoor": "object-lambda"}
    left = make(outputs=outputs, parameters=parameters)
    made = ("rendition_bucket", "memory_table", "originals")
    assert {asked(f"settings.{name}", left).finding.outcome for name in made} == {Outcome.FAILED}
    nothing = function(**dict.fromkeys(["LINGOPOINT_ORIGINALS", *(f"LINGOPOINT_{name.upper()}" for name in made)]))
    none = make(outputs=outputs, parameters=parameters, get_function=nothing)
    assert {asked(f"settings.{name}", none).finding for name in made} == {(Outcome.OK, "none, as the stack says")}


def test_an_order_of_languages_is_no_difference(make: Make) -> None:
    world = make(parameters=PARAMETERS | {"Languages": "fr,de"}, get_function=function(LINGOPOINT_LANGUAGES="de,fr"))
    assert asked("settings.languages", world).finding.outcome is Outcome.OK


@pytest.mark.parametrize("name", [name for name in NAMES if name not in WITHOUT_VARIABLES])
def test_variables_that_may_not_be_read_are_not_judged(make: Make, name: str) -> None:
    locked = configured(Environment={"Error": {"ErrorCode": "AccessDeniedException"}})
    world = make(parameters=PARAMETERS, get_function=locked)
    assert asked(name, world).finding == (
        Outcome.SKIPPED,
        "the function's variables may not be read: AccessDeniedException",
    )


@pytest.mark.parametrize("name", NAMES)
def test_an_owner_who_may_not_ask_is_told_so(make: Make, name: str) -> None:
    denied = error("AccessDeniedException", 403)
    world = make(parameters=PARAMETERS, get_function=denied, get_access_point_configuration_for_object_lambda=denied)
    assert asked(name, world).finding == (Outcome.SKIPPED, "you may not ask this: AccessDeniedException")


@pytest.mark.parametrize("name", ["caller_check", "languages", "others", "originals"])
def test_a_stack_without_a_parameter_is_not_judged_by_it(make: Make, name: str) -> None:
    found = asked(f"settings.{name}", make()).finding
    assert found.outcome is Outcome.SKIPPED
    assert found.found.startswith("the stack has no parameter ")


def test_every_setting_is_compared() -> None:
    compared = {*settings._WITH_A_CHECK, *settings._MADE, *settings._OTHERS}
    assert compared == set(VARIABLES_OF_A_FUNCTION)
