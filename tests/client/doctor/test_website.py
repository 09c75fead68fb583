"""The website's distribution: as the stack says, and otherwise."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import pytest

from lingopoint_cli.doctor.finding import Outcome
from tests.client.doctor.conftest import PARAMETERS, Make, asked, outcome
from tests.client.doctor.deployed import distributed, website

Change = Callable[[list[dict[str, Any]]], object]


def at_website(make: Make, parameters: Mapping[str, str] | None = None, **operations: Any) -> Any:
    return make(parameters={**PARAMETERS, **(parameters or {})}, **{**website(), **operations})


PAYLOAD = '{"default_language": "fr"}'


@pytest.mark.parametrize(
    ("said", "sent", "found"),
    [
        ("", "", (Outcome.OK, "none")),
        (PAYLOAD, PAYLOAD, (Outcome.OK, "as WebPayload says")),
        (PAYLOAD, '{ "default_language":"fr"}', (Outcome.OK, "as WebPayload says")),
        (PAYLOAD, '{"default_language": "de"}', (Outcome.FAILED, "WebPayload says otherwise of default_language")),
        (PAYLOAD, "", (Outcome.FAILED, "CloudFront sends 0, and WebPayload says one")),
        ("", PAYLOAD, (Outcome.FAILED, "CloudFront sends 1, and WebPayload says none")),
    ],
)
def test_the_payload_of_the_website(make: Make, said: str, sent: str, found: tuple[Outcome, str]) -> None:
    world = at_website(make, {"WebPayload": said}, get_distribution_config=distributed(WebPayload=sent))
    assert asked("settings.web payload", world).finding == found


def another_header(config: dict[str, Any]) -> None:
    config["Origins"]["Items"][0]["CustomHeaders"] = {"Items": [{"HeaderName": "X-Other", "HeaderValue": "secret"}]}


def test_another_header_of_cloudfronts_is_named(make: Make) -> None:
    config = deepcopy(distributed())
    another_header(config["DistributionConfig"])
    found = asked("settings.web payload", at_website(make, get_distribution_config=config)).finding
    assert found == (Outcome.FAILED, "1 headers that the stack has not")


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("Origins.Items.0.OriginAccessControlId", "", "calls of the function are not signed"),
        ("Origins.Items.0.CustomOriginConfig.OriginProtocolPolicy", "match-viewer", "the function is called in clear"),
        ("Origins", {"Items": []}, "0 origins"),
        ("CacheBehaviors", {"Items": [{}]}, "some paths are answered otherwise"),
        ("DefaultCacheBehavior.AllowedMethods", {"Items": ["GET", "PUT"]}, "more than reading is let through"),
        ("DefaultCacheBehavior.ViewerProtocolPolicy", "allow-all", "readers are answered in clear"),
        (
            *("DefaultCacheBehavior.TrustedKeyGroups", {"Items": ["another"]}),
            "WebKeyGroup says otherwise of who may read",
        ),
        (
            *("DefaultCacheBehavior.LambdaFunctionAssociations", {"Items": [{}]}),
            "another function sees what is asked and answered",
        ),
        ("DefaultCacheBehavior.FunctionAssociations", {}, "addresses are not brought into one form"),
        (
            *("DefaultCacheBehavior.OriginRequestPolicyId", "all"),
            "more of readers' requests reaches the function than the cache tells apart",
        ),
        ("DefaultCacheBehavior.CachePolicyId", "", "it has no cache policy"),
    ],
)
def test_a_distribution_that_was_changed_is_named(make: Make, path: str, value: Any, found: str) -> None:
    config = deepcopy(distributed())
    inside: Any = config["DistributionConfig"]
    *way, last = path.split(".")
    for key in way:
        inside = inside[int(key)] if isinstance(inside, list) else inside[key]
    inside[last] = value
    world = at_website(make, get_distribution_config=config)
    assert asked("rights.website", world).finding == (Outcome.FAILED, found)


def test_a_key_group_is_the_stacks(make: Make) -> None:
    group = {"WebKeyGroup": "readers"}
    world = at_website(make, group, get_distribution_config=distributed(**group))
    assert outcome("rights.website", world) is Outcome.OK
    open_to_all = at_website(make, group)
    assert asked("rights.website", open_to_all).finding.found == "WebKeyGroup says otherwise of who may read"


def test_a_cache_that_hands_headers_on_is_named(make: Make) -> None:
    key = {"HeadersConfig": {"HeaderBehavior": "whitelist"}, "CookiesConfig": {"CookieBehavior": "none"}}
    policy = {"CachePolicy": {"CachePolicyConfig": {"ParametersInCacheKeyAndForwardedToOrigin": key}}}
    found = asked("rights.website", at_website(make, get_cache_policy=policy)).finding.found
    assert found == "headers or cookies of readers reach the function"


@pytest.mark.parametrize("name", ["settings.web payload", "rights.website"])
def test_without_a_website_nothing_is_asked_of_cloudfront(make: Make, name: str) -> None:
    assert asked(name, make()).finding == (Outcome.SKIPPED, "no website, by FrontDoor")
