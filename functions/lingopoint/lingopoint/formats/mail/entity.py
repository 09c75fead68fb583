"""The parts of a message (MIME, RFC 2045 and 2046), each with where it is in the bytes.

The standard library's parser tells what a header says; it does not tell where anything is, so that is found here.
"""

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from typing import Final, NamedTuple

from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Work

_MOST_DEPTH: Final = 20
_ENTITY_BYTES: Final = 2_000
_LINE_END = compile_pattern(rb"\r?\n")
_FIELD = compile_pattern(rb"([!-9;-~]++)[ \t]*:([^\n]*+(?:\n[ \t][^\n]*+)*+)(?:\n|\Z)")
_FOLD = compile_pattern(rb"\r?\n(?=[ \t])")
_PROTECTED: Final = {
    "multipart/signed": "the message is signed",
    "multipart/encrypted": "the message is encrypted",
    "application/pkcs7-mime": "the message is signed or encrypted",
    "application/x-pkcs7-mime": "the message is signed or encrypted",
}
_PARSER = BytesHeaderParser()
_NO_FIELDS: Final[Message] = Message()


class Field(NamedTuple):
    """A field of a header: its name in lower case, and where its value is, white space and line end included."""

    name: str
    start: int
    end: int


class Entity(NamedTuple):
    """A message or a part of one: its fields begin at `start` and end before `head`, its body at `body`.

    Between fields and body there is an empty line, or nothing where its writer forgot it. It ends before `end`.
    `kind` is its media type, in lower case.
    """

    start: int
    head: int
    body: int
    end: int
    fields: list[Field]
    header: "Message[str, str]"
    kind: str
    parts: list["Entity"]

    def field(self, name: str) -> Field | None:
        """The first field of this name."""
        return next((field for field in self.fields if field.name == name), None)

    def walk(self) -> Iterator["Entity"]:
        """The entity and all parts of it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def read(data: bytes, work: Work) -> Entity:
    """A whole message. Raises UnreadableError for what is none, or is signed, encrypted or nested too deeply."""
    entity = _read(data, 0, len(data), work, 0)
    if entity.field("from") is None and entity.field("subject") is None and entity.field("content-type") is None:
        raise UnreadableError("not a message")
    return entity


def _read(data: bytes, start: int, end: int, work: Work, depth: int) -> Entity:
    if depth > _MOST_DEPTH:
        raise UnreadableError("the message is nested too deeply")
    work.spend(_ENTITY_BYTES)
    fields = list(_fields(data, start, end))
    head = min(fields[-1].end + 1, end) if fields else start
    empty = _LINE_END.match(data, head, end)
    body = empty.end() if empty else head
    header = _PARSER.parsebytes(_FOLD.sub(b"", data[start:head])) if fields else _NO_FIELDS
    entity = Entity(start, head, body, end, fields, header, header.get_content_type(), [])
    if entity.kind in _PROTECTED:
        raise UnreadableError(_PROTECTED[entity.kind])
    if entity.kind.startswith("multipart/") and (boundary := header.get_boundary()):
        spans = _spans(data, body, end, boundary.encode("latin-1", "replace"))
        entity.parts.extend(_read(data, *span, work, depth + 1) for span in spans)
    return entity


def _fields(data: bytes, start: int, end: int) -> Iterator[Field]:
    at = start
    while found := _FIELD.match(data, at, end):
        yield Field(found[1].decode("ascii").lower(), found.start(2), found.end(2))
        at = found.end()


def _spans(data: bytes, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """Where the parts of a multipart are; the line end before a delimiter is its own (RFC 2046 section 5.1.1)."""
    delimiter = compile_pattern(rb"(?:^|(?<=\n))--%b(--)?[ \t]*(?:\r?\n|\Z)" % re.escape(boundary))
    begin = None
    for found in delimiter.finditer(data, start, end):
        if begin is not None:
            yield begin, _before_line_end(data, begin, found.start())
        begin = found.end()
        if found[1]:
            return
    if begin is not None:
        yield begin, end


def _before_line_end(data: bytes, start: int, end: int) -> int:
    for line_end in (b"\r\n", b"\n"):
        if data.endswith(line_end, start, end):
            return end - len(line_end)
    return end
