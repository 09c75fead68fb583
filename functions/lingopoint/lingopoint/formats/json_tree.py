"""JSON, or JSON5 with all that it adds, as a tree whose nodes know their bytes: for what has to know where things are.

Strict and iterative: what is not of the grammar (RFC 8259, https://spec.json5.org) is refused, and so is what is nested
deeper than 250 levels. JSON with comments is JSON5 that uses less of it.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Work

_MAX_DEPTH = 250
_MAX_PATH = 4096
_NODE_BYTES = 400

_JSON_STRING = rb'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*+"'
_JSON_SCALAR = rb"(?:-?(?:0|[1-9]\d*+)(?:\.\d++)?+(?:[eE][-+]?\d++)?+|true|false|null)(?![\w.+-])"
_LINE_END = rb"(?:\r\n?+|\n|\xe2\x80[\xa8\xa9])"
_ESCAPE5 = rb"\\(?:%b|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|0(?!\d)|[^\dxu\r\n])" % _LINE_END
_STRING5 = rb'"(?:[^"\\\r\n]++|%b)*+"|\'(?:[^\'\\\r\n]++|%b)*+\'' % (_ESCAPE5, _ESCAPE5)
_SCALAR5 = (
    rb"(?:[-+]?+(?:0[xX][0-9A-Fa-f]++|(?:(?:0|[1-9]\d*+)(?:\.\d*+)?+|\.\d++)(?:[eE][-+]?\d++)?+|Infinity|NaN)"
    rb"|true|false|null)(?![\w$.+-])"
)
_NAME5 = rb"(?!\d)(?:[\w$]|\\u[0-9A-Fa-f]{4}|[\xc2-\xf4][\x80-\xbf]++)++"
_BLANK5 = (
    rb"(?:[\s]++|\xc2\xa0|\xef\xbb\xbf|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]|\xe3\x80\x80"
    rb"|//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+"
)


class _Grammar(NamedTuple):
    blank: re.Pattern[bytes]
    string: re.Pattern[bytes]
    scalar: re.Pattern[bytes]
    name: re.Pattern[bytes]
    comma_at_end: bool


JSON = _Grammar(
    compile_pattern(rb"[ \t\r\n]*+"),
    compile_pattern(_JSON_STRING),
    compile_pattern(_JSON_SCALAR),
    compile_pattern(rb"(?!)"),
    comma_at_end=False,
)
JSON5 = _Grammar(
    compile_pattern(_BLANK5, re.DOTALL),
    compile_pattern(_STRING5, re.DOTALL),
    compile_pattern(_SCALAR5),
    compile_pattern(_NAME5),
    comma_at_end=True,
)
_BOM = b"\xef\xbb\xbf"
_ESCAPE = compile_pattern(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(\r\n?|[\n\u2028\u2029])|(.))", re.DOTALL)
_ESCAPED_LETTER = compile_pattern(rb"\\u(?!00[0-7]|202[89])")
_SURROGATE = compile_pattern(r"[\ud800-\udfff]")
_NAMED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\0"}


class Node:
    """A value: the bytes `start` to `end`, quotes included.

    `members` are those of an object, with the node of each key; `items` those of a list; `text` is that of a string,
    None for one that no text stands for and for all that is none.
    """

    __slots__ = ("end", "items", "members", "start", "text")

    def __init__(self, start: int, end: int, text: str | None = None) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.members: list[tuple[Node, Node]] | None = None
        self.items: list[Node] | None = None

    def get(self, *names: str) -> "Node | None":
        """The value that is found by these names one after the other; the last of several that are alike."""
        node: Node | None = self
        for name in names:
            node = next((value for key, value in reversed((node and node.members) or ()) if key.text == name), None)
        return node


def unescaped(raw: bytes) -> str | None:
    """The text of a string or name without quotes; None for one with half a surrogate pair."""
    text = raw.decode()
    if "\\" not in text:
        return text
    text = _ESCAPE.sub(_unescape, text)
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16") if _SURROGATE.search(text) else text
    except UnicodeDecodeError:
        return None


def _unescape(match: re.Match[str]) -> str:
    two, four, line, name = match.groups()
    if two or four:
        return chr(int(two or four, 16))
    return "" if line else _NAMED.get(name, name)


def parse(data: bytes, grammar: _Grammar, work: Work) -> Node:
    """The one value of a document. Raises UnreadableError for anything else."""
    return _Parser(data, grammar, work).parse()


class _Parser:
    def __init__(self, data: bytes, grammar: _Grammar, work: Work) -> None:
        self._data = data
        self._grammar = grammar
        self._work = work
        self._at = len(_BOM) if data.startswith(_BOM) else 0

    def parse(self) -> Node:
        self._blank()
        root = self._value()
        opened = [root] if self._is_open(root) else []
        while opened:
            inner = self._next(opened[-1])
            if inner is None:
                opened.pop().end = self._at
            elif self._is_open(inner):
                opened.append(inner)
                if len(opened) > _MAX_DEPTH:
                    raise UnreadableError("the JSON is nested too deeply")
        self._blank()
        if self._at != len(self._data):
            raise self._error()
        return root

    def _next(self, container: Node) -> Node | None:
        """The next value in an open container; None at its end, which is read."""
        inner = container.items if container.items is not None else container.members
        end = b"]" if container.items is not None else b"}"
        self._blank()
        has_comma = bool(inner) and self._take(b",")
        if has_comma:
            self._blank()
        if (not has_comma or self._grammar.comma_at_end) and self._take(end):
            return None
        if inner and not has_comma:
            raise self._error()
        if container.items is not None:
            value = self._value()
            container.items.append(value)
            return value
        key = self._key()
        self._blank()
        if not self._take(b":"):
            raise self._error()
        self._blank()
        value = self._value()
        assert container.members is not None
        container.members.append((key, value))
        return value

    def _value(self) -> Node:
        self._work.spend(_NODE_BYTES)
        node = self._string() or self._matched(self._grammar.scalar)
        if node is None:
            node = Node(self._at, -1)
            if self._take(b"["):
                node.items = []
            elif self._take(b"{"):
                node.members = []
            else:
                raise self._error()
        return node

    def _key(self) -> Node:
        key = self._string()
        if key is None and (key := self._matched(self._grammar.name)) is not None:
            key.text = unescaped(self._data[key.start : key.end])
        if key is None:
            raise self._error()
        return key

    def _string(self) -> Node | None:
        node = self._matched(self._grammar.string)
        if node is not None:
            node.text = unescaped(self._data[node.start + 1 : node.end - 1])
        return node

    def _matched(self, pattern: re.Pattern[bytes]) -> Node | None:
        found = pattern.match(self._data, self._at)
        if found is None:
            return None
        self._at = found.end()
        return Node(*found.span())

    @staticmethod
    def _is_open(node: Node) -> bool:
        return node.end < 0

    def _take(self, sign: bytes) -> bool:
        found = self._data.startswith(sign, self._at)
        self._at += len(sign) if found else 0
        return found

    def _blank(self) -> None:
        if found := self._grammar.blank.match(self._data, self._at):
            self._at = found.end()

    def _error(self) -> UnreadableError:
        line = self._data.count(b"\n", 0, self._at) + 1
        return UnreadableError(f"not valid JSON in line {line}")


def strings(root: Node) -> Iterator[tuple[str, Node]]:
    """The path of each string value, and the string, in order."""
    levels: list[Iterator[tuple[str, Node]]] = [iter([("", root)])]
    while levels:
        for path, node in levels[-1]:
            if node.text is not None:
                yield path, node
            elif node.items or node.members:
                levels.append(_below(f"{path}/" if len(levels) > 1 else "", node))
                break
        else:
            levels.pop()


def _below(prefix: str, node: Node) -> Iterator[tuple[str, Node]]:
    # A hostile document could make its paths quadratic in its size.
    prefix = prefix[-_MAX_PATH:]
    for index, item in enumerate(node.items or ()):
        yield f"{prefix}{index}", item
    for key, value in node.members or ():
        yield f"{prefix}{key.text or ''}", value


def encoder(data: bytes) -> Callable[[str], bytes]:
    """Writes a text between double quotes, in ASCII where the document escapes letters beyond it."""
    ascii_only = data.isascii() and _ESCAPED_LETTER.search(data) is not None

    def encode(text: str) -> bytes:
        written = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
        # JavaScript, and older readers of JSON5, end a string at these.
        return written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()

    return encode
