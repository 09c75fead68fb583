"""Where things are: the access point and the bucket, named outright, by a stack, or by the local stack."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from lingopoint_cli.asking import speaking
from lingopoint_cli.failures import NOT_FOUND, USAGE, Failure, explained

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client

    from lingopoint.adapters.amazon_translate import AmazonTranslator
    from lingopoint.config import Config
    from lingopoint_local.aws.stack import Stack

ACCESS_POINT_VARIABLE = "LINGOPOINT_ACCESS_POINT"
BUCKET_VARIABLE = "LINGOPOINT_BUCKET"

_ARN = re.compile(r"arn:aws[a-z-]*:s3-object-lambda:(?P<region>[a-z0-9-]+):\d{12}:accesspoint[/:][a-z0-9-]+")
_CREDENTIALS = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
_TRANSLATING = ("translate", "comprehend")
"""The services that may be those of another Region."""
_ALIAS = re.compile(r"[a-z0-9][a-z0-9-]*--ol-s3")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user said about the place. `local` is the state directory of a local stack."""

    access_point: str = ""
    bucket: str = ""
    stack: str = ""
    local: Path | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """How AWS is reached. Empty members are left to boto3: environment, configuration files, instance roles."""

    endpoint: str = ""
    region: str = ""
    credentials: tuple[str, ...] | None = None
    """Key id, secret, and the token of a session where there is one."""

    def client(self, service: str, **config: Any) -> Any:
        """A boto3 client; `config` are settings of botocore's Config."""
        import boto3
        from botocore.config import Config

        options: dict[str, Any] = {"region_name": self.region or None, "endpoint_url": self.endpoint or None}
        if self.credentials:
            options |= dict(zip(_CREDENTIALS, self.credentials, strict=False))
        if self.endpoint:
            config["proxies"] = {}  # what is on this machine is behind no proxy
        resolve_loopback(self.endpoint)
        make: Callable[..., Any] = boto3.client
        return make(service, config=Config(**config), **options)


class Place:
    """The access point and the bucket that a command works on. Each is looked up when it is first asked for."""

    def __init__(self, choice: Choice) -> None:
        named = [option for option, value in (("--stack", choice.stack), ("--local", choice.local)) if value]
        if len(named) > 1:
            raise Failure(f"{' and '.join(named)} name two places; give one", USAGE)
        self._choice = choice

    @cached_property
    def access_point(self) -> str:
        """ARN or alias of the Object Lambda access point. Raises Failure when none is known."""
        found = self._find(self._choice.access_point, "ObjectLambdaAccessPointArn", ACCESS_POINT_VARIABLE)
        if not found:
            raise _unknown("access point", "--access-point", ACCESS_POINT_VARIABLE)
        if not _ARN.fullmatch(found) and not _ALIAS.fullmatch(found):
            raise Failure(f"{found!r} is neither the ARN nor the alias of an Object Lambda access point", USAGE)
        return found

    @cached_property
    def bucket(self) -> str:
        """Name of the bucket that holds the originals. Raises Failure when none is known."""
        found = self._find(self._choice.bucket, "BucketName", BUCKET_VARIABLE)
        if not found:
            raise _unknown("bucket", "--bucket", BUCKET_VARIABLE)
        return found

    @cached_property
    def config(self) -> "Config":
        """How the stack was told to answer; how any would by default, where no stack is named.

        Raises Failure for a stack whose settings nobody could serve.
        """
        from lingopoint.config import SETTINGS, Config, variable

        given = self.parameters
        settings = {variable(name): given.get(each.parameter, "") for name, each in SETTINGS.items() if each.parameter}
        settings[variable("memory_table")] = self.outputs.get("MemoryTableName", "")
        settings[variable("rendition_bucket")] = self.outputs.get("RenditionBucketName", "")
        with explained("the stack's settings are wrong"):
            config = Config.from_env(settings)
            return config.with_payload(given.get("FunctionPayload"))

    @cached_property
    def web_config(self) -> "Config":
        """How the stack's website answers. Raises Failure for settings nobody could serve."""
        with explained("the website's settings are wrong"):
            return self.config.with_payload(self.parameters.get("WebPayload"))

    @cached_property
    def web_url(self) -> str:
        """The address of the website. Raises Failure when the stack has none, or none is named."""
        found = self.outputs.get("WebUrl", "")
        if not found:
            raise Failure("no website is named: give --stack or --local of one with FrontDoor=web or both", NOT_FOUND)
        return running_stack(self._choice.local).web_url if self._choice.local else found

    @property
    def is_deployed(self) -> bool:
        """Whether a stack is named, and so known what it keeps. Raises botocore's errors."""
        return bool(self._description)

    @property
    def parameters(self) -> dict[str, str]:
        """The stack's parameters; nothing where no stack is named."""
        return _by_key(self._description, "Parameter")

    @property
    def outputs(self) -> dict[str, str]:
        """The stack's outputs; nothing where no stack is named."""
        return _by_key(self._description, "Output")

    @property
    def memory_table(self) -> str:
        """Name of the translation memory's table. Raises Failure where no stack is named, or it has none."""
        if not self._description:
            raise Failure("no translation memory: give --stack or --local", USAGE)
        if not self.config.memory_table:
            raise Failure("the stack keeps no translation memory", NOT_FOUND)
        return self.config.memory_table

    def dynamodb(self) -> "DynamoDBClient":
        """DynamoDB, for as many requests at a time as the translation memory makes."""
        from lingopoint.adapters.dynamodb_memory import CONNECTIONS

        retries = {"mode": "standard", "total_max_attempts": 5}
        client: DynamoDBClient = self._connection.client("dynamodb", max_pool_connections=CONNECTIONS, retries=retries)
        return client

    def translator(self) -> "AmazonTranslator":
        """Amazon Translate, where the stack has its own translate, or what stands for it in the local stack."""
        from lingopoint.adapters.amazon_translate import AmazonTranslator

        return AmazonTranslator(self.client("translate"))

    @property
    def is_local(self) -> bool:
        """Whether it is a local stack."""
        return self._choice.local is not None

    def client(self, service: str, **config: Any) -> Any:
        """A boto3 client of any service. On the local stack Amazon Translate is what stands for it."""
        connection = self._connection
        if service == "translate" and self._choice.local is not None:
            connection = replace(connection, endpoint=running_stack(self._choice.local).translate_endpoint)
        elif service in _TRANSLATING and (elsewhere := self.parameters.get("TranslateRegion")):
            connection = replace(connection, region=elsewhere)
        return connection.client(service, **config)

    def client_of(self, credentials: Mapping[str, str]) -> Any:
        """S3, with temporary credentials as AWS STS gives them."""
        key, secret = credentials["AccessKeyId"], credentials["SecretAccessKey"]
        made = replace(self._connection, credentials=(key, secret, credentials["SessionToken"]))
        return made.client("s3")

    def s3(self) -> "S3Client":
        """S3, for requests."""
        retries = {"mode": "standard", "total_max_attempts": 3}
        client: S3Client = self._connection.client("s3", retries=retries)
        return client

    def reader(self) -> "S3Client":
        """S3, for reading through the access point (see `speaking`).

        It tries once: every attempt may be billed, and is to be seen.
        """
        retries = {"mode": "standard", "total_max_attempts": 1}
        # The function has 60 seconds for its answer.
        client: S3Client = speaking(self._connection.client("s3", read_timeout=70, retries=retries))
        return client

    def signer(self) -> "S3Client":
        """S3, for presigned URLs (see `speaking`).

        Signature Version 4, which Object Lambda access points insist on, is not what boto3 presigns with by itself;
        and the host of an alias names the Region only in virtual-hosted style.
        """
        style = {"addressing_style": "virtual"}
        client: S3Client = speaking(self._connection.client("s3", signature_version="s3v4", s3=style))
        return client

    def _find(self, given: str, output: str, variable: str) -> str:
        if given:
            return given
        if self._choice.stack or self._choice.local:
            return self._outputs.get(output, "")
        return os.environ.get(variable, "")

    @cached_property
    def _outputs(self) -> dict[str, str]:
        if self._choice.local is None:
            return _by_key(self._description, "Output")
        stack = running_stack(self._choice.local)
        return {"ObjectLambdaAccessPointArn": stack.access_point_arn, "BucketName": stack.bucket}

    @cached_property
    def _description(self) -> Mapping[str, Any]:
        """What CloudFormation says of the stack; nothing where none is named. Raises botocore's errors."""
        name = running_stack(self._choice.local).stack if self._choice.local else self._choice.stack
        if not name:
            return {}
        stacks = self._connection.client("cloudformation").describe_stacks(StackName=name)["Stacks"]
        described: Mapping[str, Any] = stacks[0]
        return described

    @property
    def _connection(self) -> Connection:
        if self._choice.local is not None:
            stack = running_stack(self._choice.local)
            return Connection(stack.endpoint, stack.region, ("test", "test"))
        resolve_loopback(os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or "")
        arn = _ARN.fullmatch(self._choice.access_point or os.environ.get(ACCESS_POINT_VARIABLE, ""))
        return Connection(region=arn["region"] if arn and not self._choice.stack else "")


def _unknown(thing: str, option: str, variable: str) -> Failure:
    return Failure(f"no {thing}: give {option}, --stack or --local, or set {variable}", USAGE)


def _by_key(description: Mapping[str, Any], kind: str) -> dict[str, str]:
    """The members `Outputs` or `Parameters` of a stack's description."""
    return {each[f"{kind}Key"]: each[f"{kind}Value"] for each in description.get(f"{kind}s", [])}


def running_stack(state: Path) -> "Stack":
    """The local stack. Raises Failure when none is running."""
    from lingopoint_local.aws.stack import status

    stack = status(state)
    if stack is None:
        raise Failure(f"no local stack is running in {state}; `lingopoint local up` starts one", NOT_FOUND)
    return stack


def resolve_loopback(endpoint: str) -> None:
    """Make `*.localhost` known to this process when the endpoint is at `localhost`.

    An access point's ARN becomes part of the host name, which many resolvers then do not know.
    """
    if urlsplit(endpoint).hostname == "localhost":
        from lingopoint_local.aws.localhost import resolve_localhost

        resolve_localhost()
