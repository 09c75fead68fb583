"""What a sheet says besides its cells: headers and footers to print, prompts of cells, tips of links.

ECMA-376 part 1: `headerFooter` section 18.3.1.46, whose three sections begin at `&L`, `&C` and `&R` and which takes 255
characters; `dataValidation` section 18.3.1.32, whose titles take 32 and whose texts 255. Lists of choices stay: they
are compared with cells.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain

from lingopoint.formats.nesting import Nested
from lingopoint.formats.office.follows import ATTRIBUTES
from lingopoint.formats.office.lines import Limited, encode_plain, limited
from lingopoint.formats.xml import escape, quotable, unescape
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Part, Parts, Unit, Work

_HEADER = compile_pattern(rb"<((?:\w+:)?(?:odd|even|first)(?:Header|Footer))(?:\s[^<>]*+)?>([^<]++)</\1\s*+>")
_TAG = compile_pattern(rb"<(?:\w+:)?(?:dataValidation|hyperlink)(?=\s)%b/?>" % ATTRIBUTES)
_SAID = compile_pattern(rb"\s(error|errorTitle|prompt|promptTitle|tooltip)\s*+=\s*+(?:\"([^\"]++)\"|'([^']++)')")
_IN_QUOTES, _IN_APOSTROPHES = 2, 3
_MOST = {b"errorTitle": 32, b"promptTitle": 32}
_LONGEST = 255

_SECTION = compile_pattern(rb"&[LCRlcr]|[\r\n]++|((?:&&|&(?![LCRlcr])|[^&\r\n])++)")
"""What begins a section or a line of one, or as a group what is in it."""

_CODE = compile_pattern(rb"&(?:\"[^\"]*+\"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d{1,3}|[A-Za-z])")
_SIZE = compile_pattern(rb"&\d{1,3}\Z")
_BREAKS = compile_pattern(r"[\r\n]+")


def printed(data: bytes, work: Work) -> Iterator[Nested]:
    """The texts, in order."""
    start = max(data.rfind(b"sheetData"), 0)
    if data.find(b"<!", start) >= 0:
        return
    found = chain(_headers(data, start, work), _said(data, start, work))
    yield from sorted((each for each in found if each.document.units), key=lambda each: each.start)


def _headers(data: bytes, start: int, work: Work) -> Iterator[Nested]:
    for header in _HEADER.finditer(data, start):
        text = unescape(header[2])
        yield Nested(*header.span(2), Limited(text, list(_header_units(text.encode(), work)), _LONGEST), escape)


def _said(data: bytes, start: int, work: Work) -> Iterator[Nested]:
    for tag in _TAG.finditer(data, start):
        for said in _SAID.finditer(data, *tag.span()):
            place = said.span(_IN_APOSTROPHES if said[_IN_QUOTES] is None else _IN_QUOTES)
            text = unescape(data[slice(*place)])
            yield Nested(*place, limited(text, _MOST.get(said[1], _LONGEST), work), quotable)


def _header_units(header: bytes, work: Work) -> Iterator[Unit]:
    for section in _SECTION.finditer(header):
        pieces = [*_pieces(section)] if section.lastindex else []
        while pieces and (isinstance(pieces[0][2], Code) or pieces[0][2].isspace()):
            del pieces[0]
        while pieces and (isinstance(pieces[-1][2], Code) or pieces[-1][2].isspace()):
            del pieces[-1]
        if any(isinstance(part, str) and any(map(str.isalpha, part)) for _, _, part in pieces):
            work.unit()
            start, end, parts = _trimmed(header, pieces)
            yield Unit(start, end, parts, partial(_write, _SIZE.search(header[:start]) is not None))


_Piece = tuple[int, int, Part]


def _pieces(section: re.Match[bytes]) -> Iterator[_Piece]:
    """Text and codes; `&&` is text."""
    start, end = section.span()
    header = section.string
    for number, code in enumerate(_CODE.finditer(header.replace(b"&&", b"\0\0"), start, end), 1):
        if code.start() > start:
            yield start, code.start(), header[start : code.start()].replace(b"&&", b"&").decode()
        yield *code.span(), Code(CodeKind.LONE, number, code[0])
        start = code.end()
    if start < end:
        yield start, end, header[start:end].replace(b"&&", b"&").decode()


def _trimmed(header: bytes, pieces: list[_Piece]) -> tuple[int, int, Parts]:
    start, end = pieces[0][0], pieces[-1][1]
    raw = header[start:end]
    parts = [part for _, _, part in pieces]
    parts[0] = parts[0].lstrip() if isinstance(parts[0], str) else parts[0]
    parts[-1] = parts[-1].rstrip() if isinstance(parts[-1], str) else parts[-1]
    return end - len(raw.lstrip()), start + len(raw.rstrip()), _numbered(parts)


def _numbered(parts: list[Part]) -> Parts:
    first = next((part.number for part in parts if isinstance(part, Code)), 1) - 1
    return tuple(part if isinstance(part, str) else part._replace(number=part.number - first) for part in parts)


def _write(after_size: bool, parts: Parts) -> bytes:
    """Digits right after a size would be more of it."""
    pieces: list[bytes] = []
    for part in parts:
        if isinstance(part, Code) and part.raw is not None:
            pieces.append(part.raw)
            after_size = _SIZE.search(part.raw) is not None
            continue
        text = _BREAKS.sub(" ", part if isinstance(part, str) else part.shown)
        if text:
            pieces.append(b" " * (after_size and text[0].isdecimal()) + encode_plain(text).replace(b"&", b"&&"))
            after_size = False
    return b"".join(pieces)
