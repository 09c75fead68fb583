"""Presigned URLs that the function makes itself: of objects for its own reading, and of what is too large to answer."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lingopoint.ports import Response

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_OWN_SECONDS = 60
_OVERRIDES = {
    "cache-control": "ResponseCacheControl",
    "content-disposition": "ResponseContentDisposition",
    "content-encoding": "ResponseContentEncoding",
    "content-language": "ResponseContentLanguage",
    "content-type": "ResponseContentType",
}


def own(client: "S3Client", bucket: str, key: str, method: str) -> str:
    """A URL with which the function itself reads an object as S3 answers for it, conditions and ranges and all."""
    operation = "head_object" if method == "HEAD" else "get_object"
    return client.generate_presigned_url(operation, Params={"Bucket": bucket, "Key": key}, ExpiresIn=_OWN_SECONDS)


def of(client: "S3Client", bucket: str, key: str, response: Response, seconds: int) -> str:
    """A URL of what an answer holds, under which S3 says of it what the answer says."""
    parameters: dict[str, Any] = {"Bucket": bucket, "Key": key, **_overrides(response.headers)}
    return client.generate_presigned_url("get_object", Params=parameters, ExpiresIn=seconds)


def _overrides(headers: Mapping[str, str]) -> dict[str, str]:
    return {parameter: headers[name] for name, parameter in _OVERRIDES.items() if name in headers}
