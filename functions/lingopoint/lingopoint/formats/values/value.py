"""String values of key/value formats: a value may be plain text, several lines, ICU MessageFormat or HTML.

A format that decodes its strings (JSON, YAML, CSV, PO, .properties, ...) lists them as `Value`s; `ValueDocument` looks
inside each one, so that every such format treats nested content alike.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from lingopoint.formats.html import ELEMENTS, PHRASING
from lingopoint.formats.nesting import Nested, NestingDocument
from lingopoint.formats.options import Options
from lingopoint.formats.values.lines import line_units
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Edit, Parts, Unit

ICU_ARGUMENT = r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,"
"""Matches the start of an argument that only an ICU message has: one with branches."""

_MAYBE_STRUCTURED = compile_pattern(r"[\r\n<&{]")
_STRUCTURED = compile_pattern(rf"[\r\n]|</?[A-Za-z]|&#?\w+;|{ICU_ARGUMENT}")
_MARKUP = compile_pattern(r"<(/?)([A-Za-z][^<>\s/]*)\s*(/?)>|<[A-Za-z][^<>\s]*\s[^<>]*[=/][^<>]*>|&#?\w+;")
_TAG_OR_BREAK = compile_pattern(rb"<(/?)([A-Za-z][^<>\s/]*+)[^<>]*?(/?)>|[\r\n]++")
_OF_A_LINE = PHRASING | {b"br"}
_ICU = compile_pattern(ICU_ARGUMENT)


class Value(NamedTuple):
    """One string of a key/value document: its bytes `start` to `end`, its decoded text, and how text is encoded there.

    `encode` writes a whole value; it is given the full new text, white space included.
    """

    start: int
    end: int
    text: str
    encode: Callable[[str], bytes]


class ValueDocument(NestingDocument):
    """A document whose human text lies in string values, each of which may hold structure of its own."""

    def __init__(self, data: bytes, values: Iterable[Value], options: Options, edits: Sequence[Edit] = ()) -> None:
        super().__init__(data, (_entry(value, options) for value in values), edits)


def _entry(value: Value, options: Options) -> Unit | Nested:
    start, end, text, encode = value
    options.work.unit()
    if _is_plain(text):
        return Unit(start, end, (text,), partial(_write, encode))
    return Nested(start, end, extract_value(text, options), encode)


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
        from lingopoint.formats.values.icu import extract as extract_icu

        return extract_icu(data, options)
    if any(map(_is_html, _MARKUP.finditer(text))):
        from lingopoint.formats.html.document import extract as extract_html

        lines = list(_lines(data))
        if len(lines) < 2:
            return extract_html(data, options)
        return NestingDocument(data, (Nested(*at, extract_html(data[slice(*at)], options), str.encode) for at in lines))
    return Document(data, list(line_units(data, options.work)))


def _lines(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the lines of HTML are that has no blocks, in which line breaks count as in plain text; else nothing.

    A line that ends within an element goes on.
    """
    if b"\n" not in data and b"\r" not in data:
        return
    tags = [tag for tag in _TAG_OR_BREAK.finditer(data) if tag[2]]
    if b"<!" in data or any((name := tag[2].lower()) in ELEMENTS and name not in _OF_A_LINE for tag in tags):
        return
    closed = {tag[2].lower() for tag in tags if tag[1]}
    start = depth = 0
    for token in _TAG_OR_BREAK.finditer(data):
        if not token[2]:
            if not depth:
                yield start, token.start()
                start = token.end()
        elif not token[3] and token[2].lower() in closed:
            depth = max(depth - 1, 0) if token[1] else depth + 1
    yield start, len(data)


def _is_html(markup: re.Match[str]) -> bool:
    """Whether it is no mere word in angle brackets, as in "<your name>" or "<command>"."""
    slash, name, empty = markup.groups()
    return not name or bool(slash or empty) or name.lower().encode() in ELEMENTS
