"""What the service asks of an engine."""

from collections.abc import Sequence
from typing import Protocol

from lingopoint_local.translate.line import Line


class Engine(Protocol):
    """Translates lines. Engines are called from many threads at once."""

    name: str
    verbatim: bool
    """Whether every text comes back as it is, so that there is no need to take it apart."""

    @property
    def description(self) -> str:
        """In one honest sentence, what it is and how good."""

    def pairs(self) -> list[str]:
        """The pairs it can do, as "en-pt"; ["*"] for any."""

    def supports(self, source: str, target: str) -> bool:
        """Whether it can do this pair."""

    def advice(self, source: str, target: str) -> str:
        """How to get a pair that it does not support."""

    def translate(self, lines: Sequence[Line], source: str, target: str) -> list[Line]:
        """One line for each line, holding the same tags, nested. Raises EngineError when the engine broke down."""

    def close(self) -> None:
        """Ends the processes that it started."""


class EngineError(Exception):
    """The engine broke down; the service answers InternalServerException."""
