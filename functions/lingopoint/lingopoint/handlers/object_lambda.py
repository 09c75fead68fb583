"""The S3 Object Lambda front door: one event in, one WriteGetObjectResponse out."""

import hashlib
import traceback
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from lingopoint import wiring
from lingopoint.config import Config
from lingopoint.errors import LingopointError
from lingopoint.handlers.event import GetObjectEvent
from lingopoint.ports import Clock, Responder, Response, Translator
from lingopoint.rendition import Budget, Origins, render
from lingopoint.request import parse_request
from lingopoint.translation.schedule import Pace
from lingopoint.translation.units import Engine

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

LANGUAGE_PARAMETER = "lang"
LANGUAGE_HEADER = "x-lingopoint-language"

_MOST_SECONDS = 60.0
"""The time that S3 Object Lambda gives for the whole answer (S3 User Guide, "Best practices")."""

_SECONDS_TO_ANSWER = 3.0
"""What is kept of it for sending the answer."""


class Log(Protocol):
    """The part of a structured logger that is used here."""

    def info(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        """Write one record."""

    def error(self, msg: object, /, *, extra: Mapping[str, object]) -> None:
        """Write one record."""


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

    def origins(self, event: GetObjectEvent, key: str) -> Origins:
        """Where the requested key is read, and `key`, the original's."""

    def responder(self, event: GetObjectEvent) -> Responder:
        """Who waits for the answer."""


def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> None:
    """What Lambda calls."""
    handle(event, wiring.dependencies(), context.get_remaining_time_in_millis() / 1000)


def handle(event: Mapping[str, Any], dependencies: Dependencies, seconds: float) -> None:
    """Answer one GetObject, exactly once, within `seconds`."""
    started = dependencies.clock.now()
    request = GetObjectEvent.parse(event)
    response = _respond(request, dependencies, started + min(seconds, _MOST_SECONDS) - _SECONDS_TO_ANSWER)
    dependencies.responder(request).write(response)
    _log(dependencies, request, response, dependencies.clock.now() - started)


def _respond(event: GetObjectEvent, dependencies: Dependencies, deadline: float) -> Response:
    """The answer, which is an error where anything at all goes wrong."""
    try:
        config = dependencies.config.with_payload(event.payload)
        language = event.query.get(LANGUAGE_PARAMETER) or event.headers.get(LANGUAGE_HEADER)
        request = parse_request(event.key, language, config)
        engine = Engine(dependencies.translator, dependencies.clock, Pace(config.concurrency))
        return render(request, dependencies.origins(event, request.key), config, Budget(engine, deadline))
    except LingopointError as error:
        return _error(error, error.detail)
    except Exception as error:  # noqa: BLE001  whoever waits must get an answer
        return _error(LingopointError("Something went wrong here. Ask again."), _where(error))


def _error(error: LingopointError, detail: str) -> Response:
    report = {"outcome": "error", "detail": detail}
    return Response(error.status, {}, code=error.code, message=error.message, report=report)


def _where(error: Exception) -> str:
    """The kind of an unforeseen error and where it rose. Its message may hold a URL or text, so it is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join([type(error).__name__, *(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))])


def _log(dependencies: Dependencies, event: GetObjectEvent, response: Response, seconds: float) -> None:
    record = {
        "request_id": event.request_id,
        "access_point": event.access_point,
        "key": _key_in_log(event.key, dependencies),
        "status": response.status,
        "milliseconds": round(seconds * 1000),
        **({"code": response.code, "public_message": response.message} if response.code else {}),
        **response.report,
    }
    write = dependencies.log.error if response.status >= 500 else dependencies.log.info
    write("GetObject", extra=record)


def _key_in_log(key: str, dependencies: Dependencies) -> str:
    try:
        clear = dependencies.config.log_keys == "key"
    except LingopointError:
        clear = False
    return key if clear else hashlib.sha256(key.encode()).hexdigest()[:16]
