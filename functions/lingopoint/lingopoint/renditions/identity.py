"""What tells one rendition from every other: the tag that readers hold, and the key under which it is kept."""

import json
from dataclasses import asdict
from typing import NamedTuple

from lingopoint.formats.options import Options
from lingopoint.http.etags import ETag, digest, rendition_etag
from lingopoint.languages import AUTO
from lingopoint.ports import StoredObject
from lingopoint.renditions.request import InLanguage
from lingopoint.translation import NO_HINTS, Hints

FORMAT_VERSION = "3"
"""Part of every rendition's identity: raise it when the same original would now be rendered otherwise."""

_UNMADE = {"heading_ids": "", "keep_names": ()}
"""Choices that shape nothing unless they are made: what was kept before there were any is still good."""


class Identity(NamedTuple):
    """`original` is the original's tag, `shaping` a digest of all but its bytes that shapes a rendition.

    `kept_as` is the key in the store of renditions: what `kept_below` says of the object, and 64 hexadecimal digits.
    """

    original: ETag
    shaping: str
    kept_as: str

    def tag(self, body: bytes | None = None, *, lasting: bool = True) -> ETag:
        """The tag of the rendition with these bytes; without them, one that matches it weakly if it is to last."""
        return rendition_etag(self.original, self.shaping, *([] if body is None else [digest(body)]), lasting=lasting)


def identify(
    stored: StoredObject,
    request: InLanguage,
    options: Options,
    terminology: str,
    service: str = "",
    hints: Hints = NO_HINTS,
) -> Identity:
    """The identity of a rendition of an original.

    `terminology` is the version of the direction's terminology, `service` the translator's `Traits.key`, if any.
    `hints` shape it where no source is named.
    """
    original = ETag.from_header(stored.headers.get("etag", "")) or ETag("unknown")
    content_type, coding = (stored.headers.get(name, "") for name in ("content-type", "content-encoding"))
    choices = {name: choice for name, choice in options.choices().items() if _UNMADE.get(name) != choice}
    shaping = [FORMAT_VERSION, asdict(request.direction), choices, content_type, terminology]
    shaping += filter(None, [service, coding.strip().lower()])
    if request.direction.source == AUTO and hints != NO_HINTS:
        shaping.append(hints._asdict())
    shaped = digest(json.dumps(shaping, sort_keys=True).encode())
    # The same bytes may be a page under one name and plain text under another.
    named = [original.value, stored.headers.get("x-amz-version-id", ""), request.key, shaped]
    return Identity(original, shaped, kept_below(request.key) + digest(json.dumps(named).encode(), digits=64))


def kept_below(key: str) -> str:
    """What the keys of all renditions of an object begin with, and of no other object's: one list finds them.

    It does not tell the object's own key, nor is it longer than a key may be.
    """
    return digest(json.dumps(key).encode(), digits=32) + "/"
