"""XLIFF 1.2 and 2.x: the source of each unit, translated into its target.

1.2: http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html; 2.x: http://docs.oasis-open.org/xliff/xliff-core/v2.1/.
A unit's bytes are its target, written anew whatever it held, or the place where a target belongs. Targets that hold a
translation are left alone in a file for the reader's language, and so are those marked as done (`_Version.done`) in a
file that names no target language. In a file for another language every target is replaced, and what marks it as done
is taken back. `translate="no"` is honoured, and the file's target language follows.

Once anything in a file was translated, a translation that is the same as its source is written as well: to tools, a
unit without a target is one still to be translated.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import partial
from typing import NamedTuple

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.formats.xml.inline import unit
from lingopoint.formats.xml.languages import is_served_by
from lingopoint.formats.xml.skeleton import elements_of
from lingopoint.formats.xml.spans import Element, Tree, attribute, parse
from lingopoint.formats.xml.syntax import Inline, Role, xml_syntax
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Edit, Parts, Spliced, Unit, Writer, replace

_NAMESPACE = b"urn:oasis:names:tc:xliff:document:"
_NEW_LINE = compile_pattern(rb"\r?\n[ \t]*\Z")
_LONGEST_INDENT = 200
_OUTSIDE_TARGETS = frozenset(b"file group note notes seg-source segment source trans-unit unit xliff".split())


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
    """The units to translate. Raises UnreadableError for what is not XLIFF, and as `spans.parse` does."""
    tree = parse(data, options.work)
    root = tree.root
    if root.local != b"xliff" or not (root.namespace or _NAMESPACE).startswith(_NAMESPACE):
        raise UnreadableError("not XLIFF")
    version = _VERSION_2 if (root.get(b"version") or "").startswith("2") else _VERSION_1
    extraction = _Extraction(tree, version, options)
    units = list(extraction.units())
    document = XliffDocument(data, units, extraction.edits)
    document.language = _source_language(tree)
    document.reread = Reread(data, _skeleton)
    return document


def _skeleton(data: bytes) -> object:
    """What stands outside of the targets, for these come and go."""
    return elements_of(data, _OUTSIDE_TARGETS)


def _source_language(tree: Tree) -> str:
    """The language of the sources; nothing where a file holds several."""
    languages = {tree.root.get(b"srcLang")} | {
        element.get(b"source-language") for element in tree.elements if element.local == b"file"
    }
    told = languages - {None}
    return (told.pop() or "") if len(told) == 1 else ""


class XliffDocument(Document):
    """A file in which a source and its translation stand side by side."""

    def _splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`; when any target differs from its source, those that do not are written as well."""
        pairs = list(zip(self.units, targets, strict=True))
        if all(target in (None, source.parts) for source, target in pairs):
            return Spliced(self.data, 0)
        written = [
            Edit(source.start, source.end, source.write(target)) for source, target in pairs if target is not None
        ]
        return Spliced(replace(self.data, [*written, *self.edits]), 0)


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
        found = unit(self._tree.data, source.content, source.stop, self._syntax[scope.preserve], self._options.work)
        if found is None:
            return
        if target is None:
            position = children.get(b"seg-source", source).end
            name = source.name.removesuffix(b"source") + b"target"
            start_tag = self._line_start(source) + b"<%b>" % name
            yield Unit(position, position, found.parts, self._writer(source, found, start_tag, name))
        else:
            self._take_back(element, scope.language)
            start_tag = self._start_tag(target)
            yield Unit(target.start, target.end, found.parts, self._writer(source, found, start_tag, target.name))

    def _is_replaced(self, element: Element, target: Element, language: _Language) -> bool:
        if language is _Language.OTHER or not self._tree.data[target.content : target.stop].strip():
            return True
        state = target.get(b"state") or element.get(b"state")
        if language is _Language.SAME:
            return state in self._version.not_done and element.get(b"approved") != "yes"
        return state not in self._version.done and element.get(b"approved") != "yes"

    def _take_back(self, element: Element, language: _Language) -> None:
        """Unmarks what says that the translation into another language is done."""
        if language is not _Language.OTHER:
            return
        if element.get(b"approved") == "yes":
            self.edits.append(element.set(b"approved", "no"))
        if element.get(b"state") in self._version.done:
            self.edits.append(element.set(b"state", "initial"))

    def _start_tag(self, target: Element) -> bytes:
        """The start tag of a target that is written anew."""
        changes = []
        if target.get(b"state") is not None:
            changes.append(target.set(b"state", "needs-review-translation"))
        if target.get(b"xml:lang") is not None:
            changes.append(target.set(b"xml:lang", self._options.target))
        tag = b"<%b%b" % (target.name, target.attributes.rstrip())
        shifted = [Edit(start - target.start, end - target.start, value) for start, end, value in changes]
        return replace(tag, shifted) + b">"

    def _line_start(self, source: Element) -> bytes:
        """The line break and the indentation before the source; b"" when it starts no line."""
        before = self._tree.data[max(0, source.start - _LONGEST_INDENT) : source.start]
        found = _NEW_LINE.search(before)
        return found.group() if found else b""

    def _writer(self, source: Element, found: Unit, start_tag: bytes, name: bytes) -> Writer:
        return partial(_write, self._tree.data, source.content, source.stop, found, start_tag, b"</%b>" % name)


def _write(data: bytes, start: int, stop: int, found: Unit, start_tag: bytes, end_tag: bytes, parts: Parts) -> bytes:
    """A target; `found` is what is translated of the content of the source, `start` to `stop`."""
    if parts == found.parts:
        content = data[start:stop]
    else:
        content = data[start : found.start] + found.write(parts) + data[found.end : stop]
    return start_tag + content + end_tag
