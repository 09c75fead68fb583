"""Configuration: the function's environment, overridden by the payload of the access point that was called.

A setting is declared once, on its field of `Config`: how it is read, its default, its parameter in the template, and
what it is. docs/configuration.md is made from that, and tests hold the template to it.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from lingopoint import languages
from lingopoint.errors import ConfigurationError

PREFIX = "LINGOPOINT_"
FORMALITIES = ("", "formal", "informal")
MADE = ""
"""In place of a parameter's name: the template makes what the setting names."""

OF_THE_FUNCTION = frozenset({"translate_region"})
"""What all its access points share: their clients are made from it."""

_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-\d", re.ASCII)

_OWN_MEMORY = 200
"""Megabytes: the interpreter, the SDK and its clients, a format's module, the threads of calls."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is said of one setting.

    `parse` takes a variable's text or a member of the payload, and raises ValueError. `parameter` is the template's
    parameter behind the variable, or MADE. `about` is Markdown for docs/configuration.md.
    """

    parse: Callable[[Any], Any]
    parameter: str
    about: str


def _language(value: Any) -> str:
    code = languages.match(value) if isinstance(value, str) else None
    if code is None:
        raise ValueError(f"{value!r} is not a language of Amazon Translate")
    return code


def _optional_language(value: Any) -> str:
    return _language(value) if value else ""


def _source(value: Any) -> str:
    return languages.AUTO if value == languages.AUTO else _language(value)


def _languages(value: Any) -> tuple[str, ...]:
    return tuple(_language(item) for item in _strings(value))


def _strings(value: Any) -> tuple[str, ...]:
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError("not a list of strings")
    return tuple(item.strip() for item in items if item.strip())


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is not a string")
    return value


def _region(value: Any) -> str:
    if not isinstance(value, str) or (value and not _REGION.fullmatch(value)):
        raise ValueError(f"{value!r} is not a Region")
    return value


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is not one of {', '.join(item or 'nothing' for item in allowed)}")
        return str(value)

    return parse


def _switch(value: Any) -> bool:
    if value in (True, "on", "true"):
        return True
    if value in (False, "off", "false"):
        return False
    raise ValueError(f"{value!r} is not on or off")


def _caller_check(value: Any) -> str:
    """How much of the caller's right is asked. A switch that is on means `tagged`."""
    words = {True: "tagged", "on": "tagged", "true": "tagged", False: "off", "false": "off"}
    return _one_of("tagged", "strict", "off")(words.get(value, value) if isinstance(value, str | bool) else value)


def _number(low: int, high: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"{value!r} is not a number from {low} to {high}")
        return value

    return parse


def _setting(default: _T, parse: Callable[[Any], _T], parameter: str, about: str) -> _T:
    """A field of Config."""
    declared: _T = field(default=default, metadata={Setting.__name__: Setting(parse, parameter, about)})
    return declared


@dataclass(frozen=True, slots=True)
class Config:
    """How one access point answers. Languages are Amazon Translate codes; sizes are in bytes."""

    source_language: str = _setting(
        languages.AUTO,
        _source,
        "SourceLanguage",
        "language of the originals, an Amazon Translate code; `auto` has it detected",
    )
    fallback_language: str = _setting(
        "",
        _optional_language,
        "FallbackLanguage",
        "language of originals whose own neither they nor detection can tell; empty serves those as they are",
    )
    languages: tuple[str, ...] = _setting(
        (),
        _languages,
        "Languages",
        "languages that may be asked for; empty allows all",
    )
    default_language: str = _setting(
        "",
        _optional_language,
        "DefaultLanguage",
        "language of an answer when a request names none; empty serves the original",
    )
    formality: str = _setting(
        "",
        _one_of(*FORMALITIES),
        "Formality",
        "`formal` or `informal`, when a request does not say; empty leaves it to Amazon Translate",
    )
    terminology: str = _setting(
        "",
        _text,
        "TerminologyName",
        "custom terminology of Amazon Translate; empty applies none",
    )
    translate_region: str = _setting(
        "",
        _region,
        "TranslateRegion",
        "[Region](how-to/regions.md) whose Amazon Translate translates; empty is the function's own; in no payload",
    )
    integrity_metadata: tuple[str, ...] = _setting(
        (),
        _strings,
        "IntegrityMetadata",
        "names of user metadata that hold of the original's very bytes, beside the "
        "[usual ones](s3-behaviour.md#headers), and are not handed on with a translation; `*` stands for anything",
    )
    untranslatable: str = _setting(
        "serve",
        _one_of("serve", "refuse"),
        "Untranslatable",
        "what content that cannot be translated gets: the original (`serve`) or 400 (`refuse`)",
    )
    max_object_size: int = _setting(
        25 * 1024 * 1024,
        _number(1, 1 << 30),
        "MaxObjectSize",
        "largest original in bytes that is translated",
    )
    function_memory: int = _setting(
        1769,
        _number(256, 10_240),
        "MemorySize",
        "memory of the function in MB, which is what one document's work is bounded by",
    )
    caller_check: str = _setting(
        "tagged",
        _caller_check,
        "CallerCheck",
        "whose right opens an original: `strict`, `tagged` or `off` ([permissions](how-to/permissions.md))",
    )
    tagged_prefixes: tuple[str, ...] = _setting(
        (),
        _strings,
        "TaggedPrefixes",
        "keys that tagged keys are served for begin with one of these; empty means every key",
    )
    reader_settings: bool = _setting(
        True,
        _switch,
        "ReaderSettings",
        "whether readers may ask for formality, brevity, profanity and source",
    )
    cost_metadata: bool = _setting(True, _switch, "CostMetadata", "whether answers tell what they cost")
    concurrency: int = _setting(16, _number(1, 64), "Concurrency", "most calls to Amazon Translate at a time")
    log_keys: str = _setting(
        "hash",
        _one_of("hash", "key"),
        "LogKeys",
        "whether logs name keys as a hash (`hash`) or in clear (`key`)",
    )
    include: tuple[str, ...] = _setting(
        (),
        _strings,
        "Include",
        "paths of values to translate in JSON, YAML, CSV, ... ([formats](formats.md)); empty means all",
    )
    exclude: tuple[str, ...] = _setting((), _strings, "Exclude", "paths of values to leave; they win over `include`")
    document_language: bool = _setting(
        True,
        _switch,
        "DocumentLanguage",
        "whether HTML and the like get the target in their own `lang`",
    )
    originals: str = _setting("", _text, MADE, "access point through which the web door reads originals")
    web_prefixes: tuple[str, ...] = _setting(
        (),
        _strings,
        "WebPrefixes",
        "keys that the web door publishes, by their beginnings; `*` for all; empty publishes nothing",
    )
    web_index: str = _setting("index.html", _text, "WebIndex", "name of the document that a folder's address means")
    web_cache_control: str = _setting(
        "public, max-age=60, s-maxage=300, stale-while-revalidate=60",
        _text,
        "WebCacheControl",
        "`Cache-Control` of answers of the web door; within its seconds a changed object may be served as it was",
    )
    rendition_bucket: str = _setting(
        "",
        _text,
        MADE,
        "bucket in which finished translations are kept; empty keeps none",
    )
    store: bool = _setting(
        True,
        _switch,
        "StoreRenditions",
        "`off` keeps nothing and looks nothing up; as a parameter it makes no bucket either",
    )
    memory_table: str = _setting("", _text, MADE, "table of the translation memory; empty remembers nothing")
    memory: bool = _setting(
        True,
        _switch,
        "TranslationMemory",
        "`off` remembers nothing and looks nothing up; as a parameter it makes no table either",
    )
    memory_days: int = _setting(365, _number(1, 36_500), "MemoryDays", "days that a unit is remembered")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """The configuration in `LINGOPOINT_*` variables; an unset or empty one has its default.

        Raises ConfigurationError naming the variable.
        """
        given = {name: environ[variable(name)] for name in SETTINGS if environ.get(variable(name))}
        return _apply(cls(), given, variable)

    def with_payload(self, payload: str | None) -> "Config":
        """This configuration with the settings of an access point's payload, a JSON object of the same names.

        An empty payload changes nothing. Raises ConfigurationError naming the setting.
        """
        try:
            settings = json.loads(payload or "{}")
        except ValueError as error:
            raise ConfigurationError(f"The access point's payload is not JSON: {error}") from error
        except RecursionError as error:
            raise ConfigurationError("The access point's payload is nested too deeply.") from error
        if not isinstance(settings, dict):
            raise ConfigurationError("The access point's payload is not a JSON object.")
        for name in sorted(settings.keys() & OF_THE_FUNCTION):
            raise ConfigurationError(
                f"payload {name}: all access points of a function share it; set it for the function."
            )
        return _apply(self, settings, lambda name: f"payload {name}")

    @property
    def room(self) -> int:
        """The bytes of memory that one document may take: the function's, without what it needs itself."""
        return (self.function_memory - _OWN_MEMORY) * 1_000_000

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages that may be asked for."""
        return self.languages or tuple(languages.NAMES)


SETTINGS: Mapping[str, Setting] = {each.name: each.metadata[Setting.__name__] for each in fields(Config)}
"""Every setting under its name, which is also that of its field of Config and of its member in a payload."""


def variable(name: str) -> str:
    """The variable of the function's environment that holds a setting."""
    return PREFIX + name.upper()


def _apply(config: Config, settings: Mapping[str, Any], label: Callable[[str], str]) -> Config:
    values: dict[str, Any] = {}
    for name, value in settings.items():
        setting = SETTINGS.get(name)
        if setting is None:
            raise ConfigurationError(f"{label(name)}: no such setting; there are {', '.join(SETTINGS)}.")
        try:
            values[name] = setting.parse(value)
        except ValueError as error:
            raise ConfigurationError(f"{label(name)}: {error}") from error
        except RecursionError as error:
            raise ConfigurationError(f"{label(name)}: nested too deeply") from error
    return replace(config, **values)
