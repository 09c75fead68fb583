"""These tests reach nothing outside their process."""

import socket
from collections.abc import Iterator

import pytest

from tests.s3_stand_in import FunctionReader, StandIn, standing_in


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection is a mistake here."""

    def refuse(*_: object) -> None:
        raise AssertionError("a unit test opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="module")
def function() -> Iterator[FunctionReader]:
    """The function as it is deployed, between an S3 and an Amazon Translate that stand in."""
    with standing_in(StandIn()) as function:
        yield function
