"""Chromium, driven by Playwright; pages behind the web door of the local stack; and axe, which finds what hinders."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from mypy_boto3_s3 import S3Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from lingopoint_cli import options
from lingopoint_cli.demonstration.readings import Readings
from lingopoint_cli.demonstration.server import demonstration
from lingopoint_cli.objects.showcase import DOCUMENTS, engine_of, store_samples
from lingopoint_local.aws.stack import Stack
from lingopoint_local.project import SAMPLES, WEB
from tests.clients.environments import found, node_environment
from tests.stack_fixtures import connect
from tests.support import ROOT

PHONE = {"width": 360, "height": 740}
_NAMES = ("chromium", "chromium-browser", "google-chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium")
_PATIENCE = 90_000
"""Milliseconds: a machine with other things to do takes long to start a function."""

Open = Callable[..., Page]
"""Opens an address in a new window, which has the settings of a Playwright context."""


def chromium() -> str:
    """The path of Chromium (Debian: apt-get install chromium; macOS: brew install --cask chromium)."""
    return next(filter(None, map(shutil.which, _NAMES)), None) or found(_NAMES[0])


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium())
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens pages. An error of a script fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(address: str, **settings: Any) -> Page:
        # CloudFront demands HTTPS, which a local one has no certificate for: it is told that it has it.
        context = browser.new_context(extra_http_headers={"X-Forwarded-Proto": "https"}, **settings)
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="package")
def snippet() -> str:
    """What the documentation says to put into a page."""
    text = (ROOT / "docs/how-to/website.md").read_text(encoding="utf-8")
    return next(re.finditer(r"^```html\n(.*?)^```", text, re.MULTILINE | re.DOTALL))[1]


@pytest.fixture(scope="package")
def website(stack: Stack, snippet: str) -> str:
    """The address of a website behind the door: `/` is the documentation's page, and what it leads to is there."""
    s3: S3Client = connect(stack, "s3")
    page = _PAGE.replace("$snippet", snippet)
    objects = {
        "index.html": (page.encode(), "text/html; charset=utf-8"),
        "lingopoint.js": ((WEB / "lingopoint.js").read_bytes(), "text/javascript; charset=utf-8"),
        "docs/welcome.docx": ((SAMPLES / "welcome.docx").read_bytes(), _DOCX),
        "docs/disclaimer.html": ((SAMPLES / "disclaimer.html").read_bytes(), "text/html; charset=utf-8"),
    }
    for key, (body, kind) in objects.items():
        s3.put_object(Bucket=stack.bucket, Key=key, Body=body, ContentType=kind)
    return stack.web_url


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Documents</title>
<style>:root { color: CanvasText; background: Canvas }</style>
<main>
<h1>Documents</h1>
$snippet
</main>
"""
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="package")
def shown(stack: Stack, stack_state: Path) -> Iterator[str]:
    """The address of the demonstration."""
    place = options.place("", local=True, state=stack_state)
    store_samples(place)
    with demonstration(Readings(place, engine_of(stack), DOCUMENTS), stack.web_url) as address:
        yield address


@pytest.fixture(scope="package")
def axe() -> str:
    """axe-core's script."""
    source = node_environment(Path(__file__).parent / "axe") / "node_modules/axe-core/axe.min.js"
    return source.read_text(encoding="utf-8")


def complaints(page: Page, axe: str) -> list[str]:
    """What axe finds in a page as it is now."""
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [f"{each['id']}: {node['html']}" for each in found["violations"] for node in each["nodes"]]


def fits(page: Page) -> bool:
    """Whether nothing of a page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def path_of(page: Page) -> str:
    """Where a page is, without its host."""
    return urlsplit(page.url)._replace(scheme="", netloc="").geturl()
