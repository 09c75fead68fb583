"""`lingopoint demo`: everything at once, on this machine: deploy, upload, read in another language, show."""

import os
import sys
import webbrowser
from typing import TYPE_CHECKING, Annotated

import typer

from lingopoint_cli import options, prices, terminal
from lingopoint_cli.failures import reported

if TYPE_CHECKING:
    from lingopoint_cli.demonstration.readings import Readings
    from lingopoint_cli.place import Place

_SHOWN = 4
"""Units of each document that are shown; the first document is shown whole."""


@reported
def demo(
    to: Annotated[str, typer.Option("--to", metavar="LANG", help="Language to read the samples in.")] = "pt",
    wait: Annotated[
        bool | None,
        typer.Option(
            "--wait/--no-wait",
            help="Serve a website that shows it all, until Enter is pressed.",
            show_default="on a terminal",
        ),
    ] = None,
    port: Annotated[int, typer.Option(help="Port of that website on 127.0.0.1; 0 takes a free one.")] = 0,
    engine: options.LocalEngineOption = None,
    state_dir: options.StateOption = None,
) -> None:
    """Deploy the template to a local AWS, and read the samples through the access point in another language.

    Starts the local stack, builds and deploys with SAM, uploads samples/, reads each document as it is and translated,
    by GetObject on the Object Lambda access point, and stops what it started. On a terminal it opens a website first,
    with every document beside its translation and what it cost, and stops when Enter is pressed.
    """
    from lingopoint_cli.demonstration.readings import Readings
    from lingopoint_cli.objects import showcase
    from lingopoint_cli.tags import Wanted

    Wanted(to)  # a language that nobody has is told before anything is started
    with showcase.borrowed_stack(state_dir, engine or "", terminal.note) as stack:
        place = options.place("", local=True, state=state_dir)
        translator = showcase.engine_of(stack)
        showcase.require_pair(translator, to)
        terminal.say(f"In place of Amazon Translate: {translator['engine']}. {translator['description']}")
        showcase.store_samples(place)
        terminal.say(f"GetObject on {place.access_point}\n")
        for key in showcase.DOCUMENTS:
            _show(place, key, to, whole=key == showcase.FIRST)
        terminal.say(f"{prices.note()} Here nothing was paid.\n")
        if terminal.attended() if wait is None else wait:
            _serve(Readings(place, translator, showcase.DOCUMENTS), stack.web_url, port)


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


def _serve(readings: "Readings", web_url: str, port: int) -> None:
    """The website, until Enter is pressed or there is nobody to press it."""
    from lingopoint_cli.demonstration.server import demonstration

    with demonstration(readings, web_url, port) as address:
        terminal.say(f"All of it in a browser: {address}")
        if terminal.attended() and _has_windows():
            webbrowser.open(address)
        terminal.note("Press Enter to stop")
        sys.stdin.readline()


def _has_windows() -> bool:
    """Whether a browser would have a window of its own; elsewhere one in text may be opened, in this very terminal."""
    return sys.platform == "darwin" or any(name in os.environ for name in ("DISPLAY", "WAYLAND_DISPLAY"))
