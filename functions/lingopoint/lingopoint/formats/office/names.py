"""What the elements of office documents are to the text around them (ECMA-376 part 1).

WordprocessingML section 17, DrawingML section 21.1.2, SpreadsheetML section 18.4; transitional and strict namespaces.
"""

from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from lingopoint.formats.xml import Element

Roles = dict[bytes, "Role"]


class Script(Enum):
    """The three markup languages; white space at the ends of text counts in DrawingML, elsewhere if marked."""

    WORD = "WordprocessingML"
    DRAWING = "DrawingML"
    SHEET = "SpreadsheetML"

    # Members are singletons; Enum's own hash, of the name, is a Python call for each of very many units.
    __hash__ = object.__hash__


class Role(Enum):
    """The part an element plays in a paragraph; what has none is a code, copied as it is."""

    PARAGRAPH = "paragraph"
    RUN = "run"
    FORMAT = "format"
    TEXT = "text"
    HYPHEN = "hyphen"
    CONTAINER = "container"
    CONTENT = "content of a container"
    PROPERTIES = "properties of a container"
    FIELD = "field"
    FIELD_MARK = "mark of a field"
    INSTRUCTION = "instruction of a field"
    NOISE = "noise"


def _roles(**names: str) -> dict[bytes, Role]:
    return {name.encode(): Role[role.upper()] for role, spelled in names.items() for name in spelled.split()}


_WORD = _roles(
    paragraph="p",
    run="r",
    format="rPr",
    text="t",
    hyphen="noBreakHyphen",
    container="bdo customXml dir hyperlink ins moveTo sdt smartTag",
    content="sdtContent",
    properties="customXmlPr sdtEndPr sdtPr smartTagPr",
    field="fldSimple",
    field_mark="fldChar",
    instruction="instrText",
    noise="lastRenderedPageBreak proofErr softHyphen",
)
_DRAWING = _roles(paragraph="p", run="r", format="rPr", text="t")
_SHEET = _roles(paragraph="is si text", run="r", format="rPr", text="t")

_SCRIPTS = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": Script.WORD,
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": Script.WORD,
    b"http://schemas.openxmlformats.org/drawingml/2006/main": Script.DRAWING,
    b"http://purl.oclc.org/ooxml/drawingml/main": Script.DRAWING,
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": Script.SHEET,
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": Script.SHEET,
}
_ROLES = {Script.WORD: _WORD, Script.DRAWING: _DRAWING, Script.SHEET: _SHEET}

OPAQUE = tuple(
    b"w:rPr w:pPr w:sectPr w:tblPr w:tblGrid w:trPr w:tcPr w:sdtPr a:rPr a:pPr a:endParaRPr a:bodyPr a:lstStyle a:tcPr"
    b" p:spPr p:nvSpPr rPr rPh".split()
)
"""Elements that never hold a paragraph, by their usual names."""


STRUCTURE = frozenset(
    b"AlternateContent bookmarkEnd bookmarkStart bdo br commentRangeEnd commentRangeStart commentReference customXml"
    b" del dir drawing endnoteReference fld fldChar fldSimple footnoteReference hyperlink ins instrText is moveFrom"
    b" moveTo object p pict sdt si smartTag sym tab tbl tc tr".split()
)
"""What a translation adds nothing to and takes nothing from; how many runs there are is its own affair."""


class Names:
    """The roles of a document's elements by their names as written, whatever the prefixes."""

    def __init__(self) -> None:
        self._by_scope: dict[int, Roles] = {}

    def role(self, element: Element) -> Role | None:
        """The role of an element."""
        scope = id(element.namespaces)
        roles = self._by_scope.get(scope)
        if roles is None:
            roles = self._by_scope[scope] = _roles_of(frozenset(scripts(element.namespaces).items()))
        return roles.get(element.name)


def scripts(namespaces: Mapping[bytes, bytes]) -> dict[bytes, Script]:
    """The markup languages by their prefixes; b"" is that of names without one."""
    return {prefix: _SCRIPTS[namespace] for prefix, namespace in namespaces.items() if namespace in _SCRIPTS}


@lru_cache(maxsize=64)
def _roles_of(scripts_by_prefix: frozenset[tuple[bytes, Script]]) -> Roles:
    return {
        prefix + b":" + local if prefix else local: role
        for prefix, script in scripts_by_prefix
        for local, role in _ROLES[script].items()
    }


def script_of(paragraph: Element) -> Script:
    """The markup language of a paragraph."""
    return _SCRIPTS[paragraph.namespace]
