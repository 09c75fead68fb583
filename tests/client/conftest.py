"""A stand-in for AWS's endpoints, and the command run against it."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import boto3
import pytest
from moto import mock_aws
from typer.testing import CliRunner, Result

from lingopoint.adapters.dynamodb_memory import DynamoMemory
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.formats.options import Options
from lingopoint.ports import Direction
from lingopoint.renditions.document import translate_document
from lingopoint.translation import Pace, Tools
from lingopoint_cli.app import app
from lingopoint_in_memory import FunctionTranslator
from tests.support import KeepingLog

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
    before: dict[str, list[tuple[int, dict[str, str], bytes]]] = field(default_factory=dict)
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

    def condition_failed(self, target: str) -> None:
        """Answer a request as Lingopoint does whose condition says that nothing is wanted."""
        self.answers[target] = 304, {}, b""

    def error(self, target: str, status: int, code: str, message: str = "Because.") -> None:
        """Answer a request with an error document."""
        self.answers[target] = _error(status, code, message)

    def error_first(self, target: str, status: int, code: str, message: str) -> None:
        """Answer a request with an error document once, before anything else."""
        self.before.setdefault(target, []).append(_error(status, code, message))


def _error(status: int, code: str, message: str) -> tuple[int, dict[str, str], bytes]:
    body = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>".encode()
    return status, {"Content-Type": "application/xml"}, body


_MISSING: tuple[int, dict[str, str], bytes] = (404, {}, b"<Error><Code>NoSuchKey</Code></Error>")


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
        first = self.aws.before.get(self.path)
        status, headers, body = first.pop(0) if first else self.aws.answers.get(self.path, _MISSING)
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


@dataclass(frozen=True)
class Deployed:
    """A stack of the account: its name, its buckets of originals and renditions, its translation memory's table."""

    name: str
    bucket: str
    table: str
    renditions: str

    def put(self, key: str, text: str, content_type: str = "text/plain", **settings: str) -> None:
        """Store an object."""
        put: Callable[..., object] = boto3.client("s3").put_object
        put(Bucket=self.bucket, Key=key, Body=text.encode(), ContentType=content_type, **settings)

    def memory(self) -> DynamoMemory:
        """The memory as the function has it."""
        return DynamoMemory(boto3.client("dynamodb"), self.table, KeepingLog(), days=30)

    def read(self, text: str, target: str, source: str = "auto", formality: str = "", terminology: str = "") -> str:
        """What the function makes of a text: what is remembered, and else the text in upper case."""
        clock, memory = SystemClock(), self.memory()
        tools = Tools(FunctionTranslator(shout), clock, Pace(1), memory)
        direction = Direction(source, target, formality, terminology=terminology)
        document = translate_document(
            text.encode(), "text/html", "", direction, Options(target, direction.source), tools, clock.now() + 30
        )
        memory.flush()
        return document.data.decode()


def shout(text: str) -> str:
    """Upper case outside of tags, references and protected text."""
    pieces = re.split(r"(<span translate=no.*?</span>|<[^>]*>|&\w+;)", text)
    return "".join(piece.upper() if number % 2 == 0 else piece for number, piece in enumerate(pieces))


_TEMPLATE = {
    "Parameters": {
        "SourceLanguage": {"Type": "String", "Default": "auto"},
        "Formality": {"Type": "String", "Default": ""},
        "TerminologyName": {"Type": "String", "Default": ""},
        "TranslateRegion": {"Type": "String", "Default": ""},
        "FunctionPayload": {"Type": "String", "Default": "{}"},
    },
    "Resources": {
        "Bucket": {"Type": "AWS::S3::Bucket"},
        "RenditionBucket": {"Type": "AWS::S3::Bucket"},
        "MemoryTable": {
            "Type": "AWS::DynamoDB::Table",
            "Properties": {
                "BillingMode": "PAY_PER_REQUEST",
                "AttributeDefinitions": [{"AttributeName": "key", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "key", "KeyType": "HASH"}],
            },
        },
    },
    "Outputs": {
        "BucketName": {"Value": {"Ref": "Bucket"}},
        "RenditionBucketName": {"Value": {"Ref": "RenditionBucket"}},
        "MemoryTableName": {"Value": {"Ref": "MemoryTable"}},
    },
}

Deploy = Callable[..., Deployed]


@pytest.fixture
def tagged_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """No access point is asked which links it answers: it answers tagged keys."""
    for module in ("links", "site"):
        monkeypatch.setattr(f"lingopoint_cli.objects.{module}.answered", lambda *about: about[-1][0])


@pytest.fixture
def deploy() -> Iterator[Deploy]:
    """Makes a stack of an account of its own, with these parameters."""

    def deploy(**parameters: str) -> Deployed:
        client = boto3.client("cloudformation")
        given: Any = [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]
        client.create_stack(StackName="pages", TemplateBody=json.dumps(_TEMPLATE), Parameters=given)
        outputs = client.describe_stacks(StackName="pages")["Stacks"][0]["Outputs"]
        named = {output["OutputKey"]: output["OutputValue"] for output in outputs}
        return Deployed("pages", named["BucketName"], named["MemoryTableName"], named["RenditionBucketName"])

    with mock_aws():
        yield deploy


@pytest.fixture
def stack(deploy: Deploy) -> Deployed:
    """A stack as it is by default."""
    return deploy()
