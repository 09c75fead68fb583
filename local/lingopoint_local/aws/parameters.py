"""The template's parameters: what a local stack may be given of them, and whether a value is one that they take."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from lingopoint_local.failure import StackError

Parameters = Mapping[str, str]

WEB_PREFIXES = "*"
"""What the local website publishes unless it is told otherwise: everything that somebody put there."""

BOTH_DOORS: Parameters = {"FrontDoor": "both", "WebPrefixes": WEB_PREFIXES}

FIXED = ("EndpointUrl", "FrontDoor", "FunctionArchitecture", "FunctionRuntime", "TranslateEndpointUrl")
"""What a local stack sets by itself, to this machine and its servers."""


class ParameterError(StackError):
    """A parameter was given that the template, or a local stack, does not take."""


class _Loader(yaml.SafeLoader):
    """CloudFormation's short forms as nothing: no parameter has any."""


_Loader.add_multi_constructor("!", lambda *_: None)


def declared(template: Path) -> dict[str, dict[str, Any]]:
    """The template's parameters as it declares them, by name."""
    found: dict[str, dict[str, Any]] = yaml.load(template.read_text(encoding="utf-8"), _Loader)["Parameters"]  # noqa: S506  a safe loader of its own
    return found


def defaults(template: Path) -> dict[str, str]:
    """What each parameter is unless it is given."""
    return {name: str(about["Default"]) for name, about in declared(template).items()}


def given(assignments: Sequence[str], template: Path) -> dict[str, str]:
    """The values of `NAME=VALUE` each, by name. Raises ParameterError for what the template would not take."""
    parameters, values = declared(template), dict[str, str]()
    for assignment in assignments:
        name, separator, value = assignment.partition("=")
        wrong = "it is given twice" if name in values else _wrong(name, value, bool(separator), parameters)
        if wrong:
            raise ParameterError(f"{assignment!r}: {wrong}")
        values[name] = value
    return values


def _wrong(name: str, value: str, is_assignment: bool, parameters: Mapping[str, Mapping[str, Any]]) -> str:
    """What is wrong with an assignment, in words; empty where nothing is."""
    if not is_assignment:
        return "give NAME=VALUE"
    if name not in parameters:
        return f"the template has no parameter {name}; there are {', '.join(sorted(parameters.keys() - FIXED))}"
    if name in FIXED:
        return "a local stack sets this by itself"
    return next(_faults(value, parameters[name]), "")


def _faults(value: str, about: Mapping[str, Any]) -> Iterator[str]:
    """What CloudFormation has against a value (its User Guide, "Parameters section structure")."""
    allowed = [str(each) for each in about.get("AllowedValues", [])]
    if allowed and value not in allowed:
        yield f"it is one of {', '.join(each or 'nothing' for each in allowed)}"
    if about["Type"] == "Number":
        yield from _faults_of_number(value, about)
    if len(value) > about.get("MaxLength", len(value)):
        yield f"it has at most {about['MaxLength']} characters"
    if not re.fullmatch(about.get("AllowedPattern", "(?s:.*)"), value):
        yield str(about["ConstraintDescription"])


def _faults_of_number(value: str, about: Mapping[str, Any]) -> Iterator[str]:
    low, high = about.get("MinValue"), about.get("MaxValue")
    if not re.fullmatch(r"-?\d+", value, re.ASCII):
        yield "it is a number"
    elif (low is not None and int(value) < low) or (high is not None and int(value) > high):
        yield f"it is a number from {low} to {high}"


def in_words(values: Parameters) -> str:
    """`CallerCheck=strict, Languages=fr`."""
    return ", ".join(f"{name}={value}" for name, value in sorted(values.items())) or "the template's defaults"
