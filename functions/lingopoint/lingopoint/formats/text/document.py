"""Plain text: paragraphs, lists, tables and lines.

A unit is one line, or the lines of a paragraph that was wrapped at a column; the translation of a paragraph is wrapped
again at the same column, with the same indentation and quote marks. Bullets, numbers, quote marks and what separates
the columns of a table stay outside of the units.

Nothing in plain text tells the line breaks that an editor made from those that the writer meant. A break is taken for
wrapping only when

- the longest line of the paragraph has 40 to 160 columns;
- the first word of the line below would not have fitted above, or it starts with a lowercase letter and the line above
  fills four fifths of the width;
- the sentence goes on: the line above does not end one, and the line below starts with a lowercase letter or a letter
  of a script without case. Where this holds for one break of a paragraph, its others need only the first two
  conditions; a paragraph where it holds for none is measured against the typical width of those where it does;
- the line below is no list item, neither line is a row of a table, and indentation and quote marks go on.

So addresses, headings, verse and lists of sentences keep their lines.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, cycle, pairwise
from typing import NamedTuple

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.text.wrapping import columns, fill, first_columns, joint, lay_out
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Parts, Unit, Work, Writer, write_with

_NARROWEST, _WIDEST = 40, 160
_FULL = 0.8

_BOM = b"\xef\xbb\xbf"
_PARAGRAPH = compile_pattern(rb"(?<![ \t])[ \t]*+[^\s][^\n]*+(?:\n[ \t]*+[^\s][^\n]*+)*+")
_PARAGRAPH_CR = compile_pattern(rb"(?<![ \t])[ \t]*+[^\s][^\r\n]*+(?:(?:\r\n?|\n)[ \t]*+[^\s][^\r\n]*+)*+")
"""The same for texts where a carriage return alone ends a line; several times slower."""

_LEAD = compile_pattern(
    r"""
    ( (?:[ \t]*+>)*+ [ \t]*+ )                                             # indentation and quote marks
    ( (?: (?: [-*+•‣–—▪●◦·] | \#{1,6} | \[[ xX]\]                          # bullets, tick boxes
            | \(?\d{1,3}(?:\.\d{1,3})*+[.)] | \(?[a-z]\) ) [ \t]++ )*+ )   # numbers, letters
    \s*+
    """,
    re.VERBOSE,
)

_GAP = compile_pattern(r"(\x1b\[[0-9;]*[A-Za-z]|[\x01-\x1f\x7f\x85\u2028\u2029]+| {3,}|\.{5,}|_{3,})")
"""Between the columns of a table, a label and its blank, two pages: what stands before and behind is unrelated."""

_GAP_SIGNS = ("   ", ".....", "___", "\x85", "\u2028", "\u2029")
_NOT_CONTROL = bytes(byte for byte in range(256) if byte >= 32 and byte != 127) + b"\r\n"

_SENTENCE_ENDS = frozenset(".!?:;…。！？：；؟।۔")
_WORDLIKE = compile_pattern(r"[^\W_]")
_PLAIN_END = compile_pattern(r"[^\W_][,.;:!?)\"']")

_write_line = write_with(str.encode)


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    prefix: str
    item: bool
    row: bool
    lead: int
    """Columns before the text."""
    width: int
    """Columns up to its end."""


class _Paragraph(NamedTuple):
    lines: list[_Line]
    width: int
    """Of the longest line that could have been broken; 0 when text is not wrapped at such a width."""
    wrapped: bool
    """Whether it certainly was wrapped at that width."""


def extract(data: bytes, options: Options) -> Document:
    """The units of a plain text. Raises UnreadableError when it is no text at all."""
    if b"\0" in data:
        raise UnreadableError("not text: it holds a NUL byte")
    try:
        return Document(data, _units(data, options.work))
    except UnicodeDecodeError as error:
        raise UnreadableError("not valid UTF-8") from error


def _units(data: bytes, work: Work) -> list[Unit]:
    signs = [sign for sign in _GAP_SIGNS if sign.encode() in data]
    signs += [chr(control) for control in set(data.translate(None, _NOT_CONTROL))]
    found: list[Unit | _Paragraph] = []
    widths: list[int] = []
    pattern = _PARAGRAPH if data.count(b"\r") == data.count(b"\r\n") else _PARAGRAPH_CR
    for match in pattern.finditer(data, len(_BOM) if data.startswith(_BOM) else 0):
        block, start = match.group().rstrip(), match.start()
        text = block.decode()
        plain = None if any(map(text.__contains__, signs)) else _plain(text)
        if plain:
            text, width, write = plain
            widths += [width] if width else []
            work.unit()
            found.append(Unit(start, start + len(block), (text,), write))
            continue
        paragraph = _paragraph(block, start, signs, work)
        if paragraph.wrapped or paragraph.width == 0:
            widths += [paragraph.width] if paragraph.wrapped else []
            found += _paragraph_units(data, paragraph, paragraph.width, work)
        else:
            found.append(paragraph)
    return list(_settled(data, found, sorted(widths)[len(widths) // 2] if widths else 0, work))


def _settled(data: bytes, found: Sequence[Unit | _Paragraph], typical: int, work: Work) -> Iterator[Unit]:
    for each in found:
        if isinstance(each, Unit):
            yield each
        else:
            yield from _paragraph_units(data, each, max(each.width, typical) if typical else 0, work)


def _plain(text: str) -> tuple[str, int, Writer] | None:
    """The text, width and writer of a paragraph that is one line, or certainly wrapped, and has nothing special in it.

    `_paragraph` says the same of such a paragraph, but most of a book is made of them and this is several times faster.
    """
    separator = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(separator)
    starts = text[:1].isalpha() and text[1:2] != ")"
    if not starts or text[-1].isspace() or ("\r" in text and not _is_uniform(lines)):
        return None
    if len(lines) == 1:
        return text, 0, _write_line
    longest = max(lines, key=len)
    width = len(longest)
    if (
        not _NARROWEST <= width <= _WIDEST
        or " " not in longest
        or columns(text) != len(text)
        or not _is_wrapped(lines, width)
    ):
        return None
    return " ".join(lines), width, _rewrapping(width, width, separator.encode())


def _is_uniform(lines: Sequence[str]) -> bool:
    return not any("\r" in line or "\n" in line for line in lines)


def _is_wrapped(lines: Sequence[str], width: int) -> bool:
    """What `_may_follow`, `_is_long` and `_goes_on` say together of lines without bullets, gaps and wide characters."""
    goes_on = False
    enough = _FULL * width
    for upper, lower in pairwise(lines):
        first, last = lower[0], upper[-1]
        if not (first.isalpha() and lower[1:2] != ")" and (last.isalnum() or _PLAIN_END.search(upper[-2:]))):
            return False
        if len(upper) + 1 + len(lower.partition(" ")[0]) <= width and not (len(upper) >= enough and first.islower()):
            return False
        goes_on = goes_on or (last not in _SENTENCE_ENDS and not first.isupper())
    return goes_on


def _paragraph(block: bytes, start: int, signs: Sequence[str], work: Work) -> _Paragraph:
    lines = []
    for raw in block.splitlines(keepends=True):
        work.unit()  # each may become one
        lines.append(_line(raw, start, signs))
        start += len(raw)
    width = max((line.width for line in lines if " " in line.text or not line.text.isascii()), default=0)
    if len(lines) == 1 or not _NARROWEST <= width <= _WIDEST:
        return _Paragraph(lines, 0, wrapped=False)
    wrapped = any(_may_follow(upper, lower) and _goes_on(upper, lower, width) for upper, lower in pairwise(lines))
    return _Paragraph(lines, width, wrapped)


def _line(raw: bytes, start: int, signs: Sequence[str]) -> _Line:
    line = raw.decode()
    lead = _LEAD.match(line)
    assert lead is not None  # it matches the empty string, too
    prefix, bullets = lead.groups()
    skipped = lead.end()
    text = line[skipped:].rstrip()
    row = any(map(text.__contains__, signs)) and _GAP.search(text) is not None
    before = columns(line[:skipped].expandtabs()) if skipped else 0
    start += skipped if raw.isascii() else len(line[:skipped].encode())
    end = start + (len(text) if raw.isascii() else len(text.encode()))
    return _Line(start, end, text, prefix, bool(bullets), row, before, before + columns(text))


def _may_follow(upper: _Line, lower: _Line) -> bool:
    """Whether both are lines of running text, as far as their own form goes."""
    return (
        not (lower.item or lower.row or upper.row)
        and (lower.prefix == upper.prefix or lower.prefix.count(">") == upper.prefix.count(">"))
        and (upper.text[-1:].isalnum() or _WORDLIKE.search(upper.text[-4:]) is not None)
        and (lower.text[:1].isalnum() or _WORDLIKE.search(lower.text[:4]) is not None)
    )


def _is_long(upper: _Line, lower: _Line, width: int) -> bool:
    # Ideographs wrap anywhere but before some punctuation, which may leave one column of two free.
    needed = (1 if joint(upper.text, lower.text) else 2) + first_columns(lower.text)
    return upper.width + needed > width or (upper.width >= _FULL * width and lower.text[0].islower())


def _goes_on(upper: _Line, lower: _Line, width: int) -> bool:
    """Whether a sentence certainly goes on from one line to the other."""
    return _is_middle(upper.text[-1], lower.text[0]) and _is_long(upper, lower, width)


def _is_middle(last: str, first: str) -> bool:
    """Whether a sentence may go on from the `last` character of a line to the `first` of the next."""
    return last not in _SENTENCE_ENDS and first.isalpha() and not first.isupper()


def _paragraph_units(data: bytes, paragraph: _Paragraph, limit: int, work: Work) -> Iterator[Unit]:
    """`limit` is the width that long lines are measured against, 0 where each sentence must certainly go on."""
    for run in _runs(paragraph, limit):
        if len(run) > 1:
            yield _wrapped_unit(data, run, paragraph.width)
        elif run[0].row:
            yield from _cells(run[0], work)
        elif any(map(str.isalpha, run[0].text)):
            yield Unit(run[0].start, run[0].end, (run[0].text,), _write_line)


def _runs(paragraph: _Paragraph, limit: int) -> Iterator[list[_Line]]:
    """The lines of a paragraph, those together that are one wrapped text."""
    run = paragraph.lines[:1]
    for lower in paragraph.lines[1:]:
        upper = run[-1]
        joins = paragraph.width > 0 and (len(run) == 1 or lower.prefix == upper.prefix) and _may_follow(upper, lower)
        if joins and (_goes_on(upper, lower, paragraph.width) or (limit and _is_long(upper, lower, limit))):
            run.append(lower)
        else:
            yield run
            run = [lower]
    yield run


def _cells(row: _Line, work: Work) -> Iterator[Unit]:
    """The texts between the gaps of a line."""
    start = row.start
    for piece, is_gap in zip(_GAP.split(row.text), cycle((False, True)), strict=False):
        cell = piece.strip()
        if not is_gap and any(map(str.isalpha, cell)):
            work.unit()
            begin = start + len(piece[: piece.index(cell)].encode())
            yield Unit(begin, begin + len(cell.encode()), (cell,), _write_line)
        start += len(piece.encode())


def _wrapped_unit(data: bytes, run: list[_Line], width: int) -> Unit:
    joints = [joint(upper.text, lower.text) for upper, lower in pairwise(run)]
    text = "".join(chain.from_iterable(zip((line.text for line in run), [*joints, ""], strict=True)))
    write = _rewrapping(width - run[0].lead, width - run[1].lead, data[run[0].end : run[1].start])
    return Unit(run[0].start, run[-1].end, (text,), write)


def _rewrapping(first: int, width: int, separator: bytes) -> Writer:
    def write(parts: Parts) -> bytes:
        return lay_out(parts, partial(fill, width=width, first=first), str.encode, separator)

    return write
