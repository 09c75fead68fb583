"""These tests reach nothing outside their process."""

import socket
from collections.abc import Iterator

import pytest

from tests.s3_stand_in import FunctionReader, StandIn, standing_in
from tests.support import KEY, TEXT, SteppingClock, World, shouting


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection is a mistake here."""

    def refuse(*_: object) -> None:
        raise AssertionError("a unit test opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def world() -> World:
    """One document, whose translations are in upper case, and a clock that goes only while somebody waits."""
    world = World(translator=shouting(), clock=SteppingClock())
    world.put(KEY, TEXT, etag='"v1"', last_modified="Mon, 23 Nov 2026 12:00:00 GMT")
    return world


@pytest.fixture(scope="module")
def function() -> Iterator[FunctionReader]:
    """The function as it is deployed, between an S3 and an Amazon Translate that stand in."""
    with standing_in(StandIn()) as function:
        yield function
