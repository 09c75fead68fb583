"""A finished file on its way back into the document that it is of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lingopoint.unit import Parts
from lingopoint_cli.content_types import content_type
from lingopoint_cli.exchange.merging import Kept, merge
from lingopoint_cli.exchange.original import Opened, Original
from lingopoint_cli.exchange.reading import Received, read
from lingopoint_cli.exchange.stored import read_original
from lingopoint_cli.failures import FILE, USAGE, Failure
from lingopoint_cli.files import streams
from lingopoint_cli.memory import tmx
from lingopoint_cli.memory.importing import Import
from lingopoint_cli.memory.table import remember, stack_direction, terminology_version
from lingopoint_cli.tags import Wanted
from lingopoint_cli.wording import counted

if TYPE_CHECKING:
    from lingopoint_cli.place import Place


@dataclass(frozen=True, slots=True)
class Returned:
    """A document in another language, and what is to be said of it. `pairs` are the texts that are translated.

    `name` is that of the original, its key if it is an object. `remarks` are lines for whoever imports it.
    """

    name: str
    source: str
    target: str
    data: bytes
    content_type: str
    pairs: list[tuple[Parts, Parts]]
    kept: list[Kept]
    remarks: list[str] = field(default_factory=list)

    def summary(self) -> str:
        """`guide.md in fr: 12 units translated, 2 left as written`."""
        left = f", {counted(len(self.kept), 'unit')} left as written" if self.kept else ""
        return f"{self.name} in {self.target}: {counted(len(self.pairs), 'unit')} translated{left}"


def returned_file(file: Path, data: bytes, original: str, *, unconfirmed: bool) -> Returned:
    """The document of a file, `data`, whose original is a file of this machine. Raises Failure, and OSError."""
    name = "standard input" if streams.is_standard(file) else str(file)
    received = read(data, name)
    if received.about.is_key and not original:
        raise Failure(f"{name} is of an object: give --stack, --local or --bucket, or the file by --original", USAGE)
    path = Path(original) if original else _found(file, received.about.name, name)
    kind = received.about.content_type or content_type(path.name)
    return _returned(name, received, Original(path.name, streams.read(path), kind), unconfirmed=unconfirmed)


def returned_object(place: "Place", file: Path, data: bytes, original: str, *, unconfirmed: bool) -> Returned:
    """The same of one whose original is an object. Raises Failure, and botocore's errors."""
    name = "standard input" if streams.is_standard(file) else str(file)
    received = read(data, name)
    key = original or received.about.name
    if not original and received.about.sha256 and not received.about.is_key:
        raise Failure(f"{name} is of a file: give the key that it is stored under by --original", USAGE)
    return _returned(name, received, read_original(place, key), unconfirmed=unconfirmed)


def _found(file: Path, original: str, name: str) -> Path:
    """The original: where its name says, or beside the file."""
    for path in (Path(original), file.parent / original, file.parent / Path(original).name):
        if original and not Path(original).is_absolute() and path.is_file():
            return path
    raise Failure(
        f"{name} is of {original or 'a file without a name'}, which is not there; give it by --original", FILE
    )


def _returned(name: str, received: Received, original: Original, *, unconfirmed: bool) -> Returned:
    code = Wanted(received.target).code
    opened = Opened(original, received.about.to_options(code))
    merged = merge(opened, received, unconfirmed=unconfirmed)
    document = opened.translated(merged.targets)
    for text in opened.texts:
        if text.place in document.kept:
            merged.keep(text, "its translation would break the document")
    pairs = [(opened.units[place], target) for place, target in merged.targets.items() if place not in document.kept]
    remarks = list(_remarks(name, received, original, merged.left_over))
    if document.left:
        remarks.append(
            f"{counted(document.left, 'text')} of {original.name} can be written in no translation into {code}"
        )
    kept = sorted(merged.kept)
    return Returned(original.name, received.source, code, document.data, document.content_type, pairs, kept, remarks)


def _remarks(name: str, received: Received, original: Original, left_over: int) -> Iterator[str]:
    if not received.about.sha256:
        yield f"{name} does not say of which version of {original.name} it is"
    elif received.about.sha256 != original.sha256:
        yield f"{original.name} has changed since {name} was written; texts that it still has are translated"
    if left_over:
        yield f"{counted(left_over, 'unit')} of {name}: {original.name} has no such text"


def remembered(place: "Place", returned: Returned) -> Iterator[str]:
    """Put what is translated into the stack's memory, for good; what is to be said of that. Raises Failure."""
    direction = stack_direction(place, Wanted(returned.target), "")
    imported = Import(direction, terminology_version(place, direction.terminology))
    versions = (
        (tmx.Version(returned.source, source), tmx.Version(returned.target, target))
        for source, target in returned.pairs
    )
    remember(place, imported.items(tmx.Unit(source, [target]) for source, target in versions))
    yield f"translation memory: {counted(imported.taken[returned.target], 'unit')}"
    for reason, number in sorted(imported.left_out.items()):
        yield f"translation memory: left out: {number:,} {reason}"
