"""Microsoft .resx: the strings of the `data` elements, one unit a line; comments are left alone.

https://learn.microsoft.com/en-us/dotnet/core/extensions/work-with-resx-files-programmatically. An element with a type
or a MIME type is no string. Windows Forms keeps what its designer needs under names that start with `>>` and in the
properties of `_DESIGN`. A comment with `{Locked}` asks that the string be left as it is.
"""

import re
from collections.abc import Iterator

from lingopoint.formats.nesting import Nested, NestingDocument
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.formats.values import Selection
from lingopoint.formats.xml.inline import unit
from lingopoint.formats.xml.nested import nested
from lingopoint.formats.xml.skeleton import elements
from lingopoint.formats.xml.spans import Element, Tree, parse, unescape
from lingopoint.formats.xml.syntax import Inline, Role, xml_syntax
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document, Unit

_DESIGN = compile_pattern(
    r">>|.*\.(?:Name|Type|Parent|ZOrder|ImageKey|DataMember|DisplayMember|ValueMember)\Z", re.DOTALL
)
_LINE = compile_pattern(rb"[^\r\n]+")
_SYNTAX = xml_syntax(lambda _name, _attributes: Inline(Role.PAIR), preserve=True)


def extract(data: bytes, options: Options) -> Document:
    """The strings of a .resx file; `include` and `exclude` are patterns over their names.

    Raises UnreadableError for another root than `root`, and as `spans.parse` does.
    """
    tree = parse(data, options.work)
    if tree.root.name != b"root":
        raise UnreadableError("not a .resx file")
    document = NestingDocument(data, _entries(tree, options))
    document.reread = Reread(data, elements)
    return document


def _entries(tree: Tree, options: Options) -> Iterator[Unit | Nested]:
    wants = Selection(options.include or ("**",), options.exclude).wants
    for element in tree.children(tree.root):
        if element.name == b"data" and _is_string(element):
            children = {child.name: child for child in tree.children(element)}
            value, comment = children.get(b"value"), children.get(b"comment")
            if value is None or (comment is not None and _is_lock(tree, comment)):
                continue
            if wants(element.get(b"name") or "", unescape(tree.data[value.content : value.stop])):
                yield from _value_entries(tree.data, value, options)


def _is_string(element: Element) -> bool:
    name = element.get(b"name") or ""
    return element.get(b"type") is None and element.get(b"mimetype") is None and _DESIGN.match(name) is None


def _is_lock(tree: Tree, comment: Element) -> bool:
    return b"{Locked}" in tree.data[comment.content : comment.stop]


def _value_entries(data: bytes, value: Element, options: Options) -> Iterator[Unit | Nested]:
    inner = nested(data, value.content, value.stop, options)
    if inner is not None:
        yield inner
    elif b"<" in data[value.content : value.stop]:
        found = unit(data, value.content, value.stop, _SYNTAX, options.work)
        if found is not None:
            yield found
    else:
        for line in _LINE.finditer(data, value.content, value.stop):
            found = unit(data, *line.span(), _SYNTAX, options.work)
            if found is not None:
                yield found
