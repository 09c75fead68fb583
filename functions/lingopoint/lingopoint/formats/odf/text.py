"""The text of an element as a reader sees it: white space collapsed, what lies aside left out."""

import re
from collections.abc import Iterator

from lingopoint.formats.odf.names import TEXT, Names, Role
from lingopoint.formats.xml import Element, Tree, unescape
from lingopoint.regex import compile_pattern

MARKUP = compile_pattern(
    rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>|</[^>]*+>|&(?!(?:lt|gt|amp|quot|apos|#[^;]*+);)[^;]*+;", re.DOTALL
)
"""What may stand between elements beside text. Group 1 is the text of a CDATA section."""

_SPACES = compile_pattern(r"[ \t\r\n]+")
_MOST_SPACES = 1000
_WITH_TEXT = frozenset({Role.PAIR, Role.RUBY, Role.FIELD})
_WRITTEN = {Role.TAB: "\t", Role.BREAK: "\n"}


def visible(tree: Tree, element: Element, names: Names) -> str:
    """The text of one paragraph or field."""
    return "".join(_pieces(tree, element, names))


def _pieces(tree: Tree, element: Element, names: Names) -> Iterator[str]:
    index, position = element.index + 1, element.content
    while index < element.next:
        inner = tree.elements[index]
        yield _words(tree.data[position : inner.start])
        role = names.role(inner)
        if role in _WITH_TEXT:
            index, position = index + 1, inner.content
            continue
        if role is Role.SPACE:
            yield " " * _count(names.get(inner, TEXT, b"c"))
        yield _WRITTEN.get(role, "")
        index, position = inner.next, inner.end
    yield _words(tree.data[position : element.stop])


def _words(raw: bytes) -> str:
    pieces = MARKUP.split(raw)
    text = "".join((piece or b"").decode() if index % 2 else unescape(piece) for index, piece in enumerate(pieces))
    return _SPACES.sub(" ", text)


def _count(spaces: str | None) -> int:
    return min(int(spaces), _MOST_SPACES) if spaces and spaces.isdecimal() else 1


def text_of_cell(tree: Tree, cell: Element, names: Names) -> str:
    """The text of a cell: its paragraphs, a line each."""
    paragraphs = (child for child in tree.children(cell) if names.role(child) is Role.PARAGRAPH)
    return "\n".join(visible(tree, paragraph, names) for paragraph in paragraphs)
