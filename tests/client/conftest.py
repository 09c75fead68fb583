"""A stand-in for AWS's endpoints, and the command run against it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from lingopoint_cli.app import app

ALIAS = "lingopoint-abc123--ol-s3"
ARN = "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/lingopoint"

Run = Callable[..., Result]


@dataclass(frozen=True)
class Request:
    """What a client sent; header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]


@dataclass
class FakeAws:
    """An HTTP server that gives the answers it was told to, by request target, and keeps the requests."""

    port: int
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def translation(self, target: str, body: bytes, content_type: str = "text/plain", **facts: str) -> None:
        """Answer a request as Lingopoint does for a translated object."""
        usual = {
            "status": "translated",
            "source": "en",
            "units": "3",
            "units-kept": "0",
            "calls": "1",
            "billed": "1234",
        }
        facts = usual | facts
        headers = {"Content-Type": content_type, "Content-Language": "pt"}
        self.answers[target] = 200, headers | {f"x-amz-meta-lingopoint-{k}": v for k, v in facts.items()}, body

    def original(self, target: str, body: bytes, content_type: str = "text/plain") -> None:
        """Answer a request as S3 does."""
        self.answers[target] = 200, {"Content-Type": content_type}, body

    def error(self, target: str, status: int, code: str, message: str = "Because.") -> None:
        """Answer a request with an error document."""
        body = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode()
        self.answers[target] = status, {"Content-Type": "application/xml"}, body


class _Handler(BaseHTTPRequestHandler):
    aws: FakeAws

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer()

    def _answer(self) -> None:
        self.aws.requests.append(
            Request(self.command, self.path, {name.lower(): value for name, value in self.headers.items()})
        )
        status, headers, body = self.aws.answers.get(self.path, (404, {}, b"<Error><Code>NoSuchKey</Code></Error>"))
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  as the base class names it
        """Say nothing."""


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeAws]:
    """The stand-in, in the place of every endpoint."""
    handler = type("Handler", (_Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        fake = FakeAws(server.server_address[1])
        handler.aws = fake  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        monkeypatch.setenv("AWS_ENDPOINT_URL", fake.endpoint)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1,.localhost")
        yield fake
        server.shutdown()
        thread.join()


@pytest.fixture
def run() -> Run:
    """Runs `lingopoint` with these arguments; nothing is a terminal."""

    def invoke(*arguments: str | bytes | object) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="lingopoint")

    return invoke
