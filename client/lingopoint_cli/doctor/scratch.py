"""Objects that the checks need: under a prefix of their own, and gone afterwards whatever happens."""

from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError

PREFIX = "lingopoint-doctor/"


class Scratch:
    """`with Scratch(...) as scratch`: what was put is deleted at the end, after errors and Ctrl-C too."""

    def __init__(self, client: Any, bucket: str, prefix: str = PREFIX) -> None:
        self._client = client
        self._bucket = bucket
        self.prefix = f"{prefix}{uuid4().hex}/"
        self._versions: dict[str, str] = {}
        self.deleted = 0

    @property
    def left(self) -> list[str]:
        """The keys of what is still there."""
        return list(self._versions)

    def key(self, name: str) -> str:
        """The key of what is, or will be, stored under a name."""
        return self.prefix + name

    def holds(self, key: str) -> bool:
        """Whether it is stored."""
        return key in self._versions

    def put(self, name: str, body: bytes, **about: Any) -> str:
        """Store an object; its key. Raises botocore's errors."""
        key = self.key(name)
        self._versions[key] = ""  # known before it is there: whatever interrupts, it is deleted
        answer = self._client.put_object(Bucket=self._bucket, Key=key, Body=body, **about)
        self._versions[key] = answer.get("VersionId", "")
        return key

    def stored(self, key: str) -> dict[str, str]:
        """The headers of an object, as S3 itself gives them. Raises botocore's errors."""
        headers: dict[str, str] = self._client.head_object(Bucket=self._bucket, Key=key)["ResponseMetadata"][
            "HTTPHeaders"
        ]
        return headers

    def delete(self) -> None:
        """Delete what is there. What cannot be deleted stays in `left`."""
        for key, version in list(self._versions.items()):
            about = {"VersionId": version} if version else {}
            try:
                self._client.delete_object(Bucket=self._bucket, Key=key, **about)
            except (ClientError, BotoCoreError):
                continue
            del self._versions[key]
            self.deleted += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.delete()
