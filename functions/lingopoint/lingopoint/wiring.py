"""The composition root: the one place that builds clients and puts adapters on the ports."""

import os
from functools import cache, cached_property
from typing import TYPE_CHECKING

import boto3
from aws_lambda_powertools import Logger
from botocore.config import Config as ClientConfig

from lingopoint.adapters.access_point import AccessPointOrigin
from lingopoint.adapters.amazon_translate import AmazonTranslator, client_config
from lingopoint.adapters.presigned import PresignedOrigin, make_session
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.adapters.write_response import ObjectLambdaResponder
from lingopoint.config import Config
from lingopoint.rendition import Origins

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from requests import Session

    from lingopoint.handlers.event import GetObjectEvent


class Production:
    """The dependencies of the function as it is deployed; each is made when it is first needed, and once."""

    def __init__(self) -> None:
        self.clock = SystemClock()
        self.log = Logger()

    @cached_property
    def config(self) -> Config:
        """See `object_lambda.Dependencies`."""
        return Config.from_env(os.environ)

    @cached_property
    def translator(self) -> AmazonTranslator:
        """See `object_lambda.Dependencies`."""
        return AmazonTranslator(boto3.client("translate", config=client_config(self.config.concurrency)))

    @cached_property
    def _s3(self) -> "S3Client":
        # Unsigned payload: the answer goes out over TLS, and a stream cannot be hashed before it is sent.
        config = ClientConfig(
            retries={"mode": "standard", "total_max_attempts": 3},
            connect_timeout=3,
            read_timeout=20,
            s3={"payload_signing_enabled": False},
        )
        return boto3.client("s3", config=config)

    @cached_property
    def _session(self) -> "Session":
        return make_session()

    def origins(self, event: "GetObjectEvent", key: str) -> Origins:
        """See `object_lambda.Dependencies`."""
        return Origins(
            literal=PresignedOrigin(self._session, event.url, event.headers),
            original=AccessPointOrigin(self._s3, event.supporting_access_point, key),
        )

    def responder(self, event: "GetObjectEvent") -> ObjectLambdaResponder:
        """See `object_lambda.Dependencies`."""
        return ObjectLambdaResponder(self._s3, event.route, event.token)


@cache
def dependencies() -> Production:
    """The dependencies of this process."""
    return Production()
