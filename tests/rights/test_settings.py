"""What is no policy and lets somebody in all the same: settings, resources that nobody looked at, and parameters."""

import re
from copy import deepcopy
from typing import Any

import pytest

from tests.rights.stack.holders import reader, role
from tests.rights.stack.references import MAIN, MORE, properties
from tests.rights.stack.settings import MORE_RESOURCES, RESOURCES, VALUES, at, complaints, leaves, parameters
from tests.rights.widening.summary import Tally

TEMPLATES = {"template.yaml": (MAIN, RESOURCES, VALUES), "access-point.yaml": (MORE, MORE_RESOURCES, {})}


@pytest.mark.parametrize("name", TEMPLATES)
def test_everything_in_a_template_has_been_looked_at(name: str) -> None:
    assert complaints(*TEMPLATES[name]) == []
    template, resources, _ = TEMPLATES[name]
    assert resources.keys() == template["Resources"].keys()


@pytest.mark.parametrize("path", [leaf for path in VALUES for leaf in leaves(VALUES[path][0], path)])
def test_a_setting_that_keeps_somebody_out_is_not_left_out_or_another_one(path: str, tally: Tally) -> None:
    told = at(MAIN, path)
    for wrong in (None, "another", *([not told] if isinstance(told, bool) else [])):
        template = deepcopy(MAIN)
        parent, _, key = path.rpartition(".")
        inside = at(template, parent)
        inside[int(key) if isinstance(inside, list) else key] = wrong
        (complaint,) = complaints(template, RESOURCES, VALUES)
        tally.append(("a setting left out or another one", complaint.rpartition(": ")[2]))


@pytest.mark.parametrize(
    ("resource", "more"),
    [
        ("SupportingAccessPoint", {"Policy": {"Statement": [{"Effect": "Allow", "Principal": "*"}]}}),
        ("Bucket", {"ReplicationConfiguration": {"Role": "another"}}),
        ("Bucket", {"WebsiteConfiguration": {"IndexDocument": "index.html"}}),
        ("Bucket", {"AccessControl": "PublicRead"}),
        ("MemoryTable", {"ResourcePolicy": {"PolicyDocument": {}}}),
        ("MemoryTable", {"KinesisStreamSpecification": {"StreamArn": "another"}}),
        ("FunctionRole", {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]}),
        ("Function", {"FunctionUrlConfig": {"AuthType": "NONE"}}),
        ("Function", {"Events": {"Api": {"Type": "HttpApi"}}}),
        ("Function", {"Layers": ["arn:aws:lambda:us-west-2:999999999999:layer:another:1"]}),
        ("ReaderPolicy", {"Roles": ["another"]}),
        ("ReaderPolicy", {"Groups": ["everybody"]}),
        ("WebUrl", {"Cors": {"AllowOrigins": ["*"]}}),
        ("WebMayCallFunction", {"EventSourceToken": "another"}),
        ("Another", {"Statement": []}),
    ],
)
def test_a_property_or_a_resource_that_nobody_looked_at_is_noticed(
    resource: str, more: dict[str, Any], tally: Tally
) -> None:
    template = deepcopy(MAIN)
    template["Resources"].setdefault(resource, {"Type": "AWS::IAM::Policy", "Properties": {}})["Properties"] |= more
    assert complaints(template, RESOURCES, VALUES)
    tally.append(("one more property or resource", "looked at by nobody"))


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
