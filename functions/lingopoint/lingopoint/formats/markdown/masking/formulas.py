r"""Formulas in Markdown: `$x$` and `$$x$$` by Pandoc's rule, `\(x\)`, `\[x\]` and LaTeX's environments.

Dollars are prices and shell variables as well, and to CommonMark `\(` is an escaped parenthesis. So what is between
them has to look like a formula: it has a sign of TeX or an operator and no row of words, or is a short term ("n",
"f(x)").
"""

from typing import Final

from lingopoint.regex import compile_pattern

_LONGEST_INLINE: Final = 1_000
_LONGEST_DISPLAYED: Final = 10_000
_INLINE = compile_pattern(rb"\$(?![\s$`])((?:[^$`\\\n]|\\[^\n]|\n(?![ \t>]*+(?:\r?\n|\|)))++)(?<!\s)\$(?![0-9A-Za-z$])")
_OPENING = compile_pattern(rb"(\\{1,2})([(\[])")
_ENVIRONMENT = compile_pattern(rb"\\begin(\{[A-Za-z]++\*?\})")
_REFERENCE = compile_pattern(
    rb"\\(?:(?:eq|auto|page|name|[cC])?ref|label|cite[a-z]*+|index)\*?+(?:\[[^\[\]\n]*+\])?+\{[^{}\n]*+\}"
    rb"|\\(?:newpage|pagebreak|clearpage|tableofcontents|LaTeX|TeX|noindent)(?![A-Za-z])"
)
_WORDS_IN_COMMANDS = compile_pattern(rb"\\(?:text|mbox|mathrm|operatorname|label|tag|begin|end)[a-z]*+\*?\{[^{}]*+\}")
_COMMAND = compile_pattern(rb"\\[A-Za-z]++")
_ROW_OF_WORDS = compile_pattern(rb"[A-Za-z\x80-\xff]{2,}+,? ++[A-Za-z\x80-\xff]{2,}")
_OPERATOR = compile_pattern(rb"[=^_<>+*/|\\]|\w ?- ?\w")
_TERM = compile_pattern(
    rb"-?\d*+(?:\.\d++)?+ ?[A-Za-z]{0,2}+\d*+'*+(?:\([\w, ]{1,20}\)|\[\w\])?+'*+(?:, ?[A-Za-z])*+|[\[(][\d., -]++[\])]"
)
_AROUND_A_BAR = compile_pattern(rb"[\\({\[]|\|[^|]*\|")
_SIGN_OF_TEX = compile_pattern(rb"\\[A-Za-z]|[\^=]|_[{\w]|\w\(\w\)")
_BLANK_LINE = compile_pattern(rb"\n[ \t>]*+\r?\n")


def formula_at(data: bytes, start: int) -> int:
    """Where the formula ends that starts at a dollar or a backslash there; 0 where none does."""
    if data.startswith(b"$$", start):
        return _displayed(data, start)
    if data.startswith(b"$", start):
        match = _INLINE.match(data, start, start + _LONGEST_INLINE)
        before = data[max(start - 1, 0) : start]
        return match.end() if match and not before.isalnum() and _is_formula(match[1]) else 0
    if environment := _ENVIRONMENT.match(data, start):
        return _closing(data, environment.end(), b"\\end" + environment[1], _LONGEST_DISPLAYED)
    if reference := _REFERENCE.match(data, start):
        return reference.end()
    return _in_brackets(data, start)


def _displayed(data: bytes, start: int) -> int:
    end = _closing(data, start + 2, b"$$", _LONGEST_DISPLAYED)
    inner = data[start + 2 : end - 2]
    if not end or not inner.strip() or b"```" in inner or b"~~~" in inner:
        return 0
    if b"`" in inner and _is_in_code(data, start):
        return 0
    # Only a block of its own may have blank lines.
    is_block = inner[:1] in b"\r\n" and inner[inner.rfind(b"\n") :].strip(b" \t>\r\n") == b""
    return end if is_block or not _BLANK_LINE.search(inner) else 0


def _is_in_code(data: bytes, start: int) -> bool:
    """Whether a backtick was opened in the line before."""
    line = data.rfind(b"\n", max(start - _LONGEST_INLINE, 0), start) + 1
    return data.count(b"`", max(line, start - _LONGEST_INLINE), start) % 2 == 1


def _in_brackets(data: bytes, start: int) -> int:
    opening = _OPENING.match(data, start)
    if opening is None:
        return 0
    is_displayed = opening[2] == b"["
    closing = opening[1] + (b"]" if is_displayed else b")")
    end = _closing(data, opening.end(), closing, _LONGEST_DISPLAYED if is_displayed else _LONGEST_INLINE)
    inner = data[opening.end() : end - len(closing)].strip()
    if not end or not inner or opening[0] in inner or b"`" in inner or _BLANK_LINE.search(inner):
        return 0
    # To CommonMark these are brackets that are no link.
    return end if _is_formula(inner) and (not is_displayed or _SIGN_OF_TEX.search(inner)) else 0


def _closing(data: bytes, start: int, closing: bytes, most: int) -> int:
    return data.find(closing, start, start + most) + len(closing) if closing in data[start : start + most] else 0


def _is_formula(inner: bytes) -> bool:
    if b"|" in inner and not _AROUND_A_BAR.search(inner):
        return False  # between two cells
    if _ROW_OF_WORDS.search(_COMMAND.sub(b"", _WORDS_IN_COMMANDS.sub(b"", inner))):
        return False
    return _OPERATOR.search(inner) is not None or _TERM.fullmatch(inner) is not None
