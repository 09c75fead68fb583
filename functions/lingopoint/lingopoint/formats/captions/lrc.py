"""Lyrics (.lrc): the words of each line change; its times, the tags of the song and lines timed by the word stay."""

import re
from collections.abc import Iterator

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Unit, Work, write_with

_TIME = rb"\[\d{1,3}:\d\d(?:[.:]\d{1,3})?\]"
_LINE = compile_pattern(rb"^(?:\xef\xbb\xbf)?[ \t]*+(?:%b[ \t]*+)++([^\r\n]*+)" % _TIME, re.MULTILINE)
_WORD_TIME = compile_pattern(rb"<\d{1,3}:\d\d|%b" % _TIME)
_LANGUAGE = compile_pattern(rb"^\[la:[ \t]*+([\w-]++)[ \t]*+\]", re.MULTILINE)
_LINE_ENDS = compile_pattern(r"[\r\n]+")
_SIGNS = str.maketrans("[]<>", "()()")


def extract(data: bytes, options: Options) -> Document:
    """The units of the lyrics. Raises UnreadableError when no line has a time, or for no valid UTF-8."""
    if _LINE.search(data) is None:
        raise UnreadableError("no lyrics with times")
    try:
        document = Document(data, list(_units(data, options.work)))
    except UnicodeDecodeError as error:
        raise UnreadableError("not valid UTF-8") from error
    language = _LANGUAGE.search(data)
    document.language = language[1].decode() if language else ""
    return document


def _units(data: bytes, work: Work) -> Iterator[Unit]:
    for line in _LINE.finditer(data):
        text = line[1].strip().decode()
        if any(map(str.isalpha, text)) and not _WORD_TIME.search(line[1]):
            work.unit()
            start = line.start(1)
            yield Unit(start, start + len(line[1].rstrip()), (text,), _WRITE)


def _encode(text: str) -> bytes:
    return _LINE_ENDS.sub(" ", text).translate(_SIGNS).encode()


_WRITE = write_with(_encode)
