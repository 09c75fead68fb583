"""Both doors of one function: an event tells by its shape which one it came in by."""

from typing import TYPE_CHECKING, Any

from lingopoint.handlers import object_lambda, web

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext


def lambda_handler(event: dict[str, Any], context: "LambdaContext") -> dict[str, Any] | None:
    """What Lambda calls."""
    door = web.lambda_handler if "requestContext" in event else object_lambda.lambda_handler
    return door(event, context)
