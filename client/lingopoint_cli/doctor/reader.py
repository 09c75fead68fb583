"""The access point, read as an application reads it. Every answer is a value, errors too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from lingopoint_cli.asking import Asking


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


class Reader:
    """GetObject and HeadObject by a client that is `speaking`. `bucket` is the ARN or the alias of an access point."""

    def __init__(self, client: Any, bucket: str) -> None:
        self._client = client
        self._bucket = bucket
        self.billed = 0

    def get(self, key: str, language: str = "", **parameters: str) -> Answer:
        """GET, with `?lang=` where a language is given. Raises botocore's errors where nobody answers."""
        return self._asked(self._client.get_object, Asking(key, language), parameters)

    def head(self, key: str, language: str = "") -> Answer:
        """The same without a body."""
        return self._asked(self._client.head_object, Asking(key, language), {})

    def _asked(self, operation: Any, asking: Asking, parameters: Mapping[str, str]) -> Answer:
        try:
            answer = _answer(operation(Bucket=self._bucket, **asking.parameters, **parameters))
        except ClientError as error:
            answer = _refusal(error)
        self.billed += int(answer.fact("billed") or 0)
        return answer


def _answer(answer: Mapping[str, Any]) -> Answer:
    about = answer["ResponseMetadata"]
    body = answer["Body"].read() if "Body" in answer else b""
    return Answer(about["HTTPStatusCode"], about["HTTPHeaders"], body)


def _refusal(error: ClientError) -> Answer:
    about, said = error.response["ResponseMetadata"], error.response["Error"]
    return Answer(about["HTTPStatusCode"], about.get("HTTPHeaders", {}), code=said.get("Code", ""))
