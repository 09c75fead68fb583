import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingopoint import languages
from lingopoint.config import Config
from lingopoint.errors import InvalidRequestError
from lingopoint.renditions.request import RenditionRequest, Settings, parse_request, parse_settings


def parse(key: str, language: str | None = None, config: Config | None = None) -> RenditionRequest:
    return parse_request(key, language, config or Config())


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
    request = parse(literal)
    assert (request.key, request.tagged, request.settings) == (key, True, Settings(target))


@pytest.mark.parametrize(
    "literal", ["a.txt", "C#/readme.txt", "a#b c.txt", "a.txt#", "#fr", "a#1", "notes#c", "a#top-of-page", "a.txt#fr "]
)
def test_everything_else_is_a_literal_key(literal: str) -> None:
    assert parse(literal) == RenditionRequest(literal, literal)


def test_settings_follow_the_language() -> None:
    request = parse("a.txt#fr;formality=Formal;brevity=on;profanity=mask;source=de-AT")
    assert request.settings == Settings("fr", "de", "formal", brevity=True, profanity=True)


@pytest.mark.parametrize("tag", ["xx", "fr;tone=nice", "fr;formality=rude", "fr;formality", "fr;source=xx", "fr;"])
def test_a_tag_that_asks_for_the_impossible_is_a_problem_with_an_explanation(tag: str) -> None:
    request = parse(f"a.txt#{tag}")
    assert request.tagged
    assert request.settings is None
    assert request.problem is not None
    assert "fr" in request.problem.message or "formality" in request.problem.message


def test_languages_can_be_limited() -> None:
    config = Config(languages=("fr", "de"))
    assert parse("a.txt#fr", config=config).settings == Settings("fr")
    problem = parse("a.txt#es", config=config).problem
    assert problem is not None
    assert problem.message == "Language 'es' is not served here. Ask for one of fr, de."


def test_a_language_by_other_means_translates_an_untagged_key() -> None:
    assert parse("a.txt", "fr-FR;brevity=on") == RenditionRequest(
        "a.txt", "a.txt", settings=Settings("fr", brevity=True)
    )


def test_the_tag_wins_over_other_means() -> None:
    assert parse("a.txt#pt", "fr").settings == Settings("pt")
    assert parse("a.txt#pt", "nonsense").settings == Settings("pt")


def test_other_means_must_be_a_language() -> None:
    with pytest.raises(InvalidRequestError, match="nonsense"):
        parse("a.txt", "nonsense")


def test_a_default_language_needs_no_asking() -> None:
    config = Config(default_language="de", formality="formal")
    assert parse("a.txt", config=config).settings == Settings("de", formality="formal")
    assert parse("a.txt", "fr", config=config).settings == Settings("fr", formality="formal")


@given(st.text(max_size=40))
def test_no_key_is_ever_lost(literal: str) -> None:
    request = parse(literal)
    assert request.literal_key == literal
    if request.tagged:
        assert literal.startswith(request.key + "#")
    else:
        assert request.key == literal


@given(st.text(min_size=1, max_size=40), st.sampled_from(sorted(languages.NAMES)), st.booleans())
def test_any_key_can_carry_any_language(key: str, code: str, upper: bool) -> None:
    request = parse(f"{key}#{code.upper() if upper else code}")
    assert (request.key, request.settings) == (key, Settings(code))


@given(st.text(max_size=30))
def test_settings_are_parsed_or_explained(text: str) -> None:
    try:
        assert parse_settings(text, Config()).target in languages.NAMES
    except InvalidRequestError as error:
        assert error.status == 400
        assert "\n" not in error.message
