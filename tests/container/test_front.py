"""The door between a function and the local AWS, and events made to fit a stack. No container is needed here."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from lingopoint.handlers.event import ObjectLambdaEvent
from lingopoint.handlers.presigned_url import require_trusted
from lingopoint_local.aws.front import Front, Upstream, WrittenResponse, front
from lingopoint_local.aws.invoke import Place, fitted
from tests.support import EVENTS, load_event

PLACE = Place(
    "http://s3.stack.internal:8123",
    "us-west-2",
    "arn:aws:s3-object-lambda:us-west-2:123456789012:accesspoint/other",
    "arn:aws:s3:us-west-2:123456789012:accesspoint/other-originals",
)
ANSWER = {"x-amz-request-route": "route", "x-amz-request-token": "token"}


class Echo(BaseHTTPRequestHandler):
    """Answers with its name, and what it was asked."""

    protocol_version = "HTTP/1.1"
    name = ""

    def _echo(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        text = f"{self.name} {self.requestline} {self.headers['Host']} {self.headers['X-Kept']} {body.decode()}"
        self.send_response_only(201)
        self.send_header("ETag", '"1"')
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text.encode())

    do_GET = do_HEAD = do_PUT = do_POST = _echo  # noqa: N815


@contextmanager
def echo(name: str) -> Iterator[str]:
    """The endpoint of a server that says its name."""
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Named", (Echo,), {"name": name})) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def door() -> Iterator[Front]:
    """A door before two servers."""
    with ExitStack() as open_:
        upstream = Upstream(open_.enter_context(echo("aws")), open_.enter_context(echo("translate")))
        yield open_.enter_context(front("127.0.0.1", upstream, "route", "token"))


def ask(
    door: Front, method: str, target: str, headers: dict[str, str], body: bytes | Iterator[bytes] = b""
) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", door.server_port, timeout=10)
    connection.request(method, target, body or None, headers)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response, text


def test_a_request_arrives_as_it_was_sent(door: Front) -> None:
    headers = {"Host": "ap-1.s3.stack.internal:80", "X-Kept": "yes"}
    response, text = ask(door, "GET", "//a/../b%23fr?x=%2F", headers)
    assert (response.status, response.headers["ETag"]) == (201, '"1"')
    assert text == "aws GET //a/../b%23fr?x=%2F HTTP/1.1 ap-1.s3.stack.internal:80 yes "


def test_a_body_arrives_whole(door: Front) -> None:
    body = b"0123456789" * 100_000
    _, text = ask(door, "PUT", "/key", {"Host": "here"}, body)
    assert text == f"aws PUT /key HTTP/1.1 here None {body.decode()}"


def test_a_body_in_chunks_arrives_whole(door: Front) -> None:
    _, text = ask(door, "PUT", "/key", {"Host": "here"}, iter([b"0123456789" * 1000, b"ab"]))
    assert text == f"aws PUT /key HTTP/1.1 here None {'0123456789' * 1000}ab"


def test_head_keeps_the_length_of_what_get_would_give(door: Front) -> None:
    response, text = ask(door, "HEAD", "/key", {"Host": "here"})
    assert (int(response.headers["Content-Length"]), text) == (len("aws HEAD /key HTTP/1.1 here None "), "")


def test_translations_are_asked_of_the_translation_service(door: Front) -> None:
    headers = {"Host": "here", "X-Amz-Target": "AWSShineFrontendService_20170701.TranslateText"}
    assert ask(door, "POST", "/", headers, b"{}")[1] == "translate POST / HTTP/1.1 here None {}"


def test_an_unreachable_service_is_a_bad_gateway() -> None:
    with echo("aws") as aws:
        pass
    with front("127.0.0.1", Upstream(aws, aws), "route", "token") as door:
        assert ask(door, "GET", "/key", {})[0].status == 502


def test_the_answer_is_kept_as_its_reader_would_see_it(door: Front) -> None:
    headers = {
        **ANSWER,
        "x-amz-fwd-status": "206",
        "x-amz-fwd-header-Content-Language": "fr",
        "x-amz-meta-lingopoint-status": "translated",
        "User-Agent": "boto3",
    }
    assert ask(door, "POST", "/WriteGetObjectResponse", headers, b"Bonjour")[0].status == 200
    said = {"content-language": "fr", "x-amz-meta-lingopoint-status": "translated"}
    assert door.answer == WrittenResponse(206, said, b"Bonjour", "", "")


def test_an_error_is_kept_with_its_code(door: Front) -> None:
    headers = {"x-amz-fwd-status": "404", "x-amz-fwd-error-code": "NoSuchKey", "x-amz-fwd-error-message": "None here."}
    ask(door, "POST", "/WriteGetObjectResponse", ANSWER | headers)
    assert door.answer == WrittenResponse(404, {}, b"", "NoSuchKey", "None here.")


def test_only_one_answer_is_taken(door: Front) -> None:
    assert ask(door, "POST", "/WriteGetObjectResponse", ANSWER, b"one")[0].status == 200
    assert ask(door, "POST", "/WriteGetObjectResponse", ANSWER, b"two")[0].status == 400
    assert door.answer is not None
    assert door.answer.body == b"one"


@pytest.mark.parametrize("wrong", ["x-amz-request-route", "x-amz-request-token"])
def test_an_answer_to_another_request_is_refused(door: Front, wrong: str) -> None:
    assert ask(door, "POST", "/WriteGetObjectResponse", {**ANSWER, wrong: "another"}, b"one")[0].status == 400
    assert door.answer is None


@pytest.mark.parametrize("name", sorted(path.stem for path in EVENTS.glob("*.json")))
def test_a_fitted_event_is_the_same_request_elsewhere(name: str) -> None:
    event = load_event(name)
    before, after = ObjectLambdaEvent.parse(event), ObjectLambdaEvent.parse(fitted(event, PLACE))

    require_trusted(after.url, after.supporting_access_point, PLACE.endpoint)
    assert urlsplit(after.url).netloc == "other-originals-123456789012.s3.stack.internal:8123"
    assert (after.access_point, after.supporting_access_point) == (PLACE.access_point, PLACE.supporting_access_point)
    assert _signed(after) == _signed(before)
    for unchanged in ("method", "key", "query", "headers", "waiting", "payload", "request_id"):
        assert getattr(after, unchanged) == getattr(before, unchanged)
    assert event == load_event(name)


def _signed(event: ObjectLambdaEvent) -> str:
    return parse_qs(urlsplit(event.url).query)["X-Amz-SignedHeaders"][0]
