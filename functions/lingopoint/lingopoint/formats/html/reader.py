"""Reads a document of HTML once, front to back, and finds its units.

Most of a document is read by one fast expression. Inside elements with a translation setting of their own (translate,
a class of notranslate, code with markup in it) tags are read one by one, so as to know where such an element ends.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lingopoint.formats.html.formulas import Formulas, loads_formulas
from lingopoint.formats.html.language import body_edits, language_edits, stated_edit, stated_language, translate_flag
from lingopoint.formats.html.names import (
    ALONE,
    FOREIGN,
    INLINE,
    NOTABLE,
    OPAQUE_BLOCK,
    OPAQUE_INLINE,
    PHRASING,
    RAW,
    VERBATIM,
    VOID,
    Attributes,
    Value,
    keyword,
    read_by_people,
)
from lingopoint.formats.html.runs import Item, UnitBuilder
from lingopoint.formats.html.scope import Scope
from lingopoint.formats.html.templates import without_markup
from lingopoint.formats.html.text import attribute_unit
from lingopoint.formats.html.tokens import (
    BOUNDARY,
    CLOSE,
    KEEP,
    LONE,
    MARKUP_AT,
    MARKUP_WITH_CDATA_AT,
    OPEN,
    OTHER,
    SCOPED_OTHER,
    SCOPED_TEXT,
    SCOPED_USUAL,
    TAG,
    TAG_AT,
    TAG_NAME,
    TAG_SLASH,
    TEXT,
    attribute_pattern,
    attributes_of,
    raw_text_end,
    scoped_tokens,
    sentence_tokens,
)
from lingopoint.formats.options import Options
from lingopoint.regex import compile_pattern
from lingopoint.unit import Edit, Unit

_PROLOG = compile_pattern(rb"(?:\xef\xbb\xbf)?+[ \t\r\n]*+(?:(<\?xml)[ \t\r\n])?+")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class _Kept(NamedTuple):
    """Where an element of a sentence began that is not to be translated, and how deep in the scope it is."""

    start: int
    depth: int


class Found(NamedTuple):
    """What was found: units in order of position, edits for the language, and the `homes` of `HtmlDocument`.

    `language` is what the page says that it is in.
    """

    sentences: Sequence[Unit]
    attribute_units: Sequence[Unit]
    edits: Sequence[Edit]
    homes: Mapping[int, Sequence[tuple[int, int]]]
    language: str


class Reader:
    """The state of reading one document."""

    def __init__(self, data: bytes, options: Options, *, is_xml: bool = False) -> None:
        self._data = data
        self._lower = without_markup(data.lower())
        self._options = options
        loads = loads_formulas(self._lower)
        class_matters = loads or b"notranslate" in self._lower
        self._tokens = sentence_tokens(class_matters=class_matters)
        self._scoped_tokens = scoped_tokens(class_matters=class_matters)
        self._attributes = attribute_pattern(class_matters=class_matters)
        prolog = _PROLOG.match(self._lower)
        self._xml = is_xml or (prolog is not None and prolog[1] is not None)
        self._work = options.work
        self._builder = UnitBuilder(data, options.work, Formulas(self._lower, loads=loads))
        self._attribute_units: list[Unit] = []
        self._edits: list[Edit] | None = None
        self._language: bytes | None = None
        self._stated: list[Value] = []
        self._run: list[Item] = []
        self._scope = Scope()
        self._kept: _Kept | None = None

    def read(self) -> Found:
        """Reads all of it."""
        position = len(_BYTE_ORDER_MARK) if self._data.startswith(_BYTE_ORDER_MARK) else 0
        while position < len(self._data):
            position = self._read_scoped(position) if self._scope else self._read_sentences(position)
        self._flush()
        language = (self._language or b"").decode()
        stated = (stated_edit(self._data, value, language, self._options) for value in self._stated)
        edits = [*(self._edits or []), *filter(None, stated)]
        return Found(self._builder.units, self._attribute_units, edits, self._builder.homes, language)

    def _read_sentences(self, position: int) -> int:
        run, code = self._run, self._work.code
        for token in self._tokens.finditer(self._lower, position):
            kind = token.lastindex or TEXT
            start, end = token.span(TEXT)
            if kind == BOUNDARY and not run:
                if start < end:
                    self._builder.add_text(start, end)
                continue
            begin, stop = token.span()
            if start < end or (run and begin < end):
                run.append((TEXT, begin, end, b""))
            if TEXT < kind <= LONE:
                code()
                run.append((self._sole(kind, end, stop), end, stop, token[kind]))
            elif kind == BOUNDARY:
                self._flush()
            elif kind == TAG:
                self._tag(token[TAG], end, stop)
                if self._scope:
                    return stop
            elif kind == OTHER:
                return self._other(end)
        return len(self._data)

    def _sole(self, kind: int, start: int, end: int) -> int:
        """The kind of a tag: in XML one that opens an element may be all of it."""
        return LONE if kind == OPEN and self._xml and self._lower.endswith(b"/>", start, end) else kind

    def _read_scoped(self, position: int) -> int:
        for token in self._scoped_tokens.finditer(self._lower, position):
            start, end = token.span(TEXT)
            if start < end and self._scope.on:
                self._add(TEXT, start, end)
            kind = token.lastindex or SCOPED_TEXT
            if kind == SCOPED_OTHER:
                return self._other(end)
            if kind != SCOPED_TEXT:
                self._tag(token[kind], end, token.end(), usual=kind == SCOPED_USUAL)
                if not self._scope:
                    return token.end()
        return len(self._data)

    def _flush(self) -> None:
        """A sentence ends here at the latest."""
        self._kept = None
        if self._run:
            self._builder.add_run(self._run)
            self._run.clear()

    def _tag(self, name: bytes, start: int, end: int, *, usual: bool = False) -> None:
        """Any tag but those of `_other`. Of an end tag `name` has the slash; a `usual` one has no notable attribute."""
        if name.startswith(b"/"):
            self._end_tag(name[1:], start, end)
        else:
            attributes = {} if usual else attributes_of(self._attributes, self._lower, start + 1 + len(name), end)
            self._start_tag(name, start, end, attributes)

    def _start_tag(self, name: bytes, start: int, end: int, attributes: Attributes) -> None:
        if self._scope:
            before = self._scope.on
            self._scope.before_start(name)
            if self._scope.on != before:
                self._flush()
        inherited = self._scope.on
        on = self._is_on(name, attributes)
        childless = name in VOID or (self._lower.endswith(b"/>", start, end) and self._may_close_itself(name))
        if not childless and (self._scope or not on or name in VERBATIM):
            self._scope.push(name, on=on)
        if on:
            if not inherited:
                self._flush()
            self._report(name, attributes, start)
            self._place(name, OPEN, start, end)
        elif name not in PHRASING and not self._scope.foreign:
            self._flush()
        elif inherited and childless:
            self._add(LONE, start, end, name)
        elif inherited:
            self._kept = _Kept(start, len(self._scope))

    def _end_tag(self, name: bytes, start: int, end: int) -> None:
        before = self._scope.on
        matched = self._scope.end(name)
        if self._scope.on and not before:
            kept = self._kept
            if kept and matched and len(self._scope) == kept.depth - 1:
                self._kept = None
                self._add(KEEP, kept.start, end, name)
                return
            self._flush()
        if self._scope.on:
            self._place(name, CLOSE, start, end)
        elif before or not (name in PHRASING or self._scope.foreign):
            self._flush()

    def _place(self, name: bytes, kind: int, start: int, end: int) -> None:
        """A tag where text is translated: in the sentence, or between two."""
        if name in INLINE or name in VERBATIM:
            self._add(kind, start, end, name)
        elif name in ALONE:
            self._add(LONE, start, end, name)
        else:
            self._flush()

    def _is_on(self, name: bytes, attributes: Attributes) -> bool:
        if name in OPAQUE_BLOCK or name in OPAQUE_INLINE:
            return False
        flag = translate_flag(attributes, self._lower, self._options.target) if attributes else None
        return self._scope.on and name not in VERBATIM if flag is None else flag

    def _may_close_itself(self, name: bytes) -> bool:
        return self._xml or name in FOREIGN or self._scope.foreign

    def _report(self, name: bytes, attributes: Attributes, start: int) -> None:
        if NOTABLE.isdisjoint(attributes):
            return
        stated = stated_language(name, attributes, self._lower) if self._options.document_language else None
        if stated is not None:
            self._stated.append(stated)
        for value in read_by_people(name, attributes, self._lower):
            unit = attribute_unit(self._data, value)
            if unit:
                self._work.unit()
                self._attribute_units.append(unit)
                self._builder.reported.add(start)

    def _other(self, start: int) -> int:
        """What is no ordinary tag: raw text elements, `<html>`, comments and the like. Returns where it ends."""
        tag = TAG_AT.match(self._lower, start)
        if tag is None:
            return self._markup(start)
        slash, name, end = tag[TAG_SLASH], tag[TAG_NAME], tag.end()
        if slash or self._scope.foreign or name not in RAW | {b"html"}:
            self._tag(slash + name, start, end)
            return end
        attributes = attributes_of(self._attributes, self._lower, tag.end(TAG_NAME), end)
        if name != b"html":
            return self._raw_element(name, start, end, attributes)
        if self._edits is None and self._options.document_language:
            target = self._options.target
            own = language_edits(attributes, tag.end(TAG_NAME), self._lower, target)
            self._edits = [*own, *(body_edits(self._data, target) if b" dir" in self._lower else ())]
        languages = (b"lang", b"xml:lang")
        if self._language is None:
            self._language = next(filter(None, (keyword(attributes, each, self._lower) for each in languages)), b"")
        self._start_tag(name, start, end, {key: value for key, value in attributes.items() if key not in languages})
        return end

    def _raw_element(self, name: bytes, start: int, end: int, attributes: Attributes) -> int:
        on = self._is_on(name, attributes)
        empty = self._xml and self._lower.endswith(b"/>", start, end)
        stop = end if empty else -1 if name == b"plaintext" else raw_text_end(self._lower, name, end)
        end_tag = None if empty or stop < 0 else TAG_AT.match(self._lower, stop)
        if end_tag is None and not empty:
            return len(self._data)
        if on:
            self._report(name, attributes, start)
        after = end_tag.end() if end_tag else end
        if name == b"textarea":
            self._lone(start, after)
        else:
            self._flush()
        if name == b"title" and on:
            self._builder.add_text(end, stop)
        return after

    def _lone(self, start: int, end: int) -> None:
        if self._scope.on:
            self._add(LONE, start, end)

    def _add(self, kind: int, start: int, end: int, name: bytes = b"") -> None:
        self._work.code()
        self._run.append((kind, start, end, name))

    def _markup(self, start: int) -> int:
        """A comment, an instruction, a remnant of a template, or a tag that never ends. Returns where it ends."""
        pattern = MARKUP_WITH_CDATA_AT if self._xml or self._scope.foreign else MARKUP_AT
        markup = pattern.match(self._lower, start)
        if markup is None:
            return len(self._data)
        if markup.lastgroup == "remnant" and TAG_AT.search(self._lower, start, markup.end()):
            self._flush()
        else:
            self._lone(start, markup.end())
        return markup.end()
