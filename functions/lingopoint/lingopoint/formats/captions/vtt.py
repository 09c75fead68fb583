"""WebVTT (https://www.w3.org/TR/webvtt1/): the words of each cue change; times, settings, comments and styles stay.

`cues` says what is a unit, `metadata` which tracks and cues are for programs: thumbnails, positions, data. A
translation is escaped, so it can neither add markup nor end a cue.
"""

import html
from collections.abc import Iterator

from lingopoint.formats.captions import cues, metadata
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Edit

_SIGNATURE = compile_pattern(rb"(?:\xef\xbb\xbf)?WEBVTT(?![^ \t\r\n])")
_END = rb"(?:\r\n?|\n)"
_LINE = rb"(?:[^\r\n-]++|-(?!->))++(?![^\r\n])"
"""Not one with an arrow in it: that would be the next cue, a blank line before it or not."""

_LANGUAGE = compile_pattern(
    rb"(?:\xef\xbb\xbf)?WEBVTT[^\r\n]*+(?:\r\n?|\n)(?:(?!Language:)[^\r\n]++(?:\r\n?|\n))*+Language:[ \t]*+([\w-]++)"
)
"""In the block of metadata that some tools write below the signature."""

_CUE = compile_pattern(
    rb"-->[ \t]*+\d{2,}+:\d\d(?::\d\d)?+\.\d{3}(?![^ \t\r\n])[^\r\n]*+%b(%b(?:%b%b)*+)" % (_END, _LINE, _END, _LINE)
)


def extract(data: bytes, options: Options) -> Document:
    """The units of WebVTT captions.

    Raises UnreadableError when they do not start as the format demands, or are not valid UTF-8.
    """
    if _SIGNATURE.match(data) is None:
        raise UnreadableError("no WEBVTT at the beginning")
    spans = list(_spans(data))
    document = cues.document(data, metadata.without(data, spans), _WEBVTT, options.work)
    document.reread = Reread(data, lambda written: cues.around(written[_header(written) :], _shifted(written)))
    language = _LANGUAGE.match(data)
    if language is not None:
        document.language = language[1].decode()
        if options.document_language:
            document.edits = [Edit(*language.span(1), options.target.encode())]
    return document


def _header(data: bytes) -> int:
    """Where the language ends that the file states, which follows the translation."""
    language = _LANGUAGE.match(data)
    return language.end() if language else 0


def _shifted(data: bytes) -> Iterator[tuple[int, int]]:
    header = _header(data)
    return ((start - header, end - header) for start, end in _spans(data))


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    return (cue.span(1) for cue in _CUE.finditer(data))


def _decode(raw: bytes) -> str:
    text = raw.decode()
    return cues.on_one_line(html.unescape(text)) if "&" in text else text


def _encode(text: str) -> bytes:
    return html.escape(cues.on_one_line(text), quote=False).replace("\u00a0", "&nbsp;").encode()


_WEBVTT = cues.Syntax(
    starts=("<", "&"),
    markup_or_break=compile_pattern(rb"<[^>]*+>?|" + cues.LINE_BREAK),
    elements=frozenset([b"b", b"c", b"i", b"lang", b"rt", b"ruby", b"u", b"v"]),
    voice=(b"<v ", b"<v."),
    decode=_decode,
    encode=_encode,
)
