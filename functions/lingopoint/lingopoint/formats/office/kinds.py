"""What is done with each part of a package, by its content type (ECMA-376 part 2, section 7.2.3)."""

import re
from enum import Enum

from lingopoint.regex import compile_pattern


class Kind(Enum):
    """What is done with a part."""

    TEXT = "translate its paragraphs"
    STRINGS = "translate its strings, but for fixed ones"
    COMMENTS = "translate its strings, but not what Excel writes around the copy of a threaded comment"
    SHEET = "translate what is not in shared strings, but for fixed ones; it holds formulas"
    FIXED = "it names fixed strings"
    CHART = "translate its paragraphs, and the strings it keeps of cells"
    MASTER = "translate its paragraphs, but for prompts in placeholders"
    LINES = "translate the lines of its comments"
    PROPERTIES = "translate some properties"
    STYLES = "its language follows"
    WORKBOOK = "translate the cells that charts show"


_DRAWING = r".*(?:drawingml\.(?:diagramData|diagramDrawing|chartshapes)|officedocument\.drawing)\+xml"
_KINDS = (
    (r".*wordprocessingml\.(?:document|template)\.main\+xml", Kind.TEXT),
    (r".*ms-word\.(?:document|template)\.macroEnabled\.main\+xml", Kind.TEXT),
    (r".*wordprocessingml\.(?:header|footer|footnotes|endnotes|comments)\+xml", Kind.TEXT),
    (r".*presentationml\.(?:slide|notesSlide)\+xml", Kind.TEXT),
    (r".*ms-powerpoint\.comments\+xml", Kind.TEXT),
    (_DRAWING, Kind.TEXT),
    (r".*(?:drawingml\.chart|ms-office\.chartex)\+xml", Kind.CHART),
    (r".*presentationml\.(?:slideMaster|slideLayout)\+xml", Kind.MASTER),
    (r".*spreadsheetml\.sharedStrings\+xml", Kind.STRINGS),
    (r".*spreadsheetml\.comments\+xml", Kind.COMMENTS),
    (r".*(?:ms-excel\.threadedcomments|presentationml\.comments)\+xml", Kind.LINES),
    (r".*spreadsheetml\.worksheet\+xml", Kind.SHEET),
    (r".*spreadsheetml\.(?:table|pivotCacheDefinition)\+xml", Kind.FIXED),
    (r".*package\.core-properties\+xml", Kind.PROPERTIES),
    (r".*wordprocessingml\.(?:settings|styles)\+xml", Kind.STYLES),
    (r".*presentationml\.(?:presentation|slideshow|template)\.main\+xml", Kind.STYLES),
    (r".*spreadsheetml\.sheet", Kind.WORKBOOK),
)
_BY_TYPE = [(compile_pattern(pattern, re.IGNORECASE), kind) for pattern, kind in _KINDS]


def kind_of(content_type: str) -> Kind | None:
    """What is done with a part of this type; None for one that keeps its bytes."""
    return next((kind for pattern, kind in _BY_TYPE if pattern.fullmatch(content_type)), None)
