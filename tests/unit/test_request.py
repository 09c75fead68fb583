import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint import languages
from lingopoint.config import Config
from lingopoint.errors import InvalidRequestError
from lingopoint.ports import Direction
from lingopoint.renditions.request import (
    AsStored,
    InLanguage,
    NotServed,
    RenditionRequest,
    parse_direction,
    parse_request,
)


def parse(key: str, language: str | None = None, config: Config | None = None) -> RenditionRequest:
    return parse_request(key, language, config or Config())


def direction(request: RenditionRequest) -> Direction:
    assert isinstance(request, InLanguage)
    return request.direction


@pytest.mark.parametrize(
    ("literal", "key", "target"),
    [
        ("ContactUs/contact-us.txt#fr", "ContactUs/contact-us.txt", "fr"),
        ("a.txt#PT-br", "a.txt", "pt"),
        ("a.txt#zh-Hant", "a.txt", "zh-TW"),
        ("a//b.txt#fr", "a//b.txt", "fr"),
        ("./a/../b.txt#fr", "./a/../b.txt", "fr"),
        ("C#/x.txt#fr", "C#/x.txt", "fr"),
        ("a?b%23+ü.txt#fr", "a?b%23+ü.txt", "fr"),
        ("a.txt#de#fr", "a.txt#de", "fr"),
    ],
)
def test_a_language_tag_names_the_original_and_the_language(literal: str, key: str, target: str) -> None:
    assert parse(literal) == InLanguage(key, Direction("auto", target), tagged=True)


@pytest.mark.parametrize(
    "literal", ["a.txt", "C#/readme.txt", "a#b c.txt", "a.txt#", "#fr", "a#1", "notes#c", "a#top-of-page", "a.txt#fr "]
)
def test_everything_else_is_a_literal_key(literal: str) -> None:
    assert parse(literal) == AsStored(literal)


def test_settings_follow_the_language() -> None:
    asked = parse("a.txt#fr;formality=Formal;brevity=on;profanity=mask;source=de-AT")
    assert asked == InLanguage("a.txt", Direction("de", "fr", "formal", brevity=True, profanity=True), tagged=True)


@pytest.mark.parametrize("tag", ["xx", "fr;tone=nice", "fr;formality=rude", "fr;formality", "fr;source=xx", "fr;"])
def test_a_tag_that_asks_for_the_impossible_is_not_served_with_an_explanation(tag: str) -> None:
    request = parse(f"a.txt#{tag}")
    assert isinstance(request, NotServed)
    assert request.key == f"a.txt#{tag}"
    assert "fr" in request.message or "formality" in request.message


def test_languages_can_be_limited() -> None:
    config = Config(languages=("fr", "de"))
    assert direction(parse("a.txt#fr", config=config)) == Direction("auto", "fr")
    message = "Language 'es' is not served here. Ask for one of fr, de."
    assert parse("a.txt#es", config=config) == NotServed("a.txt#es", message)


def test_a_language_by_other_means_translates_an_untagged_key() -> None:
    assert parse("a.txt", "fr-FR;brevity=on") == InLanguage("a.txt", Direction("auto", "fr", brevity=True))


def test_the_tag_wins_over_other_means() -> None:
    for other in ("fr", "nonsense"):
        assert parse("a.txt#pt", other) == InLanguage("a.txt", Direction("auto", "pt"), tagged=True)


def test_other_means_must_be_a_language() -> None:
    with pytest.raises(InvalidRequestError, match="nonsense"):
        parse("a.txt", "nonsense")


def test_a_default_language_needs_no_asking() -> None:
    config = Config(default_language="de", formality="formal")
    assert direction(parse("a.txt", config=config)) == Direction("auto", "de", "formal")
    assert direction(parse("a.txt", "fr", config=config)) == Direction("auto", "fr", "formal")


def test_what_the_configuration_says_of_a_translation_is_part_of_every_direction() -> None:
    config = Config(source_language="en", formality="informal", terminology="brands")
    expected = Direction("en", "fr", "informal", terminology="brands")
    assert direction(parse("a.txt#fr", config=config)) == expected
    assert direction(parse("a.txt", "fr", config=config)) == expected
    assert direction(parse("a.txt#fr;source=auto", config=config)).source == "auto"


@given(st.text(max_size=40))
def test_no_key_is_ever_lost(literal: str) -> None:
    match parse(literal):
        case InLanguage(key=key):
            assert literal.startswith(key + "#")
        case AsStored(key) | NotServed(key):
            assert key == literal


@given(st.text(min_size=1, max_size=40), st.sampled_from(sorted(languages.NAMES)), st.booleans())
def test_any_key_can_carry_any_language(key: str, code: str, upper: bool) -> None:
    asked = parse(f"{key}#{code.upper() if upper else code}")
    assert asked == InLanguage(key, Direction("auto", code), tagged=True)


@given(st.text(max_size=30))
def test_a_direction_is_parsed_or_explained(text: str) -> None:
    try:
        assert parse_direction(text, Config()).target in languages.NAMES
    except InvalidRequestError as error:
        assert error.status == 400
        assert "\n" not in error.message
