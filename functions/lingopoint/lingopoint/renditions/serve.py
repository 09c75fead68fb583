"""What every door does with a request: answer it, deliver the answer, tell of it, keep what was made."""

import hashlib
import traceback
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Protocol

from lingopoint.config import Config
from lingopoint.errors import LingopointError
from lingopoint.http.delivery import Ask, override
from lingopoint.ports import Clock, Log, Memory, Metrics, Renditions, Response, Translator
from lingopoint.renditions.answer import Outcome, answer, keep
from lingopoint.renditions.lookup import Origins, look_up
from lingopoint.renditions.make import Services
from lingopoint.renditions.request import parse_request
from lingopoint.report import Report
from lingopoint.translation import Pace, Tools


@dataclass(frozen=True, slots=True)
class Request:
    """What a door was asked. Header names are in lower case; nothing in it is secret.

    `language` is what was asked for beside the key; `access_point` the name under which the door was called, and
    `payload` what that one sets (see `Config.with_payload`).
    """

    key: str
    language: str | None = None
    head: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    access_point: str = ""
    payload: str = ""
    request_id: str = ""


class Deployment(Protocol):
    """What serving needs from outside."""

    @property
    def config(self) -> Config:
        """The function's own configuration. Raises ConfigurationError."""

    @property
    def translator(self) -> Translator:
        """The translation service."""

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def log(self) -> Log:
        """The log."""

    @property
    def metrics(self) -> Metrics:
        """The metrics."""

    def renditions(self, config: Config) -> Renditions:
        """Where renditions are kept."""

    def memory(self, config: Config) -> Memory:
        """The translation memory."""


def serve(
    request: Request,
    origins: Callable[[str], Origins],
    respond: Callable[[Response], None],
    deployment: Deployment,
    seconds: float,
) -> Response:
    """Answer one request exactly once, within `seconds`; the answer, which was delivered by `respond`.

    `origins` tells where the object of a key is read. Delivering, telling and keeping happen each, whatever becomes of
    the others; what the last of them that fails raises, is raised.
    """
    served = _Served(request, deployment)
    with ExitStack() as left:  # calls back in the opposite order, every one
        outcome = served.outcome(origins, deployment.clock.now() + seconds, left)
        left.callback(served.tell, outcome.response)
        left.callback(served.deliver, respond, outcome.response)
    return outcome.response


class _Served:
    """One request under way."""

    def __init__(self, request: Request, deployment: Deployment) -> None:
        self._request = request
        self._deployment = deployment
        self._started = deployment.clock.now()
        self._undelivered = ""

    def outcome(self, origins: Callable[[str], Origins], deadline: float, left: ExitStack) -> Outcome:
        """The answer, which is an error where anything at all goes wrong; `left` is given what is to be done after."""
        try:
            services = self._services(deadline)
        except LingopointError as error:
            return Outcome(_error(error, error.detail))
        left.callback(services.tools.memory.flush)
        try:
            outcome = self._answer(origins, services)
        except LingopointError as error:
            return Outcome(_error(error, error.detail))
        except Exception as error:  # noqa: BLE001  whoever waits must get an answer
            return Outcome(_error(LingopointError("Something went wrong here. Ask again."), _where(error)))
        if outcome.to_keep is not None:
            left.callback(keep, outcome.to_keep, services.renditions)
        return outcome

    def _services(self, deadline: float) -> Services:
        deployment = self._deployment
        config = deployment.config.with_payload(self._request.payload)
        pace = Pace(config.concurrency)
        tools = Tools(deployment.translator, deployment.clock, pace, deployment.memory(config))
        return Services(config, tools, deployment.renditions(config), deadline)

    def _answer(self, origins: Callable[[str], Origins], services: Services) -> Outcome:
        asked = self._request
        wanted = parse_request(asked.key, asked.language, services.config)
        ask = Ask.parse(asked.headers, asked.query, head=asked.head)
        found = look_up(wanted, ask, origins(wanted.key), check=services.config.caller_check)
        outcome = answer(found, ask, services)
        return outcome._replace(response=override(outcome.response, ask))

    def deliver(self, respond: Callable[[Response], None], response: Response) -> None:
        """Deliver the answer; that it could not be is told."""
        try:
            respond(response)
        except Exception as error:
            self._undelivered = type(error).__name__
            raise

    def tell(self, response: Response) -> None:
        """The log tells of every answer, the metrics of translated ones."""
        milliseconds = round((self._deployment.clock.now() - self._started) * 1000)
        report = replace(response.report, milliseconds=milliseconds)
        with ExitStack() as left:
            if report.target:
                left.callback(self._deployment.metrics.record, self._request.access_point, report)
            left.callback(self._log, response, report)

    def _log(self, response: Response, report: Report) -> None:
        request = self._request
        record = {
            "request_id": request.request_id,
            "access_point": request.access_point,
            "key": self._key_in_log(),
            "status": response.status,
            **({"code": response.code, "public_message": response.message} if response.code else {}),
            **({"undelivered": self._undelivered} if self._undelivered else {}),
            **report.to_log(),
        }
        log = self._deployment.log
        write = log.error if response.status >= 500 or self._undelivered else log.info
        write("HeadObject" if request.head else "GetObject", extra=record)

    def _key_in_log(self) -> str:
        try:
            clear = self._deployment.config.log_keys == "key"
        except LingopointError:
            clear = False
        return self._request.key if clear else hashlib.sha256(self._request.key.encode()).hexdigest()[:16]


def _error(error: LingopointError, detail: str) -> Response:
    report = replace(error.report, outcome="error", detail=detail)
    return Response(error.status, {}, code=error.code, message=error.message, report=report)


def _where(error: Exception) -> str:
    """The kind of an unforeseen error and where it rose. Its message may hold a URL or text, so it is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join([type(error).__name__, *(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))])
