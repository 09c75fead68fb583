"""Original and translation, sentence-like block by block, for a reader's eyes."""

from collections.abc import Sequence
from email.message import Message
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.renditions import charset
from lingopoint.unit import Part

_WIDE = 100
"""Columns from which two texts fit side by side."""


class Pair(NamedTuple):
    """What belongs together. Either may be empty where the two documents are not built alike."""

    original: str
    translation: str


class Version(NamedTuple):
    """One document of the two."""

    key: str
    content_type: str
    data: bytes
    language: str


def pairs(original: Version, translation: Version) -> list[Pair]:
    """The texts of the two, matched: unit by unit where both have as many, else line by line."""
    try:
        texts = _units(original), _units(translation)
    except UnreadableError:
        texts = [], []
    if not texts[0] or len(texts[0]) != len(texts[1]):
        texts = _lines(original), _lines(translation)
    return [Pair(*texts) for texts in zip_longest(*texts, fillvalue="")]


def _units(version: Version) -> list[str]:
    kind = registry.detect(version.content_type, version.key, version.data)
    data = version.data
    if not kind.binary:
        data = charset.decode(data, _charset(version.content_type)).data
    document = kind.extract(data, Options(target=version.language or "en"))
    return ["".join(map(_shown, unit.parts)) for unit in document.units]


def _charset(content_type: str) -> str | None:
    header = Message()
    header["Content-Type"] = content_type
    return header.get_content_charset()


def _shown(part: Part) -> str:
    return part if isinstance(part, str) else part.shown


def _lines(version: Version) -> list[str]:
    text = version.data.decode(errors="replace")
    return [line.strip() for line in text.splitlines() if line.strip()]


def show(console: Console, found: Sequence[Pair]) -> None:
    """Print the pairs: in two columns on a wide terminal, one below the other elsewhere."""
    if console.is_terminal and console.width >= _WIDE:
        console.print(_columns(found))
        return
    for pair in found:
        console.print(_plain(pair.original, "dim"), soft_wrap=True)
        console.print(_plain(pair.translation), soft_wrap=True)
        console.print()


def _columns(found: Sequence[Pair]) -> RenderableType:
    table = Table(box=None, show_header=False, expand=True, padding=(0, 2, 1, 0))
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    for pair in found:
        table.add_row(_plain(pair.original, "dim"), _plain(pair.translation))
    return table


def _plain(text: str, style: str = "") -> Text:
    """Text that is taken as it is: neither markup nor control characters of the document reach the terminal."""
    return Text("".join(character if character.isprintable() else " " for character in text), style)
