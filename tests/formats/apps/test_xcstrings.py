"""String catalogues of Xcode: the target language is added; every other byte stays."""

import json
from typing import Any

import pytest

from lingopoint.formats.options import Options, UnreadableError
from tests.formats.changes import extracted, same, seconds, texts, translated

UNIT = {"stringUnit": {"state": "translated", "value": "One file"}}
PLURAL = {
    "variations": {
        "plural": {
            "one": {"stringUnit": {"state": "translated", "value": "One file"}},
            "other": {"stringUnit": {"state": "translated", "value": "%lld files"}},
        }
    }
}
STRINGS: dict[str, Any] = {
    "": {},
    "Hello %@": {},
    "home.title": {},
    "Close it": {"comment": "A button", "localizations": {"de": UNIT}},
    "Our brand": {"shouldTranslate": False},
    "Old words": {"extractionState": "stale"},
    "done": {"localizations": {"en": UNIT, "fr": {"stringUnit": {"state": "needs_review", "value": "Un fichier"}}}},
    "new": {"localizations": {"fr": {"stringUnit": {"state": "new", "value": ""}}, "en": UNIT}},
    "count": {"extractionState": "manual", "localizations": {"en": PLURAL}},
    "device": {"localizations": {"en": {"variations": {"device": {"mac": UNIT, "other": PLURAL}}}}},
    "both": {
        "localizations": {
            "en": {
                "stringUnit": {"state": "translated", "value": "%#@files@ in here"},
                "substitutions": {"files": {"argNum": 1, "formatSpecifier": "lld", **PLURAL}},
            }
        }
    },
}


def catalogue(strings: dict[str, Any] = STRINGS, **layout: Any) -> str:
    return json.dumps({"sourceLanguage": "en", "strings": strings, "version": "1.0"}, **layout)


LAYOUTS = [{"indent": 2, "separators": (",", " : ")}, {}, {"separators": (",", ":")}, {"indent": "\t"}]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_identity_translation_gives_the_same_bytes(layout: dict[str, Any]) -> None:
    assert translated("xcstrings", catalogue(**layout), same) == catalogue(**layout)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_only_the_target_is_added(layout: dict[str, Any]) -> None:
    found = json.loads(translated("xcstrings", catalogue(**layout), str.upper, Options("pl", "en")))
    assert list(found["strings"]) == list(STRINGS)
    added = {}
    for key, value in found["strings"].items():
        polish = value.get("localizations", {}).pop("pl", None)
        if polish:
            added[key] = polish
        if not value.get("localizations") and "localizations" not in STRINGS[key]:
            value.pop("localizations", None)
    assert found["strings"] == STRINGS
    unit = {"stringUnit": {"state": "needs_review", "value": "ONE FILE"}}
    many = {"stringUnit": {"state": "needs_review", "value": "%LLD FILES"}}
    plural = {"variations": {"plural": {"one": unit, "other": many, "few": many, "many": many}}}
    assert added == {
        "Hello %@": {"stringUnit": {"state": "needs_review", "value": "HELLO %@"}},
        "Close it": {"stringUnit": {"state": "needs_review", "value": "CLOSE IT"}},
        "done": unit,
        "new": unit,
        "count": plural,
        "device": {"variations": {"device": {"mac": unit, "other": plural}}},
        "both": {
            "stringUnit": {"state": "needs_review", "value": "%#@files@ IN HERE"},
            "substitutions": {"files": {"argNum": 1, "formatSpecifier": "lld", **plural}},
        },
    }


def test_what_somebody_translated_stays_and_what_is_new_is_filled() -> None:
    found = json.loads(translated("xcstrings", catalogue(), str.upper))["strings"]
    assert found["done"] == STRINGS["done"]
    assert found["new"]["localizations"]["fr"]["stringUnit"] == {"state": "needs_review", "value": "ONE FILE"}
    assert list(found["new"]["localizations"]) == ["fr", "en"]


@pytest.mark.parametrize(("target", "code"), [("pt", "pt-BR"), ("zh", "zh-Hans"), ("zh-TW", "zh-Hant"), ("no", "nb")])
def test_languages_are_called_as_xcode_does(target: str, code: str) -> None:
    found = json.loads(translated("xcstrings", catalogue(), str.upper, Options(target)))
    assert code in found["strings"]["Close it"]["localizations"]


def test_a_form_for_one_without_its_number_serves_no_language_that_needs_it() -> None:
    found = json.loads(translated("xcstrings", catalogue(), str.upper, Options("ru")))
    forms = found["strings"]["count"]["localizations"]["ru"]["variations"]["plural"]
    assert {name: form["stringUnit"]["value"] for name, form in forms.items()} == dict.fromkeys(
        ["one", "other", "few", "many"], "%LLD FILES"
    )


def test_a_plural_without_other_stays_and_is_counted() -> None:
    source = catalogue({"a": {"localizations": {"en": {"variations": {"plural": {"one": UNIT}}}}}, "Some words": {}})
    spliced = extracted("xcstrings", source).splice([("X",)])
    assert (json.loads(spliced.data)["strings"]["a"], spliced.kept) == (json.loads(source)["strings"]["a"], 1)


def test_a_translation_stays_in_its_string_and_patterns_match_keys() -> None:
    found = json.loads(translated("xcstrings", catalogue(indent=2), lambda _: 'a" }\n\\'))
    assert found["strings"]["Close it"]["localizations"]["fr"]["stringUnit"]["value"] == 'a" }\n\\'
    assert texts("xcstrings", catalogue(), Options("fr", include=("Close*",))) == ["Close it"]
    assert "Close it" not in texts("xcstrings", catalogue(), Options("fr", exclude=("Close*",)))


@pytest.mark.parametrize(
    "source", ["", "[]", "{}", '{"strings": {}}', '{"sourceLanguage": "en", "strings": []}', "{" * 999]
)
def test_anything_else_is_refused(source: str) -> None:
    with pytest.raises(UnreadableError):
        extracted("xcstrings", source)


def test_time_grows_with_the_size() -> None:
    assert seconds("xcstrings", catalogue({f"Some words {number}": STRINGS["count"] for number in range(1500)})) < 4
    deep = '{"localizations":{"en":' + '{"a":' * 150 + "{}" + "}" * 150 + "}}"
    many = ",".join(f'"{number}":{deep}' for number in range(300))
    assert seconds("xcstrings", f'{{"sourceLanguage":"en","strings":{{{many}}}}}') < 4


def test_a_set_of_phrases_is_translated() -> None:
    source = (
        '{"sourceLanguage": "en", "strings": {"Order": {"localizations": {"en": {"stringSet": {"state": "translated",'
        ' "values": ["Order a coffee", "Buy coffee in ${applicationName}"]}}}}}}'
    )
    changed = translated("xcstrings", source, str.upper)
    assert '"fr": {"stringSet": {"state": "needs_review", "values": ["ORDER A COFFEE", "BUY COFFEE IN' in changed
    assert '"values": ["Order a coffee", "Buy coffee in ${applicationName}"]' in changed
