"""Lines of text: how wide they are, where they may break, and parts laid out over several of them.

A line breaks at spaces, and between the characters of Chinese and Japanese, but never before closing punctuation.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, Parts

_IDEOGRAPHS = "\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
_IDEOGRAPH = compile_pattern(f"[{_IDEOGRAPHS}]")
_WIDE = compile_pattern(f"[\u1100-\u115f{_IDEOGRAPHS}\uac00-\ud7a3\U0001f300-\U0001faff]")
_OPENING = "（「『【〈《〔［｛“‘"
_CLOSING = "、。，．・：；！？）」』】〉》〕］｝”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.!?:;)"
_PIECE = compile_pattern(
    rf"(?:[{_OPENING}]++(?:[^ {_IDEOGRAPHS}]++|[{_IDEOGRAPHS}])?+|[^ {_IDEOGRAPHS}]++|[{_IDEOGRAPHS}])[{_CLOSING}]*+"
)
"""What stays together on a line: a word, or an ideograph, with the punctuation around it."""


class Break(NamedTuple):
    """Where a line ends: the spaces `start` to `end` of the text (none between ideographs) give way to it."""

    start: int
    end: int


class _Piece(NamedTuple):
    start: int
    end: int
    columns: int


def columns(text: str) -> int:
    """The width of `text` in a fixed-width font: East Asian wide characters count two (Unicode UAX #11)."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def first_columns(text: str) -> int:
    """The width of what must stay together at the beginning of `text`, which starts with no space."""
    if text.isascii():
        return len(text.partition(" ")[0])
    match = _PIECE.match(text)
    return columns(match.group()) if match else 0


def joint(upper: str, lower: str) -> str:
    """What belongs in place of the break between two lines: a space, but for ideographs and after a hyphen."""
    last, first = upper[-1], lower[0]
    if last == "-":
        return "" if first.isalpha() and upper[-2:-1].isalpha() else " "
    return "" if last > "\xff" and _IDEOGRAPH.match(last) and _IDEOGRAPH.match(first) else " "


def fill(text: str, width: int, first: int) -> list[Break]:
    """The breaks of `text` in lines of at most `width` columns, the first of `first`; a longer word overflows."""
    return list(_breaks(_pieces(text), width, first))


def balance(text: str, lines: int) -> list[Break]:
    """The breaks of `text` in at most `lines` lines, the longest of them as short as it can be."""
    if lines < 2:
        return []
    pieces = _pieces(text)
    low, high = 1, columns(text)
    while low < high:
        middle = (low + high) // 2
        if sum(1 for _ in _breaks(pieces, middle, middle)) < lines:
            high = middle
        else:
            low = middle + 1
    return list(_breaks(pieces, high, high))


def _pieces(text: str) -> list[_Piece]:
    return [_Piece(*match.span(), columns(match.group())) for match in _PIECE.finditer(text)]


def _breaks(pieces: Sequence[_Piece], width: int, first: int) -> Iterator[Break]:
    room, end = first, 0
    for piece in pieces:
        needed = piece.start - end + piece.columns
        if needed > room and end > 0:
            yield Break(end, piece.start)
            room = width - piece.columns
        else:
            room -= needed
        end = piece.end


def lay_out(
    parts: Parts, breaks: Callable[[str], list[Break]], encode: Callable[[str], bytes], line_break: bytes
) -> bytes:
    """`parts` encoded, with `line_break` wherever `breaks` asks for one in the visible text; never inside a code."""
    visible = [part if isinstance(part, str) else "x" * columns(part.shown) for part in parts]
    pending = breaks("".join(visible))[::-1]
    result: list[bytes] = []
    offset = written = 0
    for part, text in zip(parts, visible, strict=True):
        end = offset + len(text)
        while pending and pending[-1].start < end:
            start, resume = pending.pop()
            result += (encode(text[written - offset : start - offset]), line_break)
            written = resume
        if isinstance(part, Code):
            result.append(encode(part.shown) if part.raw is None else part.raw)
        else:
            result.append(encode(text[written - offset :]))
        offset = end
        written = max(written, end)
    return b"".join(result)
