"""What other programs take out of a document before Markdown is read: each becomes a number that only the same has.

Tags of Liquid and Hugo, formulas, the modules and expressions of MDX. What parts blocks without a blank line is one.
"""

import re
from zlib import crc32

_STRING = r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`\n]*`"""
_VERBATIM = re.compile(r"\{%-? *(highlight|raw|comment)\b(?:(?!\{%-? *end\1).)*\{%-? *end\1 *-?%\}", re.DOTALL)
_TAG = re.compile(
    rf"\{{%(?:{_STRING}|[^\"'`%{{]|%(?!\}}))*%\}}|\{{\{{[<%](?:{_STRING}|(?!\{{\{{|[>%]\}}\}})[^\"'`])*[>%]\}}\}}",
    re.DOTALL,
)
_READ = re.compile(rf"\b(alt|caption|heading|label|subtitle|summary|text|title) *= *(?:{_STRING})")
"""Arguments that readers see."""

_FORMULA = re.compile(
    r"""
      (?<![\\$])\$\$(?!\$)(?:(?!\n[ \t>]*\n)[^$`])+\$\$
    | \\begin\{(\w+\*?)\}(?:(?!\n[ \t>]*\n)[^`])*?\\end\{\1\}
    | \\\((?=[^`\n]*?\\[A-Za-z])[^`\n]+?\\\)
    | (?<![\\$\w])\$(?=[^\s$])[^$\n`]*[^\s$\\`]\$(?!\w)
    """,
    re.VERBOSE,
)
_TEX = re.compile(r"\\[A-Za-z]|[_^]\{|[=^]")
_IS_MDX = re.compile(
    r"""^(?:import\s[^\n]*\sfrom\s*["']|export\s+(?:const|default|function|let)\b)|<[a-zA-Z]\w*[^<>\n]*=\{""",
    re.MULTILINE,
)
_MODULE = re.compile(r"^(?:import|export)\b(?:(?!\n[ \t]*\n).)*", re.DOTALL | re.MULTILINE)
_BRACES = r"\{[^{}]*\}"
for _ in range(4):
    _BRACES = rf"\{{(?:[^{{}}]|{_BRACES})*\}}"
_EXPRESSION = re.compile(rf"(?<![\\$\]]){_BRACES}")
_PARTING = re.compile(r"(?m)^([ \t>]{0,3})/{3,}(?: *html *\|.*| *[\w-]*)[ \t]*$")


_FENCE = re.compile(
    r"^(?:[ \t>]*(?:[-+*]|\d+[.)])?[ \t]+|>*)(`{3,}|~{3,})[^\n`]*\n.*?^[ \t>]*\1[`~]*[ \t]*\r?$",
    re.DOTALL | re.MULTILINE,
)


def sealed(body: str) -> str:
    """A document of Markdown as the parser of CommonMark is given it."""
    is_mdx = _IS_MDX.search(_FENCE.sub("", body)) is not None
    pieces: list[str] = []
    end = 0
    for fence in _FENCE.finditer(body):
        pieces += (
            _sealed(body[end : fence.start()], is_mdx=is_mdx),
            fence[0] if body[: fence.start()][-2:] != ">\n" else _number(fence),
        )
        end = fence.end()
    return "".join((*pieces, _sealed(body[end:], is_mdx=is_mdx)))


def _sealed(body: str, *, is_mdx: bool) -> str:
    body = _PARTING.sub(r"\1", body)
    for pattern in (_VERBATIM, _TAG):
        body = pattern.sub(_number, body)
    body = _FORMULA.sub(lambda found: _number(found) if _TEX.search(found[0]) else found[0], body)
    if is_mdx:
        body = _MODULE.sub(_number, body)
        body = _EXPRESSION.sub(lambda found: found[0] if "\n\n" in found[0] else _number(found), body)
    return body


def _number(found: re.Match[str]) -> str:
    kept = _READ.sub(lambda argument: argument[1], found[0])
    return f"{{{crc32(kept.encode())}}}"
