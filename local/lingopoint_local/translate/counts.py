"""What the service was asked to do, counted."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass


@dataclass
class Counts:
    """TranslateText calls; characters and bytes are those of texts that were translated, as Amazon would bill them."""

    calls: int = 0
    translated: int = 0
    characters: int = 0
    bytes: int = 0
    throttled: int = 0
    failed: int = 0
    refused: int = 0
    max_parallel: int = 0


class Statistics:
    """Counts, safe for many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts = Counts()
        self._running = 0

    def reset(self) -> None:
        """Starts over."""
        with self._lock:
            self._counts = Counts()

    def to_json(self) -> dict[str, int]:
        """The counts by name."""
        with self._lock:
            return asdict(self._counts)

    @contextmanager
    def call(self) -> Iterator[None]:
        """Counts a call, and how many there are at the same time."""
        with self._lock:
            self._counts.calls += 1
            self._running += 1
            self._counts.max_parallel = max(self._counts.max_parallel, self._running)
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1

    def translated(self, text: str) -> None:
        """Counts a text that was translated."""
        with self._lock:
            self._counts.translated += 1
            self._counts.characters += len(text)
            self._counts.bytes += len(text.encode())

    def error(self, status: int) -> None:
        """Counts an error by its HTTP status: throttled, failed on our side, or refused for what was asked."""
        with self._lock:
            if status == 429:
                self._counts.throttled += 1
            elif status >= 500:
                self._counts.failed += 1
            else:
                self._counts.refused += 1
