"""A statement that was widened."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Statement = Mapping[str, Any]


@dataclass(frozen=True)
class Mutant:
    """A statement that says more than it is to: by its kind, and by what was done, for the message of a test."""

    kind: str
    what: str
    statement: Statement


def with_element(statement: Statement, name: str, value: object) -> dict[str, Any]:
    """The statement with another value of an element; `NotAction` takes the place of `Action`."""
    rest = {key: each for key, each in statement.items() if key.removeprefix("Not") != name.removeprefix("Not")}
    return {**rest, name: value}
