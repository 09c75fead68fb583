"""Lyrics (.lrc): the words of each line change; its times, the tags of the song and lines timed by the word stay."""

import re
from collections.abc import Iterator

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Edit, Unit, Work, write_with

_TIME = rb"\[\d{1,3}:\d\d(?:[.:]\d{1,3})?\]"
_LINE = compile_pattern(rb"^(?:\xef\xbb\xbf)?[ \t]*+(?:%b[ \t]*+)++([^\r\n]*+)" % _TIME, re.MULTILINE)
_WORD_TIME = compile_pattern(rb"<\d{1,3}:\d\d|%b" % _TIME)
_LANGUAGE = compile_pattern(rb"^\[la:[ \t]*+([\w-]++)[ \t]*+\]", re.MULTILINE)
_LINE_ENDS = compile_pattern(r"[\r\n]+")
_LIKE_TAGS = (compile_pattern(r"\[(?=\d|\w+:)([^\[\]]*+)\]?"), compile_pattern(r"<(?=\d+:)([^<>]*+)>?"))
"""What players would take for a time, or for a tag of the song."""


def extract(data: bytes, options: Options) -> Document:
    """The units of the lyrics. Raises UnreadableError when no line has a time, or for no valid UTF-8."""
    if _LINE.search(data) is None:
        raise UnreadableError("no lyrics with times")
    try:
        document = Document(data, list(_units(data, options.work)))
    except UnicodeDecodeError as error:
        raise UnreadableError("not valid UTF-8") from error
    language = _LANGUAGE.search(data)
    if language is not None:
        document.language = language[1].decode()
        if options.document_language:
            document.edits = [Edit(*language.span(1), options.target.encode())]
    return document


def _units(data: bytes, work: Work) -> Iterator[Unit]:
    for line in _LINE.finditer(data):
        text = line[1].strip().decode()
        if any(map(str.isalpha, text)) and not _WORD_TIME.search(line[1]):
            work.unit()
            start = line.start(1)
            yield Unit(start, start + len(line[1].rstrip()), (text,), _WRITE)


def _encode(text: str) -> bytes:
    text = _LINE_ENDS.sub(" ", text)
    for tag in _LIKE_TAGS:
        text = tag.sub(r"(\1)", text)
    return text.encode()


_WRITE = write_with(_encode)
