"""The real template on the local stack, deployed once a run. Amazon Translate's stand-in is the `pseudo` engine."""

from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from mypy_boto3_s3 import S3Client

from lingopoint_local import stack as local_stack
from lingopoint_local.localhost import resolve_localhost
from lingopoint_local.stack import Stack

Session = Callable[[str], Any]


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack of its own in a state directory of its own, so that a developer's running one is left alone."""
    state = tmp_path_factory.mktemp("stack")
    resolve_localhost()
    yield local_stack.up(state, engine="pseudo")
    local_stack.down(state)


@pytest.fixture
def client(stack: Stack) -> Callable[..., Any]:
    """Makes boto3 clients for the stack."""

    def make(service: str, **config: Any) -> Any:
        return boto3.client(
            service,
            endpoint_url=stack.endpoint,
            region_name=stack.region,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"total_max_attempts": 1}, **config),
        )

    return make


@pytest.fixture
def s3(client: Callable[..., Any]) -> S3Client:
    """S3 as any application has it."""
    made: S3Client = client("s3", signature_version="s3v4")
    return made


class Statistics:
    """What the translation service was asked since the fixture began."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self.reset()

    def reset(self) -> None:
        requests.delete(f"{self._endpoint}/_lingopoint/statistics", timeout=10).raise_for_status()

    def read(self) -> dict[str, Any]:
        answer = requests.get(f"{self._endpoint}/_lingopoint/statistics", timeout=10)
        answer.raise_for_status()
        statistics: dict[str, Any] = answer.json()
        return statistics


@pytest.fixture
def statistics(stack: Stack) -> Statistics:
    """The translation service's counts, from zero."""
    return Statistics(stack.translate_endpoint)
