"""What stands on a port where there is nothing: no translation memory, no store of renditions."""

from collections.abc import Mapping, Sequence

from lingopoint.ports import NO_ORIGINALS, Rendition, TranslatedText


class NoMemory:
    """Remembers nothing: every text is sent."""

    def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:
        """See `Memory.get`."""
        return {}

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] = NO_ORIGINALS) -> None:
        """See `Memory.put`."""

    def flush(self) -> None:
        """See `Memory.flush`."""


class NoRenditions:
    """Keeps nothing: every reader makes a rendition of its own."""

    def get(self, key: str) -> Rendition | None:
        """See `Renditions.get`."""
        return None

    def put(self, key: str, rendition: Rendition) -> bool:
        """See `Renditions.put`."""
        return False

    def claim(self, key: str, seconds: float) -> bool:
        """See `Renditions.claim`."""
        return True

    def release(self, key: str) -> None:
        """See `Renditions.release`."""
