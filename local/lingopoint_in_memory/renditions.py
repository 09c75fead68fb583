"""A store of renditions that is a dictionary."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lingopoint.ports import Rendition


@dataclass(slots=True)
class DictRenditions:
    """Keeps renditions in this process."""

    kept: dict[str, Rendition] = field(default_factory=dict)
    claims: dict[str, float] = field(default_factory=dict)
    lapses: dict[str, float] = field(default_factory=dict)
    now: Callable[[], float] = time.monotonic
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: str) -> Rendition | None:
        """See `Renditions.get`."""
        kept = self.kept.get(key)
        if kept is None or key not in self.lapses:
            return kept
        seconds = self.lapses[key] - self.now()
        return replace(kept, seconds=seconds) if seconds > 0 else None

    def put(self, key: str, rendition: Rendition) -> bool:
        """See `Renditions.put`."""
        with self.lock:
            if key in self.kept and (key not in self.lapses or (rendition.seconds is not None and self.get(key))):
                return False
            self.kept[key] = rendition
            self.lapses.pop(key, None)
            if rendition.seconds is not None:
                self.lapses[key] = self.now() + rendition.seconds
            return True

    def claim(self, key: str, seconds: float) -> bool:
        """See `Renditions.claim`."""
        with self.lock:
            if self.claims.get(key, self.now()) > self.now():
                return False
            self.claims[key] = self.now() + seconds
            return True

    def release(self, key: str) -> None:
        """See `Renditions.release`."""
        self.claims.pop(key, None)
