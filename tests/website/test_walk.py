"""Websites that people make, read in a browser in other languages: nobody is led out of theirs, and nothing breaks.

The environment's LINGOPOINT_WALK says how many pages of each are read: 20 is all of them.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.website.build import NAMES
from tests.website.conftest import Website
from tests.website.walk import PAGES, Walk, browser

pytestmark = pytest.mark.stack


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    with browser() as found:
        yield found


@pytest.mark.parametrize("language", ["pt", "ar"])
@pytest.mark.parametrize("name", NAMES)
def test_a_website_is_read_in_one_language_from_page_to_page(
    built: Website, context: BrowserContext, name: str, language: str
) -> None:
    walk = Walk(context, built.url, language, name).through(PAGES)
    assert walk.problems == []
    assert len(walk.visited) == PAGES
