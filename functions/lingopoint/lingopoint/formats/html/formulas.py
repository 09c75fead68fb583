r"""Formulas in the text of a page, which MathJax or KaTeX sets: `\(…\)`, `\[…\]`, environments, `$$…$$` and `$…$`.

The first three are no prose on any page. `$$…$$` is a formula on a page that loads one of the two, elsewhere where it
looks like one; `$…$` only where the page declares it as a delimiter, for that is the default of neither.
"""

import re
from functools import lru_cache

from lingopoint.regex import compile_pattern

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


class Formulas:
    """Where the formulas are in the text of a page; `lower` is the page in lower case."""

    def __init__(self, lower: bytes, *, loads: bool) -> None:
        dollar = loads and _DOLLAR.search(lower) is not None
        signs = [sign for sign in _SIGNS if sign[:1] in lower and sign in lower] + [b"$"] * dollar
        self._pattern = _pattern(loads, dollar) if signs else None
        self._first = {sign[:1] for sign in signs}

    def spans(self, data: bytes, start: int, end: int) -> list[tuple[int, int]]:
        """The bytes of the formulas between two places."""
        if self._pattern is None or all(data.find(sign, start, end) < 0 for sign in self._first):
            return []
        return [formula.span() for formula in self._pattern.finditer(data, start, end)]


@lru_cache(maxsize=4)
def _pattern(loads: bool, dollar: bool) -> re.Pattern[bytes]:
    kinds = [_IN_BACKSLASHES, _DISPLAY % (b"" if loads else _LIKE_TEX), *([_INLINE] if dollar else [])]
    return compile_pattern(b"|".join(kinds))
