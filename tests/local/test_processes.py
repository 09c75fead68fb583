"""Servers that are started, found again and stopped by a file of their own."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lingopoint_local.aws.processes import Server, until
from lingopoint_local.failure import StackError

_SERVE = "import signal, sys; print('up', flush=True); signal.pause()"
_DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {_SERVE}"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server("thing", tmp_path / "state")
    yield server
    server.stop()


def _start(server: Server, code: str = _SERVE) -> None:
    server.start([sys.executable, "-c", code], {}, {"port": 1})
    assert until(lambda: server.log.read_text() != "", 20)


def test_a_server_is_found_by_what_was_said_about_it(server: Server) -> None:
    assert server.running() is None
    _start(server)
    found = Server("thing", server.directory).running()
    assert found is not None
    assert found["port"] == 1


def test_a_server_is_not_started_twice(server: Server) -> None:
    _start(server)
    with pytest.raises(StackError, match="already running"):
        _start(server)


def test_a_server_is_stopped_once(server: Server) -> None:
    _start(server)
    assert server.stop()
    assert server.running() is None
    assert not server.stop()


def test_a_server_that_died_is_not_running_and_can_be_started_again(server: Server) -> None:
    _start(server)
    running = server.running()
    assert running is not None
    os.kill(running["pid"], signal.SIGKILL)
    assert until(lambda: server.running() is None, 20)
    _start(server)
    assert server.running() is not None


def test_a_process_that_merely_has_the_same_number_is_left_alone(server: Server) -> None:
    server.directory.mkdir()
    (server.directory / "thing.pid").write_text(f'{{"pid": {os.getpid()}}}')
    assert server.running() is None
    assert not server.stop()


def test_a_server_that_does_not_listen_is_killed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lingopoint_local.aws.processes._STOP_PATIENCE", 0.3)
    _start(server, _DEAF)
    assert server.stop()
    assert server.running() is None


def test_the_last_words_of_a_server_are_kept(server: Server) -> None:
    _start(server, "print('one'); print('the reason', flush=True)")
    assert server.last_words() == "the reason"
