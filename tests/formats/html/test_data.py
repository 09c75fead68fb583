"""JSON-LD in pages: names and texts of things follow the page; ids, types, people and addresses stay."""

import json
import re
from typing import Any

import pytest

from lingopoint.formats.options import Options
from tests.formats.changes import same, texts, translated

SCRIPT = '<script type="application/ld+json">{}</script>'
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "Article",
    "@id": "https://example.com/a#article",
    "headline": "A day in the garden",
    "inLanguage": "en-US",
    "datePublished": "2024-01-01",
    "image": ["https://example.com/a.jpg"],
    "author": {"@type": "Person", "name": "Ann Example", "jobTitle": "Gardener"},
    "publisher": {"@type": "Organization", "name": "The Example Press", "slogan": "We print it"},
    "isPartOf": {"@type": "WebSite", "name": "Garden tales"},
    "mainEntity": [
        {"@type": "Question", "name": "Why?", "acceptedAnswer": {"@type": "Answer", "text": "<p>So &amp; so</p>"}}
    ],
    "description": {"@value": "About it", "@language": "en"},
}


def data(page: str) -> Any:
    found = re.search(r"(?s)ld\+json[^>]*>(.*?)</script", page)
    assert found is not None
    return json.loads(found[1])


def test_what_people_read_is_translated() -> None:
    page = f'<html lang="en"><head>{SCRIPT.format(json.dumps(ARTICLE))}</head><p>Garden tales'
    assert texts("html", page) == [
        *("Garden tales", "A day in the garden", "Gardener", "We print it", "Garden tales"),
        *("Why?", "So & so", "About it"),
    ]
    found = data(translated("html", page, str.upper))
    expected = json.loads(json.dumps(ARTICLE))
    expected |= {"headline": "A DAY IN THE GARDEN", "inLanguage": "fr"}
    expected["author"]["jobTitle"] = "GARDENER"
    expected["publisher"]["slogan"] = "WE PRINT IT"
    expected["isPartOf"]["name"] = "GARDEN TALES"
    expected["mainEntity"][0]["name"] = "WHY?"
    expected["mainEntity"][0]["acceptedAnswer"]["text"] = "<p>SO &amp; SO</p>"
    expected["description"] = {"@value": "ABOUT IT", "@language": "fr"}
    assert found == expected


@pytest.mark.parametrize("spaces", [None, 2])
def test_data_alone_is_translated_and_an_identity_keeps_its_bytes(spaces: int | None) -> None:
    page = f"<p>12</p>{SCRIPT.format(json.dumps(ARTICLE, indent=spaces))}"
    assert translated("html", page, same) == page
    assert data(translated("html", page, str.upper, Options("fr")))["headline"] == "A DAY IN THE GARDEN"


@pytest.mark.parametrize("words", ["</script><b>", "<!-- <script> -->", "</SCRIPT >", '"\\\n', "<b>a</b>"])
def test_no_translation_ends_the_script(words: str) -> None:
    page = f"{SCRIPT.format(json.dumps({'name': 'A name', 'text': '<p>A text</p>'}))}<p>after</p>"
    written = translated("html", page, lambda text: text if text == "after" else words)
    assert written.endswith("</script><p>after</p>")
    assert data(written)["name"] == words


@pytest.mark.parametrize(
    "script",
    [
        SCRIPT.format("{broken"),
        '<script type="application/json">{"name": "A name"}</script>',
        "<!-- " + SCRIPT.format('{"name": "A name"}') + " -->",
        SCRIPT.format('{"sku": "a word", "url": "a word", "name": "https://example.com/a"}'),
    ],
)
def test_other_scripts_stay(script: str) -> None:
    assert translated("html", f"{script}<p>after</p>", str.upper) == f"{script}<p>AFTER</p>"
