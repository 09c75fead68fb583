"""XML, and the vocabularies that say themselves what is text: XLIFF, Android resources, .resx.

To others: the ground that all of these stand on. `parse` finds the elements in the bytes, `unit` reads a stretch of
content, by a `Syntax` that says how text is written and what each element is to the sentence; what builds units
otherwise has the pieces of both. Needs `values`, for what the text of an element may hold.
"""

from lingopoint.formats.xml.inline import LONGEST_SHOWN, attribute_unit, one_line, unit
from lingopoint.formats.xml.items import Item, Items, Mark, parts_of, segments, trimmed
from lingopoint.formats.xml.skeleton import elements_of
from lingopoint.formats.xml.spans import (
    CDATA,
    TOKEN,
    Element,
    Tree,
    check,
    escape,
    namespaces_of,
    parse,
    quotable,
    unescape,
)
from lingopoint.formats.xml.syntax import Inline, Role, xml_syntax

__all__ = [
    "CDATA",
    "LONGEST_SHOWN",
    "TOKEN",
    "Element",
    "Inline",
    "Item",
    "Items",
    "Mark",
    "Role",
    "Tree",
    "attribute_unit",
    "check",
    "elements_of",
    "escape",
    "namespaces_of",
    "one_line",
    "parse",
    "parts_of",
    "quotable",
    "segments",
    "trimmed",
    "unescape",
    "unit",
    "xml_syntax",
]
