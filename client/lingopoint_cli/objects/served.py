"""Objects as the access point serves them: read, and what the answer says of itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lingopoint.report import Cost
from lingopoint_cli.wording import cost_in_words

if TYPE_CHECKING:
    from botocore.response import StreamingBody
    from mypy_boto3_s3 import S3Client

_CHUNK = 256 * 1024
_META = "lingopoint-"


@dataclass(frozen=True, slots=True)
class ServedObject:
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

    @property
    def cost(self) -> Cost:
        """What this very answer cost: a rendition that was kept is billed nothing."""
        return Cost.from_facts({**self.facts, "characters": self.facts.get("billed", "")})

    def summary(self) -> str:
        """One line about it: language, units, calls, characters, or why it is no translation."""
        status = self.facts.get("status", "")
        if self.translated:
            return f"{self.key}: {self.language} from {self.facts.get('source', '?')}, {cost_in_words(self.cost)}"
        reason = status.partition("reason=")[2] or status
        return f"{self.key}: as it is stored{f' ({reason})' if reason else ''}"


def fetch(client: "S3Client", access_point: str, key: str) -> ServedObject:
    """GetObject through the access point. Raises botocore's errors."""
    answer = client.get_object(Bucket=access_point, Key=key)
    facts = {
        name.removeprefix(_META): value for name, value in answer.get("Metadata", {}).items() if name.startswith(_META)
    }
    return ServedObject(key, answer["Body"], answer.get("ContentType", ""), answer.get("ContentLanguage", ""), facts)
