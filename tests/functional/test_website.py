"""A whole website in the reader's language, at the web door."""

import gzip
import json
from typing import Any

import pytest

from lingopoint.config import Config
from lingopoint.ports import ThrottledError
from lingopoint_in_memory import FunctionTranslator
from tests.functional.test_web import Answer, Web, ask
from tests.support import SteppingClock, shouting

PAGE = b'<html lang="en"><body><p>Hello there.</p><a href="/docs/b.html">More</a><img src="/a.png"></body></html>'
FRENCH = b'<html lang="fr"><body><p>HELLO THERE.</p><a href="/fr/docs/b.html">MORE</a><img src="/a.png"></body></html>'
SITE: dict[str, Any] = {"site": True, "site_url": "https://example.com"}


@pytest.fixture
def web() -> Web:
    config = Config(source_language="en", web_prefixes=("*",), languages=("fr", "de"))
    world = Web(translator=shouting(), config=config)
    for key in ("docs/a.html", "docs/index.html"):
        world.put(key, PAGE, content_type="text/html", etag='"0123"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT")
    return world


def read(web: Web, path: str, query: str = "", method: str = "GET", settings: Any = SITE, **headers: str) -> Answer:
    return ask(web, path, query, method, x_lingopoint_payload=json.dumps(settings), **headers)


@pytest.mark.parametrize("path", ["/fr/docs/a.html", "/fr/docs/"])
def test_the_pages_of_a_website_lead_to_each_other_in_the_language(web: Web, path: str) -> None:
    answer = read(web, path)
    assert (answer.status, answer.body) == (200, FRENCH)
    assert answer.headers["x-robots-tag"] == "noindex"
    assert f"<https://example.com{path.replace('/fr/', '/de/')}" in answer.headers["link"]


def test_without_the_setting_links_stay(web: Web) -> None:
    assert b'href="/docs/b.html"' in read(web, "/fr/docs/a.html", settings={}).body


def test_the_original_is_as_it_is_stored(web: Web) -> None:
    answer = read(web, "/docs/a.html")
    assert answer.body == PAGE
    assert "x-robots-tag" not in answer.headers


def test_a_page_that_a_person_reviewed_is_one_of_the_website_too(web: Web) -> None:
    web.put("docs/a.html#fr", b'<body><a href="/docs/b.html">Suite</a>', content_type="text/html", etag='"9"')
    answer = read(web, "/fr/docs/a.html", settings={**SITE, "site_label": True})
    assert answer.body == b'<body><a href="/fr/docs/b.html">Suite</a>'
    assert "x-robots-tag" not in answer.headers


def test_a_compressed_page_is_read_and_changed(web: Web) -> None:
    web.put("docs/z.html", gzip.compress(PAGE), content_type="text/html", content_encoding="gzip")
    answer = read(web, "/fr/docs/z.html")
    assert answer.body == FRENCH
    assert "content-encoding" not in answer.headers


def test_what_is_no_page_is_as_without_a_website(web: Web) -> None:
    web.put("docs/a.txt", b"<a href='/docs/'>\n", content_type="text/plain")
    web.put("docs/page", b"<a href='/docs/'>\n", content_type="text/plain")
    assert read(web, "/fr/docs/a.txt", range="bytes=0-1").status == 206
    assert b"/fr/" not in read(web, "/fr/docs/page").body


@pytest.mark.parametrize("kind", ["etag", "etag_weak"])
def test_a_validator_spares_the_translation_and_the_page(web: Web, kind: str) -> None:
    tag = read(web, "/fr/docs/a.html").headers["etag"]
    before = len(web.original_reads)
    held = tag if kind == "etag" else f"W/{tag}"
    answer = read(web, "/fr/docs/a.html", if_none_match=f'"other", {held}')
    assert (answer.status, answer.headers["etag"].removeprefix("W/")) == (304, tag)
    assert len(web.original_reads) - before <= 1


@pytest.mark.parametrize("other", [{"site_canonical": "original"}, {"site_label": True}, {"site_keep_links": ["x"]}])
def test_a_page_that_was_made_by_other_settings_is_another(web: Web, other: dict[str, Any]) -> None:
    tag = read(web, "/fr/docs/a.html").headers["etag"]
    answer = read(web, "/fr/docs/a.html", settings={**SITE, **other}, if_none_match=tag)
    assert answer.status == 200
    assert answer.headers["etag"] != tag
    assert read(web, "/fr/docs/a.html", settings={}, if_none_match=tag).status == 200


def test_a_page_is_whole_whatever_part_is_asked_for(web: Web) -> None:
    answer = read(web, "/fr/docs/a.html", range="bytes=0-3", if_range='"x"')
    assert (answer.status, answer.body) == (200, FRENCH)


def test_head_tells_what_get_tells(web: Web) -> None:
    got, told = read(web, "/fr/docs/a.html"), read(web, "/fr/docs/a.html", method="HEAD")
    assert told.body == b""
    assert told.headers == {**got.headers, "content-length": str(len(got.body))}


def test_a_language_that_was_reviewed_may_be_found_and_carries_no_label(web: Web) -> None:
    told = read(web, "/fr/docs/a.html", settings={**SITE, "site_label": True})
    assert b"Traduction automatique, non relue." in told.body.replace(b"&#233;", "é".encode())
    assert b'href="https://example.com/docs/a.html"' in told.body
    reviewed = read(web, "/fr/docs/a.html", settings={**SITE, "site_label": True, "site_reviewed": ["fr"]})
    assert reviewed.body == FRENCH
    assert "x-robots-tag" not in reviewed.headers


def test_what_the_website_excludes_stays_as_it_is_stored(web: Web) -> None:
    settings = {**SITE, "site_exclude": ["docs/a*"]}
    assert read(web, "/fr/docs/a.html", settings=settings).body == PAGE
    assert b'<a href="/fr/docs/b.html">' in read(web, "/fr/docs/", settings=settings).body
    settings["languages"] = ["fr", "de"]
    assert "link" not in read(web, "/fr/docs/a.html", settings=settings).headers
    assert "link" in read(web, "/fr/docs/", settings=settings).headers


def test_an_object_that_leads_elsewhere_leads_there_in_the_language(web: Web) -> None:
    web.put("docs/old.html", b"", content_type="text/html", x_amz_website_redirect_location="/docs/new.html")
    answer = read(web, "/fr/docs/old.html")
    assert (answer.status, answer.headers["location"]) == (301, "/fr/docs/new.html")
    web.put("docs/out.html", b"", content_type="text/html", x_amz_website_redirect_location="https://example.org/")
    assert read(web, "/fr/docs/out.html").headers["location"] == "https://example.org/"


def _throttled(text: str) -> str:
    raise ThrottledError


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_until_a_page_is_translated_the_original_stands_at_its_address(web: Web, method: str) -> None:
    web.clock = SteppingClock()
    web.translator = FunctionTranslator(_throttled)
    settings = {**SITE, "while_cold": "original", "cold_seconds": 2}
    answer = read(web, "/fr/docs/a.html", method=method, settings=settings)
    assert answer.status == 503
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["refresh"] == answer.headers["retry-after"] == "5"
    assert answer.body == (b"" if method == "HEAD" else PAGE.replace(b'"/docs/b.html"', b'"/fr/docs/b.html"'))
    assert "etag" not in answer.headers


def test_the_page_for_what_is_missing_is_one_of_the_website(web: Web) -> None:
    web.put("404.html", b"<p>Nothing.</p><a href='/docs/'>x</a>", content_type="text/html")
    answer = read(web, "/fr/docs/lost.html", settings={**SITE, "error_document": "404.html"})
    assert (answer.status, answer.body) == (404, b'<p>NOTHING.</p><a href="/fr/docs/">X</a>')
