"""The permission matrix: what the function answers each reader, by what the engine decided of S3's questions.

The answers are the handler's own; the decisions, kept in decisions.json, are those of a policy engine, which
test_engine.py holds them to.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lingopoint.config import Config
from lingopoint.handlers.event import key_of
from lingopoint.ports import ConditionalOrigin, Origin, StoredObject
from lingopoint_in_memory import DictOrigin
from tests.rights.policies import KEY, READERS, TAGGED, Reader
from tests.support import FORBIDDEN, NO_SUCH_KEY, SUPPORTING, World, event_for, shouting

KEPT = Path(__file__).parent / "decisions.json"

MODES: Mapping[str, Config] = {
    "strict": Config(caller_check="strict"),
    "tagged": Config(),
    "off": Config(caller_check="off"),
    "below others": Config(tagged_prefixes=("public/",)),
}
WAYS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "tagged": (TAGGED, "", {}),
    "`?lang=`": (KEY, "?lang=fr", {}),
    "header": (KEY, "", {"x-lingopoint-language": "fr"}),
    "untagged": (KEY, "", {}),
    "version": (KEY, "?versionId=1&lang=fr", {}),
}
"""A request's key, query and headers."""

HEAD = (
    *("the policy allows", "the original", "tagged, `strict`", "tagged, `tagged`", "tagged, `off`"),
    *("tagged, not below `TaggedPrefixes`",),
    *("`?lang=`", "header", "untagged", "version"),
)


@dataclass
class Way(World):
    """The world of one reader, as the engine's decisions have it.

    `listing_is_enough` is the unknown: whether S3 says 404 to everyone who may list, or to those of them only who may
    also get that very key.
    """

    may: Mapping[str, bool] = field(default_factory=dict)
    encrypted: bool = False
    version: bool = False
    listing_is_enough: bool = True

    def presigned(self, url: str, headers: Mapping[str, str], method: str) -> ConditionalOrigin:
        """What S3 says to the reader."""
        key = key_of(url, SUPPORTING)
        return DictOrigin({key: self._original() if key == KEY else self._tagged()}, key)

    def original(self, access_point: str, key: str, parameters: Mapping[str, str]) -> Origin:
        """What S3 says to the function, whose role can read nothing but what lies below the prefixes."""
        readable = key.startswith(self.config.tagged_prefixes or ("",))
        return DictOrigin(self.objects if readable else {key: FORBIDDEN}, key)

    def _original(self) -> StoredObject:
        get = self.may["get its version" if self.version else "get the original"]
        return self.objects[KEY] if get and (self.may["decrypt"] or not self.encrypted) else FORBIDDEN

    def _tagged(self) -> StoredObject:
        told = self.may["list"] and (self.listing_is_enough or self.may["get the tagged key"])
        return NO_SUCH_KEY if told else FORBIDDEN


@cache
def kept_decisions() -> Mapping[str, Mapping[str, bool]]:
    """What the engine decided, for each reader."""
    decisions: Mapping[str, Mapping[str, bool]] = json.loads(KEPT.read_text(encoding="utf-8"))
    return decisions


def may_read(reader: Reader) -> bool:
    """Whether the reader's policy opens the original itself, by S3 alone."""
    may = kept_decisions()[reader.says]
    return may["get the original"] and (may["decrypt"] or not reader.encrypted)


def answers(reader: Reader, mode: str, way: str) -> tuple[int, int]:
    """The statuses of a request: where S3 says 404 to everyone who may list, and where not."""
    one, other = (_answer(reader, mode, way, listing_is_enough=rule) for rule in (True, False))
    return one, other


def _answer(reader: Reader, mode: str, way: str, *, listing_is_enough: bool) -> int:
    may = kept_decisions()[reader.says]
    key, query, headers = WAYS[way]
    if not (may["call for a version" if "versionId" in query else "call"] and may["invoke"]):
        return 403  # said by S3 Object Lambda, before the function is invoked
    world = Way(
        translator=shouting(),
        config=MODES[mode],
        may=may,
        encrypted=reader.encrypted,
        version="versionId" in query,
        listing_is_enough=listing_is_enough,
    )
    world.put(KEY, b"A plan.", etag='"1"')
    return world.get(event_for(key, query=query, headers=headers)).status


def rows() -> Iterator[tuple[str, ...]]:
    """A row of cells for each reader. What a reader gets without having the right to the original is in bold."""
    for reader in READERS:
        tagged = [_cell(reader, mode, "tagged") for mode in MODES]
        own = [_cell(reader, "strict", way) for way in WAYS if way != "tagged"]
        yield reader.says, "yes" if may_read(reader) else "no", *tagged, *own


def _cell(reader: Reader, mode: str, way: str) -> str:
    statuses = dict.fromkeys(answers(reader, mode, way))
    return " or ".join(
        f"**{status}**" if status == 200 and not may_read(reader) else str(status) for status in statuses
    )
