"""The syntax of GNU gettext catalogues: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Edit, Work

_STRING = rb'"(?:[^"\\\r\n]++|\\.)*+"'
_STRINGS = rb"%b(?:\s*+%b)*+" % (_STRING, _STRING)
_BLANK = compile_pattern(rb"(?:\s++|\#[^\r\n]*+)*+")
_ENTRY = compile_pattern(
    rb"""
    %(blank)b (?: msgctxt \s*+ (?P<context> %(strings)b ) %(blank)b )?+
    msgid \s*+ (?P<id> %(strings)b ) %(blank)b
    (?: msgid_plural \s*+ (?P<plural> %(strings)b ) %(blank)b
        (?P<slots> msgstr\[\d++\] \s*+ %(strings)b (?: \s*+ msgstr\[\d++\] \s*+ %(strings)b )*+ )
      | (?P<text> msgstr \s*+ %(strings)b )
    )
    """
    % {b"blank": _BLANK.pattern, b"strings": _STRINGS},
    re.VERBOSE,
)
_SLOT = compile_pattern(rb"msgstr(?:\[\d++\])?+\s*+(%b)" % _STRINGS)
_PIECE = compile_pattern(rb'"((?:[^"\\]++|\\.)*+)"')
_ESCAPE = compile_pattern(rb"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))")
_NAMED = {b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}
_ESCAPES = str.maketrans(
    {chr(code): f"\\{code:03o}" for code in range(32)}
    | {plain.decode(): f"\\{name.decode()}" for name, plain in _NAMED.items()}
    | {'"': '\\"', "\\": "\\\\"}
)
_FLAGS = compile_pattern(rb"^#,([^\r\n]*+)(?:\r?\n)?+", re.MULTILINE)
_BOM = b"\xef\xbb\xbf"
_LINES = compile_pattern(r"[^\n]*\n|[^\n]+")
_FIELD = compile_pattern(r"^([\w-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)


_ENTRY_BYTES = 1500


class Entry(NamedTuple):
    """One entry that is not obsolete.

    `start` to `end` are the bytes of its msgstr, or of all its slots; `texts` is what these hold. `unfuzzy` takes the
    fuzzy flag away, if there is one.
    """

    start: int
    end: int
    context: str | None
    id: str
    plural: str | None
    texts: tuple[str, ...]
    unfuzzy: Edit | None

    @property
    def is_header(self) -> bool:
        """Whether its text is the catalogue's fields."""
        return not self.id and self.context is None

    @property
    def fields(self) -> dict[str, str]:
        """The fields of a header entry."""
        return dict(_FIELD.findall(self.texts[0]))


def entries(data: bytes, work: Work) -> Iterator[Entry]:
    """The entries whose strings are valid text. Raises UnreadableError where there is no PO syntax."""
    position = len(_BOM) if data.startswith(_BOM) else 0
    while match := _ENTRY.match(data, position):
        work.spend(_ENTRY_BYTES)
        with suppress(UnicodeDecodeError):
            yield _entry(data, match)
        position = match.end()
    blank = _BLANK.match(data, position)
    end = blank.end() if blank else position
    if end < len(data):
        line = data.count(b"\n", 0, end) + 1
        raise UnreadableError(f"no PO syntax in line {line}")


def _entry(data: bytes, match: re.Match[bytes]) -> Entry:
    kind = match.lastgroup or ""
    context, plural = match["context"], match["plural"]
    return Entry(
        match.start(kind),
        match.end(kind),
        None if context is None else _text(context),
        _text(match["id"]),
        None if plural is None else _text(plural),
        tuple(_text(strings) for strings in _SLOT.findall(match[kind])),
        _unfuzzy(data, match.start(), match.start("id")),
    )


def _text(strings: bytes) -> str:
    joined = b"".join(_PIECE.findall(strings))
    return (_ESCAPE.sub(_unescape, joined) if b"\\" in joined else joined).decode()


def _unescape(match: re.Match[bytes]) -> bytes:
    octal, hexadecimal, name = match.groups()
    if name is not None:
        return _NAMED.get(name, name)
    return bytes([int(octal, 8) & 0xFF if octal is not None else int(hexadecimal, 16)])


def _unfuzzy(data: bytes, start: int, end: int) -> Edit | None:
    """Drops the flag from the comments between two offsets, and its line when it was the only flag."""
    if data.find(b"fuzzy", start, end) < 0:
        return None
    obsolete = data.rfind(b"#~", start, end)
    for line in _FLAGS.finditer(data, max(start, obsolete), end):
        flags = line[1].split(b",")
        kept = [flag for flag in flags if flag.strip() != b"fuzzy"]
        if not kept:
            return Edit(*line.span(), b"")
        if len(kept) < len(flags):
            return Edit(*line.span(1), b",".join(kept))
    return None


def newline(data: bytes) -> bytes:
    """The line break that a catalogue uses."""
    return b"\r\n" if b"\r\n" in data else b"\n"


def quoted(text: str, newline: bytes) -> bytes:
    """`text` as one string, or as one a line when it has several lines."""
    lines = [b'"%b"' % line.translate(_ESCAPES).encode() for line in _LINES.findall(text)]
    return newline.join([b'""', *lines]) if len(lines) > 1 else b"".join(lines) or b'""'


def field_edits(data: bytes, header: Entry, fields: Mapping[str, str]) -> list[Edit]:
    """Sets fields of the header, at its end when it does not have them yet."""
    edits: list[Edit] = []
    missing: list[str] = []
    for name, value in fields.items():
        pattern = rb'(?:msgstr[^"]*+"|\\n)(?:"\s*+")*+%b:((?:[^"\\]++|"\s*+")*+)' % name.encode()
        if found := compile_pattern(pattern).search(data, header.start, header.end):
            edits.append(Edit(*found.span(1), b" " + value.encode()))
        else:
            missing.append(f"{name}: {value}\n")
    if missing:
        lead = "" if header.texts[0].endswith("\n") or not header.texts[0] else "\n"
        lines = b"".join(newline(data) + quoted(line, b"") for line in [lead, *missing] if line)
        edits.append(Edit(header.end, header.end, lines))
    return edits
