"""A setting is declared once: the template and the page of settings say the same."""

import json
import re
from typing import Any

import pytest

from lingopoint import languages
from lingopoint.config import IN_PAYLOAD, MADE, PREFIX, SETTINGS, VARIABLES, Config, variable
from lingopoint.errors import ConfigurationError
from tests.pages import SETTINGS_PAGE as PAGE
from tests.pages import pages

WITH_PARAMETER = {name: setting for name, setting in SETTINGS.items() if setting.parameter not in (MADE, IN_PAYLOAD)}

VALUES = [
    *languages.NAMES,
    *("", ",", "auto", "auto,fr", "fr,de", "fr,zh-TW", "fr, de", "fr,", "FR", "zh-tw", "fr;de", "fr\nde"),
    *("legal", "legal_2", "legal__2", "_legal", "two words", "meta/*", "title,body", "é", "$.a[*]"),
    *("https://example.com", "http://localhost:4566", "ftp://example.com", "arn:aws:kms:us-east-1:123456789012:key/a"),
]
"""What somebody may write into a parameter that has a pattern."""


@pytest.fixture(scope="module")
def parameters(template: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = template["Parameters"]
    return found


@pytest.fixture(scope="module")
def variables(resources: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = resources["Function"]["Environment"]["Variables"]
    return found


def read(name: str, value: object) -> object:
    """The setting, where the function's variable holds the value."""
    return getattr(Config.from_env({variable(name): str(value)}), name)


def refused(name: str, value: object) -> bool:
    try:
        read(name, value)
    except ConfigurationError:
        return True
    return False


def test_every_variable_is_a_setting_and_every_setting_a_variable(variables: dict[str, Any]) -> None:
    assert {name for name in variables if name.startswith(PREFIX)} == {variable(name) for name in VARIABLES}


@pytest.mark.parametrize("name", WITH_PARAMETER)
def test_a_parameter_becomes_the_variable_of_its_setting(name: str, variables: dict[str, Any]) -> None:
    assert variables[variable(name)] == {"Ref": SETTINGS[name].parameter}


@pytest.mark.parametrize("name", sorted(set(VARIABLES) - WITH_PARAMETER.keys()))
def test_what_has_no_parameter_is_made_by_the_template(name: str, variables: dict[str, Any]) -> None:
    condition, made, otherwise = variables[variable(name)]["Fn::If"]
    assert condition in {"HasWeb", "KeepsRenditions", "Remembers"}
    assert made.keys() <= {"Fn::GetAtt", "Ref"}
    assert otherwise == ""


@pytest.mark.parametrize("name", WITH_PARAMETER)
def test_a_parameter_has_the_default_of_its_setting(name: str, parameters: dict[str, Any]) -> None:
    assert read(name, parameters[SETTINGS[name].parameter]["Default"]) == getattr(Config(), name)


@pytest.mark.parametrize("name", WITH_PARAMETER)
def test_what_a_parameter_allows_the_setting_takes(name: str, parameters: dict[str, Any]) -> None:
    parameter = parameters[SETTINGS[name].parameter]
    allowed = parameter.get("AllowedValues", [])
    assert len({read(name, value) for value in allowed}) == len(allowed)
    pattern = re.compile(parameter.get("AllowedPattern", ".*"))
    assert not [value for value in _sayable(parameter) if pattern.fullmatch(value) and refused(name, value)]


def _sayable(parameter: dict[str, Any]) -> list[str]:
    return VALUES if parameter["Type"] == "String" and "AllowedValues" not in parameter else []


@pytest.mark.parametrize("name", WITH_PARAMETER)
def test_a_pattern_lets_every_language_through(name: str, parameters: dict[str, Any]) -> None:
    parameter = parameters[SETTINGS[name].parameter]
    if "AllowedPattern" not in parameter:
        return
    pattern = re.compile(parameter["AllowedPattern"])
    every = [code for code in languages.NAMES if not refused(name, code)]
    assert not [code for code in every if not pattern.fullmatch(code)]
    assert any(not pattern.fullmatch(value) for value in VALUES)


@pytest.mark.parametrize(("end", "beyond"), [("MinValue", -1), ("MaxValue", 1)])
@pytest.mark.parametrize("name", [name for name in WITH_PARAMETER if isinstance(getattr(Config(), name), int)])
def test_a_range_ends_where_the_setting_does(name: str, end: str, beyond: int, parameters: dict[str, Any]) -> None:
    parameter = parameters[SETTINGS[name].parameter]
    if isinstance(getattr(Config(), name), bool):
        assert parameter["AllowedValues"] == ["on", "off"]
        return
    assert read(name, parameter[end]) == parameter[end]
    assert refused(name, parameter[end] + beyond)


@pytest.mark.parametrize("name", WITH_PARAMETER)
def test_a_choice_is_the_whole_choice(name: str, parameters: dict[str, Any]) -> None:
    """A setting of fixed words says which they are when it refuses another; its parameter offers the same."""
    with pytest.raises(ConfigurationError) as refusal:
        Config().with_payload(json.dumps({name: {"no": "word"}}))
    words = re.search(r"is not one of (.*)", refusal.value.message)
    if words:
        offered = parameters[SETTINGS[name].parameter]["AllowedValues"]
        assert [word or "nothing" for word in offered] == words[1].split(", ")


def test_the_environment_is_never_larger_than_lambda_takes(
    variables: dict[str, Any], parameters: dict[str, Any]
) -> None:
    assert sum(len(name) + longest(value, parameters) for name, value in variables.items()) < 4096


def longest(value: Any, parameters: dict[str, Any]) -> int:
    """Most characters of a variable."""
    match value:
        case {"Ref": str(name)} if name in parameters:
            return longest_of(parameters[name])
        case {"Fn::If": [_, yes, no]}:
            return max(longest(yes, parameters), longest(no, parameters))
        case {"Ref": "AWS::NoValue"}:
            return 0
        case {"Ref": "RenditionBucket"}:
            return 63
        case {"Ref": "MemoryTable"}:
            return 255
        case {"Fn::GetAtt": ["SupportingAccessPoint", "Arn"]}:
            return len("arn:aws-us-gov:s3:ap-southeast-1:123456789012:accesspoint/") + 50
    return len(str(value))


def longest_of(parameter: dict[str, Any]) -> int:
    """Most characters of a parameter's value."""
    if "MaxLength" in parameter:
        return int(parameter["MaxLength"])
    words = [*parameter.get("AllowedValues", []), parameter.get("MaxValue", ""), parameter["Default"]]
    return max(40 if "AllowedPattern" in parameter else 0, *(len(str(word)) for word in words))


def test_the_page_of_settings_is_up_to_date() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == pages()[PAGE], "`make docs` writes it"
