"""The real template on the local stack, deployed once a run. Amazon Translate's stand-in is the `pseudo` engine."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from mypy_boto3_s3 import S3Client

from lingopoint_local.aws import stack as local_stack
from lingopoint_local.aws.localhost import resolve_localhost
from lingopoint_local.aws.stack import Stack


@pytest.fixture(scope="session")
def stack_state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state directory of the stack: one of its own, so that a developer's running stack is left alone."""
    return tmp_path_factory.mktemp("stack")


@pytest.fixture(scope="session")
def stack(stack_state: Path) -> Iterator[Stack]:
    """The stack that every test shares. Tests use keys of their own."""
    resolve_localhost()
    yield local_stack.up(stack_state, engine="pseudo")
    local_stack.down(stack_state)


def connect(stack: Stack, service: str, **config: Any) -> Any:
    """A boto3 client for the stack."""
    session: Any = boto3.Session()  # its types want the service's name to be a literal
    return session.client(
        service,
        endpoint_url=stack.endpoint,
        region_name=stack.region,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"total_max_attempts": 1}, **config),
    )


@pytest.fixture
def client(stack: Stack) -> Callable[..., Any]:
    """Makes boto3 clients for the stack."""
    return partial(connect, stack)


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


Misbehave = Callable[..., None]


@pytest.fixture
def misbehave(stack: Stack) -> Iterator[Misbehave]:
    """Tells the translation service how to behave (`translate.behaviour.Behaviour`), until the test ends."""

    def tell(**settings: Any) -> None:
        requests.put(f"{stack.translate_endpoint}/_lingopoint/behaviour", json=settings, timeout=10).raise_for_status()

    yield tell
    tell()
