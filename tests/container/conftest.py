"""A local stack, a container engine and an image for `sam local invoke`, each made once a run."""

import os
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from mypy_boto3_s3 import S3Client

from lingopoint_local.aws import stack as local_stack
from lingopoint_local.aws.localhost import resolve_localhost
from lingopoint_local.aws.stack import Stack
from tests.container.engine import NoEngineError, container_engine
from tests.container.image import import_image, remove_images


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state directory of the stack."""
    return tmp_path_factory.mktemp("stack")


@pytest.fixture(scope="session")
def stack(state: Path) -> Iterator[Stack]:
    """A stack of its own; its translations are those of the `pseudo` engine."""
    resolve_localhost()
    yield local_stack.up(state, engine="pseudo")
    local_stack.down(state)


@pytest.fixture
def s3(stack: Stack) -> S3Client:
    """S3 as whoever fills the bucket has it."""
    return boto3.client("s3", endpoint_url=stack.endpoint, region_name=stack.region)


@pytest.fixture(scope="session")
def engine() -> Iterator[str]:
    """The address of a container engine. Without one, tests that need it are skipped; in CI they fail."""
    try:
        with container_engine() as address, pytest.MonkeyPatch.context() as environment:
            environment.setenv("DOCKER_HOST", address)
            yield address
    except NoEngineError as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def image(engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of an image in which functions run, with this machine's Python."""
    tar = tmp_path_factory.mktemp("image") / "image.tar"
    remove_images(engine)  # of a run that was killed: SAM knows its own image of it by name alone
    yield import_image(engine, tar)
    tar.unlink()
    remove_images(engine)
