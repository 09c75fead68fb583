"""Character encodings: any text as UTF-8 for the formats, and the translation back in the encoding of the original.

In order: a byte order mark; what the caller was told (the `charset` of a Content-Type); what the document says of
itself (an XML declaration, an HTML `meta` near the top, the header of a PO file); ISO-2022-JP, where it shifts; UTF-8,
where the bytes are valid; a guess, where guessing is reliable. Labels mean what they mean to browsers (https://encoding.spec.whatwg.org/#names-and-labels)
once the bytes show that the encoding of that very name was not used.
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)

_CODECS = frozenset(
    [
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "ascii"),
        *("big5", "big5hkscs", "gb18030", "gb2312", "gbk", "cp949", "euc_kr"),
        *("cp932", "euc_jp", "iso2022_jp", "shift_jis"),
        *("cp437", "cp850", "cp852", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "tis-620"),
        *(f"cp{number}" for number in range(1250, 1259)),
        *(f"iso8859-{number}" for number in range(1, 17)),
    ]
)
"""Python's names of the encodings that documents come in; some of the others it knows do not even encode text."""

_ALIASES = {"iso-8859-8-i": "iso8859-8", "windows-874": "cp874", "x-gbk": "gbk", "x-sjis": "cp932"}

_ALSO = {
    "ascii": ("utf-8", "cp1252"),
    "iso8859-1": ("cp1252",),
    "iso8859-9": ("cp1254",),
    "iso8859-11": ("cp874",),
    "tis-620": ("cp874",),
    "gb2312": ("gbk",),
    "gbk": ("gb18030",),
    "big5": ("big5hkscs",),
    "shift_jis": ("cp932",),
    "euc_kr": ("cp949",),
}
"""Encodings whose text often goes by the name of a narrower one."""

_GUESSED_BY_LANGUAGE = {
    **{f"cp{number}": f"windows-{number}" for number in (1251, 1253, 1255, 1256)},
    **{f"iso8859_{number}": f"iso-8859-{number}" for number in (5, 6, 7, 8)},
    "cp1125": "ibm866",
    "cp866": "ibm866",
    "cp874": "windows-874",
    "koi8_r": "koi8-r",
    "koi8_u": "koi8-u",
    "tis_620": "tis-620",
}
_GUESSED_BY_FORM = {
    "big5": "big5",
    "big5hkscs": "big5-hkscs",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "euc_jis_2004": "euc-jp",
    "euc_jp": "euc-jp",
    "euc_kr": "euc-kr",
    "gb18030": "gb18030",
    "gb2312": "gb2312",
    "gbk": "gbk",
    "shift_jis": "shift_jis",
    "shift_jis_2004": "shift_jis",
}
"""What is believed of a guess: letters as frequent as in the language, or many characters that are all in use.

Not the encodings of Latin script: of 143 samples of text in 19 languages 51 were taken for another one.
"""

_XML = compile_pattern(rb"""(?:\xef\xbb\xbf)?<\?xml\b[^<>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKUP = compile_pattern(rb"(?:\xef\xbb\xbf)?\s*+<")
_META = compile_pattern(rb"""(?is)<!--.*?-->|<meta\b[^<>]*?\bcharset\s*=\s*["']?\s*([A-Za-z0-9._-]+)""")
_META_WITHIN = 4096
_PO = compile_pattern(
    rb"""(?m)^msgid\s""\s*^msgstr\s(?:"(?:[^"\\\r\n]|\\.)*+"\s*+)*?"Content-Type:[^"\r\n]*?\bcharset=([A-Za-z0-9._-]+)"""
)
_PO_WITHIN = 65536

_SHIFT = b"\x1b$"
"""To a set of two-byte characters (ISO 2022): what follows is ASCII, and valid UTF-8, in its bytes only."""

_C1_CONTROL = compile_pattern(rb"\xc2[\x80-\x9f]")
"""In UTF-8. No text holds them: Windows was meant where ISO 8859 was said."""

_NOT_ASCII = compile_pattern(rb"[\x80-\xff]")
_HIGH = bytes(range(128, 256))
_SAMPLE = 16384


class Decoded(NamedTuple):
    """A text as UTF-8, its byte order mark included. `charset` is the label of what the original is in."""

    data: bytes
    charset: str
    codec: str
    escapes: bool = False

    def encode(self, translation: bytes) -> tuple[bytes, str]:
        """The UTF-8 `translation` in the encoding of the original, with its label.

        Where that lacks a character the result is in UTF-8, and a declaration inside the document says so; a format
        that `escapes` writes such a character as `\\u` with its number.
        """
        if self.codec == "utf-8":
            return translation, self.charset
        if self.escapes:
            return translation.decode().encode(self.codec, _ESCAPING), self.charset
        try:
            return translation.decode().encode(self.codec), self.charset
        except UnicodeEncodeError:
            return _declared_utf8(translation), "utf-8"


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


_ESCAPING = "lingopoint.java"
codecs.register_error(_ESCAPING, _escaped)


def decode(data: bytes, declared: str | None, usual: str = "") -> Decoded:
    """`data` as UTF-8; `declared` is the charset parameter of its Content-Type. Encoding it again gives the same bytes.

    `usual` is what the format is in where nothing else is said, and where it has escapes for what that lacks.

    Raises UnreadableError when the bytes are not in the encoding they claim, or claim none that can be told.
    """
    for bom, codec, label in _BOMS:
        if data.startswith(bom):
            return _first([codec], data, label)
    for label in _claims(data, declared):
        candidates = _candidates(label, data)
        if candidates:
            return _first(candidates, data, label)
    if b"\0" in data:
        raise UnreadableError("charset unknown (it holds NUL bytes)")
    if _SHIFT in data:
        return _first(["iso2022_jp"], data, "iso-2022-jp")
    try:
        return _decoded(data, "utf-8", "utf-8")
    except UnicodeDecodeError as error:
        if usual and not _is_broken_utf8(_sample(data)):
            return _first(_candidates(usual, data), data, usual)._replace(escapes=True)
        return _guessed(data, error)


def _claims(data: bytes, declared: str | None) -> Iterator[str]:
    if declared:
        yield declared.strip(" \t\"'").lower()
    for start, end in _declarations(data):
        label = data[start:end].decode("ascii").lower()
        # It could be read without knowing the encoding, so it is wrong there (WHATWG HTML 13.2.3.2, step for UTF-16).
        yield "utf-8" if label.startswith(("utf-16", "utf-32")) else label


def _declarations(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the document names its own encoding."""
    if _MARKUP.match(data):
        xml = _XML.match(data, 0, _META_WITHIN)
        if xml:
            yield xml.span(1)
        yield from (meta.span(1) for meta in _META.finditer(data, 0, _META_WITHIN) if meta[1])
    elif data.find(b'msgid ""', 0, _PO_WITHIN) >= 0:
        header = _PO.search(data, 0, _PO_WITHIN)
        if header:
            yield header.span(1)


def _candidates(label: str, data: bytes) -> list[str]:
    """The codecs that text of that label may be in, the likeliest first; none for a label that says nothing."""
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, ValueError):
        return []
    if name not in _CODECS or (name.startswith(("utf-16", "utf-32")) and b"\0" not in data):
        return []
    # Without a byte order mark, which was looked for before, UTF-16 is little-endian to browsers.
    return [f"{name}-le"] if name in ("utf-16", "utf-32") else [name, *_ALSO.get(name, ())]


def _first(candidates: list[str], data: bytes, label: str) -> Decoded:
    readable: Decoded | None = None
    failures: list[UnicodeError] = []
    for codec in candidates:
        try:
            decoded = _decoded(data, codec, label)
        except UnicodeError as error:
            failures.append(error)
            continue
        if len(candidates) == 1 or not _C1_CONTROL.search(decoded.data):
            return decoded
        readable = readable or decoded
    if readable:
        return readable
    raise UnreadableError(f"not valid {label}{_position(failures[0])}") from failures[0]


def _decoded(data: bytes, codec: str, label: str) -> Decoded:
    if codec == "utf-8":
        if not data.isascii():
            data.decode()
        return Decoded(data, "utf-8", codec)
    text = data.decode(codec)
    if text.encode(codec) != data:
        raise UnicodeError("other bytes mean the same text")
    return Decoded(text.encode(), label, codec)


def _position(error: UnicodeError) -> str:
    return f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""


def _guessed(data: bytes, error: UnicodeDecodeError) -> Decoded:
    sample = _sample(data)
    if _is_broken_utf8(sample):
        raise UnreadableError(f"not valid UTF-8{_position(error)}") from error
    label = _guess(sample)
    if label:
        return _first(_candidates(label, data), data, label)
    raise UnreadableError(f"charset unknown (not valid UTF-8{_position(error)})") from error


def _guess(sample: bytes) -> str | None:
    """The label of an encoding in which the sample is text of a script other than Latin, beyond reasonable doubt."""
    high = _high(sample)
    if high < max(30, len(sample) // 5):
        return None
    from charset_normalizer import from_bytes

    guess = from_bytes(sample).best()
    if guess is None:
        return None
    if guess.encoding in _GUESSED_BY_LANGUAGE:
        return _GUESSED_BY_LANGUAGE[guess.encoding] if guess.coherence >= 0.3 else None
    return _GUESSED_BY_FORM.get(guess.encoding) if guess.chaos <= 0.01 and high >= 200 else None


def _sample(data: bytes) -> bytes:
    """Whole lines, from the first that is not ASCII."""
    match = _NOT_ASCII.search(data)
    start = data.rfind(b"\n", 0, match.start()) + 1 if match else 0
    end = start + _SAMPLE
    return data[start : data.rfind(b"\n", start, end) + 1 or end] if end < len(data) else data[start:]


def _is_broken_utf8(sample: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8: hardly ever so by chance."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text))) > broken


def _high(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, _HIGH))


def _declared_utf8(data: bytes) -> bytes:
    for start, end in reversed(list(_declarations(data))):
        data = data[:start] + b"UTF-8" + data[end:]
    return data
