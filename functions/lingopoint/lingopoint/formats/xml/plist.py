"""Property lists of Apple's platforms in XML: plurals (.stringsdict), and what Info.plist shows to people.

https://developer.apple.com/documentation/xcode/localizing-strings-that-contain-plurals. In a .stringsdict the formats,
the plural forms and the texts by width or device are translated, and the forms are added that the target needs; a
plural without `other` stays and is counted. Of any other list only the names that an application shows and the reasons
why it asks for something (`CFBundleDisplayName`, `NS...UsageDescription`), or what `include` covers, by the path of
keys. Keys, types of formats, the declared document type and all else stay; it is never loaded.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lingopoint.formats import cardinals
from lingopoint.formats.nesting import Nested, PartialDocument
from lingopoint.formats.opaque import keeping
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.placeholders import APPLE, pattern
from lingopoint.formats.values import Selection, extract_value
from lingopoint.formats.xml.spans import Element, Tree, escape, parse, unescape
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document

_FORMAT = "NSStringLocalizedFormatKey"
_TYPE = "NSStringFormatSpecTypeKey"
_TYPES = {_TYPE, "NSStringFormatValueTypeKey"}
_VARIATIONS = {"NSStringVariableWidthRuleType", "NSStringDeviceSpecificRuleType"}
_SHOWN = compile_pattern(r"CF\w*DisplayName|\w+UsageDescription|NSHumanReadableDescription")
_MAX_PATH = 500


class _Member(NamedTuple):
    """A key of a dictionary, with its value."""

    name: str
    key: Element
    value: Element


def extract(data: bytes, options: Options) -> Document:
    """The texts of a list. Raises UnreadableError for a binary one, another root, and as `spans.parse` does."""
    if data.startswith(b"bplist"):
        raise UnreadableError("a binary property list")
    tree = parse(data, options.work)
    top = next(tree.children(tree.root), None)
    if tree.root.name != b"plist" or top is None:
        raise UnreadableError("not a property list")
    reader = _Reader(tree, options)
    entries = sorted(reader.entries(top), key=lambda entry: entry.start)
    document = PartialDocument(data, entries, left=reader.left)
    document.language = reader.language
    return document


class _Reader:
    """Finds the texts; `left` counts the plurals that cannot be right."""

    def __init__(self, tree: Tree, options: Options) -> None:
        self._tree = tree
        self._options = options
        self._selection = Selection(options.include or ("**",), options.exclude)
        self.left = 0
        self.language = ""

    def entries(self, top: Element) -> Iterator[Nested]:
        """The texts in a list."""
        stack: list[tuple[str, str, Element]] = [("", "", top)]
        while stack:
            path, parent, element = stack.pop()
            members = self._members(element)
            names = {member.name: member for member in members}
            if _TYPE in names:
                yield from self._plural(path, members)
                continue
            inner: list[tuple[str, str, Element]] = []
            for member in members:
                below = f"{path}/{member.name}".removeprefix("/")[-_MAX_PATH:]
                if member.value.name in {b"dict", b"array"}:
                    inner.append((below, member.name, member.value))
                elif member.value.name == b"string" and self._is_text(member.name, parent, below):
                    yield from self._text(below, member.value)
                elif member.name == "CFBundleDevelopmentRegion":
                    self.language = self._decoded(member.value) or ""
            stack += reversed(inner)

    def _is_text(self, name: str, parent: str, path: str) -> bool:
        if self._options.include:
            return self._selection.wants(path, "text")
        return name == _FORMAT or parent in _VARIATIONS or _SHOWN.fullmatch(name) is not None

    def _members(self, element: Element) -> list[_Member]:
        children = list(self._tree.children(element))
        if element.name == b"array":
            return [_Member(str(index), child, child) for index, child in enumerate(children)]
        pairs = zip(children[::2], children[1::2], strict=False)
        return [_Member(self._decoded(key) or "", key, value) for key, value in pairs if key.name == b"key"]

    def _plural(self, path: str, members: Sequence[_Member]) -> Iterator[Nested]:
        """The forms of a plural, and behind the last those that it lacks."""
        own = [member for member in members if member.name in cardinals.NAMES]
        texts = {member.name: text for member in own if (text := self._decoded(member.value)) is not None}
        forms = cardinals.forms(texts, self._options.target)
        if forms is None or len(texts) < len(own):
            self.left += 1
            return
        if not any(self._selection.wants(f"{path}/{name}".removeprefix("/"), text) for name, text in texts.items()):
            return
        for member in own:
            yield from self._text("", member.value, forms[member.name])
        last = own[-1]
        for name, text in forms.items():
            if name not in texts:
                yield Nested(last.value.end, last.value.end, self._document(text), self._added(members, last, name))

    def _added(self, members: Sequence[_Member], last: _Member, name: str) -> Callable[[str], bytes]:
        """Writes another form below the last one, laid out as that is."""
        data, place = self._tree.data, members.index(last)
        before = members[place - 1].value.end if place else last.key.parent.content if last.key.parent else 0
        lead = data[before : last.key.start]
        lead = lead if lead.isspace() else b""
        between = data[last.key.end : last.value.start]
        head = b"%b<key>%b</key>%b<string>" % (lead, name.encode(), between if between.isspace() else b"")
        return lambda text: head + escape(text) + b"</string>"

    def _text(self, path: str, element: Element, text: str | None = None) -> Iterator[Nested]:
        text = self._decoded(element) if text is None else text
        if text and (not path or self._selection.wants(path, text)) and element.stop > element.content:
            yield Nested(element.content, element.stop, self._document(text), escape)

    def _document(self, text: str) -> Document:
        document = extract_value(text, self._options)
        document.units = keeping(document.units, pattern(APPLE), self._options.work)
        return document

    def _decoded(self, element: Element) -> str | None:
        """The text of an element; None for one with more than text."""
        raw = self._tree.data[element.content : element.stop]
        return None if b"<" in raw else unescape(raw)
