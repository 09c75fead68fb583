"""A container engine for the tests: the one that runs here, or a daemon of their own, ended with them."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import docker  # type: ignore[import-untyped]

_BRIDGE = Path("/sys/class/net/docker0")
_PATIENCE = 60.0


class NoEngineError(Exception):
    """There is no container engine, and none can be started. The message says why."""


@contextmanager
def container_engine() -> Iterator[str]:
    """The address (`DOCKER_HOST`) of an engine. Raises NoEngineError."""
    running = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
    if _answers(running):
        yield running
        return
    if os.geteuid() != 0:
        raise NoEngineError(f"no container engine answers at {running}, and only root can start dockerd")
    dockerd = shutil.which("dockerd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if dockerd is None:
        raise NoEngineError(f"no container engine answers at {running}, and dockerd is not installed (docker.io)")
    # Not pytest's own folder: a socket's path has at most 107 bytes, and the images are to go at the end.
    home = Path(tempfile.mkdtemp(prefix="lingopoint-docker-"))
    try:
        with _daemon(dockerd, home) as address:
            yield address
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _answers(address: str) -> bool:
    if address.startswith("unix://") and not _is_listened_to(address.removeprefix("unix://")):
        return False  # asked only now, for the client leaves sockets open when nobody is there
    try:
        with closing(docker.DockerClient(base_url=address, timeout=30)) as client:
            return bool(client.ping())
    except docker.errors.DockerException:
        return False


def _is_listened_to(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(path) == 0


@contextmanager
def _daemon(dockerd: str, home: Path) -> Iterator[str]:
    """A daemon that keeps everything under `home`, and leaves this machine's firewall as it is."""
    address = f"unix://{home}/docker.sock"
    had_bridge = _BRIDGE.exists()
    command = [dockerd, "--host", address, "--pidfile", f"{home}/docker.pid"]
    command += ["--data-root", f"{home}/data", "--exec-root", f"{home}/exec"]
    command += ["--iptables=false", "--ip6tables=false", "--ip-forward=false", "--ip-masq=false"]
    with (home / "dockerd.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_for(address, process, home / "dockerd.log")
        yield address
    finally:
        process.terminate()
        process.wait(_PATIENCE)
        if not had_bridge and shutil.which("ip"):
            subprocess.run(["ip", "link", "delete", _BRIDGE.name], capture_output=True, check=False)


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not _answers(address):
        if process.poll() is not None or time.monotonic() > deadline:
            last = log.read_text(errors="replace").strip().split("\n")[-1]
            raise NoEngineError(f"dockerd does not start: {last}")
        time.sleep(0.1)
