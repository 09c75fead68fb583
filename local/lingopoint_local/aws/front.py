"""A door before the local AWS, for a function that runs elsewhere: in a container, or under an emulator of Lambda.

It listens on the one address that the function can reach, passes on what the function asks of AWS, and takes the
function's answer itself: WriteGetObjectResponse belongs to a GetObject, and here no GetObject is waiting for it.
"""

import http.client
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from lingopoint_local.http_server import Connection, Headers, LocalServer, in_background

_PATIENCE = 60.0
# Of one connection only (RFC 9110, section 7.6.1); a request that expects "100 Continue" has had it from us.
_OF_THE_CONNECTION = frozenset({"connection", "expect", "keep-alive", "transfer-encoding", "upgrade"})
_HEADER = "x-amz-fwd-header-"
_METADATA = "x-amz-meta-"
_TRANSLATE = "AWSShineFrontendService"
"""How Amazon Translate's operations begin in `X-Amz-Target` (botocore's model `translate/2017-07-01`)."""


@dataclass(frozen=True, slots=True)
class WrittenResponse:
    """What a function gave to WriteGetObjectResponse, as the client of GetObject would see it.

    Names of headers are in lower case. An error has a `code` and a `message` and no body.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    code: str
    message: str

    @classmethod
    def read(cls, headers: Mapping[str, str], body: bytes) -> "WrittenResponse":
        """The answer in a request (S3 API reference, WriteGetObjectResponse). `headers` are by lower-case name."""
        return cls(
            status=int(headers.get("x-amz-fwd-status") or 200),
            headers={
                name.removeprefix(_HEADER): value
                for name, value in headers.items()
                if name.startswith((_HEADER, _METADATA))
            },
            body=body,
            code=headers.get("x-amz-fwd-error-code", ""),
            message=headers.get("x-amz-fwd-error-message", ""),
        )


@dataclass(frozen=True, slots=True)
class Upstream:
    """The endpoints behind the door."""

    aws: str
    translate: str


class Front(LocalServer):
    """The door. It takes one answer, for the `route` and `token` of one event; `answer` is that answer."""

    def __init__(self, address: str, upstream: Upstream, route: str, token: str) -> None:
        self.upstream = upstream
        self.answer: WrittenResponse | None = None
        self._awaited = (route, token)
        self._one = threading.Lock()
        super().__init__((address, 0), _Handler)

    def take(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the request was the awaited answer; S3, too, takes no second one and none of a stranger."""
        said = (headers.get("x-amz-request-route"), headers.get("x-amz-request-token"))
        with self._one:
            if said != self._awaited or self.answer is not None:
                return False
            self.answer = WrittenResponse.read(headers, body)
            return True


@contextmanager
def front(address: str, upstream: Upstream, route: str, token: str) -> Iterator[Front]:
    """The open door, on a free port of `address`."""
    with Front(address, upstream, route, token) as server, in_background(server):
        yield server


class _Handler(Connection):
    """One connection."""

    @property
    def _front(self) -> Front:
        return cast(Front, self.server)

    def _serve(self) -> None:
        body = self.body()
        # As it was sent, not `self.path`: that has lost the second slash of a key that begins with one.
        target = self.requestline.split(" ")[1]
        if self.command == "POST" and target.partition("?")[0] == "/WriteGetObjectResponse":
            taken = self._front.take({name.lower(): value for name, value in self.headers.items()}, body)
            return self.respond(200, [], b"") if taken else self._refuse(400, "InvalidHostHeader")
        try:
            return self.respond(*self._ask(target, body))
        except (OSError, http.client.HTTPException) as error:
            return self._refuse(502, type(error).__name__)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _serve  # noqa: N815

    def _ask(self, target: str, body: bytes) -> tuple[int, Headers, bytes]:
        """What the service behind answers. The host stays as the function named it: it is part of what it signed."""
        upstream, operation = self._front.upstream, self.headers.get("X-Amz-Target", "")
        place = urlsplit(upstream.translate if operation.startswith(_TRANSLATE) else upstream.aws)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=_PATIENCE)
        try:
            connection.putrequest(self.command, target, skip_host=True, skip_accept_encoding=True)
            for name, value in _passed_on(self.headers.items()):
                connection.putheader(name, value)
            if body and "Content-Length" not in self.headers:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            return response.status, _passed_on(response.getheaders()), response.read()
        finally:
            connection.close()

    def _refuse(self, status: int, code: str) -> None:
        self.respond(status, [("Content-Type", "application/xml")], f"<Error><Code>{code}</Code></Error>".encode())


def _passed_on(headers: Iterable[tuple[str, str]]) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in _OF_THE_CONNECTION]
