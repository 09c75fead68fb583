"""The objects of a bucket, read for an estimate of what their translation would cost."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from lingopoint.adapters.dynamodb_memory import DynamoMemory
from lingopoint.adapters.nothing import NoMemory
from lingopoint.config import Config
from lingopoint.formats import registry
from lingopoint.formats.options import UnreadableError
from lingopoint_cli.estimate import Estimate, reviewed_languages
from lingopoint_cli.memory.table import Faults, terminology_version
from lingopoint_cli.tags import Wanted

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

    from lingopoint_cli.place import Place

KINDS = ("translatable", "untranslatable", "unreadable")
_HEAD = 64 * 1024
_GONE = {"NoSuchKey", "InvalidObjectState"}
"""S3's codes for an object that was removed meanwhile, and for one in an archive."""


@dataclass(frozen=True, slots=True)
class Survey:
    """How many objects there are of which kind, and what they cost.

    `fault` is the first that the translation memory met, and was counted without from then on; empty for none.
    """

    estimate: Estimate
    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(KINDS, 0)))
    fault: str = ""


def surveyed(
    place: "Place", prefix: str, codes: Sequence[str], config: Config, *, memory: bool, now: Callable[[str], None]
) -> Survey:
    """Read every object below a prefix and count it, once a language of `codes`. `now` is told what is being read.

    `memory` takes off what the stack's translation memory holds. Raises Failure, and botocore's errors.
    """
    client, faults = place.s3(), Faults()
    found = Survey(_estimate(place, codes, config, faults if memory else None))
    originals, reviewed = reviewed_languages(_keys(client, place.bucket, prefix))
    for number, key in enumerate(originals, 1):
        now(f"{number} of {len(originals)}: {key}")
        read = _read(client, place.bucket, key, config.max_object_size)
        if read is None:
            found.counts["unreadable"] += 1
        elif found.estimate.add(key, *read, reviewed.get(key, ())):
            found.counts["translatable"] += 1
        else:
            found.counts["untranslatable"] += 1
    return replace(found, fault=str(faults.found[0]) if faults.found else "")


def with_choices(config: Config, formality: str, source: str, terminology: str) -> Config:
    """A stack's configuration with what was given instead. Raises Failure for an unknown language."""
    wanted = Wanted("en", source=source).direction(terminology)
    return replace(
        config,
        source_language=wanted.source if source else config.source_language,
        formality=formality or config.formality,
        terminology=terminology or config.terminology,
    )


def _estimate(place: "Place", codes: Sequence[str], config: Config, faults: Faults | None) -> Estimate:
    """An empty estimate, above the stack's memory unless `faults` is None or there is none."""
    if faults is None or not (config.memory and config.memory_table):
        return Estimate(codes, config, NoMemory())
    memory = DynamoMemory(place.dynamodb(), config.memory_table, faults)
    return Estimate(codes, config, memory, terminology_version(place, config.terminology))


def _keys(client: "S3Client", bucket: str, prefix: str) -> Iterator[str]:
    """The keys below a prefix, without the empty objects that consoles make of folders."""
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for found in page.get("Contents", []):
            if not found["Key"].endswith("/"):
                yield found["Key"]


def _read(client: "S3Client", bucket: str, key: str, most: int) -> tuple[dict[str, str], bytes] | None:
    """The headers of an object and its body, or the beginning of one that will not be translated.

    None for an object that is no longer there, or in an archive. Raises botocore's errors.
    """
    try:
        answer = client.get_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] in _GONE:
            return None
        raise
    headers = answer["ResponseMetadata"]["HTTPHeaders"]
    with closing(answer["Body"]) as body:
        data = body.read(_HEAD)
        try:
            registry.detect(answer.get("ContentType", ""), key, data)
        except UnreadableError:
            return headers, data
        return headers, data + (body.read() if answer["ContentLength"] <= most else b"")
