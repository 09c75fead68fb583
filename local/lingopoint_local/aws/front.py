"""A door before the local AWS, for a function that runs elsewhere: in a container, or under an emulator of Lambda.

It listens on the one address that the function can reach, passes on what the function asks of AWS, and takes the
function's answer itself: WriteGetObjectResponse belongs to a GetObject, and here no GetObject is waiting for it.
"""

import http.client
import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast
from urllib.parse import urlsplit

_PATIENCE = 60.0
# Of one connection only (RFC 9110, section 7.6.1); a request that expects "100 Continue" has had it from us.
_OF_THE_CONNECTION = frozenset({"connection", "expect", "keep-alive", "transfer-encoding", "upgrade"})
_HEADER = "x-amz-fwd-header-"
_METADATA = "x-amz-meta-"
_TRANSLATE = "AWSShineFrontendService"
"""How Amazon Translate's operations begin in `X-Amz-Target` (botocore's model `translate/2017-07-01`)."""

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a function gave to WriteGetObjectResponse, as the client of GetObject would see it.

    Names of headers are in lower case. An error has a `code` and a `message` and no body.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    code: str
    message: str

    @classmethod
    def read(cls, headers: Mapping[str, str], body: bytes) -> "Answer":
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


class Front(ThreadingHTTPServer):
    """The door. It takes one answer, for the `route` and `token` of one event; `answer` is that answer."""

    daemon_threads = True

    def __init__(self, address: str, upstream: Upstream, route: str, token: str) -> None:
        self.upstream = upstream
        self.answer: Answer | None = None
        self._awaited = (route, token)
        self._one = threading.Lock()
        super().__init__((address, 0), _Handler)

    def server_bind(self) -> None:
        """Binds without asking the name service for the host's full name, as HTTPServer does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def take(self, headers: Mapping[str, str], body: bytes) -> bool:
        """Whether the request was the awaited answer; S3, too, takes no second one and none of a stranger."""
        said = (headers.get("x-amz-request-route"), headers.get("x-amz-request-token"))
        with self._one:
            if said != self._awaited or self.answer is not None:
                return False
            self.answer = Answer.read(headers, body)
            return True


@contextmanager
def front(address: str, upstream: Upstream, route: str, token: str) -> Iterator[Front]:
    """The open door, on a free port of `address`."""
    with Front(address, upstream, route, token) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="front")
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    @property
    def _front(self) -> Front:
        return cast(Front, self.server)

    def _serve(self) -> None:
        body = self._body()
        # As it was sent, not `self.path`: that has lost the second slash of a key that begins with one.
        target = self.requestline.split(" ")[1]
        if self.command == "POST" and target.partition("?")[0] == "/WriteGetObjectResponse":
            taken = self._front.take({name.lower(): value for name, value in self.headers.items()}, body)
            return self._answer(200, [], b"") if taken else self._refuse(400, "InvalidHostHeader")
        try:
            return self._answer(*self._ask(target, body))
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

    def _body(self) -> bytes:
        """The request's body. boto3 sends a stream whose length it does not know in chunks (RFC 9112, section 7.1)."""
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(iter(self._chunk, b""))
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _chunk(self) -> bytes:
        data = self.rfile.read(int(self.rfile.readline().partition(b";")[0], 16))
        self.rfile.readline()
        return data

    def _refuse(self, status: int, code: str) -> None:
        self._answer(status, [("Content-Type", "application/xml")], f"<Error><Code>{code}</Code></Error>".encode())

    def _answer(self, status: int, headers: Headers, body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if not any(name.lower() == "content-length" for name, _ in headers):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_one_request(self) -> None:
        """One request; a function that is ended in the middle is none of our business."""
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True


def _passed_on(headers: Iterator[tuple[str, str]] | Headers) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in _OF_THE_CONNECTION]
