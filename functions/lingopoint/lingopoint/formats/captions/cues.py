"""The text of cues, in SubRip and WebVTT: what of it is a unit, and how a translation is laid out in its place.

A cue is one unit: a sentence goes on over its lines, and its translation is spread evenly over as many. Lines of
dialogue or song (a dash, a note, a speaker's name in capitals, a voice tag) are units of their own. Formatting around a
whole unit stays outside of it.

The blank line that would end a cue and the arrow that would begin one are never written, whatever a format escapes.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from typing import NamedTuple

from lingopoint.formats.options import UnreadableError
from lingopoint.formats.text import balance, lay_out
from lingopoint.regex import compile_pattern
from lingopoint.unit import CODE_BYTES, Code, CodeKind, Document, Part, Parts, Unit, Work, Writer

LINE_BREAK = rb"((?<![ \t])[ \t]*+(?:[\r\n]++[ \t]*+)++)"
"""Matches between two lines of a cue, with the white space around, as one group."""

_LINE_BREAK = compile_pattern(LINE_BREAK)
_LINE_ENDS = compile_pattern(r"[\r\n]+")
_ELEMENT = compile_pattern(rb"<(/?)([A-Za-z]+)")
_SLASH, _NAME = 1, 2
_NOTES = "♪♫♬♩"
_ANEW = compile_pattern(rf"[{_NOTES}–—‐-]|>>")
_BLANKS = ("&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&#9;", "&#10;", "&#13;", "&#32;", "&#160;", "&#xA0;", "&#xa0;")
"""White space as references, which authors use in SubRip as well."""
_LEADING = compile_pattern(rf"(?:[\s{_NOTES}>–—‐-]|{'|'.join(_BLANKS)})*+")
_TRAILING_BACKWARDS = compile_pattern(rf"(?:[\s{_NOTES}]|{'|'.join(blank[::-1] for blank in _BLANKS)})*+")
_UNEVEN = compile_pattern(r"\n(?:(?<=\s\n)|\W)")
"""A break between lines with white space around it, or before anything but a word."""
_LONGEST_NAME = 30
_ARROW = compile_pattern(rb"-->|\A-?>")
"""What marks a line with times; its beginning may stand before the unit."""


class Syntax(NamedTuple):
    """How the text of cues is written in a format.

    `encode` and `decode` are for text alone: what `encode` writes must never be read as markup.
    """

    starts: tuple[str, ...]
    """What markup and escapes start with: text without any of them is nothing but text."""
    markup_or_break: re.Pattern[bytes]
    """What is not text: markup, without a group, or `LINE_BREAK`."""
    elements: frozenset[bytes]
    """The names, in lower case, of the tags that come in pairs."""
    voice: tuple[bytes, ...]
    """How a tag starts that names who speaks from there on."""
    decode: Callable[[bytes], str]
    encode: Callable[[str], bytes]


class _Piece(NamedTuple):
    """The bytes `start` to `end` of the document, and what they are to the sentence."""

    start: int
    end: int
    part: Part


def document(data: bytes, spans: Iterable[tuple[int, int]], syntax: Syntax, work: Work) -> Document:
    """The units in the text of cues, which lies at `spans` (half-open, in order).

    Raises UnreadableError when it is not valid UTF-8.
    """
    try:
        return Document(data, list(_CueText(data, syntax, work).units(spans)))
    except UnicodeDecodeError as error:
        raise UnreadableError("not valid UTF-8") from error


def around(data: bytes, spans: Iterable[tuple[int, int]]) -> list[bytes]:
    """What stands before, between and after the texts of cues, white space apart."""
    edges = chain([0], chain.from_iterable(spans), [len(data)])
    return [data[start:end].strip() for start, end in zip(edges, edges, strict=True)]


def has_lone_returns(data: bytes) -> bool:
    """Whether a carriage return alone ends lines."""
    return data.count(b"\r") != data.count(b"\r\n")


def on_one_line(text: str) -> str:
    """The text with a space for the line breaks, which a translation has no say in."""
    return _LINE_ENDS.sub(" ", text)


class _CueText:
    """Finds the units in the text of the cues of a document."""

    def __init__(self, data: bytes, syntax: Syntax, work: Work) -> None:
        self._data = data
        self._work = work
        self._syntax = syntax
        self._line_break = b"\r\n" if b"\r\n" in data else b"\n" if b"\n" in data else b"\r"
        self._writers: dict[int, Writer] = {}

    def units(self, spans: Iterable[tuple[int, int]]) -> Iterator[Unit]:
        """The units in the text of cues, the bytes of each cue given as a span."""
        special = [character for character in self._syntax.starts if character.encode() in self._data]
        if has_lone_returns(self._data):
            special.append("\r")
        for start, end in spans:
            raw = self._data[start:end].rstrip()
            text = raw.decode().replace("\r\n", "\n")
            if not _is_even(text) or (special and any(map(text.__contains__, special))):
                yield from filter(None, map(self._unit, self._sentences(start, end)))
            elif text[0].isalpha() or any(map(str.isalpha, text)):
                self._work.unit()
                write = self._writer(text.count("\n") + 1)
                yield Unit(start, start + len(raw), (text.replace("\n", " "),), write)

    def _writer(self, lines: int) -> Writer:
        if lines not in self._writers:
            self._writers[lines] = partial(_write, lines, self._syntax.encode, self._line_break)
        return self._writers[lines]

    def _sentences(self, start: int, end: int) -> Iterator[list[_Piece]]:
        """The lines of a cue, those together that go on from one to the next."""
        sentence: list[_Piece] = []
        for line in self._lines(start, end):
            if sentence and _starts_anew(line, self._syntax.voice):
                yield sentence
                sentence = []
            sentence += line
        yield sentence

    def _lines(self, start: int, end: int) -> Iterator[list[_Piece]]:
        """The pieces of each line; every line but the first begins with the break before it, as a space."""
        line: list[_Piece] = []
        for match in self._syntax.markup_or_break.finditer(self._data, start, end):
            self._work.spend(CODE_BYTES)
            line += self._text(start, match.start())
            if match.lastindex:
                yield line
                line = [_Piece(*match.span(), " ")]
            else:
                line.append(_Piece(*match.span(), self._code(match.group())))
            start = match.end()
        yield [*line, *self._text(start, end)]

    def _text(self, start: int, end: int) -> list[_Piece]:
        return [_Piece(start, end, self._syntax.decode(self._data[start:end]))] if start < end else []

    def _code(self, raw: bytes) -> Code:
        element = _ELEMENT.match(raw)
        if element is None or element[_NAME].lower() not in self._syntax.elements:
            return Code(CodeKind.LONE, 0, raw)
        return Code(CodeKind.CLOSE if element[_SLASH] else CodeKind.OPEN, 0, raw)

    def _unit(self, sentence: Iterable[_Piece]) -> Unit | None:
        pieces = self._inside(_paired(sentence))
        parts = tuple(_parts(pieces))
        if not any(isinstance(part, str) and any(map(str.isalpha, part)) for part in parts):
            return None
        self._work.unit()
        start, end = pieces[0].start, pieces[-1].end
        return Unit(start, end, parts, self._writer(1 + len(_LINE_BREAK.findall(self._data, start, end))))

    def _inside(self, sentence: Iterable[_Piece]) -> Sequence[_Piece]:
        """The sentence without the formatting, dashes, notes and white space around it."""
        pieces = deque(sentence)
        while True:
            while pieces and self._leading(pieces[0]) == pieces[0].end:
                pieces.popleft()
            while pieces and self._trailing(pieces[-1]) == pieces[-1].start:
                pieces.pop()
            if len(pieces) < 2 or not _is_pair(pieces[0].part, pieces[-1].part):
                break
            pieces.popleft()
            pieces.pop()
        if pieces:
            pieces[0] = self._cut(pieces[0], self._leading(pieces[0]), pieces[0].end)
            pieces[-1] = self._cut(pieces[-1], pieces[-1].start, self._trailing(pieces[-1]))
        return pieces

    def _leading(self, piece: _Piece) -> int:
        """Where what is before the sentence ends in a piece at its start."""
        if not isinstance(piece.part, str):
            return piece.end if piece.part.kind is CodeKind.LONE else piece.start
        text = self._data[piece.start : piece.end].decode()
        match = _LEADING.match(text)
        return piece.start + len(match[0].encode()) if match else piece.start

    def _trailing(self, piece: _Piece) -> int:
        """Where what is behind the sentence begins in a piece at its end."""
        if not isinstance(piece.part, str):
            return piece.start if piece.part.kind is CodeKind.LONE else piece.end
        backwards = self._data[piece.start : piece.end].decode()[::-1]
        match = _TRAILING_BACKWARDS.match(backwards)
        return piece.end - len(match[0].encode()) if match else piece.end

    def _cut(self, piece: _Piece, start: int, end: int) -> _Piece:
        if not isinstance(piece.part, str) or (start, end) == piece[:2]:
            return piece
        return _Piece(start, end, self._syntax.decode(self._data[start:end]))


def _is_even(text: str) -> bool:
    """Whether each line starts with a word and none may be a speaker's: then all of the cue is one sentence."""
    return text[:1].isalnum() and ":" not in text and _UNEVEN.search(text) is None and not text[-1].isspace()


def _starts_anew(line: Iterable[_Piece], voice: tuple[bytes, ...]) -> bool:
    """Whether somebody else speaks or sings, or the same one again, from this line on."""
    for _, _, part in line:
        if not isinstance(part, str):
            if part.raw is not None and part.raw.startswith(voice):
                return True
        elif text := part.strip():
            name, colon, rest = text.partition(":")
            speaks = name.isupper() and len(name) <= _LONGEST_NAME and colon != "" and rest[:1].isspace()
            return speaks or _ANEW.match(text) is not None
    return False


def _paired(sentence: Iterable[_Piece]) -> list[_Piece]:
    """The pieces, with the codes that belong together numbered alike; those that stay open, or cross others, LONE."""
    pieces = list(sentence)
    numbers: dict[int, int] = {}
    opened: list[tuple[bytes, int]] = []
    names: Counter[bytes] = Counter()
    for place, piece in enumerate(pieces):
        if name := _element(piece.part, CodeKind.OPEN):
            opened.append((name, place))
            names[name] += 1
        elif names[name := _element(piece.part, CodeKind.CLOSE)]:
            opening = b""
            while opening != name:
                opening, start = opened.pop()
                names[opening] -= 1
            numbers[start] = numbers[place] = start
    return [_numbered(piece, place, numbers) for place, piece in enumerate(pieces)]


def _element(part: Part, kind: CodeKind) -> bytes:
    """The name of the element when the part is its code of that kind."""
    if isinstance(part, str) or part.kind is not kind or part.raw is None:
        return b""
    element = _ELEMENT.match(part.raw)
    return element[_NAME].lower() if element else b""


def _numbered(piece: _Piece, place: int, numbers: Mapping[int, int]) -> _Piece:
    if isinstance(piece.part, str):
        return piece
    kind = piece.part.kind if place in numbers else CodeKind.LONE
    return piece._replace(part=piece.part._replace(kind=kind, number=numbers.get(place, place)))


def _is_pair(first: Part, last: Part) -> bool:
    return isinstance(first, Code) and isinstance(last, Code) and first.number == last.number


def _parts(pieces: Iterable[_Piece]) -> Iterator[Part]:
    """Text joined, codes numbered in order of appearance."""
    numbers: dict[int, int] = {}
    for is_text, group in groupby((piece.part for piece in pieces), lambda part: isinstance(part, str)):
        if is_text:
            yield "".join(part for part in group if isinstance(part, str))
        else:
            codes = (part for part in group if isinstance(part, Code))
            yield from (code._replace(number=numbers.setdefault(code.number, len(numbers) + 1)) for code in codes)


def _write(lines: int, encode: Callable[[str], bytes], line_break: bytes, parts: Parts) -> bytes:
    written = _ARROW.sub("→".encode(), lay_out(parts, partial(balance, lines=lines), encode, line_break))
    return written if written.strip() else "\u00a0".encode()  # an empty line would end the cue
