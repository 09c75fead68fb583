"""A translation memory that is a dictionary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lingopoint.ports import NO_ORIGINALS, TranslatedText


@dataclass(slots=True)
class DictMemory:
    """A translation memory of this process."""

    items: dict[str, TranslatedText] = field(default_factory=dict)

    def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:
        """See `Memory.get`."""
        return {key: self.items[key] for key in keys if key in self.items}

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] = NO_ORIGINALS) -> None:  # noqa: ARG002  as the port has it
        """See `Memory.put`. Keeps no originals."""
        self.items.update(items)

    def flush(self) -> None:
        """See `Memory.flush`."""
