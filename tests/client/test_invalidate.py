"""`lingopoint invalidate`: CloudFront is told what to drop."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from lingopoint.http.cache_tags import tag
from tests.client.conftest import Run

ORIGIN = {"Id": "function", "DomainName": "example.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
BEHAVIOUR = {
    "TargetOriginId": "function",
    "ViewerProtocolPolicy": "allow-all",
    "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}},
    "MinTTL": 0,
}


@pytest.fixture
def website() -> Iterator[str]:
    """A stack called `site`, whose website is this distribution, and one called `plain` without a website."""
    with mock_aws():
        config: Any = {
            "CallerReference": "1",
            "Origins": {"Quantity": 1, "Items": [ORIGIN]},
            "DefaultCacheBehavior": BEHAVIOUR,
            "Comment": "",
            "Enabled": True,
        }
        identifier = boto3.client("cloudfront").create_distribution(DistributionConfig=config)["Distribution"]["Id"]
        topic = {"Topic": {"Type": "AWS::SNS::Topic"}}
        for name, outputs in (("site", {"WebDistributionId": {"Value": identifier}}), ("plain", {})):
            template = json.dumps({"Resources": topic, "Outputs": outputs})
            boto3.client("cloudformation").create_stack(StackName=name, TemplateBody=template)
        yield identifier


def invalidated(distribution: str) -> list[set[str]]:
    """What each invalidation named."""
    client = boto3.client("cloudfront")
    listed = client.list_invalidations(DistributionId=distribution)["InvalidationList"].get("Items", [])
    each = [client.get_invalidation(DistributionId=distribution, Id=one["Id"])["Invalidation"] for one in listed]
    return [set(one["InvalidationBatch"]["Paths"]["Items"]) for one in each]


def test_a_key_and_a_folder_are_dropped_in_every_language(run: Run, website: str) -> None:
    result = run("invalidate", "docs/page.html", "img/", "docs/page.html", "--stack", "site")
    assert (result.exit_code, result.stdout) == (0, "invalidated: 2 paths\n")
    assert invalidated(website) == [{f"#{tag('docs/page.html')}", f"#{tag('img/')}"}]


def test_only_the_languages_that_are_named_are_dropped(run: Run, website: str) -> None:
    assert run("invalidate", "docs/", "--to", "fr", "--to", "zh-tw", "--stack", "site").exit_code == 0
    assert invalidated(website) == [{f"#{tag('docs/', 'fr')}", f"#{tag('docs/', 'zh-TW')}"}]


def test_everything_is_dropped_at_once(run: Run, website: str) -> None:
    assert run("invalidate", "--all", "--stack", "site").stdout == "invalidated: 1 path\n"
    assert invalidated(website) == [{f"#{tag('')}"}]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--stack", "site"), 2, "say what"),
        (("a", "--all", "--stack", "site"), 2, "say what"),
        (("a", "--to", "xx", "--stack", "site"), 2, "xx"),
        (("a", "--stack", "plain"), 3, "no website"),
        (("a",), 3, "no website"),
    ],
)
def test_what_cannot_be_dropped_is_told(
    run: Run, website: str, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = run("invalidate", *arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert invalidated(website) == []
