"""Stored objects, and places that they are read from."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lingopoint.ports import NO_HEADERS, StoredObject


def stored(body: bytes, headers: Mapping[str, str] | None = None) -> StoredObject:
    """An object that is there."""
    return StoredObject(200, {"content-length": str(len(body)), **(headers or {})}, io.BytesIO(body))


def refused(status: int, code: str, message: str = "") -> StoredObject:
    """What S3 says of an object that is not there, or not for this caller."""
    return StoredObject(status, {}, io.BytesIO(), code, message)


@dataclass(slots=True)
class DictOrigin:
    """One place in a store of objects: what is stored under `key`, or 404 NoSuchKey."""

    objects: Mapping[str, StoredObject]
    key: str
    asked: Mapping[str, str] = field(default_factory=dict)

    def get(self, headers: Mapping[str, str] = NO_HEADERS, /) -> StoredObject:
        """See `Origin.get`. Conditions and ranges are kept, not acted on."""
        self.asked = headers
        found = self.objects.get(self.key) or refused(404, "NoSuchKey", "The specified key does not exist.")
        if isinstance(found.body, io.BytesIO):
            return replace(found, body=io.BytesIO(found.body.getvalue()))  # each reader reads from the beginning
        return found
