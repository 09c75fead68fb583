"""What is no policy and lets somebody in all the same: settings and parameters."""

import re

import pytest

from tests.rights.stack.holders import reader, role
from tests.rights.stack.references import MAIN, MORE, properties
from tests.rights.stack.settings import MORE_VALUES, VALUES, at, complaints, parameters

VALUES_OF = {"template.yaml": (MAIN, VALUES), "access-point.yaml": (MORE, MORE_VALUES)}


@pytest.mark.parametrize("name", VALUES_OF)
def test_what_keeps_somebody_out_is_there(name: str) -> None:
    assert complaints(*VALUES_OF[name]) == []


@pytest.mark.parametrize("name", ["DistributionConfig.CacheBehaviors", "DistributionConfig.Origins"])
def test_the_website_has_one_origin_and_one_behaviour(name: str) -> None:
    assert len(at(MAIN, f"WebDistribution.{name}") or ["the default"]) == 1


IN_POLICIES = {
    "template.yaml": (
        MAIN,
        [role(), reader(), *map(properties, ("BucketPolicy", "RenditionBucketPolicy", "WebMayCallUrl"))],
    ),
    "access-point.yaml": (MORE, [reader(MORE), properties("FunctionRights", MORE)]),
}


@pytest.mark.parametrize("name", IN_POLICIES)
def test_no_parameter_brings_a_wildcard_or_a_variable_into_a_policy(name: str) -> None:
    template, policies = IN_POLICIES[name]
    found = parameters(template, policies)
    assert {"Name", "TerminologyName"} <= set(found)
    for parameter in found:
        pattern = template["Parameters"][parameter]["AllowedPattern"]
        for bad in ("a*", "*a", "a?", "?", "${aws:username}", "a/*", "arn:aws:kms:us-west-2:123456789012:key/*", "a\n"):
            assert not re.fullmatch(pattern, bad), (parameter, bad)


@pytest.mark.parametrize("parameter", ["TaggedPrefixes", "WebPrefixes"])
def test_no_prefix_of_several_is_empty_and_means_every_key(parameter: str) -> None:
    pattern = MAIN["Parameters"][parameter]["AllowedPattern"]
    assert re.fullmatch(pattern, "public/,forms/")
    assert not [bad for bad in (",", "a,", ",a", "a,,b", "a,*", "*,a", "a,b,c,d,e,f") if re.fullmatch(pattern, bad)]


def test_every_key_is_said_by_a_wildcard_on_the_web_alone() -> None:
    every = {
        name
        for name in parameters(MAIN, role(), reader())
        if re.fullmatch(MAIN["Parameters"][name]["AllowedPattern"], "*")
    }
    assert every == {"WebPrefixes"}
