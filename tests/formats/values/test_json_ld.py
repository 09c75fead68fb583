"""JSON-LD in schema.org's vocabulary: its texts are translated, names of people and all that is for programs stay."""

import pytest

from lingopoint.formats.json_ld import strings
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.unit import UNBOUNDED
from tests.formats.changes import texts, translated

RECIPE = """{"@context": "https://schema.org", "@type": "Recipe", "name": "Apple pie", "sku": "Blue one",
 "author": {"@type": ["Person"], "name": "Rose Baker", "jobTitle": "Head baker"}, "inLanguage": "en",
 "publisher": {"@type": "LocalBusiness", "name": "The Garden Shop"}, "keywords": ["apples", "pie"],
 "recipeInstructions": [{"@type": "HowToStep", "text": "Peel the apples.", "url": "https://example.org/a"}],
 "description": "A pie for <b>all</b>", "image": {"@type": "ImageObject", "caption": "Two pies"}}"""


def test_texts_by_rule() -> None:
    assert texts("json", RECIPE) == [
        *("Apple pie", "Head baker", "apples", "pie", "Peel the apples.", "A pie for _all_", "Two pies")
    ]


def test_only_the_texts_change() -> None:
    changed = translated("json", RECIPE, str.upper).replace('"inLanguage": "fr"', '"inLanguage": "en"')
    assert changed.lower() == RECIPE.lower()
    assert '"name": "Rose Baker", "jobTitle": "HEAD BAKER"' in changed


def test_the_stated_language_follows_and_that_of_another_stays() -> None:
    source = (
        '{"@context": "https://schema.org", "inLanguage": "en-GB", "name": "A walk",'
        ' "workTranslation": {"inLanguage": "de", "name": "Ein Weg"}}'
    )
    changed = translated("json", source, str.upper)
    assert '"inLanguage": "fr"' in changed
    assert '"inLanguage": "de"' in changed
    assert translated("json", source.replace('"@context"', '"context"'), str.upper).count("en-GB") == 1


def test_a_graph_and_a_context_among_others() -> None:
    source = '{"@context": ["https://schema.org/", {}], "@graph": [{"@type": "Question", "name": "How long?"}]}'
    assert texts("json", source) == ["How long?"]


def test_other_vocabularies_are_read_as_json() -> None:
    source = '{"@context": {"sku": "https://example.org/sku"}, "sku": "Blue one"}'
    assert texts("json", source) == ["Blue one"]
    assert strings(source.encode(), UNBOUNDED) == ([], [])


def test_include_and_exclude_hold() -> None:
    assert texts("json", RECIPE, Options("fr", "en", exclude=("description", "image", "keywords", "author"))) == [
        *("Apple pie", "Peel the apples.")
    ]
    assert texts("json", RECIPE, Options("fr", "en", include=("sku",))) == ["Blue one"]


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(UnreadableError):
        strings(b"{", UNBOUNDED)
