"""What translating objects would cost: everything that the function does to them, but for asking the translator."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from io import BytesIO

from lingopoint.adapters.nothing import NoRenditions
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.config import Config
from lingopoint.errors import EntityTooLargeError
from lingopoint.http.delivery import Ask
from lingopoint.languages import AUTO
from lingopoint.ports import NO_ORIGINALS, Direction, Memory, StoredObject, TranslatedText
from lingopoint.renditions.request import Settings, parse_request
from lingopoint.renditions.translated import Services, translated
from lingopoint.translation.schedule import Pace
from lingopoint.translation.units import Tools
from lingopoint_cli import prices
from lingopoint_in_memory import DictMemory

_DAY = 86_400.0
_UNKNOWN = "und"
"""The language of an original that was not detected (BCP 47)."""


@dataclass(slots=True)
class Tally:
    """Figures of one language.

    Characters are `whole`, those of the originals as they are; `text`, those of their distinct text; `known`, those of
    it that other objects or the translation memory hold; `billed`, what is left, with what it takes to send it.
    """

    renditions: int = 0
    units: int = 0
    whole: int = 0
    text: int = 0
    known: int = 0
    billed: int = 0
    calls: int = 0

    def add(self, report: Mapping[str, int]) -> None:
        """Count one more rendition, by the report of its answer."""
        self.renditions += 1
        self.units += report["units"]
        self.whole += report["characters"]
        self.text += report["needed"]
        self.known += report["remembered"]
        self.billed += report["billed"]
        self.calls += report["calls"]

    def to_json(self) -> dict[str, float]:
        """The figures, and in US dollars what is billed and what sending the originals whole would be."""
        dollars = {"dollars": self.billed, "whole_dollars": self.whole}
        return {**asdict(self), **{name: float(prices.translation(number)) for name, number in dollars.items()}}


def total(tallies: Iterable[Tally]) -> Tally:
    """All languages together."""
    result = Tally()
    for tally in tallies:
        for name, number in asdict(tally).items():
            setattr(result, name, getattr(result, name) + number)
    return result


class Echo:
    """A translator that gives everything back as it is; `version` is that of the terminology."""

    def __init__(self, version: str) -> None:
        self._version = version

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        """See `Translator.translate`."""
        return TranslatedText(text, _UNKNOWN if direction.source == AUTO else direction.source)

    def terminology_version(self, name: str) -> str:  # noqa: ARG002
        """See `Translator.terminology_version`."""
        return self._version


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
        self.tallies = {language: Tally() for language in languages}
        self._config = replace(config, languages=(), untranslatable="serve")
        self._tools = Tools(Echo(version), SystemClock(), Pace(config.concurrency), Layered(memory))

    def add(self, key: str, headers: Mapping[str, str], body: bytes, reviewed: Iterable[str] = ()) -> bool:
        """Count one object, by its S3 headers and its bytes. False where it cannot be translated.

        `reviewed` are languages of which a translation is stored, which is served instead.
        """
        translatable = True
        for language in self.tallies.keys() - set(reviewed):
            translatable = self._add(language, key, headers, body) and translatable
        return translatable

    def _add(self, language: str, key: str, headers: Mapping[str, str], body: bytes) -> bool:
        services = Services(self._tools, NoRenditions(), self._tools.clock.now() + _DAY)
        settings = Settings(language, formality=self._config.formality)
        try:
            answer = translated(StoredObject(200, headers, BytesIO(body)), key, settings, Ask(), self._config, services)
        except EntityTooLargeError:
            return False
        report = answer.response.report
        if report["outcome"] == "translated":
            self.tallies[language].add(report)
        return bool(report["outcome"] == "translated")


def reviewed_languages(keys: Iterable[str]) -> tuple[list[str], dict[str, set[str]]]:
    """The keys of originals, and for each of them the languages of which a translation of one's own is stored."""
    originals: list[str] = []
    languages: dict[str, set[str]] = {}
    for key in keys:
        request = parse_request(key, None, Config())
        if not request.tagged:
            originals.append(key)
        elif request.settings is not None and request.settings == Settings(request.settings.target):
            languages.setdefault(request.key, set()).add(request.settings.target)
    return originals, languages
