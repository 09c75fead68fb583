"""The local stack as a whole: `up`, `down` and `status`, for `lingopoint local`.

A state directory holds one stack: its two servers, its logs, its build, and `stack.json`, which says what is deployed.
Several stacks run side by side in directories of their own.
"""

import dataclasses
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lingopoint_local.aws.deploy import build, deploy, digest, outputs_of
from lingopoint_local.aws.environment import REGION
from lingopoint_local.aws.kept import forget
from lingopoint_local.aws.parameters import BOTH_DOORS, WEB_PREFIXES, Parameters, given, in_words
from lingopoint_local.aws.processes import Server, alone
from lingopoint_local.aws.servers import start_ministack, start_translate
from lingopoint_local.project import PROJECT, STATE
from lingopoint_local.translate.engines.choice import EngineName, check, default_engine
from lingopoint_local.translate.engines.embedded.installed import WITHOUT_NEURAL

DEFAULT_STATE = STATE
DEFAULT_NAME = "lingopoint-local"
_SERVERS = ("ministack", "translate")


@dataclass(frozen=True)
class Stack:
    """A deployed stack, and how to reach it. `endpoint` is that of every AWS service but Amazon Translate.

    The keys that begin with one of `web_prefixes` are read at `web_url` too; `*` is for all. `parameters` are those of
    the template that `up` was given.
    """

    endpoint: str
    translate_endpoint: str
    region: str
    stack: str
    bucket: str
    access_point_arn: str
    access_point_alias: str
    web_url: str
    web_prefixes: str = WEB_PREFIXES
    parameters: Parameters = field(default_factory=dict)


def up(
    state: Path = DEFAULT_STATE,
    engine: str = "",
    port: int = 0,
    translate_port: int = 0,
    name: str = DEFAULT_NAME,
    say: Callable[[str], None] = lambda _: None,
    parameters: Sequence[str] = (),
) -> Stack:
    """Starts what is not running, deploys what is not deployed as it is in the working tree, and returns the stack.

    No engine is the best that this machine has; ports of 0 are chosen. `parameters` are those of the template, as
    `NAME=VALUE`; a stack that was deployed with others is deployed again, and `say` is told so. Raises StackError,
    ParameterError before anything is started; servers that this call started are then stopped again.
    """
    values = given(parameters, PROJECT / "template.yaml")
    engine = engine or _best_engine(say)
    check(engine)
    state = state.resolve()
    with alone(state / "stack.lock"):
        already = [server for server in _SERVERS if Server(server, state).running()]
        try:
            return _up(state, engine, (port, translate_port), name, values, say)
        except BaseException:
            for server in reversed(_SERVERS):
                if server not in already:
                    Server(server, state).stop()
            raise


def _best_engine(say: Callable[[str], None]) -> str:
    engine = default_engine()
    if engine is not EngineName.EMBEDDED:
        say(f"{WITHOUT_NEURAL}. Taking `{engine}`.")
    return engine


def _up(
    state: Path,
    engine: str,
    ports: tuple[int, int],
    name: str,
    parameters: Parameters,
    say: Callable[[str], None],
) -> Stack:
    say("starting the local AWS")
    if not Server("ministack", state).running():
        (state / "stack.json").unlink(missing_ok=True)  # it keeps nothing when it ends
    endpoint = start_ministack(state, ports[0])
    say(f"starting Amazon Translate's stand-in ({engine})")
    before_engine = (Server("translate", state).running() or {}).get("engine", engine)
    translate_endpoint = start_translate(state, engine, ports[1])
    if before_engine != engine and (kept_in := _read(state)) is not None:
        say(f"what was translated by {before_engine} is forgotten")
        outputs = outputs_of(endpoint, kept_in.stack)
        forget(endpoint, outputs.get("RenditionBucketName", ""), outputs.get("MemoryTableName", ""))
    settings = {**BOTH_DOORS, **parameters}
    made_from = digest(PROJECT, endpoint, translate_endpoint, name, in_words(settings))
    if (deployed := _read(state, made_from)) is not None:
        return deployed
    if (before := _read(state)) is not None and before.parameters != parameters:
        was, is_now = in_words(before.parameters), in_words(parameters)
        say(f"it was deployed with {was}, and is deployed again with {is_now}")
    say("building the function")
    build(PROJECT, state)
    say("deploying the template")
    outputs = deploy(PROJECT, state, endpoint, translate_endpoint, name, settings)
    stack = Stack(
        endpoint,
        translate_endpoint,
        REGION,
        name,
        outputs["BucketName"],
        outputs["ObjectLambdaAccessPointArn"],
        outputs["ObjectLambdaAccessPointAlias"],
        local_url(outputs["WebUrl"], endpoint),
        settings["WebPrefixes"],
        parameters,
    )
    note = {"made_from": made_from, "stack": dataclasses.asdict(stack)}
    (state / "stack.json").write_text(json.dumps(note, indent=1))
    return stack


def local_url(url: str, endpoint: str) -> str:
    """Where a distribution is reached: its name is CloudFront's, and no resolver leads to this machine by it."""
    host = url.removeprefix("https://").replace(".cloudfront.net", ".cloudfront.localhost")
    return f"http://{host}:{endpoint.rpartition(':')[2]}"


def down(state: Path = DEFAULT_STATE) -> bool:
    """Stops the servers of the stack, and forgets what was stored in it. Returns whether anything was running."""
    state = state.resolve()
    if not state.exists():
        return False
    with alone(state / "stack.lock"):
        stopped = [Server(server, state).stop() for server in reversed(_SERVERS)]
        (state / "stack.json").unlink(missing_ok=True)
        shutil.rmtree(state / "tmp", ignore_errors=True)
    return any(stopped)


def status(state: Path = DEFAULT_STATE) -> Stack | None:
    """The stack, when both its servers are running and it is deployed."""
    state = state.resolve()
    if not all(Server(server, state).running() for server in _SERVERS):
        return None
    return _read(state)


def _read(state: Path, made_from: str | None = None) -> Stack | None:
    """The deployed stack that was noted down; None when it was made from something else than `made_from`."""
    try:
        members = json.loads((state / "stack.json").read_text())
    except FileNotFoundError:
        return None
    if members["stack"].keys() != {each.name for each in dataclasses.fields(Stack)}:
        return None  # an older version of this project noted it down, and deployed less
    return Stack(**members["stack"]) if made_from in (None, members["made_from"]) else None
