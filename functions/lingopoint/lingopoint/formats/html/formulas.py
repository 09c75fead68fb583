r"""Formulas in the text of a page, which MathJax or KaTeX sets: `\(…\)`, `\[…\]`, environments, `$$…$$` and `$…$`.

The first three are no prose on any page. `$$…$$` is a formula on a page that loads one of the two, elsewhere where it
looks like one; `$…$` only where the page declares it as a delimiter, for that is the default of neither. Tags of
templates are no text either.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from lingopoint.formats.html.templates import TAG, has_template
from lingopoint.formats.html.tokens import KEEP, LONE
from lingopoint.regex import compile_pattern

_BRACE: Final = ord("{")
_LOADING = (b"mathjax", b"katex")
_DOLLAR = compile_pattern(rb"inlinemath[\"']?\s*+[:=][^;<]{0,200}?[\"']\$[\"']|\bleft[\"']?\s*+:\s*+[\"']\$[\"']")
_SIGNS = (b"\\(", b"\\[", b"\\begin{", b"$$")
_ENVIRONMENTS = (
    rb"align|alignat|aligned|array|bmatrix|cases|displaymath|eqnarray|equation|gather|math|matrix|multline|pmatrix"
    rb"|split|vmatrix"
)

_IN_BACKSLASHES = (
    rb"\\\((?:[^\\]++|\\[^()])*+\\\)|\\\[(?:[^\\]++|\\[^\[\]])*+\\\]"
    rb"|\\begin\{((?:%b)\*?)\}(?:[^\\]++|\\(?!(?:begin|end)\{\1\}))*+\\end\{\1\}" % _ENVIRONMENTS
)
_LIKE_TEX = rb"(?=[^$]*[\\^_={}])"
_DISPLAY = rb"(?<![\\$])\$\$%b(?:[^$\\]++|\\[\s\S]|\$(?!\$))++\$\$"
_INLINE = rb"(?<![\\$])\$(?:[^$\\]++|\\[\s\S])++\$(?!\$)"


def loads_formulas(lower: bytes) -> bool:
    """Whether the page of these bytes, in lower case, names what sets formulas."""
    return any(map(lower.__contains__, _LOADING))


class NoText(NamedTuple):
    """A formula (KEEP) or the tag of a template (LONE), of the bytes `start` to `end`."""

    kind: int
    start: int
    end: int


class Formulas:
    """Where the formulas and the tags of templates are in the text of a page; `lower` is the page in lower case."""

    def __init__(self, lower: bytes, *, loads: bool) -> None:
        dollar = loads and _DOLLAR.search(lower) is not None
        signs = [sign for sign in _SIGNS if sign[:1] in lower and sign in lower] + [b"$"] * dollar
        has_templates = has_template(lower)
        self._pattern = _pattern(loads, dollar, has_templates) if signs or has_templates else None
        self._first = {sign[:1] for sign in signs} | ({b"{"} if has_templates else set())

    def spans(self, data: bytes, start: int, end: int) -> list[NoText]:
        """What is no text between two places."""
        if self._pattern is None or all(data.find(sign, start, end) < 0 for sign in self._first):
            return []
        found = (match.span() for match in self._pattern.finditer(data, start, end))
        return [NoText(LONE if data[begin] == _BRACE else KEEP, begin, stop) for begin, stop in found]


@lru_cache(maxsize=8)
def _pattern(loads: bool, dollar: bool, templates: bool) -> re.Pattern[bytes]:
    kinds = [TAG] * templates
    kinds += [_IN_BACKSLASHES, _DISPLAY % (b"" if loads else _LIKE_TEX), *([_INLINE] if dollar else [])]
    return compile_pattern(b"|".join(b"(?:%b)" % kind for kind in kinds))
