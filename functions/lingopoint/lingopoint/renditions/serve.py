"""What every door does with a request: answer it, deliver the answer, tell of it, keep what was made."""

import hashlib
import traceback
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from typing import NoReturn, Protocol

from lingopoint.config import Config
from lingopoint.errors import LingopointError
from lingopoint.http.delivery import Ask, override
from lingopoint.languages import AUTO
from lingopoint.ports import Clock, Log, Memory, Metrics, Renditions, Response, Translator
from lingopoint.renditions.answer import META, Outcome, answer, keep
from lingopoint.renditions.attempts import Attempts
from lingopoint.renditions.lookup import Origins, look_up
from lingopoint.renditions.make import Services
from lingopoint.renditions.request import InLanguage, parse_request
from lingopoint.report import Cost, Report, bill_in_words
from lingopoint.translation import Forms, Late, Meter, Pace, Tools

SECONDS_FOR_LATE = 4.0
"""How long calls that came too late for a GET are waited for once it is answered. A HEAD is answered by the result."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a door was asked. Header names are in lower case; nothing in it is secret.

    `language` is what was asked for beside the key; `access_point` the name under which the door was called, and
    `payload` what that one sets (see `Config.with_payload`). A rendition of more than `most_bytes` is kept before it is
    answered, because the door cannot carry it.
    """

    key: str
    language: str | None = None
    head: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    access_point: str = ""
    payload: str = ""
    request_id: str = ""
    most_bytes: int | None = None


class Deployment(Protocol):
    """What serving needs from outside."""

    @property
    def config(self) -> Config:
        """The function's own configuration. Raises ConfigurationError."""

    @property
    def translator(self) -> Translator:
        """The translation service."""

    @property
    def forms(self) -> Forms:
        """What became of each form of the wire so far."""

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
    the others. Raises only what `respond` raised and what was to end the process, after everything else; what else went
    wrong is told in the log.
    """
    served = _Served(request, deployment)
    with ExitStack() as left:  # calls back in the opposite order, every one
        left.callback(served.tell_undone)
        outcome = served.billed(served.outcome(origins, deployment.clock.now() + seconds, left))
        left.callback(served.attempt, "metrics", served.count)
        left.callback(served.attempt, "log", served.log)
        left.callback(served.deliver, respond, outcome.response)
    return served.response


class _Served:
    """One request under way."""

    def __init__(self, request: Request, deployment: Deployment) -> None:
        self._request = request
        self._deployment = deployment
        self._started = deployment.clock.now()
        self._milliseconds = 0
        self._attempts = Attempts()
        self._delivered = False
        self._undone: list[str] = []
        self._asked = Ask()
        self._target = ""
        self._spent: Callable[[], Cost] = Cost
        self._tells_cost = True
        self.response = Response(500, {})
        """The answer, once there is one: as it was delivered, or could not be."""

    def outcome(self, origins: Callable[[str], Origins], deadline: float, left: ExitStack) -> Outcome:
        """The answer, which is an error where anything at all goes wrong; `left` is given what is to be done after."""
        try:
            services = self._services(deadline, left)
            left.callback(self.attempt, "memory", services.tools.memory.flush)
            outcome = self._answer(origins, services)
            if outcome.to_keep is not None:
                left.callback(self.attempt, "keep", keep, outcome.to_keep, services.renditions)
            return outcome._replace(response=override(outcome.response, self._asked))
        except LingopointError as error:
            return Outcome(_error(error, error.detail))
        except BaseException as error:  # noqa: BLE001  whoever waits must get an answer
            if not isinstance(error, Exception):
                left.callback(_end, error)
            return Outcome(_error(LingopointError("Something went wrong here. Ask again."), _where(error)))

    def billed(self, outcome: Outcome) -> Outcome:
        """The answer, telling what this request was billed: whatever became of it, a part or an error too.

        With `cost_metadata` off only the log and the metrics are told.
        """
        spent, response = self._spent(), outcome.response
        if not spent.billed:
            return outcome
        cost = replace(response.report.cost, calls=spent.calls, billed=spent.billed, unseen=spent.unseen)
        report = replace(response.report, target=self._target, cost=cost)
        told = _telling(response, spent) if self._tells_cost else response
        return outcome._replace(response=replace(told, report=report))

    def _services(self, deadline: float, left: ExitStack) -> Services:
        deployment = self._deployment
        config = deployment.config.with_payload(self._request.payload)
        self._tells_cost = config.cost_metadata
        pace = Pace(config.concurrency)
        # With a language configured, the function's role has no right to detect one (template.yaml, DetectsSource).
        meter = Meter(deployment.translator, detects=config.source_language == AUTO)
        self._spent = lambda: meter.spent

        def afterwards(late: Late) -> None:
            left.callback(self.attempt, "late", late, 0.0 if self._request.head else SECONDS_FOR_LATE)

        memory = deployment.memory(config)
        tools = Tools(meter, deployment.clock, pace, memory, afterwards, deployment.forms)
        return Services(config, tools, deployment.renditions(config), deadline, self._request.most_bytes)

    def _answer(self, origins: Callable[[str], Origins], services: Services) -> Outcome:
        asked = self._request
        wanted = parse_request(asked.key, asked.language, services.config)
        self._target = wanted.direction.target if isinstance(wanted, InLanguage) else ""
        self._asked = Ask.parse(asked.headers, asked.query, head=asked.head)
        found = look_up(wanted, self._asked, origins(wanted.key), services.config)
        return answer(found, self._asked, services)

    def deliver(self, respond: Callable[[Response], None], response: Response) -> None:
        """Deliver the answer; that it could not be, or not as it was, is told."""
        self.response = response
        try:
            self.response = self._attempts.deliver(response, respond)
            self._delivered = True
        finally:
            self._milliseconds = round((self._deployment.clock.now() - self._started) * 1000)

    def attempt(self, what: str, step: Callable[..., object], *arguments: object) -> None:
        """Do what comes after the answer; that it could not be done is told, and changes nothing for the reader."""
        try:
            step(*arguments)
        except Exception as error:  # noqa: BLE001  the answer is given, and the other steps are still to be done
            self._undone.append(f"{what}: {_where(error)}")

    def tell_undone(self) -> None:
        """Tell what could not be done after the answer."""
        if self._undone:
            with suppress(Exception):  # nothing is left to tell with
                self._deployment.log.error("undone", extra={**self._who(), "undone": self._undone})

    def count(self) -> None:
        """The metrics tell of translated answers, and of what was spent for any other."""
        if self.response.report.target:
            self._deployment.metrics.record(self._request.access_point, self._timed(self.response.report))

    def log(self) -> None:
        """The log tells of every answer."""
        response, failed = self.response, self._attempts.failed
        record = {
            **self._who(),
            "key": self._key_in_log(),
            "status": response.status,
            **({"code": response.code, "public_message": response.message} if response.code else {}),
            **({"refused" if self._delivered else "undelivered": ", ".join(failed)} if failed else {}),
            **self._timed(response.report).to_log(),
        }
        log = self._deployment.log
        write = log.error if response.status >= 500 or failed else log.info
        write("HeadObject" if self._request.head else "GetObject", extra=record)

    def _who(self) -> dict[str, object]:
        return {"request_id": self._request.request_id, "access_point": self._request.access_point}

    def _timed(self, report: Report) -> Report:
        return replace(report, milliseconds=self._milliseconds)

    def _key_in_log(self) -> str:
        try:
            clear = self._deployment.config.log_keys == "key"
        except LingopointError:
            clear = False
        return self._request.key if clear else hashlib.sha256(self._request.key.encode()).hexdigest()[:16]


def _telling(response: Response, spent: Cost) -> Response:
    """The response with the bill in its message, where it is an error, or else in its metadata."""
    if response.code:
        return replace(response, message=f"{response.message.rstrip('.')}. {bill_in_words(spent)}")
    return replace(response, headers={**response.headers, META + "billed": str(spent.billed)})


def _error(error: LingopointError, detail: str) -> Response:
    report = replace(error.report, outcome="error", detail=detail)
    return Response(error.status, {}, code=error.code, message=error.message, report=report)


def _end(error: BaseException) -> NoReturn:
    raise error


def _where(error: BaseException) -> str:
    """The kind of an unforeseen error and where it rose. Its message may hold a URL or text, so it is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join([type(error).__name__, *(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))])
