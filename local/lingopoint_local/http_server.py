"""The service over HTTP: AWS JSON 1.1 on `POST /`, and its own settings under `/_lingopoint/`.

Who asks is not checked: it listens on the loopback address alone, and signatures are not looked at.
"""

import json
import os
import socketserver
import uuid
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast

from lingopoint_local.translate.behaviour import Settings
from lingopoint_local.translate.errors import ApiError
from lingopoint_local.translate.service import TranslateApi

_LARGEST_REQUEST = 20_000_000
_AWS_JSON = "application/x-amz-json-1.1"
_JSON = "application/json"


class Server(ThreadingHTTPServer):
    """One thread a connection; connections stay open."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, api: TranslateApi, port: int) -> None:
        self.api = api
        super().__init__(("127.0.0.1", port), Handler)
        self.api.location = f"http://127.0.0.1:{self.server_port}"

    def server_bind(self) -> None:
        """Binds without asking the name service for the host's full name, as HTTPServer does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    @property
    def _api(self) -> TranslateApi:
        return cast(Server, self.server).api

    def do_POST(self) -> None:
        """An operation of the API."""
        body = self._body()
        operation = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
        try:
            self._answer(HTTPStatus.OK, self._api.call(operation, _json_object(body)), _AWS_JSON)
        except ValueError as error:
            self._answer(HTTPStatus.BAD_REQUEST, {"__type": "SerializationException", "Message": str(error)}, _AWS_JSON)
        except ApiError as error:
            self._answer(error.status, error.body(), _AWS_JSON)

    def do_GET(self) -> None:
        """Health, statistics, behaviour, and the data of terminologies."""
        if self.path == "/_lingopoint/health":
            self._answer(HTTPStatus.OK, self._health())
        elif self.path == "/_lingopoint/statistics":
            self._answer(HTTPStatus.OK, self._api.statistics.to_json())
        elif self.path == "/_lingopoint/behaviour":
            self._answer(HTTPStatus.OK, self._api.behaviour.settings.to_json())
        elif self.path.startswith("/_lingopoint/terminologies/"):
            self._terminology(self.path.rpartition("/")[2])
        else:
            self._not_found()

    def do_PUT(self) -> None:
        """A new behaviour."""
        body = self._body()
        if self.path != "/_lingopoint/behaviour":
            return self._not_found()
        try:
            self._api.behaviour.set(Settings.from_json(json.loads(body)))
        except ValueError as error:
            return self._answer(HTTPStatus.BAD_REQUEST, {"message": str(error)})
        return self._answer(HTTPStatus.OK, self._api.behaviour.settings.to_json())

    def do_DELETE(self) -> None:
        """The ordinary behaviour, or statistics from zero."""
        self._body()
        if self.path == "/_lingopoint/behaviour":
            self._api.behaviour.set(Settings())
        elif self.path == "/_lingopoint/statistics":
            self._api.statistics.reset()
        else:
            return self._not_found()
        return self._answer(HTTPStatus.OK, {})

    def _health(self) -> dict[str, Any]:
        engine = self._api.engine
        members = {"service": "lingopoint-translate", "engine": engine.name, "description": engine.description}
        return {**members, "pairs": engine.pairs(), "pid": os.getpid()}

    def _terminology(self, name: str) -> None:
        try:
            self._write(HTTPStatus.OK, self._api.terminologies.get(name).data, "text/plain; charset=utf-8")
        except ApiError as error:
            self._answer(error.status, error.body())

    def _body(self) -> bytes:
        length = int(self.headers.get("Content-Length") or 0)
        if length > _LARGEST_REQUEST:
            self.close_connection = True
            return b""
        return self.rfile.read(length)

    def _not_found(self) -> None:
        self._answer(HTTPStatus.NOT_FOUND, {"message": f"nothing at {self.path}"})

    def _answer(self, status: int, members: dict[str, Any], kind: str = _JSON) -> None:
        self._write(status, json.dumps(members).encode(), kind)

    def _write(self, status: int, body: bytes, kind: str) -> None:
        self.send_response_only(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("x-amzn-RequestId", str(uuid.uuid4()))
        self.end_headers()
        self.wfile.write(body)

    def handle_one_request(self) -> None:
        """One request; a client that hangs up in the middle is none of our business."""
        try:
            super().handle_one_request()
        except (ConnectionError, TimeoutError):
            self.close_connection = True


def _json_object(body: bytes) -> dict[str, Any]:
    members = json.loads(body or b"{}")
    if not isinstance(members, dict):
        raise ValueError("the request is not a JSON object")
    return members
