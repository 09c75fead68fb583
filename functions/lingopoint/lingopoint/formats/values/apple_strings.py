"""Strings files of Apple's platforms (Localizable.strings): the values, or the keys that stand for themselves.

They are old-style ASCII property lists
(https://developer.apple.com/library/archive/documentation/Cocoa/Conceptual/PropertyLists/OldStylePlists/OldStylePLists.html)
whose values are all strings. Every value with a letter is human text here; a path, for include and exclude, is the key.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.formats.values import utf16
from lingopoint.formats.values.selection import Selection
from lingopoint.formats.values.value import Value, ValueDocument
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document

_BOM = b"\xef\xbb\xbf"
_BLANK = compile_pattern(rb"(?:\s++|//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+")
_STRING = rb'(?:"(?:[^"\\]++|\\.)*+"|[\w$.:/-]++)'
_ENTRY = compile_pattern(
    rb"%(blank)b (?P<key>%(string)b) %(blank)b (?:= %(blank)b (?P<value>%(string)b) %(blank)b )?+ ;"
    % {b"blank": _BLANK.pattern, b"string": _STRING},
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = compile_pattern(r"\\(?:[Uu]([0-9A-Fa-f]{1,4})|([0-7]{1,3})|(.))", re.DOTALL)
_NAMED = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_ESCAPED_LETTER = compile_pattern(rb"\\[Uu]00[89A-Fa-f]|\\[Uu](?!00)")
_ESCAPES = str.maketrans(
    {chr(code): f"\\U{code:04x}" for code in range(32)}
    | {plain: f"\\{name}" for name, plain in _NAMED.items()}
    | {'"': '\\"', "\\": "\\\\"}
)


def extract(data: bytes, options: Options) -> Document:
    """The human text of a strings file. Raises UnreadableError when any of it is something else."""
    document = ValueDocument(data, _values(data, options), options)
    document.reread = Reread(data, _skeleton)
    return document


def _skeleton(data: bytes) -> tuple[list[bytes], bool]:
    """The keys, and whether there is nothing else."""
    keys = []
    position = len(_BOM) if data.startswith(_BOM) else 0
    while entry := _ENTRY.match(data, position):
        keys.append(entry["key"])
        position = entry.end()
    rest = _BLANK.match(data, position)
    return keys, rest is not None and rest.end() == len(data)


def _values(data: bytes, options: Options) -> Iterator[Value]:
    wants = Selection(options.include or ("**",), options.exclude).wants
    encode = partial(_encode, _ESCAPED_LETTER.search(data) is not None and data.isascii())
    position = len(_BOM) if data.startswith(_BOM) else 0
    while entry := _ENTRY.match(data, position):
        position = entry.end()
        key = _text(entry["key"])
        text = key if entry["value"] is None else _text(entry["value"])
        if text is not None and wants(key or "", text):
            yield _value(entry, text, encode)
    rest = _BLANK.match(data, position)
    if rest is None or rest.end() < len(data):
        line = data.count(b"\n", 0, rest.end() if rest else position) + 1
        raise UnreadableError(f"no strings file syntax in line {line}")


def _value(entry: re.Match[bytes], text: str, encode: Callable[[str], bytes]) -> Value:
    if entry["value"] is not None:
        return Value(entry.start("value"), entry.end("value"), text, encode)
    # `key;` has the key as its value, and has to keep it as its key.
    return Value(entry.end("key"), entry.end("key"), text, lambda new: b" = " + encode(new))


def _text(token: bytes) -> str | None:
    """The text of a string; None for one that no Unicode text stands for."""
    text = token.decode()
    if not text.startswith('"'):
        return text
    text = text[1:-1]
    return utf16.paired(_ESCAPE.sub(_unescape, text)) if "\\" in text else text


def _unescape(match: re.Match[str]) -> str:
    hexadecimal, octal, name = match.groups()
    if name is not None:
        return _NAMED.get(name, name)
    if hexadecimal is not None:
        return chr(int(hexadecimal, 16))
    code = int(octal, 8)
    # Above ASCII these are in the NeXTSTEP encoding.
    return chr(code) if code < 128 else utf16.LONE_SURROGATE


def _encode(ascii_only: bool, text: str) -> bytes:
    written = text.translate(_ESCAPES)
    return b'"%b"' % (utf16.escaped(written, prefix="\\U") if ascii_only else written).encode()
