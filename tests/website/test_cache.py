"""The website behind a cache that obeys its headers: what is kept, for how long, and for whom."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from lingopoint_local.aws.processes import until
from tests.stack.reader import translated
from tests.stack_fixtures import Statistics
from tests.website.cache import Cache, caches
from tests.website.conftest import FRESH_SECONDS, Website

pytestmark = pytest.mark.stack

PATIENCE = 120.0


@pytest.fixture(scope="module")
def both(site: Website, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cache, Cache]]:
    with caches(site.url, tmp_path_factory.mktemp("nginx")) as found:
        yield found


@pytest.fixture(scope="module")
def cache(both: tuple[Cache, Cache]) -> Cache:
    """The cache that has its readers wait."""
    return both[0]


@pytest.fixture(scope="module", autouse=True)
def _missing(cache: Cache) -> None:
    """What is asked for before it is there, so that its time is over when it is looked for again."""
    answer = cache.get("/pt/late.txt")
    assert (answer.status_code, answer.headers["cache-control"]) == (404, "public, max-age=10")
    assert cache.get("/pt/late.txt").headers["x-from-cache"] == "HIT"


def first(ask: Callable[[], requests.Response], wanted: Callable[[requests.Response], bool]) -> requests.Response:
    """The first answer that is as wanted."""
    given: list[requests.Response] = []

    def comes() -> bool:
        given.append(ask())
        return wanted(given[-1])

    assert until(comes, PATIENCE)
    return given[-1]


def is_asked_for_again(answer: requests.Response) -> bool:
    return answer.headers["x-from-cache"] != "HIT"


def test_what_is_fresh_is_not_asked_for_and_what_is_unchanged_is_not_translated_again(
    cache: Cache, site: Website, statistics: Statistics
) -> None:
    text = b"A page that stays as it is.\n"
    site.put("cache/same.txt", text)
    made = cache.get("/pt/cache/same.txt")
    assert (made.headers["x-from-cache"], made.content) == ("MISS", translated(text))
    assert f"s-maxage={FRESH_SECONDS}," in made.headers["cache-control"]
    billed = statistics.read()
    again = first(lambda: cache.get("/pt/cache/same.txt"), is_asked_for_again)
    assert (again.headers["x-from-cache"], again.content) == ("REVALIDATED", made.content)
    assert again.headers["etag"] == made.headers["etag"]
    assert statistics.read() == billed


@pytest.mark.parametrize("path", ["/pt/cache/changing.txt", "/cache/changing.txt"])
def test_a_changed_object_is_new_once_its_seconds_are_over(cache: Cache, site: Website, path: str) -> None:
    before, after = b"What it said at first.\n", b"What it says by now.\n"
    expected = translated(after) if path.startswith("/pt/") else after
    site.put("cache/changing.txt", before)
    cache.get(path)
    site.put("cache/changing.txt", after)
    answer = first(lambda: cache.get(path), is_asked_for_again)
    assert (answer.headers["x-from-cache"], answer.content) == ("EXPIRED", expected)
    assert cache.get(path).content == expected


def test_while_a_cache_asks_again_it_serves_what_it_holds(both: tuple[Cache, Cache], site: Website) -> None:
    _, cache = both
    before, after = b"What everybody knows.\n", b"What nobody knew.\n"
    site.put("cache/stale.txt", before)
    assert cache.get("/pt/cache/stale.txt").headers["x-from-cache"] == "MISS"
    site.put("cache/stale.txt", after)
    stale = first(lambda: cache.get("/pt/cache/stale.txt"), is_asked_for_again)
    assert (stale.headers["x-from-cache"], stale.content) == ("STALE", translated(before))
    new = first(lambda: cache.get("/pt/cache/stale.txt"), lambda answer: answer.content != translated(before))
    assert new.content == translated(after)


def test_nobody_is_ever_given_another_language(cache: Cache, site: Website) -> None:
    text = b"A page for readers of all languages.\n"
    site.put("cache/many.txt", text)
    ways = [
        ("/cache/many.txt", "", None),
        ("/pt/cache/many.txt", "ar", "pt"),
        ("/ar/cache/many.txt", "pt", "ar"),
        ("/cache/many.txt?lang=pt", "ar", "pt"),
        ("/cache/many.txt?lang=auto", "pt", "pt"),
        ("/cache/many.txt?lang=auto", "ar", "ar"),
    ]

    def read(way: tuple[str, str, str | None]) -> tuple[str | None, bytes]:
        answer = cache.get(way[0], Accept_Language=way[1])
        return answer.headers.get("content-language"), answer.content

    with ThreadPoolExecutor(2) as readers:
        told = list(readers.map(read, ways * 4))
    assert [language for language, _ in told] == [language for *_, language in ways * 4]
    assert {content for language, content in told if language} == {translated(text)}
    assert {content for language, content in told if not language} == {text}


def test_an_error_is_kept_for_less_than_a_minute(cache: Cache, site: Website) -> None:
    refused = cache.get("/cache/many.txt?lang=xx")
    assert (refused.status_code, refused.headers["cache-control"]) == (400, "public, max-age=60")
    site.put("late.txt", b"Here it is.\n")
    there = first(lambda: cache.get("/pt/late.txt"), is_asked_for_again)
    assert (there.status_code, there.content) == (200, translated(b"Here it is.\n"))
