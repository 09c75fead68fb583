"""The package document of a book: which documents it has, what it says of itself, and in which language it is.

EPUB 3.3 section 5; OPF 2.0.1. Translated are title, description and subjects, and the names in the guide; never the
identifier (obfuscated fonts depend on it), people, publishers, or what refines something else.
"""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lingopoint.formats.nesting import Nested, NestingDocument
from lingopoint.formats.options import Options, is_right_to_left
from lingopoint.formats.values import extract_value
from lingopoint.formats.xml import (
    Element,
    Inline,
    Role,
    Tree,
    attribute_unit,
    escape,
    parse,
    quotable,
    unescape,
    unit,
    xml_syntax,
)
from lingopoint.unit import Document, Edit, Unit

_DUBLIN_CORE = (b"http://purl.org/dc/elements/1.1/", b"http://purl.org/dc/elements/1.0/")
_TRANSLATED = {b"title", b"description", b"subject"}
_DIRECTION = b"page-progression-direction"
SYNTAX = xml_syntax(lambda _name, _attributes: Inline(Role.PAIR), preserve=False)


class Item(NamedTuple):
    """A document of a book: its place in the archive, and its media type."""

    name: str
    media_type: str


class Package:
    """The package document at `name`. Raises UnreadableError as `parse` does."""

    def __init__(self, name: str, data: bytes, options: Options) -> None:
        self._folder = posixpath.dirname(name)
        self._tree = parse(data, options.work)
        self._options = options
        self.language = next((self._text(each) for each in self._dublin_core({b"language"})), "")

    def items(self) -> list[Item]:
        """What the book is made of, in the order in which it is read; then the rest."""
        declared = {each.get(b"id"): each for each in self._named(b"item")}
        read = (declared.get(each.get(b"idref")) for each in self._named(b"itemref"))
        ordered = dict.fromkeys([*filter(None, read), *declared.values()])
        return [Item(self._place(each.get(b"href") or ""), (each.get(b"media-type") or "").lower()) for each in ordered]

    def document(self) -> Document:
        """What is translated in the package document itself."""
        entries = sorted(self._entries(), key=lambda entry: entry.start)
        edits = list(self._edits()) if self._options.document_language else []
        return NestingDocument(self._tree.data, entries, edits)

    def _named(self, local: bytes) -> Iterator[Element]:
        return (element for element in self._tree.elements if element.local == local)

    def _dublin_core(self, names: set[bytes]) -> Iterator[Element]:
        for element in self._tree.elements:
            if element.namespace in _DUBLIN_CORE and element.local.lower() in names:
                yield element

    def _text(self, element: Element) -> str:
        return unescape(self._tree.data[element.content : element.stop]).strip()

    def _place(self, href: str) -> str:
        return posixpath.normpath(posixpath.join(self._folder, unquote(href.partition("#")[0])))

    def _entries(self) -> Iterator[Unit | Nested]:
        for element in self._dublin_core(_TRANSLATED):
            if not _is_code(self._text(element)):
                yield from self._entry(element)
        for element in self._named(b"reference"):
            found = attribute_unit(element, b"title", self._options.work)
            if found is not None:
                yield found

    def _entry(self, element: Element) -> Iterator[Unit | Nested]:
        """Descriptions may hold HTML, escaped."""
        data, start, end = self._tree.data, element.content, element.stop
        if data.find(b"&lt;", start, end) >= 0 > data.find(b"<", start, end):
            yield Nested(start, end, extract_value(unescape(data[start:end]), self._options), escape)
            return
        found = unit(data, start, end, SYNTAX, self._options.work)
        if found is not None:
            yield found

    def _edits(self) -> Iterator[Edit]:
        for element in self._dublin_core({b"language"}):
            if element.stop > element.content and is_same(self._text(element), self.language):
                yield Edit(element.content, element.stop, quotable(self._options.target))
        yield from language_edits(self._tree, self.language, self._options)
        for element in self._named(b"spine"):
            yield from self._direction(element)

    def _direction(self, spine: Element) -> Iterator[Edit]:
        """Pages turn with the script; a vertical text that turns to the left is none from right to left."""
        if not (self._tree.root.get(b"version") or "").startswith("3"):
            return
        if self._options.right_to_left:
            yield spine.set(_DIRECTION, "rtl")
        elif spine.get(_DIRECTION) == "rtl" and is_right_to_left(_primary(self.language)):
            yield spine.set(_DIRECTION, "ltr")


def language_edits(tree: Tree, language: str, options: Options) -> Iterator[Edit]:
    """`xml:lang` of what is in the book's language changed to the target."""
    for element in tree.elements if options.document_language else ():
        tag = element.get(b"xml:lang")
        if tag is not None and is_same(tag, language):
            yield element.set(b"xml:lang", options.target)


def is_same(tag: str, other: str) -> bool:
    """Whether two tags name the same language, regions aside."""
    return _primary(tag) == _primary(other)


def _primary(tag: str) -> str:
    return tag.lower().partition("-")[0]


def _is_code(text: str) -> bool:
    """A subject may be a code of some scheme: FIC000000."""
    return " " not in text and any(map(str.isdecimal, text))
