"""What `lingopoint demo` shows: a local stack for a while, the samples stored in it, and a page of links to them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from lingopoint_cli.asking import Asking
from lingopoint_cli.objects.links import presigned
from lingopoint_cli.objects.site import site_page
from lingopoint_cli.objects.store import store_file
from lingopoint_cli.tags import Wanted
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

_PAGE = "site/index.html"
_LASTING = timedelta(hours=1)


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
            local.down(directory)
            say("stopped")


def engine_in_words(stack: "Stack") -> str:
    """What stands for Amazon Translate in a local stack, in its own words."""
    import requests

    health = requests.get(f"{stack.translate_endpoint}/_lingopoint/health", timeout=30).json()
    return f"{health['engine']}. {health['description']}"


def store_samples(place: "Place") -> None:
    """Store each sample under its key."""
    for key, name in DOCUMENTS.items():
        store_file(place, SAMPLES / name, key)


def store_page(place: "Place", language: str) -> str:
    """Store a page of links to the samples; the link to it is read through the access point, like any object."""
    wanted = [Wanted(each) for each in dict.fromkeys([language, "es", "fr"])]
    page = site_page(place, list(DOCUMENTS), wanted, _LASTING)
    place.s3().put_object(Bucket=place.bucket, Key=_PAGE, Body=page, ContentType="text/html; charset=utf-8")
    return presigned(place.signer(), place.access_point, Asking(_PAGE), _LASTING)
