"""Documents in the character data of XML: HTML or ICU MessageFormat, escaped or in CDATA."""

from collections.abc import Callable

from lingopoint.formats.nesting import Nested
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.values import ICU_ARGUMENT, extract_value
from lingopoint.formats.xml.spans import encode, unescape
from lingopoint.formats.xml.syntax import ENTITY, OPEN_CDATA, cdata_span, escape_cdata, in_cdata, text_with_cdata
from lingopoint.regex import compile_pattern

_STRUCTURED = compile_pattern(rf"</?[A-Za-z][^<>]*>|&#?\w+;|{ICU_ARGUMENT}")
_MARKUP = compile_pattern(rb"</[A-Za-z]|<[A-Za-z][^<>]*[=/]")
_REFERENCE = compile_pattern(rb"&[^;&]+;")
_HINT = compile_pattern(rb"[&{<]")


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
