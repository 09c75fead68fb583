"""S3 as the function: GetObject through the supporting access point, with the function's own role."""

from typing import TYPE_CHECKING, cast

from botocore.exceptions import BotoCoreError, ClientError

from lingopoint.errors import SlowDownError
from lingopoint.ports import Body, StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class AccessPointOrigin:
    """One object of a bucket or access point (name, alias or ARN)."""

    def __init__(self, client: "S3Client", bucket: str, key: str) -> None:
        self._client = client
        self._bucket = bucket
        self._key = key

    def get(self) -> StoredObject:
        """See `Origin.get`. Raises SlowDownError when S3 cannot be reached."""
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=self._key)
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
