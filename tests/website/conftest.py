"""A website of its own, in front of a function of its own, on the local stack."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from lingopoint_cli.content_types import content_type
from lingopoint_local.aws.deploy import deploy
from lingopoint_local.aws.stack import Stack, local_url
from lingopoint_local.project import PROJECT
from tests.stack_fixtures import connect
from tests.website import how_to
from tests.website.build import NAMES, website

STACK = "lingopoint"
"""As the pages about the website call it."""
FRESH_SECONDS = 2
"""For so long a cache answers without asking."""
STALE_SECONDS = 60
"""For so long it then answers with what it holds while it asks."""

PAYLOAD = {
    "site": True,
    "site_url": "https://example.com",
    "site_label": True,
    "site_drop_scripts": ["/vitepress/assets/*.js"],
}


@dataclass(frozen=True)
class Website:
    """Where the website is, and how something is stored in it."""

    url: str
    put: Callable[[str, bytes], None]

    def get(self, path: str) -> requests.Response:
        """What a reader is given, whom CloudFront takes to come by HTTPS."""
        return requests.get(self.url + path, headers={"X-Forwarded-Proto": "https"}, timeout=60)


@pytest.fixture(scope="session")
def site(stack: Stack, stack_state: Path) -> Website:
    """An empty website, as an account without S3 Object Lambda deploys one."""
    (documented,) = how_to.deployments("website.md")
    settings = {
        **dict(each.split("=", 1) for each in documented),
        "Name": "website",
        "Languages": "fr,de,pt,ar",
        "WebPayload": json.dumps(PAYLOAD),
        "WebCacheControl": f"public, max-age=60, s-maxage={FRESH_SECONDS}, stale-while-revalidate={STALE_SECONDS}",
    }
    outputs = deploy(PROJECT, stack_state, stack.endpoint, stack.translate_endpoint, STACK, settings)
    s3 = connect(stack, "s3")

    def put(key: str, body: bytes) -> None:
        s3.put_object(Bucket=outputs["BucketName"], Key=key, Body=body, ContentType=content_type(key, body))

    return Website(local_url(outputs["WebUrl"], stack.endpoint), put)


@pytest.fixture(scope="session")
def built(site: Website) -> Website:
    """The website with what the generators built in it, each in a folder of its name."""
    for name in NAMES:
        folder = website(name)
        for path in sorted(each for each in folder.rglob("*") if each.is_file() and each.name != "made-from"):
            site.put(f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes())
    return site
