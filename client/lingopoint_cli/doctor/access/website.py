"""The website's distribution, beside what the stack's parameters say of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from lingopoint.handlers.web.door import PAYLOAD
from lingopoint_cli.doctor.check import Check
from lingopoint_cli.doctor.finding import Finding, failed, ok, skipped
from lingopoint_cli.doctor.settings import differing
from lingopoint_cli.doctor.world import World

Config = Mapping[str, Any]
_NO_WEBSITE = "no website, by FrontDoor"


def payload(world: World) -> Finding:
    """The header by which CloudFront hands the website's settings to the function."""
    if not world.has_web:
        return skipped(_NO_WEBSITE)
    headers = [
        (str(header["HeaderName"]).lower(), str(header["HeaderValue"]))
        for origin in _items(_configured(world)["Origins"])
        for header in _items(origin.get("CustomHeaders"))
    ]
    said = world.parameter("WebPayload")
    if others := [name for name, _ in headers if name != PAYLOAD]:
        return failed(f"{len(others)} headers that the stack has not")
    if len(headers) != int(bool(said)):
        return failed(f"CloudFront sends {len(headers)}, and WebPayload says {'one' if said else 'none'}")
    wrong = differing(headers[0][1], said) if headers else ""
    return failed(f"WebPayload says otherwise of {wrong}") if wrong else ok("as WebPayload says" if said else "none")


def distribution(world: World) -> Finding:
    """Whom the distribution lets read, and what of them reaches the function."""
    if not world.has_web:
        return skipped(_NO_WEBSITE)
    config = _configured(world)
    policy = config["DefaultCacheBehavior"].get("CachePolicyId")
    wrong = [*_of_origins(config), *_of_behaviours(config, world), *_of_cache(world, policy)]
    return failed("; ".join(wrong)) if wrong else ok("as the stack says")


def _of_origins(config: Config) -> Iterator[str]:
    origins = _items(config["Origins"])
    if len(origins) != 1:
        yield f"{len(origins)} origins"
    if not all(each.get("OriginAccessControlId") for each in origins):
        yield "calls of the function are not signed"
    if any(each.get("CustomOriginConfig", {}).get("OriginProtocolPolicy") != "https-only" for each in origins):
        yield "the function is called in clear"


def _of_behaviours(config: Config, world: World) -> Iterator[str]:
    behaviour = config["DefaultCacheBehavior"]
    if _items(config.get("CacheBehaviors")):
        yield "some paths are answered otherwise"
    if {*_items(behaviour.get("AllowedMethods"))} - {"GET", "HEAD", "OPTIONS"}:
        yield "more than reading is let through"
    if behaviour.get("ViewerProtocolPolicy") not in ("redirect-to-https", "https-only"):
        yield "readers are answered in clear"
    group = world.parameter("WebKeyGroup")
    if _items(behaviour.get("TrustedKeyGroups")) != ([group] if group else []):
        yield "WebKeyGroup says otherwise of who may read"
    if _items(behaviour.get("LambdaFunctionAssociations")):
        yield "another function sees what is asked and answered"
    if [each["EventType"] for each in _items(behaviour.get("FunctionAssociations"))] != ["viewer-request"]:
        yield "addresses are not brought into one form"
    if behaviour.get("OriginRequestPolicyId"):
        yield "more of readers' requests reaches the function than the cache tells apart"


def _of_cache(world: World, policy: str | None) -> Iterator[str]:
    if not policy:
        yield "it has no cache policy"
        return
    found = world.connect("cloudfront").get_cache_policy(Id=policy)["CachePolicy"]["CachePolicyConfig"]
    key = found["ParametersInCacheKeyAndForwardedToOrigin"]
    if (key["HeadersConfig"]["HeaderBehavior"], key["CookiesConfig"]["CookieBehavior"]) != ("none", "none"):
        yield "headers or cookies of readers reach the function"


def _items(several: Any) -> list[Any]:
    """The members of one of CloudFront's lists, which may be left out."""
    found: list[Any] = (several or {}).get("Items") or []
    return found


def _configured(world: World) -> Config:
    answer = world.connect("cloudfront").get_distribution_config(Id=world.output("WebDistributionId"))
    config: Config = answer["DistributionConfig"]
    return config


_AGAIN = "Deploy the template again, unchanged. CloudFront takes some minutes for it."

CHECKS = (
    Check(
        "settings.web payload",
        "Does CloudFront hand to the function what WebPayload says?",
        "The website is answered by other settings than the stack's: another language, another check, other prefixes.",
        _AGAIN,
        payload,
    ),
    Check(
        "rights.website",
        "Does CloudFront let read whom the stack says, and by nothing but what its cache tells apart?",
        "Who has no signed URL may read, or one reader's request shapes what others are answered.",
        _AGAIN,
        distribution,
    ),
)
