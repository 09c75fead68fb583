"""What a translation is remembered by: everything that shaped it, and nothing of where it stood."""

import hashlib
import json
from dataclasses import asdict

from lingopoint.ports import Direction
from lingopoint.translation.wire import Wire, is_markup

WIRE_VERSION = "1"
"""Part of every key: raise it when the same wire form would now mean something else."""


class Keys:
    """The memory keys of one translation. `terminology_version` is that of the direction's terminology, if any."""

    def __init__(self, direction: Direction, terminology_version: str = "") -> None:
        shaping = [WIRE_VERSION, asdict(direction), terminology_version]
        self._shaping = hashlib.sha256(json.dumps(shaping, sort_keys=True).encode())

    def of(self, wire: Wire) -> str:
        """The key of one unit: 64 hexadecimal digits."""
        found = self._shaping.copy()
        found.update(b"<" if is_markup(wire) else b"=")
        found.update(wire.encode())
        return found.hexdigest()
