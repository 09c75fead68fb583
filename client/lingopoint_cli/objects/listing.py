"""The originals of a bucket, each with the languages that its owner translated it into."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from lingopoint.config import Config
from lingopoint.renditions.request import AsStored, parse_request

if TYPE_CHECKING:
    from lingopoint_cli.place import Place

_BEHIND_TAGS = "$"
"""The sign after `#`: keys that go on with it stand behind all tagged ones."""


class Listed(NamedTuple):
    """An original. `reviewed` are the tags under which translations of its owner's own are stored, in order."""

    key: str
    size: int
    changed: datetime
    reviewed: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "key": self.key,
            "size": self.size,
            "last_modified": self.changed.isoformat(),
            "reviewed": list(self.reviewed),
        }


def listed(place: "Place", prefix: str) -> Iterator[Listed]:
    """The originals below a prefix, in S3's order. A translation without its original is an original by itself.

    Raises botocore's errors.
    """
    waiting: deque[Listed] = deque()
    config = Config()
    for page in place.s3().get_paginator("list_objects_v2").paginate(Bucket=place.bucket, Prefix=prefix):
        for found in page.get("Contents", []):
            while waiting and found["Key"] > f"{waiting[0].key}{_BEHIND_TAGS}":
                yield waiting.popleft()
            key, _, tag = found["Key"].rpartition("#")
            is_tagged = not isinstance(parse_request(found["Key"], None, config), AsStored)
            at = next((number for number, each in enumerate(waiting) if each.key == key), None) if is_tagged else None
            if at is None:
                waiting.append(Listed(found["Key"], found["Size"], found["LastModified"], ()))
            else:
                waiting[at] = waiting[at]._replace(reviewed=(*waiting[at].reviewed, tag))
    yield from waiting
