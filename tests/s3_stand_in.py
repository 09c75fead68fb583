"""S3, S3 Object Lambda and Amazon Translate as they are on the wire, for the function as it is deployed.

Nothing is connected to: what boto3 and urllib3 would send is answered here. So the adapters, their clients' settings
and the wiring are the real ones, and faults are those that a wire can have.
"""

import base64
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from urllib3 import HTTPConnectionPool, HTTPResponse

from lingopoint import wiring
from lingopoint.handlers import web
from lingopoint.handlers.object_lambda import handle
from tests import s3_rules
from tests.behaviour_suite import Answer
from tests.s3_rules import error
from tests.support import SUPPORTING, load_event

ACCOUNT = "123456789012"
ORIGINALS = f"lingopoint-originals-{ACCOUNT}"
RENDITIONS = "renditions"
MODIFIED = "Mon, 23 Nov 2026 12:00:00 GMT"
NOW = "Fri, 27 Nov 2026 09:30:00 GMT"


@dataclass(frozen=True, slots=True)
class Call:
    """One request on the wire; header names are in lower case. `place` is the bucket or access point."""

    method: str
    place: str
    key: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @classmethod
    def of(cls, method: str, url: str, headers: Mapping[str, Any], body: Any) -> "Call":
        """A request as a client is about to send it."""
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        named = {
            name.lower(): value.decode() if isinstance(value, bytes) else str(value) for name, value in headers.items()
        }
        data = body.read() if hasattr(body, "read") else body or b""
        if named.get("content-encoding") == "aws-chunked":
            data = b"".join(_chunks(io.BytesIO(data)))
        return cls(method, parts.netloc.partition(".")[0], unquote(parts.path[1:]), query, named, data)

    @property
    def presigned(self) -> bool:
        """Whether it is the caller who asks, and not the function."""
        return "X-Amz-Signature" in self.query


def _chunks(stream: io.BytesIO) -> Iterator[bytes]:
    """The data of a body that is sent with its checksum after it."""
    while size := int(stream.readline(), 16):
        yield stream.read(size)
        stream.readline()


Fault = Callable[[Call], Answer | None]
"""What answers instead of S3; it may raise what a client raises when nothing answers."""


@dataclass
class StandIn:
    """One account's S3, in memory. `objects` are by place and key."""

    objects: dict[tuple[str, str], Answer] = field(default_factory=dict)
    caller_may_read: bool = True
    requester_pays: bool = False
    fault: Fault = lambda _: None
    translated: list[str] = field(default_factory=list)
    delivered: list[Answer] = field(default_factory=list)

    def put(self, key: str, body: bytes, place: str = ORIGINALS, **headers: str) -> None:
        """Stores an object; header names have underscores for hyphens."""
        kept = {"content-type": "text/plain", "last-modified": MODIFIED, "etag": f'"{hashlib.md5(body).hexdigest()}"'}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.objects[place, key] = Answer(200, kept | named, body)

    def kept(self) -> dict[str, bytes]:
        """The renditions that are stored."""
        return {
            key: stored.body
            for (place, key), stored in self.objects.items()
            if place == RENDITIONS and key.startswith("renditions/")
        }

    def answer(self, call: Call) -> Answer:
        """What comes back for one request."""
        if "x-amz-target" in call.headers:
            return self._translate(json.loads(call.body))
        if call.key == "WriteGetObjectResponse":
            return self._deliver(call)
        faulty = self.fault(call)
        refused = faulty or self._refusal(call)
        if refused:
            return Answer(refused.status, refused.headers, b"" if call.method == "HEAD" else refused.body)
        found = self.objects.get((call.place, call.key))
        if call.method == "PUT":
            return self._store(call, found)
        if call.method == "DELETE":
            self.objects.pop((call.place, call.key), None)
            return Answer(204, {})
        return self._get(call, found)

    def _refusal(self, call: Call) -> Answer | None:
        if call.headers.get("x-amz-expected-bucket-owner", ACCOUNT) != ACCOUNT:
            return error(403, "AccessDenied")
        if call.place != ORIGINALS:
            return None
        unpaid = self.requester_pays and call.headers.get("x-amz-request-payer") != "requester"
        if unpaid or (call.presigned and not self.caller_may_read):
            return error(403, "AccessDenied")
        return None

    def _get(self, call: Call, found: Answer | None) -> Answer:
        if found is None:
            return error(404, "NoSuchKey", head=call.method == "HEAD")
        given = s3_rules.answer(found, call.headers, head=call.method == "HEAD")
        charged = {"x-amz-request-charged": "requester"} if self.requester_pays and given.status < 400 else {}
        body = given.body if call.method == "GET" else b""
        return Answer(given.status, {**given.headers, **charged, "date": NOW}, body)

    def _store(self, call: Call, found: Answer | None) -> Answer:
        if (call.headers.get("if-none-match") == "*" and found) or (
            "if-match" in call.headers and (found is None or found.headers["etag"] != call.headers["if-match"])
        ):
            return error(412, "PreconditionFailed")
        meta = {name.replace("-", "_"): value for name, value in call.headers.items() if name.startswith("x-amz-meta-")}
        self.put(call.key, call.body, call.place, **meta)
        return Answer(200, {})

    def _translate(self, asked: Mapping[str, Any]) -> Answer:
        self.translated.append(asked["Text"])
        said = {"TranslatedText": shouted(asked["Text"]), "SourceLanguageCode": "en", "TargetLanguageCode": "fr"}
        return Answer(200, {"content-type": "application/x-amz-json-1.1"}, json.dumps(said).encode())

    def _deliver(self, call: Call) -> Answer:
        """What S3 Object Lambda makes of WriteGetObjectResponse for the reader."""
        headers = {
            name.removeprefix("x-amz-fwd-header-"): value
            for name, value in call.headers.items()
            if name.startswith(("x-amz-fwd-header-", "x-amz-meta-"))
        }
        status = int(call.headers["x-amz-fwd-status"])
        if "x-amz-fwd-error-code" in call.headers:
            self.delivered.append(error(status, call.headers["x-amz-fwd-error-code"]))
        else:
            length = {} if status == 304 else {"content-length": str(len(call.body))}
            self.delivered.append(Answer(status, headers | length, call.body))
        return Answer(200, {})


def shouted(text: str) -> str:
    """What Amazon Translate makes of lines of text, or of blocks, here."""
    pieces = re.split(r"(<[^>]*>|\n)", text)
    return "".join(f"{piece.upper()}!" if piece.strip("\n") and piece[0] != "<" else piece for piece in pieces)


@dataclass
class FunctionReader:
    """Object Lambda's part: each request becomes an event, and the function's answer that of the reader."""

    world: StandIn
    seconds: float = 60

    def __call__(
        self, method: str, key: str, query: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """See `Reader`."""
        event = _event(method, key, query or {}, headers or {})
        result = handle(event, wiring.dependencies(), self.seconds)
        return self.world.delivered.pop() if result is None else _head(result)


@dataclass
class WebReader:
    """A function URL's part: each request becomes an event, and what the function returns the answer."""

    world: StandIn
    seconds: float = 60

    def __call__(
        self, method: str, key: str, query: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """See `Reader`."""
        named = {name.lower(): value for name, value in (headers or {}).items()}
        event = {
            "rawPath": "/" + quote(key, safe="/"),
            "rawQueryString": urlencode(query or {}),
            "headers": {"accept": "application/xml", **named},
            "requestContext": {"http": {"method": method}, "requestId": "0123"},
        }
        result = web.handle(event, wiring.dependencies(), self.seconds)
        body = base64.b64decode(result["body"])
        length = {} if method == "HEAD" or result["statusCode"] == 304 else {"content-length": str(len(body))}
        return Answer(result["statusCode"], {**result["headers"], **length}, body)


def _event(method: str, key: str, query: Mapping[str, str], headers: Mapping[str, str]) -> dict[str, Any]:
    event = load_event("get-object-tagged")
    context, request = event["getObjectContext"], event["userRequest"]
    host, signature = (part for part in context["inputS3Url"].split("/ContactUs/contact-us.txt%23fr?"))
    signed = "%3B".join(["host", *(name.lower() for name in headers if name.lower().startswith("x-amz-"))])
    signature = signature.replace("host%3Bx-amz-checksum-mode", signed)
    version = f"versionId={query['versionId']}&" if "versionId" in query else ""
    context["inputS3Url"] = f"{host}/{quote(key, safe='/~')}?{version}{signature}"
    request["url"] = f"{request['url'].partition('ContactUs')[0]}{key}" + (f"?{urlencode(query)}" if query else "")
    request["headers"] = {"Host": request["headers"]["Host"], **headers}
    if method == "HEAD":
        event["headObjectContext"] = {"inputS3Url": event.pop("getObjectContext")["inputS3Url"]}
    return event


def _head(result: Mapping[str, Any]) -> Answer:
    headers = {name.lower(): str(value) for name, value in result.get("headers", {}).items()}
    return Answer(result["statusCode"], headers)


@contextmanager
def standing_in(world: StandIn) -> Iterator[FunctionReader]:
    """The deployed function with its reader's world in the place of every service; `world` is the first."""
    reader = FunctionReader(world)
    session = boto3.Session("test", "test", region_name="us-west-2")
    events: Any = session.events  # its types know of no hook that answers
    for service in ("s3", "translate"):
        events.register(f"before-send.{service}", lambda request, **_: to_boto(reader.world.answer, request))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boto3, "DEFAULT_SESSION", session)
        patch.setattr(
            HTTPConnectionPool,
            "urlopen",
            lambda pool, method, target, headers, **_: _to_urllib3(reader.world, pool, method, target, headers),
        )
        patch.setenv("LINGOPOINT_RENDITION_BUCKET", RENDITIONS)
        patch.setenv("LINGOPOINT_ORIGINALS", SUPPORTING)
        patch.setenv("LINGOPOINT_WEB_PREFIXES", "*")
        wiring.dependencies.cache_clear()
        assert wiring.dependencies().config.rendition_bucket == RENDITIONS
        yield reader
        wiring.dependencies.cache_clear()


class _Raw(io.BytesIO):
    """A body as botocore takes it from the wire."""

    def stream(self, **_: object) -> Iterator[bytes]:
        """All of it."""
        yield self.read()


def to_boto(answering: Callable[[Call], Answer], request: AWSPreparedRequest) -> AWSResponse:
    """What botocore is given for a request that it is about to send."""
    answer = answering(Call.of(request.method, request.url, dict(request.headers), request.body))
    headers: Any = answer.headers  # its types want http.client's
    return AWSResponse(request.url, answer.status, headers, _Raw(answer.body))


def _to_urllib3(
    world: StandIn, pool: HTTPConnectionPool, method: str, target: str, headers: Mapping[str, str]
) -> HTTPResponse:
    answer = world.answer(Call.of(method, f"{pool.scheme}://{pool.host}{target}", headers, None))
    return HTTPResponse(io.BytesIO(answer.body), answer.headers, answer.status, preload_content=False)
