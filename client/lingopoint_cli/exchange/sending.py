"""A document on its way to translators."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lingopoint.config import Config
from lingopoint.languages import AUTO
from lingopoint.renditions.make import extraction
from lingopoint_cli.content_types import content_type as type_of
from lingopoint_cli.exchange import names
from lingopoint_cli.exchange.languages import source_of
from lingopoint_cli.exchange.notes import notes
from lingopoint_cli.exchange.original import Opened, Original
from lingopoint_cli.exchange.stored import read_original
from lingopoint_cli.exchange.writing import Job, write
from lingopoint_cli.failures import FILE, USAGE, Failure
from lingopoint_cli.files import streams
from lingopoint_cli.memory.holding import Held, held_for
from lingopoint_cli.memory.table import stack_direction, terminology_version

if TYPE_CHECKING:
    from lingopoint_cli.place import Place
    from lingopoint_cli.tags import Wanted

_NOTE = (
    "Codes stand for markup and for what programs fill in: each belongs into the translation once. `lingopoint import` "
    "puts the finished file back."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that is written piece by piece: what it is of, its languages, and what the memory held, by unit."""

    name: str
    source: str
    target: str
    units: int
    held: dict[int, Held]
    chunks: Iterator[bytes]


def sent_file(
    path: Path, wanted: "Wanted", content_type: str, include: tuple[str, ...], exclude: tuple[str, ...]
) -> Sent:
    """A file of this machine, or standard input. Raises Failure, and OSError."""
    data, config = streams.read(path), Config(include=include, exclude=exclude)
    if streams.is_standard(path):
        return _sent(Original("standard input", data, content_type), wanted, config, "", None)
    original = Original(path.name, data, content_type or type_of(path.name))
    # From the folder in which one works it is found again; where else on this machine it lies is nobody's business.
    return _sent(original, wanted, config, path.name if path.is_absolute() else path.as_posix(), None)


def sent_object(place: "Place", key: str, wanted: "Wanted", *, memory: bool) -> Sent:
    """An object, with what the stack's memory holds. Raises Failure, and botocore's errors."""
    held_by = place if memory and place.is_deployed and place.config.memory_table else None
    return _sent(read_original(place, key), wanted, place.config, key, held_by, is_key=True)


def _sent(
    original: Original, wanted: "Wanted", config: Config, name: str, held_by: "Place | None", *, is_key: bool = False
) -> Sent:
    direction = wanted.direction("")
    if direction.source == AUTO:
        direction = replace(direction, source=config.source_language)
    opened = Opened(original, extraction(direction, config))
    if not opened.texts:
        raise Failure(f"{original.name}: there is nothing to translate in it", FILE)
    source = source_of(opened, direction.source, config)
    if source == direction.target:
        raise Failure(f"{original.name}: it is in {source} already", USAGE)
    held = _held(held_by, opened, wanted, source) if held_by else {}
    about = names.About.of(name, original.sha256, original.content_type, opened.options, is_key=is_key)
    job = Job(about, source, direction.target, _NOTE)
    chunks = write(job, opened.texts, held, notes(opened))
    return Sent(original.name, source, direction.target, len(opened.texts), held, chunks)


def _held(place: "Place", opened: Opened, wanted: "Wanted", source: str) -> dict[int, Held]:
    direction = replace(stack_direction(place, wanted, ""), source=source)
    version = terminology_version(place, direction.terminology)
    found = held_for(place, [text.parts for text in opened.texts], direction, version)
    return {text.place: held for text, held in zip(opened.texts, found, strict=True) if held}
