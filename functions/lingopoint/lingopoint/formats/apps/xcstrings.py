"""String catalogues of Xcode (.xcstrings): the target language is added beside the others.

https://developer.apple.com/documentation/xcode/localizing-and-varying-text-with-a-string-catalog. One file holds every
language. A string without a translation into the target gets one, from its text in the source language or, where it has
none, from its key; what somebody translated stays. The new text needs review, for Xcode. It varies by plural and device
as the source does, with the plural forms that the target needs; a plural without `other` stays and is counted.

Keys, comments, placeholders, other languages, strings that are not to be translated or no longer used stay. A path, for
include and exclude, is the key.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from lingopoint.formats import cardinals
from lingopoint.formats.json_tree import JSON, Node, encoder, parse
from lingopoint.formats.nesting import Nested, NestingDocument, PartialDocument
from lingopoint.formats.opaque import keeping
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.placeholders import APPLE, pattern
from lingopoint.formats.values import Selection, extract_value
from lingopoint.unit import Document, Edit

_CODES = {"no": "nb", "pt": "pt-BR", "tl": "fil", "zh": "zh-Hans", "zh-TW": "zh-Hant"}
_STATE = b"needs_review"
_TEXT_BYTES = 1500


def extract(data: bytes, options: Options) -> Document:
    """The strings of a catalogue. Raises UnreadableError for what is none."""
    root = parse(data, JSON, options.work)
    source, strings = root.get("sourceLanguage"), root.get("strings")
    if source is None or source.text is None or strings is None or strings.members is None:
        raise UnreadableError("not a string catalogue")
    catalogue = _Catalogue(data, source.text, options)
    entries = [entry for key, value in strings.members for entry in catalogue.entries(key, value)]
    document = PartialDocument(data, entries, left=catalogue.left)
    document.language = source.text
    return document


class _Text(NamedTuple):
    """A text in a new localization: where it is in that, and what is to be translated for it."""

    node: Node
    text: str


class _Catalogue:
    """Finds the strings without a translation; `left` counts those that cannot be right."""

    def __init__(self, data: bytes, source: str, options: Options) -> None:
        self._data = data
        self._source = source
        self._options = options
        self._target = _CODES.get(options.target, options.target)
        self._encode = encoder(data)
        self._wants = Selection(options.include or ("**",), options.exclude).wants
        self._is_text = Selection().wants
        self.left = 0

    def entries(self, key: Node, value: Node) -> Iterator[Nested]:
        """The new localization of a string."""
        if key.text is None or value.members is None or not self._wants(key.text, "text"):
            return
        if self._raw(value.get("shouldTranslate")) == b"false" or self._raw(value.get("extractionState")) == b'"stale"':
            return
        localizations = value.get("localizations")
        source = value.get("localizations", self._source)
        done = value.get("localizations", self._target) or value.get("localizations", self._options.target)
        if done is not None and not self._is_new(done):
            return
        if source is not None and localizations is not None and localizations.members:
            yield from self._copied(source, done, localizations.members)
        elif self._is_text("text", key.text):
            yield from self._made(key, value, localizations, done)

    def _raw(self, node: Node | None) -> bytes:
        return self._data[node.start : node.end] if node else b""

    def _is_new(self, localization: Node) -> bool:
        states = [self._raw(unit.get("state")) for unit in _units(localization)]
        return all(state == b'"new"' for state in states)

    # A source with a text of its own

    def _copied(self, source: Node, done: Node | None, members: Sequence[tuple[Node, Node]]) -> Iterator[Nested]:
        """The localization of the source, with other texts in it."""
        entries = self._inside(source)
        if entries is None:
            self.left += 1
            return
        states = [state for unit in _units(source) if (state := unit.get("state"))]
        edits = [Edit(state.start + 1 - source.start, state.end - 1 - source.start, _STATE) for state in states]
        document = NestingDocument(self._raw(source), entries, edits)
        if not document.units:
            return
        if done is not None:
            yield Nested(done.start, done.end, document, str.encode)
            return
        first, last = members[0], members[-1]
        lead = b",%b" % self._blank_before(first[0])
        colon = self._data[first[0].end : first[1].start]
        lead += b'"%b"%b' % (self._target.encode(), colon)
        yield Nested(last[1].end, last[1].end, document, partial(_after, lead))

    def _inside(self, source: Node) -> list[Nested] | None:
        """The texts inside of a localization, relative to its start; None where a plural has no `other`."""
        found: list[Nested] = []
        stack = [source]
        while stack:
            node = stack.pop()
            for name, inner in reversed(node.members or ()):
                if name.text == "plural" and inner.members:
                    forms = self._plural(inner.members, source.start)
                    if forms is None:
                        return None
                    found += forms
                elif name.text == "stringUnit":
                    found += self._text(inner.get("value"), source.start)
                elif name.text == "stringSet" and (texts := inner.get("values")) is not None:
                    found += [entry for item in texts.items or () for entry in self._text(item, source.start)]
                else:
                    stack.append(inner)
        return sorted(found, key=lambda entry: entry.start)

    def _plural(self, members: Sequence[tuple[Node, Node]], offset: int) -> list[Nested] | None:
        values = {key.text or "": value.get("stringUnit", "value") for key, value in members}
        texts = {name: node.text for name, node in values.items() if node is not None and node.text is not None}
        forms = cardinals.forms(texts, self._options.target)
        if forms is None or len(texts) < len(members):
            return None
        found = [entry for name, node in values.items() for entry in self._text(node, offset, forms[name])]
        key, value = next((key, value) for key, value in members if key.text == "other")
        end = members[-1][1].end
        for name, text in forms.items():
            if name not in values:
                write = self._other_member(key, value, name)
                found.append(Nested(end - offset, end - offset, self._document(text), write))
        return found

    def _other_member(self, key: Node, value: Node, name: str) -> Callable[[str], bytes]:
        """Writes another member of a plural, like the one for `other`."""
        node = value.get("stringUnit", "value")
        state = value.get("stringUnit", "state")
        assert node is not None
        lead = b',%b"%b"' % (self._blank_before(key), name.encode())
        before, after = self._data[key.end : node.start + 1], self._data[node.end - 1 : value.end]
        if state is not None and state.end <= node.start:
            start = state.start + 1 - key.end
            before = before[:start] + _STATE + before[state.end - 1 - key.end :]
        return lambda text: lead + before + self._encode(text) + after

    def _text(self, node: Node | None, offset: int, text: str | None = None) -> Iterator[Nested]:
        if node is not None and node.text is not None:
            document = self._document(node.text if text is None else text)
            yield Nested(node.start + 1 - offset, node.end - 1 - offset, document, self._encode)

    def _document(self, text: str) -> Document:
        self._options.work.spend(_TEXT_BYTES)
        document = extract_value(text, self._options)
        document.units = keeping(document.units, pattern(APPLE), self._options.work)
        return document

    def _blank_before(self, key: Node) -> bytes:
        start = key.start
        while self._data[start - 1 : start].isspace():
            start -= 1
        return self._data[start : key.start]

    # A key that stands for itself

    def _made(self, key: Node, value: Node, localizations: Node | None, done: Node | None) -> Iterator[Nested]:
        document = self._document(key.text or "")
        if not document.units:
            return
        indent = self._blank_before(key)
        step = b"  " if b"\n" in indent else b""
        if done is not None:
            yield Nested(done.start, done.end, document, partial(self._localization, indent + step * 2, b"", b""))
            return
        name = b'"%b" : ' % self._target.encode()
        if localizations is not None and localizations.members is not None:
            holder, depth, before, after = localizations, 1, b"", b""
        else:
            holder, depth = value, 0
            before, after = b'"localizations" : {' + indent + step * 2, indent + step + b"}"
        inner = indent + step * (depth + 1)
        write = partial(self._localization, indent + step * 2, before + name, after)
        if holder.members:
            end = holder.members[-1][1].end
            yield Nested(end, end, document, lambda text: b"," + inner + write(text))
        else:
            outer = indent + step * depth
            yield Nested(holder.start + 1, holder.end - 1, document, lambda text: inner + write(text) + outer)

    def _localization(self, indent: bytes, before: bytes, after: bytes, text: str) -> bytes:
        step = b"  " if b"\n" in indent else b""
        state = b'%b"state" : "%b",' % (indent + step * 2, _STATE)
        unit = b'%b%b"value" : "%b"%b' % (state, indent + step * 2, self._encode(text), indent + step)
        return b'%b{%b"stringUnit" : {%b}%b}%b' % (before, indent + step, unit, indent, after)


def _after(lead: bytes, text: str) -> bytes:
    return lead + text.encode()


def _units(localization: Node) -> Iterator[Node]:
    """The string units and sets in a localization."""
    stack = [localization]
    while stack:
        for name, inner in stack.pop().members or ():
            if name.text in {"stringUnit", "stringSet"}:
                yield inner
            else:
                stack.append(inner)
