"""The subject of a message: read from its encoded words (RFC 2047), and written with as many as it takes."""

from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from functools import partial
from typing import Final

from lingopoint.formats.mail.entity import Entity
from lingopoint.regex import compile_pattern
from lingopoint.unit import Parts, Unit

_REPLY = compile_pattern(r"(?i)(?:(?:re|fwd?|aw|wg|tr|sv|antw|rv)(?:\[\d+\])?:\s*)+")
_WHITE = compile_pattern(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")
_LONGEST_LINE: Final = 76


def unit_of(entity: Entity, data: bytes, newline: bytes) -> Unit | None:
    """The subject's unit, `Re:` and the like left out; None where nothing is to be translated, or it cannot be read."""
    field = entity.field("subject")
    if field is None:
        return None
    raw = data[field.start : field.end]
    text = _read(raw)
    reply = _REPLY.match(text)
    head = reply[0] if reply else ""
    words = text[len(head) :].strip()
    if not any(map(str.isalpha, words)):
        return None
    line_end = b"\r" if raw.endswith(b"\r") else b""
    return Unit(field.start, field.end, (words,), partial(_write, head, newline, line_end))


def _read(raw: bytes) -> str:
    """What a subject says; nothing where its words are not encoded as they say."""
    try:
        source = _WHITE.sub(" ", raw.decode()).strip()
        return _WHITE.sub(" ", str(make_header(decode_header(source)))).strip()
    except (UnicodeError, LookupError, HeaderParseError, ValueError):
        return ""


def _write(head: str, newline: bytes, line_end: bytes, parts: Parts) -> bytes:
    text = "".join(part if isinstance(part, str) else part.shown for part in parts)
    whole = head + _WHITE.sub(" ", text).strip()
    # What looks like an encoded word must not be read as one.
    charset = "us-ascii" if whole.isascii() and "=?" not in whole else "utf-8"
    header = Header(whole, charset, maxlinelen=_LONGEST_LINE, header_name="Subject")
    return b" " + header.encode(linesep="\n").encode("ascii").replace(b"\n", newline) + line_end
