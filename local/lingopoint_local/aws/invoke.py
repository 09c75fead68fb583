"""The function on one event, outside the local AWS: the event made to fit the stack, the call, and the answer.

The URLs and tokens of the events under `events/` are AWS's documented examples, which no S3 takes.
"""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from lingopoint.handlers.event import ObjectLambdaEvent
from lingopoint_local.aws.deploy import build, digest
from lingopoint_local.aws.environment import CREDENTIALS
from lingopoint_local.aws.front import Upstream, WrittenResponse, front
from lingopoint_local.aws.processes import alone
from lingopoint_local.aws.runners import Call, Runner
from lingopoint_local.aws.stack import Stack
from lingopoint_local.project import PROJECT

Event = Mapping[str, Any]

_KEY_PAIR = (CREDENTIALS["AWS_ACCESS_KEY_ID"], CREDENTIALS["AWS_SECRET_ACCESS_KEY"])
_LIFETIME = 900
"""Seconds that a presigned URL is good for: time enough for a container engine to fetch an image first."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """What came of a request (`method`): what the function returned, as JSON text, and what it answered the reader.

    HEAD is answered by what the function returns, GET by WriteGetObjectResponse: `answer`, None when there was none.
    `log` is what the function and its surroundings printed.
    """

    method: str
    returned: str
    answer: WrittenResponse | None
    log: str

    @property
    def succeeded(self) -> bool:
        """Whether the function answered and ended without an error of its own. The answer may well be an error."""
        try:
            returned = json.loads(self.returned)
        except ValueError:
            return False
        failed = isinstance(returned, dict) and "errorMessage" in returned and "statusCode" not in returned
        return not failed and (self.method == "HEAD" or self.answer is not None)


@dataclass(frozen=True, slots=True)
class Place:
    """What an event names: the access points of a stack, and the endpoint of S3 as the function reaches it."""

    endpoint: str
    region: str
    access_point: str
    supporting_access_point: str

    @property
    def access_point_host(self) -> str:
        """The host of the supporting access point, which boto3 makes from its ARN and the endpoint's host."""
        account, name = self.supporting_access_point.split(":")[4], self.supporting_access_point.rpartition("/")[2]
        return f"{name}-{account}.{urlsplit(self.endpoint).hostname}"


def invoke(event: Event, stack: Stack, runner: Runner, directory: Path) -> Invocation:
    """Build the function as it is in the working tree, and call it once with the event made to fit the stack.

    `directory` takes the build and the logs, and one call at a time. Raises StackError, and
    InvalidRequestError for what is no event of the function.
    """
    request = ObjectLambdaEvent.parse(event)
    waiting = request.waiting
    upstream = Upstream(stack.endpoint, stack.translate_endpoint)
    with alone(directory / "invoke.lock"), front(runner.address, upstream, waiting.route, waiting.token) as door:
        _build(directory)
        endpoint = f"http://{runner.host}:{door.server_port}"
        place = Place(endpoint, stack.region, stack.access_point_arn, _supporting_access_point(stack))
        call = Call(
            event=json.dumps(fitted(event, place)).encode(),
            endpoint=endpoint,
            hosts=(runner.host, place.access_point_host),
            deployed=_deployed(stack),
            stack=stack,
            directory=directory,
        )
        returned, log = runner.run(call)
        return Invocation(request.method, returned, door.answer, log)


def _build(directory: Path) -> None:
    """Builds what has changed since it was built."""
    stamp, wanted = directory / "made-from", digest(PROJECT)
    if not stamp.exists() or stamp.read_text() != wanted:
        stamp.unlink(missing_ok=True)
        build(PROJECT, directory)
        stamp.write_text(wanted)


def fitted(event: Event, place: Place) -> dict[str, Any]:
    """The same request's event at that place, its URL signed anew. Raises InvalidRequestError for what is none."""
    request = ObjectLambdaEvent.parse(event)
    new = copy.deepcopy(dict(event))
    new[f"{request.method.lower()}ObjectContext"]["inputS3Url"] = _presigned(request, place)
    new["configuration"]["accessPointArn"] = place.access_point
    new["configuration"]["supportingAccessPointArn"] = place.supporting_access_point
    return new


def _presigned(request: ObjectLambdaEvent, place: Place) -> str:
    """The request's URL at the place: the very same key and the same signed headers, which the function sends along."""
    from botocore.auth import S3SigV4QueryAuth  # takes long to import
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    query = parse_qs(urlsplit(request.url).query)
    names = query.get("X-Amz-SignedHeaders", ["host"])[0].split(";")
    headers = {name: request.headers[name] for name in names if name in request.headers and name != "host"}
    kept = urlencode({name: value for name, value in query.items() if not name.startswith("X-Amz-")}, doseq=True)
    host = f"{place.access_point_host}:{urlsplit(place.endpoint).port}"
    new = AWSRequest(request.method, f"http://{host}/{quote(request.key, safe='/~')}?{kept}".rstrip("?"), headers)
    S3SigV4QueryAuth(Credentials(*_KEY_PAIR), "s3", place.region, expires=_LIFETIME).add_auth(new)
    return str(new.url)


def _supporting_access_point(stack: Stack) -> str:
    """The ARN of the access point through which the function reads."""
    outputs = _client(stack, "cloudformation").describe_stacks(StackName=stack.stack)["Stacks"][0]["Outputs"]
    return str(next(o["OutputValue"] for o in outputs if o["OutputKey"] == "SupportingAccessPointArn"))


def _deployed(stack: Stack) -> dict[str, Any]:
    """The configuration of the function, which bears the name of its access point."""
    name = stack.access_point_arn.rpartition("/")[2]
    found: dict[str, Any] = _client(stack, "lambda").get_function_configuration(FunctionName=name)
    return found


def _client(stack: Stack, service: str) -> Any:
    import boto3  # takes long to import

    key_id, secret = _KEY_PAIR
    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=stack.endpoint,
        region_name=stack.region,
        aws_access_key_id=key_id,
        aws_secret_access_key=secret,
    )
