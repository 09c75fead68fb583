"""A stretch of XML content as one unit: its text decoded, its markup as inline codes.

Markup and white space at both ends stay outside the unit, and markup without any text inside is one code.
"""

import re
from collections.abc import Iterator
from functools import partial

from lingopoint.formats.xml.items import Item, Items, has_letter, parts_of, trimmed
from lingopoint.formats.xml.spans import ATTRIBUTES, CDATA, END_TAG, LEAF, NAME, TOKEN, Element, quotable, unescape
from lingopoint.formats.xml.syntax import CLOSE_CDATA, OPEN_CDATA, Role, Syntax, Text
from lingopoint.regex import compile_pattern
from lingopoint.unit import CodeKind, Parts, Unit, Work, Writer, write_with

LONGEST_SHOWN = 200

_LINE_BREAK = compile_pattern(r"[ \t]*[\r\n]\s*")
_ATOM = rb"&[^;&]*+;|\\u[0-9A-Fa-f]{4}|(?<!\\)\\.|[\xc2-\xf4][\x80-\xbf]++|."
_FIRST_ATOM = compile_pattern(_ATOM, re.DOTALL)
_LAST_ATOM = compile_pattern(rb"(?:%b)\Z" % _ATOM, re.DOTALL)
_LONGEST_SPACE = 12


def unit(data: bytes, start: int, end: int, syntax: Syntax, work: Work) -> Unit | None:
    """The unit in a span of content, whose tags are balanced; None when it holds no letter."""
    work.unit()
    raw = data[start:end]
    if b"<" not in raw and not syntax.text.has_codes(raw):
        return _plain_unit(raw, start, syntax.text)
    items = trimmed(_Content(data, syntax, work).read(start, end))
    if not items:
        return None
    _strip(items, data, syntax)
    parts = parts_of(items)
    if not has_letter(parts):
        return None
    return Unit(items[0].start, items[-1].end, parts, _writer(items, syntax))


def attribute_unit(element: Element, name: bytes, work: Work) -> Unit | None:
    """The unit that is the value of an attribute; None when there is none, or no letter in it."""
    text = (element.get(name) or "").strip()
    if not any(map(str.isalpha, text)):
        return None
    work.unit()
    start, end, _ = element.set(name, text)
    return Unit(start, end, (text,), write_with(quotable))


def _plain_unit(raw: bytes, start: int, text: Text) -> Unit | None:
    decoded = one_line(text.decode(raw))
    if not any(map(str.isalpha, decoded)):
        return None
    lead, end = inner_span(raw, decoded, text)
    return Unit(start + lead, start + end, (decoded.strip(),), write_with(text.encode))


def one_line(text: str) -> str:
    """Text whose line breaks, with the white space around them, are one space each."""
    return _LINE_BREAK.sub(" ", text) if "\n" in text or "\r" in text else text


def inner_span(raw: bytes, decoded: str, text: Text) -> tuple[int, int]:
    """What is left of `raw` without white space at its ends, which may be written as references or escapes."""
    start, end = 0, len(raw)
    if decoded[:1].isspace():
        start = end - len(raw.lstrip())
        while (atom := _FIRST_ATOM.match(raw, start)) and text.decode(atom.group()).isspace():
            start = atom.end()
    if decoded[-1:].isspace():
        end = len(raw.rstrip())
        while atom := _LAST_ATOM.search(raw, max(start, end - _LONGEST_SPACE), end):
            if not text.decode(atom.group()).isspace():
                break
            end = atom.start()
    return start, end


def _strip(items: list[Item], data: bytes, syntax: Syntax) -> None:
    first, last = items[0], items[-1]
    if first.kind is None:
        start, _ = inner_span(data[first.start : first.end], first.text, _text_of(first, syntax))
        first.start, first.text = first.start + start, first.text.lstrip()
    if last.kind is None:
        _, end = inner_span(data[last.start : last.end], last.text, _text_of(last, syntax))
        last.end, last.text = last.start + end, last.text.rstrip()


def _text_of(item: Item, syntax: Syntax) -> Text:
    return syntax.cdata if item.context is CDATA else syntax.text


class _Content:
    """Reads content into items."""

    def __init__(self, data: bytes, syntax: Syntax, work: Work) -> None:
        self._data = data
        self._syntax = syntax
        self._items = Items(work)

    def read(self, start: int, end: int) -> list[Item]:
        """The items of a span whose tags are balanced."""
        data, items = self._data, self._items
        tokens = TOKEN.finditer(data, start, end)
        for token in tokens:
            start, end = token.span()
            markup = data.find(b"<", start, end)
            if markup != start:
                self._text(start, end if markup < 0 else markup, self._syntax.text)
            kind = token.lastindex
            if kind == END_TAG:
                items.close(markup, end, data[markup:end])
            elif kind == CDATA:
                self._section(markup, *token.span(CDATA), end)
            elif kind is not None and kind >= ATTRIBUTES:
                self._element(token, markup, tokens)
            elif markup >= 0:
                items.lone(markup, end, data[markup:end])
        items.leave_halves()
        return items.items

    def _element(self, token: re.Match[bytes], start: int, tokens: Iterator[re.Match[bytes]]) -> None:
        data, items = self._data, self._items
        kind, end = token.lastindex, token.end()
        role, key = self._syntax.inline(*token.group(NAME, ATTRIBUTES))
        if role is Role.PAIR and kind == LEAF:
            inner_start, inner_end = token.span(LEAF)
            items.open(start, inner_start, data[start:inner_start])
            self._text(inner_start, inner_end, self._syntax.text)
            items.close(inner_end, end, data[inner_end:end])
            return
        if kind == ATTRIBUTES:
            if role is Role.PAIR:
                items.open(start, end, data[start:end])
                return
            end = _end_of_element(tokens)
        raw = data[start:end]
        if role is Role.FIRST_HALF:
            items.open(start, end, raw, key)
        elif role is Role.SECOND_HALF:
            items.close(start, end, raw, key)
        elif role is Role.KEEP and 0 < len(shown := _visible_text(raw)) <= LONGEST_SHOWN:
            items.keep(start, end, raw, shown)
        else:
            items.lone(start, end, raw)

    def _section(self, start: int, inner_start: int, inner_end: int, end: int) -> None:
        self._items.open(start, inner_start, OPEN_CDATA, context=CDATA)
        self._text(inner_start, inner_end, self._syntax.cdata, CDATA)
        self._items.close(inner_end, end, CLOSE_CDATA, context=CDATA)

    def _text(self, start: int, end: int, text: Text, context: object = None) -> None:
        raw = self._data[start:end]
        if text.has_codes(raw):
            position = 0
            for code in text.codes.finditer(raw):
                if code.lastindex:
                    self._words(start + position, raw[position : code.start()], text, context)
                    self._items.lone(start + code.start(), start + code.end(), code.group())
                    position = code.end()
            start, raw = start + position, raw[position:]
        self._words(start, raw, text, context)

    def _words(self, start: int, raw: bytes, text: Text, context: object) -> None:
        words = one_line(text.decode(raw))
        if words:
            self._items.text(start, start + len(raw), raw, words, context)


def _end_of_element(tokens: Iterator[re.Match[bytes]]) -> int:
    depth = 1
    while depth:
        token = next(tokens)
        if token.lastindex == END_TAG:
            depth -= 1
        elif token.lastindex == ATTRIBUTES:
            depth += 1
    return token.end()


def _visible_text(raw: bytes) -> str:
    pieces: list[str] = []
    for token in TOKEN.finditer(raw):
        markup = raw.find(b"<", token.start(), token.end())
        pieces.append(unescape(raw[token.start() : token.end() if markup < 0 else markup]))
        if token.lastindex == CDATA:
            pieces.append(token[CDATA].decode())
        elif token.lastindex == LEAF:
            pieces.append(unescape(token[LEAF]))
    return " ".join("".join(pieces).split())


def _writer(items: list[Item], syntax: Syntax) -> Writer:
    kinds = {item.kind for item in items if item.context is CDATA}
    if None not in kinds:
        return write_with(syntax.text.encode)
    inside = CodeKind.OPEN not in kinds
    return partial(_write_with_cdata, syntax, inside)


def _write_with_cdata(syntax: Syntax, inside: bool, parts: Parts) -> bytes:
    """Text is encoded for where it comes to lie; markup that comes to lie in a CDATA section interrupts it."""
    pieces: list[bytes] = []
    depth = int(inside)
    for part in parts:
        if isinstance(part, str) or part.raw is None:
            text = part if isinstance(part, str) else part.shown
            pieces.append((syntax.cdata if depth else syntax.text).encode(text))
        elif part.raw == OPEN_CDATA:
            depth += 1
            pieces.append(part.raw if depth == 1 else b"")
        elif part.raw == CLOSE_CDATA:
            depth -= 1
            pieces.append(b"" if depth else part.raw)
        elif depth and part.raw.startswith((b"<", b"&")):
            pieces.append(CLOSE_CDATA + part.raw + OPEN_CDATA)
        else:
            pieces.append(part.raw)
    return b"".join(pieces)
