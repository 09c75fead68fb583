"""Units of the translation memory that say what a document says.

The memory holds texts, not documents, and the function may have sent a text whole or cut at its codes. So a unit is the
document's when it is one of its texts, or a piece of one that stands between codes; a long one, for texts are cut into
sentences as well, when it occurs in the document anywhere.
"""

import html
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lingopoint.adapters.dynamodb_memory import Entry, delete, entries
from lingopoint.translation.wire import Wire, is_markup
from lingopoint_cli.failures import UNREACHABLE, explained

if TYPE_CHECKING:
    from lingopoint_cli.place import Place

_LONG = 40
"""Characters from which a text is hardly another's that only happens to occur in the document."""

_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"<(span|a)\b[^<>]*>.*?</\1>|<[^<>]*>", re.DOTALL)


@dataclass(frozen=True)
class Texts:
    """The texts of a document, in wire form."""

    wires: frozenset[Wire]

    def hold(self, original: str) -> bool:
        """Whether a unit's original is the document's."""
        text = _plain(original)
        return text in self._known or (len(text) >= _LONG and text in self._all)

    @cached_property
    def _known(self) -> frozenset[str]:
        pieces = (piece for wire in self.wires for piece in (wire, *_pieces(wire)))
        return frozenset(filter(None, map(_plain, pieces)))

    @cached_property
    def _all(self) -> str:
        return "\n".join(map(_plain, self.wires))


def _pieces(wire: Wire) -> Iterable[str]:
    """The runs of text between codes, as text with tags would be spelled."""
    return _CODE.sub("\n", wire).split("\n") if is_markup(wire) else ()


def _plain(text: str) -> str:
    """The text that people read, whichever form it is in."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub("", text))
    return " ".join(text.split())


def units_of(place: "Place", texts: Texts) -> list[Entry]:
    """The units of the stack's memory that are the document's, of every language and setting. Reads the whole table.

    Raises Failure, and botocore's errors.
    """
    every = entries(place.dynamodb(), place.memory_table, time.time())
    return [entry for entry in every if texts.hold(entry.original)]


def erase(place: "Place", units: Iterable[Entry]) -> None:
    """Delete units. Raises Failure, and botocore's errors."""
    with explained("the translation memory", {TimeoutError: UNREACHABLE}):
        delete(place.dynamodb(), place.memory_table, [unit.key for unit in units])
