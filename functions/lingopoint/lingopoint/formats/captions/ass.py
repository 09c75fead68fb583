r"""Advanced SubStation Alpha (.ass, .ssa): the text of each `Dialogue:`, the last column of its line.

Overrides (`{\i1}`) and breaks (`\N`, `\n`, `\h`) stay, styles, names, comments, fonts and graphics do. Lines with a
drawing (`{\p1}`) or with syllables of a song (`\k`) stay as they are. A dash after `\N` begins what somebody else says.
A translation can begin no override and no break: a brace that would begin one, and its mate, become parentheses, and a
backslash before a letter of a break becomes a slash. What the text itself has of such signs stays.
"""

import re
from collections.abc import Iterator

from lingopoint.formats.captions import cues
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document

_SECTION = compile_pattern(rb"^(?:\xef\xbb\xbf)?+[ \t]*+\[([^\]\r\n]*+)\]", re.MULTILINE)
_FORMAT = compile_pattern(rb"^[ \t]*+Format[ \t]*+:([^\r\n]*+)", re.MULTILINE | re.IGNORECASE)
_DIALOGUE = compile_pattern(rb"^[ \t]*+Dialogue[ \t]*+:[ \t]*+(?=[^\r\n])", re.MULTILINE | re.IGNORECASE)
_LINE = compile_pattern(rb"[^\r\n]*+")
_LEFT_ALONE = compile_pattern(rb"\\p[ \t]*+[1-9]|\\[kK][fot]?[ \t]*+\d")
_TURN = compile_pattern(rb"\\[Nn](?=[ \t]*+(?:\{[^{}\r\n]*+\}[ \t]*+)*+(?:-|\xe2\x80[\x93\x94]))")
_DEFAULT_COLUMNS = 10
_SIGN_BYTES = 200
_OVERRIDE = compile_pattern(r"\{([^{}]*+)(\})?")
_BREAK = compile_pattern(r"\\(?=[hNn{}]|\Z)")
"""A backslash at the end might stand before such a letter."""


def extract(data: bytes, options: Options) -> Document:
    """The units of the dialogue. Raises UnreadableError when there are no events, or no valid UTF-8."""
    events = next((section for section in _SECTION.finditer(data) if section[1].strip().lower() == b"events"), None)
    if events is None:
        raise UnreadableError("no events in the subtitles")
    end = next(
        (section.start() for section in _SECTION.finditer(data, events.end()) if _is_section(section)), len(data)
    )
    options.work.spend((data.count(b"\\") + data.count(b"{")) * _SIGN_BYTES)
    return cues.document(data, _spans(data, events.end(), end), _ASS, options.work)


def _is_section(section: re.Match[bytes]) -> bool:
    """Whether it is a heading of its own, not something in brackets."""
    return section[1][:1].isalpha()


def _spans(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the texts are; their column is the last one, and may hold commas."""
    declared = _FORMAT.search(data, start, end)
    columns = declared[1].count(b",") if declared else _DEFAULT_COLUMNS - 1
    if declared and declared[1].rpartition(b",")[2].strip().lower() != b"text":
        raise UnreadableError("the text of the subtitles is not their last column")
    for dialogue in _DIALOGUE.finditer(data, start, end):
        line = _LINE.match(data, dialogue.end(), end)
        at = dialogue.end()
        for _ in range(columns):
            at = data.find(b",", at, line.end() if line else at) + 1
            if not at:
                break
        if line and at and not _LEFT_ALONE.search(data, at, line.end()):
            yield from _said(data, at, line.end())


def _said(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What each of those who speak in a line says."""
    for turn in _TURN.finditer(data, start, end):
        yield start, turn.start()
        start = turn.end()
    yield start, end


def _encode(text: str) -> bytes:
    plain = _OVERRIDE.sub(_in_parentheses, cues.on_one_line(text))
    return _BREAK.sub("/", plain).encode()


def _in_parentheses(override: re.Match[str]) -> str:
    return f"({override[1]}{')' if override[2] else ''}"


_ASS = cues.Syntax(
    starts=("{", "\\"),
    markup_or_break=compile_pattern(rb"\{[^{}\r\n]*+\}|\\[hNn]"),
    elements=frozenset(),
    voice=(),
    decode=bytes.decode,
    encode=_encode,
)
