"""SubViewer as YouTube has it (.sbv): times, on a line of their own, stay; the words below change. See `cues`."""

from lingopoint.formats.captions import cues
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document

_TIME = rb"\d{1,2}:\d\d:\d\d\.\d{1,3}"
_TEXT_LINE = rb"(?![ \t]*+%b,)[ \t]*+[^\s][^\r\n]*+(?:\r?\n|\Z)" % _TIME
_CUE = compile_pattern(
    rb"(?:\A(?:\xef\xbb\xbf)?|(?<=\n))[ \t]*+%b,%b[ \t]*+\r?\n(?P<text>(?:%b)++)" % (_TIME, _TIME, _TEXT_LINE)
)
_TIMES = compile_pattern(r"\d{1,2}:\d\d:\d\d\.\d{1,3},")
_WORD_BYTES = 300
"""What laying out a word takes; a line has one at least."""

_BREAK = "[br]"


def extract(data: bytes, options: Options) -> Document:
    """The units of the captions. Raises UnreadableError when there is not one time in them, or no valid UTF-8."""
    if cues.has_lone_returns(data) or not _CUE.search(data):
        raise UnreadableError("no SubViewer cue")
    options.work.spend((data.count(b"\n") + data.count(b"[br]")) * _WORD_BYTES)
    spans = (cue.span("text") for cue in _CUE.finditer(data))
    return cues.document(data, spans, _SBV, options.work)


def _encode(text: str) -> bytes:
    # A line of times would begin another cue.
    return _TIMES.sub(lambda times: times[0].replace(",", ", ").replace(".", "\u00b7"), cues.on_one_line(text)).encode()


_SBV = cues.Syntax(
    starts=(_BREAK,),
    markup_or_break=compile_pattern(rb"\[br\]|" + cues.LINE_BREAK),
    elements=frozenset(),
    voice=(),
    decode=bytes.decode,
    encode=_encode,
)
