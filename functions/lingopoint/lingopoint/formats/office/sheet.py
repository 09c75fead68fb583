"""Strings of a workbook that must stay as they are for it to keep working.

The header cells of a table must equal the names of its columns, or Excel calls the file corrupt; pivot tables find
their fields by the headers; formulas, conditions and drop-down lists compare cells with text. Names with underscores
and paths are a program's.
"""

import re
from collections.abc import Iterable, Iterator, Set

from lingopoint.formats.office.names import Role
from lingopoint.formats.office.runs import Part
from lingopoint.formats.options import UnreadableError
from lingopoint.formats.xml import Element, unescape
from lingopoint.regex import compile_pattern

_NAME = compile_pattern(rb"<(?:\w+:)?(?:tableColumn|cacheField)\s[^<>]*?\bname=(?:\"([^\"<]*+)\"|'([^'<]*+)')")
_FORMULA = compile_pattern(rb"<(?:\w+:)?(?:f|formula[12]?)(?:\s[^<>]*+)?>([^<\"&]*+(?:\"|&)[^<]*+)<")
_LITERAL = compile_pattern(r'"((?:[^"]|"")*+)"')
_CODE = compile_pattern(r"[A-Za-z][A-Za-z0-9]*+(?:_[A-Za-z0-9]++)+|(?:/[\w.-]++)+/?+", re.ASCII)
"""A name of a field (`unit_price`), a path: what programs find a column or a page by."""

_CHARACTER_CODE = compile_pattern(r"_x[0-9A-Fa-f]{4}_")


def fixed_texts(part: bytes) -> Iterator[str]:
    """The names of columns and fields that a table or a pivot cache holds, and the literals of a sheet's formulas."""
    for name in _NAME.finditer(part):
        yield _normal(_text(name.group(1) or name.group(2) or b""))
    for formula in _FORMULA.finditer(part):
        for literal in _LITERAL.findall(_text(formula.group(1))):
            text = literal.replace('""', '"')
            yield _normal(text)
            # A drop-down list is one literal, its items apart by commas.
            yield from map(_normal, text.split(",") if "," in text else ())


def _text(raw: bytes) -> str:
    try:
        return unescape(raw)
    except UnicodeDecodeError as error:
        raise UnreadableError("a part that is not in UTF-8") from error


def is_fixed(fixed: Set[str], part: Part, paragraph: Element) -> bool:
    """Whether a string must stay, or is the result of a formula."""
    tree, cell = part.tree, paragraph.parent
    if cell is not None and paragraph.local == b"is" and any(child.local == b"f" for child in tree.children(cell)):
        return True
    inside = tree.elements[paragraph.index : paragraph.next]
    texts = (tree.data[element.content : element.stop] for element in inside if part.role(element) is Role.TEXT)
    return is_fixed_text(fixed, texts)


def is_fixed_text(fixed: Set[str], texts: Iterable[bytes]) -> bool:
    """Whether the contents of these text elements are together a string that must stay."""
    contents = list(texts)
    if not fixed and not any(b"_" in text or text[:1] == b"/" for text in contents):
        return False
    text = _normal("".join(map(unescape, contents)))
    return text in fixed or _CODE.fullmatch(text) is not None


def _normal(text: str) -> str:
    return " ".join(_CHARACTER_CODE.sub(" ", text).split())
