"""The service over HTTP: AWS JSON 1.1 on `POST /`, and its own settings under `/_lingopoint/`."""

import json
import os
import uuid
from http import HTTPStatus
from typing import Any, cast

from lingopoint_local.http_server import Connection, LocalServer
from lingopoint_local.translate.behaviour import Behaviour
from lingopoint_local.translate.errors import ApiError
from lingopoint_local.translate.service import TranslateApi

_AWS_JSON = "application/x-amz-json-1.1"
_JSON = "application/json"


class Server(LocalServer):
    """The service, on a port of the loopback address; 0 takes a free one."""

    def __init__(self, api: TranslateApi, port: int) -> None:
        self.api = api
        super().__init__(("127.0.0.1", port), Handler)
        self.api.location = f"http://127.0.0.1:{self.server_port}"


class Handler(Connection):
    """One connection."""

    largest = 20_000_000

    @property
    def _api(self) -> TranslateApi:
        return cast(Server, self.server).api

    def do_POST(self) -> None:  # noqa: N802  the name that http.server calls
        """An operation of the API."""
        body = self.body()
        operation = self.headers.get("X-Amz-Target", "").rpartition(".")[2]
        try:
            self._answer(HTTPStatus.OK, self._api.call(operation, _json_object(body)), _AWS_JSON)
        except ValueError as error:
            self._answer(HTTPStatus.BAD_REQUEST, {"__type": "SerializationException", "Message": str(error)}, _AWS_JSON)
        except ApiError as error:
            self._answer(error.status, error.body(), _AWS_JSON)

    def do_GET(self) -> None:  # noqa: N802  the name that http.server calls
        """Health, statistics, behaviour, and the data of terminologies."""
        if self.path == "/_lingopoint/health":
            self._answer(HTTPStatus.OK, self._health())
        elif self.path == "/_lingopoint/statistics":
            self._answer(HTTPStatus.OK, self._api.statistics.to_json())
        elif self.path == "/_lingopoint/behaviour":
            self._answer(HTTPStatus.OK, self._api.behaviour.current.to_json())
        elif self.path.startswith("/_lingopoint/terminologies/"):
            self._terminology(self.path.rpartition("/")[2])
        else:
            self._not_found()

    def do_PUT(self) -> None:  # noqa: N802  the name that http.server calls
        """A new behaviour."""
        body = self.body()
        if self.path != "/_lingopoint/behaviour":
            return self._not_found()
        try:
            self._api.behaviour.set(Behaviour.from_json(json.loads(body)))
        except ValueError as error:
            return self._answer(HTTPStatus.BAD_REQUEST, {"message": str(error)})
        return self._answer(HTTPStatus.OK, self._api.behaviour.current.to_json())

    def do_DELETE(self) -> None:  # noqa: N802  the name that http.server calls
        """The ordinary behaviour, or statistics from zero."""
        self.body()
        if self.path == "/_lingopoint/behaviour":
            self._api.behaviour.set(Behaviour())
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

    def _not_found(self) -> None:
        self._answer(HTTPStatus.NOT_FOUND, {"message": f"nothing at {self.path}"})

    def _answer(self, status: int, members: dict[str, Any], kind: str = _JSON) -> None:
        self._write(status, json.dumps(members).encode(), kind)

    def _write(self, status: int, body: bytes, kind: str) -> None:
        self.respond(status, [("Content-Type", kind), ("x-amzn-RequestId", str(uuid.uuid4()))], body)


def _json_object(body: bytes) -> dict[str, Any]:
    members = json.loads(body or b"{}")
    if not isinstance(members, dict):
        raise ValueError("the request is not a JSON object")
    return members
