"""The translation memory of a stack, for a command: what goes wrong with it is told, not passed over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from lingopoint.adapters.dynamodb_memory import DynamoMemory
from lingopoint.errors import ConfigurationError
from lingopoint.ports import Direction
from lingopoint_cli.failures import DENIED, NOT_FOUND, REFUSED, Failure, explained

if TYPE_CHECKING:
    from lingopoint_cli.memory.units import Item
    from lingopoint_cli.place import Place
    from lingopoint_cli.tags import Wanted

_BATCH = 500
"""Items that are written before it is asked whether that went well."""

_EXIT_CODES = {"AccessDeniedException": DENIED, "ResourceNotFoundException": NOT_FOUND}


@dataclass(frozen=True, slots=True)
class Faults:
    """A log that keeps what went wrong with the memory, which itself goes on as if nothing were remembered."""

    found: list[object] = field(default_factory=list)

    def warning(self, msg: object, /, *, extra: Mapping[str, object]) -> None:  # noqa: ARG002  as loggers have it
        """Keep one record."""
        self.found.append(extra["fault"])


def remember(place: "Place", items: "Iterable[Item]") -> None:
    """Write items that never lapse. Raises Failure when the table does not take them; those before stay."""
    faults = Faults()
    memory = DynamoMemory(place.dynamodb(), place.memory_table, faults)
    waiting = iter(items)
    while batch := list(islice(waiting, _BATCH)):
        memory.put({item.key: item.translated for item in batch}, {item.key: item.original for item in batch})
        memory.flush()
        if faults.found:
            code = _EXIT_CODES.get(str(faults.found[0]), REFUSED)
            raise Failure(f"{place.memory_table}: {faults.found[0]}", code)


def terminology_version(place: "Place", terminology: str) -> str:
    """What tells the present contents of a terminology from earlier ones; nothing without one. Raises Failure."""
    if not terminology:
        return ""
    with explained(f"terminology {terminology}", {ConfigurationError: DENIED}):
        return place.translator().terminology_version(terminology)


def stack_direction(place: "Place", wanted: "Wanted", terminology: str) -> Direction:
    """The direction in which units are asked for, as far as the stack settles it: not the source, which is theirs."""
    direction = wanted.direction(terminology or place.config.terminology)
    formality = direction.formality or place.config.formality
    return replace(direction, formality=formality)
