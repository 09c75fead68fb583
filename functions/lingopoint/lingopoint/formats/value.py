"""String values of key/value formats: a value may be plain text, several lines, ICU MessageFormat or HTML.

A format that decodes its strings (JSON, YAML, CSV, PO, .properties, ...) lists them as `Value`s; `ValueDocument` looks
inside each one, so that every such format treats nested content alike.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from lingopoint.formats.html_names import CONTAINERS, PHRASING, RAW, VOID
from lingopoint.formats.options import Options
from lingopoint.formats.unit import Document, Edit, Parts, Spliced, Unit, replace, write_with
from lingopoint.regex import compile_pattern

_MAYBE_STRUCTURED = compile_pattern(r"[\r\n<&{]")
_STRUCTURED = compile_pattern(r"[\r\n]|</?[A-Za-z]|&#?\w+;|\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_MARKUP = compile_pattern(r"<(/?)([A-Za-z][^<>\s/]*)\s*(/?)>|<[A-Za-z][^<>\s]*\s[^<>]*[=/][^<>]*>|&#?\w+;")
_ELEMENTS = CONTAINERS | PHRASING | RAW | VOID | {b"body", b"head", b"html", b"optgroup", b"option"}
_ICU = compile_pattern(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")

_WRITE = write_with(str.encode)
_LINE = compile_pattern(rb"[^\r\n]+")


class Value(NamedTuple):
    """One string of a key/value document: its bytes `start` to `end`, its decoded text, and how text is encoded there.

    `encode` writes a whole value; it is given the full new text, white space included.
    """

    start: int
    end: int
    text: str
    encode: Callable[[str], bytes]


class ValueDocument(Document):
    """A document whose human text lies in string values, each of which may hold structure of its own."""

    def __init__(self, data: bytes, values: Iterable[Value], options: Options, edits: Sequence[Edit] = ()) -> None:
        self._values: list[tuple[Value, Document | None]] = []
        units: list[Unit] = []
        for value in values:
            if _is_plain(value.text):
                units.append(Unit(value.start, value.end, (value.text,), partial(_write, value.encode)))
                self._values.append((value, None))
            else:
                inner = extract_value(value.text, options)
                units += inner.units
                self._values.append((value, inner))
        super().__init__(data, units, edits)

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`; a value is encoded as a whole when anything inside it was translated."""
        kept = 0
        edits: list[Edit] = []
        pairs = zip(self.units, targets, strict=True)
        for value, inner in self._values:
            if inner is None:
                unit, target = next(pairs)
                if target is not None and target != unit.parts:
                    edits.append(Edit(value.start, value.end, unit.write(target)))
                continue
            spliced = inner.splice([target for _, target in islice(pairs, len(inner.units))])
            kept += spliced.kept
            if spliced.data != inner.data:
                edits.append(Edit(value.start, value.end, value.encode(spliced.data.decode())))
        return Spliced(replace(self.data, [*edits, *self.edits]) if edits else self.data, kept)


def _write(encode: Callable[[str], bytes], parts: Parts) -> bytes:
    return encode("".join(part if isinstance(part, str) else part.shown for part in parts))


def _is_plain(text: str) -> bool:
    """Whether a value is one unit as it stands; most are, so this is quick for them."""
    if text[:1].isspace() or text[-1:].isspace():
        return False
    return _MAYBE_STRUCTURED.search(text) is None or _STRUCTURED.search(text) is None


def extract_value(text: str, options: Options) -> Document:
    """The units inside one decoded string, as a document over its UTF-8 bytes."""
    data = text.encode()
    if _ICU.search(text):
        from lingopoint.formats.icu import extract as extract_icu

        return extract_icu(data, options)
    if any(map(_is_html, _MARKUP.finditer(text))):
        from lingopoint.formats.html import extract as extract_html

        return extract_html(data, options)
    return Document(data, list(_lines(data)))


def _is_html(markup: re.Match[str]) -> bool:
    """Whether it is no mere word in angle brackets, as in "<your name>" or "<command>"."""
    slash, name, empty = markup.groups()
    return not name or bool(slash or empty) or name.lower().encode() in _ELEMENTS


def _lines(data: bytes) -> Iterator[Unit]:
    for match in _LINE.finditer(data):
        line = match.group()
        text = line.strip()
        decoded = text.decode()
        if any(map(str.isalpha, decoded)):
            start = match.start() + line.index(text)
            yield Unit(start, start + len(text), (decoded,), _WRITE)
