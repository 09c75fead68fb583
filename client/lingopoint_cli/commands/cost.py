"""`lingopoint cost`: what translating would cost, before anyone pays."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lingopoint_cli import options, prices, terminal
from lingopoint_cli.failures import USAGE, Failure, reported
from lingopoint_cli.renditions import counted
from lingopoint_cli.tags import Wanted

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

    from lingopoint.config import Config
    from lingopoint_cli.estimate import Estimate, Figures
    from lingopoint_cli.memory.table import Faults
    from lingopoint_cli.place import Place

_KINDS = ("translatable", "untranslatable", "unreadable")
_HEAD = 64 * 1024
_GONE = {"NoSuchKey", "InvalidObjectState"}
"""S3's codes for an object that was removed meanwhile, and for one in an archive."""


@reported
def cost(
    prefix: Annotated[
        str, typer.Argument(metavar="PREFIX", help="Beginning of the keys. All of the bucket if left out.")
    ] = "",
    to: Annotated[
        list[str] | None,
        typer.Option("--to", metavar="LANG,...", help="Languages, separated by commas; may be repeated."),
    ] = None,
    formality: options.FormalityOption = None,
    source: options.SourceOption = "",
    terminology: options.TerminologyOption = "",
    memory: Annotated[
        bool,
        typer.Option("--memory/--no-memory", help="Take off what the stack's translation memory holds already."),
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Write the figures as JSON.")] = False,
    bucket: options.BucketOption = "",
    stack: options.StackOption = "",
    local: options.LocalOption = False,
    state_dir: options.StateOption = None,
) -> None:
    """Estimate what translating objects would cost, before anyone pays.

    Reads the objects and does all that the access point would do, but sends nothing to Amazon Translate. Each text
    counts once a language, however many objects hold it. "Sent whole" is for comparison: each object translated once
    with every character of it, markup and all.

    \b
    Not in it:
      text that has to be sent again because it came back damaged
      objects already in the language, which only Amazon Translate can tell
      renditions that are kept: reading those again costs nothing
      S3, Lambda and DynamoDB; office documents under "sent whole"

    Formality, source and terminology are the stack's where they are not given.

    \b
    Examples:
      lingopoint cost docs/ --to fr,de --stack lingopoint
      lingopoint cost --to pt --bucket my-pages --json
    """
    codes = _codes(to or [])
    place = options.place(stack, local=local, state=state_dir, bucket=bucket)
    config = _config(place.config, formality, source, terminology)
    counts, estimate = _estimated(place, prefix, codes, config, memory=memory)
    if as_json:
        terminal.say(json.dumps(_as_json(place.bucket, prefix, counts, estimate), indent=2))
        return
    terminal.table(_COLUMNS, _rows(estimate))
    terminal.note(f"s3://{place.bucket}/{prefix}: {_in_words(counts)}")
    terminal.note(prices.note())


def _codes(to: list[str]) -> list[str]:
    """Amazon Translate's codes of the languages, each once. Raises Failure where there are none, or unknown ones."""
    tags = [tag.strip() for item in to for tag in item.split(",") if tag.strip()]
    if not tags:
        raise Failure("no language: give --to", USAGE)
    return list(dict.fromkeys(Wanted(tag).code for tag in tags))


def _config(config: "Config", formality: options.Formality | None, source: str, terminology: str) -> "Config":
    """The stack's configuration with what was given instead."""
    wanted = Wanted("en", source=source).direction(terminology)
    return replace(
        config,
        source_language=wanted.source if source else config.source_language,
        formality=formality.value if formality else config.formality,
        terminology=terminology or config.terminology,
    )


def _estimated(
    place: "Place", prefix: str, codes: list[str], config: "Config", *, memory: bool
) -> tuple[Counter[str], "Estimate"]:
    """How many objects there are of which kind, and what they cost."""
    from lingopoint_cli.estimate import reviewed_languages
    from lingopoint_cli.memory.table import Faults

    client, faults, counts = place.s3(), Faults(), Counter(dict.fromkeys(_KINDS, 0))
    estimate = _estimate(place, codes, config, faults if memory else None)
    with terminal.working(f"listing {prefix}") as work:
        originals, reviewed = reviewed_languages(_keys(client, place.bucket, prefix))
        for number, key in enumerate(originals, 1):
            work.now(f"{number} of {len(originals)}: {key}")
            read = _read(client, place.bucket, key, config.max_object_size)
            if read is None:
                counts["unreadable"] += 1
            elif estimate.add(key, *read, reviewed.get(key, ())):
                counts["translatable"] += 1
            else:
                counts["untranslatable"] += 1
    if faults.found:
        terminal.note(f"lingopoint: the translation memory could not be read ({faults.found[0]}); counted without it")
    return counts, estimate


def _estimate(place: "Place", codes: list[str], config: "Config", faults: "Faults | None") -> "Estimate":
    """An empty estimate, above the stack's memory unless `faults` is None or there is none."""
    from lingopoint.adapters.dynamodb_memory import DynamoMemory
    from lingopoint.adapters.nothing import NoMemory
    from lingopoint_cli.estimate import Estimate
    from lingopoint_cli.memory.table import terminology_version

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
    from botocore.exceptions import ClientError

    from lingopoint.formats import registry
    from lingopoint.formats.options import UnreadableError

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


def _as_json(bucket: str, prefix: str, counts: Counter[str], estimate: "Estimate") -> dict[str, Any]:
    return {
        "bucket": bucket,
        "prefix": prefix,
        "objects": counts,
        "languages": {language: figures.to_json() for language, figures in estimate.figures.items()},
        "total": estimate.total.to_json(),
        "prices": {name: {**price._asdict(), "dollars": float(price.dollars)} for name, price in prices.PRICES.items()},
    }


_COLUMNS = ("Language", "Units", "Characters", "Known", "Billed", "Calls", "Price", "Sent whole")


def _rows(estimate: "Estimate") -> list[tuple[str, ...]]:
    """The table: a line for each language, and where there are several, one for all."""
    rows = list(estimate.figures.items())
    if len(rows) > 1:
        rows.append(("all", estimate.total))
    return [(language, *_cells(figures)) for language, figures in rows]


def _cells(figures: "Figures") -> tuple[str, ...]:
    cost = figures.cost
    numbers = (cost.units, cost.needed, cost.remembered, cost.billed, cost.calls)
    asked = (prices.translation(cost.billed), prices.translation(figures.whole))
    return (*(f"{number:,}" for number in numbers), *map(prices.in_words, asked))


def _in_words(counts: Counter[str]) -> str:
    """`12 objects: 10 translatable, 2 untranslatable`."""
    kinds = ", ".join(f"{counts[kind]:,} {kind}" for kind in _KINDS if counts[kind])
    return f"{counted(counts.total(), 'object')}{f': {kinds}' if kinds else ''}"
