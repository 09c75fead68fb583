"""Renditions in a bucket of their own.

    renditions/KEY   the translated bytes; Content-Type and facts as metadata, and until when it is good if not for ever
    claims/KEY       an empty object whose metadata says until when somebody is making that rendition

KEY is `Identity.kept_as`, so all of one object stand side by side. Both are written conditionally (S3 User Guide,
"Conditional writes"): the first rendition stays (of those that are good for ever), and one claim holds.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

from botocore.config import Config
from botocore.exceptions import ClientError

from lingopoint.adapters.silence import FAULTS, Silence
from lingopoint.http.headers import safe
from lingopoint.ports import Rendition, Warnings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

RENDITIONS, CLAIMS = "renditions/", "claims/"
"""The prefixes of the two."""

_LOST = {"PreconditionFailed", "ConditionalRequestConflict"}
_ABSENT = {"NoSuchKey", "404"}
_CONTENT_TYPE = "for-content-type"
_UNTIL = "until"
_KEPT_UNTIL = "kept-until"


def client_config(connections: int = 10) -> Config:
    """How the client is made: a slow store is worse than none, so little patience."""
    return Config(
        retries={"mode": "standard", "total_max_attempts": 2},
        connect_timeout=1,
        read_timeout=3,
        max_pool_connections=connections,
        signature_version="s3v4",
    )


class _Claim(Enum):
    """What is known of the claim to a rendition."""

    UNKNOWN = "not asked, or the store did not say; one that is ours after all lapses by itself"
    OURS = "held by this request"
    ANOTHERS = "held by another, or was"


class S3Renditions:
    """The `Renditions` that ships, for one request. Every fault is logged and counts as nothing kept.

    A store that does not answer is not asked for a while: each time would cost the reader seconds.
    """

    def __init__(self, client: "S3Client", bucket: str, log: Warnings, now: Callable[[], float] = time.time) -> None:
        self._client = client
        self._bucket = bucket
        self._log = log
        self._now = now
        self._silence = Silence(now)
        self._claims: defaultdict[str, _Claim] = defaultdict(lambda: _Claim.UNKNOWN)

    def get(self, key: str) -> Rendition | None:
        """See `Renditions.get`."""
        if self._silence:
            return None
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=RENDITIONS + key)
            facts = dict(answer["Metadata"])
            content_type, seconds = facts.pop(_CONTENT_TYPE, ""), self._left(facts.pop(_KEPT_UNTIL, ""))
            if seconds is None or seconds > 0:
                return Rendition(answer["Body"].read(), content_type, facts, seconds)
            answer["Body"].close()
        except ClientError as error:
            if _code(error) not in _ABSENT:
                self._warn("get", _code(error))
        except (*FAULTS, OSError) as error:
            self._lose("get", error)
        return None

    def put(self, key: str, rendition: Rendition) -> bool:
        """See `Renditions.put`."""
        if self._silence:
            return False
        name, metadata = RENDITIONS + key, safe({**rendition.facts, _CONTENT_TYPE: rendition.content_type})
        if rendition.seconds is not None:
            metadata[_KEPT_UNTIL] = str(self._now() + rendition.seconds)
        content: dict[str, Any] = {"Body": rendition.body, "Metadata": metadata}
        try:
            if self._write(name, **content, IfNoneMatch="*"):
                return True
            kept = self._client.head_object(Bucket=self._bucket, Key=name)
            seconds = self._left(kept["Metadata"].get(_KEPT_UNTIL, ""))
            gives_way = seconds is not None and (rendition.seconds is None or seconds <= 0)
            return gives_way and self._write(name, **content, IfMatch=kept["ETag"])
        except ClientError as error:
            self._warn("put", _code(error))
        except FAULTS as error:
            self._lose("put", error)
        return False

    def _left(self, until: str) -> float | None:
        """The seconds that are left until then; None for ever."""
        return _moment(until) - self._now() if until else None

    def claim(self, key: str, seconds: float) -> bool:
        """See `Renditions.claim`. Where the store cannot say, it is granted: better two translations than none.

        Who has lost once looks before writing again: S3 charges a twelfth of a write for it.
        """
        if self._silence:
            return True
        until = self._now() + seconds
        try:
            if self._claims[key] is not _Claim.ANOTHERS and self._take(key, until, IfNoneMatch="*"):
                return True
            holder = self._client.head_object(Bucket=self._bucket, Key=CLAIMS + key)
            if _moment(holder["Metadata"].get(_UNTIL, "")) > self._now():
                return False
            return self._take(key, until, IfMatch=holder["ETag"])
        except ClientError as error:
            if _code(error) in _ABSENT:
                self._claims[key] = _Claim.UNKNOWN
                return False  # released just now: the next look will find the rendition, or the way free
            self._warn("claim", _code(error))
        except FAULTS as error:
            self._lose("claim", error)
        return True

    def _take(self, key: str, until: float, **condition: str) -> bool:
        """Write the claim where it is free; whether it is ours now. Raises botocore's errors."""
        taken = self._write(CLAIMS + key, Body=b"", Metadata={_UNTIL: str(until)}, **condition)
        self._claims[key] = _Claim.OURS if taken else _Claim.ANOTHERS
        return taken

    def release(self, key: str) -> None:
        """See `Renditions.release`. Only what is known to be ours is taken back: readers wait for another's."""
        if self._claims.pop(key, _Claim.UNKNOWN) is not _Claim.OURS:
            return
        try:
            self._client.delete_object(Bucket=self._bucket, Key=CLAIMS + key)
        except ClientError as error:
            self._warn("release", _code(error))
        except FAULTS as error:
            self._lose("release", error)

    def _write(self, name: str, **parameters: Any) -> bool:
        """Whether it was written; not where the condition did not hold. Raises botocore's errors."""
        try:
            self._client.put_object(Bucket=self._bucket, Key=name, **parameters)
        except ClientError as error:
            if _code(error) in _LOST:
                return False
            raise
        return True

    def _lose(self, what: str, error: Exception) -> None:
        self._silence.begin()
        self._warn(what, type(error).__name__)

    def _warn(self, what: str, why: str) -> None:
        self._log.warning("rendition store", extra={"operation": what, "fault": why})


def _moment(text: str) -> float:
    """Until when something says that it holds; what does not say so holds no more."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def _code(error: ClientError) -> str:
    return error.response.get("Error", {}).get("Code", "")
