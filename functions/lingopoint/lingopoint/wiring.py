"""The composition root: the one place that builds clients and puts adapters on the ports."""

import os
from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING

import boto3
from aws_lambda_powertools import Logger
from botocore.config import Config as ClientConfig

from lingopoint.adapters import dynamodb_memory, links, s3_renditions
from lingopoint.adapters.access_point import AccessPointOrigin, tells_headers_as_they_came
from lingopoint.adapters.amazon_translate import AmazonTranslator, client_config
from lingopoint.adapters.dynamodb_memory import DynamoMemory
from lingopoint.adapters.metrics import EmbeddedMetrics
from lingopoint.adapters.presigned import PresignedOrigin, make_pools
from lingopoint.adapters.s3_renditions import S3Renditions
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.adapters.write_response import ObjectLambdaResponder, takes_any_expires
from lingopoint.config import Config
from lingopoint.errors import ConfigurationError
from lingopoint.formats import registry
from lingopoint.ports import Memory, Renditions, Response
from lingopoint.translation import Forms

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from urllib3 import PoolManager


class Production:
    """The dependencies of the function as it is deployed; each is made when it is first needed, and once."""

    def __init__(self) -> None:
        self.clock = SystemClock()
        self.forms = Forms()
        self.log = Logger()
        self.metrics = EmbeddedMetrics()
        self._memories: dict[tuple[str, int], DynamoMemory] = {}

    def prepare(self, start: str) -> None:
        """Make at the start what requests will need. `start` is its kind, as Lambda's environment tells it.

        Lambda gives the start more of a processor than a request. A snapshot (SnapStart) keeps what was imported, so
        every format is; clients connect when they are first used, and no connection is part of a snapshot.
        """
        try:
            config = self.config
        except ConfigurationError:
            return  # every request will say so
        _ = self.translator, self._s3, self._pools, self.memory(config), self.renditions(config)
        if start == "snap-start":
            registry.import_formats()

    @cached_property
    def config(self) -> Config:
        """See `Deployment`."""
        return Config.from_env(os.environ)

    @property
    def endpoint(self) -> str:
        """See `object_lambda.Dependencies`. The local stack has one."""
        return os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or ""

    @cached_property
    def translator(self) -> AmazonTranslator:
        """See `Deployment`."""
        region, config = self.config.translate_region or None, client_config(self.config.concurrency)
        return AmazonTranslator(boto3.client("translate", region_name=region, config=config))

    @cached_property
    def _s3(self) -> "S3Client":
        # Unsigned payload: the answer goes out over TLS, and a stream cannot be hashed before it is sent.
        config = ClientConfig(
            retries={"mode": "standard", "total_max_attempts": 3},
            connect_timeout=3,
            read_timeout=20,
            s3={"payload_signing_enabled": False},
            signature_version="s3v4",  # else presigned URLs have version 2, which no new Region knows
        )
        return takes_any_expires(tells_headers_as_they_came(boto3.client("s3", config=config)))

    @cached_property
    def _pools(self) -> "PoolManager":
        return make_pools()

    def presigned(self, url: str, headers: Mapping[str, str], method: str) -> PresignedOrigin:
        """See `object_lambda.Dependencies`."""
        return PresignedOrigin(self._pools, url, headers, method)

    def original(self, access_point: str, key: str, parameters: Mapping[str, str]) -> AccessPointOrigin:
        """See `object_lambda.Dependencies`."""
        return AccessPointOrigin(self._s3, access_point, key, parameters)

    def stored(self, key: str, headers: Mapping[str, str], method: str) -> PresignedOrigin:
        """See `web.door.Dependencies`."""
        return PresignedOrigin(self._pools, links.own(self._s3, self.config.originals, key, method), headers, method)

    def published(self, key: str) -> AccessPointOrigin:
        """See `web.door.Dependencies`."""
        return AccessPointOrigin(self._s3, self.config.originals, key)

    def link(self, response: Response, key: str, seconds: int) -> str:
        """See `web.door.Dependencies`."""
        if not response.kept_as:
            return links.of(self._s3, self.config.originals, key, response, seconds)
        bucket = self.config.store and self.config.rendition_bucket
        return (
            links.of(self._store, bucket, s3_renditions.RENDITIONS + response.kept_as, response, seconds)
            if bucket
            else ""
        )

    def renditions(self, config: Config) -> Renditions:
        """See `Deployment`."""
        if not (config.store and config.rendition_bucket):
            from lingopoint.adapters.nothing import NoRenditions  # few functions are without

            return NoRenditions()
        return S3Renditions(self._store, config.rendition_bucket, self.log)

    def memory(self, config: Config) -> Memory:
        """See `Deployment`."""
        if not (config.memory and config.memory_table):
            from lingopoint.adapters.nothing import NoMemory

            return NoMemory()
        settings = config.memory_table, config.memory_days
        if settings not in self._memories:
            self._memories[settings] = DynamoMemory(self._dynamodb, config.memory_table, self.log, config.memory_days)
        return self._memories[settings]

    @cached_property
    def _dynamodb(self) -> "DynamoDBClient":
        return boto3.client("dynamodb", config=dynamodb_memory.client_config())

    @cached_property
    def _store(self) -> "S3Client":
        return boto3.client("s3", config=s3_renditions.client_config())

    def responder(self, route: str, token: str) -> ObjectLambdaResponder:
        """See `object_lambda.Dependencies`."""
        return ObjectLambdaResponder(self._s3, route, token)


@cache
def dependencies() -> Production:
    """The dependencies of this process."""
    return Production()
