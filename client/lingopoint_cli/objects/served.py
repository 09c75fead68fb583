"""Objects as the access point serves them: read, and what the answers say of themselves.

Every attempt to read one may be billed, those that ran out of time too. So the SDK tries nothing again by itself: it is
done here, as often, where it is seen and added up.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import sleep
from typing import TYPE_CHECKING, Any

from botocore import exceptions as boto
from botocore.exceptions import BotoCoreError, ClientError

from lingopoint.formats.options import UnreadableError
from lingopoint.renditions.coding import coding_of, decode
from lingopoint.report import Cost, billed_as_told
from lingopoint_cli.asking import PARAMETER, Asking, is_refused
from lingopoint_cli.failures import REFUSED, Failure, failure
from lingopoint_cli.wording import billed_in_words, cost_in_words, counted

if TYPE_CHECKING:
    from botocore.response import StreamingBody
    from mypy_boto3_s3 import S3Client

ATTEMPTS = 3
"""As many as the SDK's standard mode makes (AWS SDKs and Tools Reference Guide, "Retry behavior")."""
_PASSING = {500, 502, 503, 504}
"""The statuses after which that mode tries again."""
_CHUNK = 256 * 1024
_MOST = 1 << 28
"""Bytes of a document that are decompressed to be shown."""
_META = "lingopoint-"


@dataclass(slots=True)
class Attempts:
    """The attempts to read one object that failed: how many there were, and the characters that they were billed."""

    failed: int = 0
    billed: int = 0

    def add(self, error: Exception) -> None:
        """One more that failed."""
        self.failed += 1
        self.billed += billed_as_told(str(error))


@dataclass(frozen=True, slots=True)
class ServedObject:
    """One answer, its body unread.

    `key` is how it was asked for, `facts` are the `x-amz-meta-lingopoint-*` headers, without that prefix.
    """

    key: str
    body: "StreamingBody"
    content_type: str
    language: str
    facts: Mapping[str, str]
    before: Attempts = field(default_factory=Attempts)
    content_encoding: str = ""

    def chunks(self) -> Iterator[bytes]:
        """The body, piece by piece. Raises Failure, or botocore's errors, where it breaks off."""
        try:
            yield from self.body.iter_chunks(_CHUNK)
        except BotoCoreError as error:
            raise _with_bill(error, self.before.failed + 1, self.billed) from error

    def document(self) -> bytes:
        """All of the body, decompressed where it can be. Raises as `chunks` does."""
        body = b"".join(self.chunks())
        try:
            return decode(body, coding_of(self.content_encoding), _MOST)
        except UnreadableError:
            return body

    @property
    def billed(self) -> int:
        """Characters that all the attempts to read it were billed."""
        return self.before.billed + self.cost.billed

    @property
    def translated(self) -> bool:
        """Whether Lingopoint translated it, rather than pass on what is stored."""
        return self.facts.get("status") == "translated"

    @property
    def unchanged(self) -> bool:
        """Whether Lingopoint passed the original on: it could not translate it, or had no need to."""
        return self.facts.get("status", "").startswith(("untranslated", "original"))

    @property
    def cost(self) -> Cost:
        """What this very answer cost: a rendition that was kept is billed nothing."""
        return Cost.from_facts({**self.facts, "characters": self.facts.get("billed", "")})

    def summary(self) -> str:
        """One line about it: language, units, calls, characters, or why it is no translation."""
        status = self.facts.get("status", "")
        if self.translated:
            told = cost_in_words(self.cost) if "calls" in self.facts else counted(self.cost.units, "unit")
            said = f"{self.language} from {self.facts.get('source', '?')}, {told}"
        else:
            reason = status.partition("reason=")[2] or status
            said = f"as it is stored{f' ({reason})' if reason else ''}"
        return f"{self.key}: {said}{self._in_all()}"

    def _in_all(self) -> str:
        attempts = self.before.failed + 1
        return f"; {attempts} attempts in all: {billed_in_words(self.billed)}" if self.before.billed else ""


def fetch(client: "S3Client", access_point: str, ways: Sequence[Asking], say: Callable[[str], object]) -> ServedObject:
    """GetObject through the access point, in the first of the ways that is not refused.

    `client` tries once (`Place.reader`): what may help is tried again here, and `say` is told so. Raises botocore's
    errors, and Failure where they cost something, or where nobody was told of the language.
    """
    asking, *others = ways
    try:
        return _patiently(client, access_point, asking, say)
    except ClientError as error:
        if not others or not is_refused(error):
            raise
    return fetch(client, access_point, others, say)


def _patiently(client: "S3Client", access_point: str, asking: Asking, say: Callable[[str], object]) -> ServedObject:
    before = Attempts()
    while True:
        try:
            return _fetch(client, access_point, asking, before)
        except (ClientError, boto.ConnectionError, boto.HTTPClientError) as error:
            before.add(error)
            if before.failed == ATTEMPTS or not _passing(error):
                raise _with_bill(error, before.failed, before.billed) from error
            say(f"{asking}: {_why(error)}, trying again{_so_far(before.billed)}")
            sleep(before.failed / 2)


def _fetch(client: Any, access_point: str, asking: Asking, before: Attempts) -> ServedObject:
    answer = client.get_object(Bucket=access_point, **asking.parameters)
    facts = {
        name.removeprefix(_META): value for name, value in answer.get("Metadata", {}).items() if name.startswith(_META)
    }
    if asking.language and "status" not in facts:
        answer["Body"].close()
        raise Failure(f"{asking}: the original was answered: S3 hands on no ?{PARAMETER}= here", REFUSED)
    about = answer.get("ContentType", ""), answer.get("ContentLanguage", "")
    return ServedObject(str(asking), answer["Body"], *about, facts, before, answer.get("ContentEncoding", ""))


def _passing(error: Exception) -> bool:
    """Whether the next attempt may be answered."""
    return not isinstance(error, ClientError) or error.response["ResponseMetadata"]["HTTPStatusCode"] in _PASSING


def _why(error: Exception) -> str:
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else ""
    return {"SlowDown": "not ready in time"}.get(code, code or "no answer")


def _so_far(billed: int) -> str:
    return f" (so far {billed_in_words(billed)})" if billed else ""


def _with_bill(error: Exception, attempts: int, billed: int) -> Exception:
    """The error, telling what several attempts cost where its own message cannot."""
    told = failure(error)
    if told is None or billed == billed_as_told(str(error)):
        return error
    return Failure(f"{told.message} {counted(attempts, 'attempt')}: {billed_in_words(billed)}", told.exit_code)
