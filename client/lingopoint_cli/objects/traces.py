"""What is left of a document in a stack: what was kept of it, what says the same, and what is its owner's."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from botocore.exceptions import ClientError

from lingopoint.adapters.dynamodb_memory import Entry
from lingopoint.adapters.s3_renditions import CLAIMS, RENDITIONS
from lingopoint.adapters.system_clock import SystemClock
from lingopoint.config import Config
from lingopoint.errors import LingopointError
from lingopoint.ports import NO_ORIGINALS, StoredObject, TranslatedText
from lingopoint.renditions.identity import kept_below
from lingopoint.renditions.request import AsStored, parse_request
from lingopoint.translation import Pace, Tools
from lingopoint.translation.wire import Wire
from lingopoint_cli.estimate import Echo, rehearsed
from lingopoint_cli.failures import DENIED, REFUSED, Failure
from lingopoint_cli.memory.erasing import Texts, erase, units_of

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import ObjectIdentifierTypeDef

    from lingopoint_cli.place import Place

_ANY_TWO = ("en", "fr")
"""Languages to prepare a document for: one that is in the first already has texts for the second."""
_MOST_DELETED = 1000
"""Objects of one DeleteObjects (S3 API reference)."""
_IN_AN_ARCHIVE = "InvalidObjectState"


class Version(NamedTuple):
    """A version of an object; `version` is `null` where its bucket keeps none."""

    key: str
    version: str


class Original(NamedTuple):
    """A version of the document."""

    stored: Version
    texts: frozenset[Wire] | None
    """None where nobody can read it: it is in an archive, or nothing that is translated."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What there is of one document.

    `kept` are keys in the bucket of renditions, `units` those of the memory. `originals` and `translations` are its
    owner's.
    """

    kept: Sequence[str]
    units: Sequence[Entry]
    originals: Sequence[Original]
    translations: Sequence[Version]

    @property
    def renditions(self) -> int:
        """How many translations are kept."""
        return sum(key.startswith(RENDITIONS) for key in self.kept)

    @property
    def claims(self) -> int:
        """How many translations are being made, or were."""
        return len(self.kept) - self.renditions

    @property
    def unread(self) -> int:
        """How many versions nobody could read, and whose texts are therefore not known."""
        return sum(original.texts is None for original in self.originals)

    def units_to_erase(self, *, reviewed: bool) -> list[Entry]:
        """Those of machines, and with `reviewed` those of people as well."""
        return [unit for unit in self.units if reviewed or not unit.reviewed]


def traces(place: "Place", key: str, *, memory: bool) -> Traces:
    """What there is of the document under a key. `memory` is whether its texts are looked for in the memory, too.

    Raises Failure, and botocore's errors.
    """
    client, config = place.s3(), place.config
    kept = list(_kept(client, config.rendition_bucket, key)) if config.rendition_bucket else []
    looked_for = memory and bool(config.memory_table)
    originals = list(_originals(client, place.bucket, key, config, read=looked_for))
    texts = Texts(frozenset().union(*(original.texts or () for original in originals)))
    units = units_of(place, texts) if looked_for and texts.wires else []
    return Traces(kept, units, originals, list(_translations(client, place.bucket, key)))


def remove(place: "Place", found: Traces, units: Sequence[Entry], *, original: bool) -> None:
    """Delete what is kept, and these units; with `original` what is the owner's as well, and ahead of it.

    Raises Failure, and botocore's errors.
    """
    client = place.s3()
    if original:
        owned = [*(each.stored for each in found.originals), *found.translations]
        _delete(client, place.bucket, [{"Key": each.key, "VersionId": each.version} for each in owned])
    _delete(client, place.config.rendition_bucket, [{"Key": key} for key in found.kept])
    if units:
        erase(place, units)


def _delete(client: "S3Client", bucket: str, objects: "Sequence[ObjectIdentifierTypeDef]") -> None:
    for start in range(0, len(objects), _MOST_DELETED):
        some = objects[start : start + _MOST_DELETED]
        answer = client.delete_objects(Bucket=bucket, Delete={"Objects": some, "Quiet": True})
        for error in answer.get("Errors", []):
            code = DENIED if error.get("Code") == "AccessDenied" else REFUSED
            raise Failure(f"{bucket}: {error.get('Code')}: {error.get('Message')}", code)


def _kept(client: "S3Client", bucket: str, key: str) -> Iterator[str]:
    pages = client.get_paginator("list_objects_v2")
    for prefix in (RENDITIONS, CLAIMS):
        for page in pages.paginate(Bucket=bucket, Prefix=prefix + kept_below(key)):
            yield from (each["Key"] for each in page.get("Contents", []))


def _translations(client: "S3Client", bucket: str, key: str) -> Iterator[Version]:
    """The owner's own translations: what is stored under the document's key with a tag."""
    for found in _versions(client, bucket, f"{key}#"):
        tagged = not isinstance(parse_request(found.key, None, Config()), AsStored)
        if tagged and found.key.rpartition("#")[0] == key:
            yield found


def _originals(client: "S3Client", bucket: str, key: str, config: Config, *, read: bool) -> Iterator[Original]:
    # A list begins with the key that is its prefix.
    for found in takewhile(lambda each: each.key == key, _versions(client, bucket, key)):
        yield Original(found, _texts(client, bucket, found, config) if read else frozenset())


def _versions(client: "S3Client", bucket: str, prefix: str) -> Iterator[Version]:
    for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix):
        yield from (Version(each["Key"], each["VersionId"]) for each in page.get("Versions", []))


def _texts(client: "S3Client", bucket: str, found: Version, config: Config) -> frozenset[Wire] | None:
    try:
        answer = client.get_object(Bucket=bucket, Key=found.key, VersionId=found.version)
    except ClientError as error:
        if error.response["Error"]["Code"] == _IN_AN_ARCHIVE:
            return None
        raise
    with closing(answer["Body"]) as body:
        return _said(found.key, answer["ResponseMetadata"]["HTTPHeaders"], body.read(), config)


def _said(key: str, headers: Mapping[str, str], body: bytes, config: Config) -> frozenset[Wire] | None:
    """The texts of an object, as the function would send them; None where it would translate nothing."""
    heard = _Heard()
    tools = Tools(Echo(""), SystemClock(), Pace(1), heard)
    try:
        for language in _ANY_TWO:
            rehearsed(key, StoredObject(200, headers, BytesIO(body)), language, config, tools)
    except LingopointError:
        return None
    return frozenset(heard.texts) or None


class _Heard:
    """A memory that remembers nothing but what there was to translate."""

    def __init__(self) -> None:
        self.texts: set[Wire] = set()

    def get(self, keys: Sequence[str]) -> Mapping[str, TranslatedText]:  # noqa: ARG002  as the port has it
        """See `Memory.get`."""
        return {}

    def put(self, items: Mapping[str, TranslatedText], originals: Mapping[str, str] = NO_ORIGINALS) -> None:  # noqa: ARG002  as the port has it
        """See `Memory.put`."""
        self.texts.update(map(Wire, originals.values()))

    def flush(self) -> None:
        """See `Memory.flush`."""
