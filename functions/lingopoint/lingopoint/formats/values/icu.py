"""ICU MessageFormat inside one string: the text of every branch, with arguments and inline tags as codes.

Syntax: https://unicode-org.github.io/icu/userguide/format_parse/messages/, apostrophes in ICU's default mode (an
apostrophe starts quoted text only right before `{`, `}` or, in a plural, `#`). Text around a plural or select is split
at it: "You have {n, plural, one {# file} other {# files}}" gives "You have", "# file" and "# files". Branches are kept
as the source has them: a target language with more plural categories gets its `other` branch for those.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from lingopoint.formats.options import Options
from lingopoint.formats.soundness import Reread
from lingopoint.formats.values.lines import line_units
from lingopoint.regex import compile_pattern
from lingopoint.unit import CODE_BYTES, UNBOUNDED, Code, CodeKind, Document, Parts, Unit, Work, Writer

_MAX_SHOWN = 200
_VOID = frozenset(b"area br col embed hr img input link meta source track wbr".split())

_PIECE = rb"""
      (?P<text>  [^{}'\#<\r\n]++ )
    | (?P<quoted>'' | '(?=[{}%b])(?P<body>(?:[^']++|'')*+)'?+ )
    | (?P<tag>   </?[A-Za-z](?:[^<>{}]++|\{[^{}]*+\})*+> )
    | (?P<end>   [\r\n]\s*+ )
    | (?P<mark>  [{}] )
    | (?P<hash>  \# )
    | (?P<other> ['<] )
"""
_TEXT_PIECE = compile_pattern(_PIECE % b"", re.VERBOSE)
_PLURAL_PIECE = compile_pattern(_PIECE % rb"\#", re.VERBOSE)
_NAME = rb"\{\s*+[^\s{}',\#|<>=]++\s*+"
_BRANCHING = compile_pattern(_NAME + rb",\s*+(plural|selectordinal|select)\s*+,\s*+(?:offset:\s*+-?\d++\s*+)?+")
_ARGUMENT = compile_pattern(_NAME + rb"(?:,\s*+\w++\s*+(?:,(?:[^{}']++|'[^']*+'?+|\{[^{}]*+\})*+)?+)?+\}")
_SELECTOR = compile_pattern(rb"\s*+(?:=-?[\d.]++|[^\s{}=',\#]++)\s*+\{")
_BRANCHES_END = compile_pattern(rb"\s*+\}")
_MARKUP = compile_pattern(rb"</?[A-Za-z][^<>]*>|&#?\w+;")
_NEWLINE = compile_pattern(r"\s*[\r\n]\s*")
_SPACE = " \t\n\r\x0b\x0c"
_TEXT_KINDS = ("text", "quoted")


class _Token(NamedTuple):
    """`kind` is text or quoted (with its decoded `text`), keep, tag or end; `plural`: `#` is the number here."""

    kind: str
    start: int
    end: int
    text: str
    plural: bool


class _MalformedError(Exception):
    pass


def extract(data: bytes, options: Options) -> Document:
    """The units of one ICU message; of a string that is no valid ICU message, its lines."""
    try:
        tokens = _Scanner(data, options.work).scan()
    except _MalformedError:
        return Document(data, list(line_units(data, options.work)))
    style = _Style(markup=_MARKUP.search(data) is not None, doubled=_doubles_apostrophes(tokens))
    document = Document(data, [unit for segment in _segments(tokens) for unit in _units(data, segment, style)])
    document.reread = Reread(data, _skeleton)
    return document


def _skeleton(data: bytes) -> Counter[bytes] | None:
    """All that is no text."""
    try:
        tokens = _Scanner(data, UNBOUNDED).scan()
    except _MalformedError:
        return None
    return Counter(data[token.start : token.end] for token in tokens if token.kind not in _TEXT_KINDS)


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


class _Scanner:
    """One pass over a message. `_levels` has one entry for each open branch: whether its argument is a plural."""

    def __init__(self, data: bytes, work: Work) -> None:
        self._data = data
        self._work = work
        self._position = 0
        self._tokens: list[_Token] = []
        self._levels = [False]
        self._plurals = 0

    def scan(self) -> list[_Token]:
        while self._position < len(self._data):
            match = (_PLURAL_PIECE if self._levels[-1] else _TEXT_PIECE).match(self._data, self._position)
            if match is None:
                raise _MalformedError
            if match[0] == b"{":
                self._open()
            elif match[0] == b"}" and len(self._levels) > 1:
                self._close()
            else:
                self._add(*_classify(match, self._plurals > 0), match.end())
        if len(self._levels) > 1:
            raise _MalformedError
        return self._tokens

    def _add(self, kind: str, text: str, end: int) -> None:
        self._work.spend(CODE_BYTES)
        self._tokens.append(_Token(kind, self._position, end, text, self._levels[-1]))
        self._position = end

    def _open(self) -> None:
        if branching := _BRANCHING.match(self._data, self._position):
            self._add("end", "", branching.end())
            self._branch(plural=branching[1] != b"select")
        elif argument := _ARGUMENT.match(self._data, self._position):
            self._add("keep", "", argument.end())
        else:
            raise _MalformedError

    def _branch(self, plural: bool) -> None:
        selector = _SELECTOR.match(self._data, self._position)
        if selector is None:
            raise _MalformedError
        self._add("end", "", selector.end())
        self._levels.append(plural)
        self._plurals += plural

    def _close(self) -> None:
        plural = self._levels.pop()
        self._plurals -= plural
        self._add("end", "", self._position + 1)
        if branches_end := _BRANCHES_END.match(self._data, self._position):
            self._add("end", "", branches_end.end())
        else:
            self._branch(plural)


def _classify(match: re.Match[bytes], in_plural: bool) -> tuple[str, str]:
    kind = match.lastgroup or ""
    if kind in ("tag", "end"):
        return kind, ""
    if kind == "hash" and in_plural:
        return "keep", ""
    if kind == "quoted":
        return kind, (match["body"] or b"''").replace(b"''", b"'").decode()
    return "text", match[0].decode()


class _Style(NamedTuple):
    """How the message writes its text: as HTML (`markup`), with every apostrophe doubled (`doubled`)."""

    markup: bool
    doubled: bool


def _doubles_apostrophes(tokens: Sequence[_Token]) -> bool:
    """Whether the author doubles apostrophes even where ICU does not need it."""
    kinds = {token.kind for token in tokens if token.text == "'"}
    return kinds == {"quoted"}


def _segments(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Runs of tokens that one sentence may span, without white space at their ends."""
    for is_end, run in groupby(tokens, lambda token: token.kind == "end"):
        if not is_end and (segment := _trimmed(list(run))):
            yield segment


def _trimmed(segment: list[_Token]) -> list[_Token]:
    first = segment[0]
    if first.kind == "text":
        text = first.text.lstrip(_SPACE)
        segment[:1] = [first._replace(start=first.end - len(text.encode()), text=text)] if text else []
    last = segment[-1] if segment else first
    if last.kind == "text":
        text = last.text.rstrip(_SPACE)
        segment[-1:] = [last._replace(end=last.start + len(text.encode()), text=text)] if text else []
    return segment


def _units(data: bytes, segment: Sequence[_Token], style: _Style) -> Iterator[Unit]:
    parts = tuple(_parts(data, segment, style))
    if any(isinstance(part, str) and _has_letter(part) for part in parts):
        yield Unit(segment[0].start, segment[-1].end, parts, _writer(style, segment[0].plural))


def _parts(data: bytes, segment: Sequence[_Token], style: _Style) -> Iterator[str | Code]:
    codes = _codes(data, segment)
    for is_text, run in groupby(enumerate(segment), lambda item: item[1].kind in _TEXT_KINDS):
        if is_text:
            text = "".join(token.text for _, token in run)
            yield _NEWLINE.sub(" ", html.unescape(text) if style.markup else text)
        else:
            yield from (codes[index] for index, _ in run)


def _codes(data: bytes, segment: Sequence[_Token]) -> dict[int, Code]:
    """The code of each token that is no text, by index; a tag is LONE until its closing tag is found."""
    codes: dict[int, Code] = {}
    open_tags = _OpenTags()
    number = 0
    for index, token in enumerate(segment):
        if token.kind in _TEXT_KINDS:
            continue
        raw = data[token.start : token.end]
        opener = open_tags.see(raw, index) if token.kind == "tag" else None
        if opener is not None:
            codes[opener] = codes[opener]._replace(kind=CodeKind.OPEN)
            codes[index] = Code(CodeKind.CLOSE, codes[opener].number, raw)
        else:
            number += 1
            shown = raw.decode() if token.kind == "keep" and len(raw) <= _MAX_SHOWN else ""
            codes[index] = Code(CodeKind.KEEP if shown else CodeKind.LONE, number, raw, shown)
    return codes


class _OpenTags:
    """The tags open at some point of a segment. Tags that would overlap others stay without a partner."""

    def __init__(self) -> None:
        self._stack: list[tuple[bytes, int]] = []
        self._count: Counter[bytes] = Counter()

    def see(self, raw: bytes, index: int) -> int | None:
        """The index of the opening tag that `raw` closes, if it closes one."""
        name = raw.strip(b"</>").split()[0].rstrip(b"/").lower()
        if not raw.startswith(b"</"):
            if not raw.endswith(b"/>") and name not in _VOID:
                self._stack.append((name, index))
                self._count[name] += 1
            return None
        while self._count[name]:
            last, opener = self._stack.pop()
            self._count[last] -= 1
            if last == name:
                return opener
        return None


def _writer(style: _Style, plural: bool) -> Writer:
    """Writes text so that ICU and HTML read it back as it is. Neighbouring pieces are encoded together: quoting a brace
    depends on the apostrophes around it."""

    def write(parts: Parts) -> bytes:
        written: list[bytes] = []
        for is_text, run in groupby(parts, lambda part: isinstance(part, str) or part.raw is None):
            if is_text:
                text = "".join(part if isinstance(part, str) else part.shown for part in run)
                written.append(_quoted(_escaped(text) if style.markup else text, style, plural).encode())
            else:
                written += [part.raw or b"" for part in run if isinstance(part, Code)]
        return b"".join(written)

    return write


def _escaped(text: str) -> str:
    """`text` for HTML, escaped only where it would be markup: some libraries know tags but no entities."""
    if html.unescape(text) != text:
        text = text.replace("&", "&amp;")
    return re.sub(r"<(?=[A-Za-z/!?])", "&lt;", text)


def _quoted(text: str, style: _Style, plural: bool) -> str:
    """`text` for a message, with the fewest apostrophes that every library reads alike.

    FormatJS also quotes at `<` and `>`; at the end of the text a brace may follow.
    """
    syntax = r"[{}#][{}#']*" if plural else r"[{}][{}']*"
    apostrophe = "'" if style.doubled else r"'(?=['{}#|<>]|\Z)"
    return re.sub(f"({syntax})|{apostrophe}", lambda match: _quote(match[1]) if match[1] else "''", text)


def _quote(syntax: str) -> str:
    return "'" + syntax.replace("'", "''") + "'"
