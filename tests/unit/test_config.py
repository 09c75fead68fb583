import json
from dataclasses import fields, replace
from typing import Any

import pytest

from lingopoint import languages
from lingopoint.config import Config
from lingopoint.errors import ConfigurationError


def test_an_empty_environment_is_the_default_configuration() -> None:
    assert Config.from_env({}) == Config()
    assert Config.from_env({"LINGOPOINT_LANGUAGES": "", "LINGOPOINT_FORMALITY": ""}) == Config()


WRITTEN = [
    ("source_language", "auto", "auto"),
    ("source_language", "EN-gb", "en"),
    ("languages", "fr,zh-Hant", ("fr", "zh-TW")),
    ("languages", " FR , pt-br,", ("fr", "pt")),
    ("default_language", "de-AT", "de"),
    ("formality", "formal", "formal"),
    ("formality", "informal", "informal"),
    ("terminology", "legal", "legal"),
    ("untranslatable", "serve", "serve"),
    ("untranslatable", "refuse", "refuse"),
    ("max_object_size", "1000", 1000),
    ("caller_check", "strict", "strict"),
    ("caller_check", "tagged", "tagged"),
    ("caller_check", "off", "off"),
    ("caller_check", "on", "tagged"),
    ("caller_check", "false", "off"),
    ("caller_check", "true", "tagged"),
    ("tagged_prefixes", "public/, forms/a", ("public/", "forms/a")),
    ("reader_settings", "off", False),
    ("cost_metadata", "off", False),
    ("concurrency", "1", 1),
    ("concurrency", "64", 64),
    ("log_keys", "hash", "hash"),
    ("log_keys", "key", "key"),
    ("include", "title, body/*", ("title", "body/*")),
    ("exclude", "meta/*,", ("meta/*",)),
    ("document_language", "off", False),
    ("rendition_bucket", "kept", "kept"),
    ("store", "off", False),
    ("memory_table", "units", "units"),
    ("memory", "off", False),
    ("memory_days", "36500", 36500),
]
"""What a user writes, in a variable or as a string of a payload, and what it means."""

AS_JSON = [
    ("languages", ["fr", "PT-br"], ("fr", "pt")),
    ("languages", [], ()),
    ("default_language", "", ""),
    ("default_language", None, ""),
    ("max_object_size", 1000, 1000),
    ("caller_check", False, "off"),
    ("caller_check", True, "tagged"),
    ("tagged_prefixes", ["public/", "a,b"], ("public/", "a,b")),
    ("tagged_prefixes", [], ()),
    ("concurrency", 1, 1),
    ("include", ["title", " body/* "], ("title", "body/*")),
    ("exclude", ["meta, author", ""], ("meta, author",)),
    ("document_language", False, False),
    ("heading_ids", "pin-pandoc", "pin-pandoc"),
    ("keep_names", ["Smith, Jones", " Lingo Point "], ("Smith, Jones", "Lingo Point")),
    ("store", False, False),
    ("store", True, True),
    ("memory", False, False),
    ("memory", True, True),
    ("memory_days", 1, 1),
]
"""What only a payload can say, and what it means."""


def other(config: Config) -> Config:
    """Every switch the other way, so that a value that is the default shows."""
    switched: Any = {each.name: not getattr(config, each.name) for each in fields(config) if each.type is bool}
    return replace(config, source_language="it", formality="formal", log_keys="key", **switched)


@pytest.mark.parametrize(("name", "text", "meaning"), WRITTEN)
def test_a_variable_is_one_setting(name: str, text: str, meaning: Any) -> None:
    config = Config.from_env({f"LINGOPOINT_{name.upper()}": text, "PATH": "/usr/bin", "LINGOPOINT_OTHER": "ignored"})
    assert config == replace(Config(), **{name: meaning})
    assert type(getattr(config, name)) is type(meaning)


@pytest.mark.parametrize(("name", "written", "meaning"), [*WRITTEN, *AS_JSON])
def test_a_member_of_a_payload_is_one_setting(name: str, written: object, meaning: Any) -> None:
    for before in (Config(), other(Config())):
        config = before.with_payload(json.dumps({name: written}))
        assert config == replace(before, **{name: meaning})
        assert type(getattr(config, name)) is type(meaning)


@pytest.mark.parametrize("region", ["", "eu-west-1", "us-gov-west-1", "ap-southeast-2", "eusc-de-east-1"])
def test_a_region_of_amazon_translate_is_the_functions(region: str) -> None:
    assert Config.from_env({"LINGOPOINT_TRANSLATE_REGION": region}).translate_region == region


@pytest.mark.parametrize("region", ["Ireland", "eu-west", "eu-west-1a", "EU-WEST-1", "eu-west-1.evil.example"])
def test_what_is_no_region_is_refused(region: str) -> None:
    with pytest.raises(ConfigurationError, match="LINGOPOINT_TRANSLATE_REGION"):
        Config.from_env({"LINGOPOINT_TRANSLATE_REGION": region})


def test_a_payload_overrides_the_environment() -> None:
    config = Config(source_language="en", languages=("fr",), formality="formal")
    payload = json.dumps({"languages": ["de", "pt-BR"], "formality": "", "terminology": "legal", "exclude": ["meta/*"]})
    assert config.with_payload(payload) == Config(
        source_language="en", languages=("de", "pt"), terminology="legal", exclude=("meta/*",)
    )


@pytest.mark.parametrize("payload", [None, "", "{}"])
def test_an_empty_payload_changes_nothing(payload: str | None) -> None:
    assert Config(formality="formal").with_payload(payload) == Config(formality="formal")


@pytest.mark.parametrize(
    ("payload", "named"),
    [
        ("{", "payload is not JSON"),
        ("[]", "not a JSON object"),
        ('{"languages": ["xx"]}', "payload languages: 'xx'"),
        ('{"languages": 7}', "payload languages"),
        ('{"colour": "red"}', "payload colour: no such setting"),
        ('{"max_object_size": 0}', "payload max_object_size: 0 is not a number from 1 to 1073741824"),
        ('{"max_object_size": 1073741825}', "payload max_object_size"),
        ('{"max_object_size": 1.5}', "payload max_object_size"),
        ('{"concurrency": 0}', "payload concurrency"),
        ('{"concurrency": 65}', "payload concurrency: 65 is not a number from 1 to 64"),
        ('{"concurrency": "-1"}', "payload concurrency"),
        ('{"concurrency": "²"}', "payload concurrency"),
        ('{"memory_days": 0}', "payload memory_days"),
        ('{"memory_days": 36501}', "payload memory_days"),
        (
            '{"Languages": ["fr"]}',
            "payload Languages: no such setting; there are source_language, fallback_language, languages,",
        ),
        ('{"languages": ["auto"]}', "payload languages: 'auto' is not a language of Amazon Translate"),
        ('{"languages": ["fr", 7]}', "payload languages: not a list of strings"),
        ('{"default_language": "auto"}', "payload default_language"),
        ('{"source_language": ""}', "payload source_language"),
        ('{"untranslatable": ""}', "payload untranslatable: '' is not one of serve, refuse"),
        ('{"log_keys": "clear"}', "payload log_keys"),
        ('{"store": ""}', "payload store: '' is not on or off"),
        ('{"store": null}', "payload store"),
        ('{"caller_check": "ON"}', "payload caller_check"),
        ('{"rendition_bucket": null}', "payload rendition_bucket"),
        ('{"max_object_size": true}', "payload max_object_size"),
        ('{"caller_check": "maybe"}', "payload caller_check: 'maybe' is not one of tagged, strict, off"),
        ('{"caller_check": 1}', "payload caller_check"),
        ('{"caller_check": ["strict"]}', "payload caller_check"),
        ('{"tagged_prefixes": "public/", "reader_settings": ""}', "payload reader_settings"),
        ('{"terminology": 1}', "payload terminology"),
        ('{"translate_region": "eu-west-1"}', "payload translate_region: all access points of a function share it"),
        ('{"source_language": null}', "payload source_language"),
        ('{"formality": "rude"}', "payload formality: 'rude' is not one of nothing, formal, informal"),
    ],
)
def test_a_wrong_payload_is_named(payload: str, named: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        Config().with_payload(payload)
    assert named in error.value.message


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(ConfigurationError, match=r"^LINGOPOINT_CONCURRENCY: 'many' is not a number from 1 to 64$"):
        Config.from_env({"LINGOPOINT_CONCURRENCY": "many"})


def test_a_wrong_payload_is_the_owners_fault_and_not_the_readers() -> None:
    with pytest.raises(ConfigurationError) as error:
        Config().with_payload("{")
    assert error.value.status == 500


def test_all_languages_may_be_asked_for_unless_some_are_named() -> None:
    assert Config().targets == tuple(languages.NAMES)
    assert Config(languages=("fr", "de")).targets == ("fr", "de")
