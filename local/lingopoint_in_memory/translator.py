"""A translator that is a function."""

from collections.abc import Callable
from dataclasses import dataclass, field

from lingopoint.adapters.amazon_translate import TRAITS
from lingopoint.ports import Direction, Traits, TranslatedText


@dataclass(slots=True)
class FunctionTranslator:
    """A translator that applies `function` to each call's text and keeps what it was sent.

    `propagating` are the names of terminologies that were changed just now.
    """

    function: Callable[[str], str] = lambda text: text
    source: str = "en"
    sent: list[str] = field(default_factory=list)
    directions: list[Direction] = field(default_factory=list)
    traits: Traits = TRAITS
    propagating: set[str] = field(default_factory=set)

    def translate(self, text: str, direction: Direction) -> TranslatedText:
        """See `Translator.translate`."""
        self.sent.append(text)
        self.directions.append(direction)
        applied = (direction.terminology,) if direction.terminology else ()
        return TranslatedText(self.function(text), self.source, applied)

    def terminology_version(self, name: str) -> str:
        """See `Translator.terminology_version`."""
        return f"{name} 1"

    def has_propagated(self, terminology: str) -> bool:
        """See `Translator.has_propagated`."""
        return terminology not in self.propagating
