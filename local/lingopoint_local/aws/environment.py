"""The environments of the programs that the local stack starts: they never see the user's AWS credentials."""

import os
import shutil
import socket
import sys
from pathlib import Path

from lingopoint_local.aws import pip_settings
from lingopoint_local.failure import StackError
from lingopoint_local.project import STATE

ACCOUNT = "123456789012"
REGION = "us-west-2"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}

_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "SHELL", "TERM", "TZ", "USER", "LOGNAME", "VIRTUAL_ENV")
# How a machine reaches its package index (through a proxy, with its own certificates) is needed by installers alone.
_FOR_INSTALLERS = ("PIP_", "UV_", "SSL_CERT", "REQUESTS_CA", "CURL_CA")
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


def clean() -> dict[str, str]:
    """The least that a program needs, with the local account's credentials and no way to the user's own."""
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        **_home(),
        **CREDENTIALS,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "SAM_CLI_TELEMETRY": "0",
        "NO_PROXY": "127.0.0.1,localhost,.localhost",
    }


def _home() -> dict[str, str]:
    """A home in the state folder where there is none to write to, as for an unknown user of a container."""
    if os.access(os.environ.get("HOME", ""), os.W_OK):
        return {}
    home = STATE / "home"
    home.mkdir(parents=True, exist_ok=True)
    return {"HOME": str(home)}


def installing() -> dict[str, str]:
    """`clean`, with what an installer of packages needs to reach the package index."""
    wanted = {
        name: value
        for name, value in os.environ.items()
        if name.startswith(_FOR_INSTALLERS) or name.lower() in _PROXIES
    }
    no_proxy = ",".join(filter(None, [wanted.get("NO_PROXY") or wanted.get("no_proxy"), clean()["NO_PROXY"]]))
    return {**clean(), **pip_settings.for_uv(), **wanted, "NO_PROXY": no_proxy, "no_proxy": no_proxy}


def free_port(wanted: int = 0) -> int:
    """The wanted port of 127.0.0.1, or any for 0, provided that nothing listens to it. Raises StackError."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError as error:
            raise StackError(f"port {wanted} of 127.0.0.1 is not free: {error.strerror}") from error
        port: int = probe.getsockname()[1]
        return port


def program(name: str) -> str:
    """The path of a program of this Python environment, or else of the system. Raises StackError when there is none."""
    found = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        raise StackError(f"{name} was not found; `make setup` installs it")
    return found
