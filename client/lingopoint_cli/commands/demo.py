"""`lingopoint demo`: everything at once, on this machine: deploy, upload, read in another language, show."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from lingopoint_cli import options, prices, terminal
from lingopoint_cli.failures import reported

if TYPE_CHECKING:
    from lingopoint_cli.place import Place

_SHOWN = 4
"""Units of each document that are shown; the first document is shown whole."""


@reported
def demo(
    to: Annotated[str, typer.Option("--to", metavar="LANG", help="Language to read the samples in.")] = "pt",
    engine: options.LocalEngineOption = None,
    state_dir: options.StateOption = None,
) -> None:
    """Deploy the template to a local AWS, and read the samples through the access point in another language.

    Starts the local stack, builds and deploys with SAM, uploads samples/, reads each document as it is and translated,
    by GetObject on the Object Lambda access point, and stops what it started. On a terminal it waits before it stops,
    so that the page of links that it made can be visited.
    """
    from lingopoint_cli.objects import showcase

    with showcase.borrowed_stack(state_dir, engine or "", terminal.note) as stack:
        place = options.place("", local=True, state=state_dir)
        terminal.say(f"In place of Amazon Translate: {showcase.engine_in_words(stack)}")
        showcase.store_samples(place)
        terminal.say(f"GetObject on {place.access_point}\n")
        for key in showcase.DOCUMENTS:
            _show(place, key, to, whole=key == showcase.FIRST)
        terminal.say(f"{prices.note()} Here nothing was paid.\n")
        terminal.say(f"A page with links in several languages: {showcase.store_page(place, to)}")
        if sys.stdin.isatty():
            typer.prompt("Press Enter to stop", default="", show_default=False, prompt_suffix=" ")


def _show(place: "Place", key: str, to: str, *, whole: bool) -> None:
    """One document, as it is stored beside the answer in a language, and what the answer cost."""
    from lingopoint_cli.objects.comparison import compared
    from lingopoint_cli.tags import Wanted

    with terminal.working(f"reading {key} in {to}") as work:
        found = compared(place.reader(), place.access_point, key, Wanted(to), work.note)
    pairs = found.pairs()
    shown = pairs if whole else pairs[:_SHOWN]
    terminal.say(f"── {found.answer.key} " + "─" * 40)
    terminal.side_by_side(shown)
    if len(pairs) > len(shown):
        terminal.say(f"… and {len(pairs) - len(shown)} more.")
    terminal.say(f"{found.answer.summary()}\n")
