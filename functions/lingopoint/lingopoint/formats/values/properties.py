r"""Java property files (https://docs.oracle.com/javase/8/docs/api/java/util/Properties.html#load-java.io.Reader-).

The steps of a path are the dot-separated parts of a key. A file in ASCII stays in ASCII (`\u00e9`), as Java 8 and
tools before it need; any other gets its text as it is, which Java 9 reads.

In a value with arguments like `{0}`, java.text.MessageFormat reads `''` as an apostrophe and `'{'` as a brace. Such a
value is taken for one unless it has an apostrophe that MessageFormat would drop ("Don't delete {0}"): then something
else reads it, and it is text as it stands. Values without arguments have single apostrophes, except in files that
double them there too. A value with a `choice` argument, whose text is inside the argument, is left alone.
"""

import re
from collections.abc import Iterator
from functools import partial

from lingopoint.formats.options import Options
from lingopoint.formats.soundness import Reread
from lingopoint.formats.values import utf16
from lingopoint.formats.values.selection import wanted
from lingopoint.formats.values.value import ICU_ARGUMENT, Value, ValueDocument
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Work

_BOM = b"\xef\xbb\xbf"
_VALUE_BYTES = 400
_CONTINUED = rb"\\(?:\r\n?+|\n)[ \t\f]*+"
# Matches at the start of every line, whatever it holds.
_LINE = compile_pattern(
    rb"""
    (?: [ \t\f]++ | %(continued)b )*+
    (?: [\#!] [^\r\n]*+
      | (?P<key> (?: [^\\:=\ \t\f\r\n]++ | %(continued)b | \\. | \\\Z )*+ )
        (?: [ \t\f]++ | %(continued)b )*+ [:=]?+ (?: [ \t\f]++ | %(continued)b )*+
        (?P<value> (?: [^\\\r\n]++ | %(continued)b | \\. | \\\Z )*+ )
    ) (?: \r\n?+ | \n | \Z )
    """
    % {b"continued": _CONTINUED},
    re.VERBOSE,
)
_ESCAPE = compile_pattern(r"\\(?:(u)([0-9A-Fa-f]{4})?|(?:\r\n?|\n)[ \t\f]*|(.)|\Z)")
_NAMED = {"f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_ESCAPES = str.maketrans(
    {chr(code): f"\\u{code:04x}" for code in range(32)}
    | {plain: f"\\{name}" for name, plain in _NAMED.items()}
    | {"\\": "\\\\"}
)

_DOUBLED_IN_WORD = compile_pattern(r"[^\W\d_]''[^\W\d_]")
_ARGUMENT = compile_pattern(r"\{\d+\s*[,}]")
_CHOICE = compile_pattern(r"\{\s*\w+\s*,\s*choice\s*,")
_ICU = compile_pattern(ICU_ARGUMENT)
# Quoted braces stay as they are, with their quotes, when a message is read and written.
_DOUBLED = compile_pattern(r"('[{}]+')|''")
_APOSTROPHE = compile_pattern(r"('[{}]+')|'")


def extract(data: bytes, options: Options) -> Document:
    """The human text of a property file. Every text is one, so this never raises UnreadableError."""
    properties = list(_properties(data, options.work))
    texts = [text for *_, text in properties]
    is_message = _is_message if any(map(_doubles_without_need, texts)) else _is_message_with_arguments
    plain = partial(_encode, data.isascii())
    message = partial(_encode_message, data.isascii())
    keyed = ((key.replace(".", "/"), text, (start, end)) for start, end, key, text in properties)
    values = (
        Value(start, end, _message_text(text), message) if is_message(text) else Value(start, end, text, plain)
        for _, text, (start, end) in wanted(keyed, options.include, options.exclude)
        if not _CHOICE.search(text)
    )
    document = ValueDocument(data, values, options)
    document.reread = Reread(data, _skeleton)
    return document


def _skeleton(data: bytes) -> list[bytes | None]:
    """The keys, and the lines without one."""
    return [line["key"] for line in _LINE.finditer(data)]


def _properties(data: bytes, work: Work) -> Iterator[tuple[int, int, str, str]]:
    """Span, key and text of each value that has a text in Unicode."""
    for line in _LINE.finditer(data, len(_BOM) if data.startswith(_BOM) else 0):
        if line["value"]:
            text = _text(line["value"])
            if text is not None:
                work.spend(_VALUE_BYTES)
                yield *line.span("value"), _text(line["key"]) or "", text


def _text(raw: bytes) -> str | None:
    """The text of a key or value; None for one that no Unicode text stands for."""
    text = raw.decode()
    return utf16.paired(_ESCAPE.sub(_unescape, text)) if "\\" in text else text


def _unescape(match: re.Match[str]) -> str:
    unicode, code, name = match.groups()
    if unicode:
        # Java refuses `\u` without four digits.
        return chr(int(code, 16)) if code else utf16.LONE_SURROGATE
    return _NAMED.get(name, name) if name else ""


def _encode(ascii_only: bool, text: str) -> bytes:
    written = text.translate(_ESCAPES)
    if written.startswith((" ", "=", ":")):
        written = "\\" + written
    return (utf16.escaped(written) if ascii_only else written).encode()


def _is_message(text: str) -> bool:
    """Whether every apostrophe is one that MessageFormat reads as written."""
    return "'" not in _DOUBLED.sub("", text) and _ICU.search(text) is None


def _is_message_with_arguments(text: str) -> bool:
    return _ARGUMENT.search(text) is not None and _is_message(text)


def _doubles_without_need(text: str) -> bool:
    return _DOUBLED_IN_WORD.search(text) is not None and _ARGUMENT.search(text) is None and _is_message(text)


def _message_text(text: str) -> str:
    return _DOUBLED.sub(lambda match: match[1] or "'", text)


def _encode_message(ascii_only: bool, text: str) -> bytes:
    return _encode(ascii_only, _APOSTROPHE.sub(lambda match: match[1] or "''", text))
