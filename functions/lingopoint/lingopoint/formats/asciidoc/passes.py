"""What Asciidoctor does with a text before it looks for macros: passthroughs, quotes, references to attributes.

Each is one pass over the text, as there (`asciidoctor/substitutors.rb`, 2.0.23), but every pass is linear: where
something ends is looked for once.
"""

import re
from html import unescape
from typing import Final, NamedTuple

from lingopoint.formats.asciidoc.marks import MARKED, SLOT, Slots, UnsureError, plain
from lingopoint.regex import compile_pattern

_LONGEST_ROLE: Final = 200


class Finder:
    """Finds a pattern in a text, from places that only grow."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern = pattern
        self._text = text
        self._next: tuple[int, int] | None = (-1, -1)

    def __call__(self, at: int) -> tuple[int, int] | None:
        """Where it is next, at the place or behind it."""
        if self._next is not None and self._next[0] < at:
            found = self._pattern.search(self._text, at)
            self._next = found.span() if found else None
        return self._next


_PASS_START = compile_pattern(r"\+\+\+?|\$\$|pass:(?=[a-z,-]*\[)|(?:stem|latexmath|asciimath):(?=[a-z,-]*\[)")
_PASS_SUBS = compile_pattern(r"(?:[a-z]+(?:,[a-z-]+)*)?\[")
_BRACKET = compile_pattern(r"(?<!\\)\]")


def passthroughs(text: str, slots: Slots, *, is_old: bool = False) -> str:
    """The text without what is passed through as it is. `is_old` is a document by the rules before Asciidoctor."""
    if "++" in text or "$$" in text or "ss:" in text or "stem:" in text or "math:" in text:
        text = _macros(text, slots, is_old=is_old)
    if is_old:
        return _constrained(text, _OLD_TICK, slots) if "`" in text else text
    return _constrained(text, _PLUS, slots) if "+" in text else text


def _macros(text: str, slots: Slots, *, is_old: bool) -> str:
    ends = {sign: Finder(compile_pattern(re.escape(sign)), text) for sign in ("+++", "++", "$$")}
    closing = Finder(_BRACKET, text)
    pieces, done, at = [], 0, 0
    while start := _PASS_START.search(text, at):
        first, inside = start.span()
        if start[0].endswith(":"):
            subs = _PASS_SUBS.match(text, inside)
            end = closing(subs.end()) if subs else None
            shown = ""
        else:
            end = ends[start[0]](inside)
            if end is None and start[0] == "+++":
                inside -= 1
                end = ends["++"](inside)
            shown = text[inside : end[0]] if end and inside - first == 2 else ""
        if end is None or (is_old and inside - first == 2 and text[first] == "+"):
            at = first + 1 if end is None else end[1]
            continue
        if first and text[first - 1] in "\\]":
            raise UnsureError
        pieces += [text[done:first], slots.keep(text[first : end[1]], _shown(shown))]
        done = at = end[1]
    return "".join(pieces) + text[done:]


class _Around(NamedTuple):
    """What passes a text through that stands between two of one sign."""

    start: re.Pattern[str]
    end: re.Pattern[str]
    before: re.Pattern[str]


_PLUS: Final = _Around(compile_pattern(r"\+(?=\S)"), compile_pattern(r"(?<!\s)\+(?!\w)"), compile_pattern(r"[\w;:]"))
_OLD_TICK: Final = _Around(
    compile_pattern(r"`(?=[^`\s])"), compile_pattern(r"(?<!\s)`(?![`\w])"), compile_pattern(r"[\w`]")
)


def _constrained(text: str, around: _Around, slots: Slots) -> str:
    ends = Finder(around.end, text)
    pieces, done, at = [], 0, 0
    while start := around.start.search(text, at):
        first = start.start()
        before = text[first - 1 : first]
        at = first + 1
        if before and (around.before.match(before) or first <= done > 0):
            continue
        end = ends(first + 2)
        if end is None:
            break
        if before and before in "\\]":
            raise UnsureError
        pieces += [text[done:first], slots.keep(text[first : end[1]], _shown(text[first + 1 : end[0]]))]
        done = at = end[1]
    return "".join(pieces) + text[done:]


def _shown(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= 200 and not SLOT.search(shown) else ""


class _Quote(NamedTuple):
    opener: str
    closer: str
    is_constrained: bool
    is_code: bool
    before: str
    """Inside of a character class: what must not stand before it."""
    behind: str


_QUOTES: Final = (
    _Quote("**", "**", False, False, "", ""),
    _Quote("*", "*", True, False, r"\w;:}", r"\w"),
    _Quote('"`', '`"', True, False, r"\w;:}", r"\w"),
    _Quote("'`", "`'", True, False, r"\w;:`}", r"\w"),
    _Quote("``", "``", False, True, "", ""),
    _Quote("`", "`", True, True, "\\w;:\"'`}", "\\w\"'`"),
    _Quote("__", "__", False, False, "", ""),
    _Quote("_", "_", True, False, r"\w;:}", r"\w"),
    _Quote("##", "##", False, False, "", ""),
    _Quote("#", "#", True, False, r"\w&;:}", r"\w"),
)

_OLD_QUOTES: Final = (
    *_QUOTES[:2],
    _Quote("``", "''", True, False, r"\w;:}", r"\w"),
    _Quote("'", "'", True, False, r"\w;:}", r"\w"),
    _Quote("`", "'", True, False, r"\w;:}", r"\w"),
    _Quote("++", "++", False, True, "", ""),
    _Quote("+", "+", True, True, r"\w;:}", r"\w"),
    *_QUOTES[6:],
)


class _Patterns(NamedTuple):
    quote: _Quote
    start: re.Pattern[str]
    end: re.Pattern[str]
    before: re.Pattern[str]


def _patterns(quote: _Quote) -> _Patterns:
    opener, closer = re.escape(quote.opener), re.escape(quote.closer)
    start = rf"{opener}(?=\S)" if quote.is_constrained else opener
    end = rf"(?<!\s){closer}(?![{quote.behind}])" if quote.is_constrained else closer
    return _Patterns(quote, compile_pattern(start), compile_pattern(end), compile_pattern(f"[{quote.before or 'x'}]"))


_ALL: Final = [_patterns(quote) for quote in _QUOTES]
_ALL_OLD: Final = [_patterns(quote) for quote in _OLD_QUOTES]


def quotes(text: str, slots: Slots, *, is_old: bool = False) -> str:
    """The text with pairs of marks in the place of signs that format it."""
    for each in _ALL_OLD if is_old else _ALL:
        if each.quote.opener in text:
            text = _quoted(text, each, slots)
    for sign in "^~":
        if text.count(sign) > 1:
            text = _raised(text, sign, slots)
    return text


def _check_roles(text: str, opener: str) -> None:
    """Make sure that no list of attributes before a sign begins before what the same sign formats."""
    at = text.find("]" + opener)
    while at >= 0:
        first = text.find("[", text.rfind("]", 0, at) + 1, at)
        if first >= 0 and opener in text[first:at]:
            raise UnsureError
        at = text.find("]" + opener, at + 1)


def _quoted(text: str, patterns: _Patterns, slots: Slots) -> str:
    quote = patterns.quote
    _check_roles(text, quote.opener)
    ends = Finder(patterns.end, text)
    pieces, done, at = [], 0, 0
    size = len(quote.opener)
    while start := patterns.start.search(text, at):
        first = start.start()
        opening = _role(text, first, done)
        at = first + 1
        before = text[opening - 1 : opening]
        if quote.is_constrained and opening > 0 and (opening <= done > 0 and before != "\n"):
            continue
        if quote.is_constrained and before and patterns.before.match(before):
            continue
        end = ends(first + size + 1)
        if end is None:
            break
        if before == "\\":
            if not quote.is_constrained or opening != first:
                raise UnsureError
            inside = slots.text("\\", "")
            pieces += [text[done : opening - 1], inside, text[first : end[1]]]
        else:
            opened, closed = slots.pair(text[opening : first + size], quote.closer, is_code=quote.is_code)
            pieces += [text[done:opening], opened, text[first + size : end[0]], closed]
        done = at = end[1]
    return "".join(pieces) + text[done:]


def _role(text: str, at: int, done: int) -> int:
    """Where what is marked begins: with a list of attributes right before it, if there is one."""
    if at == done or text[at - 1 : at] != "]":
        return at
    floor = max(done, at - _LONGEST_ROLE)
    first = text.find("[", max(floor, text.rfind("]", floor, at - 1) + 1), at - 2)
    if first < 0 and floor > done and text.rfind("]", floor, at - 1) < 0:
        raise UnsureError
    return at if first < 0 else first


def _raised(text: str, sign: str, slots: Slots) -> str:
    _check_roles(text, sign)
    pieces, done = [], 0
    pattern = compile_pattern(rf"{re.escape(sign)}(\S+?){re.escape(sign)}")
    for found in pattern.finditer(text):
        first = found.start()
        opening = _role(text, first, done)
        if opening and text[opening - 1] == "\\":
            raise UnsureError
        opened, closed = slots.pair(text[opening : first + 1], sign)
        pieces += [text[done:opening], opened, found[1], closed]
        done = found.end()
    return "".join(pieces) + text[done:]


_ATTRIBUTE = compile_pattern(r"(\\)?\{(\w[\w-]*+|(?:set|counter2?):[^{}\n]+)(\\)?\}")
_REFERENCE = compile_pattern(r"&amp;((?:[a-zA-Z][a-zA-Z]+\d{0,2}|#\d\d\d{0,4}|#x[\da-fA-F][\da-fA-F][\da-fA-F]{0,3});)")
_ESCAPED = compile_pattern(
    rf"\\(\([CR]\)|\(TM\)|\.\.\.|`'|--(?=[\w\s{MARKED}]|$)|'(?=[^\W\d_])|-&gt;|=&gt;|&lt;-|&lt;=|&amp;[\w#]+;)"
)


def attributes(text: str, slots: Slots) -> str:
    """The text with marks in the place of references to attributes."""

    def mark(found: re.Match[str]) -> str:
        if found[1] or found[3]:
            inner = found[0].removeprefix("\\") if found[1] else found[0].replace("\\}", "}")
            return slots.text(slots.raw(found[0]), slots.raw(inner))
        return slots.keep(slots.raw(found[0]))

    return _ATTRIBUTE.sub(mark, text) if "{" in text else text


def replacements(text: str, slots: Slots) -> str:
    """The text with characters in the place of references to them, and without backslashes before what is replaced."""
    if "&amp;" in text:
        text = _REFERENCE.sub(lambda found: slots.text("&" + found[1], _character(found[1])), text)
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: slots.keep(plain(found[0]), plain(found[1])), text)
    return text


def _character(name: str) -> str:
    shown = unescape("&" + name)
    if len(shown) != 1 or not (shown.isprintable() or shown in "\xa0\u200b\u2009\u202f\xad"):
        raise UnsureError
    return shown
