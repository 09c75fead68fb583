"""The result of a function for HeadObject (S3 User Guide, "Writing Lambda functions for S3 Object Lambda")."""

from typing import Any

from lingopoint.ports import Response

_META = "x-amz-meta-"
_NUMBERS = {"Content-Length", "x-amz-mp-parts-count", "x-amz-missing-meta", "x-amz-tagging-count"}
_SWITCHES = {"x-amz-delete-marker", "x-amz-server-side-encryption-bucket-key-enabled"}
_HEADERS = {
    name.lower(): name
    for name in (
        *("Accept-Ranges", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language"),
        *("Content-Length", "Content-Range", "Content-Type", "ETag", "Expires", "Last-Modified"),
        *("x-amz-delete-marker", "x-amz-expiration", "x-amz-missing-meta", "x-amz-mp-parts-count"),
        *("x-amz-object-lock-legal-hold", "x-amz-object-lock-mode", "x-amz-object-lock-retain-until-date"),
        *("x-amz-replication-status", "x-amz-request-charged", "x-amz-restore", "x-amz-server-side-encryption"),
        *("x-amz-server-side-encryption-aws-kms-key-id", "x-amz-server-side-encryption-bucket-key-enabled"),
        *("x-amz-storage-class", "x-amz-tagging-count", "x-amz-version-id"),
    )
}


def result(response: Response) -> dict[str, Any]:
    """What the function returns: a status with headers, or with S3's code and message."""
    if response.code:
        return {"statusCode": response.status, "errorCode": response.code, "errorMessage": response.message}
    headers: dict[str, Any] = {"Content-Length": 0}
    for name, value in response.headers.items():
        if name in _HEADERS:
            headers[_HEADERS[name]] = _typed(_HEADERS[name], value)
        elif name.startswith(_META):
            headers[name] = value
    return {"statusCode": response.status, "headers": headers}


def _typed(name: str, value: str) -> str | int | bool:
    if name in _NUMBERS:
        return int(value)
    return value.lower() == "true" if name in _SWITCHES else value
