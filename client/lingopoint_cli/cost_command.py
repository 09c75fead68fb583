"""`lingopoint cost`: what translating would cost, before anyone pays."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from lingopoint_cli import options, prices, terminal
from lingopoint_cli.failures import USAGE, Failure, reported
from lingopoint_cli.tags import Wanted

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

    from lingopoint.config import Config
    from lingopoint.ports import Memory
    from lingopoint_cli.estimate import Estimate
    from lingopoint_cli.place import Place

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
    terminal.table(*_rows(estimate))
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
) -> tuple[dict[str, int], "Estimate"]:
    """How many objects there are of which kind, and what they cost."""
    from lingopoint_cli.estimate import Estimate, reviewed_languages
    from lingopoint_cli.memory import Faults

    client, faults = place.s3(), Faults()
    known = _memory(place, config, faults, wanted=memory)
    estimate = Estimate(codes, config, known, place.translator() if config.terminology else None)
    counts = {"objects": 0, "translatable": 0, "untranslatable": 0, "unread": 0}
    with terminal.working(f"listing {prefix}") as work:
        originals, reviewed = reviewed_languages(_keys(client, place.bucket, prefix))
        for number, key in enumerate(originals, 1):
            work.now(f"{number} of {len(originals)}: {key}")
            read = _read(client, place.bucket, key, config.max_object_size)
            if read is None:
                kind = "unread"
            else:
                kind = "translatable" if estimate.add(key, *read, reviewed.get(key, ())) else "untranslatable"
            counts["objects"] += 1
            counts[kind] += 1
    if faults.found:
        terminal.note(f"lingopoint: the translation memory could not be read ({faults.found[0]}); counted without it")
    return counts, estimate


def _memory(place: "Place", config: "Config", faults: "Faults", *, wanted: bool) -> "Memory":
    from lingopoint.adapters.dynamodb_memory import DynamoMemory
    from lingopoint.adapters.in_memory import DictMemory

    if not (wanted and config.memory and config.memory_table):
        return DictMemory(None)
    return DynamoMemory(place.dynamodb(), config.memory_table, faults)
