"""Custom terminologies: imported as CSV or TSV, listed, applied, deleted."""

import base64
from typing import Any

import pytest

from lingopoint_local.translate.engines.identity import Identity
from lingopoint_local.translate.engines.pseudo import Pseudo
from lingopoint_local.translate.errors import ApiError
from lingopoint_local.translate.service import TranslateApi


def _import(api: TranslateApi, content: str, name: str = "brand", kind: str = "CSV", **more: Any) -> dict[str, Any]:
    data = {"File": base64.b64encode(content.encode()).decode(), "Format": kind, **more}
    return api.call("ImportTerminology", {"Name": name, "MergeStrategy": "OVERWRITE", "TerminologyData": data})


def _translate(api: TranslateApi, text: str, source: str = "en", target: str = "fr") -> dict[str, Any]:
    request = {"Text": text, "SourceLanguageCode": source, "TargetLanguageCode": target, "TerminologyNames": ["brand"]}
    return api.call("TranslateText", request)


@pytest.fixture
def api() -> TranslateApi:
    return TranslateApi(Pseudo())


def test_terms_replace_what_the_engine_would_have_said(api: TranslateApi) -> None:
    _import(api, "en,fr\nAmazon Family,Famille R&D\n")
    answer = _translate(api, "Join Amazon Family now")
    assert answer["TranslatedText"] == "[Ĵööîîñ Famille R&D ñööŵ]"
    assert answer["AppliedTerminologies"] == [
        {"Name": "brand", "Terms": [{"SourceText": "Amazon Family", "TargetText": "Famille R&D"}]}
    ]


def test_terms_are_written_as_text_in_html(api: TranslateApi) -> None:
    _import(api, "en,fr\nfamily,R&D\n")
    assert _translate(api, "<p>a <b>family</b></p>")["TranslatedText"] == "<p>[åå <b>R&amp;D</b>]</p>"


def test_terms_are_whole_words_as_they_are_given() -> None:
    api = TranslateApi(Identity())
    _import(api, "en\tfr\nart\tA\nArt deco\tB\n", kind="TSV")
    assert _translate(api, "art party Art deco ART")["TranslatedText"] == "A party B ART"


def test_a_terminology_works_both_ways_only_when_it_says_so(api: TranslateApi) -> None:
    _import(api, "en,fr\nhouse,maison\n")
    assert _translate(api, "maison", "fr", "en")["AppliedTerminologies"] == []
    _import(api, "en,fr\nhouse,maison\n", Directionality="MULTI")
    assert _translate(api, "maison", "fr", "en")["TranslatedText"] == "house"


def test_terminologies_are_listed_described_and_deleted(api: TranslateApi) -> None:
    _import(api, "en,fr,de\na,b,c\n", name="one")
    _import(api, "en,fr\na,b\n", name="two")
    listed = api.call("ListTerminologies", {"MaxResults": 1})
    assert [each["Name"] for each in listed["TerminologyPropertiesList"]] == ["one"]
    found = api.call("GetTerminology", {"Name": "one"})["TerminologyProperties"]
    assert (found["SourceLanguageCode"], found["TargetLanguageCodes"], found["TermCount"]) == ("en", ["fr", "de"], 1)
    api.call("DeleteTerminology", {"Name": "one"})
    with pytest.raises(ApiError, match="ResourceNotFoundException"):
        api.call("GetTerminology", {"Name": "one"})


def test_an_unknown_terminology_is_an_error(api: TranslateApi) -> None:
    with pytest.raises(ApiError, match="ResourceNotFoundException"):
        _translate(api, "house")


@pytest.mark.parametrize(
    ("content", "kind"), [("en\na\n", "CSV"), ("en,xx\na,b\n", "CSV"), ("", "CSV"), ("<tmx/>", "TMX")]
)
def test_a_file_that_is_no_terminology_is_refused(api: TranslateApi, content: str, kind: str) -> None:
    with pytest.raises(ApiError, match=r"InvalidParameterValueException|LimitExceededException"):
        _import(api, content, kind=kind)
