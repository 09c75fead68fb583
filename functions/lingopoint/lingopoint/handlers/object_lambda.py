"""The S3 Object Lambda front door: one event in; one WriteGetObjectResponse out, or for HEAD one result."""

import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from lingopoint import wiring
from lingopoint.errors import InvalidRequestError
from lingopoint.handlers.event import ObjectLambdaEvent, Waiting, request_id_of
from lingopoint.handlers.head import result
from lingopoint.handlers.presigned_url import require_trusted
from lingopoint.ports import ConditionalOrigin, Origin, Responder, Response
from lingopoint.renditions.authority import CallersOwn
from lingopoint.renditions.lookup import Origins
from lingopoint.renditions.serve import Deployment, Request, serve

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

_START = "AWS_LAMBDA_INITIALIZATION_TYPE"
"""Set by Lambda alone, to the kind of start (Lambda Developer Guide, "Defined runtime environment variables")."""

LANGUAGE_PARAMETER = "lang"
LANGUAGE_HEADER = "x-lingopoint-language"

MOST_SECONDS = 60.0
"""The time that S3 Object Lambda gives for the whole answer (S3 User Guide, "Best practices")."""

SECONDS_TO_ANSWER = 3.0
"""What is kept of it for sending the answer."""


class Dependencies(Deployment, Protocol):
    """What this door needs from outside."""

    @property
    def endpoint(self) -> str:
        """The URL of S3 that is configured in place of its own; empty where none is."""

    def presigned(self, url: str, headers: Mapping[str, str], method: str) -> ConditionalOrigin:
        """An object read with the right of whoever signed the URL; `headers` are the reader's, by lower-case name."""

    def original(self, access_point: str, key: str, parameters: Mapping[str, str]) -> Origin:
        """An object read with the function's own right; `parameters` are further ones of GetObject."""

    def responder(self, route: str, token: str) -> Responder:
        """Who waits for the answer to a GetObject."""


def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> dict[str, Any] | None:
    """What Lambda calls."""
    return handle(event, wiring.dependencies(), context.get_remaining_time_in_millis() / 1000)


def handle(event: Mapping[str, Any], dependencies: Dependencies, seconds: float) -> dict[str, Any] | None:
    """Answer one GetObject or HeadObject, exactly once, within `seconds`. The result is that of a HeadObject.

    Raises InvalidRequestError for an event that says of nobody who waits for an answer.
    """
    waiting = Waiting.parse(event)
    results: list[dict[str, Any]] = []

    def respond(response: Response) -> None:
        if waiting.head:
            results.append(result(response))
        else:
            dependencies.responder(waiting.route, waiting.token).write(response)

    request, origins = _read(event, waiting, dependencies)
    serve(request, origins, respond, dependencies, min(seconds, MOST_SECONDS) - SECONDS_TO_ANSWER)
    return results[0] if waiting.head else None


def _read(
    event: Mapping[str, Any], waiting: Waiting, dependencies: Dependencies
) -> tuple[Request, Callable[[str], Origins]]:
    """What an event asks for, and where that is read; which raises InvalidRequestError for what S3 does not ask."""
    try:
        asked = ObjectLambdaEvent.parse(event)
    except InvalidRequestError as error:
        return Request("", head=waiting.head, request_id=request_id_of(event)), partial(_raise, error)

    def origins(key: str) -> Origins:
        require_trusted(asked.url, asked.supporting_access_point, dependencies.endpoint)
        return Origins(
            CallersOwn(dependencies.presigned(asked.url, asked.headers, asked.method)),
            dependencies.original(asked.supporting_access_point, key, asked.parameters),
        )

    return _request(asked), origins


def _raise(error: Exception, _: str) -> NoReturn:
    raise error


def _request(asked: ObjectLambdaEvent) -> Request:
    return Request(
        key=asked.key,
        language=asked.query.get(LANGUAGE_PARAMETER) or asked.headers.get(LANGUAGE_HEADER),
        head=asked.waiting.head,
        headers=asked.headers,
        query=asked.query,
        access_point=asked.access_point,
        payload=asked.payload,
        request_id=asked.request_id,
    )


if _START in os.environ:
    wiring.dependencies().prepare(os.environ[_START])
