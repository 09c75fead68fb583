"""A case run through the function as it is deployed, and held to what every answer must be."""

import io
import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from aws_lambda_powertools import Logger
from botocore import auth
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from lingopoint import wiring
from lingopoint.errors import ALLOWED_STATUSES, InvalidRequestError
from lingopoint.handlers.object_lambda import handle
from tests.behaviour_suite import Answer
from tests.one_answer.cases import FOREIGN, SECRET, SIGNATURE, TOKEN, Case
from tests.one_answer.services import Services
from tests.s3_stand_in import RENDITIONS, Call, standing_in, to_boto

_CODE = re.compile(r"[A-Z][a-zA-Z]+")
_UNANSWERED = {"refuses all", "gone", "silent", "fails"}
"""What the delivery does where no answer is taken, whatever it is."""


@dataclass
class Time:
    """Time that passes while somebody sleeps, and a little at each look."""

    seconds: float = 7000.0

    def now(self) -> float:
        self.seconds += 0.001
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


class Broken:
    """A log or metrics that cannot be written to."""

    def info(self, *_: object, **__: object) -> None:
        raise RuntimeError

    error = warning = record = info


@dataclass
class Bench:
    """The function, with services of which each case has its own."""

    services: Services
    log: io.StringIO = field(default_factory=io.StringIO)

    def problems(self, case: Case) -> list[str]:
        """What is wrong with how the function answered one case; nothing where all is well."""
        self.services.start(case)
        self.log.seek(0)
        self.log.truncate()
        function = self._function(case)
        raised, result = "", None
        with redirect_stdout(self.log):
            try:
                result = handle(case.event, function, 60.0)
            except Exception as error:  # noqa: BLE001  what was raised is judged
                raised = type(error).__name__
                refused = isinstance(error, InvalidRequestError)
        if raised and refused and not _waits(case):
            return ["something was tried"] if self.services.tried else []
        return [*self._wrong_answer(case, result, raised), *self._wrong_rest(case), *self.services.problems]

    def _function(self, case: Case) -> wiring.Production:
        wiring.dependencies.cache_clear()
        function = wiring.dependencies()
        vars(function).update(self._clients)
        changed: Any = function  # what is attribute there may be anything here
        changed.clock = Time()
        changed.log = Broken() if "log" in case.faults else self._logger
        if "metrics" in case.faults:
            changed.metrics = Broken()
        return function

    def __post_init__(self) -> None:
        self._logger = Logger(service="one-answer", stream=self.log)
        function = wiring.dependencies()
        function.prepare("on-demand")
        made = vars(function)
        self._clients = {name: made[name] for name in made if name in _CLIENTS}

    def _wrong_answer(self, case: Case, result: Mapping[str, Any] | None, raised: str) -> Iterator[str]:
        taken = self.services.taken
        if _waits(case) == "head":
            if result is None or self.services.tried:
                yield f"HEAD has no result: {raised}"
            else:
                yield from _wrong_result(result)
            return
        token = case.event["getObjectContext"]["outputToken"]
        unanswered = case.faults.get("delivery") in _UNANSWERED or token != TOKEN
        if len(taken) != (0 if unanswered else 1):
            yield f"{len(taken)} answers were taken, and {raised or 'nothing'} was raised"
        if bool(raised) != unanswered:
            yield f"raised: {raised}"
        for call in self.services.tried:
            yield from _wrong_call(call)

    def _wrong_rest(self, case: Case) -> Iterator[str]:
        said = self.log.getvalue()
        for secret in (TOKEN, SIGNATURE, SECRET, SECRET.upper(), FOREIGN):
            if secret in said:
                yield f"the log holds {secret}"
        records = [json.loads(line) for line in said.splitlines() if line.startswith('{"level"')]
        answers = [record for record in records if record["message"] in ("GetObject", "HeadObject")]
        if len(answers) != (0 if "log" in case.faults else 1):
            yield f"{len(answers)} records of the answer"
        for record in answers:
            taken = self.services.taken
            if taken and record["status"] != int(taken[0].headers["x-amz-fwd-status"]):
                yield "the log tells of another status"
            if record.get("outcome") == "translated" and self._keeps(case) and not self.services.kept():
                yield "what was paid for is lost"
        claims = [key for place, key in self.services.objects if place == RENDITIONS and key.startswith("claims/")]
        if claims and "renditions" not in case.faults:
            yield "a claim is left"

    def _keeps(self, case: Case) -> bool:
        """Whether the store is there."""
        return "renditions" not in case.faults and "store" not in str(case.event["configuration"].get("payload"))


_CLIENTS = {"config", "translator", "_s3", "_pools", "_dynamodb", "_store"}


def _waits(case: Case) -> str:
    """Who waits for an answer: "head", "get", or nobody."""
    if "headObjectContext" in case.event:
        return "head"
    context = case.event.get("getObjectContext")
    told = isinstance(context, dict) and [context.get("outputRoute"), context.get("outputToken")]
    return "get" if told and all(isinstance(each, str) and each for each in told) else ""


def _wrong_call(call: Call) -> Iterator[str]:
    """What is wrong with one answer that was tried."""
    headers = call.headers
    status = int(headers["x-amz-fwd-status"])
    code, message = headers.get("x-amz-fwd-error-code"), headers.get("x-amz-fwd-error-message", "")
    if status not in ALLOWED_STATUSES:
        yield f"status {status}"
    if (code is None) != (status in (200, 206, 304)):
        yield f"status {status} with code {code}"
    if code is not None and (not _CODE.fullmatch(code) or call.body or not message or len(message) > 1024):
        yield f"an error that is not in S3's form: {code} {message!r}"
    if FOREIGN in message or SECRET in message:
        yield f"a message with foreign words: {message}"
    content_range = headers.get("x-amz-fwd-header-content-range", "")
    if status == 206 and not _fits(content_range, len(call.body)):
        yield f"{len(call.body)} bytes of {content_range!r}"
    if status == 304 and call.body:
        yield "a body that is not to be there"


def _fits(content_range: str, length: int) -> bool:
    match = re.fullmatch(r"bytes (\d+)-(\d+)/\d+", content_range)
    return match is not None and int(match[2]) - int(match[1]) + 1 == length


def _wrong_result(result: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the result for HEAD."""
    json.dumps(result)
    status, code = result["statusCode"], result.get("errorCode")
    if status not in ALLOWED_STATUSES or (code is None) != (status in (200, 206, 304)):
        yield f"status {status} with code {code}"
    if code is not None and not (_CODE.fullmatch(code) and _is_line(result["errorMessage"])):
        yield f"an error that is not in S3's form: {result}"
    if FOREIGN in result.get("errorMessage", "") or SECRET in result.get("errorMessage", ""):
        yield "a message with foreign words"
    for name, value in result.get("headers", {}).items():
        if not isinstance(value, int) and not _is_line(value):
            yield f"{name}: {value!r}"


def _is_line(value: str) -> bool:
    return value.isascii() and value.isprintable() and value == " ".join(value.split())


@contextmanager
def bench() -> Iterator[Bench]:
    """The function between the services, with a store and a memory, and pauses that take no time."""
    services = Services()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LINGOPOINT_MEMORY_TABLE", "units")
        patch.setattr(time, "sleep", lambda _: None)
        patch.setitem(auth.AUTH_TYPE_MAPS, "v4", auth.SigV4Auth)  # as in Lambda, where there is no awscrt
        patch.setitem(auth.AUTH_TYPE_MAPS, "s3v4", auth.S3SigV4Auth)
        with standing_in(services):
            session: Any = boto3.DEFAULT_SESSION
            session.events.register("before-send.dynamodb", lambda request, **_: _remember(services, request))
            yield Bench(services)


def _remember(services: Services, request: AWSPreparedRequest) -> AWSResponse:
    def answer(call: Call) -> Answer:
        return services.remember(call)

    return to_boto(answer, request)
