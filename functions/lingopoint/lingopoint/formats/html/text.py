"""Text in HTML: character references decoded and written again, and where a piece of text begins and ends."""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from html.entities import html5

from lingopoint.formats.html.names import Value
from lingopoint.formats.hyphens import unhyphenated
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

_SPELLED = compile_pattern(r"&(?:#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6})|[A-Za-z][A-Za-z0-9]{1,30});|&nbsp(?!\w)")
_AMPERSAND = compile_pattern(r"&(#?+\w{0,40};?+)")
_SPACE_SIGN = "\u00a0"
_LINE_BREAK = compile_pattern(rb"((?:&#(?:0*1[03]|[xX]0*[aAdD]);)++)")
_IN_ATTRIBUTE = compile_pattern(r"&(?:#(?:[0-9]++|[xX][0-9A-Fa-f]++);?+|[A-Za-z][A-Za-z0-9]*+(?:;|=?+))")
_NO_CHARACTER = compile_pattern("&#[0-9]{100,}+;?+")
_NEEDS_QUOTES = compile_pattern(rb"[ \t\n\r\f\"'`=<>]|/\Z")


def has_letter(text: str) -> bool:
    """Whether any character is a letter, so that there is something to translate."""
    found = _LETTER.search(text)
    return found is not None and (found[0].isalpha() or any(map(str.isalpha, text)))


def decode(raw: bytes) -> str:
    """Text as it is read: references resolved, white space collapsed (a no-break space is none), words whole."""
    text = raw.decode()
    if "&" in text:
        text = _unescape(text)
    if text.isprintable() and "  " not in text:
        return unhyphenated(text) if "\u2011" in text else text
    return unhyphenated(_COLLAPSIBLE.sub(" ", text))


def _decode_attribute(raw: bytes) -> str:
    text = raw.decode()
    return unhyphenated(_COLLAPSIBLE.sub(" ", _IN_ATTRIBUTE.sub(_referent, text) if "&" in text else text))


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


Spelling = tuple[tuple[str, str], ...]
"""How characters are written of which the source has references only: each with its reference."""


def spelling(raw: bytes) -> Spelling:
    """How the text of a unit, as it stands in the document, spells its characters; a bare ampersand is one."""
    if b"&" not in raw:
        return ()
    text = raw.decode()
    spelled: dict[str, str] = {}
    rest = _SPELLED.sub(_unresolved, text)
    for reference in _SPELLED.findall(text):
        character = _unescape(reference)
        if len(character) == 1 and (character not in rest or character == _SPACE_SIGN):
            spelled.setdefault(character, reference if reference.endswith(";") else f"{reference};")
    if "&" in rest:
        spelled["&"] = "&"
    return tuple(spelled.items())


def _unresolved(reference: re.Match[str]) -> str:
    """What stays of a reference: all of one that is none."""
    return reference[0] if _unescape(reference[0]) == reference[0] else ""


@lru_cache(maxsize=256)
def text_writer(spelled: Spelling) -> Writer:
    """Writes a translation as HTML text, with references where the source has them."""
    return write_with(partial(_spell, dict(spelled)) if spelled else _escape)


@lru_cache(maxsize=256)
def _attribute_writer(quote: bytes, spelled: Spelling) -> Writer:
    mark = (quote or b'"').decode()
    in_quotes = {mark: "&quot;" if mark == '"' else "&#39;"}
    quoted = write_with(partial(_spell, in_quotes | dict(spelled)))
    return quoted if quote else partial(_write_unquoted, quoted)


def _write_unquoted(write: Callable[[Parts], bytes], parts: Parts) -> bytes:
    value = write(parts)
    return b'"%b"' % value if not value or _NEEDS_QUOTES.search(value) else value


def _escape(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def _spell(spelled: Mapping[str, str], text: str) -> bytes:
    """Text with these references. An ampersand is bare where the source has such and it begins no reference."""
    table: dict[str, str | int | None] = {"&": "&amp;", "<": "&lt;", ">": "&gt;", **spelled}
    if table["&"] == "&" and "&" in text:
        del table["&"]
        text = _AMPERSAND.sub(_bare_or_not, text)
    return text.translate(str.maketrans(table)).encode()


def _bare_or_not(ampersand: re.Match[str]) -> str:
    is_whole = ampersand[0].endswith(";") or ampersand.end() < len(ampersand.string)
    is_bare = is_whole and _unescape(ampersand[0]) == ampersand[0]
    return ampersand[0] if is_bare else f"&amp;{ampersand[1]}"


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
    return Unit(start, end, (unhyphenated(_COLLAPSIBLE.sub(" ", text)),), _attribute_writer(quote, ()))


def _careful_unit(data: bytes, value: Value) -> Unit | None:
    start, end = trim(data, value.start, value.end) if value.quote else value[:2]
    parts = tuple(_attribute_parts(data[start:end]))
    if not any(isinstance(part, str) and has_letter(part) for part in parts):
        return None
    return Unit(start, end, parts, _attribute_writer(value.quote, spelling(data[start:end])))


def _attribute_parts(raw: bytes) -> Iterator[Part]:
    for index, piece in enumerate(_LINE_BREAK.split(raw)):
        if index % 2:
            yield Code(CodeKind.LONE, index // 2 + 1, piece)
        elif piece:
            yield _decode_attribute(piece)
