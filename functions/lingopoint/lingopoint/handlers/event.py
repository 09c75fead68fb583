"""The GetObject and HeadObject events of S3 Object Lambda, as far as Lingopoint reads them.

Shapes: S3 User Guide, "Event context format and usage". Fields that are not read may come and go.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

_ALIAS_SUFFIX = "-s3alias"


@dataclass(frozen=True, slots=True)
class ObjectLambdaEvent:
    """One request. `url` (presigned with the caller's right, for `method`) and `token` are secrets: never logged.

    `key` is the key as requested; `query` holds the request's parameters, `headers` its headers by lower-case name.
    `route` and `token` are empty for HEAD, which is answered by the function's result.
    """

    method: str
    request_id: str
    url: str
    route: str
    token: str
    access_point: str
    supporting_access_point: str
    payload: str
    key: str
    query: Mapping[str, str]
    headers: Mapping[str, str]

    @property
    def parameters(self) -> dict[str, str]:
        """What else of the request holds for the original: its version, and who pays and owns."""
        given = {
            "VersionId": self.query.get("versionId"),
            "RequestPayer": self.headers.get("x-amz-request-payer"),
            "ExpectedBucketOwner": self.headers.get("x-amz-expected-bucket-owner"),
        }
        return {name: value for name, value in given.items() if value}

    @classmethod
    def parse(cls, event: Mapping[str, Any]) -> "ObjectLambdaEvent":
        """The event that Lambda was given. Raises KeyError where it is neither of GetObject nor of HeadObject."""
        method = "HEAD" if "headObjectContext" in event else "GET"
        context = event["headObjectContext"] if method == "HEAD" else event["getObjectContext"]
        configuration, request = event["configuration"], event["userRequest"]
        supporting = configuration["supportingAccessPointArn"]
        key = key_of(context["inputS3Url"], supporting)
        return cls(
            method=method,
            request_id=event.get("xAmzRequestId", ""),
            url=context["inputS3Url"],
            route=context["outputRoute"] if method == "GET" else "",
            token=context["outputToken"] if method == "GET" else "",
            access_point=configuration["accessPointArn"],
            supporting_access_point=supporting,
            payload=configuration.get("payload") or "",
            key=key,
            query=query_of(request["url"], key),
            headers={name.lower(): value for name, value in request.get("headers", {}).items()},
        )


def key_of(presigned_url: str, access_point_arn: str) -> str:
    """The key that a presigned URL is for. Its path is always percent-encoded, so every key survives.

    The access point is the host (`NAME-ACCOUNT.s3-accesspoint...`, or its alias), or, at an endpoint that knows no
    virtual hosts, the first segment of the path.
    """
    parts = urlsplit(presigned_url)
    path = parts.path.removeprefix("/")
    host = (parts.hostname or "").partition(".")[0]
    account, name = access_point_arn.split(":")[4], access_point_arn.split(":", 5)[5].removeprefix("accesspoint")[1:]
    if host != f"{name}-{account}" and not host.endswith(_ALIAS_SUFFIX):
        path = path.partition("/")[2]
    return unquote(path, errors="strict")


def query_of(url: str, key: str) -> dict[str, str]:
    """The query parameters of the request's URL, which S3 gives decoded, with or without a scheme and host.

    A decoded URL does not tell a `?` of the key from the one before the query; the key, known already, does.
    """
    start = url.find("/", url.find("://") + 3) if "://" in url else 0
    target = url[start:]
    for spelling in (key, quote(key, safe="/"), quote(key, safe="/~")):
        prefix = "/" + spelling
        if target == prefix:
            return {}
        if target.startswith(prefix + "?"):
            return _parameters(target[len(prefix) + 1 :])
    return _parameters(target.partition("?")[2])


def _parameters(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}
