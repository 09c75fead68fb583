"""The web door: what a browser, or CloudFront for it, is given."""

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from urllib.parse import quote

import pytest

from lingopoint.config import Config
from lingopoint.handlers.web import handle
from lingopoint.handlers.web.path import key_of, marked
from lingopoint.http import cache_tags
from lingopoint.ports import NO_HEADERS, ConditionalOrigin, Origin, Response, StoredObject, ThrottledError
from lingopoint_in_memory import DictOrigin, DictRenditions, FunctionTranslator
from tests.support import SteppingClock, World, sent, shouting

PUBLISHED = Config(source_language="en", web_prefixes=("docs/", "page"))


@dataclass(frozen=True)
class Conditional:
    """S3, as far as it says that an object is unchanged: then it says no type."""

    origin: DictOrigin

    def get(self, headers: Mapping[str, str] = NO_HEADERS, /) -> StoredObject:
        found = self.origin.get(headers)
        tag = found.headers.get("etag", "")
        return StoredObject(304, {"etag": tag}, BytesIO()) if tag and headers.get("if-none-match") == tag else found


@dataclass
class Web(World):
    """The world behind a function URL."""

    config: Config = field(default_factory=lambda: PUBLISHED)
    linked: Mapping[str, str] = field(default_factory=dict)
    """The headers of the answer that was linked last."""

    def stored(self, key: str, headers: Mapping[str, str], method: str) -> ConditionalOrigin:
        return Conditional(DictOrigin(self.objects, key))

    def published(self, key: str) -> Origin:
        return self.original("", key, {})

    def link(self, response: Response, key: str, seconds: int) -> str:
        self.linked = response.headers
        return f"https://s3/{response.kept_as or key}?seconds={seconds}"


@dataclass(frozen=True)
class Answer:
    """What the reader has."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(world: Web, path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
    """One request to the function URL; header names have underscores for hyphens."""
    event = {
        "version": "2.0",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {name.replace("_", "-"): value for name, value in headers.items()},
        "requestContext": {"http": {"method": method, "path": path}, "requestId": "abc"},
    }
    result = handle(event, world, 60.0)
    json.dumps(result)
    return Answer(result["statusCode"], result["headers"], b64decode(result["body"]))


@pytest.fixture
def web() -> Web:
    world = Web(translator=shouting())
    world.put("page.txt", b"Hello there.\n", etag='"0123"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT")
    return world


@pytest.mark.parametrize(("path", "query"), [("/page.txt", "lang=fr"), ("/fr/page.txt", ""), ("/FR/page.txt", "")])
def test_a_page_is_read_in_the_language_of_its_address(web: Web, path: str, query: str) -> None:
    answer = ask(web, path, query)
    assert (answer.status, answer.body) == (200, b"HELLO THERE.\n")
    assert answer.headers["content-language"] == "fr"
    assert answer.headers["content-type"] == "text/plain"
    assert "content-length" not in answer.headers


def test_without_a_language_it_is_as_it_is_stored(web: Web) -> None:
    assert ask(web, "/page.txt").body == b"Hello there.\n"
    assert sent(web) == []


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("fr-CH, fr;q=0.9, de;q=0.5", "fr"),
        ("en-GB;q=0.2, pt-BR", "pt"),
        ("zh-Hant-TW", "zh-TW"),
        ("xx, de;q=0", None),
        ("", None),
    ],
)
def test_a_reader_may_leave_the_language_to_their_browser(web: Web, accept: str, language: str | None) -> None:
    answer = ask(web, "/page.txt", "lang=auto", accept_language=accept)
    assert answer.headers.get("content-language") == language
    assert answer.headers["vary"] == "Accept-Language"


def test_what_a_person_reviewed_goes_before_the_machines(web: Web) -> None:
    web.put("page.txt#fr", b"Bonjour.\n")
    assert ask(web, "/fr/page.txt").body == b"Bonjour.\n"


@pytest.mark.parametrize(
    "path", ["/secret.txt", "/fr/secret.txt", "/docs", "/../secret.txt", "/docs%2F..%2F..%2Fsecret"]
)
def test_what_is_not_published_is_not_there(web: Web, path: str) -> None:
    web.put("secret.txt", b"Secret.\n")
    web.put("docs", b"Secret.\n")
    answer = ask(web, path)
    assert answer.status == 404
    assert web.original_reads == []


@pytest.mark.parametrize("check", ["tagged", "strict", "off"])
def test_what_is_published_is_translated_whoever_may_do_what_at_the_other_door(web: Web, check: str) -> None:
    web.config = replace(PUBLISHED, caller_check=check, tagged_prefixes=("elsewhere/",))
    assert ask(web, "/fr/page.txt").body == b"HELLO THERE.\n"


def test_without_prefixes_nothing_is_published(web: Web) -> None:
    web.config = Config()
    assert ask(web, "/page.txt").status == 404
    web.config = Config(web_prefixes=("*",))
    assert ask(web, "/page.txt").status == 200


KEYS = [
    "docs/a b.txt",
    "docs/a+b.txt",
    "docs/ä€😀.txt",
    "docs/100%.txt",
    "docs/a#b",
    "docs/a?b&c=d",
    "docs//x",
    "docs/./y",
]


@pytest.mark.parametrize("key", [*KEYS, "docs/../z", "docs/~/t", "docs/%2F", "docs/a%20b", "/docs/x", "docs/'(!)*,;=@"])
def test_every_key_survives_in_both_spellings(key: str) -> None:
    assert key_of(marked(key)) == key == key_of("/" + quote(key, safe="/"))
    assert not set(marked(key)) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
    assert not any(between in marked(key) for between in ("//", "/./", "/../"))


@pytest.mark.parametrize("path", ["/%ff", "/~/%20", "/~/a~zz", "/~/a~ff", "/~/~FF"])
def test_a_path_that_is_none_is_refused(web: Web, path: str) -> None:
    assert ask(web, path).status == 400


def test_a_folder_is_its_index(web: Web) -> None:
    web.put("docs/index.html", b"<p>Hello</p>", "text/html")
    assert ask(web, "/docs/").body == b"<p>Hello</p>"
    assert b"HELLO" in ask(web, "/fr/docs/").body


def test_a_head_has_no_body_and_the_same_headers(web: Web) -> None:
    whole, head = ask(web, "/fr/page.txt"), ask(web, "/fr/page.txt", method="HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(whole.body))
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_a_validator_spares_the_translation(web: Web) -> None:
    tag = ask(web, "/fr/page.txt").headers["etag"]
    before = len(sent(web))
    for each in (tag, f"W/{tag}"):
        again = ask(web, "/fr/page.txt", if_none_match=each)
        assert (again.status, again.body) == (304, b"")
    assert len(sent(web)) == before


def test_a_part_is_a_part_of_the_translation(web: Web) -> None:
    part = ask(web, "/fr/page.txt", range="bytes=0-4")
    assert (part.status, part.body, part.headers["content-range"]) == (206, b"HELLO", "bytes 0-4/13")


def test_settings_come_with_the_query(web: Web) -> None:
    assert ask(web, "/page.txt", "lang=fr&formality=formal").status == 200
    assert ask(web, "/page.txt", "lang=fr&formality=rude").status == 400


@pytest.mark.parametrize("query", ["lang=xx", "lang=%3Cscript%3E", "lang=fr;evil=1", "lang=fr&formality=%0d%0a"])
def test_a_language_that_is_not_served_is_told_with_those_that_are(web: Web, query: str) -> None:
    web.config = Config(web_prefixes=("page",), languages=("de", "fr"))
    as_json = ask(web, "/page.txt", query, accept="application/json")
    assert as_json.status == 400
    assert json.loads(as_json.body)["languages"] == ["de", "fr"]
    as_page = ask(web, "/page.txt", query, accept="text/html,*/*")
    assert as_page.headers["content-type"] == "text/html; charset=utf-8"
    assert b"<script" not in as_page.body
    as_xml = ask(web, "/page.txt", query, accept="*/*")
    assert b"<Code>InvalidRequest</Code>" in as_xml.body


def test_only_reading_is_possible(web: Web) -> None:
    assert ask(web, "/page.txt", method="POST").status == 405


def test_answers_say_how_long_they_are_good(web: Web) -> None:
    assert "s-maxage=300" in ask(web, "/fr/page.txt").headers["cache-control"]
    web.put("page-own.txt", b"Hello.", cache_control="private, no-store")
    assert ask(web, "/fr/page-own.txt").headers["cache-control"] == "private, no-store"
    assert ask(web, "/missing").headers["cache-control"] == "public, max-age=10"


def test_a_page_that_is_not_whole_is_not_kept_long(web: Web) -> None:
    web.translator = FunctionTranslator(lambda text: "" if "there" in text else text)
    answer = ask(web, "/fr/page.txt")
    assert answer.headers["x-amz-meta-lingopoint-units-kept"] == "1"
    assert answer.headers["cache-control"] == "public, max-age=60"


def test_other_languages_are_told_of_where_they_were_chosen(web: Web) -> None:
    assert "link" not in ask(web, "/fr/page.txt").headers
    web.config = Config(web_prefixes=("*",), languages=("fr", "zh-TW"))
    assert ask(web, "/fr/page.txt").headers["link"] == (
        '</fr/page.txt>; rel="alternate"; hreflang="fr", </zh-tw/page.txt>; rel="alternate"; hreflang="zh-TW", '
        '</page.txt>; rel="alternate"; hreflang="x-default"'
    )


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("docs/guide.docx.txt", 'filename="guide.docx.fr.txt"'),
        ("docs/Guía 1.txt", "filename=\"Gu_a 1.fr.txt\"; filename*=UTF-8''Gu%C3%ADa%201.fr.txt"),
        ("docs/LICENSE", 'filename="LICENSE.fr"'),
        ('docs/a"b\\c.txt', 'filename="abc.fr.txt"'),
    ],
)
def test_a_download_has_the_language_in_its_name(web: Web, key: str, name: str) -> None:
    web.put(key, b"Hello there.\n")
    answer = ask(web, marked(key), "lang=fr&download")
    assert answer.headers["content-disposition"] == f"attachment; {name}"


def test_a_reader_who_must_wait_is_told_so_on_a_page_that_loads_itself_again(web: Web) -> None:
    def busy(_: str) -> str:
        raise ThrottledError

    web.translator = FunctionTranslator(busy)
    web.clock = SteppingClock()
    answer = ask(web, "/fr/page.txt", accept="text/html")
    assert (answer.status, answer.headers["retry-after"], answer.headers["cache-control"]) == (503, "5", "no-store")
    assert b'http-equiv="refresh"' in answer.body


def test_what_is_too_large_for_an_answer_is_kept_and_linked(web: Web) -> None:
    web.store = DictRenditions()
    web.put("page-large.txt", b"Hello there. " * 400_000)
    answer = ask(web, "/fr/page-large.txt")
    assert (answer.status, answer.body, answer.headers["cache-control"]) == (307, b"", "no-store")
    key = answer.headers["location"].removeprefix("https://s3/").partition("?")[0]
    assert web.store.get(key) is not None
    assert ask(web, "/page-large.txt").headers["location"].startswith("https://s3/page-large.txt?")


def test_what_a_person_reviewed_is_linked_under_its_own_key_where_it_is_too_large(web: Web) -> None:
    web.put("page-large.txt", b"Hello there. " * 400_000)
    web.put("page-large.txt#fr", b"Bonjour. " * 600_000)
    answer = ask(web, "/fr/page-large.txt")
    assert (answer.status, sent(web)) == (307, [])
    assert answer.headers["location"].startswith("https://s3/page-large.txt#fr?")


def test_a_large_download_has_its_name_too(web: Web) -> None:
    web.store = DictRenditions()
    web.put("page-gro\u00df.txt", b"Hello there. " * 400_000)
    ask(web, marked("page-gro\u00df.txt"), "lang=fr&download")
    assert web.linked["content-disposition"] == (
        "attachment; filename=\"page-gro_.fr.txt\"; filename*=UTF-8''page-gro%C3%9F.fr.txt"
    )
    ask(web, marked("page-gro\u00df.txt"), "lang=fr")
    assert "content-disposition" not in web.linked


@pytest.mark.parametrize(("header", "value", "status"), [("range", "bytes=900-", 416), ("if_match", '"other"', 412)])
def test_what_one_reader_is_refused_for_their_own_headers_is_told_to_nobody_else(
    web: Web, header: str, value: str, status: int
) -> None:
    answer = ask(web, "/fr/page.txt", **{header: value})
    assert (answer.status, answer.headers["cache-control"]) == (status, "no-store")


def test_no_key_makes_a_link_to_another_host(web: Web) -> None:
    web.config = Config(web_prefixes=("*",), languages=("fr",))
    web.put("/elsewhere.example/page.txt", b"Hello there.\n")
    found = ask(web, marked("/elsewhere.example/page.txt"))
    assert '</%2Felsewhere.example/page.txt>; rel="alternate"; hreflang="x-default"' in found.headers["link"]
    refused = ask(web, marked("/elsewhere.example/page.txt#xx"))
    assert refused.status == 400
    assert b'href="/%2Felsewhere.example/' in refused.body
    assert key_of("/%2Felsewhere.example/page.txt") == "/elsewhere.example/page.txt"


def test_the_distribution_says_how_it_is_answered(web: Web) -> None:
    payload = json.dumps({"default_language": "fr", "web_prefixes": ["page"]})
    answer = ask(web, "/page.txt", x_lingopoint_payload=payload)
    assert (answer.headers["content-language"], answer.body) == ("fr", b"HELLO THERE.\n")


@pytest.mark.parametrize("payload", ["{", "[]", '{"colour": "red"}', '{"translate_region": "eu-west-1"}', "[" * 9999])
def test_a_distribution_that_says_nonsense_is_told_so(web: Web, payload: str) -> None:
    answer = ask(web, "/fr/page.txt", x_lingopoint_payload=payload)
    assert answer.status == 500
    assert web.original_reads == []


def test_no_payload_tells_costs_or_opens_what_is_not_published(web: Web) -> None:
    payload = json.dumps({"cost_metadata": True, "caller_check": "off", "tagged_prefixes": ["elsewhere"]})
    web.put("secret.txt", b"Secret.\n")
    told = ask(web, "/fr/page.txt", x_lingopoint_payload=payload).headers
    assert not [name for name in told if "billed" in name]
    assert ask(web, "/fr/secret.txt", x_lingopoint_payload=payload).status == 404


MISSING_PAGE = json.dumps({"error_document": "docs/404.html"})


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_is_missing_is_told_on_a_page_of_ones_own_in_the_readers_language(web: Web, method: str) -> None:
    web.put("docs/404.html", b"<html lang='en'><p>Nothing here.</p></html>", content_type="text/html")
    answer = ask(web, "/fr/docs/lost.html", method=method, x_lingopoint_payload=MISSING_PAGE, if_none_match="*")
    assert answer.status == 404
    assert answer.headers["content-language"] == "fr"
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "public, max-age=10"
    assert "etag" not in answer.headers
    assert answer.body == (b"" if method == "HEAD" else b"<html lang='fr'><p>NOTHING HERE.</p></html>")


def test_a_page_for_what_is_missing_that_is_missing_itself_is_a_plain_one(web: Web) -> None:
    answer = ask(web, "/fr/docs/lost.html", x_lingopoint_payload=MISSING_PAGE)
    assert (answer.status, answer.headers["x-amz-error-code"]) == (404, "NoSuchKey")
    as_itself = ask(web, "/docs/404.html", x_lingopoint_payload=MISSING_PAGE)
    assert as_itself.status == 404


def test_programs_are_told_of_what_is_missing_in_their_own_form(web: Web) -> None:
    web.put("docs/404.html", b"<p>Nothing here.</p>", content_type="text/html")
    answer = ask(web, "/docs/lost", accept="application/json", x_lingopoint_payload=MISSING_PAGE)
    assert json.loads(answer.body)["code"] == "NoSuchKey"


def test_what_is_kept_elsewhere_can_be_taken_back_by_key_folder_and_language(web: Web) -> None:
    web.put("docs/a/page.txt", b"Hello there.\n")
    tags = ask(web, "/fr/docs/a/page.txt").headers[cache_tags.HEADER].split(",")
    for name in ("docs/a/page.txt", "docs/a/", "docs/", ""):
        assert cache_tags.tag(name) in tags
        assert cache_tags.tag(name, "fr") in tags
    others = {cache_tags.tag("docs/a/page.txt", "de"), cache_tags.tag("docs/b/"), cache_tags.tag("docs")}
    assert others.isdisjoint(tags)
    assert cache_tags.tag("docs/new.txt", "fr") in ask(web, "/fr/docs/new.txt").headers[cache_tags.HEADER].split(",")


def test_no_key_has_more_tags_than_cloudfront_reads() -> None:
    tags = cache_tags.tags_of("x/" * 400 + "ü,.txt", "zh-TW").split(",")
    assert len(tags) <= 50
    assert cache_tags.tag("") in tags
    assert all(tag.isascii() and len(tag) <= 256 for tag in tags)


@pytest.mark.parametrize("path", ["/page.txt", "/fr/page.txt", "/de/page.txt"])
def test_what_is_unchanged_is_still_of_its_type(web: Web, path: str) -> None:
    """Lambda would say `application/json`, and a browser would take a style sheet for that from then on."""
    web.put("page.txt", b"Hello there.\n", content_type="text/markdown; charset=utf-8", etag='"0123"')
    web.put("page.txt#de", b"Guten Tag.\n", content_type="text/x-reviewed", etag='"9"')
    first = ask(web, path)
    again = ask(web, path, if_none_match=first.headers["etag"])
    assert again.status == 304
    assert again.headers["content-type"] == first.headers["content-type"]


def test_a_translation_that_may_need_another_charset_is_sent_again(web: Web) -> None:
    web.put("page.txt", b"Hello there.\n", content_type="text/plain; charset=iso-8859-1", etag='"0123"')
    first = ask(web, "/fr/page.txt")
    again = ask(web, "/fr/page.txt", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (200, first.body)
    assert again.headers == first.headers


@pytest.mark.parametrize(("stored", "told"), [({}, "zh-TW"), ({"content_language": "zh-Hant"}, "zh-Hant")])
def test_a_review_is_of_the_language_that_it_is_stored_for(web: Web, stored: dict[str, str], told: str) -> None:
    web.put("page.txt#zh-tw", b"...\n", **stored)
    answer = ask(web, "/page.txt", "lang=zh-tw&download")
    assert answer.headers["content-language"] == told
    assert answer.headers["content-disposition"] == f'attachment; filename="page.{told}.txt"'
