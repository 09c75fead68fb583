"""How text is written in an XML format, and what each element inside running text is to its sentence."""

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from lingopoint.formats.xml.spans import encode, escape, unescape
from lingopoint.regex import compile_pattern

OPEN_CDATA, CLOSE_CDATA = b"<![CDATA[", b"]]>"
_CDATA = compile_pattern(rb"(?s)<!\[CDATA\[(.*?)\]\]>")

UNDECODED = rb"&(?!(?:lt|gt|amp|quot|apos|#(?!0*1[03];|x0*[aAdD];)[^;]*+);)[^;]*+;"
"""References that are no text: to line breaks, and to entities that the document does not declare."""

ENTITY = compile_pattern(rb"&(?!(?:lt|gt|amp|quot|apos|#[^;]*+);)[^;]*+;")
"""A reference to an entity that the document does not declare."""

_REFERENCES = compile_pattern(b"(%b)" % UNDECODED)
_REFERENCES_AND_BREAKS = compile_pattern(rb"(%b|\r\n?|\n)" % UNDECODED)
_BREAKS = compile_pattern(rb"(\r\n?|\n)")


class Role(Enum):
    """What an element inside running text is to the sentence."""

    PAIR = "pair"
    LONE = "lone"
    KEEP = "keep"
    FIRST_HALF = "first half"
    SECOND_HALF = "second half"


class Inline(NamedTuple):
    """How to treat an element: two empty ones that belong together (XLIFF bx and ex) are halves with the same key."""

    role: Role
    key: str = ""


class Text(NamedTuple):
    """How text is written: what in it is a code (group 1 of `codes`), and how the rest is decoded and encoded.

    `starts` are the bytes that codes may start with; text without them, which is most, need not be searched.
    """

    starts: tuple[bytes, ...]
    codes: re.Pattern[bytes]
    decode: Callable[[bytes], str]
    encode: Callable[[str], bytes]

    def has_codes(self, raw: bytes) -> bool:
        """Whether there is any code in this text."""
        return any(map(raw.__contains__, self.starts)) and self.codes.search(raw) is not None


class Syntax(NamedTuple):
    """How text is written in character data and in CDATA sections, and what each inline element is."""

    text: Text
    cdata: Text
    inline: Callable[[bytes, bytes], Inline]


def escape_cdata(text: str) -> bytes:
    """Text inside a CDATA section. A `]]>` is split over two sections, also where text before this ends in `]`."""
    encoded = encode(text).replace(b"]]>", b"]]]]><![CDATA[>")
    return b"]]><![CDATA[" + encoded if encoded.startswith((b">", b"]>")) else encoded


def xml_syntax(inline: Callable[[bytes, bytes], Inline], *, preserve: bool) -> Syntax:
    """Plain XML. With `preserve` (xml:space="preserve") line breaks are codes, else they are white space."""
    breaks = (b"\n", b"\r") if preserve else ()
    return Syntax(
        Text((b"&", *breaks), _REFERENCES_AND_BREAKS if preserve else _REFERENCES, unescape, escape),
        Text(breaks, _BREAKS, bytes.decode, escape_cdata),
        inline,
    )


def cdata_span(data: bytes, start: int, end: int) -> tuple[int, int] | None:
    """The inside of the CDATA section that is, white space apart, all that the span holds."""
    raw = data[start:end]
    inner = raw.strip()
    if not inner.startswith(OPEN_CDATA) or inner.find(CLOSE_CDATA) != len(inner) - len(CLOSE_CDATA):
        return None
    start += raw.index(OPEN_CDATA) + len(OPEN_CDATA)
    return start, start + len(inner) - len(OPEN_CDATA) - len(CLOSE_CDATA)


def text_with_cdata(raw: bytes) -> str | None:
    """The text that character data and CDATA sections stand for together; None if there is anything else in `raw`."""
    pieces = _CDATA.split(raw)
    outside = b"".join(pieces[::2])
    if b"<" in outside or ENTITY.search(outside):
        return None
    return "".join(piece.decode() if index % 2 else unescape(piece) for index, piece in enumerate(pieces))


def in_cdata(text: str) -> bytes:
    """Text as one CDATA section, or more where it holds `]]>`."""
    return OPEN_CDATA + escape_cdata(text) + CLOSE_CDATA
