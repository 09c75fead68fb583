"""Amazon Translate's operations, as their documentation has them, without HTTP."""

from typing import Any

import pytest

from lingopoint_local.translate.behaviour import LIMIT, Behaviour, LiveBehaviour
from lingopoint_local.translate.engines.embedded.engine import Embedded
from lingopoint_local.translate.engines.identity import Identity
from lingopoint_local.translate.engines.pseudo import Pseudo
from lingopoint_local.translate.errors import ApiError
from lingopoint_local.translate.in_process import InProcessClient
from lingopoint_local.translate.languages import NAMES
from lingopoint_local.translate.service import TranslateApi


def _translate(api: TranslateApi, text: str, source: str = "en", target: str = "pt", **more: Any) -> dict[str, Any]:
    request = {"Text": text, "SourceLanguageCode": source, "TargetLanguageCode": target, **more}
    return api.call("TranslateText", request)


def _error(api: TranslateApi, operation: str, **payload: Any) -> ApiError:
    with pytest.raises(ApiError) as caught:
        api.call(operation, payload)
    return caught.value


@pytest.fixture
def api() -> TranslateApi:
    return TranslateApi(Pseudo())


def test_a_text_is_translated(api: TranslateApi) -> None:
    assert _translate(api, "<p>Hi <b>you</b></p>\n") == {
        "TranslatedText": "<p>[Ħîî <b>ýööůů</b>]</p>\n",
        "SourceLanguageCode": "en",
        "TargetLanguageCode": "pt",
        "AppliedTerminologies": [],
        "AppliedSettings": {},
    }


def test_the_same_language_twice_gives_the_text_back(api: TranslateApi) -> None:
    assert _translate(api, "Hello", "en", "en")["TranslatedText"] == "Hello"


def test_a_text_may_have_ten_thousand_bytes_and_no_more(api: TranslateApi) -> None:
    assert _translate(api, "é" * (LIMIT // 2))["SourceLanguageCode"] == "en"
    error = _error(api, "TranslateText", Text="é" * 5001, SourceLanguageCode="en", TargetLanguageCode="pt")
    assert (error.code, error.status) == ("TextSizeLimitExceededException", 400)
    assert "10000 bytes while in this request the text size is 10002 bytes" in error.message


@pytest.mark.parametrize(("source", "target"), [("en", "xx"), ("EN", "pt"), ("en", "auto"), ("en", "gl")])
def test_only_amazons_codes_are_languages(api: TranslateApi, source: str, target: str) -> None:
    error = _error(api, "TranslateText", Text="Hello", SourceLanguageCode=source, TargetLanguageCode=target)
    assert error.code == "UnsupportedLanguagePairException"
    assert error.members == {"SourceLanguageCode": source, "TargetLanguageCode": target}


@pytest.mark.neural
def test_a_pair_without_an_engine_is_refused_and_says_how_to_get_it() -> None:
    api = TranslateApi(Embedded(modes=frozenset()))
    error = _error(api, "TranslateText", Text="Hello", SourceLanguageCode="en", TargetLanguageCode="fr")
    assert error.code == "UnsupportedLanguagePairException"
    assert "apt-get install --no-install-recommends apertium apertium-eng-cat apertium-fra-cat" in error.message


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"Text": "", "SourceLanguageCode": "en", "TargetLanguageCode": "pt"},
        {"Text": 5, "SourceLanguageCode": "en", "TargetLanguageCode": "pt"},
        {"Text": "\ud800", "SourceLanguageCode": "en", "TargetLanguageCode": "pt"},
        {"Text": "a", "SourceLanguageCode": "en", "TargetLanguageCode": "pt", "TerminologyNames": ["a", "b"]},
        {"Text": "a", "SourceLanguageCode": "en", "TargetLanguageCode": "pt", "Settings": "FORMAL"},
    ],
)
def test_a_request_that_makes_no_sense_is_refused(api: TranslateApi, payload: dict[str, Any]) -> None:
    assert _error(api, "TranslateText", **payload).code == "InvalidRequestException"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The house is red and we like it", "en"),
        ("A casa é vermelha e não está à venda", "pt"),
        ("La casa es roja y no está en venta", "es"),
        ("La maison est rouge et elle n'est pas à vendre", "fr"),
        ("Das Haus ist rot und nicht zu verkaufen", "de"),
        ("Contact us", "en"),
        ("Привет", "ru"),
        ("これはペンです", "ja"),
        ("你好", "zh"),
    ],
)
def test_auto_tells_the_language_of_the_text(api: TranslateApi, text: str, language: str) -> None:
    assert _translate(api, text, "auto", "sw")["SourceLanguageCode"] == language


@pytest.mark.parametrize("text", ["123", "Ærø Ðíš", "<p>1 <b>2</b></p>"])
def test_auto_says_when_it_cannot_tell(api: TranslateApi, text: str) -> None:
    error = _error(api, "TranslateText", Text=text, SourceLanguageCode="auto", TargetLanguageCode="pt")
    assert error.code == "DetectedLanguageLowConfidenceException"
    assert error.members["DetectedLanguageCode"] in NAMES


def test_markup_says_nothing_about_the_language(api: TranslateApi) -> None:
    text = "<p>Das ist <i translate=no>the and of the is</i> nicht gut</p>"
    assert _translate(api, text, "auto")["SourceLanguageCode"] == "de"


@pytest.mark.parametrize(
    ("target", "applied"),
    [
        ("fr", {"Formality": "FORMAL", "Profanity": "MASK", "Brevity": "ON"}),
        ("ja", {"Formality": "FORMAL", "Profanity": "MASK"}),
        ("pt", {"Profanity": "MASK", "Brevity": "ON"}),
        ("hi", {"Formality": "FORMAL"}),
    ],
)
def test_settings_are_applied_where_amazon_applies_them(
    api: TranslateApi, target: str, applied: dict[str, str]
) -> None:
    settings = {"Formality": "FORMAL", "Profanity": "MASK", "Brevity": "ON"}
    assert _translate(api, "Hello", target=target, Settings=settings)["AppliedSettings"] == applied


def test_the_languages_are_listed_page_by_page(api: TranslateApi) -> None:
    first = api.call("ListLanguages", {"MaxResults": 50})
    second = api.call("ListLanguages", {"MaxResults": 50, "NextToken": first["NextToken"]})
    codes = [language["LanguageCode"] for language in [*first["Languages"], *second["Languages"]]]
    assert len(NAMES) == 75
    assert set(codes) == {*NAMES, "auto"}
    assert "NextToken" not in second


def test_an_unknown_display_language_is_refused(api: TranslateApi) -> None:
    assert _error(api, "ListLanguages", DisplayLanguageCode="nl").code == "UnsupportedDisplayLanguageCodeException"


def test_other_operations_are_not_served(api: TranslateApi) -> None:
    assert _error(api, "StartTextTranslationJob").code == "UnknownOperationException"


def test_what_was_translated_is_counted() -> None:
    api = TranslateApi(Identity(), LiveBehaviour(Behaviour(fail_next=1)))
    _error(api, "TranslateText", Text="é", SourceLanguageCode="en", TargetLanguageCode="pt")
    _error(api, "TranslateText", Text="é", SourceLanguageCode="en", TargetLanguageCode="xx")
    _translate(api, "é")
    _translate(api, "é")
    expected = {"calls": 4, "translated": 2, "characters": 2, "bytes": 4, "throttled": 0, "failed": 1, "refused": 1}
    assert api.statistics.to_json() == {**expected, "max_parallel": 1}
    api.statistics.reset()
    assert api.statistics.to_json()["calls"] == 0


def test_code_that_takes_a_boto3_client_can_be_given_the_service_itself(api: TranslateApi) -> None:
    client = InProcessClient(api)
    answer = client.translate_text(Text="Hi", SourceLanguageCode="en", TargetLanguageCode="pt")
    assert answer["TranslatedText"] == "[Ħîî]"
    assert len(client.list_languages()["Languages"]) == 76
