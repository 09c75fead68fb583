r"""Translated parts as Markdown: text stays text wherever it lands, with as few backslashes as that takes.

`careful` puts a backslash before all punctuation that may be markup anywhere (CommonMark 0.31.2 section 2.4), for the
rare text that reads as markup in spite of the rules here.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from lingopoint.formats.markdown.masking.dialects import is_module
from lingopoint.formats.markdown.run import Context
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Part, Parts

_LINE_BREAKS = compile_pattern(r"[\r\n]+")
_ENDS_LINE = compile_pattern(rb"[\r\n][ \t>]*\Z")
_URL = compile_pattern(r"(https?://[\w./?=&%#:+,@~-]+)")
_PUNCTUATION = compile_pattern(r"[(\[]|[!#$%&)-+./:<=>?@\\-`{-~-]")
_MARKUP = compile_pattern(
    r"""
      \\(?=[!-/:-@\[-`{-~]|\Z) | [`\[\]] | <(?=[A-Za-z/!?]|\Z) | &(?=\#?\w+;|\Z) | ~(?![\s\d]) | (?<!\s)~
    | \A\^ | \^\Z | \*(?!\s) | (?<!\s)\* | _(?![^\W_]) | (?<![^\W_])_
    """,
    re.VERBOSE,
)
_LINE_MARKUP = compile_pattern(
    r"""
      (?P<number>\d{1,9})[.)](?=\s|\Z) | \#{1,6}(?=\s|\Z) | [-+](?=\s|\Z) | > | \| | [-=]+\s*\Z | (?:[-_]\s*){3,}\Z
    | :(?=\s|:|[-:\s|]*\Z) | /// | !!!\s | \?\?\? | \{[%:/] | \{\{[<%]
    """,
    re.VERBOSE,
)
_MERE_WORDS = compile_pattern(r"(?![\d+\-:=>!?/]|(?:import|export)\s)(?=\S)[^\x00-\x1f#$&*<\[\\\]^_`{|}~]++(?<!\s)")
"""Text without white space at its ends that no rule here would change, wherever it stands: most is."""
_CLOSING_HASHES = compile_pattern(r"(?<!\S)(?=#+\Z)")


@dataclass(frozen=True, slots=True)
class MarkdownWriter:
    """Writes the parts of a unit in one kind of place."""

    context: Context
    careful: bool = False

    def __call__(self, parts: Parts) -> bytes:
        first = parts[0] if len(parts) == 1 else None
        if isinstance(first, str) and not self.careful and _MERE_WORDS.fullmatch(first):
            return first.encode()
        return self._written(parts)

    def _written(self, parts: Parts) -> bytes:
        pieces: list[str] = []
        is_line_start = self.context.at_line_start
        tidied = tidy(parts)
        for part in tidied:
            if isinstance(part, str):
                pieces.append(self._text(part, is_line_start, pieces[-1] if pieces else ""))
                is_line_start = False
            else:
                raw = part.raw or b""
                if not self.careful and pieces and raw[:1] == b"[" and pieces[-1].endswith("!"):
                    pieces[-1] = pieces[-1][:-1] + "\\!"
                pieces.append(raw.decode())
                is_line_start = _ENDS_LINE.search(raw) is not None
        _flank(tidied, pieces)
        return self._end("".join(pieces)).encode()

    def _text(self, text: str, is_line_start: bool, before: str) -> str:
        if self.context.in_table:
            escaped = "\\|".join(map(self._escape, text.split("|")))
        elif self.context.in_heading and self.context.at_line_start:
            # Over a line of hyphens, a text with pipes may be read as the head of a table.
            escaped = "&#124;".join(map(self._escape, text.split("|")))
        else:
            escaped = self._escape(text)
        if self.careful:
            return escaped
        if is_line_start:
            escaped = _escape_line_start(escaped)
        if before.endswith("]") and escaped[0] in "(:":
            escaped = "\\" + escaped
        return escaped.replace("$", "\\$") if text.count("$") > 1 else escaped

    def _escape(self, text: str) -> str:
        if self.careful:
            return _PUNCTUATION.sub(_plainly, text)
        pieces = _URL.split(text)
        pieces[::2] = [_MARKUP.sub(r"\\\g<0>", piece) for piece in pieces[::2]]
        return "".join(pieces)

    def _end(self, text: str) -> str:
        """A heading may end in hashes that are not part of it, and in attributes in braces."""
        if not self.context.in_heading:
            return text
        if text.endswith("}"):
            start, brace, end = text.rpartition("\\{" if self.careful else "{")
            text = f"{start}&#123;{end}" if brace else text
        return _CLOSING_HASHES.sub(r"\\", text, count=1)


def _escape_line_start(text: str) -> str:
    if is_module(text.encode(), 0):
        return f"&#{ord(text[0])};{text[1:]}"
    match = _LINE_MARKUP.match(text)
    if match is None:
        return text
    at = match.end("number") if match["number"] else 0
    return f"{text[:at]}\\{text[at:]}"


@lru_cache
def writer(context: Context, careful: bool = False) -> MarkdownWriter:
    """The writer for a kind of place; there are few, and they are shared."""
    return MarkdownWriter(context, careful)


def tidy(parts: Iterable[Part]) -> list[Part]:
    """The parts as they can be written: white space outside of emphasis and of the ends, no text next to text.

    Two codes that would run together (`*a*` and `**b**`) get a space between them.
    """
    tidied: list[Part] = []
    for part in parts:
        if isinstance(part, Code) and part.raw is not None:
            _add_code(tidied, part)
        else:
            _add_text(tidied, _LINE_BREAKS.sub(" ", part.shown if isinstance(part, Code) else part))
    if tidied and isinstance(tidied[0], str):
        tidied[0] = tidied[0].lstrip()
    if tidied and isinstance(tidied[-1], str):
        tidied[-1] = tidied[-1].rstrip()
    return [part for part in tidied if part != ""]


def _add_text(parts: list[Part], text: str) -> None:
    if parts and isinstance(parts[-1], str):
        parts[-1] += text
        return
    if parts and _ends_line(parts[-1]):
        text = text.lstrip()
    stripped = text.lstrip()
    at = len(parts)
    while at and is_delimiter(parts[at - 1], CodeKind.OPEN):
        at -= 1
    if at < len(parts) and stripped != text:
        _insert_text(parts, at, text[: len(text) - len(stripped)])
        text = stripped
    if text:
        parts.append(text)


def _insert_text(parts: list[Part], at: int, text: str) -> None:
    before = parts[at - 1] if at else None
    if isinstance(before, str):
        parts[at - 1] = before + text
    else:
        parts.insert(at, text)


def _add_code(parts: list[Part], code: Code) -> None:
    moved = ""
    last = parts[-1] if parts else None
    if isinstance(last, str) and (is_delimiter(code, CodeKind.CLOSE) or _ends_line(code)):
        stripped = last.rstrip()
        moved = last[len(stripped) :] if not _ends_line(code) else ""
        if stripped:
            parts[-1] = stripped
        else:
            parts.pop()
    elif isinstance(last, Code) and _run_together(last, code):
        parts.append(" ")
    parts.append(code)
    if moved:
        parts.append(moved)


def _ends_line(part: Part) -> bool:
    return isinstance(part, Code) and part.raw is not None and _ENDS_LINE.search(part.raw) is not None


def is_delimiter(part: Part, kind: CodeKind) -> bool:
    """Whether a part opens or closes emphasis of any kind, strikethrough, marked, inserted or raised text."""
    return isinstance(part, Code) and part.kind is kind and part.raw is not None and not part.raw.strip(b"*_~=+^")


def _run_together(first: Code, second: Code) -> bool:
    if first.kind is second.kind and first.kind in {CodeKind.OPEN, CodeKind.CLOSE}:
        return False
    end, start = (first.raw or b" ")[-1:], (second.raw or b" ")[:1]
    return end == start and end in b"*_~`$=+^"


def _flank(parts: list[Part], pieces: list[str]) -> None:
    """Make every delimiter able to open or close (CommonMark 0.31.2 section 6.2) where scripts have no spaces.

    A letter outside is written as a character reference, whose `&` or `;` counts as punctuation.
    """
    for at, (part, following) in enumerate(pairwise(parts)):
        if isinstance(part, str) and _is_stuck(part[-1], _delimiter(following, CodeKind.OPEN), _inner(parts, at, 1)):
            # A single letter may have been written so already, for the delimiter before it.
            pieces[at] = re.sub(r"[^;]\Z", _reference, pieces[at])
        elif isinstance(following, str) and _is_stuck(
            following[0], _delimiter(part, CodeKind.CLOSE), _inner(parts, at + 1, -1)
        ):
            pieces[at + 1] = re.sub(r"\A.", _reference, pieces[at + 1])


def _plainly(match: re.Match[str]) -> str:
    """Punctuation that is none of markup. With a backslash, some brackets enclose a formula."""
    return _reference(match) if match.group() in "([" else f"\\{match.group()}"


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def _is_stuck(outer: str, delimiter: bytes, inner: str) -> bool:
    return delimiter != b"" and _is_letter(outer) and (delimiter == b"_" or not _is_letter(inner))


def _delimiter(part: Part, kind: CodeKind) -> bytes:
    """The delimiter character that a code starts with (for OPEN) or ends with: emphasis, or code that is emphasised."""
    if not isinstance(part, Code) or part.kind not in {kind, CodeKind.KEEP, CodeKind.LONE}:
        return b""
    raw = part.raw or b""
    return raw[:1] if raw[:1] == raw[-1:] and raw[:1] in {b"*", b"_", b"~"} else b""


def _inner(parts: list[Part], at: int, step: int) -> str:
    """The character on the inner side of the row of delimiters next to the text at `at`, unless a code is there."""
    kind = CodeKind.OPEN if step > 0 else CodeKind.CLOSE
    at += step
    while 0 <= at < len(parts) and is_delimiter(parts[at], kind):
        at += step
    part = parts[at] if 0 <= at < len(parts) else ""
    if not isinstance(part, str):
        return ""
    return part[:1] if step > 0 else part[-1:]


def _is_letter(char: str) -> bool:
    """Neither white space nor punctuation, in the terms of CommonMark 0.31.2 section 2.1."""
    return char != "" and not char.isspace() and unicodedata.category(char)[0] not in "PS"
