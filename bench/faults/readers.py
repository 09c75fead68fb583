"""What is asked, and what came back, byte for byte; and whether an answer has S3's form."""

import http.client
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit
from uuid import uuid4
from xml.etree import ElementTree

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from bench.faults.documents import Shelf, written
from lingopoint_local.aws.environment import ACCOUNT
from lingopoint_local.aws.stack import Stack

TAGS = ("es", "de;source=en", "ja;source=en")
PATIENCE = 120.0
META = "x-amz-meta-lingopoint-"
_STATUSES = {200, 206, 304, 400, 403, 404, 412, 416, 500, 503}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; header names are in lower case. `fault` says what broke on the way."""

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    fault: str = ""

    @property
    def etag(self) -> str:
        """The tag, with its quotes."""
        return self.headers.get("etag", "")

    def fact(self, name: str) -> str:
        """What Lingopoint says of itself."""
        return self.headers.get(META + name, "")


@dataclass(frozen=True, slots=True)
class Read:
    """One request with its answer, and when it was asked and answered."""

    method: str
    key: str
    tag: str
    sent: Mapping[str, str]
    answer: Answer
    since: float
    until: float


class Reader:
    """Reads an access point as an SDK does that was given its ARN, over plain HTTP."""

    def __init__(self, stack: Stack) -> None:
        name = stack.access_point_arn.rpartition("/")[2]
        self._host = f"{name}-{ACCOUNT}.localhost:{urlsplit(stack.endpoint).port}"
        self._signer = S3SigV4Auth(Credentials("test", "test"), "s3-object-lambda", stack.region)

    def read(self, method: str, key: str, tag: str, sent: Mapping[str, str] | None = None) -> Read:
        """One request, answered in full."""
        since = time.monotonic()
        answer = self._ask(method, f"{key}#{tag}", sent or {}, None)
        return Read(method, key, tag, sent or {}, answer, since, time.monotonic())

    def hang_up(self, key: str, tag: str, seconds: float) -> None:
        """One request whose reader is gone after a while, answered or not."""
        self._ask("GET", f"{key}#{tag}", {}, seconds)

    def _ask(self, method: str, key: str, sent: Mapping[str, str], hang_up: float | None) -> Answer:
        path = "/" + quote(key)
        request = AWSRequest(method, f"http://{self._host}{path}", headers=dict(sent))
        self._signer.add_auth(request)
        connection = http.client.HTTPConnection(self._host, timeout=PATIENCE if hang_up is None else hang_up)
        try:
            connection.request(method, path, headers=dict(request.headers))
            response = connection.getresponse()
            body = response.read(None if hang_up is None else 10)
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, headers, body)
        except (OSError, http.client.HTTPException) as error:
            return Answer(fault=type(error).__name__)
        finally:
            connection.close()


class Patron:
    """One of the readers: reads whole, in part, the head alone or first, or hangs up; any document, in any language."""

    def __init__(self, reader: Reader, shelf: Shelf, seed: int) -> None:
        self._reader = reader
        self._shelf = shelf
        self._chance = random.Random(seed)
        self._keys = sorted(shelf.stays)
        self.reads: list[Read] = []
        self.left: list[tuple[str, str]] = []

    def knock(self) -> None:
        """A visit that is not counted, and costs nothing."""
        self._reader.read("GET", "nothing", TAGS[0])

    def read_once(self) -> None:
        """One visit."""
        key, tag = self._chance.choice(self._keys), self._chance.choice(TAGS)
        visit = self._chance.choices([self._whole, self._head_first, self._part, self._leave], [4, 3, 2, 1])[0]
        visit(key, tag)

    def _whole(self, key: str, tag: str) -> None:
        self.reads.append(self._reader.read("GET", key, tag))

    def _part(self, key: str, tag: str) -> None:
        start = self._chance.randrange(2000)
        self.reads.append(self._reader.read("GET", key, tag, {"range": f"bytes={start}-{start + 500}"}))

    def _head_first(self, key: str, tag: str) -> None:
        """As a client reads that takes an object in pieces: first its head, then parts of what it saw there."""
        self.reads.append(head := self._reader.read("HEAD", key, tag))
        if head.answer.status != 200 or not head.answer.fact("status"):
            return
        length = int(head.answer.headers.get("content-length", 0))
        for start in range(0, length, max(1, length // 2 + 1)):
            sent = {"range": f"bytes={start}-{min(length, start + length // 2)}", "if-match": head.answer.etag}
            self.reads.append(self._reader.read("GET", key, tag, sent))

    def _leave(self, key: str, tag: str) -> None:
        """A document of its own, so that what was paid for it is told from all else."""
        version = written(f"left/{uuid4().hex}.{key.rpartition('.')[2]}")
        self._shelf.put(version)
        self._reader.hang_up(version.key, tag, self._chance.choice([0.02, 0.1, 0.5, 2.0, PATIENCE]))
        self.left.append((version.key, tag))


def misformed(read: Read) -> str:
    """What of an answer is not as S3 answers; empty for none."""
    answer = read.answer
    if answer.fault:
        return f"no answer: {answer.fault}"
    if answer.status not in _STATUSES:
        return f"status {answer.status}"
    if answer.status >= 400:
        return "" if read.method == "HEAD" else _bad_error(answer.body)
    wanted = {"etag", "last-modified"} | ({"content-type", "content-length"} if answer.status != 304 else set())
    if missing := wanted - answer.headers.keys():
        return f"{answer.status} without {', '.join(sorted(missing))}"
    length = int(answer.headers.get("content-length", 0))
    if read.method == "GET" and len(answer.body) != length:
        return f"{len(answer.body)} bytes of {length}"
    if not (answer.etag.startswith('"') and answer.etag.endswith('"')):
        return f"ETag {answer.etag}"
    return _bad_part(answer) if answer.status == 206 else ""


def _bad_error(body: bytes) -> str:
    try:
        document = ElementTree.fromstring(body)
    except ElementTree.ParseError:
        return "an error that is no document"
    told = document.tag == "Error" and document.findtext("Code") and document.findtext("Message")
    return "" if told else "an error without code and message"


def _bad_part(answer: Answer) -> str:
    unit, _, rest = answer.headers.get("content-range", "").partition(" ")
    span, _, _ = rest.partition("/")
    first, _, last = span.partition("-")
    right = unit == "bytes" and last and int(last) - int(first) + 1 == len(answer.body)
    return "" if right else f"Content-Range {answer.headers.get('content-range')}"
