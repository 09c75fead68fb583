"""The language that a document is in, for a file that has to name it."""

from lingopoint.config import Config
from lingopoint.languages import AUTO
from lingopoint.renditions.make import hints
from lingopoint_cli.exchange.original import Opened
from lingopoint_cli.failures import USAGE, Failure

_ENOUGH = 20_000
"""Characters that tell it."""


def source_of(opened: Opened, named: str, config: Config) -> str:
    """The code of the language: named, declared, plain from the text, or configured as the last resort.

    Raises Failure where nothing tells it.
    """
    if named != AUTO:
        return named
    about = hints({"content-language": opened.original.declared}, config)
    declared = about._replace(declared=(opened.language, *about.declared)).language(opened.units)
    found = declared or _detected(opened) or about.fallback
    if not found:
        raise Failure(f"{opened.original.name}: nothing tells its language; give --source", USAGE)
    return found


def _detected(opened: Opened) -> str:
    from lingopoint_local.translate.detect import detect

    guess = detect("\n".join(text.shown for text in opened.texts)[:_ENOUGH])
    return guess.language if guess.confident else ""
