"""WriteGetObjectResponse: the answer of an S3 Object Lambda."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, ConnectionError, HTTPClientError  # noqa: A004  botocore's own name

from lingopoint.http.conditions import parse_date
from lingopoint.http.headers import METADATA, parse_instant
from lingopoint.ports import NotTakenError, Response

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_EXPIRES = "x-amz-fwd-header-Expires"


def _switch(value: str) -> bool:
    return value.lower() == "true"


def _date_or_text(value: str) -> datetime | str:
    return parse_date(value) or value


_PARAMETERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "accept-ranges": ("AcceptRanges", str),
    "cache-control": ("CacheControl", str),
    "content-disposition": ("ContentDisposition", str),
    "content-encoding": ("ContentEncoding", str),
    "content-language": ("ContentLanguage", str),
    "content-range": ("ContentRange", str),
    "content-type": ("ContentType", str),
    "etag": ("ETag", str),
    "expires": ("Expires", _date_or_text),
    "last-modified": ("LastModified", parse_date),
    "x-amz-delete-marker": ("DeleteMarker", _switch),
    "x-amz-expiration": ("Expiration", str),
    "x-amz-missing-meta": ("MissingMeta", int),
    "x-amz-mp-parts-count": ("PartsCount", int),
    "x-amz-object-lock-legal-hold": ("ObjectLockLegalHoldStatus", str),
    "x-amz-object-lock-mode": ("ObjectLockMode", str),
    "x-amz-object-lock-retain-until-date": ("ObjectLockRetainUntilDate", parse_instant),
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
    """Answers one GetObject. `route` and `token` come from its event; the token is a secret, good for one answer.

    `client` is one that `takes_any_expires`.
    """

    def __init__(self, client: "S3Client", route: str, token: str) -> None:
        self._client = client
        self._route = route
        self._token = token

    def write(self, response: Response) -> None:
        """See `Responder.write`. The headers of `response` are safe (`http.headers`)."""
        try:
            self._client.write_get_object_response(
                RequestRoute=self._route, RequestToken=self._token, **parameters(response)
            )
        except Exception as error:
            if _is_final(error):
                raise
            raise NotTakenError(type(error).__name__) from error


def takes_any_expires(client: "S3Client") -> "S3Client":
    """The client, with `Expires` of an answer being any text, as it is in S3's own model; botocore wants a date."""
    events: Any = client.meta.events  # its types know the names of no events
    events.register("before-parameter-build.s3.WriteGetObjectResponse", _hold_back)
    events.register("before-call.s3.WriteGetObjectResponse", _send_along)
    return client


def _hold_back(params: dict[str, Any], context: dict[str, Any], **_: object) -> None:
    if isinstance(params.get("Expires"), str):
        context[_EXPIRES] = params.pop("Expires")


def _send_along(params: dict[str, Any], context: dict[str, Any], **_: object) -> None:
    if _EXPIRES in context:
        params["headers"][_EXPIRES] = context[_EXPIRES]


def _is_final(error: Exception) -> bool:
    """Whether no other answer would be taken: the way there is broken, or the token is used up.

    botocore has tried again by then. Where a header cannot be sent at all, it says no more than HTTPClientError.
    """
    if isinstance(error, ClientError):
        said = error.response.get("Error", {}).get("Message", "")
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
        return status >= 500 or "token" in said.lower()
    return isinstance(error, ConnectionError | HTTPClientError) and type(error) is not HTTPClientError


def parameters(response: Response) -> dict[str, Any]:
    """What WriteGetObjectResponse is given: an error has a code and a message and no body, everything else a body."""
    values: dict[str, Any] = {"StatusCode": response.status}
    if response.code:
        return values | {"ErrorCode": response.code, "ErrorMessage": response.message}
    for name, value in response.headers.items():
        if name in _PARAMETERS:
            parameter, read = _PARAMETERS[name]
            values[parameter] = read(value)
    values["Metadata"] = _metadata(response.headers)
    if response.status != 304:
        values["Body"] = response.body
    return values


def _metadata(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(METADATA): value for name, value in headers.items() if name.startswith(METADATA)}
