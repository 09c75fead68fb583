"""JSON-LD in a page: what a search engine shows of it, translated like the page itself.

It is in elements `script` of the type `application/ld+json`, raw text without references. `json_ld` says what is text.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from lingopoint.formats.json_ld import found
from lingopoint.formats.json_tree import JSON, Node, encoder, parse
from lingopoint.formats.locales import is_same
from lingopoint.formats.nesting import Nested, NestingDocument
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Edit, Parts, Spliced, Unit, replace

_SCRIPT = compile_pattern(
    rb"<!--(?s:.*?)-->|<script(?=[\s/])((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>((?:[^<]++|<(?!/script))*+)</script",
    re.IGNORECASE,
)
_ATTRIBUTES, _CONTENT = 1, 2
_OF_DATA = compile_pattern(rb"\btype\s*+=\s*+[\"']?+application/ld\+json", re.IGNORECASE)
_MARKUP = compile_pattern(r"</?[A-Za-z]|&#?\w+;")
_ADDRESS = compile_pattern(r"\S+://\S*\Z|\S+\.\S+/\S*\Z")

_DANGEROUS = compile_pattern(rb"<(!--|/?script)", re.IGNORECASE)

Extract = Callable[[bytes, Options], Document]


class PageWithData(Document):
    """A page, and the data in its scripts: the units of the page come first."""

    def __init__(self, page: Document, data: Sequence[Nested]) -> None:
        super().__init__(page.data, [*page.units, *(unit for each in data for unit in each.document.units)], page.edits)
        self.language = page.language
        self._page = page
        self._scripts = data

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`; scripts are written as edits of the page."""
        kept = 0
        edits: list[Edit] = []
        first = len(self._page.units)
        for start, end, script, encode in self._scripts:
            spliced = script.splice(targets[first : first + len(script.units)])
            first += len(script.units)
            kept += spliced.kept
            if spliced.data != script.data:
                edits.append(Edit(start, end, encode(spliced.data.decode())))
        self._page.edits = [*self.edits, *edits]
        page = self._page.splice(targets[: len(self._page.units)])
        if edits and page.data == self.data:
            page = page._replace(data=replace(self.data, self._page.edits))
        return page._replace(kept=page.kept + kept)


def with_data(page: Document, options: Options, extract: Extract) -> Document:
    """The page with what its scripts say; `extract` reads HTML, which texts may hold."""
    scripts = list(_scripts(page, options, extract)) if b"ld+json" in page.data else []
    return PageWithData(page, scripts) if scripts else page


def _scripts(page: Document, options: Options, extract: Extract) -> Iterator[Nested]:
    for script in _SCRIPT.finditer(page.data):
        if script[_ATTRIBUTES] is None or not _OF_DATA.search(script[_ATTRIBUTES]):
            continue
        data = script[_CONTENT]
        try:
            root = parse(data, JSON, options.work)
        except UnreadableError:
            continue
        yield Nested(*script.span(_CONTENT), _document(data, root, page.language, options, extract), str.encode)


def _document(data: bytes, root: Node, language: str, options: Options, extract: Extract) -> Document:
    entries: list[Unit | Nested] = []
    edits: list[Edit] = []
    stated = options.source if options.source != "auto" else language
    encode = _encoder(data)
    for node, is_language, _ in found(root):
        start, end, text = node.start + 1, node.end - 1, node.text or ""
        if not is_language:
            entries += _entry(start, end, text, encode, options, extract)
        elif options.document_language and (not stated or is_same(text, stated)):
            edits.append(Edit(start, end, options.target.encode()))
    return NestingDocument(data, entries, edits)


def _entry(
    start: int, end: int, text: str, encode: Callable[[str], bytes], options: Options, extract: Extract
) -> Iterator[Unit | Nested]:
    if _MARKUP.search(text):
        yield Nested(start, end, extract(text.encode(), options), encode)
    elif any(map(str.isalpha, text)) and not _ADDRESS.match(text):
        options.work.unit()
        lead, trail = (len(text) - len(stripped) for stripped in (text.lstrip(), text.rstrip()))

        def write(parts: Parts) -> bytes:
            words = "".join(part if isinstance(part, str) else part.shown for part in parts)
            return encode(text[:lead] + words + text[len(text) - trail :]).replace(b"<", b"\\u003c")

        yield Unit(start, end, (text.strip(),), write)


def _encoder(data: bytes) -> Callable[[str], bytes]:
    """Writes text for a string in a script, which neither the end of the script nor a comment may be in."""
    encode = encoder(data)
    end_tag = b"</" if b"</" in data and b"<\\/" not in data else b"<\\/"

    def write(text: str) -> bytes:
        return _DANGEROUS.sub(rb"\\u003c\1", encode(text).replace(b"</", end_tag))

    return write
