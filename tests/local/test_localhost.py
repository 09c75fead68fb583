"""Names under `.localhost` are this machine, in our own processes and in those of the local AWS."""

import socket
import subprocess
import sys
from pathlib import Path

import lingopoint_local
from lingopoint_local.aws.localhost import resolve_localhost

_STARTUP = Path(lingopoint_local.__file__).parent / "aws" / "startup"


def _address(host: str) -> str:
    return str(socket.getaddrinfo(host, 80, type=socket.SOCK_STREAM)[0][4][0])


def test_names_under_localhost_are_the_loopback_address() -> None:
    resolve_localhost()
    assert _address("my-ap-123456789012.localhost") == "127.0.0.1"
    assert _address("A.B.LOCALHOST.") == "127.0.0.1"


def test_other_names_are_looked_up_as_before() -> None:
    resolve_localhost()
    assert _address("127.0.0.2") == "127.0.0.2"


def test_resolving_twice_changes_nothing_more() -> None:
    resolve_localhost()
    once = socket.getaddrinfo
    resolve_localhost()
    assert socket.getaddrinfo is once


def test_an_interpreter_with_our_startup_folder_resolves_them_from_the_beginning() -> None:
    code = "import socket; print(socket.getaddrinfo('x.localhost', 80)[0][4][0])"
    environment = {"PYTHONPATH": str(_STARTUP)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "127.0.0.1"
