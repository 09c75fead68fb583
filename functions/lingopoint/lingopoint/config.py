"""Configuration: the function's environment, overridden by the payload of the access point that was called."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from lingopoint import languages
from lingopoint.errors import ConfigurationError

PREFIX = "LINGOPOINT_"
FORMALITIES = ("", "formal", "informal")


@dataclass(frozen=True, slots=True)
class Config:
    """How one access point answers. Languages are Amazon Translate codes; sizes are in bytes.

    `languages` empty allows all. `default_language`, `formality` and `terminology` empty mean none.
    `include` and `exclude` choose values in key/value formats (see `formats.options.Options`). Renditions are kept in
    `rendition_bucket`, unless it is empty or `store` is off; units for `memory_days` in `memory_table`, likewise.
    """

    source_language: str = languages.AUTO
    languages: tuple[str, ...] = ()
    default_language: str = ""
    formality: str = ""
    terminology: str = ""
    untranslatable: str = "serve"
    max_object_size: int = 25 * 1024 * 1024
    caller_check: bool = True
    concurrency: int = 16
    log_keys: str = "hash"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    document_language: bool = True
    rendition_bucket: str = ""
    store: bool = True
    memory_table: str = ""
    memory: bool = True
    memory_days: int = 365

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """The configuration in `LINGOPOINT_*` variables; an unset or empty one has its default.

        Raises ConfigurationError naming the variable.
        """
        given = {
            field.name: environ[PREFIX + field.name.upper()]
            for field in fields(cls)
            if environ.get(PREFIX + field.name.upper())
        }
        return _apply(cls(), given, lambda name: PREFIX + name.upper())

    def with_payload(self, payload: str | None) -> "Config":
        """This configuration with the settings of an access point's payload, a JSON object of the same names.

        An empty payload changes nothing. Raises ConfigurationError naming the setting.
        """
        try:
            settings = json.loads(payload or "{}")
        except ValueError as error:
            raise ConfigurationError(f"The access point's payload is not JSON: {error}") from error
        if not isinstance(settings, dict):
            raise ConfigurationError("The access point's payload is not a JSON object.")
        return _apply(self, settings, lambda name: f"payload {name}")

    @property
    def targets(self) -> tuple[str, ...]:
        """The languages that may be asked for."""
        return self.languages or tuple(languages.NAMES)


def _apply(config: Config, settings: Mapping[str, Any], label: Callable[[str], str]) -> Config:
    values: dict[str, Any] = {}
    for name, value in settings.items():
        parse = _PARSERS.get(name)
        if parse is None:
            raise ConfigurationError(f"{label(name)}: no such setting; there are {', '.join(_PARSERS)}.")
        try:
            values[name] = parse(value)
        except ValueError as error:
            raise ConfigurationError(f"{label(name)}: {error}") from error
    return replace(config, **values)


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


def _number(low: int, high: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"{value!r} is not a number from {low} to {high}")
        return value

    return parse


_PARSERS: dict[str, Callable[[Any], Any]] = {
    "source_language": _source,
    "languages": _languages,
    "default_language": _optional_language,
    "formality": _one_of(*FORMALITIES),
    "terminology": _text,
    "untranslatable": _one_of("serve", "refuse"),
    "max_object_size": _number(1, 1 << 30),
    "caller_check": _switch,
    "concurrency": _number(1, 64),
    "log_keys": _one_of("hash", "key"),
    "include": _strings,
    "exclude": _strings,
    "document_language": _switch,
    "rendition_bucket": _text,
    "store": _switch,
    "memory_table": _text,
    "memory": _switch,
    "memory_days": _number(1, 36_500),
}
