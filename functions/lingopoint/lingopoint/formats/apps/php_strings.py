r"""The strings in a PHP file that stand where a value of an array, an assignment or a definition does.

`'..'` has two escapes, `\'` and `\\`; `".."` has many, and variables, which make it no text.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Work

_MAX_DEPTH = 100
_MAX_PATH = 500
_TOKEN_BYTES = 300

_OPEN = compile_pattern(rb"<\?(?:php(?=\s|\Z)|=)", re.IGNORECASE)
_TOKEN = compile_pattern(
    rb"""
      (?P<blank> (?: \s++ | //(?:(?!\?>)[^\r\n])*+ | \#(?!\[)(?:(?!\?>)[^\r\n])*+ | /\*(?:[^*]++|\*(?!/))*+\*/ )++ )
    | (?P<single> '(?:[^'\\]++|\\.)*+' )
    | (?P<double> "(?:[^"\\]++|\\.)*+" )
    | (?P<other_string> `(?:[^`\\]++|\\.)*+` )
    | (?P<heredoc> <<<[ \t]*+(?P<quote>["']?+)(?P<id>[A-Za-z_]\w*+)(?P=quote)[ \t]*+\r?\n )
    | (?P<end> \?>\r?\n?+ )
    | (?P<variable> \$\w++ )
    | (?P<word> [A-Za-z_\x80-\xff][\w\x80-\xff\\]*+ )
    | (?P<number> \d[\w.]*+ )
    | (?P<arrow> => )
    | (?P<compare> [=!<>]==?+ | [-+*/.%|&^?]?= | -> | :: | <=> )
    | (?P<sign> (?!/\*)[^'"`] )
    """,
    re.VERBOSE | re.DOTALL,
)
_LINE_START = compile_pattern(rb"^[ \t]*+([A-Za-z_]\w*+)", re.MULTILINE)
_PROGRAM = frozenset(
    b"function class interface trait enum fn foreach for while do switch match echo print new include include_once"
    b" require require_once eval yield goto throw global static extends implements".split()
)
_VARIABLE = compile_pattern(r"(?<!\\)(?:\\\\)*(?:\$[A-Za-z_{]|\{\$)")
_SINGLE_ESCAPE = compile_pattern(r"\\(['\\])")
_DOUBLE_ESCAPE = compile_pattern(
    r"\\(?:([nrtvef\\$\"])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u\{([0-9A-Fa-f]{1,6})\})", re.DOTALL
)
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "f": "\f", "\\": "\\", "$": "$", '"': '"'}
_ESCAPES = str.maketrans(
    {chr(code): f"\\x{code:02x}" for code in (*range(32), 127)}
    | {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\", "$": "\\$"}
)


class Text(NamedTuple):
    """A string in the place of a value: its bytes, quotes included, and how another text is written there."""

    path: str
    start: int
    end: int
    text: str
    encode: Callable[[str], bytes]


class _Token(NamedTuple):
    kind: str
    raw: bytes
    start: int
    end: int


class _Level:
    """Something in brackets: an array, the arguments of `define`, or anything else."""

    __slots__ = ("count", "key", "kind", "prefix")

    def __init__(self, kind: str, prefix: str) -> None:
        self.kind = kind
        self.prefix = prefix
        self.count = 0
        self.key: str | None = None

    @property
    def path(self) -> str:
        return f"{self.prefix}{self.count if self.key is None else self.key}"


def texts(data: bytes, work: Work) -> Iterator[Text]:
    """The strings in place of values. Raises UnreadableError for a program, and for what is not PHP."""
    return _Reader(list(_tokens(data, work))).texts()


def _tokens(data: bytes, work: Work) -> Iterator[_Token]:
    """All that is between the tags of PHP, but for white space and comments; a semicolon for each end."""
    opening = _OPEN.search(data)
    if opening is None or data[: opening.start()].removeprefix(b"\xef\xbb\xbf").strip():
        raise UnreadableError("not a PHP file")
    position = opening.end()
    while position < len(data):
        found = _TOKEN.match(data, position)
        if found is None:
            raise UnreadableError("not valid PHP")
        kind, position = found.lastgroup or "sign", found.end()
        if found["heredoc"]:
            kind, position = "heredoc", _end_of_heredoc(data, found)
        if kind == "blank":
            continue
        work.spend(_TOKEN_BYTES)
        if kind == "word" and found[0].lower() in _PROGRAM:
            raise UnreadableError("a PHP program, not a file of texts")
        if kind == "end":
            yield _Token("sign", b";", found.start(), position)
            opening = _OPEN.search(data, position)
            position = opening.end() if opening else len(data)
        else:
            yield _Token(kind, found[0], found.start(), position)


def _end_of_heredoc(data: bytes, found: re.Match[bytes]) -> int:
    for line in _LINE_START.finditer(data, found.end()):
        if line[1] == found["id"]:
            return line.end()
    raise UnreadableError("not valid PHP")


class _Reader:
    """Goes through the tokens; `_keys` are those of an assignment: `$lang['a']['b']` has two."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._levels: list[_Level] = []
        self._keys: list[str] | None = []
        self._assigned: str | None = None

    def texts(self) -> Iterator[Text]:
        previous = _Token("sign", b";", 0, 0)
        for index, token in enumerate(self._tokens):
            following = self._tokens[index + 1].raw if index + 1 < len(self._tokens) else b";"
            if token.kind in {"single", "double"} and following in {b",", b";", b"]", b")"}:
                path = self._path(previous)
                if path is not None and (found := _text(token, path)):
                    yield found
            self._see(token, previous, following)
            previous = token
        if self._levels:
            raise UnreadableError("not valid PHP")

    def _path(self, previous: _Token) -> str | None:
        """The path of a value that comes now; None where none does."""
        if not self._levels:
            return self._assigned if previous.raw == b"=" else None
        level = self._levels[-1]
        if level.kind == "array" and previous.raw in {b"=>", b",", b"[", b"("}:
            return level.path
        if level.kind == "define" and level.count == 1 and previous.raw == b",":
            return level.path
        return None

    def _see(self, token: _Token, previous: _Token, following: bytes) -> None:
        raw = token.raw
        if token.kind == "sign" and raw in {b"[", b"(", b"{"}:
            self._open(raw, previous)
        elif token.kind == "sign" and raw in {b"]", b")", b"}"}:
            self._close()
        elif self._levels:
            self._inside(token, following)
        elif raw == b";":
            self._keys, self._assigned = [], None
        elif raw == b"=" and self._keys:
            self._assigned = "/".join(self._keys)[-_MAX_PATH:]
        elif token.kind == "variable" and previous.raw == b";":
            self._keys = []
        elif token.kind == "compare":
            self._assigned = None

    def _inside(self, token: _Token, following: bytes) -> None:
        level = self._levels[-1]
        if token.raw == b",":
            level.count += 1
            level.key = None if level.kind == "array" else level.key
        elif (following == b"=>" and level.kind == "array") or (level.kind == "define" and level.count == 0):
            level.key = _key(token)
        elif level.kind == "index" and self._keys is not None and len(self._levels) == 1:
            self._keys.append(_key(token))

    def _open(self, raw: bytes, previous: _Token) -> None:
        is_value = previous.raw in {b"=>", b",", b"=", b"[", b"("} or previous.raw.lower() == b"return"
        prefix = f"{self._levels[-1].path}/" if self._levels else f"{self._assigned}/" if self._assigned else ""
        kind = "other"
        if raw == b"[":
            kind = "array" if is_value else "index"
        elif raw == b"(" and previous.raw.lower() == b"array":
            kind = "array"
        elif raw == b"(" and previous.raw.lower() == b"define" and not self._levels:
            kind = "define"
        if kind == "array" and self._levels and self._levels[-1].kind != "array":
            kind = "other"
        if kind == "index" and (self._levels or (previous.raw != b"]" and previous.kind != "variable")):
            kind = "other"
        self._levels.append(_Level(kind, prefix[-_MAX_PATH:]))
        if len(self._levels) > _MAX_DEPTH:
            raise UnreadableError("the PHP is nested too deeply")

    def _close(self) -> None:
        if not self._levels:
            raise UnreadableError("not valid PHP")
        self._levels.pop()


def _key(token: _Token) -> str:
    found = _text(token, "") if token.kind in {"single", "double"} else None
    return found.text if found else token.raw.decode("utf-8", "replace")


def _text(token: _Token, path: str) -> Text | None:
    """The text of a string; None for one with variables or with bytes that are no UTF-8."""
    raw = token.raw[1:-1].decode()
    if token.kind == "single":
        return Text(path, token.start, token.end, _SINGLE_ESCAPE.sub(r"\1", raw), _single)
    if _VARIABLE.search(raw):
        return None
    try:
        text = _DOUBLE_ESCAPE.sub(_unescape, raw)
        text.encode()
    except ValueError:
        return None
    return Text(path, token.start, token.end, text, _double)


def _unescape(match: re.Match[str]) -> str:
    name, octal, two, many = match.groups()
    if name:
        return _NAMED[name]
    if many:
        return chr(int(many, 16))
    code = int(octal, 8) if octal else int(two, 16)
    if code > 127:
        raise ValueError("a byte of its own")
    return chr(code)


def _single(text: str) -> bytes:
    return b"'%b'" % text.replace("\\", "\\\\").replace("'", "\\'").encode()


def _double(text: str) -> bytes:
    return f'"{text.translate(_ESCAPES)}"'.encode()
