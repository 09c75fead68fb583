"""Engines by name."""

from collections.abc import Callable

from lingopoint_local.translate.engines.embedded import Embedded
from lingopoint_local.translate.engines.engine import Engine
from lingopoint_local.translate.engines.identity import Identity
from lingopoint_local.translate.engines.pseudo import Pseudo


def engine_named(name: str, workers: int = 0) -> Engine:
    """The engine of that name; `workers` is the number of processes of the neural one. Raises KeyError."""
    engines: dict[str, Callable[[], Engine]] = {
        "embedded": lambda: Embedded(workers),
        "pseudo": Pseudo,
        "identity": Identity,
    }
    return engines[name]()
