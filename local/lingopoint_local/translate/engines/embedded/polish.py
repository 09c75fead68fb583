"""Small repairs that make a machine's sentence look like its source: case, end marks, doubled spaces."""

import re

from lingopoint_local.translate.line import Line, Tag, joined, text

_END_MARKS = re.compile(r"[.!?:;…]*\Z")
_SPACES = re.compile(r" {2,}")
_SHORT_WORD = 5


def shouted(line: Line) -> bool:
    """Whether the line is in capitals throughout; a single short word may be an abbreviation, and is not counted."""
    words = text(line)
    return words.isupper() and (len(words.split()) > 1 or len(words) > _SHORT_WORD)


def lowered(line: Line) -> Line:
    """The line in small letters with a capital first: engines take capitals for abbreviations ("US" is a country)."""
    return capitalised(tuple(part if isinstance(part, Tag) else part.lower() for part in line))


def raised(line: Line) -> Line:
    """The line in capitals."""
    return tuple(part if isinstance(part, Tag) else part.upper() for part in line)


def capitalised(line: Line) -> Line:
    """The line with its first letter a capital."""
    for index, part in enumerate(line):
        if isinstance(part, str) and part.strip():
            place = len(part) - len(part.lstrip("¿¡\"'«“( "))
            return (
                *line[:index],
                part[:place] + part[place : place + 1].upper() + part[place + 1 :],
                *line[index + 1 :],
            )
    return line


def polished(source: Line, target: Line) -> Line:
    """The target with the source's end marks, and without doubled spaces that the source does not have."""
    parts = list(target)
    if "  " not in text(source):
        parts = [part if isinstance(part, Tag) else _SPACES.sub(" ", part) for part in parts]
    last, model = parts[-1] if parts else None, source[-1]
    if isinstance(last, str) and isinstance(model, str):
        marks = _END_MARKS.search(model)
        parts[-1] = _END_MARKS.sub("", last.rstrip(), count=1) + (marks.group() if marks else "")
    return joined(parts)
