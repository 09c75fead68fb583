"""The settings, each declared once, and how the environment and a payload give them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from lingopoint import languages
from lingopoint.config import setting
from lingopoint.config.setting import IN_PAYLOAD, MADE, Setting
from lingopoint.errors import ConfigurationError

PREFIX = "LINGOPOINT_"
FORMALITIES = ("", "formal", "informal")
OF_THE_FUNCTION = frozenset({"originals", "translate_region"})
"""What all its access points share: their clients are made from it."""

_OWN_MEMORY = 200
"""Megabytes: the interpreter, the SDK and its clients, a format's module, the threads of calls."""


@dataclass(frozen=True, slots=True)
class Config:
    """How one access point answers. Languages are Amazon Translate codes; sizes are in bytes."""

    source_language: str = setting.declared(
        languages.AUTO,
        setting.source,
        "SourceLanguage",
        "language of the originals, an Amazon Translate code; `auto` has it detected",
    )
    fallback_language: str = setting.declared(
        "",
        setting.optional_language,
        "FallbackLanguage",
        "language of originals whose own neither they nor detection can tell; empty serves those as they are",
    )
    languages: tuple[str, ...] = setting.declared(
        (),
        setting.language_list,
        "Languages",
        "languages that may be asked for; empty allows all",
    )
    default_language: str = setting.declared(
        "",
        setting.optional_language,
        "DefaultLanguage",
        "language of an answer when a request names none; empty serves the original",
    )
    formality: str = setting.declared(
        "",
        setting.one_of(*FORMALITIES),
        "Formality",
        "`formal` or `informal`, when a request does not say; empty leaves it to Amazon Translate",
    )
    terminology: str = setting.declared(
        "",
        setting.text,
        "TerminologyName",
        "custom terminology of Amazon Translate; empty applies none",
    )
    translate_region: str = setting.declared(
        "",
        setting.region,
        "TranslateRegion",
        "[Region](how-to/regions.md) whose Amazon Translate translates; empty is the function's own; in no payload",
    )
    integrity_metadata: tuple[str, ...] = setting.declared(
        (),
        setting.strings,
        "IntegrityMetadata",
        "names of user metadata that hold of the original's very bytes, beside the "
        "[usual ones](s3-behaviour.md#headers), and are not handed on with a translation; `*` stands for anything",
    )
    untranslatable: str = setting.declared(
        "serve",
        setting.one_of("serve", "refuse"),
        "Untranslatable",
        "what content that cannot be translated gets: the original (`serve`) or 400 (`refuse`)",
    )
    max_object_size: int = setting.declared(
        25 * 1024 * 1024,
        setting.number(1, 1 << 30),
        "MaxObjectSize",
        "largest original in bytes that is translated",
    )
    function_memory: int = setting.declared(
        1769,
        setting.number(256, 10_240),
        "MemorySize",
        "memory of the function in MB, which is what one document's work is bounded by",
    )
    caller_check: str = setting.declared(
        "tagged",
        setting.caller_check,
        "CallerCheck",
        "whose right opens an original: `strict`, `tagged` or `off` ([permissions](how-to/permissions.md))",
    )
    tagged_prefixes: tuple[str, ...] = setting.declared(
        (),
        setting.strings,
        "TaggedPrefixes",
        "keys that tagged keys are served for begin with one of these; empty means every key",
    )
    reader_settings: bool = setting.declared(
        True,
        setting.switch,
        "ReaderSettings",
        "whether readers may ask for formality, brevity, profanity and source",
    )
    cost_metadata: bool = setting.declared(True, setting.switch, "CostMetadata", "whether answers tell what they cost")
    concurrency: int = setting.declared(
        16, setting.number(1, 64), "Concurrency", "most calls to Amazon Translate at a time"
    )
    log_keys: str = setting.declared(
        "hash",
        setting.one_of("hash", "key"),
        "LogKeys",
        "whether logs name keys as a hash (`hash`) or in clear (`key`)",
    )
    include: tuple[str, ...] = setting.declared(
        (),
        setting.strings,
        "Include",
        "paths of values to translate in JSON, YAML, CSV, ... ([formats](formats.md)); empty means all",
    )
    exclude: tuple[str, ...] = setting.declared(
        (), setting.strings, "Exclude", "paths of values to leave; they win over `include`"
    )
    document_language: bool = setting.declared(
        True,
        setting.switch,
        "DocumentLanguage",
        "whether HTML and the like get the target in their own `lang`",
    )
    heading_ids: str = setting.declared(
        "",
        setting.heading_ids,
        IN_PAYLOAD,
        "`pin`: headings of Markdown, AsciiDoc keep their ids ([formats](formats.md))",
    )
    keep_names: tuple[str, ...] = setting.declared(
        (),
        setting.strings,
        IN_PAYLOAD,
        "names that are never translated, in any format: whole words, with the case that they have",
    )
    originals: str = setting.declared(
        "", setting.text, MADE, "access point through which the web door reads originals; in no payload"
    )
    web_prefixes: tuple[str, ...] = setting.declared(
        (),
        setting.strings,
        "WebPrefixes",
        "keys that the web door publishes, by their beginnings; `*` for all; empty publishes nothing",
    )
    web_index: str = setting.declared(
        "index.html", setting.text, "WebIndex", "name of the document that a folder's address means"
    )
    error_document: str = setting.declared(
        "",
        setting.text,
        IN_PAYLOAD,
        "key of the page that the web door answers 404 with, in the reader's language; empty has a plain one",
    )
    site: bool = setting.declared(
        False,
        setting.switch,
        IN_PAYLOAD,
        "whether pages of HTML below `/fr/` are those of [a whole website](how-to/website.md): their links get `/fr/`",
    )
    site_url: str = setting.declared(
        "",
        setting.website,
        IN_PAYLOAD,
        "the website's own address, `https://example.com`, by which its pages may link to it",
    )
    site_exclude: tuple[str, ...] = setting.declared(
        (), setting.strings, IN_PAYLOAD, "patterns (`docs/api/*`) over keys of a website that stay as they are stored"
    )
    site_keep_links: tuple[str, ...] = setting.declared(
        (), setting.strings, IN_PAYLOAD, "classes of links that lead where they lead, as those with `hreflang` do"
    )
    site_drop_scripts: tuple[str, ...] = setting.declared(
        (),
        setting.strings,
        IN_PAYLOAD,
        "patterns (`/assets/app.*.js`) over addresses of scripts that a translated page is to do without",
    )
    site_canonical: str = setting.declared(
        "own",
        setting.one_of("own", "original"),
        IN_PAYLOAD,
        "which address a translated page says is its canonical one: its `own` or the `original`'s",
    )
    site_reviewed: tuple[str, ...] = setting.declared(
        (),
        setting.language_list,
        IN_PAYLOAD,
        "languages of a website that people reviewed: search engines may list them",
    )
    site_label: bool = setting.declared(
        False, setting.switch, IN_PAYLOAD, "whether pages that nobody reviewed say so, in the reader's language"
    )
    while_cold: str = setting.declared(
        "wait",
        setting.one_of("wait", "original"),
        IN_PAYLOAD,
        "what a reader of a website gets until a page is translated: nothing yet (`wait`), or the `original` with 503",
    )
    cold_seconds: int = setting.declared(
        5,
        setting.number(1, 55),
        IN_PAYLOAD,
        "seconds that a reader waits for a translation where `while_cold` is `original`",
    )
    web_cache_control: str = setting.declared(
        "public, max-age=60, s-maxage=300, stale-while-revalidate=60",
        setting.text,
        "WebCacheControl",
        "`Cache-Control` of answers of the web door; within its seconds a changed object may be served as it was",
    )
    rendition_bucket: str = setting.declared(
        "",
        setting.text,
        MADE,
        "bucket in which finished translations are kept; empty keeps none",
    )
    store: bool = setting.declared(
        True,
        setting.switch,
        "StoreRenditions",
        "`off` keeps nothing and looks nothing up; as a parameter it makes no bucket either",
    )
    memory_table: str = setting.declared(
        "", setting.text, MADE, "table of the translation memory; empty remembers nothing"
    )
    memory: bool = setting.declared(
        True,
        setting.switch,
        "TranslationMemory",
        "`off` remembers nothing and looks nothing up; as a parameter it makes no table either",
    )
    memory_days: int = setting.declared(365, setting.number(1, 36_500), "MemoryDays", "days that a unit is remembered")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Config":
        """The configuration in `LINGOPOINT_*` variables; an unset or empty one has its default.

        Raises ConfigurationError naming the variable.
        """
        given = {name: environ[variable(name)] for name in VARIABLES if environ.get(variable(name))}
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

VARIABLES = tuple(name for name, each in SETTINGS.items() if each.parameter != IN_PAYLOAD)
"""Those that the function's environment sets."""


def variable(name: str) -> str:
    """The variable of the function's environment that holds a setting."""
    return PREFIX + name.upper()


def _apply(config: Config, settings: Mapping[str, Any], label: Callable[[str], str]) -> Config:
    values: dict[str, Any] = {}
    for name, value in settings.items():
        known = SETTINGS.get(name)
        if known is None:
            raise ConfigurationError(f"{label(name)}: no such setting; there are {', '.join(SETTINGS)}.")
        try:
            values[name] = known.parse(value)
        except ValueError as error:
            raise ConfigurationError(f"{label(name)}: {error}") from error
        except RecursionError as error:
            raise ConfigurationError(f"{label(name)}: nested too deeply") from error
    return replace(config, **values)
