from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import boto3
import pytest
from botocore.config import Config

from lingopoint_local.http_server import in_background
from lingopoint_local.translate.engines.embedded.engine import Embedded
from lingopoint_local.translate.http import Server
from lingopoint_local.translate.service import TranslateApi

if TYPE_CHECKING:
    from mypy_boto3_translate import TranslateClient


@pytest.fixture(scope="session")
def embedded() -> Iterator[Embedded]:
    """The real engine as it is without Apertium, which not every machine has."""
    engine = Embedded(workers=1, modes=frozenset())
    yield engine
    engine.close()


@contextmanager
def serving(api: TranslateApi) -> Iterator[Server]:
    with Server(api, 0) as server, in_background(server):
        yield server


@pytest.fixture
def connect() -> Iterator[Callable[[Server], "TranslateClient"]]:
    """Makes boto3 clients for a server, without retries, and closes their connections."""
    clients: list[TranslateClient] = []

    def connected(server: Server) -> "TranslateClient":
        client = boto3.client(
            "translate",
            endpoint_url=server.api.location,
            region_name="us-west-2",
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"total_max_attempts": 1}, max_pool_connections=32),
        )
        clients.append(client)
        return client

    yield connected
    for client in clients:
        client.close()
