"""What goes over the wire for a presigned URL: exactly what was signed."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from lingopoint.adapters.presigned import PresignedOrigin, make_pools
from lingopoint.errors import InvalidRequestError, SlowDownError
from lingopoint.ports import StoredObject

ERROR = b'<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'


@contextmanager
def answering(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server that keeps each request as it came and gives the same answer to all."""
    requests: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    request = connection.recv(65536)
                    if request:
                        requests.append(request)
                        connection.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}", requests
        finally:
            server.shutdown(socket.SHUT_RDWR)
            server.close()
            thread.join(timeout=30)


def http(status: str, body: bytes, *headers: str) -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def get(url: str, headers: dict[str, str] | None = None) -> StoredObject:
    return PresignedOrigin(make_pools(), url, headers or {}).get()


@pytest.mark.parametrize(
    "target", ["/a//b.txt", "//a.txt", "/./a/../b.txt", "/a%20b%23%3F%2B~%C3%BC.txt%23fr", "/a'(b)!*.txt"]
)
def test_the_target_is_sent_as_it_was_signed(target: str) -> None:
    with answering(http("200 OK", b"ok")) as (base, requests):
        assert get(f"{base}{target}?X-Amz-SignedHeaders=host&X-Amz-Signature=a%2Fb").body.read() == b"ok"
    assert (
        requests[0].split(b"\r\n")[0].decode()
        == f"GET {target}?X-Amz-SignedHeaders=host&X-Amz-Signature=a%2Fb HTTP/1.1"
    )


def test_every_signed_header_is_sent_again_and_no_other_of_the_readers() -> None:
    readers = {"x-amz-checksum-mode": "ENABLED", "X-Lingopoint-Language": "fr", "Cookie": "secret", "Host": "elsewhere"}
    with answering(http("200 OK", b"")) as (base, requests):
        get(f"{base}/a?X-Amz-SignedHeaders=host%3Bx-amz-checksum-mode%3Bx-lingopoint-language", readers)
    sent = requests[0].decode().lower()
    assert "x-amz-checksum-mode: enabled\r\n" in sent
    assert "x-lingopoint-language: fr\r\n" in sent
    assert "cookie" not in sent
    assert "elsewhere" not in sent


def test_an_error_document_is_read() -> None:
    with answering(http("403 Forbidden", ERROR)) as (base, _):
        found = get(f"{base}/a")
    assert (found.status, found.code, found.message) == (403, "AccessDenied", "Access Denied")


def test_an_error_without_a_document_is_an_answer_too() -> None:
    with answering(http("403 Forbidden", b"<html>")) as (base, _):
        assert (get(f"{base}/a").status, get(f"{base}/a").code) == (403, "")


def test_a_compressed_object_is_not_unpacked_on_the_way() -> None:
    with answering(http("200 OK", b"\x1f\x8bzip", "Content-Encoding: gzip")) as (base, _):
        assert get(f"{base}/a").body.read() == b"\x1f\x8bzip"


def test_a_redirect_is_not_followed() -> None:
    with answering(http("307 Temporary Redirect", b"", "Location: http://127.0.0.1:1/")) as (base, _):
        assert get(f"{base}/a").status == 307


def test_passing_faults_are_tried_again() -> None:
    with answering(http("503 Slow Down", b"")) as (base, requests):
        assert get(f"{base}/a").status == 503
    assert len(requests) == 3


def test_a_server_that_is_not_there_is_slow_down_without_a_word_of_the_url() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(SlowDownError) as error:
        get(f"http://127.0.0.1:{port}/a?X-Amz-Signature=secret")
    assert "secret" not in repr(error.value) + error.value.message + error.value.detail
    assert error.value.message == "S3 does not answer. Ask again."
    assert error.value.__cause__ is None


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "日本", "\ud800"])
def test_a_signed_header_that_cannot_be_sent_is_the_callers_fault(value: str) -> None:
    with answering(http("200 OK", b"")) as (base, requests), pytest.raises(InvalidRequestError):
        get(f"{base}/a?X-Amz-SignedHeaders=host%3Bx-a", {"x-a": value})
    assert requests == []


@pytest.mark.parametrize("encoding", ["utf-7", "none", "big5"])
def test_an_error_document_in_an_encoding_that_is_not_read_is_an_answer_too(encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?><Error/>'.encode()
    with answering(http("403 Forbidden", document)) as (base, _):
        assert (get(f"{base}/a").status, get(f"{base}/a").code) == (403, "")
