"""XLIFF 1.2 and 2.x: the source of each unit, translated into its target.

1.2: http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html; 2.x: http://docs.oasis-open.org/xliff/xliff-core/v2.1/.
A unit's bytes are its target, written anew whatever it held, or the place where a target belongs. Targets that hold a
translation are left alone in a file for the reader's language, and so are those marked as done (`_DONE`) in a file that
names no target language; in a file for another language every target is replaced, and what marks it as done is taken
back. `translate="no"` is honoured, and the file's target language follows.
"""

from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from typing import NamedTuple

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.unit import Document, Edit, Parts, Unit, replace
from lingopoint.formats.xml_inline import unit
from lingopoint.formats.xml_languages import is_served_by
from lingopoint.formats.xml_spans import Element, Tree, attribute, parse
from lingopoint.formats.xml_syntax import Inline, Role, xml_syntax
from lingopoint.regex import compile_pattern

_NAMESPACE = b"urn:oasis:names:tc:xliff:document:"
_NEW_LINE = compile_pattern(rb"\r?\n[ \t]*\Z")
_LONGEST_INDENT = 200


class _Language(Enum):
    """What the target language of the file is to the reader."""

    NONE = "none"
    SAME = "same"
    OTHER = "other"


class _Scope(NamedTuple):
    """What an element inherits."""

    translate: bool
    preserve: bool
    language: _Language


class _Version(NamedTuple):
    """What differs between versions: where the target language and the units are, and which states say done or not."""

    language_element: bytes
    language_attribute: bytes
    unit: bytes
    done: frozenset[str]
    not_done: frozenset[str]
    inline: Callable[[bytes, bytes], Inline]


_PAIR, _LONE, _KEEP = Inline(Role.PAIR), Inline(Role.LONE), Inline(Role.KEEP)


def _inline_1(name: bytes, attributes: bytes) -> Inline:
    local = name.rpartition(b":")[2]
    if local in {b"bx", b"bpt"}:
        return Inline(Role.FIRST_HALF, _half_key(local, attributes))
    if local in {b"ex", b"ept"}:
        return Inline(Role.SECOND_HALF, _half_key(b"b" + local[1:], attributes))
    if local == b"mrk" and attribute(attributes, b"mtype") == "protected":
        return _KEEP
    return _LONE if local in {b"x", b"ph", b"it"} else _PAIR


def _half_key(first: bytes, attributes: bytes) -> str:
    return f"{first!r} {attribute(attributes, b'rid') or attribute(attributes, b'id')}"


def _inline_2(name: bytes, attributes: bytes) -> Inline:
    local = name.rpartition(b":")[2]
    if local in {b"sc", b"sm"}:
        return Inline(Role.FIRST_HALF, f"{local!r} {attribute(attributes, b'id')}")
    if local in {b"ec", b"em"}:
        return Inline(Role.SECOND_HALF, f"{b's' + local[1:]!r} {attribute(attributes, b'startRef')}")
    if local == b"mrk" and attribute(attributes, b"translate") == "no":
        return _KEEP
    return _LONE if local in {b"ph", b"cp"} else _PAIR


_VERSION_1 = _Version(
    b"file",
    b"target-language",
    b"trans-unit",
    frozenset({"final", "signed-off", "translated"}),
    frozenset({"new", "needs-translation"}),
    _inline_1,
)
_VERSION_2 = _Version(
    b"xliff", b"trgLang", b"segment", frozenset({"final", "reviewed"}), frozenset({"initial"}), _inline_2
)


def extract(data: bytes, options: Options) -> Document:
    """The units to translate. Raises UnreadableError for what is not XLIFF, and as `xml_spans.parse` does."""
    tree = parse(data)
    root = tree.root
    if root.local != b"xliff" or not (root.namespace or _NAMESPACE).startswith(_NAMESPACE):
        raise UnreadableError("not XLIFF")
    version = _VERSION_2 if (root.get(b"version") or "").startswith("2") else _VERSION_1
    extraction = _Extraction(tree, version, options)
    units = list(extraction.units())
    return Document(data, units, extraction.edits)


class _Extraction:
    """One file on its way to units and edits."""

    def __init__(self, tree: Tree, version: _Version, options: Options) -> None:
        self._tree = tree
        self._version = version
        self._options = options
        self._syntax = {preserve: xml_syntax(version.inline, preserve=preserve) for preserve in (False, True)}
        self.edits: list[Edit] = []

    def units(self) -> Iterator[Unit]:
        """The units in order; `edits` is complete when they are."""
        namespace = self._tree.root.namespace
        passed = 0
        for element, scope in self._tree.walk(_Scope(True, False, _Language.NONE), self._enter):
            if element.index < passed or element.namespace != namespace:
                continue
            if element.local == self._version.language_element:
                self._follow_language(element, scope.language)
            elif element.local == self._version.unit:
                passed = element.next
                if scope.translate:
                    yield from self._unit(element, scope)

    def _enter(self, scope: _Scope, element: Element) -> _Scope:
        translate, preserve, language = scope
        attributes = element.attributes
        if b"translate" in attributes and (flag := element.get(b"translate")):
            translate = flag == "yes"
        if b"xml:space" in attributes:
            preserve = element.get(b"xml:space") == "preserve"
        if self._version.language_attribute in attributes and element.local == self._version.language_element:
            tag = element.get(self._version.language_attribute) or ""
            language = _Language.SAME if is_served_by(tag, self._options.target) else _Language.OTHER
        return _Scope(translate, preserve, language)

    def _follow_language(self, element: Element, language: _Language) -> None:
        if self._options.document_language and language is not _Language.SAME:
            self.edits.append(element.set(self._version.language_attribute, self._options.target))

    def _unit(self, element: Element, scope: _Scope) -> Iterator[Unit]:
        children = {
            child.local: child for child in self._tree.children(element) if child.namespace == element.namespace
        }
        source, target = children.get(b"source"), children.get(b"target")
        if source is None or (target is not None and not self._is_replaced(element, target, scope.language)):
            return
        found = unit(self._tree.data, source.content, source.stop, self._syntax[scope.preserve])
        if found is None:
            return
        if target is None:
            position = children.get(b"seg-source", source).end
            start_tag = self._line_start(source) + b"<%btarget>" % source.name.removesuffix(b"source")
            yield Unit(position, position, found.parts, self._writer(start_tag, source, found))
        else:
            self._take_back(element, scope.language)
            yield Unit(target.start, target.end, found.parts, self._writer(self._start_tag(target), source, found))

    def _is_replaced(self, element: Element, target: Element, language: _Language) -> bool:
        if language is _Language.OTHER or not self._tree.data[target.content : target.stop].strip():
            return True
        state = target.get(b"state") or element.get(b"state")
        if language is _Language.SAME:
            return state in self._version.not_done and element.get(b"approved") != "yes"
        return state not in self._version.done and element.get(b"approved") != "yes"

    def _take_back(self, element: Element, language: _Language) -> None:
        """What says that the translation into another language is done."""
        if language is not _Language.OTHER:
            return
        if element.get(b"approved") == "yes":
            self.edits.append(element.set(b"approved", "no"))
        if element.get(b"state") in self._version.done:
            self.edits.append(element.set(b"state", "initial"))

    def _start_tag(self, target: Element) -> bytes:
        changes = []
        if target.get(b"state") is not None:
            changes.append(target.set(b"state", "needs-review-translation"))
        if target.get(b"xml:lang") is not None:
            changes.append(target.set(b"xml:lang", self._options.target))
        tag = b"<%b%b" % (target.name, target.attributes.rstrip())
        shifted = [Edit(start - target.start, end - target.start, value) for start, end, value in changes]
        return replace(tag, shifted) + b">"

    def _line_start(self, source: Element) -> bytes:
        before = self._tree.data[max(0, source.start - _LONGEST_INDENT) : source.start]
        found = _NEW_LINE.search(before)
        return found.group() if found else b""

    def _writer(self, start_tag: bytes, source: Element, found: Unit) -> Callable[[Parts], bytes]:
        data = self._tree.data
        name = start_tag.lstrip()[1:].split(None, 1)[0].rstrip(b">")
        before = start_tag + data[source.content : found.start]
        after = data[found.end : source.stop] + b"</%b>" % name
        return partial(_write, before, found, after)


def _write(before: bytes, found: Unit, after: bytes, parts: Parts) -> bytes:
    return before + found.write(parts) + after
