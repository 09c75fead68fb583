"""What has few words in a book: the table of contents of EPUB 2 (NCX), and drawings (SVG)."""

from collections.abc import Iterator

from lingopoint.formats.epub.package import SYNTAX, language_edits
from lingopoint.formats.options import Options
from lingopoint.formats.xml import Element, Tree, parse, unit
from lingopoint.unit import Document

_LABELS = {b"docTitle", b"navInfo", b"navLabel"}
_SVG = b"http://www.w3.org/2000/svg"
_DRAWN = {b"desc", b"text", b"title"}
_PLACED = (b"x", b"y", b"dx", b"dy")


def contents(language: str, data: bytes, options: Options) -> Document:
    """The labels of an NCX. Raises UnreadableError as `parse` does."""
    tree = parse(data, options.work)
    found = (
        element
        for element in tree.elements
        if element.local == b"text" and element.parent is not None and element.parent.local in _LABELS
    )
    return _document(tree, found, language, options)


def drawing(language: str, data: bytes, options: Options) -> Document:
    """The titles and texts of a drawing. A piece of a text that has a place of its own is a text of its own."""
    tree = parse(data, options.work)
    texts = (element for element in tree.elements if element.namespace == _SVG and element.local in _DRAWN)
    return _document(tree, (piece for element in texts for piece in _pieces(tree, element)), language, options)


def _pieces(tree: Tree, text: Element) -> Iterator[Element]:
    inside = tree.elements[text.index + 1 : text.next]
    placed = [element for element in inside if any(element.get(name) is not None for name in _PLACED)]
    if not placed:
        yield text
    yield from (element for element in placed if element.next == element.index + 1)


def _document(tree: Tree, elements: Iterator[Element], language: str, options: Options) -> Document:
    found = (unit(tree.data, element.content, element.stop, SYNTAX, options.work) for element in elements)
    return Document(
        tree.data, [each for each in found if each is not None], list(language_edits(tree, language, options))
    )
