"""What the tests of formats share: documents translated by a function, through the table of formats."""

import time
from collections.abc import Callable, Sequence

from lingopoint.formats.options import Options
from lingopoint.formats.registry import Kind
from lingopoint.unit import Document

FRENCH = Options("fr", "en")


def extracted(name: str, source: str | bytes, options: Options = FRENCH) -> Document:
    """A document of a format."""
    return Kind(name).extract(source if isinstance(source, bytes) else source.encode(), options)


def translated(name: str, source: str | bytes, change: Callable[[str], str], options: Options = FRENCH) -> str:
    """A document with all text changed."""
    document = extracted(name, source, options)
    targets = [tuple(change(part) if isinstance(part, str) else part for part in unit.parts) for unit in document.units]
    return document.splice(targets).data.decode()


def texts(name: str, source: str | bytes, options: Options = FRENCH) -> Sequence[str]:
    """What is sent of a document: the text of each unit, with `_` for a code."""
    units = extracted(name, source, options).units
    return ["".join(part if isinstance(part, str) else part.shown or "_" for part in unit.parts) for unit in units]


def same(text: str) -> str:
    """The identity translation."""
    return text


def seconds(name: str, source: str) -> float:
    """What it takes to read a document and write all of it; UnreadableError goes through."""
    started = time.process_time()
    translated(name, source, str.upper)
    return time.process_time() - started
