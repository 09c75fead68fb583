"""XML of any vocabulary: the text that looks like prose. Attributes are left alone.

Nothing says which elements of an unknown vocabulary hold human text, so this is the rule:

1. An element with text of its own is a block. The elements inside it are inline markup, unless they plainly are blocks
   themselves (`_BLOCKS`, or several elements with text and none between them). Inline elements named for code (`_CODE`)
   and those with `translate="no"` are kept as they are.
2. With `include` exactly the blocks it covers are translated. Otherwise `selection`'s rule applies to the element's
   name, and the text must have two words, an end of sentence, or a name for human text (title, p, label). Never blocks
   named for code, nor anything inside elements named for people (author) or keys (DITA's keydef). Paths are the names
   from the root without prefixes: "doc/section/title".
3. `translate="no"` and `its:translate="no"` hold for all that is inside (https://www.w3.org/TR/its20/#trans-datacat).
4. Text in a language (`xml:lang`) other than the document's is left alone, and so is text in the target language.
   `xml:lang` follows the translation, and so does the language that a feed states.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lingopoint.formats.nesting import Nested, NestingDocument
from lingopoint.formats.options import Options
from lingopoint.formats.soundness import Reread
from lingopoint.formats.values import Selection
from lingopoint.formats.xml.inline import unit
from lingopoint.formats.xml.languages import document_language, is_same, is_target, stated_edits, stating
from lingopoint.formats.xml.nested import nested
from lingopoint.formats.xml.skeleton import elements
from lingopoint.formats.xml.spans import Element, Tree, parse
from lingopoint.formats.xml.syntax import Inline, Role, xml_syntax
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Edit, Unit

_MAX_PATH = 4096


def _names(names: str) -> frozenset[bytes]:
    return frozenset(names.encode().split())


_BLOCKS = _names(
    "blockquote caption dd div dl dlentry dt entry figure h1 h2 h3 h4 h5 h6 informaltable itemizedlist lg li list"
    " listitem ol orderedlist p para procedure row sec section simpara simplelist step steps table tbody td tgroup th"
    " thead title tr ul variablelist varlistentry"
)
_HUMAN = _BLOCKS | _names("abstract cell desc glossterm head item line shortdesc tuv seg term")
_CODE = _names(
    "apiname classname cmdname code codeblock codeph command computeroutput constant email envar envvar exceptionname"
    " filename filepath funcdef function kbd literal literallayout math methodname parameter pre programlisting"
    " returnvalue samp screen script structname style synopsis systemitem tt uri url userinput var varname verbatim"
    " xmlatt xmlelement"
)
_PEOPLE = _names(
    "author authorgroup contributor copyright creator credit editor othercredit person publisher translator"
)
# Whose text DITA looks up by a key, or compares.
_NOT_PROSE = _PEOPLE | _names("keydef othermeta resourceid subjectdef")
# DITA's steps are commands to the reader, not to a machine.
_STEPS = _names("step substep")

_TRANSLATE_NO = compile_pattern(rb"(?:^|[\s:])translate\s*=\s*[\"']no[\"']")
_TRANSLATE = compile_pattern(rb"(?:^|[\s:])translate\s*=\s*[\"'](yes|no)[\"']")
_PROSE = compile_pattern(
    r"\A(?>.*?\b[^\W\d_]{2})\S*+\s.*?[^\W\d_]"
    r"|[^\W\d_][.!?…:][\"'”’»)]*\s*\Z"
    r"|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff。！？]",
    re.DOTALL,
)


class _Context(NamedTuple):
    """What an element inherits."""

    path: str
    translate: bool
    language: str
    preserve: bool


def extract(data: bytes, options: Options) -> Document:
    """The prose of an XML document. Raises UnreadableError as `spans.parse` does."""
    tree = parse(data, options.work)
    rule = _Rule(tree, options)
    entries = [entry for element, context in rule.blocks() for entry in rule.entries(element, context)]
    entries.sort(key=lambda entry: entry.start)
    document = NestingDocument(data, entries, rule.language_edits())
    document.language = rule.language
    document.reread = Reread(data, elements)
    return document


class _Rule:
    """The module's rule, for one document and one caller's options."""

    def __init__(self, tree: Tree, options: Options) -> None:
        self._tree = tree
        self._options = options
        self._selection = Selection(options.include, options.exclude)
        self.language = document_language(tree, options)
        self._stating = {element.index for element in stating(tree)}

    def blocks(self) -> Iterator[tuple[Element, _Context]]:
        """The elements with text of their own that are not inline in another."""
        elements = self._tree.elements
        stack: list[tuple[int, _Context]] = [(len(elements), _Context("", True, "", False))]
        inline: set[int] = set()
        index = 0
        while index < len(elements):
            element = elements[index]
            is_leaf = element.next == index + 1
            if index in inline or (is_leaf and not element.has_text):
                index = element.next
                continue
            index += 1
            while element.index >= stack[-1][0]:
                stack.pop()
            context = self._enter(stack[-1][1], element)
            if not is_leaf:
                stack.append((element.next, context))
            if element.has_text:
                inline.update(child.index for child in self._tree.children(element) if not self._is_block(child))
                if (
                    context.translate
                    and element.index not in self._stating
                    and self._in_source_language(context.language)
                ):
                    yield element, context

    def entries(self, element: Element, context: _Context) -> Iterator[Unit | Nested]:
        """What is to be translated in a block."""
        data = self._tree.data
        if element.next == element.index + 1:
            inner = nested(data, element.content, element.stop, self._options)
            if inner is not None:
                if self._wants(element, context.path, inner.document.data.decode()):
                    yield inner
                return
        syntax = _PRESERVED if context.preserve else _COLLAPSED
        for start, end in self._runs(element):
            found = unit(data, start, end, syntax, self._options.work)
            if found is not None and self._wants(element, context.path, _text(found)):
                yield found

    def language_edits(self) -> list[Edit]:
        """`xml:lang` of what is in the document's language changed to the target."""
        if not self._options.document_language:
            return []
        return [
            *(
                element.set(b"xml:lang", self._options.target)
                for element in self._tree.elements
                if b"xml:lang" in element.attributes and is_same(element.get(b"xml:lang") or "", self.language)
            ),
            *stated_edits(self._tree, self.language, self._options.target),
        ]

    def _enter(self, context: _Context, element: Element) -> _Context:
        path, translate, language, preserve = context
        name = element.local
        path = f"{path}/{name.decode()}" if path else name.decode()
        if len(path) > _MAX_PATH:
            path = path[:_MAX_PATH]
        if b"translate" in element.attributes and (flag := _TRANSLATE.search(element.attributes)):
            translate = flag[1] == b"yes"
        if name.lower() in _NOT_PROSE and not self._options.include:
            translate = False
        if b"xml:" in element.attributes:
            language = element.get(b"xml:lang") or language
            preserve = element.get(b"xml:space") == "preserve" or preserve
        return _Context(path, translate, language, preserve)

    def _in_source_language(self, language: str) -> bool:
        if not language:
            return True
        return is_same(language, self.language) and not is_target(language, self._options.target)

    def _is_block(self, element: Element) -> bool:
        if element.local.lower() in _BLOCKS:
            return True
        children = list(self._tree.children(element))
        return not element.has_text and len(children) > 1 and any(child.has_text for child in children)

    def _runs(self, element: Element) -> Iterator[tuple[int, int]]:
        start = element.content
        for child in self._tree.children(element):
            if self._is_block(child):
                yield start, child.start
                start = child.end
        yield start, element.stop

    def _wants(self, element: Element, path: str, text: str) -> bool:
        if self._options.include:
            return self._selection.wants(path, text)
        name = element.local.lower()
        if name in _CODE:
            return False
        if name == b"cmd" and element.parent is not None and element.parent.local in _STEPS:
            path += "/text"
        if not self._selection.wants(path, text):
            return False
        # A lower-case word is wanted only under a name for human text.
        return name in _HUMAN or _PROSE.search(text) is not None or self._selection.wants(path, "word")


def _text(found: Unit) -> str:
    return "".join(part if isinstance(part, str) else part.shown for part in found.parts)


def _inline(name: bytes, attributes: bytes) -> Inline:
    if name.rpartition(b":")[2].lower() in _CODE or _TRANSLATE_NO.search(attributes):
        return _KEPT
    return _PAIR


_PAIR, _KEPT = Inline(Role.PAIR), Inline(Role.KEEP)
_COLLAPSED = xml_syntax(_inline, preserve=False)
_PRESERVED = xml_syntax(_inline, preserve=True)
