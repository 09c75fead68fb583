"""SubRip (.srt): counters, times and formatting stay, the words of each cue change. `cues` says what is a unit.

Text that belongs to no cue is translated as well: players differ in whether they show it.

SubRip has neither a specification nor escapes: what a translation would add to the formatting gets a zero width space
in it, and what would look like the arrow between two times becomes a real arrow.
"""

import re
from collections.abc import Iterator

from lingopoint.formats.captions import cues
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document

_BOM = b"\xef\xbb\xbf"


def _blocks(line: bytes, end: bytes) -> re.Pattern[bytes]:
    """Counter and times with the text below them (group 1), or text alone (group 2)."""
    time = rb"\d++:\d\d?:\d\d?(?:[,.:]\d{1,3})?"
    head = rb"(?:[ \t]*+\d++[ \t\r]*+%b)?+[ \t]*+%b[ \t]*+-->[ \t]*+%b%b" % (end, time, time, line)
    text_line = rb"(?!%b)[ \t]*+[^\s]%b" % (head, line)
    text = rb"%b(?:%b%b)*+" % (text_line, end, text_line)
    return compile_pattern(rb"(?<![ \t])(?:%b(?:%b(%b)?+)?+|(%b))" % (head, end, text, text))


_BLOCK = _blocks(line=rb"[^\n]*+", end=rb"\n")
_BLOCK_CR = _blocks(line=rb"[^\r\n]*+", end=rb"(?:\r\n?|\n)")
"""The same for texts where a carriage return alone ends a line; several times slower."""
_TEXT_ALONE = 2

_PAIRED = ("i", "b", "u", "s", "em", "strong", "font", "span", "ruby", "rb", "rt")
_MARKUP = (
    rf"</?(?i:{'|'.join(_PAIRED)}|br)\b[^<>\r\n]*+>"
    r"|\{\\[^{}\r\n]*+\}|\{[A-Za-z]:[^{}\r\n]*+\}|\\[Nh]"
)
_MARKUP_START = compile_pattern(rf"(?={_MARKUP}).")


def extract(data: bytes, options: Options) -> Document:
    """The units of SubRip subtitles. Raises UnreadableError when there is not one time in them, or no valid UTF-8."""
    pattern = _BLOCK_CR if cues.has_lone_returns(data) else _BLOCK
    start = len(_BOM) if data.startswith(_BOM) else 0
    if all(block.lastindex == _TEXT_ALONE for block in pattern.finditer(data, start)):
        raise UnreadableError("no SubRip cue")
    document = cues.document(data, _spans(data, start, pattern), _SUBRIP, options.work)
    document.reread = Reread(data, lambda written: cues.around(written, _spans(written, start, pattern)))
    return document


def _spans(data: bytes, start: int, pattern: re.Pattern[bytes]) -> Iterator[tuple[int, int]]:
    return (block.span(block.lastindex) for block in pattern.finditer(data, start) if block.lastindex)


def _encode(text: str) -> bytes:
    return _MARKUP_START.sub("\\g<0>\u200b", cues.on_one_line(text)).encode()


_SUBRIP = cues.Syntax(
    starts=("<", "{", "\\"),
    markup_or_break=compile_pattern(_MARKUP.encode() + b"|" + cues.LINE_BREAK),
    elements=frozenset(map(str.encode, _PAIRED)),
    voice=(),
    decode=bytes.decode,
    encode=_encode,
)
