import json

import pytest

from lingopoint.config import Config
from lingopoint.errors import ConfigurationError


def test_an_empty_environment_is_the_default_configuration() -> None:
    assert Config.from_env({}) == Config()
    assert Config.from_env({"LINGOPOINT_LANGUAGES": "", "LINGOPOINT_FORMALITY": ""}) == Config()


def test_the_environment_sets_everything() -> None:
    config = Config.from_env(
        {
            "LINGOPOINT_SOURCE_LANGUAGE": "en-GB",
            "LINGOPOINT_LANGUAGES": "fr,zh-Hant",
            "LINGOPOINT_DEFAULT_LANGUAGE": "fr",
            "LINGOPOINT_MAX_OBJECT_SIZE": "1000",
            "LINGOPOINT_CALLER_CHECK": "off",
            "LINGOPOINT_UNTRANSLATABLE": "refuse",
            "PATH": "/usr/bin",
        }
    )
    assert config == Config(
        source_language="en",
        languages=("fr", "zh-TW"),
        default_language="fr",
        max_object_size=1000,
        caller_check=False,
        untranslatable="refuse",
    )


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
        ('{"max_object_size": 0}', "payload max_object_size"),
        ('{"max_object_size": true}', "payload max_object_size"),
        ('{"caller_check": "maybe"}', "payload caller_check"),
        ('{"terminology": 1}', "payload terminology"),
        ('{"source_language": null}', "payload source_language"),
        ('{"formality": "rude"}', "payload formality"),
    ],
)
def test_a_wrong_payload_is_named(payload: str, named: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        Config().with_payload(payload)
    assert named in error.value.message


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(ConfigurationError, match="LINGOPOINT_CONCURRENCY"):
        Config.from_env({"LINGOPOINT_CONCURRENCY": "many"})
