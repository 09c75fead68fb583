"""Engines by name, and the one to take where none is named.

An engine is imported when it is asked for: what `embedded` needs is not to be had for every machine.
"""

from enum import StrEnum
from typing import TYPE_CHECKING

from lingopoint_local.failure import StackError
from lingopoint_local.translate.engines.embedded import installed

if TYPE_CHECKING:
    from lingopoint_local.translate.engines.engine import Engine


class EngineName(StrEnum):
    """What translates on this machine."""

    EMBEDDED = "embedded"
    PSEUDO = "pseudo"
    LETTERS = "letters"
    IDENTITY = "identity"


class EngineMissingError(StackError):
    """An engine was asked for that can translate nothing here; the message says what to install."""


def default_engine() -> EngineName:
    """The engine for showing what the product does: a real one, where there is one."""
    return EngineName.EMBEDDED if installed.neural() else EngineName.PSEUDO


def check(name: str) -> None:
    """Raises EngineMissingError where the engine of that name can translate nothing on this machine."""
    if name == EngineName.EMBEDDED and not installed.neural() and not installed.apertium():
        raise EngineMissingError(f"{installed.WITHOUT_NEURAL}. The engine `pseudo` works everywhere.")


def engine_named(name: str, workers: int = 0) -> "Engine":
    """The engine of that name; `workers` is the number of processes of the neural one.

    Raises ValueError for a name that is none, and EngineMissingError as `check` does.
    """
    check(name)
    match EngineName(name):
        case EngineName.EMBEDDED:
            from lingopoint_local.translate.engines.embedded.engine import Embedded

            return Embedded(workers)
        case EngineName.PSEUDO:
            from lingopoint_local.translate.engines.pseudo import Pseudo

            return Pseudo()
        case EngineName.LETTERS:
            from lingopoint_local.translate.engines.letters import Letters

            return Letters()
        case EngineName.IDENTITY:
            from lingopoint_local.translate.engines.identity import Identity

            return Identity()
