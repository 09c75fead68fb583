"""XML documents whose character data may hold documents of its own: HTML or ICU MessageFormat, escaped or in CDATA."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.unit import Document, Edit, Parts, Spliced, Unit, changed, replace
from lingopoint.formats.value import extract_value
from lingopoint.formats.xml_spans import encode, unescape
from lingopoint.formats.xml_syntax import ENTITY, OPEN_CDATA, cdata_span, escape_cdata, in_cdata, text_with_cdata
from lingopoint.regex import compile_pattern

_STRUCTURED = compile_pattern(r"</?[A-Za-z][^<>]*>|&#?\w+;|\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_MARKUP = compile_pattern(rb"</[A-Za-z]|<[A-Za-z][^<>]*[=/]")
_REFERENCE = compile_pattern(rb"&[^;&]+;")
_HINT = compile_pattern(rb"[&{<]")


class Nested(NamedTuple):
    """The bytes `start` to `end` hold `document`, written with `encode`."""

    start: int
    end: int
    document: Document
    encode: Callable[[str], bytes]


class XmlDocument(Document):
    """A document of units, some of which lie in nested documents."""

    def __init__(self, data: bytes, entries: Iterable[Unit | Nested], edits: Sequence[Edit] = ()) -> None:
        self._entries = list(entries)
        units: list[Unit] = []
        for entry in self._entries:
            if isinstance(entry, Unit):
                units.append(entry)
            else:
                units += entry.document.units
        super().__init__(data, units, edits)

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`; nested text is encoded as a whole when anything in it was translated."""
        pairs = zip(self.units, targets, strict=True)
        kept = 0
        edits: list[Edit] = []
        for entry in self._entries:
            if isinstance(entry, Unit):
                edits += changed((entry,), (next(pairs)[1],))
                continue
            spliced = entry.document.splice([target for _, target in islice(pairs, len(entry.document.units))])
            kept += spliced.kept
            if spliced.data != entry.document.data:
                edits.append(Edit(entry.start, entry.end, entry.encode(spliced.data.decode())))
        return Spliced(replace(self.data, [*edits, *self.edits]) if edits else self.data, kept)


def nested(data: bytes, start: int, end: int, options: Options) -> Nested | None:
    """The document inside a span of character data, if it is more than plain text.

    Where HTML lies only partly in CDATA sections it is written into one.
    """
    raw = data[start:end]
    if _HINT.search(raw) is None:
        return None
    writer: Callable[[str], bytes] = escape_cdata
    text: str | None
    section = cdata_span(data, start, end)
    if section is not None:
        start, end = section
        text = data[start:end].decode()
    elif OPEN_CDATA in raw and _MARKUP.search(raw):
        start, end = start + len(raw) - len(raw.lstrip()), end - len(raw) + len(raw.rstrip())
        text, writer = text_with_cdata(data[start:end]), in_cdata
    elif b"<" in raw or ENTITY.search(raw):
        return None
    else:
        text, writer = unescape(raw), _escape_like(raw)
    if text is None or _STRUCTURED.search(text) is None:
        return None
    try:
        return Nested(start, end, extract_value(text, options), writer)
    except UnreadableError:
        return None


def _escape_like(raw: bytes) -> Callable[[str], bytes]:
    """Writes character data with references for the characters that `raw` has only as references, spelled alike."""
    table = {ord("&"): "&amp;", ord("<"): "&lt;"}
    for reference in dict.fromkeys(_REFERENCE.findall(raw)):
        character = unescape(reference)
        if character.encode() not in raw:
            table[ord(character)] = reference.decode()
    return lambda text: encode(text.translate(table).replace("]]>", "]]&gt;"))
