"""`lingopoint cost`: what translating would cost, before anyone pays."""

import json
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lingopoint_cli import options, prices, terminal
from lingopoint_cli.failures import USAGE, Failure, reported
from lingopoint_cli.tags import Wanted
from lingopoint_cli.wording import counted

if TYPE_CHECKING:
    from lingopoint_cli.estimate import Estimate, Figures


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
    from lingopoint_cli.objects.survey import surveyed, with_choices

    codes = _codes(to or [])
    place = options.place(stack, local=local, state=state_dir, bucket=bucket)
    config = with_choices(place.config, formality.value if formality else "", source, terminology)
    with terminal.working(f"listing {prefix}") as work:
        survey = surveyed(place, prefix, codes, config, memory=memory, now=work.now)
    if survey.fault:
        terminal.note(f"lingopoint: the translation memory could not be read ({survey.fault}); counted without it")
    if as_json:
        terminal.say(json.dumps(_as_json(place.bucket, prefix, survey.counts, survey.estimate), indent=2))
        return
    terminal.table(_COLUMNS, _rows(survey.estimate))
    terminal.note(f"s3://{place.bucket}/{prefix}: {_in_words(survey.counts)}")
    terminal.note(prices.note())


def _codes(to: list[str]) -> list[str]:
    """Amazon Translate's codes of the languages, each once. Raises Failure where there are none, or unknown ones."""
    tags = [tag.strip() for item in to for tag in item.split(",") if tag.strip()]
    if not tags:
        raise Failure("no language: give --to", USAGE)
    return list(dict.fromkeys(Wanted(tag).code for tag in tags))


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
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in counts.items() if number)
    return f"{counted(counts.total(), 'object')}{f': {kinds}' if kinds else ''}"
