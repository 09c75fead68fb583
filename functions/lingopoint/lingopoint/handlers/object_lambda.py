"""The S3 Object Lambda front door: one event in; one WriteGetObjectResponse out, or for HEAD one result."""

import hashlib
import os
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from lingopoint import wiring
from lingopoint.config import Config
from lingopoint.errors import LingopointError
from lingopoint.handlers.event import ObjectLambdaEvent
from lingopoint.handlers.head import result
from lingopoint.http.delivery import Ask, override
from lingopoint.ports import Clock, Memory, Renditions, Responder, Response, Translator
from lingopoint.renditions.read import Origins, render
from lingopoint.renditions.request import parse_request
from lingopoint.renditions.translated import Answer, Services
from lingopoint.translation.schedule import Pace
from lingopoint.translation.units import Tools

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

_START = "AWS_LAMBDA_INITIALIZATION_TYPE"
"""Set by Lambda alone, to the kind of start (Lambda Developer Guide, "Defined runtime environment variables")."""

LANGUAGE_PARAMETER = "lang"
LANGUAGE_HEADER = "x-lingopoint-language"

MOST_SECONDS = 60.0
"""The time that S3 Object Lambda gives for the whole answer (S3 User Guide, "Best practices")."""

_SECONDS_TO_ANSWER = 3.0
"""What is kept of it for sending the answer."""


class Log(Protocol):
    """The part of a structured logger that is used here."""

    def info(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        """Write one record."""

    def error(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        """Write one record."""


class Metrics(Protocol):
    """Where figures of translated answers go."""

    def record(self, access_point: str, report: Mapping[str, Any], milliseconds: int) -> None:
        """Take those of one answer: the report of its `Response`, and how long it took."""


class Dependencies(Protocol):
    """What the handler needs from outside."""

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

    def origins(self, event: ObjectLambdaEvent, key: str) -> Origins:
        """Where the requested key is read, and `key`, the original's."""

    def responder(self, event: ObjectLambdaEvent) -> Responder:
        """Who waits for the answer."""


def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> dict[str, Any] | None:
    """What Lambda calls."""
    return handle(event, wiring.dependencies(), context.get_remaining_time_in_millis() / 1000)


def handle(event: Mapping[str, Any], dependencies: Dependencies, seconds: float) -> dict[str, Any] | None:
    """Answer one GetObject or HeadObject, exactly once, within `seconds`. The result is that of a HeadObject."""
    started = dependencies.clock.now()
    request = ObjectLambdaEvent.parse(event)
    answer = _answer(request, dependencies, started + min(seconds, MOST_SECONDS) - _SECONDS_TO_ANSWER)
    if request.method == "GET":
        dependencies.responder(request).write(answer.response)
    _tell(dependencies, request, answer.response, round((dependencies.clock.now() - started) * 1000))
    answer.afterwards()
    return result(answer.response) if request.method == "HEAD" else None


def _answer(event: ObjectLambdaEvent, dependencies: Dependencies, deadline: float) -> Answer:
    """The answer, which is an error where anything at all goes wrong."""
    try:
        config = dependencies.config.with_payload(event.payload)
        language = event.query.get(LANGUAGE_PARAMETER) or event.headers.get(LANGUAGE_HEADER)
        request = parse_request(event.key, language, config)
        ask = Ask.parse(event.headers, event.query, head=event.method == "HEAD")
        memory = dependencies.memory(config)
        tools = Tools(dependencies.translator, dependencies.clock, Pace(config.concurrency), memory)
        services = Services(tools, dependencies.renditions(config), deadline)
        origins = dependencies.origins(event, request.key)
    except LingopointError as error:
        return Answer(_error(error, error.detail))
    try:
        answer = render(request, ask, origins, config, services)
    except LingopointError as error:
        return Answer(_error(error, error.detail), memory.flush)
    except Exception as error:  # noqa: BLE001  whoever waits must get an answer
        return Answer(_error(LingopointError("Something went wrong here. Ask again."), _where(error)), memory.flush)

    def afterwards() -> None:
        answer.afterwards()
        memory.flush()

    return Answer(override(answer.response, ask), afterwards)


def _error(error: LingopointError, detail: str) -> Response:
    report = {"outcome": "error", "detail": detail, **error.report}
    return Response(error.status, {}, code=error.code, message=error.message, report=report)


def _where(error: Exception) -> str:
    """The kind of an unforeseen error and where it rose. Its message may hold a URL or text, so it is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join([type(error).__name__, *(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))])


def _tell(dependencies: Dependencies, event: ObjectLambdaEvent, response: Response, milliseconds: int) -> None:
    """The log tells of every answer, the metrics of translated ones."""
    _log(dependencies, event, response, milliseconds)
    if "target" in response.report:
        dependencies.metrics.record(event.access_point.rpartition("/")[2], response.report, milliseconds)


def _log(dependencies: Dependencies, event: ObjectLambdaEvent, response: Response, milliseconds: int) -> None:
    record = {
        "request_id": event.request_id,
        "access_point": event.access_point,
        "key": _key_in_log(event.key, dependencies),
        "status": response.status,
        "milliseconds": milliseconds,
        **({"code": response.code, "public_message": response.message} if response.code else {}),
        **response.report,
    }
    write = dependencies.log.error if response.status >= 500 else dependencies.log.info
    write("GetObject" if event.method == "GET" else "HeadObject", extra=record)


def _key_in_log(key: str, dependencies: Dependencies) -> str:
    try:
        clear = dependencies.config.log_keys == "key"
    except LingopointError:
        clear = False
    return key if clear else hashlib.sha256(key.encode()).hexdigest()[:16]


if _START in os.environ:
    wiring.dependencies().prepare(os.environ[_START])
