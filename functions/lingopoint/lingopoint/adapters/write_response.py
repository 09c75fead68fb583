"""WriteGetObjectResponse: the answer of an S3 Object Lambda."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lingopoint.http.conditions import parse_date
from lingopoint.ports import Response

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_METADATA = "x-amz-meta-"
_PAST = datetime(1970, 1, 1, tzinfo=UTC)


def _switch(value: str) -> bool:
    return value.lower() == "true"


def _expires(value: str) -> datetime:
    """S3 keeps any text; what is no date is in the past (RFC 9111 section 5.3), and the API takes dates alone."""
    return parse_date(value) or _PAST


_PARAMETERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "accept-ranges": ("AcceptRanges", str),
    "cache-control": ("CacheControl", str),
    "content-disposition": ("ContentDisposition", str),
    "content-encoding": ("ContentEncoding", str),
    "content-language": ("ContentLanguage", str),
    "content-range": ("ContentRange", str),
    "content-type": ("ContentType", str),
    "etag": ("ETag", str),
    "expires": ("Expires", _expires),
    "last-modified": ("LastModified", parse_date),
    "x-amz-delete-marker": ("DeleteMarker", _switch),
    "x-amz-expiration": ("Expiration", str),
    "x-amz-missing-meta": ("MissingMeta", int),
    "x-amz-mp-parts-count": ("PartsCount", int),
    "x-amz-object-lock-legal-hold": ("ObjectLockLegalHoldStatus", str),
    "x-amz-object-lock-mode": ("ObjectLockMode", str),
    "x-amz-object-lock-retain-until-date": ("ObjectLockRetainUntilDate", str),
    "x-amz-replication-status": ("ReplicationStatus", str),
    "x-amz-request-charged": ("RequestCharged", str),
    "x-amz-restore": ("Restore", str),
    "x-amz-server-side-encryption": ("ServerSideEncryption", str),
    "x-amz-server-side-encryption-aws-kms-key-id": ("SSEKMSKeyId", str),
    "x-amz-server-side-encryption-bucket-key-enabled": ("BucketKeyEnabled", _switch),
    "x-amz-storage-class": ("StorageClass", str),
    "x-amz-tagging-count": ("TagCount", int),
    "x-amz-version-id": ("VersionId", str),
}
"""The parameter that carries each response header (S3 API reference, WriteGetObjectResponse)."""


class ObjectLambdaResponder:
    """Answers one GetObject. `route` and `token` come from its event; the token is a secret, good for one answer."""

    def __init__(self, client: "S3Client", route: str, token: str) -> None:
        self._client = client
        self._route = route
        self._token = token

    def write(self, response: Response) -> None:
        """See `Responder.write`."""
        self._client.write_get_object_response(
            RequestRoute=self._route, RequestToken=self._token, **parameters(response)
        )


def parameters(response: Response) -> dict[str, Any]:
    """What WriteGetObjectResponse is given: an error has a code and a message and no body, everything else a body."""
    values: dict[str, Any] = {"StatusCode": response.status}
    if response.code:
        return values | {"ErrorCode": response.code, "ErrorMessage": response.message}
    for name, value in response.headers.items():
        if name in _PARAMETERS:
            parameter, read = _PARAMETERS[name]
            values[parameter] = read(value)
    values = {parameter: value for parameter, value in values.items() if value is not None}
    values["Metadata"] = _metadata(response.headers)
    if response.status != 304:
        values["Body"] = response.body
    return values


def _metadata(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(_METADATA): value for name, value in headers.items() if name.startswith(_METADATA)}
