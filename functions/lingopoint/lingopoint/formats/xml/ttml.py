"""Timed text in XML: TTML, IMSC and DFXP (https://www.w3.org/TR/ttml2/). A paragraph is one unit.

`span`s and `br`s are the markup of the sentence; a dash after a `br` begins what somebody else says. Times, styles,
regions, ids, metadata about people and images stay. A paragraph with times inside, as lyrics have for each word, stays
as it is. Titles and descriptions are text. `xml:lang` follows the translation.
"""

from collections.abc import Iterator

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.values import Selection
from lingopoint.formats.xml.inline import unit
from lingopoint.formats.xml.languages import document_language, is_same, is_target
from lingopoint.formats.xml.spans import Element, Tree, parse
from lingopoint.formats.xml.syntax import Inline, Role, xml_syntax
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Unit

_TIMED = compile_pattern(rb"(?:^|\s)(?:begin|end|dur)\s*=")
_DASH = compile_pattern(rb"\s*+(?:-|\xe2\x80[\x93\x94])")
_TEXT = {b"p", b"title", b"desc"}
_LONE = {b"br", b"metadata", b"set", b"image"}


def extract(data: bytes, options: Options) -> Document:
    """The units of timed text; `include` and `exclude` are patterns over the names of elements ("p", "title").

    Raises UnreadableError for another root than `tt`, and as `spans.parse` does.
    """
    tree = parse(data, options.work)
    if tree.root.local != b"tt":
        raise UnreadableError("not timed text")
    language = document_language(tree, options)
    edits = [
        element.set(b"xml:lang", options.target)
        for element in tree.elements
        if options.document_language
        and b"xml:lang" in element.attributes
        and is_same(element.get(b"xml:lang") or "", language)
    ]
    document = Document(data, list(_units(tree, language, options)), edits)
    document.language = language
    return document


def _units(tree: Tree, language: str, options: Options) -> Iterator[Unit]:
    wants = Selection(options.include or ("**",), options.exclude).wants
    done = 0
    for element, (spoken, preserve) in tree.walk(("", False), _enter):
        if element.start < done or element.local not in _TEXT or not wants(element.local.decode(), "text"):
            continue
        done = element.end
        is_foreign = spoken and (not is_same(spoken, language) or is_target(spoken, options.target))
        if not is_foreign and not _is_timed_inside(tree, element):
            yield from _lines(tree, element, preserve, options)


def _enter(inherited: tuple[str, bool], element: Element) -> tuple[str, bool]:
    language, preserve = inherited
    if b"xml:" in element.attributes:
        space = element.get(b"xml:space")
        return element.get(b"xml:lang") or language, preserve if space is None else space == "preserve"
    return inherited


def _is_timed_inside(tree: Tree, element: Element) -> bool:
    inside = tree.elements[element.index + 1 : element.next]
    return any(_TIMED.search(one.attributes) for one in inside)


def _lines(tree: Tree, element: Element, preserve: bool, options: Options) -> Iterator[Unit]:
    """The units of those who speak in an element."""
    start = element.content
    ends = [child for child in tree.children(element) if child.local == b"br" and _DASH.match(tree.data, child.end)]
    for stop, following in [*((child.start, child.end) for child in ends), (element.stop, element.end)]:
        found = unit(tree.data, start, stop, _PRESERVED if preserve else _COLLAPSED, options.work)
        if found is not None:
            yield found
        start = following


def _inline(name: bytes, _attributes: bytes) -> Inline:
    return Inline(Role.LONE if name.rpartition(b":")[2] in _LONE else Role.PAIR)


_COLLAPSED = xml_syntax(_inline, preserve=False)
_PRESERVED = xml_syntax(_inline, preserve=True)
