"""The GetObject and HeadObject events of S3 Object Lambda, as far as Lingopoint reads them.

Shapes: S3 User Guide, "Event context format and usage". Fields that are not read may come and go.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlsplit

from lingopoint.errors import InvalidRequestError
from lingopoint.handlers.presigned_url import AccessPoint

_ALIAS_SUFFIX = "-s3alias"


class Waiting(NamedTuple):
    """Who waits for an answer. `route` and `token`, which is a secret, are empty for HEAD: its answer is returned."""

    head: bool
    route: str = ""
    token: str = ""

    @classmethod
    def parse(cls, event: Mapping[str, Any]) -> "Waiting":
        """Who waits. Raises InvalidRequestError where nobody can be answered, for GET and HEAD are not asked for."""
        if "headObjectContext" in event:
            return cls(head=True)
        context = _members(event, "getObjectContext")
        route, token = _text(context, "outputRoute"), _text(context, "outputToken")
        if not (route and token):
            raise InvalidRequestError("This is an event that nobody waits for.")
        return cls(False, route, token)


@dataclass(frozen=True, slots=True)
class ObjectLambdaEvent:
    """One request. `url` is presigned with the caller's right for its method: a secret, never logged.

    `key` is the key as requested; `query` holds the request's parameters, `headers` its headers by lower-case name.
    """

    waiting: Waiting
    request_id: str
    url: str
    access_point: str
    supporting_access_point: str
    payload: str
    key: str
    query: Mapping[str, str]
    headers: Mapping[str, str]

    @property
    def method(self) -> str:
        """HTTP's name of what is asked for."""
        return "HEAD" if self.waiting.head else "GET"

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
        """The event that Lambda was given. Raises InvalidRequestError for one that is not as S3 makes them."""
        waiting = Waiting.parse(event)
        context = _members(event, "headObjectContext" if waiting.head else "getObjectContext")
        configuration, request = _members(event, "configuration"), _members(event, "userRequest")
        url, supporting = _text(context, "inputS3Url"), _text(configuration, "supportingAccessPointArn")
        key = key_of(url, supporting)
        headers = _members(request, "headers") if request.get("headers") else {}
        return cls(
            waiting=waiting,
            request_id=request_id_of(event),
            url=url,
            access_point=_text(configuration, "accessPointArn"),
            supporting_access_point=supporting,
            payload=_text(configuration, "payload") if configuration.get("payload") else "",
            key=key,
            query=query_of(_text(request, "url"), key),
            headers={name.lower(): _text(headers, name) for name in headers},
        )


def request_id_of(event: Mapping[str, Any]) -> str:
    """How S3 calls the request; empty where it does not say."""
    given = event.get("xAmzRequestId")
    return given if isinstance(given, str) else ""


def _members(event: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = event.get(name)
    if not isinstance(found, Mapping):
        raise InvalidRequestError(f"This is no event of GetObject or HeadObject: it has no {name}.")
    return found


def _text(members: Mapping[str, Any], name: str) -> str:
    found = members.get(name)
    if not isinstance(found, str):
        raise InvalidRequestError(f"This is no event of GetObject or HeadObject: it has no {name}.")
    return found


def key_of(presigned_url: str, access_point_arn: str) -> str:
    """The key that a presigned URL is for. Its path is always percent-encoded, so every key survives.

    The access point is the host (`NAME-ACCOUNT.s3-accesspoint...`, or its alias), or, at an endpoint that knows no
    virtual hosts, the first segment of the path. Raises InvalidRequestError where there is no key.
    """
    label = AccessPoint.parse(access_point_arn).label
    try:
        parts = urlsplit(presigned_url)
        path = parts.path.removeprefix("/")
        host = (parts.hostname or "").partition(".")[0]
        if host != label and not host.endswith(_ALIAS_SUFFIX):
            path = path.partition("/")[2]
        key = unquote(path, errors="strict")
    except ValueError as error:  # a host that is none, or a path that is no UTF-8
        raise InvalidRequestError("The event's URL is not one of an object.") from error
    if not key:
        raise InvalidRequestError("The event's URL is not one of an object.")
    return key


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
