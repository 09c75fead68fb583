"""What CloudFront would do of itself, and the template has it not do (CloudFront Developer Guide)."""

import re
from typing import Any

import pytest

from lingopoint.handlers.web.door import MOST_SECONDS, PAYLOAD
from lingopoint.handlers.web.request import DOWNLOAD, LANGUAGE, NEGOTIATED, SETTINGS
from lingopoint.http import cache_tags

SOURCE = {
    "Fn::Sub": "arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${WebDistribution}",
}


@pytest.fixture
def distribution(resources: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = resources["WebDistribution"]["DistributionConfig"]
    return found


def test_each_door_is_made_only_where_it_is_asked_for(template: dict[str, Any]) -> None:
    kinds = {name: (each["Type"], each.get("Condition")) for name, each in template["Resources"].items()}
    of_web = {name: when for name, (kind, when) in kinds.items() if "CloudFront" in kind or name.startswith("Web")}
    assert set(of_web.values()) == {"HasWeb"}
    assert {when for kind, when in kinds.values() if "ObjectLambda" in kind} == {"HasObjectLambda"}


def test_a_slow_first_read_is_asked_for_once_and_waited_for(distribution: dict[str, Any]) -> None:
    (origin,) = distribution["Origins"]
    assert origin["ConnectionAttempts"] == 1
    assert origin["CustomOriginConfig"]["OriginReadTimeout"] > MOST_SECONDS


def test_errors_that_pass_are_not_kept(distribution: dict[str, Any]) -> None:
    kept = {each["ErrorCode"]: each["ErrorCachingMinTTL"] for each in distribution["CustomErrorResponses"]}
    assert kept == dict.fromkeys((500, 502, 503, 504), 0)


def test_nothing_of_a_reader_that_is_not_in_the_cache_key_reaches_the_function(
    distribution: dict[str, Any], resources: dict[str, Any]
) -> None:
    assert "OriginRequestPolicyId" not in distribution["DefaultCacheBehavior"]
    assert "CacheBehaviors" not in distribution
    policy = resources["WebCachePolicy"]["CachePolicyConfig"]
    assert policy["MinTTL"] == 0
    parameters = policy["ParametersInCacheKeyAndForwardedToOrigin"]
    assert parameters["CookiesConfig"] == {"CookieBehavior": "none"}
    assert parameters["HeadersConfig"] == {"HeaderBehavior": "none"}
    queries = parameters["QueryStringsConfig"]
    assert queries["QueryStringBehavior"] == "whitelist"
    assert set(queries["QueryStrings"]) == {LANGUAGE, NEGOTIATED, DOWNLOAD, *SETTINGS}


def test_only_this_distribution_may_call_the_function(resources: dict[str, Any]) -> None:
    assert resources["WebUrl"]["AuthType"] == "AWS_IAM"
    assert resources["WebOriginAccess"]["OriginAccessControlConfig"]["SigningBehavior"] == "always"
    url, function = resources["WebMayCallUrl"], resources["WebMayCallFunction"]
    assert (url["Action"], url["FunctionUrlAuthType"]) == ("lambda:InvokeFunctionUrl", "AWS_IAM")
    assert (function["Action"], function["InvokedViaFunctionUrl"]) == ("lambda:InvokeFunction", True)
    for permission in (url, function):
        assert permission["Principal"] == "cloudfront.amazonaws.com"
        assert permission["SourceArn"] == SOURCE


def test_only_reading_is_let_through(distribution: dict[str, Any]) -> None:
    behaviour = distribution["DefaultCacheBehavior"]
    assert behaviour["AllowedMethods"] == ["GET", "HEAD"]
    assert behaviour["ViewerProtocolPolicy"] == "redirect-to-https"


def test_nothing_is_published_by_default(template: dict[str, Any]) -> None:
    assert template["Parameters"]["WebPrefixes"]["Default"] == ""
    (needed,) = template["Rules"]["WebNeedsPrefixes"]["Assertions"]
    assert needed["Assert"] == {"Fn::Not": [{"Fn::Equals": [{"Ref": "WebPrefixes"}, ""]}]}


def test_what_cloudfront_keeps_can_be_taken_back_and_readers_see_nothing_of_how(
    distribution: dict[str, Any], resources: dict[str, Any]
) -> None:
    assert distribution["CacheTagConfig"] == {"HeaderName": cache_tags.HEADER}
    removed = resources["WebHeaders"]["ResponseHeadersPolicyConfig"]["RemoveHeadersConfig"]["Items"]
    assert removed == [{"Header": cache_tags.HEADER}]


def test_the_payload_of_a_website_is_what_the_door_reads(
    distribution: dict[str, Any], template: dict[str, Any]
) -> None:
    (origin,) = distribution["Origins"]
    _, headers, otherwise = origin["OriginCustomHeaders"]["Fn::If"]
    assert headers == [{"HeaderName": PAYLOAD, "HeaderValue": {"Ref": "WebPayload"}}]
    assert otherwise == {"Ref": "AWS::NoValue"}
    allowed = re.compile(template["Parameters"]["WebPayload"]["AllowedPattern"])
    assert allowed.fullmatch('{"error_document": "docs/404.html", "default_language": "fr"}')
    assert not [bad for bad in ("[]", "fr", '{"a":\n1}', '{"a": "é"}') if allowed.fullmatch(bad)]


def test_scripts_of_other_origins_may_read_only_where_it_is_said(
    resources: dict[str, Any], template: dict[str, Any]
) -> None:
    assert template["Parameters"]["WebCorsOrigins"]["Default"] == ""
    condition, cors, _ = resources["WebHeaders"]["ResponseHeadersPolicyConfig"]["CorsConfig"]["Fn::If"]
    assert condition == "HasWebCors"
    assert cors["AccessControlAllowMethods"] == {"Items": ["GET", "HEAD"]}
    assert cors["AccessControlAllowCredentials"] is False
    allowed = re.compile(template["Parameters"]["WebCorsOrigins"]["AllowedPattern"])
    assert allowed.fullmatch("https://example.com,http://localhost:8000")
    assert not [
        bad for bad in ("example.com", "https://a.com/", "https://a.com, https://b.com") if allowed.fullmatch(bad)
    ]


def test_only_who_has_a_signature_is_let_in_where_a_key_group_is_named(
    distribution: dict[str, Any], template: dict[str, Any]
) -> None:
    assert template["Parameters"]["WebKeyGroup"]["Default"] == ""
    assert template["Conditions"]["HasWebKeyGroup"] == {"Fn::Not": [{"Fn::Equals": [{"Ref": "WebKeyGroup"}, ""]}]}
    groups = distribution["DefaultCacheBehavior"]["TrustedKeyGroups"]
    assert groups == {"Fn::If": ["HasWebKeyGroup", [{"Ref": "WebKeyGroup"}], {"Ref": "AWS::NoValue"}]}
    # Another behaviour before it could let in who has none.
    assert "CacheBehaviors" not in distribution
