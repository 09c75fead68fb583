"""What has few words in a book: the table of contents of EPUB 2 (NCX), and drawings (SVG)."""

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from lingopoint.formats.epub.package import SYNTAX, language_edits
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.xml import Element, Tree, parse, unit
from lingopoint.unit import Document, Unit

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
    return _document(tree, _texts(tree), language, options)


def with_drawings(chapter: Document, options: Options) -> Document:
    """A chapter with the titles and texts of the drawings in it, but for those within a sentence, which stay with it.

    The chapter is well-formed XML.
    """
    if _SVG not in chapter.data or b"ld+json" in chapter.data:
        return chapter
    try:
        tree = parse(chapter.data, options.work)
    except UnreadableError:
        return chapter  # nested deeper than a drawing is looked for
    found = (_unit(tree, element, options) for element in _texts(tree) if _is_translated(element))
    starts = [unit.start for unit in chapter.units]
    for each in filter(None, found):
        before = bisect_right(starts, each.start) - 1
        if before < 0 or chapter.units[before].end <= each.start:
            chapter.units = [*chapter.units, each]
    chapter.units = sorted(chapter.units, key=itemgetter(0))
    return chapter


def _is_translated(element: Element | None) -> bool:
    while element is not None:
        flag = element.get(b"translate")
        if flag is not None:
            return flag != "no"
        element = element.parent
    return True


def _texts(tree: Tree) -> Iterator[Element]:
    end = 0
    for element in tree.elements:
        if element.namespace == _SVG and element.local in _DRAWN and element.start >= end:
            end = element.end
            yield from _pieces(tree, element)


def _pieces(tree: Tree, text: Element) -> Iterator[Element]:
    inside = tree.elements[text.index + 1 : text.next]
    placed = [element for element in inside if any(element.get(name) is not None for name in _PLACED)]
    if not placed:
        yield text
    yield from (element for element in placed if element.next == element.index + 1)


def _document(tree: Tree, elements: Iterator[Element], language: str, options: Options) -> Document:
    found = (_unit(tree, element, options) for element in elements)
    return Document(
        tree.data, [each for each in found if each is not None], list(language_edits(tree, language, options))
    )


def _unit(tree: Tree, element: Element, options: Options) -> Unit | None:
    return unit(tree.data, element.content, element.stop, SYNTAX, options.work)
