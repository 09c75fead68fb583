"""The demonstration's own website on 127.0.0.1: its pages and its questions under `/-/`, all else the web door's.

The door answers on this machine as CloudFront does elsewhere: under a name of its own, which not every resolver knows,
and to HTTPS only. So what a browser asks is handed on under that name, as if it had come by HTTPS.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import requests

from lingopoint_cli.demonstration.readings import Readings
from lingopoint_cli.failures import DENIED, NOT_FOUND, USAGE, Failure, failure
from lingopoint_local.http_server import Connection, Headers, LocalServer, in_background
from lingopoint_local.project import WEB

_OURS = "/-/"
_PAGES = {
    "/": ("demonstration/index.html", "text/html; charset=utf-8"),
    "/-/page.css": ("demonstration/page.css", "text/css; charset=utf-8"),
    "/-/page.js": ("demonstration/page.js", "text/javascript; charset=utf-8"),
    "/-/logo.svg": ("demonstration/logo.svg", "image/svg+xml"),
    "/-/lingopoint.js": ("lingopoint.js", "text/javascript; charset=utf-8"),
}
_SAFE: Headers = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
)
_JSON = "application/json; charset=utf-8"
_STATUS = {USAGE: 400, DENIED: 403, NOT_FOUND: 404}
_MOST_BYTES = 5_000_000
_PATIENCE = 75
_HANDED_ON = ("accept", "accept-language", "cookie", "if-modified-since", "if-none-match", "range")
_OF_THE_CONNECTION = frozenset({"connection", "content-length", "date", "keep-alive", "transfer-encoding"})

Parameters = Mapping[str, str]


class Demonstration(LocalServer):
    """The website, on a port of the loopback address; 0 takes a free one."""

    def __init__(self, readings: Readings, web_url: str, port: int = 0) -> None:
        self.readings = readings
        self.door = urlsplit(web_url)
        super().__init__(("127.0.0.1", port), _Handler)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{self.host}/"

    @property
    def host(self) -> str:
        """Its name, and no other's: a page of a stranger may know another one for this machine."""
        return f"127.0.0.1:{self.server_port}"


@contextmanager
def demonstration(readings: Readings, web_url: str, port: int = 0) -> Iterator[str]:
    """The address of the website, which is served meanwhile."""
    with Demonstration(readings, web_url, port) as server, in_background(server):
        yield server.address


class _Handler(Connection):
    """One connection."""

    largest = _MOST_BYTES

    @property
    def _site(self) -> Demonstration:
        return cast(Demonstration, self.server)

    def do_GET(self) -> None:  # noqa: N802  the name that http.server calls
        """A page, a question that changes nothing, or what the web door answers."""
        path, parameters = self._asked()
        if self.headers.get("Host") != self._site.host:
            self._tell(403, {"error": "this is not that host"})
        elif path in _PAGES:
            name, kind = _PAGES[path]
            self._write(200, (WEB / name).read_bytes(), kind)
        elif path.startswith(_OURS):
            self._answer(_QUESTIONS.get(path), parameters)
        else:
            self._ask_the_door()

    do_HEAD = do_GET  # noqa: N815  likewise

    def do_POST(self) -> None:  # noqa: N802  the name that http.server calls
        """A question that changes something: for this website's own pages only."""
        path, parameters = self._asked()
        body = self.body()
        if self.headers.get("Origin") != self._site.address.rstrip("/"):
            self._tell(403, {"error": "only the demonstration's own page may ask that"})
        elif int(self.headers.get("Content-Length") or 0) > _MOST_BYTES:
            self._tell(413, {"error": f"that is more than {_MOST_BYTES // 1_000_000} MB"})
        else:
            self._answer(_CHANGES.get(path), parameters, body)

    def _asked(self) -> tuple[str, Parameters]:
        target = urlsplit(self.requestline.split(" ")[1])
        return target.path, {name: values[0] for name, values in parse_qs(target.query).items()}

    def _answer(self, question: "Callable[..., Any] | None", parameters: Parameters, *more: bytes) -> None:
        if question is None:
            return self._tell(404, {"error": "there is no such question"})
        try:
            return self._tell(200, question(self._site.readings, parameters, *more))
        except KeyError as error:
            return self._tell(400, {"error": f"{error} is missing"})
        except Exception as error:  # what nobody foresaw is raised again
            told = failure(error)
            if told is None:
                raise
            return self._refuse(told)

    def _refuse(self, told: Failure) -> None:
        self._tell(_STATUS.get(told.exit_code, 502), {"error": told.message})

    def _ask_the_door(self) -> None:
        try:
            answer = self._by_the_door()
        except requests.RequestException as error:
            return self._tell(502, {"error": f"the web door does not answer: {type(error).__name__}"})
        return self.respond(*answer)

    def _by_the_door(self) -> tuple[int, Headers, bytes]:
        """What the web door answers to the same request."""
        target = self.requestline.split(" ")[1]
        headers = {name: value for name in _HANDED_ON if (value := self.headers.get(name))}
        door = self._site.door
        sent = {**headers, "Host": door.netloc, "X-Forwarded-Proto": "https", "Accept-Encoding": "identity"}
        url = f"http://127.0.0.1:{door.port}{target}"
        with requests.Session() as session:
            session.trust_env = False  # what is on this machine is behind no proxy
            answer = session.request(self.command, url, headers=sent, timeout=_PATIENCE, allow_redirects=False)
        told = [each for each in answer.headers.items() if each[0].lower() not in _OF_THE_CONNECTION]
        length = [("Content-Length", answer.headers["Content-Length"])] if self.command == "HEAD" else []
        return answer.status_code, [*told, *length], answer.content

    def _tell(self, status: int, members: object) -> None:
        self._write(status, json.dumps(members).encode(), _JSON)

    def _write(self, status: int, body: bytes, kind: str) -> None:
        self.respond(status, [("Content-Type", kind), *_SAFE], body)


_QUESTIONS: Mapping[str, Callable[[Readings, Parameters], Any]] = {
    "/-/about": lambda readings, _: readings.about(),
    "/-/read": lambda readings, asked: readings.read(asked["key"], asked["to"]),
}
_CHANGES: Mapping[str, Callable[[Readings, Parameters, bytes], Any]] = {
    "/-/own": lambda readings, asked, body: readings.keep(asked["name"], body),
    "/-/forget": lambda readings, asked, _: readings.forget(asked["key"]),
}
