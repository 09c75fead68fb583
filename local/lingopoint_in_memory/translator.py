"""A translator that is a function."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lingopoint.adapters.amazon_translate import TRAITS
from lingopoint.ports import Direction, Traits, TranslatedText


@dataclass(slots=True)
class FunctionTranslator:
    """A translator that applies `function` to each call's text and keeps what it was sent."""

    function: Callable[[str], str] = lambda text: text
    source: str = "en"
    sent: list[str] = field(default_factory=list)
    directions: list[Direction] = field(default_factory=list)
    traits: Traits = TRAITS

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        """See `Translator.translate`."""
        self.sent.append(text)
        self.directions.append(direction)
        return TranslatedText(self.function(text), self.source)

    def terminology_version(self, name: str) -> str:
        """See `Translator.terminology_version`."""
        return f"{name} 1"
