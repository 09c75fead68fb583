"""What `lingopoint demo` shows: a local stack for a while, and the samples stored in it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lingopoint import languages
from lingopoint_cli.failures import USAGE, Failure
from lingopoint_cli.objects.store import store_file
from lingopoint_local.aws import stack as local
from lingopoint_local.project import SAMPLES

if TYPE_CHECKING:
    from lingopoint_cli.place import Place
    from lingopoint_local.aws.stack import Stack

FIRST = "ContactUs/contact-us.txt"
DOCUMENTS = {
    FIRST: "contact-us.txt",
    "disclaimer.html": "disclaimer.html",
    "guide.md": "guide.md",
    "catalogue.json": "catalogue.json",
    "captions.vtt": "captions.vtt",
    "welcome.docx": "welcome.docx",
    "leaflet.odt": "leaflet.odt",
    "booklet.epub": "booklet.epub",
    "courses.ics": "courses.ics",
    "oil.ipynb": "oil.ipynb",
    "manual.txt": "manual.txt",
}
"""The samples, by the keys they are stored under."""


@contextmanager
def borrowed_stack(state: Path | None, engine: str, say: Callable[[str], None]) -> Iterator["Stack"]:
    """The local stack, stopped afterwards unless it was running before. Raises StackError."""
    directory = state or local.DEFAULT_STATE
    running = local.status(directory)
    parameters = [f"{name}={value}" for name, value in running.parameters.items()] if running else []
    try:
        yield local.up(directory, engine, say=say, parameters=parameters)
    finally:
        if running is None:
            say("stopping")
            local.down(directory)
            say("stopped")


def engine_of(stack: "Stack") -> dict[str, Any]:
    """What stands for Amazon Translate in a local stack: its name (`engine`), `description` and `pairs`."""
    import requests

    health: dict[str, Any] = requests.get(f"{stack.translate_endpoint}/_lingopoint/health", timeout=30).json()
    return health


def require_pair(translator: Mapping[str, Any], to: str) -> None:
    """Raises Failure where an engine (see `engine_of`) cannot translate the samples, which are in English."""
    pairs = [str(pair).partition("-") for pair in translator["pairs"]]
    targets = sorted(target for source, _, target in pairs if source == "en")
    if not any(source == "*" for source, *_ in pairs) and languages.match(to) not in targets:
        raise Failure(f"the engine {translator['engine']} has no {to} from English; it has {', '.join(targets)}", USAGE)


def store_samples(place: "Place") -> None:
    """Store each sample under its key."""
    for key, name in DOCUMENTS.items():
        store_file(place, SAMPLES / name, key)
