"""Android string resources (https://developer.android.com/guide/topics/resources/string-resource).

Strings, items of string arrays and of plurals; not those with `translatable="false"` and not references to other
resources. Text is read as the resource compiler reads it: with backslash escapes, and with white space that collapses
unless the value is in double quotes. Quotes around a part of a value go where it is translated.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from lingopoint.formats.nesting import Nested, NestingDocument
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.formats.values import Selection
from lingopoint.formats.xml.inline import inner_span, one_line, unit
from lingopoint.formats.xml.nested import nested
from lingopoint.formats.xml.skeleton import elements
from lingopoint.formats.xml.spans import Element, Tree, parse
from lingopoint.formats.xml.spans import escape as escape_xml
from lingopoint.formats.xml.spans import unescape as unescape_xml
from lingopoint.formats.xml.syntax import UNDECODED, Inline, Role, Syntax, Text
from lingopoint.formats.xml.syntax import escape_cdata as escape_xml_cdata
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Parts, Spliced, Unit, Writer

_REFERENCE = compile_pattern(rb"[@?]\+?(?:[\w.]+:)?[\w.]+(?:/[\w.]+)?\Z")
_QUOTE = compile_pattern(rb"\\.|<(?:[^\"'>]|\"[^\"]*+\"|'[^']*+')*+>|(\"|&quot;|&#34;|&#x22;)", re.DOTALL)
_ESCAPE = compile_pattern(r"((?:\\u[0-9A-Fa-f]{4})+)|\\(.)|\"", re.DOTALL)
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", '"': '\\"'})
_WHITE_SPACE = {"n": "\n", "t": "\t"}

# Group 1 is what breaks a line or is a tab; any other escape is text.
_CODES = rb"(\\[nt]|\\u000[9aAdD]|%b%%b)|\\." % UNDECODED
_UNQUOTED = compile_pattern(_CODES % b"", re.DOTALL)
_QUOTED = compile_pattern(_CODES % rb"|\r\n?|\n", re.DOTALL)


def unescape(text: str) -> str:
    """Text without the resource compiler's escapes and quotes."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text or '"' in text else text


def _unescaped(escape: re.Match[str]) -> str:
    units, character = escape.groups()
    if units:
        return bytes.fromhex(units.replace("\\u", "")).decode("utf-16-be", "replace")
    return _WHITE_SPACE.get(character, character) if character else ""


def escape(text: str) -> str:
    """Text with the resource compiler's escapes."""
    return text.translate(_ESCAPES)


def _inline(name: bytes, _attributes: bytes) -> Inline:
    return _KEEP if name.rpartition(b":")[2] == b"g" else _PAIR


def _syntax(starts: tuple[bytes, ...], codes: re.Pattern[bytes]) -> Syntax:
    return Syntax(
        Text(starts, codes, lambda raw: unescape(unescape_xml(raw)), lambda text: escape_xml(escape(text))),
        Text(starts, codes, lambda raw: unescape(raw.decode()), lambda text: escape_xml_cdata(escape(text))),
        _inline,
    )


_PAIR, _KEEP = Inline(Role.PAIR), Inline(Role.KEEP)
_UNQUOTED_SYNTAX = _syntax((b"\\", b"&"), _UNQUOTED)
_QUOTED_SYNTAX = _syntax((b"\\", b"&", b"\n", b"\r"), _QUOTED)


def extract(data: bytes, options: Options) -> Document:
    """The strings of a resource file. `include` and `exclude` are patterns over "name", "array/0" and "plural/other".

    Raises UnreadableError for another root than `resources`, and as `spans.parse` does.
    """
    tree = parse(data, options.work)
    if tree.root.name != b"resources":
        raise UnreadableError("not an Android resource file")
    wants = Selection(options.include or ("**",), options.exclude).wants
    entries = (
        entry
        for path, element in _values(tree)
        if wants(path, data[element.content : element.stop].decode())
        for entry in _entries(data, element, options)
    )
    document = NestingDocument(data, entries)
    document.language = tree.root.get(b"tools:locale") or ""
    document.reread = Reread(data, elements)
    return document


def _values(tree: Tree) -> Iterator[tuple[str, Element]]:
    """The elements that hold text, with their paths."""
    for element in tree.children(tree.root):
        if element.get(b"translatable") == "false":
            continue
        name = element.get(b"name") or ""
        if element.name == b"string" or (element.name == b"item" and element.get(b"type") == "string"):
            yield name, element
        elif element.name in {b"string-array", b"plurals"}:
            for index, item in enumerate(tree.children(element)):
                yield f"{name}/{item.get(b'quantity') or index}", item


def _entries(data: bytes, element: Element, options: Options) -> Iterator[Unit | Nested]:
    raw = data[element.content : element.stop]
    if _REFERENCE.match(raw.strip()):
        return
    inner = nested(data, element.content, element.stop, options) if element.next == element.index + 1 else None
    if inner is not None:
        yield inner._replace(document=_EscapedDocument(inner.document))
        return
    start, end, syntax = element.content, element.stop, _UNQUOTED_SYNTAX
    if b'"' in raw or b"&" in raw:
        start, end, syntax = _unquoted(data, element)
    found = unit(data, start, end, syntax, options.work)
    if found is not None:
        yield Unit(found.start, found.end, found.parts, partial(_write, found.write))


def _unquoted(data: bytes, element: Element) -> tuple[int, int, Syntax]:
    """What is between the quotes of a value that is quoted as a whole, else the value."""
    raw = data[element.content : element.stop]
    start = element.content + len(raw) - len(raw.lstrip())
    end = element.content + len(raw.rstrip())
    quotes = [quote.span() for quote in _QUOTE.finditer(data, start, end) if quote.lastindex]
    if len(quotes) == 2:
        (first, inner_start), (inner_end, last) = quotes
        if first == start and last == end:
            return inner_start, inner_end, _QUOTED_SYNTAX
    return element.content, element.stop, _UNQUOTED_SYNTAX


def _write(write: Writer, parts: Parts) -> bytes:
    """At the start of a value `@` and `?` announce a reference."""
    written = write(parts)
    return b"\\" + written if written.startswith((b"@", b"?")) else written


class _EscapedDocument(Document):
    """A nested document, HTML as a rule, whose text is written with the resource compiler's escapes."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._escaped = [_Escaped.of(found) for found in document.units]
        units = [
            Unit(found.start, found.end, escaped.parts, partial(escaped.write, found))
            for found, escaped in zip(document.units, self._escaped, strict=True)
        ]
        super().__init__(document.data, units)

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`."""
        return self._document.splice(
            [
                None if target is None or target == escaped.parts else escaped.inner(target)
                for escaped, target in zip(self._escaped, targets, strict=True)
            ]
        )


class _Escaped(NamedTuple):
    """A unit's parts unescaped, and the white space at their ends as it is written."""

    lead: str
    parts: Parts
    trail: str

    @classmethod
    def of(cls, found: Unit) -> "_Escaped":
        parts = list(found.parts)
        lead = trail = ""
        if isinstance(parts[-1], str):
            parts[-1], trail = _split(parts[-1], leading=False)
        if isinstance(parts[0], str):
            lead, parts[0] = _split(parts[0], leading=True)
        texts = (one_line(unescape(part)) if isinstance(part, str) else part for part in parts)
        return cls(lead, tuple(part for part in texts if part), trail)

    def inner(self, target: Parts) -> Parts:
        """A translation as the nested document takes it."""
        escaped = (
            escape(part)
            if isinstance(part, str)
            else part._replace(shown=escape(part.shown))
            if part.raw is None
            else part
            for part in target
        )
        return tuple(part for part in (self.lead, *escaped, self.trail) if part)

    def write(self, found: Unit, target: Parts) -> bytes:
        """A translation as the bytes of the nested document."""
        return found.write(self.inner(target))


def _split(text: str, *, leading: bool) -> tuple[str, str]:
    raw = text.encode()
    start, end = inner_span(raw, unescape(text), _SPACE_OR_QUOTE)
    cut = start if leading else max(start, end)
    return raw[:cut].decode(), raw[cut:].decode()


_SPACE_OR_QUOTE = Text((), _UNQUOTED, lambda raw: unescape(raw.decode()) if raw != b'"' else " ", str.encode)
