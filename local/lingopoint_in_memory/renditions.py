"""A store of renditions that is a dictionary."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from lingopoint.ports import Rendition


@dataclass(slots=True)
class DictRenditions:
    """Keeps renditions in this process."""

    kept: dict[str, Rendition] = field(default_factory=dict)
    claims: dict[str, float] = field(default_factory=dict)
    now: Callable[[], float] = time.monotonic
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: str) -> Rendition | None:
        """See `Renditions.get`."""
        return self.kept.get(key)

    def put(self, key: str, rendition: Rendition) -> bool:
        """See `Renditions.put`."""
        return self.kept.setdefault(key, rendition) is rendition

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
