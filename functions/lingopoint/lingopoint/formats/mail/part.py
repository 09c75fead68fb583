"""The text of a part: decoded from its transfer encoding and charset, and encoded again."""

import binascii
import quopri
from typing import Final, NamedTuple

from lingopoint.formats.mail.entity import Entity, Field
from lingopoint.regex import compile_pattern
from lingopoint.unit import Edit

_LONGEST_LINE: Final = 998
"""Bytes of a line, by RFC 5322 section 2.1.1."""
_BASE64_LINE: Final = 57
_CHARSET = compile_pattern(rb"(?i)(;\s*charset\s*=\s*)(?:\"[^\"\r\n]*+\"|[^\s;\"]++)")
_SIMPLE: Final = frozenset({"", "7bit", "8bit", "binary"})


class Encoding(NamedTuple):
    """How the text of a part is written."""

    charset: str
    transfer: str
    newline: bytes


def encoding_of(entity: Entity, data: bytes) -> Encoding:
    """What the header of a part says of its body."""
    transfer = str(entity.header.get("content-transfer-encoding", "")).strip().lower()
    newline = b"\r\n" if b"\r\n" in data[entity.start : entity.end] else b"\n"
    return Encoding(entity.header.get_content_charset("us-ascii"), transfer, newline)


def decoded(body: bytes, encoding: Encoding) -> str | None:
    """The text of a body; None for one that cannot be read without loss."""
    try:
        raw = _transferred(body, encoding.transfer)
        return None if raw is None else raw.decode(encoding.charset)
    except (LookupError, UnicodeError, binascii.Error):
        return None


def _transferred(body: bytes, transfer: str) -> bytes | None:
    if transfer == "base64":
        return binascii.a2b_base64(body)
    if transfer == "quoted-printable":
        return quopri.decodestring(body)
    return body if transfer in _SIMPLE else None


def encoded(text: str, encoding: Encoding) -> tuple[bytes, Encoding]:
    """A body, and how it is written now: in the same way wherever that can hold the text."""
    raw, charset = _in_charset(text, encoding.charset)
    transfer = encoding.transfer
    longest = max(map(len, raw.splitlines()), default=0)
    if transfer in _SIMPLE and (longest > _LONGEST_LINE or (transfer in {"", "7bit"} and not raw.isascii())):
        transfer = "quoted-printable"
    return _for_transfer(raw, transfer, encoding.newline), encoding._replace(charset=charset, transfer=transfer)


def _in_charset(text: str, charset: str) -> tuple[bytes, str]:
    try:
        return text.encode(charset), charset
    except UnicodeEncodeError:
        return text.encode(), "utf-8"


def _for_transfer(raw: bytes, transfer: str, newline: bytes) -> bytes:
    if transfer == "base64":
        pieces = (raw[at : at + _BASE64_LINE] for at in range(0, len(raw), _BASE64_LINE))
        return newline.join(binascii.b2a_base64(piece, newline=False) for piece in pieces)
    if transfer == "quoted-printable":
        lines = raw.replace(b"\r\n", b"\n").split(b"\n")
        return newline.join(_quoted(line).replace(b"\n", newline) for line in lines)
    return raw


def _quoted(line: bytes) -> bytes:
    """A line as quoted-printable; a dot alone and "From " at its start are quoted, for the sake of those who relay."""
    quoted = binascii.b2a_qp(line, quotetabs=False, istext=True, header=False)
    for sign, other in ((b"From ", b"=46rom "), (b".", b"=2E")):
        if quoted.startswith(sign) and (sign != b"." or quoted == sign):
            return other + quoted[len(sign) :]
    return quoted


def header_edits(data: bytes, entity: Entity, before: Encoding, after: Encoding) -> list[Edit]:
    """What has to change in the header of a part whose body is written in another way than before."""
    edits: list[Edit] = []
    added: list[bytes] = []
    if after.charset != before.charset:
        _tell_charset(data, entity.field("content-type"), after.charset.encode(), edits, added)
    if after.transfer != before.transfer:
        field = entity.field("content-transfer-encoding")
        if field is None:
            added.append(b"Content-Transfer-Encoding: " + after.transfer.encode())
        else:
            edits.append(Edit(field.start, field.end, b" " + after.transfer.encode() + _line_end(data, field)))
    if added:
        edits.append(Edit(entity.head, entity.head, b"".join(line + before.newline for line in added)))
    return edits


def _tell_charset(data: bytes, field: Field | None, charset: bytes, edits: list[Edit], added: list[bytes]) -> None:
    if field is None:
        added += [b"MIME-Version: 1.0", b"Content-Type: text/plain; charset=" + charset]
        return
    value = data[field.start : field.end]
    told, count = _CHARSET.subn(rb"\g<1>" + charset, value, count=1)
    if not count:
        told = value.rstrip() + b"; charset=" + charset + _line_end(data, field)
    edits.append(Edit(field.start, field.end, told))


def _line_end(data: bytes, field: Field) -> bytes:
    return b"\r" if data.endswith(b"\r", field.start, field.end) else b""
