"""The function at CloudFront's edge, run in Node: addresses in one canonical form, which the web door reads."""

import json
import re
import subprocess
from typing import Any
from urllib.parse import quote

import pytest
from samtranslator.yaml_helper import yaml_parse

from lingopoint.config import Config
from lingopoint.handlers.web.path import key_of, marked
from lingopoint.handlers.web.request import parse
from lingopoint.http.accept_language import look_up
from lingopoint.languages import NAMES
from tests.support import ROOT

RUN = """
const code = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const handler = new Function(code.source + '; return handler;')();
console.log(JSON.stringify(code.events.map(event => handler(event))));
"""
ABSENT = re.compile(
    r"\b(?:class|for \(\w+ \w+ of|Map|Set|URL|Intl|matchAll|localeCompare|Array\.from|require)\b|\?\.|\?\?|\.\.\."
)
"""What cloudfront-js-2.0 lacks, and Node has (CloudFront Developer Guide, "JavaScript runtime 2.0 features")."""


@pytest.fixture(scope="module")
def source() -> str:
    template = yaml_parse((ROOT / "template.yaml").read_text(encoding="utf-8"))
    found: str = template["Resources"]["WebEdge"]["Properties"]["FunctionCode"]["Fn::Sub"]
    return found


def run(
    source: str, *requests: dict[str, Any], languages: str = "", redirect: str = "off", written: str = "en"
) -> list[dict[str, Any]]:
    """What the function makes of requests."""
    events = [
        {"request": {"method": "GET", "headers": {}, "cookies": {}, "querystring": {}} | each} for each in requests
    ]
    parameters = {"Languages": languages, "SourceLanguage": written, "WebRedirect": redirect}
    for name, value in parameters.items():
        source = source.replace(f"${{{name}}}", value)
    given = json.dumps({"source": source, "events": events})
    done = subprocess.run(["node", "-e", RUN], input=given, capture_output=True, text=True, check=True, timeout=60)
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def query(**parameters: str) -> dict[str, Any]:
    return {name: {"value": value} for name, value in parameters.items()}


def test_it_is_written_for_the_edge(source: str) -> None:
    assert len(source.encode()) + 512 < 10_240
    assert ABSENT.search(source) is None
    assert source.count("${") == 3
    assert f"'{','.join(NAMES)}'" in source


KEYS = [
    "a b.txt",
    "a+b",
    "ä€😀",
    "100%",
    "a#b",
    "a?b&c=d",
    "a//x",
    "//x/",
    "./y",
    "../z",
    "a/.../b",
    "~/t",
    "%2F",
    "'(!)*,;=@",
]


def test_every_key_arrives_in_the_form_that_survives_signing(source: str) -> None:
    answers = run(source, *({"uri": "/" + quote(key, safe="/")} for key in KEYS))
    assert [answer["uri"] for answer in answers] == [marked(key) for key in KEYS]
    assert [key_of(answer["uri"]) for answer in answers] == KEYS
    assert {answer["querystring"] for answer in answers} == {""}


@pytest.mark.parametrize(
    ("uri", "given", "expected"),
    [
        ("/fr/a.txt", {}, ("/~/a.txt", "lang=fr")),
        ("/zh-tw/a/b", {}, ("/~/a/b", "lang=zh-TW")),
        ("/fr/a.txt", {"lang": "de"}, ("/~/a.txt", "lang=fr")),
        ("/a.txt", {"lang": "FR-be"}, ("/~/a.txt", "lang=fr")),
        ("/a.txt", {"lang": "zh-Hant-HK"}, ("/~/a.txt", "lang=zh-TW")),
        (
            "/a.txt",
            {"source": "de", "lang": "fr", "formality": "formal"},
            ("/~/a.txt", "formality=formal&lang=fr&source=de"),
        ),
        ("/a.txt", {"utm_source": "x", "lang": "fr"}, ("/~/a.txt", "lang=fr")),
        ("/a.txt", {"download": "%28x%29%20y"}, ("/~/a.txt", "download=")),
        ("/a.txt", {"lang": "fr", "formality": "(a%20b)"}, ("/~/a.txt", "formality=.a.b.&lang=fr")),
        ("/", {}, ("/~/", "")),
        ("/fr/", {}, ("/~/", "lang=fr")),
    ],
)
def test_a_language_and_its_settings_become_one_query(
    source: str, uri: str, given: dict[str, str], expected: tuple[str, str]
) -> None:
    (answer,) = run(source, {"uri": uri, "querystring": query(**given)})
    assert (answer["uri"], answer["querystring"]) == expected


@pytest.mark.parametrize(("lang", "languages"), [("xx", ""), ("%", ""), ("%3Cscript%3E", ""), ("fr", "de,it")])
def test_a_language_that_is_not_served_is_refused_there(source: str, lang: str, languages: str) -> None:
    (answer,) = run(source, {"uri": "/a.txt", "querystring": query(lang=lang)}, languages=languages)
    assert answer["statusCode"] == 400
    assert "<" not in answer["body"]


def test_an_address_that_is_not_utf_8_is_refused_there(source: str) -> None:
    assert [answer["statusCode"] for answer in run(source, {"uri": "/%ff"}, {"uri": "/%"})] == [400, 400]


PREFERENCES = [
    "fr-CH, fr;q=0.9, de;q=0.5",
    "en;q=0.2, pt-BR",
    "zh-Hant-TW",
    "de;q=0, it;q=0.1",
    "xx",
    "*",
    "",
    "nb-NO,no;q=0.9",
]


def test_the_edge_and_the_door_negotiate_alike(source: str) -> None:
    asked = [
        {"uri": "/a", "querystring": query(lang="auto"), "headers": {"accept-language": {"value": text}}}
        for text in PREFERENCES
    ]
    queries = [answer["querystring"] for answer in run(source, *asked)]
    codes = [look_up(text, list(NAMES)) for text in PREFERENCES]
    assert queries == [f"auto=1&lang={code}" if code else "auto=1" for code in codes]


def test_that_a_language_was_negotiated_is_handed_on_and_nothing_else_says_so(source: str) -> None:
    header = {"accept-language": {"value": "fr"}}
    asked = ({"lang": "auto"}, {"lang": "fr", "auto": "1"}, {"auto": "1"})
    answers = run(source, *({"uri": "/a", "querystring": query(**each), "headers": header} for each in asked))
    events = [
        {"rawPath": each["uri"], "rawQueryString": each["querystring"], "requestContext": {"http": {"method": "GET"}}}
        for each in answers
    ]
    found = [(parse(event, Config()).tag, parse(event, Config()).negotiated) for event in events]
    assert found == [("fr", True), ("fr", False), ("", False)]


def test_the_door_reads_what_the_edge_hands_on(source: str) -> None:
    (answer,) = run(source, {"uri": "/pt/docs/a%20b.txt", "querystring": query(brevity="on")})
    event = {
        "rawPath": answer["uri"],
        "rawQueryString": answer["querystring"],
        "requestContext": {"http": {"method": "GET"}},
    }
    asked = parse(event, Config())
    assert asked.tagged_key == "docs/a b.txt#pt;brevity=on"


def test_a_folder_behind_the_language_is_a_folder_though_it_is_called_like_one(source: str) -> None:
    (answer,) = run(source, {"uri": "/fr/de/a.txt"})
    event = {"rawPath": answer["uri"], "rawQueryString": answer["querystring"]}
    asked = parse({**event, "requestContext": {"http": {"method": "GET"}}}, Config())
    assert asked.tagged_key == "de/a.txt#fr"


def prefers(languages: str, uri: str = "/docs/", **cookies: str) -> dict[str, Any]:
    return {"uri": uri, "headers": {"accept-language": {"value": languages}}, "cookies": query(**cookies)}


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        (prefers("fr-CH, en;q=0.5"), "/fr/docs/"),
        (prefers("pt-BR;q=0.3, zh-Hant", "/a/page.html"), "/zh-tw/a/page.html"),
        (prefers("fr", "/docs/page"), "/fr/docs/page"),
        (prefers("fr", "//evil.example/"), "/fr//evil.example/"),
        (prefers("en", **{"lingopoint-language": "de"}), "/de/docs/"),
        (prefers("fr", "/s/") | {"querystring": query(q="a%20b")}, "/fr/s/?q=a%20b"),
        (
            prefers("fr", "/s/")
            | {"querystring": {"q": {"value": "2", "multiValue": [{"value": "1"}, {"value": "2"}]}}},
            "/fr/s/?q=1&q=2",
        ),
    ],
)
def test_a_page_without_a_language_leads_to_the_readers_where_that_is_wanted(
    source: str, asked: dict[str, Any], location: str
) -> None:
    (answer,) = run(source, asked, redirect="on", languages="fr,de,pt,zh-TW")
    assert (answer["statusCode"], answer["headers"]["location"]["value"]) == (302, location)
    assert answer["headers"]["cache-control"]["value"] == "private, no-store"
    assert "statusCode" not in run(source, asked, languages="fr,de,pt,zh-TW")[0]


@pytest.mark.parametrize("redirect", ["on", "off"])
def test_a_language_alone_leads_to_its_first_page(source: str, redirect: str) -> None:
    asked: list[dict[str, Any]] = [{"uri": "/fr"}, {"uri": "/zh-TW", "querystring": query(a="b")}, {"uri": "/it"}]
    french, chinese, italian = run(source, *asked, languages="fr,zh-TW", redirect=redirect)
    assert (french["statusCode"], french["headers"]["location"]["value"]) == (302, "/fr/")
    assert chinese["headers"]["location"]["value"] == "/zh-TW/?a=b"
    assert "statusCode" not in italian


@pytest.mark.parametrize(
    ("written", "languages", "asked", "language"),
    [
        ("zh-TW", "en,zh", prefers("zh-TW,zh;q=0.9,en;q=0.8"), ""),
        ("zh-TW", "en,zh", prefers("zh-Hant-HK, en"), ""),
        ("zh-TW", "en", prefers("zh, en;q=0.5"), ""),
        ("zh-TW", "en,zh", prefers("zh-CN"), "zh"),
        ("zh-TW", "en,zh", prefers("en", **{"lingopoint-language": "zh-TW"}), ""),
        ("fr-CA", "en", prefers("fr"), ""),
        ("pt", "en,pt-PT", prefers("pt-BR"), ""),
        ("pt", "en,pt-PT", prefers("pt-PT"), "pt-pt"),
        ("pt", "en,pt-PT", prefers("en", **{"lingopoint-language": "pt-PT"}), "pt-pt"),
    ],
)
def test_what_the_reader_asks_for_exactly_goes_before_what_is_near(
    source: str, written: str, languages: str, asked: dict[str, Any], language: str
) -> None:
    (answer,) = run(source, asked, redirect="on", languages=languages, written=written)
    location = answer["headers"]["location"]["value"] if "statusCode" in answer else ""
    assert location == (f"/{language}/docs/" if language else "")


@pytest.mark.parametrize(
    "asked",
    [
        prefers("en-GB, fr;q=0.9"),
        prefers("ja"),
        prefers(""),
        prefers("fr", "/img/a.png"),
        prefers("fr", "/fr/docs/"),
        prefers("fr", **{"lingopoint-language": "en"}),
        prefers("fr", **{"lingopoint-language": "%"}),
        prefers("fr") | {"querystring": query(lang="de")},
    ],
)
def test_who_reads_the_original_or_has_a_language_is_led_nowhere(source: str, asked: dict[str, Any]) -> None:
    (answer,) = run(source, asked, redirect="on", languages="fr,de")
    assert "statusCode" not in answer
