"""Servers that outlive the command that starts them, each known by a file of its own in the state directory.

A server holds a lock on its file for as long as it lives. It is stopped by the process id in the file only while that
lock is held, so that a process id which the system has given to another program since is never touched.
"""

import fcntl
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from lingopoint_local.failure import StackError

_started: list[subprocess.Popen[bytes]] = []
"""The servers that this very process started: it has to collect them when they end."""

_PAUSE = 0.05
_STOP_PATIENCE = 10.0


@dataclass(frozen=True)
class Server:
    """A server by its name, such as "ministack", in a state directory."""

    name: str
    directory: Path

    @property
    def log(self) -> Path:
        """What it prints."""
        return self.directory / f"{self.name}.log"

    @property
    def _file(self) -> Path:
        return self.directory / f"{self.name}.pid"

    def running(self) -> dict[str, Any] | None:
        """What `start` was told about the server, when it is alive."""
        try:
            with self._file.open("r+") as file:
                if _lock(file, fcntl.LOCK_SH):
                    return None
                members: dict[str, Any] = json.load(file)
                return members
        except (FileNotFoundError, ValueError):
            return None

    def start(self, command: Sequence[str], environment: Mapping[str, str], about: Mapping[str, Any]) -> None:
        """Starts the command, detached from this process, unless the server is running already."""
        self.directory.mkdir(parents=True, exist_ok=True)
        with self._file.open("a+") as file, self.log.open("wb") as log:
            if not _lock(file, fcntl.LOCK_EX):
                raise StackError(f"{self.name} is already running ({self._file})")
            process = subprocess.Popen(  # noqa: S603
                command,
                env=environment,
                cwd=self.directory,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[file.fileno()],
            )
            _started.append(process)
            file.truncate(0)
            json.dump({**about, "pid": process.pid}, file)

    def stop(self) -> bool:
        """Ends the server, gently at first. Returns whether it was running."""
        members = self.running()
        if members is None:
            self._file.unlink(missing_ok=True)
            return False
        for stop in (_terminate, _kill_session):
            stop(members["pid"])
            if until(lambda: self.running() is None, _STOP_PATIENCE):
                self._file.unlink(missing_ok=True)
                _collect(members["pid"])
                return True
        raise StackError(f"{self.name} (process {members['pid']}) does not end")

    def last_words(self) -> str:
        """The last line of its log."""
        lines = self.log.read_text(errors="replace").split("\n") if self.log.exists() else []
        return next((line.strip() for line in reversed(lines) if line.strip()), "nothing was logged")


def _lock(file: IO[str], kind: int) -> bool:
    """Takes the lock of a server's file, to be let go with the file; False when the server holds it."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _collect(pid: int) -> None:
    """Waits for the end of what this process started under that id, which has let go of its lock just before."""
    for process in _started:
        if process.pid == pid:
            process.wait(_STOP_PATIENCE)
    _started[:] = [process for process in _started if process.poll() is None]


def _terminate(pid: int) -> None:
    os.kill(pid, signal.SIGTERM)


def _kill_session(pid: int) -> None:
    os.killpg(pid, signal.SIGKILL)


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Holds a lock by the name of a file meanwhile; waits for another process that holds it."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def until(condition: Callable[[], bool], patience: float) -> bool:
    """Whether the condition came true within that many seconds."""
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(_PAUSE)
    return True


def read_json(url: str) -> dict[str, Any] | None:
    """The JSON object at a local address, or None when nothing answers."""
    try:
        # Without proxies: these addresses are on this machine, whatever the environment says.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(url, timeout=2) as answer:
            members: dict[str, Any] = json.load(answer)
            return members
    except (urllib.error.URLError, OSError, ValueError):
        return None
