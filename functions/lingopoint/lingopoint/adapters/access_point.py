"""S3 as the function: GetObject through the supporting access point, with the function's own role."""

from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import BotoCoreError, ClientError

from lingopoint.errors import SlowDownError
from lingopoint.ports import NO_HEADERS, Body, StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


_CONDITIONS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "if-match": ("IfMatch", str),
    "if-modified-since": ("IfModifiedSince", parsedate_to_datetime),
    "if-none-match": ("IfNoneMatch", str),
    "if-unmodified-since": ("IfUnmodifiedSince", parsedate_to_datetime),
    "range": ("Range", str),
}


class AccessPointOrigin:
    """One object of a bucket or access point (name, alias or ARN).

    `parameters` are further ones of GetObject: the version, who pays, who is expected to own the bucket.
    """

    def __init__(self, client: "S3Client", bucket: str, key: str, parameters: Mapping[str, str] = NO_HEADERS) -> None:
        self._client = client
        self._request: dict[str, Any] = {"Bucket": bucket, "Key": key, **parameters}

    def get(self, headers: Mapping[str, str] = NO_HEADERS, /) -> StoredObject:
        """See `Origin.get`. Raises SlowDownError when S3 cannot be reached."""
        conditions = {
            _CONDITIONS[name][0]: _CONDITIONS[name][1](value) for name, value in headers.items() if name in _CONDITIONS
        }
        try:
            answer = self._client.get_object(**self._request, **conditions)
        except ClientError as error:
            return _refusal(error)
        except BotoCoreError as error:
            raise SlowDownError("S3 does not answer. Ask again.", detail=type(error).__name__) from error
        metadata = answer["ResponseMetadata"]
        return StoredObject(metadata["HTTPStatusCode"], metadata["HTTPHeaders"], cast(Body, answer["Body"]))


class _NoBody:
    def read(self, _amount: int | None = None, /) -> bytes:
        return b""


def _refusal(error: ClientError) -> StoredObject:
    metadata = error.response.get("ResponseMetadata", {})
    said = error.response.get("Error", {})
    return StoredObject(
        int(metadata.get("HTTPStatusCode", 500)),
        metadata.get("HTTPHeaders", {}),
        _NoBody(),
        said.get("Code", ""),
        said.get("Message", ""),
    )
