import re

import pytest

from lingopoint import languages


def test_there_are_the_75_languages_of_amazon_translate() -> None:
    assert len(languages.NAMES) == 75


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr-FR", "fr"),
        ("fr-CA", "fr-CA"),
        ("FR-ca", "fr-CA"),
        ("pt-BR", "pt"),
        ("pt-PT", "pt-PT"),
        ("zh-Hant", "zh-TW"),
        ("zh-HK", "zh-TW"),
        ("zh-CN", "zh"),
        ("es-419", "es-MX"),
        ("es-ES", "es"),
        ("nb", "no"),
        ("fil", "tl"),
        ("iw", "he"),
        ("prs", "fa-AF"),
        ("de-AT", "de"),
        ("en-GB", "en"),
    ],
)
def test_what_people_write_is_matched_to_a_code(tag: str, code: str) -> None:
    assert languages.match(tag) == code


@pytest.mark.parametrize("tag", ["xx", "eo", "gl", "pa-Arab", "und", "", "txt", "english", "f", "fr_FR", "fr-"])
def test_what_is_no_language_of_amazon_translate_has_no_code(tag: str) -> None:
    assert languages.match(tag) is None


@pytest.mark.parametrize("code", languages.NAMES)
def test_every_code_matches_itself_in_any_case(code: str) -> None:
    assert languages.match(code.upper()) == languages.match(code.lower()) == code


@pytest.mark.parametrize("text", ["c x", "/readme.txt", "", "a", "chapter-one-two", "12", "fr;x", "top-of-page"])
def test_other_suffixes_have_no_tag_shape(text: str) -> None:
    assert not languages.is_tag(text)


def test_names_are_written_as_names_are() -> None:
    for name in languages.NAMES.values():
        assert re.fullmatch(r"[A-Z][a-z]+( [A-Z][a-z]+)*( \([A-Z][a-zål]+\))?", name), name
