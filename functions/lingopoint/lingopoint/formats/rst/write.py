r"""Translated parts as reStructuredText: text stays text wherever it lands.

Inline markup needs white space or punctuation around it; where a translation has none, `\ ` stands there, which shows
nothing. Paragraphs that were wrapped are wrapped again, at spaces.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lingopoint.formats.rst.inline import may_begin, may_end
from lingopoint.formats.rst.lines import width
from lingopoint.formats.rst.punctuation import is_pair
from lingopoint.formats.rst.starts import START, is_adornment
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Part

_LONGEST_LINE, _LONG_WIDTH, _NARROWEST = 5_000, 100, 20
"""docutils reads nothing of a document with a line of over 10,000 characters."""

_BREAKS = compile_pattern("[\\s\\x1c-\\x1f\\x85\\u2028\\u2029]*[\\r\\n\\t\\v\\f\\x1c-\\x1f\\x85\\u2028\\u2029]\\s*")
_MARKUP = compile_pattern(r"\\|(?<!\s)[*`|]|[*`|](?!\s)|(?<=[\w\]])(?<!_)_(?=_*+(?!\w))")
_NOTHING: Final = "\\\0"
r"""`\ ` in a text whose lines may break at spaces alone."""

_BY_ORDER: Final = {b"`__", b"[#]_", b"[*]_"}

Piece = tuple[str, bool]
"""A piece of what is written, and whether it is markup."""


Sources = Mapping[tuple[bytes, bytes, str], str]
"""How an OPEN, a CLOSE and the text between them were written, where that is another way than one after the other."""


def written(parts: Sequence[Part], sources: Sources, *, starts_block: bool) -> str:
    """The parts on one line; a space that is part of markup is a NUL. What cannot be right is not markup that ends."""
    if not _is_in_order(parts):
        return "``"
    result = ""
    is_markup = False
    for piece, markup in _pieces(parts, sources):
        result += _joint(result, is_markup, piece, markup) + piece
        is_markup = markup
    if starts_block and _is_start(result.replace("\0", " ")):
        result = (_NOTHING if result and _starts_with_markup(parts) else "\\") + result
    return result[:-2] + "\\::" if result.endswith("::") else result


def _is_start(text: str) -> bool:
    return START.match(text) is not None or is_adornment(text)


def _is_in_order(parts: Sequence[Part]) -> bool:
    """Whether what finds its target by its order, such as `[#]_` and references without names, kept that."""
    numbers = [part.number for part in parts if isinstance(part, Code) and part.raw in _BY_ORDER]
    return numbers == sorted(numbers)


def plain(text: str) -> str:
    """A text in which nothing is markup, on one line."""
    return _BREAKS.sub(" ", text).strip()


def lines_of(text: str, room: int) -> list[str]:
    """A text on lines of at most so many columns; a longer word overflows. One line where another form is not sure."""
    wrapped = [line.replace("\0", " ") for line in _wrapped(text, max(room, _NARROWEST))]
    return [text.replace("\0", " ")] if any(map(is_adornment, wrapped[1:])) else wrapped


def width_of(lines: Sequence[str], written_text: str) -> int:
    """At which column to break a text that stood on these lines; 0 for nowhere."""
    if len(lines) > 1:
        return max(map(width, lines))
    return _LONG_WIDTH if len(written_text) > _LONGEST_LINE else 0


def _wrapped(text: str, room: int) -> Iterator[str]:
    line, size = "", 0
    for word in text.split(" "):
        wide = width(word)
        if line and size + 1 + wide > room:
            yield line
            line, size = word, wide
        else:
            line, size = (f"{line} {word}", size + 1 + wide) if line else (word, wide)
    yield line


def _starts_with_markup(parts: Sequence[Part]) -> bool:
    return bool(parts) and isinstance(parts[0], Code) and parts[0].raw is not None


def _joint(before: str, is_markup: bool, piece: str, markup: bool) -> str:
    """What must stand between two pieces so that both are read as they are meant."""
    if not before or not piece or before.endswith(_NOTHING):
        return ""
    last = " " if before[-1] == "\0" else before[-1]
    if markup and (not may_begin(last) or (len(piece) > 1 and is_pair(last, piece.lstrip("*`|_")[:1] or " "))):
        return _NOTHING
    return _NOTHING if is_markup and not may_end(piece[0]) else ""


def _pieces(parts: Sequence[Part], sources: Sources) -> Iterator[Piece]:
    """Text, single codes, and pairs with what is in them."""
    at = 0
    while at < len(parts):
        part = parts[at]
        if isinstance(part, str):
            yield _escaped(part), False
        elif part.raw is None:
            yield _escaped(part.shown), False
        elif part.kind is CodeKind.OPEN:
            end = next((i for i in range(at, len(parts)) if _closes(parts[i], part)), len(parts) - 1)
            yield from _pair(parts[at : end + 1], sources)
            at = end
        else:
            yield part.raw.decode().replace(" ", "\0"), True
        at += 1


def _closes(part: Part, opener: Code) -> bool:
    return isinstance(part, Code) and part.kind is CodeKind.CLOSE and part.number == opener.number


def _pair(parts: Sequence[Part], sources: Sources) -> Iterator[Piece]:
    """A pair as one piece of markup, white space at the ends of its text outside of it."""
    opener, closer = (part.raw or b"" if isinstance(part, Code) else b"" for part in (parts[0], parts[-1]))
    inner = "".join(_escaped(part if isinstance(part, str) else part.shown) for part in parts[1:-1])
    text = "".join(part if isinstance(part, str) else part.shown for part in parts[1:-1]).strip()
    if inner[:1].isspace():
        yield " ", False
    yield (
        sources.get((opener, closer, text), f"{opener.decode()}\1{closer.decode()}")
        .replace(" ", "\0")
        .replace("\1", inner.strip()),
        True,
    )
    if inner[-1:].isspace() and text:
        yield " ", False


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", _BREAKS.sub(" ", text))
