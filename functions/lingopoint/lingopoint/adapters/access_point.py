"""S3 as the function: GetObject through the supporting access point, with the function's own role."""

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import ClientError, ParamValidationError
from botocore.handlers import handle_expires_header

from lingopoint.adapters.body import ReadableBody
from lingopoint.adapters.silence import FAULTS
from lingopoint.errors import InvalidRequestError, SlowDownError
from lingopoint.http.headers import received
from lingopoint.ports import NO_HEADERS, Body, StoredObject

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_READ_BY_BOTOCORE = {"content-length", "content-type", "x-amz-id-2", "x-amz-request-id"}
_RECEIVED = "Received"
_WORDS = {
    "InvalidObjectState": "The object is in an archive, and has to be restored first.",
    "MethodNotAllowed": "The version asked for is a delete marker.",
    "NoSuchKey": "The specified key does not exist.",
    "NoSuchVersion": "The specified version does not exist.",
}
"""What S3's codes mean. Its own words are for the function, and may name what no reader should know."""


class AccessPointOrigin:
    """One object of a bucket or access point (name, alias or ARN), by a client that `tells_headers_as_they_came`.

    `parameters` are further ones of GetObject: the version, who pays, who is expected to own the bucket.
    """

    def __init__(self, client: "S3Client", bucket: str, key: str, parameters: Mapping[str, str] = NO_HEADERS) -> None:
        self._client = client
        self._parameters = parameters
        self._request: dict[str, Any] = {"Bucket": bucket, "Key": key, **parameters}

    def _require_sendable(self) -> None:
        """Raise ValueError for a header that is none; botocore would call it a fault of the way there."""
        if not all(value.isascii() and value.isprintable() for value in self._parameters.values()):
            raise ValueError

    def get(self) -> StoredObject:
        """See `Origin.get`. Raises InvalidRequestError for parameters that S3 cannot have."""
        try:
            self._require_sendable()
            answer: Mapping[str, Any] = self._client.get_object(**self._request)
        except ClientError as error:
            return _refusal(error)
        except (ParamValidationError, ValueError) as error:
            raise InvalidRequestError("A parameter of the request has a value that it cannot have.") from error
        except FAULTS as error:
            raise SlowDownError("S3 does not answer. Ask again.", detail=type(error).__name__) from error
        body = ReadableBody(cast(Body, answer["Body"]), *FAULTS, OSError, ValueError)
        metadata = answer["ResponseMetadata"]
        headers = answer.get(_RECEIVED, metadata["HTTPHeaders"])
        return StoredObject(metadata["HTTPStatusCode"], received(headers), body)


def tells_headers_as_they_came(client: "S3Client") -> "S3Client":
    """The client, whose GetObject reads no header but what it needs: one that is no date, say, would be its failure."""
    events: Any = client.meta.events  # its types know the names of no events
    events.unregister("before-parse.s3.*", handle_expires_header)  # it logs what it cannot read
    events.register("before-parse.s3.GetObject", _set_aside)
    return client


def _set_aside(response_dict: dict[str, Any], customized_response_dict: dict[str, Any], **_: object) -> None:
    if response_dict["status_code"] < 300:
        headers = response_dict["headers"]
        customized_response_dict[_RECEIVED] = dict(headers)
        response_dict["headers"] = {name: headers[name] for name in headers if name.lower() in _READ_BY_BOTOCORE}


def _refusal(error: ClientError) -> StoredObject:
    metadata = error.response.get("ResponseMetadata", {})
    code = error.response.get("Error", {}).get("Code", "")
    headers = received(metadata.get("HTTPHeaders", {}))
    return StoredObject(int(metadata.get("HTTPStatusCode", 500)), headers, BytesIO(), code, _WORDS.get(code, ""))
