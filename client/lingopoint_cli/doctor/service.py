"""Amazon Translate, asked with texts of our own: what was sent, what came back, what it is billed."""

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from lingopoint_cli.doctor.finding import code_of


class Said(NamedTuple):
    """A translation, and the language that its text was taken to be in."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call."""

    sent: str
    source: str
    back: str = ""
    detected: str = ""
    error: str = ""

    def to_json(self) -> dict[str, str]:
        """What is there of it."""
        return {name: value for name, value in asdict(self).items() if value}


class Service:
    """TranslateText into one language. A text that was sent is not sent again."""

    def __init__(self, client: Any, target: str) -> None:
        self.client = client
        self.target = target
        self.exchanges: list[Exchange] = []
        self._known: dict[tuple[str, str], Said] = {}

    @property
    def billed(self) -> int:
        """Characters of the calls that were answered."""
        return sum(len(exchange.sent) for exchange in self.exchanges if not exchange.error)

    def say(self, text: str, source: str = "en") -> Said:
        """The translation of a text. Raises botocore's errors."""
        if (text, source) not in self._known:
            self._known[text, source] = self._asked(text, source)
        return self._known[text, source]

    def _asked(self, text: str, source: str) -> Said:
        call = {"Text": text, "SourceLanguageCode": source, "TargetLanguageCode": self.target}
        try:
            answer = self.client.translate_text(**call)
        except ClientError as error:
            detected = str(error.response.get("DetectedLanguageCode", ""))
            self.exchanges.append(Exchange(text, source, "", detected, code_of(error)))
            raise
        said = Said(str(answer["TranslatedText"]), str(answer["SourceLanguageCode"]))
        self.exchanges.append(Exchange(text, source, *said))
        return said
