"""`lingopoint demo`: everything at once, on this machine: deploy, upload, read in another language, show."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lingopoint_cli import options, prices, terminal
from lingopoint_cli.commands.local import ChosenEngine, Engine
from lingopoint_cli.failures import FILE, Failure, reported

if TYPE_CHECKING:
    from lingopoint_cli.place import Place
    from lingopoint_local.aws.stack import Stack

SAMPLES = Path(__file__).parents[3] / "samples"

_FIRST = "ContactUs/contact-us.txt"
_DOCUMENTS = {
    _FIRST: "contact-us.txt",
    "disclaimer.html": "disclaimer.html",
    "guide.md": "guide.md",
    "catalogue.json": "catalogue.json",
    "captions.vtt": "captions.vtt",
    "welcome.docx": "welcome.docx",
    "manual.txt": "manual.txt",
}
_PAGE = "site/index.html"
_SHOWN = 4
"""Units of each document that are shown; the first document is shown whole."""


@reported
def demo(
    to: Annotated[str, typer.Option("--to", metavar="LANG", help="Language to read the samples in.")] = "pt",
    engine: ChosenEngine = Engine.EMBEDDED,
    state_dir: options.StateOption = None,
) -> None:
    """Deploy the template to a local AWS, and read the samples through the access point in another language.

    Starts the local stack, builds and deploys with SAM, uploads samples/, reads each document as it is and translated,
    by GetObject on the Object Lambda access point, and stops what it started. On a terminal it waits before it stops,
    so that the page of links that it made can be visited.
    """
    with _stack(state_dir, engine) as stack:
        place = options.place("", local=True, state=state_dir)
        terminal.say(_engine(stack))
        for key, name in _DOCUMENTS.items():
            _put(place, key, SAMPLES / name)
        terminal.say(f"GetObject on {place.access_point}\n")
        for key in _DOCUMENTS:
            _show(place, key, to)
        terminal.say(f"{prices.note()} Here nothing was paid.\n")
        terminal.say(f"A page with links in several languages: {_page(place, to)}")
        if sys.stdin.isatty():
            typer.prompt("Press Enter to stop", default="", show_default=False, prompt_suffix=" ")


@contextmanager
def _stack(state: Path | None, engine: Engine) -> Iterator["Stack"]:
    """The local stack, stopped afterwards unless it was running before."""
    from lingopoint_local.aws import stack as local
    from lingopoint_local.failure import StackError

    directory = state or local.DEFAULT_STATE
    was_running = local.status(directory) is not None
    try:
        yield local.up(directory, engine.value, say=terminal.note)
    except StackError as error:
        raise Failure(str(error), FILE) from error
    finally:
        if not was_running:
            local.down(directory)
            terminal.note("stopped")


def _engine(stack: "Stack") -> str:
    """What stands for Amazon Translate here, in its own words."""
    import requests

    health = requests.get(f"{stack.translate_endpoint}/_lingopoint/health", timeout=30).json()
    return f"In place of Amazon Translate: {health['engine']}. {health['description']}"


def _put(place: "Place", key: str, file: Path) -> None:
    from lingopoint_cli.content_types import content_type

    data = file.read_bytes()
    place.s3().put_object(Bucket=place.bucket, Key=key, Body=data, ContentType=content_type(file.name, data))


def _show(place: "Place", key: str, to: str) -> None:
    """One document, as it is stored beside the answer for its tagged key, and what the answer cost."""
    from lingopoint_cli.comparison import Version, pairs, show
    from lingopoint_cli.renditions import fetch

    client = place.s3()
    with terminal.Work(f"reading {key} in {to}"):
        renditions = [fetch(client, place.access_point, each) for each in (key, f"{key}#{to}")]
        versions = [Version(each.key, each.content_type, each.body.read(), each.language) for each in renditions]
    found = pairs(versions[0], versions[1]._replace(key=key))
    shown = found if key == _FIRST else found[:_SHOWN]
    terminal.say(f"── {key}#{to} " + "─" * 40)
    show(terminal.output(), shown)
    if len(found) > len(shown):
        terminal.say(f"… and {len(found) - len(shown)} more.")
    terminal.say(f"{renditions[1].summary()}\n")


def _page(place: "Place", to: str) -> str:
    """Makes the page of links and stores it; the link to it is read through the access point, like any object."""
    from datetime import UTC, datetime

    from lingopoint_cli.links import presigned
    from lingopoint_cli.site import TEMPLATE, build_site, render
    from lingopoint_cli.tags import Wanted

    lasting = timedelta(hours=1)
    wanted = [Wanted(language) for language in dict.fromkeys([to, "es", "fr"])]
    links = build_site(place.signer(), place.access_point, list(_DOCUMENTS), wanted, lasting)
    page = render(
        TEMPLATE.read_text(encoding="utf-8"), "Documents in your language", links, datetime.now(UTC) + lasting
    )
    place.s3().put_object(Bucket=place.bucket, Key=_PAGE, Body=page.encode(), ContentType="text/html; charset=utf-8")
    return presigned(place.signer(), place.access_point, _PAGE, lasting)
