"""Qt Linguist (.ts): `source` is translated into `translation`, with as many forms as Qt has for the language.

https://doc.qt.io/qt-6/linguist-ts-file-format.html. What becomes of a message depends on the file's own language:

- The target language: unfinished messages are filled; the others are a human's and stay.
- The language of the sources: every message is translated, from its own translation where it is finished.
- Another one: every message is translated anew. One that keeps its source text is emptied, and unfinished.

Messages that are gone (vanished, obsolete), of several lengths, or with bytes that XML cannot hold stay as they are. So
do those with a number where it is not certain which forms Qt has; they are counted. The mark of a key to press
(`&Open`) is left out, as it seldom fits a translation. A path, for include and exclude, is "context/source".
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lingopoint.formats.opaque import keeping
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.placeholders import QT, pattern
from lingopoint.formats.values import Selection, extract_value
from lingopoint.formats.xml.languages import is_same, is_target
from lingopoint.formats.xml.spans import Element, Tree, escape, parse, unescape
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Edit, Parts, Spliced, replace

_GONE = {"vanished", "obsolete"}
_MARK = compile_pattern(r"(?<!&)&(?=\w)(?!#?\w+;)")
_TYPE = compile_pattern(rb"\s+type\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_LOCALES = {"no": "nb_NO", "pt": "pt_BR", "zh": "zh_CN"}
_MESSAGE_BYTES = 1500


class _Forms(NamedTuple):
    """How many forms a language has, which is for one thing, and whether that serves numbers above one, too."""

    slots: int
    singular: int
    serves_more: bool


def _each(codes: str, slots: int, singular: int = 0, *, serves_more: bool = False) -> dict[str, _Forms]:
    return dict.fromkeys(codes.split(), _Forms(slots, singular, serves_more))


_FORMS = {
    **_each("fa fa-AF hu id ja ko ms th tr vi zh zh-TW", 1),
    **_each("af am az bg bn da de el en es es-MX et fi fr fr-CA gu ha he hi it ka kk kn ml mn mr nl no pa", 2),
    **_each("ps pt pt-PT si so sq sv sw ta te ur uz", 2),
    **_each("is", 2, serves_more=True),
    **_each("cs ga pl ro sk", 3),
    **_each("bs hr lt lv mk ru sr uk", 3, serves_more=True),
    **_each("sl", 4, serves_more=True),
    **_each("mt", 4),
    **_each("cy", 5, singular=1),
    **_each("ar", 6, singular=1),
}
"""By Qt's own rules (numerus.cpp of its tools), which are not gettext's. Without those that its versions differ in."""


class _Message(NamedTuple):
    """A message to translate: its `translation`, and the texts for one thing and for others, or the only one."""

    translation: Element
    sources: Sequence[Document]
    is_plural: bool
    is_stale: bool


class _Plan(NamedTuple):
    """What the file's languages mean for the target; `forms` are None when they are not known."""

    in_target: bool
    in_source: bool
    is_other: bool
    forms: _Forms | None


def extract(data: bytes, options: Options) -> Document:
    """The messages of a file. Raises UnreadableError for another root than `TS`, and as `spans.parse` does."""
    tree = parse(data, options.work)
    if tree.root.name != b"TS":
        raise UnreadableError("not a Qt translation file")
    language, source = _tag(tree.root.get(b"language")), _tag(tree.root.get(b"sourcelanguage")) or "en"
    in_target = is_target(language, options.target)
    in_source = is_same(language, source)
    plan = _Plan(in_target, in_source, bool(language) and not in_source, _FORMS.get(options.target))
    document = _Catalogue(tree, _Reader(tree, plan, options), options)
    document.language = _tag(tree.root.get(b"sourcelanguage")) or (language if in_source else "")
    return document


def _tag(locale: str | None) -> str:
    return (locale or "").replace("_", "-")


class _Reader:
    """Finds the messages to translate; `left` counts those whose forms cannot be right."""

    def __init__(self, tree: Tree, plan: _Plan, options: Options) -> None:
        self._tree = tree
        self._plan = plan
        self._options = options
        self._wants = Selection(options.include or ("**",), options.exclude).wants
        self.forms = plan.forms
        self.left = 0

    def messages(self) -> Iterator[_Message]:
        for context in self._tree.children(self._tree.root):
            children = list(self._tree.children(context)) if context.name == b"context" else [context]
            name = next((self._text(child) or "" for child in children if child.name == b"name"), "")
            for message in children:
                if message.name == b"message" and (found := self._message(name, message)):
                    yield found

    def _message(self, context: str, message: Element) -> _Message | None:
        self._options.work.spend(_MESSAGE_BYTES)
        parts = {child.name: child for child in self._tree.children(message)}
        source, translation = parts.get(b"source"), parts.get(b"translation")
        if source is None or translation is None or not self._is_open(translation):
            return None
        text = self._text(source)
        if text is None or not self._wants(f"{context}/{text}", text):
            return None
        is_plural = message.get(b"numerus") == "yes"
        if is_plural and self._plan.forms is None:
            self.left += 1
            return None
        documents = [self._document(one) for one in self._sources(text, translation, is_plural)]
        return _Message(translation, documents, is_plural, self._plan.is_other and self._has_text(translation))

    def _is_open(self, translation: Element) -> bool:
        kind = translation.get(b"type")
        if kind in _GONE or translation.get(b"variants") == "yes":
            return False
        return not self._plan.in_target or kind == "unfinished" or not self._has_text(translation)

    def _sources(self, text: str, translation: Element, is_plural: bool) -> list[str]:
        """The text to translate, or two of them, where the language tells one thing apart."""
        if not self._plan.in_source or translation.get(b"type") == "unfinished":
            return [text]
        own = [self._text(form) or "" for form in self._forms(translation)] if is_plural else [self._text(translation)]
        texts = [one for one in own if one]
        if not texts or len(texts) < len(own):
            return [text]
        forms = self._plan.forms
        if not is_plural or len(texts) < 2 or forms is None or forms.slots < 2:
            return [texts[-1]]
        uses_one = not forms.serves_more or "%n" in texts[0] or "%Ln" in texts[0]
        return [texts[0], texts[-1]] if uses_one else [texts[-1]]

    def _document(self, text: str) -> Document:
        document = extract_value(_MARK.sub("", text, count=1), self._options)
        document.units = keeping(document.units, pattern(QT), self._options.work)
        return document

    def _forms(self, translation: Element) -> list[Element]:
        return [child for child in self._tree.children(translation) if child.name == b"numerusform"]

    def _has_text(self, translation: Element) -> bool:
        forms = self._forms(translation) or [translation]
        return any(self._tree.data[form.content : form.stop].strip() for form in forms)

    def _text(self, element: Element) -> str | None:
        """The text of an element; None for one with more than text."""
        raw = self._tree.data[element.content : element.stop]
        return None if b"<" in raw else unescape(raw).replace("\r\n", "\n")


class _Catalogue(Document):
    """A translation is written as a whole, all of its forms together, and is finished then."""

    def __init__(self, tree: Tree, reader: _Reader, options: Options) -> None:
        self._messages = list(reader.messages())
        self._forms = reader.forms
        self._left = reader.left
        units = [unit for message in self._messages for source in message.sources for unit in source.units]
        locale = _LOCALES.get(options.target, options.target.replace("-", "_"))
        super().__init__(tree.data, units, [tree.root.set(b"language", locale)] if options.document_language else [])

    @property
    def starts(self) -> Sequence[int]:
        """See `Document.starts`."""
        return [each.translation.start for each in self._messages for source in each.sources for _ in source.units]

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`. What is stale is emptied, and the language changes, only with the texts."""
        remaining = iter(targets)
        kept = self._left
        texts: list[list[str]] = []
        for message in self._messages:
            spliced = [source.splice(list(islice(remaining, len(source.units)))) for source in message.sources]
            kept += sum(one.kept for one in spliced)
            is_new = any(one.data != source.data for one, source in zip(spliced, message.sources, strict=True))
            texts.append([one.data.decode() for one in spliced] if is_new else [])
        if not any(texts):
            return Spliced(self.data, kept)
        edits = [edit for message, new in zip(self._messages, texts, strict=True) for edit in self._edits(message, new)]
        return Spliced(replace(self.data, [*edits, *self.edits]), kept)

    def _edits(self, message: _Message, texts: Sequence[str]) -> Iterator[Edit]:
        element = message.translation
        if texts:
            attributes = _TYPE.sub(b"", element.attributes).rstrip()
            yield Edit(element.start, element.end, self._element(attributes, message, texts))
        elif message.is_stale:
            attributes = _TYPE.sub(b"", element.attributes).rstrip() + b' type="unfinished"'
            yield Edit(element.start, element.end, self._element(attributes, message, [""]))

    def _element(self, attributes: bytes, message: _Message, texts: Sequence[str]) -> bytes:
        content = _escaped(texts[0])
        if message.is_plural and self._forms is not None:
            forms = [texts[0 if slot == self._forms.singular else -1] for slot in range(self._forms.slots)]
            content = b"".join(b"<numerusform>%b</numerusform>" % _escaped(form) for form in forms)
        return b"<translation%b>%b</translation>" % (attributes, content)


def _escaped(text: str) -> bytes:
    """Text as Qt's own tools write it."""
    return escape(text).replace(b'"', b"&quot;").replace(b"'", b"&apos;")
