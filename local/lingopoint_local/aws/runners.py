"""What runs the function on one event: a container, with `sam local invoke`, or Lambda's emulator on its own.

Lambda's runtime interface emulator (RIE) is the program that AWS gives its images to be run locally; SAM brings it.
"""

import ipaddress
import json
import os
import platform
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, Protocol

from lingopoint_local.aws.environment import clean, free_port, program
from lingopoint_local.aws.processes import until
from lingopoint_local.aws.stack import Stack
from lingopoint_local.failure import StackError
from lingopoint_local.project import PROJECT

_LOOPBACK = "127.0.0.1"
_FUNCTION = "Function"
_PATIENCE = 30.0
_STARTUP = Path(__file__).parent / "startup"
_OF_THE_ENGINE = ("DOCKER_", "CONTAINER_HOST", "XDG_RUNTIME_DIR")


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the function.

    `endpoint` is that of every AWS service, as the function reaches it; `hosts` are all the names it uses for it.
    `deployed` is what Lambda's GetFunctionConfiguration says. `directory` holds the build, and takes logs.
    """

    event: bytes
    endpoint: str
    hosts: tuple[str, ...]
    deployed: Mapping[str, Any]
    stack: Stack
    directory: Path

    @property
    def built(self) -> Path:
        """The folder of `sam build`."""
        return self.directory / "build"

    @property
    def variables(self) -> dict[str, str]:
        """The function's environment variables: as deployed, but for this call's endpoint."""
        endpoints = {"AWS_ENDPOINT_URL": self.endpoint, "AWS_ENDPOINT_URL_TRANSLATE": self.endpoint}
        return {**self.deployed.get("Environment", {}).get("Variables", {}), **endpoints}


class Runner(Protocol):
    """What runs the function."""

    @property
    def address(self) -> str:
        """The address of this machine that the function can reach. Raises StackError."""

    @property
    def host(self) -> str:
        """The name by which the function reaches it."""

    def run(self, call: Call) -> tuple[str, str]:
        """What the function returned, as JSON text, and what was printed meanwhile. Raises StackError."""


class Container:
    """`sam local invoke`. `image` is a local image; "" has SAM fetch the one that AWS publishes.

    The Python of the image is this machine's version, for which the function is built.
    """

    host = "s3.lingopoint.internal"
    """Any name would do, as the container is told its address; but the local AWS knows hosts of S3 by the `s3`."""

    def __init__(self, image: str = "") -> None:
        self._image = image

    @property
    def address(self) -> str:
        """See `Runner`. Raises StackError when no engine answers."""
        gateway = _bridge_gateway()
        # Where the engine runs in a virtual machine (Docker Desktop), the bridge is in there, and what a container
        # sends to the host gateway arrives at the loopback address of this machine.
        return gateway if _is_ours(gateway) else _LOOPBACK

    def run(self, call: Call) -> tuple[str, str]:
        """See `Runner`."""
        command = [program("sam"), "local", "invoke", _FUNCTION, "--event", "-", "--region", call.stack.region]
        command += ["--template", str(call.built / "template.yaml")]
        command += ["--config-file", str(PROJECT / "samconfig.toml"), "--config-env", "local"]
        command += [option for host in call.hosts for option in ("--add-host", f"{host}:host-gateway")]
        if self._image:
            command += ["--invoke-image", self._image, "--skip-pull-image"]
        deployed = call.deployed
        command += ["--parameter-overrides", f"FunctionRuntime={deployed['Runtime']}"]
        command += [f"FunctionArchitecture={deployed['Architectures'][0]}"]
        command += ["--env-vars", str(_variables_file(call))]
        # SAM asks who its user is: the local AWS knows.
        own = {"AWS_ENDPOINT_URL_STS": call.stack.endpoint, "TMPDIR": str(call.directory)}
        environment = {**clean(), **_engine_variables(), **own}
        done = subprocess.run(command, env=environment, input=call.event, capture_output=True, check=False)  # noqa: S603
        log = done.stderr.decode(errors="replace")
        if done.returncode:
            raise StackError(f"sam local invoke failed: {_reason(log)}")
        return done.stdout.decode(errors="replace").strip(), log


def _variables_file(call: Call) -> Path:
    """The function's variables for `sam local invoke`, which leaves out those that the template makes by condition."""
    path = call.directory / "variables.json"
    path.write_text(json.dumps({_FUNCTION: call.variables}))
    return path


def _engine_variables() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith(_OF_THE_ENGINE)}


def _reason(log: str) -> str:
    lines = [line.strip() for line in log.split("\n") if line.strip()]
    telling = [line for line in lines if line.startswith("Error:")]
    return (telling or lines or ["nothing was printed"])[-1]


def _bridge_gateway() -> str:
    """The address of the engine's machine on the network of its containers. Raises StackError when none answers."""
    import docker  # type: ignore[import-untyped]  # comes with SAM, which uses it too

    try:
        with closing(docker.from_env()) as engine:
            config = engine.networks.get("bridge").attrs["IPAM"]["Config"][0]
    except docker.errors.DockerException as error:
        raise StackError("no container engine answers: start Docker, or take the emulator instead") from error
    # An engine that has just started does not name the gateway: it is then the first address of the network.
    return config.get("Gateway") or str(ipaddress.ip_network(config["Subnet"])[1])


def _is_ours(address: str) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind((address, 0))
        except OSError:
            return False
        return True


class Emulator:
    """Lambda's emulator with this machine's Python: no container, no limit of memory, the machine's own files."""

    host = "localhost"
    address = _LOOPBACK

    def run(self, call: Call) -> tuple[str, str]:
        """See `Runner`. An emulator takes one call at a time; this one is started for this call."""
        log = call.directory / "emulator.log"
        with log.open("wb") as output, _emulator(call, output) as url:
            returned = _post(url, call.event, call.deployed["Timeout"] + _PATIENCE)
        return returned, log.read_text(errors="replace")


@contextmanager
def _emulator(call: Call, output: IO[bytes]) -> Iterator[str]:
    """The address at which an emulator of its own takes the event."""
    port = free_port()
    command = [_rie(), "--log-level", "error", "--runtime-interface-emulator-address", f"{_LOOPBACK}:{port}"]
    command += ["--runtime-api-address", f"{_LOOPBACK}:{free_port()}"]
    command += [sys.executable, "-m", "awslambdaric", call.deployed["Handler"]]
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=call.built / _FUNCTION,
        env=_function_environment(call),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        if not until(lambda: _listens(port) or process.poll() is not None, _PATIENCE) or process.poll() is not None:
            raise StackError(f"Lambda's emulator did not start (log: {output.name})")
        yield f"http://{_LOOPBACK}:{port}/2015-03-31/functions/function/invocations"
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends the emulator, which ends the function."""
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _function_environment(call: Call) -> dict[str, str]:
    """The environment of the function's process: its own variables, and those that Lambda adds."""
    deployed = call.deployed
    return {
        **clean(),
        **call.variables,
        "AWS_LAMBDA_FUNCTION_NAME": deployed["FunctionName"],
        "AWS_LAMBDA_FUNCTION_TIMEOUT": str(deployed["Timeout"]),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(deployed["MemorySize"]),
        "PYTHONPATH": str(_STARTUP),
    }


def _rie() -> str:
    """The path of the emulator that SAM brings. Raises StackError where there is none for this machine."""
    sam = find_spec("samcli")
    machine = {"x86_64": "x86_64", "aarch64": "arm64"}.get(platform.machine(), "")
    if sys.platform != "linux" or not machine or sam is None or sam.origin is None:
        raise StackError("Lambda's emulator needs Linux, and SAM in this Python environment; use a container instead")
    return str(Path(sam.origin).parent / "local" / "rapid" / f"aws-lambda-rie-{machine}")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((_LOOPBACK, port)) == 0


def _post(url: str, event: bytes, patience: float) -> str:
    """The function's result; of one that died or took too long, what the emulator says instead."""
    import requests  # takes long to import

    with requests.Session() as session:
        session.trust_env = False  # there is no proxy between us
        try:
            return session.post(url, data=event, timeout=patience).text
        except requests.RequestException as error:
            raise StackError(f"Lambda's emulator does not answer: {type(error).__name__}") from error
