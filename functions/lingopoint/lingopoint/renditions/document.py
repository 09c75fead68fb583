"""One document's bytes in another language: format, charset, units, translations, and the bytes again.

The whole of what Lingopoint does to a document, without any notion of where it came from; the function and the
`lingopoint translate` command both call it.
"""

import math
import re
from dataclasses import replace
from typing import NamedTuple

from lingopoint.formats import registry
from lingopoint.formats.options import Options
from lingopoint.ports import Direction
from lingopoint.renditions import charset
from lingopoint.report import Cost
from lingopoint.translation import NO_HINTS, Hints, Tools, Translation, translate_units
from lingopoint.unit import Document, Spliced, Work

_CONTINUATION = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that begin no character."""

_COPIES = 8
"""How often a document's bytes are in memory at the same time, at most: raw, decoded, as text, as its translation."""

_BYTES_A_CODE, _CODES_ANYWAY = 8, 4_000
"""A text has at most one inline code for so many bytes, beside the first ones: denser, they are most of the work.

The densest of 1,699 files of a machine (HTML, Markdown, text, PO, JSON, ...; 2 to 300 kB) had one for 18 bytes.
"""

_USUAL = {"properties": "iso-8859-1"}
"""What a format is in where it is not UTF-8 and nothing is said; it has escapes for other characters."""

_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([^\s"';]+)["']?""", re.IGNORECASE)


class TranslatedDocument(NamedTuple):
    """A document in the target language. `sources` are the languages it was translated from, as the service said.

    `already_in` is the language of an original that is in the target language as it is; of all others it is empty.
    `characters` are those of the whole original, markup and all; 0 for a format that is no text. `terminologies` are
    the names of those that the service applied.
    """

    data: bytes
    content_type: str
    format: str
    sources: frozenset[str]
    cost: Cost
    characters: int = 0
    terminologies: frozenset[str] = frozenset()
    already_in: str = ""


@registry.without_collection()
def translate_document(
    data: bytes,
    content_type: str,
    key: str,
    direction: Direction,
    options: Options,
    tools: Tools,
    deadline: float,
    most_memory: float = math.inf,
    hints: Hints = NO_HINTS,
) -> TranslatedDocument:
    """Translate one document; `key` is its name, `deadline` a moment of the clock of `tools`.

    Where the direction names no source, what the document declares of itself goes before what `hints` tell.

    Raises UnreadableError when the bytes are no document of a known format, SlowDownError when the time is too short,
    EntityTooLargeError when it would take more than `most_memory` bytes of memory, RefusedError when the service does
    not translate this at all.
    """
    kind = registry.detect(content_type, key, data)
    most_codes = math.inf if kind.binary else len(data) // _BYTES_A_CODE + _CODES_ANYWAY
    work = Work(most_memory, most_codes, tools.clock.now, deadline)
    work.spend(len(data) * _COPIES)
    options = replace(options, work=work)
    characters = 0
    if kind.binary:
        document = kind.extract(data, options)
        translation, spliced = _translate(document, direction, tools, deadline, options, hints)
        result = spliced.data
    else:
        decoded = charset.decode(data, declared_charset(content_type), _USUAL.get(kind.name, ""))
        characters = len(decoded.data.translate(None, _CONTINUATION))
        document = kind.extract(decoded.data, options)
        translation, spliced = _translate(document, direction, tools, deadline, options, hints)
        result = data
        if spliced.data != decoded.data:
            result, label = decoded.encode(spliced.data)
            content_type = with_charset(content_type, label)
    cost = translation.cost + Cost(kept=spliced.kept)
    return TranslatedDocument(
        *(result, content_type, kind.name, translation.sources, cost, characters, translation.terminologies),
        translation.already_in,
    )


def declared_charset(content_type: str) -> str | None:
    """The charset parameter of a Content-Type, or None."""
    match = _CHARSET.search(content_type)
    return match[1] if match else None


def with_charset(content_type: str, label: str) -> str:
    """A Content-Type that named a charset, naming this one; one that named none stays as it is."""
    declared = declared_charset(content_type)
    if declared is None or declared.lower() == label:
        return content_type
    return _CHARSET.sub(f"; charset={label}", content_type)


def _translate(
    document: Document, direction: Direction, tools: Tools, deadline: float, options: Options, hints: Hints
) -> tuple[Translation, Spliced]:
    """The units translated, and the document with their translations in place."""
    hints = hints._replace(declared=(document.language, *hints.declared))
    units = [unit.parts for unit in document.units]
    translation = translate_units(units, direction, tools, deadline, options.work, hints, options.keep_names)
    return translation, document.splice(options.work.in_time(translation.targets))
