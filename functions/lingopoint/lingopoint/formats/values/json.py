"""JSON (RFC 8259) and JSON Lines: the string values, never the keys.

Which values are human text is `selection`'s rule. Objects below a key that starts with `@` (the attributes of a
resource in Flutter's ARB, a JSON-LD `@context`) are left alone, unless the caller says what to include; ARB's own
`@@locale` follows the target language. Of JSON-LD in schema.org's vocabulary the texts are those of `json_ld`.
"""

import json
from collections.abc import Callable, Iterator, Sequence

from lingopoint.formats import json_ld
from lingopoint.formats.locales import is_same
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.formats.values import utf16
from lingopoint.formats.values.selection import Selection, wanted
from lingopoint.formats.values.value import FRAMEWORKS_OF_JSON, Value, ValueDocument
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Edit

_BOM = "\ufeff"
_NOTHING = json_ld.Strings([], [])
_SPACE = compile_pattern(r"[ \t\n\r]*")
# The hooks build next to nothing, and `len` takes integers of any length.
_DECODER = json.JSONDecoder(object_pairs_hook=len, parse_int=len, parse_float=len)

_STRING = rb'"((?:[^"\\]++|\\.)*+)"'
# In a document known to be valid, each match is one member or item, or the end of a container.
_TOKEN = compile_pattern(rb"(?:%b\s*+:\s*+)?+(?:%b|([{\[])|([}\]])|[^\s,:\"{}\[\]]++)[\s,]*+" % (_STRING, _STRING))
_VALID_STRING = compile_pattern(rb'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+"')
_KEY, _TEXT, _OPEN, _CLOSE = 1, 2, 3, 4
_MAX_PATH = 4096
_MOST_KEYS, _LONGEST_KEY = 2000, 100
_LOCALE = compile_pattern(rb'"@@locale"\s*+:\s*+' + _STRING)

_ESCAPED_LETTER = compile_pattern(rb"\\u(?!00[0-7]|202[89])")
_ESCAPED_MARKUP = compile_pattern(rb"\\u(?:00(?:22|26|27|3[CcEe])|202[89])|\\/")


def extract(data: bytes, options: Options) -> Document:
    """The human text of one JSON document, or of several, one after the other, or of one with comments.

    Raises UnreadableError for anything that is not valid JSON, or is nested deeper than the interpreter can read.
    """
    text = data.decode()
    try:
        start, locale = _start(text), _LOCALE.search(data)
    except UnreadableError:
        if "//" not in text and "/*" not in text:
            raise
        from lingopoint.formats.values.json5 import extract as extract_json5

        return extract_json5(data, options)
    schema = _of_schema_org(data, options) if b'"@context"' in data and not options.include else _NOTHING
    edits = [Edit(*locale.span(1), options.target.replace("-", "_").encode())] if locale else _stated(schema, options)
    edits = edits if options.document_language else []
    values = _values(data, start, schema.texts, options)
    if edits:
        values = (value for value in values if all(value.start != edit.start for edit in edits))
    document = ValueDocument(data, values, options, edits, frameworks=FRAMEWORKS_OF_JSON)
    document.reread = Reread(data, _skeleton)
    if locale:
        document.language = locale[1].decode()
    elif schema.languages:
        document.language = schema.languages[0].text
    return document


def _skeleton(data: bytes) -> bytes:
    """All but the strings; those that are not valid stand there as well."""
    return _VALID_STRING.sub(b'"', data)


def _start(text: str) -> int:
    """The byte offset of the first document, all of them being valid."""
    has_bom = text.startswith(_BOM)
    position = len(_BOM) if has_bom else 0
    try:
        while True:
            position = _skip(text, _DECODER.raw_decode(text, _skip(text, position))[1])
            if position == len(text):
                return len(_BOM.encode()) if has_bom else 0
    except RecursionError as error:
        raise UnreadableError("the JSON is nested too deeply") from error
    except ValueError as error:
        raise UnreadableError("not valid JSON") from error


def _skip(text: str, position: int) -> int:
    space = _SPACE.match(text, position)
    return space.end() if space else position


def _stated(schema: json_ld.Strings, options: Options) -> list[Edit]:
    """Where a document says that it is in the language that is translated."""
    if not schema.languages:
        return []
    source = options.source if options.source != "auto" else schema.languages[0].text
    return [
        Edit(start, end, options.target.encode()) for _, start, end, text in schema.languages if is_same(text, source)
    ]


def _values(data: bytes, start: int, found: Sequence[json_ld.String], options: Options) -> Iterator[Value]:
    encode = _encoder(data)
    if found:
        wants, excluded = Selection().wants, Selection(("**",), options.exclude).wants
        texts = (
            (start, end, text) for path, start, end, text in found if excluded(path, "text") and wants("text", text)
        )
        yield from (Value(*text, encode) for text in texts)
        return
    strings = _strings(data, start, visit_attributes=bool(options.include))
    for _, text, (begin, end) in wanted(strings, options.include, options.exclude):
        yield Value(begin, end, text, encode)


def _of_schema_org(data: bytes, options: Options) -> json_ld.Strings:
    """What is in one document of JSON-LD; nothing of any other."""
    try:
        return json_ld.strings(data, options.work)
    except UnreadableError:
        return _NOTHING


def _strings(data: bytes, start: int, *, visit_attributes: bool) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """The path, text and span of each string value."""
    prefix, index, hidden = "", None, False
    containers: list[tuple[str, int | None, bool]] = []
    keys = _Keys()
    for token in _TOKEN.finditer(data, start):
        kind = token.lastindex
        if kind == _CLOSE:
            prefix, index, hidden = containers.pop()
            continue
        if index is not None:
            index += 1
        if kind == _TEXT and not hidden:
            raw = token[_TEXT]
            text = _unescaped(raw) if b"\\" in raw else raw.decode()
            if text is not None:
                yield prefix + (keys[token[_KEY]] if index is None else str(index)), text, token.span(_TEXT)
        elif kind == _OPEN:
            step, is_list = keys[token[_KEY]] if index is None else str(index), token[_OPEN] == b"["
            # A hostile document could make its paths quadratic in its size.
            below = f"{prefix}{step}/"[-_MAX_PATH:] if containers else ""
            containers.append((prefix, index, hidden))
            hidden = hidden or (step.startswith("@") and not is_list and not visit_attributes)
            prefix, index = below, (-1 if is_list else None)


class _Keys(dict[bytes | None, str]):
    """The texts of keys; those of the first are remembered, for most keys come again and again."""

    def __missing__(self, raw: bytes | None) -> str:
        text = _unescaped(raw or b"") or ""
        if len(self) < _MOST_KEYS and len(text) <= _LONGEST_KEY:
            self[raw] = text
        return text


def _unescaped(raw: bytes) -> str | None:
    """The text of a string; None for one with half a surrogate pair, which no text can stand for."""
    if b"\\" not in raw:
        return raw.decode()
    return utf16.paired(json.loads(b'"%b"' % raw))


def _encoder(data: bytes) -> Callable[[str], bytes]:
    """Writes text as the document does: characters beyond ASCII, `/` and what is markup in HTML escaped or not."""
    ascii_only = data.isascii() and _ESCAPED_LETTER.search(data) is not None
    escapes = {json.loads(f'"{escape}"'): escape for escape in map(bytes.decode, set(_ESCAPED_MARKUP.findall(data)))}
    if '"' in escapes:
        escapes['\\"'] = escapes.pop('"')

    def encode(text: str) -> bytes:
        written = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
        for plain, escape in escapes.items():
            written = written.replace(plain, escape)
        return written.encode()

    return encode
