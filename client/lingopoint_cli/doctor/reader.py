"""The access point, read as an application reads it. Every answer is a value, errors too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from lingopoint_cli.asking import Asking
from lingopoint_cli.doctor.finding import UnknownError

MOST_FAILURES = 2
"""In a row, after which a function is not asked again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; header names are in lower case. `code` is that of S3's error document."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    code: str = ""

    @property
    def in_words(self) -> str:
        """`200`, `404 NoSuchKey`."""
        return f"{self.status} {self.code}".rstrip()

    def fact(self, name: str) -> str:
        """A metadata value of Lingopoint's, by its name without the prefix."""
        return self.headers.get(f"x-amz-meta-lingopoint-{name}", "")


@dataclass(slots=True)
class Patience:
    """How long a function is asked that gives no answer: each time may take all the time that it has."""

    failed: int = 0

    def require(self) -> None:
        """Raises UnknownError where it failed too often in a row."""
        if self.failed >= MOST_FAILURES:
            raise UnknownError(f"the function failed {self.failed} times in a row, and is not asked again")

    def saw(self, status: int | None) -> None:
        """What it answered; None for nothing in its time, which is as much as all of them."""
        self.failed = MOST_FAILURES if status is None else self.failed + 1 if status >= 500 else 0


class Reader:
    """GetObject and HeadObject by a client that is `speaking`. `bucket` is the ARN or the alias of an access point."""

    def __init__(self, client: Any, bucket: str, patience: Patience | None = None) -> None:
        self._client = client
        self._bucket = bucket
        self._patience = patience or Patience()
        self.billed = 0

    def get(self, key: str, language: str = "", **parameters: str) -> Answer:
        """GET, with `?lang=` where a language is given.

        Raises botocore's errors where nobody answers, UnknownError where nobody did too often.
        """
        return self._asked(self._client.get_object, Asking(key, language), parameters)

    def head(self, key: str, language: str = "") -> Answer:
        """The same without a body."""
        return self._asked(self._client.head_object, Asking(key, language), {})

    def _asked(self, operation: Any, asking: Asking, parameters: Mapping[str, str]) -> Answer:
        self._patience.require()
        try:
            answer = _answer(operation(Bucket=self._bucket, **asking.parameters, **parameters))
        except ClientError as error:
            answer = _refusal(error)
        except BotoCoreError:
            self._patience.saw(None)
            raise
        self._patience.saw(answer.status)
        self.billed += int(answer.fact("billed") or 0)
        return answer


def _answer(answer: Mapping[str, Any]) -> Answer:
    about = answer["ResponseMetadata"]
    body = answer["Body"].read() if "Body" in answer else b""
    return Answer(about["HTTPStatusCode"], about["HTTPHeaders"], body)


def _refusal(error: ClientError) -> Answer:
    about, said = error.response["ResponseMetadata"], error.response["Error"]
    return Answer(about["HTTPStatusCode"], about.get("HTTPHeaders", {}), code=said.get("Code", ""))
