"""Text in HTML: character references decoded and written again, and where a piece of text begins and ends."""

import html
import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from html.entities import html5

from lingopoint.formats.html.names import Value
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Part, Parts, Unit, Writer, write_with

_COLLAPSIBLE = compile_pattern("[\t\n\r\f][ \t\n\r\f]*+| [ \t\n\r\f]++")
_LETTER = compile_pattern(r"[^\W\d_]")

_SPACE = rb"(?:[\t-\r\x1c-\x20]|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2(?:\x80[\x80-\x8a\xa8\xa9\xaf]|\x81\x9f)|\xe3\x80\x80)"
_REFERENCE = rb"&#?\w{1,32}+;?"
_SPACES = compile_pattern(rb"%b*+" % _SPACE)
_FIRST_REFERENCE = compile_pattern(_REFERENCE)
_LAST = compile_pattern(rb"(?:%b|%b)\Z" % (_SPACE, _REFERENCE))
_LONGEST = 64

_NO_BREAK_SPACE = compile_pattern(rb"&(?:nbsp|#0*+160|#[xX]0*+[aA]0)(?![\w])")
_LINE_BREAK = compile_pattern(rb"((?:&#(?:0*1[03]|[xX]0*[aAdD]);)++)")
_IN_ATTRIBUTE = compile_pattern(r"&(?:#(?:[0-9]++|[xX][0-9A-Fa-f]++);?+|[A-Za-z][A-Za-z0-9]*+(?:;|=?+))")
_NO_CHARACTER = compile_pattern("&#[0-9]{100,}+;?+")
_NEEDS_QUOTES = compile_pattern(rb"[ \t\n\r\f\"'`=<>]|/\Z")


def has_letter(text: str) -> bool:
    """Whether any character is a letter, so that there is something to translate."""
    found = _LETTER.search(text)
    return found is not None and (found[0].isalpha() or any(map(str.isalpha, text)))


def decode(raw: bytes) -> str:
    """Text as a reader sees it: references resolved, white space collapsed (a no-break space is none)."""
    text = raw.decode()
    if "&" in text:
        text = _unescape(text)
    return text if text.isprintable() and "  " not in text else _COLLAPSIBLE.sub(" ", text)


def _decode_attribute(raw: bytes) -> str:
    text = raw.decode()
    return _COLLAPSIBLE.sub(" ", _IN_ATTRIBUTE.sub(_referent, text) if "&" in text else text)


def _referent(match: re.Match[str]) -> str:
    """In an attribute `&copy=1` and `&copyright` are no references (section 13.2.5.73, named character reference)."""
    reference = match[0]
    if reference[1] != "#" and reference[1:] not in html5:
        return reference
    return _unescape(reference)


def _unescape(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:
        # int() refuses thousands of digits, which name no character anyway.
        return html.unescape(_NO_CHARACTER.sub("\ufffd", text))


def trim(data: bytes, start: int, end: int) -> tuple[int, int]:
    """The span without white space of any kind around it, written as references or not."""
    start = _after_spaces(data, start, end)
    return start, _before_spaces(data, start, end)


def _after_spaces(data: bytes, start: int, end: int) -> int:
    while True:
        found = _SPACES.match(data, start, end)
        start = found.end() if found else start
        reference = _FIRST_REFERENCE.match(data, start, end)
        if reference is None or not html.unescape(reference[0].decode()).isspace():
            return start
        start = reference.end()


def _before_spaces(data: bytes, start: int, end: int) -> int:
    while end > start:
        found = _LAST.search(data, max(start, end - _LONGEST), end)
        if found is None or not html.unescape(found[0].decode()).isspace():
            return end
        end = found.start()
    return end


def text_writer(data: bytes, start: int, end: int) -> Writer:
    """Writes a translation as HTML text, with no-break spaces spelled as they are in the source, `start` to `end`."""
    return _text_writer(_no_break_space(data, start, end))


def _no_break_space(data: bytes, start: int, end: int) -> bytes:
    if data.find(b"&", start, end) < 0:
        return b""
    found = _NO_BREAK_SPACE.search(data, start, end)
    return found[0] + b";" if found else b""


@lru_cache(maxsize=16)
def _text_writer(no_break_space: bytes) -> Writer:
    return write_with(partial(_escape, no_break_space=no_break_space))


@lru_cache(maxsize=64)
def _attribute_writer(quote: bytes, no_break_space: bytes) -> Writer:
    quoted = write_with(partial(_escape, no_break_space=no_break_space, quote=quote or b'"'))
    return quoted if quote else partial(_write_unquoted, quoted)


def _write_unquoted(write: Callable[[Parts], bytes], parts: Parts) -> bytes:
    value = write(parts)
    return b'"%b"' % value if not value or _NEEDS_QUOTES.search(value) else value


def _escape(text: str, no_break_space: bytes, quote: bytes = b"") -> bytes:
    raw = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
    if quote:
        raw = raw.replace(quote, b"&quot;" if quote == b'"' else b"&#39;")
    return raw.replace(b"\xc2\xa0", no_break_space) if no_break_space else raw


def attribute_unit(data: bytes, value: Value) -> Unit | None:
    """The unit of an attribute's value, or None when it holds no words.

    A line break written as a reference is meant as one and becomes a code.
    """
    start, end, quote = value
    text = data[start:end].decode()
    if "&" in text or not text.isprintable() or text != text.strip():
        return _careful_unit(data, value)
    if not has_letter(text):
        return None
    return Unit(start, end, (_COLLAPSIBLE.sub(" ", text),), _attribute_writer(quote, b""))


def _careful_unit(data: bytes, value: Value) -> Unit | None:
    start, end = trim(data, value.start, value.end) if value.quote else value[:2]
    parts = tuple(_attribute_parts(data[start:end]))
    if not any(isinstance(part, str) and has_letter(part) for part in parts):
        return None
    return Unit(start, end, parts, _attribute_writer(value.quote, _no_break_space(data, start, end)))


def _attribute_parts(raw: bytes) -> Iterator[Part]:
    for index, piece in enumerate(_LINE_BREAK.split(raw)):
        if index % 2:
            yield Code(CodeKind.LONE, index // 2 + 1, piece)
        elif piece:
            yield _decode_attribute(piece)
