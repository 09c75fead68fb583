"""`lingopoint sitemap`: what search engines are told of a website in all its languages."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import boto3
import pytest
from moto import mock_aws

from lingopoint.config import Config
from lingopoint_cli.objects import sitemap
from tests.client.conftest import Run

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
PAYLOAD = {"site": True, "site_url": "https://example.com", "site_exclude": ["docs/api/*"], "site_reviewed": ["fr"]}
PAGES = ("docs/index.html", "docs/a & b.html", "docs/old.htm", "docs/plain")
OTHERS = (
    *(
        "docs/a & b.html#fr",
        "docs/404.html",
        "docs/api/x.html",
        "docs/style.css",
        "docs/guide.pdf",
        "docs/",
        "docs/data",
    ),
    "private/a.html",
)


@pytest.fixture(autouse=True)
def bucket() -> Iterator[str]:
    """A website in front of a bucket of pages and other things, as the stack `site`; `plain` has none."""
    with mock_aws():
        given = {
            "Languages": "fr,zh-TW",
            "SourceLanguage": "en",
            "WebPrefixes": "docs/",
            "WebPayload": json.dumps({**PAYLOAD, "error_document": "docs/404.html"}),
        }
        region: Any = {"LocationConstraint": "us-west-2"}
        boto3.client("s3").create_bucket(Bucket="originals", CreateBucketConfiguration=region)
        outputs = {"BucketName": {"Value": "originals"}, "WebUrl": {"Value": "https://d1.cloudfront.net"}}
        for name, found in (("site", outputs), ("plain", {"BucketName": {"Value": "originals"}})):
            template = {
                "Parameters": {each: {"Type": "String"} for each in given},
                "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
                "Outputs": found,
            }
            parameters: Any = [{"ParameterKey": key, "ParameterValue": value} for key, value in given.items()]
            boto3.client("cloudformation").create_stack(
                StackName=name, TemplateBody=json.dumps(template), Parameters=parameters
            )
        for key in (*PAGES, *OTHERS):
            kind = "text/html; charset=utf-8" if key in PAGES else "application/octet-stream"
            boto3.client("s3").put_object(Bucket="originals", Key=key, Body=b"x", ContentType=kind)
        yield "originals"


def entries(path: Path) -> dict[str, dict[str, str]]:
    """The alternates of each address."""
    return {
        str(each.findtext("s:loc", "", NAMES)): {
            link.attrib["hreflang"]: link.attrib["href"] for link in each.findall("x:link", NAMES)
        }
        for each in ElementTree.parse(path).getroot().findall("s:url", NAMES)
    }


def test_every_page_is_listed_in_every_language_with_all_of_them(run: Run, tmp_path: Path) -> None:
    result = run("sitemap", "--to", "fr,zh-tw", "-o", tmp_path, "--stack", "site")
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path}/sitemap.xml\n")
    found = entries(tmp_path / "sitemap.xml")
    paths = ("/docs/a%20%26%20b.html", "/docs/", "/docs/old.htm", "/docs/plain")
    assert list(found) == [
        f"https://example.com{language}{path}" for path in paths for language in ("", "/fr", "/zh-tw")
    ]
    for address, alternates in found.items():
        path = next(path for path in paths if address.endswith(path) and (path != "/docs/" or address[-1] == "/"))
        assert alternates == {
            "en": f"https://example.com{path}",
            "fr": f"https://example.com/fr{path}",
            "zh-TW": f"https://example.com/zh-tw{path}",
            "x-default": f"https://example.com{path}",
        }
    assert "12 addresses" in result.stderr
    assert "pages in zh-TW that nobody reviewed" in result.stderr


def test_only_what_is_below_a_prefix_is_listed_in_the_languages_of_the_website(run: Run, tmp_path: Path) -> None:
    assert run("sitemap", "docs/o", "-o", tmp_path / "new", "--stack", "site").exit_code == 0
    assert len(entries(tmp_path / "new" / "sitemap.xml")) == 3
    assert run("sitemap", "docs/o", "--to", "fr", "-o", tmp_path, "--stack", "site").exit_code == 0
    assert list(entries(tmp_path / "sitemap.xml")) == [
        "https://example.com/docs/old.htm",
        "https://example.com/fr/docs/old.htm",
    ]


@pytest.mark.parametrize("limit", ["MOST_ENTRIES", "MOST_BYTES"])
def test_what_is_more_than_one_file_may_hold_is_several_and_their_index(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    assert run("sitemap", "--to", "fr", "-o", tmp_path, "--stack", "site").exit_code == 0
    whole = entries(tmp_path / "sitemap.xml")
    most = 3 if limit == "MOST_ENTRIES" else 1500
    monkeypatch.setattr(sitemap, limit, most)
    assert run("sitemap", "--to", "fr", "-o", tmp_path, "--stack", "site").exit_code == 0
    index = ElementTree.parse(tmp_path / "sitemap.xml").getroot()
    assert index.tag == f"{{{NAMES['s']}}}sitemapindex"
    named = [str(each.text).rpartition("/")[2] for each in index.findall("s:sitemap/s:loc", NAMES)]
    assert named == [f"sitemap-{number + 1}.xml" for number in range(len(named))]
    assert {str(each.text) for each in index.findall("s:sitemap/s:loc", NAMES)} == {
        f"https://example.com/{name}" for name in named
    }
    parts = [entries(tmp_path / name) for name in named]
    assert {address: each for part in parts for address, each in part.items()} == whole
    for name, part in zip(named, parts, strict=True):
        assert (len(part) if limit == "MOST_ENTRIES" else (tmp_path / name).stat().st_size) <= most


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--to", "de", "--stack", "site"), 2, "none of Languages"),
        (("--to", "xx", "--stack", "site"), 2, "no language"),
        (("nothing/", "--stack", "site"), 3, "no page"),
        (("--stack", "plain"), 3, "no website"),
    ],
)
def test_what_cannot_be_listed_is_told(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = run("sitemap", *arguments, "-o", tmp_path)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_each_language_has_one_address_also_that_of_the_originals() -> None:
    page = sitemap.Listed("/a.html", datetime(2026, 1, 1, tzinfo=UTC))
    config = Config(source_language="en")
    first, *_ = sitemap.entries_of(page, "https://example.com", ["en", "fr"], config)
    assert first.count(b'hreflang="en"') == 1
    assert b'hreflang="x-default" href="https://example.com/a.html"' in first
