"""The S3 Object Lambda front door: one event in; one WriteGetObjectResponse out, or for HEAD one result."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from lingopoint import wiring
from lingopoint.handlers.event import ObjectLambdaEvent
from lingopoint.handlers.head import result
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
    """Answer one GetObject or HeadObject, exactly once, within `seconds`. The result is that of a HeadObject."""
    asked = ObjectLambdaEvent.parse(event)

    def origins(key: str) -> Origins:
        return Origins(
            CallersOwn(dependencies.presigned(asked.url, asked.headers, asked.method)),
            dependencies.original(asked.supporting_access_point, key, asked.parameters),
        )

    def respond(response: Response) -> None:
        if asked.method == "GET":
            dependencies.responder(asked.route, asked.token).write(response)

    response = serve(_request(asked), origins, respond, dependencies, min(seconds, MOST_SECONDS) - SECONDS_TO_ANSWER)
    return result(response) if asked.method == "HEAD" else None


def _request(asked: ObjectLambdaEvent) -> Request:
    return Request(
        key=asked.key,
        language=asked.query.get(LANGUAGE_PARAMETER) or asked.headers.get(LANGUAGE_HEADER),
        head=asked.method == "HEAD",
        headers=asked.headers,
        query=asked.query,
        access_point=asked.access_point,
        payload=asked.payload,
        request_id=asked.request_id,
    )


if _START in os.environ:
    wiring.dependencies().prepare(os.environ[_START])
