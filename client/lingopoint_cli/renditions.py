"""Objects as the access point serves them: read, and what the answer says of itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopoint_cli import prices

if TYPE_CHECKING:
    from botocore.response import StreamingBody
    from mypy_boto3_s3 import S3Client

_CHUNK = 256 * 1024
_META = "lingopoint-"


@dataclass(frozen=True, slots=True)
class Rendition:
    """One answer, its body unread. `facts` are the `x-amz-meta-lingopoint-*` headers, without that prefix."""

    key: str
    body: "StreamingBody"
    content_type: str
    language: str
    facts: Mapping[str, str]

    def chunks(self) -> Iterator[bytes]:
        """The body, piece by piece."""
        yield from self.body.iter_chunks(_CHUNK)

    @property
    def translated(self) -> bool:
        """Whether Lingopoint translated it, rather than pass on what is stored."""
        return self.facts.get("status") == "translated"

    @property
    def untranslatable(self) -> bool:
        """Whether Lingopoint would have translated it, and could not."""
        return self.facts.get("status", "").startswith("untranslated")

    def summary(self) -> str:
        """One line about it: language, units, calls, characters, or why it is no translation."""
        status = self.facts.get("status", "")
        if self.translated:
            return f"{self.key}: {self.language} from {self.facts.get('source', '?')}, {cost(self.facts)}"
        reason = status.partition("reason=")[2] or status
        return f"{self.key}: as it is stored{f' ({reason})' if reason else ''}"


def fetch(client: "S3Client", access_point: str, key: str) -> Rendition:
    """GetObject through the access point. Raises botocore's errors."""
    answer = client.get_object(Bucket=access_point, Key=key)
    facts = {
        name.removeprefix(_META): value for name, value in answer.get("Metadata", {}).items() if name.startswith(_META)
    }
    return Rendition(key, answer["Body"], answer.get("ContentType", ""), answer.get("ContentLanguage", ""), facts)


def cost(facts: Mapping[str, str], *, priced: bool = True) -> str:
    """What a translation cost, in words: `14 units, 3 calls, 1,234 characters, about $0.02`.

    `billed` is what this answer sent to the translator; `calls` are those of the moment when it was translated.
    `priced` adds what Amazon Translate asks for it.
    """
    parts = [counted(facts.get("units", "0"), "unit")]
    if facts.get("billed", "0") != "0":
        parts += [counted(facts.get("calls", "0"), "call"), counted(facts["billed"], "character")]
        parts += [_about(facts["billed"])] if priced and facts["billed"].isdecimal() else []
    elif facts.get("units", "0") != "0":
        parts.append("all known already")
    if facts.get("units-kept", "0") != "0":
        parts.append(f"{counted(facts['units-kept'], 'unit')} left as written")
    return ", ".join(parts)


def _about(characters: str) -> str:
    asked = prices.in_words(prices.translation(int(characters)))
    return asked if asked.startswith("under") else f"about {asked}"


def counted(number: str | int, word: str) -> str:
    """`1 unit`, `1,234 units`."""
    text = f"{int(number):,}" if str(number).isdecimal() else str(number)
    return f"{text} {word}{'' if text == '1' else 's'}"
