"""What a request asks for: which original, in which language, with which settings.

The tag grammar of a key:

    key       = original-key "#" language *( ";" name "=" value )
    language  = a BCP 47 tag, any case
    name      = "formality" | "brevity" | "profanity" | "source"

Only the part after the last `#` can be a tag, and only when it begins with something of a language tag's shape that
ends there or at a `;`. Everything else is an ordinary key, taken literally.
"""

from dataclasses import dataclass, replace

from lingopoint import languages
from lingopoint.config import Config
from lingopoint.errors import InvalidRequestError


@dataclass(frozen=True, slots=True)
class Settings:
    """How to translate: the target's code and Amazon Translate's settings. `source` empty means as configured."""

    target: str
    source: str = ""
    formality: str = ""
    brevity: bool = False
    profanity: bool = False


@dataclass(frozen=True, slots=True)
class RenditionRequest:
    """One object in one language.

    `literal_key` is the key as requested, tag included; `key` is the original's. `tagged` says that the language came
    with the key. `settings` is None when the original itself is asked for. `problem` holds the error of a tag that has
    the right shape but asks for what is not served: it is answered unless an object is stored under the literal key.
    """

    literal_key: str
    key: str
    tagged: bool = False
    settings: Settings | None = None
    problem: InvalidRequestError | None = None


def parse_request(literal_key: str, language: str | None, config: Config) -> RenditionRequest:
    """The request for `literal_key`, where `language` is what a query parameter or a header asked for.

    Both take a language with optional settings; a tag on the key wins. Raises InvalidRequestError for a `language` that
    is not served.
    """
    key, separator, tag = literal_key.rpartition("#")
    if separator and key and languages.is_tag(tag.partition(";")[0]):
        request = RenditionRequest(literal_key, key, tagged=True)
        try:
            return replace(request, settings=parse_settings(tag, config))
        except InvalidRequestError as problem:
            return replace(request, problem=problem)
    wanted = language or config.default_language
    return RenditionRequest(literal_key, literal_key, settings=parse_settings(wanted, config) if wanted else None)


def parse_settings(text: str, config: Config) -> Settings:
    """`fr;formality=formal` as settings. Raises InvalidRequestError naming what is allowed."""
    tag, *assignments = text.split(";")
    target = languages.match(tag)
    if target is None or target not in config.targets:
        raise InvalidRequestError(f"Language {tag!r} is not served here. Ask for one of {', '.join(config.targets)}.")
    settings = Settings(target, formality=config.formality)
    for assignment in assignments:
        name, _, value = assignment.partition("=")
        settings = _set(settings, name.lower(), value)
    return settings


def _set(settings: Settings, name: str, value: str) -> Settings:
    match name, value.lower():
        case "formality", ("formal" | "informal") as formality:
            return replace(settings, formality=formality)
        case "brevity", ("on" | "off") as switch:
            return replace(settings, brevity=switch == "on")
        case "profanity", ("mask" | "keep") as profanity:
            return replace(settings, profanity=profanity == "mask")
        case "source", "auto":
            return replace(settings, source=languages.AUTO)
        case "source", _ if source := languages.match(value):
            return replace(settings, source=source)
    raise InvalidRequestError(
        f"Setting {name!r} cannot be {value!r}. Settings are formality=formal|informal, brevity=on|off, "
        "profanity=mask|keep and source=LANGUAGE."
    )
