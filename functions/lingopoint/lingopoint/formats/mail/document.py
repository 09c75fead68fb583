"""Messages of e-mail (.eml): the subject, and the parts in plain text and HTML, are translated.

Everything else stays byte for byte: all other fields, boundaries, attachments, what is between the parts. A part keeps
its charset and its transfer encoding where these can hold the translation; else it becomes UTF-8 and quoted-printable,
and its header says so. What follows the line `-- ` of a signature stays. Signed and encrypted messages are refused.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lingopoint.formats.mail.entity import Entity, read
from lingopoint.formats.mail.flowed import Flowed, flowed
from lingopoint.formats.mail.part import Encoding, decoded, encoded, encoding_of, header_edits
from lingopoint.formats.mail.subject import unit_of
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.regex import compile_pattern
from lingopoint.unit import UNBOUNDED, Document, Edit, Parts, Spliced, Unit, replace

_PGP = compile_pattern(r"(?m)^-----BEGIN PGP (SIGNED )?MESSAGE-----")
_SIGNATURE = compile_pattern(rb"(?m)^-- \r?$")
_CHANGING = frozenset({"subject", "content-type", "content-transfer-encoding", "content-language", "mime-version"})
_LANGUAGE = compile_pattern(r"\s*([A-Za-z]{2,3}(?:-[\w-]+)?)\s*\Z")


class _Text(NamedTuple):
    """A part that is text. `document` is what of it may change, `tail` what follows that, `flow` how it was broken."""

    entity: Entity
    encoding: Encoding
    document: Document
    tail: bytes
    flow: Flowed | None = None


def extract(data: bytes, options: Options) -> Document:
    """The units of a message. Raises UnreadableError for what is none, and for one that is signed or encrypted."""
    message = read(data, options.work)
    subject = unit_of(message, data, encoding_of(message, data).newline)
    found = [_text(entity, data, options) for entity in _texts(message)]
    texts = [text for text in found if text is not None]
    edits = _language_edits(message, data, options) if options.document_language else []
    document = _Message(data, subject, texts, edits, left=len(found) - len(texts))
    document.language = _language(message)
    document.reread = Reread(data, _skeleton)
    return document


class _Message(Document):
    """A message; `left` counts the texts in it that could not be read."""

    def __init__(
        self, data: bytes, subject: Unit | None, texts: Sequence[_Text], edits: Sequence[Edit], left: int
    ) -> None:
        units = [subject] if subject else []
        super().__init__(data, units + [unit for text in texts for unit in text.document.units], edits)
        self._subject = subject
        self._texts = texts
        self._left = left

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`."""
        spliced = super().splice(targets)
        return spliced._replace(kept=spliced.kept + self._left)

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        rest = iter(targets)
        edits: list[Edit] = []
        kept = 0
        if self._subject and (target := next(rest)) not in (None, self._subject.parts):
            edits.append(Edit(self._subject.start, self._subject.end, self._subject.write(target or ())))
        for text in self._texts:
            spliced = text.document.splice([next(rest) for _ in text.document.units])
            kept += spliced.kept
            if spliced.data != text.document.data:
                edits += self._written(text, (spliced.data + text.tail).decode())
        return Spliced(replace(self.data, [*edits, *self.edits]) if edits else self.data, kept)

    def _written(self, text: _Text, words: str) -> list[Edit]:
        body, encoding = encoded(text.flow.written(words) if text.flow else words, text.encoding)
        edit = Edit(text.entity.body, text.entity.end, body)
        return [*header_edits(self.data, text.entity, text.encoding, encoding), edit]


# Parts


def _texts(message: Entity) -> Iterator[Entity]:
    """The parts that a reader sees as the message."""
    return (entity for entity in message.walk() if _is_text(entity))


def _is_text(entity: Entity) -> bool:
    if entity.kind not in {"text/plain", "text/html"} or entity.body == entity.end:
        return False
    return entity.header.get_content_disposition() != "attachment" and entity.header.get_filename() is None


def _text(entity: Entity, data: bytes, options: Options) -> _Text | None:
    """The text of a part; None for one that cannot be read."""
    encoding = encoding_of(entity, data)
    options.work.spend(3 * (entity.end - entity.body))
    text = decoded(data[entity.body : entity.end], encoding)
    if text is None:
        return None
    if pgp := _PGP.search(text):
        raise UnreadableError("the message is signed" if pgp[1] else "the message is encrypted")
    flow = _flow(entity, text)
    body = (flow.text if flow else text).encode()
    signature = _SIGNATURE.search(body) if entity.kind == "text/plain" else None
    end = signature.start() if signature else len(body)
    try:
        return _Text(entity, encoding, _extract(entity.kind, body[:end], options), body[end:], flow)
    except UnreadableError:
        return None


def _flow(entity: Entity, text: str) -> Flowed | None:
    if entity.kind != "text/plain" or str(entity.header.get_param("format", "")).lower() != "flowed":
        return None
    return flowed(text, drops=str(entity.header.get_param("delsp", "")).lower() == "yes")


def _extract(kind: str, data: bytes, options: Options) -> Document:
    if kind == "text/html":
        from lingopoint.formats.html.document import extract as extract_html

        return extract_html(data, options)
    from lingopoint.formats.text.document import extract as extract_text

    return extract_text(data, options)


def _language(message: Entity) -> str:
    told = _LANGUAGE.match(str(message.header.get("content-language", "")))
    return told[1] if told else ""


def _language_edits(message: Entity, data: bytes, options: Options) -> list[Edit]:
    """The one language that a message or a part states, which follows the translation."""
    edits = []
    for entity in message.walk():
        field = entity.field("content-language")
        told = _LANGUAGE.match(data[field.start : field.end].decode("latin-1")) if field else None
        if field and told:
            edits.append(Edit(field.start + told.start(1), field.start + told.end(1), options.target.encode()))
    return edits


def _skeleton(data: bytes) -> object:
    """All of a message but its words."""
    try:
        return [_bone(entity, data) for entity in read(data, UNBOUNDED).walk()]
    except UnreadableError:
        return None


def _bone(entity: Entity, data: bytes) -> object:
    fields = [data[field.start : field.end].strip() for field in entity.fields if field.name not in _CHANGING]
    body = b"" if _is_text(entity) or entity.parts else data[entity.body : entity.end]
    told = (entity.kind, entity.header.get_boundary(), entity.header.get_filename())
    return told, fields, body, entity.field("subject") is not None
