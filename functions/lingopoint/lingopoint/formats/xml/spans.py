"""Where the elements of an XML document lie in its bytes.

Expat decides whether the document is well-formed; in a well-formed document a regular expression then finds every tag
exactly, with its place. Nothing is ever expanded: a document that declares entities is refused.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar
from xml.parsers import expat

from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Edit, Work

MAX_DEPTH = 1000
_ELEMENT_BYTES = 300
_MAX_PREFIXES = 100

_QUOTED = rb"\"[^\"]*+\"|'[^']*+'"
_MISC = rb"(?:\s++|<\?.*?\?>|<!--.*?-->)*+"
_DECLARATION = rb"<!(?!--|ENTITY)(?:[^\"'<>]++|%b)*+>" % _QUOTED
_SUBSET = rb"\[(?:[^<\]]++|<\?.*?\?>|<!--.*?-->|%b)*+\]" % _DECLARATION
_DOCTYPE = rb"<!DOCTYPE(?:[^\"'\[<>]++|%b)*+(?:%b\s*+)?+>" % (_QUOTED, _SUBSET)
_PROLOG = compile_pattern(rb"(?:\xef\xbb\xbf)?+%b(?:%b%b)?+(?=<[^!?])" % (_MISC, _DOCTYPE, _MISC), re.DOTALL)

_ATTRIBUTES = rb"(?:[^\"'>/]++|%b|/(?!>))*+" % _QUOTED
# Where no name is opaque: what never matches.
_NOTHING = rb"(?!)"

# The groups of a token. The last to take part (`lastindex`) tells its kind: TEXT stands for comments, processing
# instructions and the end of the data, ATTRIBUTES for a start tag, LEAF for a whole element without markup inside.
# TEXT is the first character, other than white space, of the text before the markup.
TEXT, END_TAG, CDATA, OPAQUE_NAME, OPAQUE_ATTRIBUTES, OPAQUE, NAME, ATTRIBUTES, EMPTY, LEAF = range(1, 11)


@lru_cache(maxsize=16)
def _token(opaque: tuple[bytes, ...]) -> re.Pattern[bytes]:
    """Matches some text and the markup after it. An opaque element is one piece, unless it holds an opaque one."""
    names = b"|".join(opaque) or _NOTHING
    body = rb"[^<]*+(?:<(?!/?(?:%b)[\s/>]|[!?])[^<]*+)*+" % names
    return compile_pattern(
        rb"\s*+([^<]?)[^<]*+(?:\Z|<(?:(/)[^>]*+>|!--.*?-->|\?.*?\?>|!\[CDATA\[(.*?)\]\]>"
        rb"|(%b)(?=[\s>])(%b)>(%b)</(?:%b)\s*+>"
        rb"|([^\s/>!?]++)(%b)(?:(/)>|>(?:([^<]*+)</[^>]*+>)?+)))" % (names, _ATTRIBUTES, body, names, _ATTRIBUTES),
        re.DOTALL,
    )


TOKEN = _token(())

_ATTRIBUTE = compile_pattern(rb"([^\s=]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_ATTRIBUTE_NAME, _IN_QUOTES, _IN_APOSTROPHES = 1, 2, 3
_REFERENCE = compile_pattern(r"&(?:#([0-9]+)|#x([0-9A-Fa-f]+)|(lt|gt|amp|quot|apos));")
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_FORBIDDEN = compile_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_State = TypeVar("_State")
_Namespaces = dict[bytes, bytes]
_NAMESPACES: _Namespaces = {b"xml": b"http://www.w3.org/XML/1998/namespace"}


class Element:
    """One element: the bytes `start` to `end`, of which `content` to `stop` lie between its tags.

    `index` is its place in document order and `next` that of the first element after it and its descendants.
    `has_text` says whether it has text of its own other than white space.
    """

    __slots__ = (
        "attributes",
        "content",
        "end",
        "has_text",
        "index",
        "name",
        "namespaces",
        "next",
        "parent",
        "start",
        "stop",
    )

    def __init__(
        self, name: bytes, attributes: bytes, parent: "Element | None", start: int, content: int, index: int
    ) -> None:
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.start = start
        self.content = self.stop = self.end = content
        self.index = index
        self.next = index + 1
        self.has_text = False
        self.namespaces: _Namespaces = parent.namespaces if parent else _NAMESPACES
        if b"xmlns" in attributes:
            self.namespaces = _declared(self)

    @property
    def local(self) -> bytes:
        """The name without its prefix."""
        return self.name.rpartition(b":")[2]

    @property
    def namespace(self) -> bytes:
        """The namespace of the name; b"" for none."""
        return self.namespaces.get(self.name.rpartition(b":")[0], b"")

    def get(self, name: bytes) -> str | None:
        """The value of the attribute written exactly so, prefix included."""
        return attribute(self.attributes, name)

    def set(self, name: bytes, value: str) -> Edit:
        """The edit that gives the attribute this value; a missing one is added after the others."""
        offset = self.start + 1 + len(self.name)
        found = _find(self.attributes, name)
        if found is None:
            position = offset + len(self.attributes.rstrip())
            return Edit(position, position, b' %b="%b"' % (name, quotable(value)))
        start, end = found.span(_IN_APOSTROPHES if found[_IN_QUOTES] is None else _IN_QUOTES)
        return Edit(offset + start, offset + end, quotable(value))


def attribute(attributes: bytes, name: bytes) -> str | None:
    """The value of the attribute written exactly so, among those of a tag."""
    found = _find(attributes, name)
    return None if found is None else unescape(_value(found))


def _find(attributes: bytes, name: bytes) -> re.Match[bytes] | None:
    if name in attributes:
        for found in _ATTRIBUTE.finditer(attributes):
            if found[_ATTRIBUTE_NAME] == name:
                return found
    return None


def _value(found: re.Match[bytes]) -> bytes:
    return found[_IN_QUOTES] or found[_IN_APOSTROPHES] or b""


class Tree(NamedTuple):
    """A well-formed document: its bytes, and its elements in document order, the root first."""

    data: bytes
    elements: list[Element]

    @property
    def root(self) -> Element:
        """The outermost element."""
        return self.elements[0]

    def children(self, element: Element) -> Iterator[Element]:
        """The elements directly inside `element`, in order."""
        index = element.index + 1
        while index < element.next:
            child = self.elements[index]
            yield child
            index = child.next

    def walk(self, initial: _State, enter: Callable[[_State, Element], _State]) -> Iterator[tuple[Element, _State]]:
        """Each element in order with what it inherits: `enter` gives its state from that of the element around it."""
        stack: list[tuple[int, _State]] = [(len(self.data) + 1, initial)]
        for element in self.elements:
            while element.start >= stack[-1][0]:
                stack.pop()
            state = enter(stack[-1][1], element)
            if element.next > element.index + 1:
                stack.append((element.end, state))
            yield element, state


def parse(data: bytes, work: Work, opaque: tuple[bytes, ...] = ()) -> Tree:
    """The elements of `data`, read as UTF-8 whatever its declaration says.

    Elements named in `opaque` are usually not looked into, for speed.
    Raises UnreadableError for what is not well-formed, declares entities or very many namespaces, or is nested deeper
    than `MAX_DEPTH` elements.
    """
    prolog = _PROLOG.match(data)
    if prolog is None:
        raise UnreadableError("the XML declares entities" if b"<!ENTITY" in data else "not well-formed XML")
    check(data)
    return Tree(data, _elements(data, prolog.end(), _token(opaque), work))


def check(data: bytes) -> None:
    """Raise UnreadableError for what is not well-formed or declares entities."""
    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = _refuse_entities
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableError("not well-formed XML") from error


def _refuse_entities(*_: object) -> None:
    raise UnreadableError("the XML declares entities")


def _elements(data: bytes, position: int, pattern: re.Pattern[bytes], work: Work) -> list[Element]:
    elements: list[Element] = []
    open_elements: list[Element] = []
    top: Element | None = None
    for token in pattern.finditer(data, position):
        work.spend(_ELEMENT_BYTES)
        kind = token.lastindex
        if top is not None and (token[TEXT] or (kind == CDATA and not token[CDATA].isspace())):
            top.has_text = True
        if kind == LEAF:
            elements.append(_whole(token, NAME, LEAF, top, len(elements)))
        elif kind == ATTRIBUTES or kind == EMPTY:  # noqa: SIM109
            name, attributes = token.group(NAME, ATTRIBUTES)
            element = Element(name, attributes, top, token.start(NAME) - 1, token.end(), len(elements))
            elements.append(element)
            if kind == ATTRIBUTES:
                open_elements.append(element)
                top = element
                if len(open_elements) > MAX_DEPTH:
                    raise UnreadableError("the XML is nested too deeply")
        elif kind == END_TAG and top is not None:
            top.stop, top.end, top.next = token.start(END_TAG) - 1, token.end(), len(elements)
            open_elements.pop()
            top = open_elements[-1] if open_elements else None
        elif kind == OPAQUE:
            elements.append(_whole(token, OPAQUE_NAME, OPAQUE, top, len(elements)))
        if top is None:
            break
    return elements


def _whole(token: re.Match[bytes], name: int, content: int, parent: Element | None, index: int) -> Element:
    """An element whose start and end are in one token: the groups of its name, its attributes after it, its content."""
    text = token[content]
    element = Element(token[name], token[name + 1], parent, token.start(name) - 1, token.start(content), index)
    element.stop, element.end = token.end(content), token.end()
    element.has_text = bool(text) and content == LEAF and not text.isspace()
    return element


def _declared(element: Element) -> _Namespaces:
    declared = {
        name.removeprefix(b"xmlns").removeprefix(b":"): _value(found)
        for found in _ATTRIBUTE.finditer(element.attributes)
        if (name := found[_ATTRIBUTE_NAME]) == b"xmlns" or name.startswith(b"xmlns:")
    }
    namespaces = {**element.namespaces, **declared}
    if len(namespaces) > _MAX_PREFIXES:
        raise UnreadableError("the XML declares too many namespaces")
    return namespaces


_ROOT_TAG = compile_pattern(rb"<([^\s/>!?]++)(%b)/?>" % _ATTRIBUTES)


def namespaces_of(data: bytes) -> _Namespaces:
    """The namespaces that the root declares, by prefix."""
    tag = _ROOT_TAG.search(data)
    return Element(tag[1], tag[2], None, tag.start(), tag.end(), 0).namespaces if tag else _NAMESPACES


def unescape(raw: bytes) -> str:
    """Character data decoded. References to undeclared entities stay as they are written."""
    text = raw.decode()
    return _REFERENCE.sub(_referent, text) if "&" in text else text


def _referent(reference: re.Match[str]) -> str:
    decimal, hexadecimal, name = reference.groups()
    return _PREDEFINED[name] if name else chr(int(decimal)) if decimal else chr(int(hexadecimal, 16))


def escape(text: str) -> bytes:
    """Text as character data."""
    return encode(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def encode(text: str) -> bytes:
    """Text as UTF-8 without the characters that XML 1.0 forbids (section 2.2)."""
    return _FORBIDDEN.sub("", text).encode()


def quotable(value: str) -> bytes:
    """Text as the value of an attribute, in quotes of either kind."""
    raw = escape(value).replace(b'"', b"&quot;").replace(b"'", b"&apos;")
    return raw.replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")
