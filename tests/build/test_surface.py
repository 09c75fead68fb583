"""What users rely on, named. Something may be added to it; what is named here goes only by a decision.

Python names are no part of it. The packages are put together anew where that makes them clearer.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from typer.main import get_command

import lingopoint
import lingopoint_cli
import lingopoint_local
from lingopoint.config import SETTINGS, Config
from lingopoint.errors import InvalidRequestError
from lingopoint.renditions.request import InLanguage, parse_direction, parse_request
from lingopoint_cli import failures
from lingopoint_cli.app import app
from tests.s3_stand_in import FunctionReader, StandIn, standing_in

SETTING_NAMES = {
    *("source_language", "languages", "default_language", "formality", "terminology", "untranslatable"),
    *("max_object_size", "caller_check", "concurrency", "log_keys", "include", "exclude", "document_language"),
    *("rendition_bucket", "store", "memory_table", "memory", "memory_days", "integrity_metadata"),
    *("tagged_prefixes", "reader_settings", "cost_metadata"),
}
PARAMETERS = {
    *("SourceLanguage", "Languages", "DefaultLanguage", "Formality", "TerminologyName", "Untranslatable"),
    *("MaxObjectSize", "CallerCheck", "Concurrency", "LogKeys", "Include", "Exclude", "DocumentLanguage"),
    *("StoreRenditions", "TranslationMemory", "MemoryDays", "MemoryRecovery", "RenditionDays", "FunctionPayload"),
    *("Name", "ExistingBucket", "KmsKeyArn", "LogLevel", "LogRetentionDays", "Metrics", "MemorySize"),
    *("FunctionRuntime", "FunctionArchitecture", "SnapStart", "EndpointUrl", "TranslateEndpointUrl"),
    *("IntegrityMetadata", "TaggedPrefixes", "ReaderSettings", "CostMetadata"),
    *("StorageKmsKeyArn", "TerminologyKmsKeyArn", "TranslateRegion", "ReservedConcurrency", "RequestMetrics"),
}
OUTPUTS = {
    *("ObjectLambdaAccessPointArn", "ObjectLambdaAccessPointAlias", "SupportingAccessPointArn"),
    *("BucketName", "FunctionArn", "MemoryTableName", "ReaderPolicyArn", "RenditionBucketName"),
    *("AccessPointFunctionArn", "FunctionRoleName"),
}
METADATA = {
    *("status", "format", "source", "units", "units-kept", "characters", "remembered", "calls", "retries", "left-out"),
    "made",
}
COMMANDS = {
    *(
        "compare",
        "cost",
        "demo",
        "doctor",
        "export",
        "forget",
        "get",
        "import",
        "languages",
        "link",
        "put",
        "site",
        "translate",
    ),
    *("local down", "local invoke", "local status", "local up", "memory export", "memory import"),
}
EXIT_CODES = {"FILE": 1, "USAGE": 2, "NOT_FOUND": 3, "DENIED": 4, "REFUSED": 5, "UNREACHABLE": 6, "INTERRUPTED": 130}


@pytest.mark.parametrize("package", [lingopoint, lingopoint_cli, lingopoint_local])
def test_no_python_name_is_promised(package: Any) -> None:
    assert package.__all__ == ()


def test_the_settings_of_payload_and_environment() -> None:
    assert SETTINGS.keys() >= SETTING_NAMES


def test_the_parameters_and_outputs_of_the_template(template: dict[str, Any]) -> None:
    assert template["Parameters"].keys() >= PARAMETERS
    assert template["Outputs"].keys() >= OUTPUTS


def test_the_handler_that_deployed_functions_name(resources: dict[str, Any]) -> None:
    both, alone = "lingopoint.handlers.doors.lambda_handler", "lingopoint.handlers.object_lambda.lambda_handler"
    assert resources["Function"]["Handler"] == {"Fn::If": ["HasWeb", both, alone]}
    assert resources["Function"]["AutoPublishAlias"] == "live"


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("", {}),
        (";formality=formal", {"formality": "formal"}),
        (";FORMALITY=Informal", {"formality": "informal"}),
        (";brevity=on", {"brevity": True}),
        (";Brevity=OFF", {}),
        (";profanity=mask", {"profanity": True}),
        (";profanity=keep", {}),
        (";source=de", {"source": "de"}),
        (";Source=PT-br", {"source": "pt"}),
        (";source=auto", {"source": "auto"}),
        (";source=AUTO;brevity=on", {"source": "auto", "brevity": True}),
    ],
)
def test_the_tag_grammar(written: str, changed: dict[str, object]) -> None:
    config = Config(source_language="en")
    request = parse_request(f"a/b.txt#fr{written}", None, config)
    assert isinstance(request, InLanguage)
    plain = asdict(parse_direction("fr", config))
    assert (request.key, request.tagged, asdict(request.direction)) == ("a/b.txt", True, plain | changed)


def test_the_settings_of_a_tag_are_these() -> None:
    with pytest.raises(InvalidRequestError) as error:
        parse_direction("fr;tone=nice", Config())
    assert re.findall(r"(\w+)=([\w|]+)", error.value.message) == [
        *(("formality", "formal|informal"), ("brevity", "on|off"), ("profanity", "mask|keep"), ("source", "LANGUAGE")),
    ]


@pytest.fixture
def function() -> Iterator[FunctionReader]:
    world = StandIn()
    world.put("page.txt", b"Hello there.")
    world.put("picture.png", b"\x89PNG\r\n\x1a\n", content_type="image/png")
    with standing_in(world) as function:
        yield function


def told(headers: dict[str, str]) -> dict[str, str]:
    """The metadata that Lingopoint added."""
    prefix = "x-amz-meta-lingopoint-"
    return {name.removeprefix(prefix): value for name, value in headers.items() if name.startswith(prefix)}


def test_the_metadata_of_a_rendition(function: FunctionReader) -> None:
    assert told(dict(function("GET", "page.txt#fr").headers)).keys() >= METADATA | {"billed"}
    again = told(dict(function("GET", "page.txt#fr").headers)).keys()
    assert again >= METADATA
    assert "billed" not in again  # a kept rendition cost nothing


def test_the_metadata_of_what_is_served_untranslated(function: FunctionReader) -> None:
    (status,) = told(dict(function("GET", "picture.png#fr").headers)).items()
    assert status == ("status", "untranslated; reason=no format for image/png")


@pytest.mark.parametrize(("query", "headers"), [({"lang": "fr"}, {}), ({}, {"x-lingopoint-language": "fr"})])
def test_a_language_comes_by_query_and_by_header(
    function: FunctionReader, query: dict[str, str], headers: dict[str, str]
) -> None:
    assert function("GET", "page.txt", query, headers).headers["content-language"] == "fr"


def test_the_commands() -> None:
    assert set(_names(get_command(app))) >= COMMANDS


def _names(command: Any, before: str = "") -> Iterator[str]:
    for name, each in command.commands.items():
        yield from _names(each, f"{name} ") if hasattr(each, "commands") else [before + name]


def test_the_exit_codes() -> None:
    assert {name: value for name, value in vars(failures).items() if re.fullmatch("[A-Z][A-Z_]+", name)} == EXIT_CODES
