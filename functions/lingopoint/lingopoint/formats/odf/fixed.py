"""Strings of a spreadsheet that must stay as they are for it to keep working.

Formulas, conditions and filters compare cells with text, and pivot tables find their fields by the headers.
"""

from collections.abc import Iterator

from lingopoint.formats.options import UnreadableError
from lingopoint.formats.xml import unescape
from lingopoint.regex import compile_pattern

_VALUE = rb"=(?:\"([^\"<]*+)\"|'([^'<]*+)')"
_COMPARING = compile_pattern(rb"\s(?:table:formula|[\w.-]++:condition|calcext:value)%b" % _VALUE)
_NAMING = compile_pattern(
    rb"<table:(?:filter-condition|filter-set-item)\s[^<>]*?\btable:value%b"
    rb"|<table:data-pilot-(?:field|member)\s[^<>]*?\btable:(?:source-field-)?name%b" % (_VALUE, _VALUE)
)
_LITERAL = compile_pattern(r'"((?:[^"]|"")*+)"')


def fixed_texts(content: bytes) -> Iterator[str]:
    """The texts that a sheet's formulas, conditions, filters and pivot tables name."""
    for named in _NAMING.finditer(content):
        yield normal(_text(named[named.lastindex or 0]))
    for comparing in _COMPARING.finditer(content):
        for literal in _LITERAL.findall(_text(comparing[comparing.lastindex or 0])):
            yield normal(literal.replace('""', '"'))


def normal(text: str) -> str:
    """A text as it is compared."""
    return " ".join(text.split()).casefold()


def _text(raw: bytes) -> str:
    try:
        return unescape(raw)
    except UnicodeDecodeError as error:
        raise UnreadableError("a part that is not in UTF-8") from error
