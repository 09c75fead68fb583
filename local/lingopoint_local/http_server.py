"""HTTP as both local servers speak it: the stand-in for Amazon Translate, and the door before the local AWS.

Who asks is not checked: each listens on one address of this machine, and signatures are not looked at.
"""

import socketserver
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Headers = Sequence[tuple[str, str]]


class LocalServer(ThreadingHTTPServer):
    """One thread a connection; connections stay open."""

    daemon_threads = True
    request_queue_size = 128

    def server_bind(self) -> None:
        """Binds without asking the name service for the host's full name, as HTTPServer does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]


class Connection(BaseHTTPRequestHandler):
    """One connection. `largest` is the most bytes of a body that are read."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    largest = sys.maxsize

    def body(self) -> bytes:
        """The request's body; of one that is too large nothing is read, and the connection ends with the answer.

        boto3 sends a stream whose length it does not know in chunks (RFC 9112, section 7.1).
        """
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(iter(self._chunk, b""))
        length = int(self.headers.get("Content-Length") or 0)
        if length > self.largest:
            self.close_connection = True
            return b""
        return self.rfile.read(length)

    def _chunk(self) -> bytes:
        data = self.rfile.read(int(self.rfile.readline().partition(b";")[0], 16))
        self.rfile.readline()
        return data

    def respond(self, status: int, headers: Headers, body: bytes) -> None:
        """One answer, with the length of its body unless `headers` say another, as they do for HEAD."""
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if not any(name.lower() == "content-length" for name, _ in headers):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_one_request(self) -> None:
        """One request; a client that hangs up in the middle is none of our business."""
        try:
            super().handle_one_request()
        except (ConnectionError, TimeoutError):
            self.close_connection = True


@contextmanager
def in_background(server: LocalServer) -> Iterator[None]:
    """The server at work in a thread of its own meanwhile."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
