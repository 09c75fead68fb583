"""S3 as the function: GetObject through the supporting access point, with the function's own role."""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import BotoCoreError, ClientError

from lingopoint.adapters.body import ReadableBody
from lingopoint.errors import SlowDownError
from lingopoint.ports import NO_HEADERS, Body, StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class AccessPointOrigin:
    """One object of a bucket or access point (name, alias or ARN).

    `parameters` are further ones of GetObject: the version, who pays, who is expected to own the bucket.
    """

    def __init__(self, client: "S3Client", bucket: str, key: str, parameters: Mapping[str, str] = NO_HEADERS) -> None:
        self._client = client
        self._request: dict[str, Any] = {"Bucket": bucket, "Key": key, **parameters}

    def get(self) -> StoredObject:
        """See `Origin.get`."""
        try:
            answer = self._client.get_object(**self._request)
        except ClientError as error:
            return _refusal(error)
        except BotoCoreError as error:
            raise SlowDownError("S3 does not answer. Ask again.", detail=type(error).__name__) from error
        metadata = answer["ResponseMetadata"]
        body = ReadableBody(cast(Body, answer["Body"]), BotoCoreError, OSError)
        return StoredObject(metadata["HTTPStatusCode"], metadata["HTTPHeaders"], body)


def _refusal(error: ClientError) -> StoredObject:
    metadata = error.response.get("ResponseMetadata", {})
    said = error.response.get("Error", {})
    return StoredObject(
        int(metadata.get("HTTPStatusCode", 500)),
        metadata.get("HTTPHeaders", {}),
        BytesIO(),
        said.get("Code", ""),
        said.get("Message", ""),
    )
