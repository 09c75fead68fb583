"""Jupyter notebooks (https://nbformat.readthedocs.io/en/latest/format_description.html): the Markdown cells.

Code, outputs, raw cells, attachments and metadata stay. The source of a cell is a string or a list of lines; it is read
as one Markdown document and written back as it was, a list with one string for each line.
"""

from collections.abc import Callable, Iterator, Sequence

from lingopoint.formats.json_tree import JSON, Node, encoder, parse
from lingopoint.formats.markdown.document import extract as extract_markdown
from lingopoint.formats.nesting import Nested, NestingDocument
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document

_Encode = Callable[[str], bytes]

_TEXT_CELLS = ("markdown", "heading")
_LINE = compile_pattern(r"[^\n]*\n|[^\n]+")


def extract(data: bytes, options: Options) -> Document:
    """The units of the Markdown cells. Raises UnreadableError for what is no notebook."""
    root = parse(data, JSON, options.work)
    if root.get("nbformat") is None:
        raise UnreadableError("not a notebook")
    encode = encoder(data)
    return NestingDocument(data, (entry for cell in _cells(root) for entry in _entries(data, cell, encode, options)))


def _cells(root: Node) -> Iterator[Node]:
    """The cells, which version 3 has inside of worksheets."""
    sheets = root.get("worksheets")
    for holder in [root, *(sheets.items or () if sheets else ())]:
        cells = holder.get("cells")
        yield from (cells.items or ()) if cells else ()


def _entries(data: bytes, cell: Node, encode: _Encode, options: Options) -> Iterator[Nested]:
    kind, source = cell.get("cell_type"), cell.get("source")
    if kind is None or kind.text not in _TEXT_CELLS or source is None:
        return
    pieces = [source] if source.text is not None else source.items or []
    texts = [piece.text for piece in pieces if piece.text is not None]
    if not texts or len(texts) < len(pieces):
        return
    document = extract_markdown("".join(texts).encode(), options)
    yield Nested(pieces[0].start, pieces[-1].end, document, _writer(data, source, pieces, encode))


def _writer(data: bytes, source: Node, pieces: Sequence[Node], encode: _Encode) -> _Encode:
    """Writes a source as it was written: a string, or one a line with what stood between the first two between them."""
    if source.text is not None:
        return lambda text: b'"%b"' % encode(text)
    first = data[source.start + 1 : pieces[0].start]
    between = data[pieces[0].end : pieces[1].start] if len(pieces) > 1 else b"," + (first or b" ")
    return lambda text: between.join(b'"%b"' % encode(line) for line in _LINE.findall(text) or [""])
