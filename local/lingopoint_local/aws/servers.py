"""The two servers of the local stack, both on 127.0.0.1: ministack, the local AWS, and the translation service."""

import sys
from pathlib import Path

from lingopoint_local.aws.environment import ACCOUNT, REGION, clean, free_port
from lingopoint_local.aws.install import ministack_python, ministack_version
from lingopoint_local.aws.processes import Server, read_json, until
from lingopoint_local.failure import StackError

_PATIENCE = 30.0
_STARTUP = Path(__file__).parent / "startup"


def start_ministack(directory: Path, port: int = 0) -> str:
    """Starts the local AWS unless it runs already, and returns its endpoint. Raises StackError."""
    server = Server("ministack", directory)
    if running := server.running():
        _require_port(server, running["port"], port)
        return str(running["endpoint"])
    port = free_port(port)
    python = ministack_python()
    # localhost, not 127.0.0.1: the endpoint reaches the function, whose boto3 puts the access point's name before it.
    endpoint = f"http://localhost:{port}"
    scratch = directory / "tmp"
    scratch.mkdir(parents=True, exist_ok=True)
    environment = {
        **clean(),
        "AWS_ENDPOINT_URL": endpoint,
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_ACCOUNT_ID": ACCOUNT,
        "MINISTACK_REGION": REGION,
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        # Each process of a function takes a core for seconds to start: of more readers than these, the rest queue.
        "MINISTACK_WORKER_THREADS": "8",
        # Functions run as processes; no container of the user's is ever looked at.
        "DOCKER_HOST": f"unix://{scratch}/no-docker.sock",
        "PYTHONPATH": str(_STARTUP),
        "PYTHONUNBUFFERED": "1",
        "TMPDIR": str(scratch),
    }
    server.start([str(python), "-P", "-m", "ministack"], environment, {"endpoint": endpoint, "port": port})
    _ready(server, f"http://127.0.0.1:{port}/_ministack/health", "version", ministack_version())
    return endpoint


def start_translate(directory: Path, engine: str, port: int = 0) -> str:
    """Starts the translation service unless it runs already with that engine, and returns its endpoint."""
    server = Server("translate", directory)
    if running := server.running():
        _require_port(server, running["port"], port)
        if running["engine"] == engine:
            return str(running["endpoint"])
        server.stop()
        port = running["port"]  # what is deployed still points there
    port = free_port(port)
    endpoint = f"http://127.0.0.1:{port}"
    module = "lingopoint_local.translate"
    command = [sys.executable, "-P", "-m", module, "--port", str(port), "--engine", engine]
    environment = {**clean(), "PYTHONUNBUFFERED": "1"}
    server.start(command, environment, {"endpoint": endpoint, "port": port, "engine": engine})
    _ready(server, f"{endpoint}/_lingopoint/health", "engine", engine)
    return endpoint


def _require_port(server: Server, running: int, wanted: int) -> None:
    """Raises StackError where a server that runs already is wanted at another port."""
    if wanted not in (0, running):
        raise StackError(f"{server.name} is running at port {running}, not {wanted}: `lingopoint local down` stops it")


def _ready(server: Server, url: str, member: str, wanted: str) -> None:
    """Waits until the server answers as it should; one that does not is stopped."""
    answers: list[object] = []

    def answered() -> bool:
        health = read_json(url)
        if health is not None:
            answers.append(health.get(member))
        return health is not None or server.running() is None

    until(answered, _PATIENCE)
    if answers[:1] == [wanted]:
        return
    server.stop()
    found = f"it says {member} {answers[0]!r}, not {wanted!r}" if answers else server.last_words()
    raise StackError(f"{server.name} did not start: {found} (log: {server.log})")
