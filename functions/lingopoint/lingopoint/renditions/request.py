"""What a request asks for: which object, and in which language, with which settings.

The tag grammar of a key:

    key       = original-key "#" language *( ";" name "=" value )
    language  = a BCP 47 tag, any case
    name      = "formality" | "brevity" | "profanity" | "source"

Only the part after the last `#` can be a tag, and only when it begins with something of a language tag's shape that
ends there or at a `;`. Everything else is an ordinary key, taken literally.
"""

from dataclasses import replace
from typing import NamedTuple

from lingopoint import languages
from lingopoint.config import Config
from lingopoint.errors import InvalidRequestError
from lingopoint.ports import Direction


class AsStored(NamedTuple):
    """The object under `key` itself."""

    key: str


class InLanguage(NamedTuple):
    """The object under `key`, translated in `direction`. `tagged` says that the language came with the key."""

    key: str
    direction: Direction
    tagged: bool = False


class NotServed(NamedTuple):
    """A key with a tag of the right shape that asks for what is not served, as `message` says.

    It is the key of an object nevertheless, when one is stored under it.
    """

    key: str
    message: str


RenditionRequest = AsStored | InLanguage | NotServed


def parse_request(literal_key: str, language: str | None, config: Config) -> RenditionRequest:
    """The request for `literal_key`, where `language` is what a query parameter or a header asked for.

    Both take a language with optional settings; a tag on the key wins. Raises InvalidRequestError for a `language` that
    is not served.
    """
    key, separator, tag = literal_key.rpartition("#")
    if separator and key and languages.is_tag(tag.partition(";")[0]):
        try:
            return InLanguage(key, parse_direction(tag, config), tagged=True)
        except InvalidRequestError as error:
            return NotServed(literal_key, error.message)
    wanted = language or config.default_language
    return InLanguage(literal_key, parse_direction(wanted, config)) if wanted else AsStored(literal_key)


def parse_direction(text: str, config: Config) -> Direction:
    """`fr;formality=formal` as a direction of this configuration. Raises InvalidRequestError naming what is allowed."""
    tag, *assignments = text.split(";")
    target = languages.match(tag)
    if target is None or target not in config.targets:
        raise InvalidRequestError(f"Language {tag!r} is not served here. Ask for one of {', '.join(config.targets)}.")
    direction = Direction(config.source_language, target, config.formality, terminology=config.terminology)
    if assignments and not config.reader_settings:
        raise InvalidRequestError("Settings cannot be asked for here. Ask for the language alone.")
    for assignment in assignments:
        name, _, value = assignment.partition("=")
        direction = _set(direction, name.lower(), value)
    return direction


def _set(direction: Direction, name: str, value: str) -> Direction:
    match name, value.lower():
        case "formality", ("formal" | "informal") as formality:
            return replace(direction, formality=formality)
        case "brevity", ("on" | "off") as switch:
            return replace(direction, brevity=switch == "on")
        case "profanity", ("mask" | "keep") as profanity:
            return replace(direction, profanity=profanity == "mask")
        case "source", "auto":
            return replace(direction, source=languages.AUTO)
        case "source", _ if source := languages.match(value):
            return replace(direction, source=source)
    raise InvalidRequestError(
        f"Setting {name!r} cannot be {value!r}. Settings are formality=formal|informal, brevity=on|off, "
        "profanity=mask|keep and source=LANGUAGE."
    )
