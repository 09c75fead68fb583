"""What S3's answer to a caller's own request says of the caller's right."""

from collections.abc import Mapping
from typing import NamedTuple

from lingopoint.ports import NO_HEADERS, Absent, ConditionalOrigin, Denied, Found


class CallersOwn(NamedTuple):
    """The `Authority` of a door whose callers S3 knows: `origin` reads the key as requested with the caller's right."""

    origin: ConditionalOrigin

    def ask(self, headers: Mapping[str, str] = NO_HEADERS, /) -> Found | Absent | Denied:
        """See `Authority.ask`. S3 says 404 only to those who may list there, else 403 (S3 API reference, GetObject)."""
        stored = self.origin.get(headers)
        if stored.status == 404:
            return Absent(stored.code, stored.message)
        # A 403 of another code is no lack of a right: the object is in an archive, say.
        if stored.status == 403 and stored.code in ("AccessDenied", ""):
            return Denied(stored.code, stored.message)
        return Found(stored)
