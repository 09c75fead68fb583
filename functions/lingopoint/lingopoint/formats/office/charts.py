"""The strings that a chart keeps of cells: names of its series and categories.

ECMA-376 part 1, sections 21.2.2.199 (`c:strCache`), 21.2.2.114 and 21.2.2.200; `cx:strDim` in charts of 2014. They are
what is shown until the cells are read again, so that they change as these do. Formulas and numbers stay.
"""

from collections.abc import Iterator, Set

from lingopoint.formats.office.sheet import is_fixed_text
from lingopoint.formats.office.units import escape_text
from lingopoint.formats.xml import one_line, unescape
from lingopoint.regex import compile_pattern
from lingopoint.unit import Unit, Work, write_with

_KEPT = compile_pattern(
    rb"(?s)<(\w+:)?(strCache|strLit|multiLvlStrCache|strDim|tx|txData)(?=[\s>])[^<>]*+>.*?</(?:\w+:)?\2\s*+>"
)
_STRING = compile_pattern(rb"<((?:\w+:)?(?:v|pt))(?:\s[^<>]*+)?>([^<]++)</\1\s*+>")
_WRITE = write_with(escape_text)


def kept_strings(data: bytes, fixed: Set[str], work: Work) -> Iterator[Unit]:
    """The units of a chart's strings, but for those of cells that must stay."""
    for kept in _KEPT.finditer(data):
        for string in _STRING.finditer(data, *kept.span()):
            raw = string[2]
            text = one_line(unescape(raw)).strip()
            if any(map(str.isalpha, text)) and not is_fixed_text(fixed, [raw]):
                work.unit()
                start, end = string.span(2)
                yield Unit(end - len(raw.lstrip()), start + len(raw.rstrip()), (text,), _WRITE)
