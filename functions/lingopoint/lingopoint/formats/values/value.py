"""String values of key/value formats: a value may be plain text, several lines, ICU MessageFormat or HTML.

A format that decodes its strings (JSON, YAML, CSV, PO, .properties, ...) lists them as `Value`s; `ValueDocument` looks
inside each one, so that every such format treats nested content alike.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from lingopoint.formats.html import ELEMENTS, PHRASING
from lingopoint.formats.nesting import Nested, NestingDocument, PartialDocument
from lingopoint.formats.opaque import keeping, kept
from lingopoint.formats.options import Options
from lingopoint.formats.placeholders import (
    CHROME,
    I18NEXT,
    LARAVEL,
    MAIL_MERGE,
    MEDIAWIKI,
    Dialect,
    at_home,
    pattern,
)
from lingopoint.formats.values.lines import line_units
from lingopoint.formats.values.selection import is_text
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


_HEAD = 1000
"""Of so many values the first ones show the framework."""

_I18NEXT_TAGS = Dialect(r"</?\d+\s*/?>", r"</\d+>")
"""<0>..</0>, of i18next's Trans component"""

_SIGNS = {
    LARAVEL: (" :", "(:", '":', ">:", "':"),
    I18NEXT: ("__",),
    _I18NEXT_TAGS: ("</",),
    CHROME: ("$",),
    MAIL_MERGE: ("*|", "%%", "[["),
    MEDIAWIKI: ("{{",),
}
"""What a text must have that shows a framework."""

_OF_LANGUAGES = compile_pattern(r"__(?:all|class|dict|dirname|doc|file|init|main|proto|typename)__")
"""Names of Python and JavaScript that look like i18next's."""

FRAMEWORKS = (LARAVEL, CHROME, MAIL_MERGE, MEDIAWIKI)
"""Whose texts are kept in YAML and TOML, too."""

FRAMEWORKS_OF_JSON = (*FRAMEWORKS, I18NEXT, _I18NEXT_TAGS)


class Value(NamedTuple):
    """One string of a key/value document: its bytes `start` to `end`, its decoded text, and how text is encoded there.

    `encode` writes a whole value; it is given the full new text, white space included.
    """

    start: int
    end: int
    text: str
    encode: Callable[[str], bytes]


class ValueDocument(PartialDocument):
    """A document whose human text lies in string values, each of which may hold structure of its own.

    Where many `frameworks` keep their texts in this format, the texts show which of them it is: its placeholders stay,
    and so do the bars of its choices.
    """

    def __init__(
        self,
        data: bytes,
        values: Iterable[Value],
        options: Options,
        edits: Sequence[Edit] = (),
        *,
        frameworks: Sequence[Dialect] = (),
    ) -> None:
        rest = iter(values)
        head = list(islice(rest, _HEAD)) if frameworks else []
        reader = _Reader(options, _shown(head, frameworks), bool(frameworks))
        super().__init__(data, filter(None, map(reader.entry, chain(head, rest))), edits)
        self._left = reader.left


def _shown(values: Sequence[Value], frameworks: Sequence[Dialect]) -> tuple[Dialect, ...]:
    """The frameworks whose placeholders the first values have."""
    together = "\n".join(value.text for value in values)
    signs = [sign for each in frameworks for sign in _SIGNS[each] if sign in together]
    texts = [value.text for value in values if any(sign in value.text for sign in signs)] if signs else []
    texts = [text for text in texts if "\n" not in text and not _OF_LANGUAGES.search(text) and is_text(text)]
    return at_home(texts, *frameworks) if texts else ()


class _Reader:
    """Looks inside of values; `left` counts the choices that stay, for their forms cannot be right."""

    def __init__(self, options: Options, dialects: tuple[Dialect, ...], frameworks: bool) -> None:
        self._options = options
        self._count = options.work.unit
        self._kept = pattern(*dialects) if dialects else None
        self._is_laravel = LARAVEL in dialects
        self._frameworks = frameworks
        self.left = 0

    def entry(self, value: Value) -> Unit | Nested | None:
        """A value as a unit, or with what is in it; None for one that stays."""
        start, end, text, encode = value
        self._count()
        if self._frameworks and "|" in text and not _ICU.search(text) and is_text(text):
            document = self._choice(text)
            return None if document is None else Nested(start, end, document, encode)
        if _is_plain(text):
            parts: Parts = (text,)
            if self._kept is not None:
                parts = kept(parts, self._kept, self._options.work)
            return Unit(start, end, parts, partial(_write, encode))
        return Nested(start, end, self._read(text), encode)

    def _read(self, text: str) -> Document:
        document = extract_value(text, self._options)
        if self._kept is not None:
            document.units = keeping(document.units, self._kept, self._options.work)
        return document

    def _choice(self, text: str) -> Document | None:
        from lingopoint.formats import choices

        if (document := choices.mediawiki(text, self._read)) is not None:
            return document
        pieces = choices.branches_of(text, by_bar=self._is_laravel)
        if pieces is None:
            return self._read(text)
        if not self._is_laravel and not choices.has_intervals(pieces):
            return choices.in_turn(text, pieces, self._read)
        found = choices.laravel(text, pieces, self._options.target, self._read)
        self.left += found is None
        return found


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
