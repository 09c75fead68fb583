"""What translating objects would cost: everything that the function does to them, but for asking the translator."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

from lingopoint.adapters.amazon_translate import TRAITS
from lingopoint.adapters.nothing import NoRenditions
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.config import Config
from lingopoint.errors import EntityTooLargeError
from lingopoint.languages import AUTO
from lingopoint.ports import NO_ORIGINALS, Direction, Memory, StoredObject, TranslatedText
from lingopoint.renditions.lookup import Original
from lingopoint.renditions.make import Made, Services, Unchanged, extraction, make
from lingopoint.renditions.request import AsStored, InLanguage, parse_direction, parse_request
from lingopoint.report import Cost
from lingopoint.translation import Pace, Tools
from lingopoint_cli import prices
from lingopoint_in_memory import DictMemory

_DAY = 86_400.0
_UNKNOWN = "und"
"""The language of an original that was not detected (BCP 47)."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the renditions of one language would cost. `whole` are the characters of the originals as they are."""

    renditions: int = 0
    whole: int = 0
    cost: Cost = field(default_factory=Cost)

    def __add__(self, other: "Figures") -> "Figures":
        """The figures of both."""
        return Figures(self.renditions + other.renditions, self.whole + other.whole, self.cost + other.cost)

    def to_json(self) -> dict[str, float]:
        """The figures, and in US dollars what is billed and what sending the originals whole would be.

        `text` are the characters of their distinct text; `known` those of it that other objects or the translation
        memory hold; `billed` what is left, with what it takes to send it.
        """
        cost = self.cost
        return {
            "renditions": self.renditions,
            "units": cost.units,
            "whole": self.whole,
            "text": cost.needed,
            "known": cost.remembered,
            "billed": cost.billed,
            "calls": cost.calls,
            "dollars": float(prices.translation(cost.billed)),
            "whole_dollars": float(prices.translation(self.whole)),
        }


class Echo:
    """A translator that gives everything back as it is; `version` is that of the terminology."""

    traits = replace(TRAITS, languages=TRAITS.languages | {_UNKNOWN})

    def __init__(self, version: str) -> None:
        self._version = version

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        """See `Translator.translate`."""
        return TranslatedText(text, _UNKNOWN if direction.source == AUTO else direction.source)

    def terminology_version(self, name: str) -> str:  # noqa: ARG002  as the port has it
        """See `Translator.terminology_version`."""
        return self._version

    def has_propagated(self, terminology: str) -> bool:  # noqa: ARG002  as the port has it
        """See `Translator.has_propagated`: what is reckoned is a translation that will be kept."""
        return True


@dataclass(frozen=True, slots=True)
class Layered:
    """A memory above another, which is only read."""

    below: Memory
    above: DictMemory = field(default_factory=DictMemory)

    def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:
        """See `Memory.get`."""
        found = self.above.get(keys)
        return {**found, **self.below.get([key for key in keys if key not in found])}

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] = NO_ORIGINALS) -> None:
        """See `Memory.put`."""
        self.above.put(items, originals)

    def flush(self) -> None:
        """See `Memory.flush`."""


class Estimate:
    """What translating objects into `languages` would cost, as an access point of this configuration would do it.

    `memory` is what is remembered already, with a terminology of this `version`. Each text is counted once a language,
    over all objects.
    """

    def __init__(self, languages: Sequence[str], config: Config, memory: Memory, version: str = "") -> None:
        self.figures = {language: Figures() for language in languages}
        self._config = replace(config, languages=())
        self._tools = Tools(Echo(version), SystemClock(), Pace(config.concurrency), Layered(memory))

    def add(self, key: str, headers: Mapping[str, str], body: bytes, reviewed: Iterable[str] = ()) -> bool:
        """Count one object, by its S3 headers and its bytes. False where it cannot be translated.

        `reviewed` are languages of which a translation is stored, which is served instead.
        """
        translatable = True
        for language in self.figures.keys() - set(reviewed):
            translatable = self._add(language, key, headers, body) and translatable
        return translatable

    @property
    def total(self) -> Figures:
        """All languages together."""
        return sum(self.figures.values(), Figures())

    def _add(self, language: str, key: str, headers: Mapping[str, str], body: bytes) -> bool:
        stored = StoredObject(200, headers, BytesIO(body))
        try:
            made = rehearsed(key, stored, language, self._config, self._tools)
        except EntityTooLargeError:
            return False
        if isinstance(made, Unchanged):
            return made.wanted
        self.figures[language] += Figures(1, made.report.whole, made.report.cost)
        return True


def rehearsed(key: str, stored: StoredObject, language: str, config: Config, tools: Tools) -> Made | Unchanged:
    """What the function would make of an object with these tools. Raises LingopointError."""
    services = Services(config, tools, NoRenditions(), tools.clock.now() + _DAY)
    direction = parse_direction(language, config)
    return make(Original(stored, InLanguage(key, direction)), extraction(direction, config), services)


def reviewed_languages(keys: Iterable[str]) -> tuple[list[str], dict[str, set[str]]]:
    """The keys of originals, and for each of them the languages of which a translation of one's own is stored."""
    originals: list[str] = []
    languages: dict[str, set[str]] = {}
    config = Config()
    for key in keys:
        match parse_request(key, None, config):
            case AsStored():
                originals.append(key)
            case InLanguage(original, direction) if direction == Direction(config.source_language, direction.target):
                languages.setdefault(original, set()).add(direction.target)
            case _:
                pass  # a translation with settings, or an object with an odd name
    return originals, languages
