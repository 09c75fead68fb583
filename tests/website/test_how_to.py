"""The pages about the website are followed word by word, as far as no account is needed."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from lingopoint_local.aws.environment import CREDENTIALS, clean
from lingopoint_local.aws.parameters import given
from lingopoint_local.aws.stack import Stack
from tests.clients.conftest import KNOWS_LOCALHOST
from tests.clients.environments import python_environment
from tests.support import ROOT
from tests.website import how_to
from tests.website.conftest import Website

pytestmark = pytest.mark.stack

PAGE = b"<!doctype html><html lang=en><title>Guide</title><p>Read this first.</p></html>"


def follow(page: str, stack: Stack, folder: Path) -> list[str]:
    """Run the commands of a page, in its order; what they print."""
    path = os.pathsep.join([str(Path(sys.executable).parent), str(python_environment("awscli")), os.environ["PATH"]])
    environment = {
        **clean(),
        **CREDENTIALS,
        "AWS_ENDPOINT_URL": stack.endpoint,
        "AWS_DEFAULT_REGION": stack.region,
        "PATH": path,
        "PYTHONPATH": str(KNOWS_LOCALHOST),
    }
    script = f"set -euo pipefail\n{how_to.here(page)}"
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_page_about_a_whole_website_is_followed(site: Website, stack: Stack, tmp_path: Path) -> None:
    site.put("index.html", PAGE)
    assert follow("website.md", stack, tmp_path) == ["public/sitemap.xml", "sitemap.xml"]
    listed = site.get("/sitemap.xml").text
    assert "<loc>https://example.com/de/</loc>" in listed
    assert "Ŕ" in site.get("/de/").text


def test_the_page_about_the_web_door_is_followed(site: Website, stack: Stack, tmp_path: Path) -> None:
    site.put("docs/guide.html", PAGE)
    link, *cookies, page, folder = follow("without-object-lambda.md", stack, tmp_path)
    assert "Signature=" in link
    signed = urlsplit(link)
    answer = site.get(f"{signed.path}?{signed.query}")
    assert (answer.status_code, answer.headers["content-language"]) == (200, "fr")
    assert [each.partition("=")[0] for each in cookies] == [
        f"CloudFront-{name}" for name in ("Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm")
    ]
    assert (page, folder) == ("invalidated: 1 path", "invalidated: 1 path")


@pytest.mark.parametrize("page", ["website.md", "without-object-lambda.md"])
def test_what_is_to_be_deployed_can_be(page: str) -> None:
    for parameters in how_to.deployments(page):
        named = [each for each in parameters if not each.startswith("FrontDoor=")]
        assert given(named, ROOT / "template.yaml")
