"""YAML: string values, written back in the style they had.

Keys, tags, anchors, aliases, comments and everything that is not a string in YAML 1.1 or in the core schema of YAML
1.2.2 (10.3.2) stay. Only events are read, so that an alias is never followed. Plain text that would need quoting
becomes double-quoted, and so does what its own style cannot hold.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import yaml

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.soundness import Reread
from lingopoint.formats.values.selection import wanted
from lingopoint.formats.values.value import FRAMEWORKS, Value, ValueDocument
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document

_BOM: Final = "\ufeff"
_STRING_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
_PROPERTIES = compile_pattern(r"(?:(?:&[0-9A-Za-z_-]+|!\S*)\s++(?:#[^\r\n]*\s++)*+)++(?![&!])")
_MAX_PATH: Final = 4096
_MAX_DEPTH: Final = 1000

_NOT_STRING = compile_pattern(
    r"""
      ~? | (?:null|true|false|yes|no|on|off|y|n)
    | [-+]? (?: 0b[01_]+ | 0o[0-7_]+ | 0x[0-9a-f_]+ | (?=[0-9_.])[0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)? | \.inf )
    | [-+]? [0-9][0-9_:]*(?:\.[0-9_]*)? | \.nan
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} (?: (?:t|[ \t]+)[0-9]{1,2}:.* )?
    | = | <<
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_LONGEST_WORD: Final = 5
"""Of those that are no strings."""

_UNPRINTABLE = compile_pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED = compile_pattern('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_NOT_PLAIN = compile_pattern(r"\A[^\w(/\xa1-\U0010ffff]|\s\Z|:(?:\s|\Z)|\s#")
_FLOW_INDICATOR = compile_pattern(r"[\[\]{},:?]")
_NOT_BLOCK = compile_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_TAB_AFTER = compile_pattern("[ \t]*(?:[\r\n\x85\u2028\u2029][ ]*)+\t")
_ODD_BREAK = compile_pattern("[\x85\u2028\u2029]")
_HEADER = compile_pattern(r"(?P<style>[|>])(?P<indicators>[-+0-9]*)[^\r\n]*(?P<newline>\r\n|\r|\n)")
_INDENT = compile_pattern(r"^( *)[^ \r\n]", re.MULTILINE)


def extract(data: bytes, options: Options) -> Document:
    """The string values of a YAML stream (any number of documents) that are human text.

    Raises UnreadableError for what libyaml cannot parse, and beyond 1,000 levels or 4,096 characters of path.
    """
    text = data.decode().removeprefix(_BOM)
    if text.startswith(_BOM):
        raise UnreadableError("not well-formed YAML")
    kinds: list[type] = []
    values = _values(text, len(data) - len(text.encode()), options, kinds)
    try:
        document = ValueDocument(data, values, options, frameworks=FRAMEWORKS)
    except yaml.YAMLError as error:
        raise UnreadableError("not well-formed YAML") from error
    document.reread = Reread(data, _skeleton, kinds)
    return document


def _skeleton(data: bytes) -> list[type] | None:
    """The kinds of events."""
    try:
        return list(map(type, iter(yaml.CSafeLoader(data.decode().removeprefix(_BOM)).get_event, None)))
    except yaml.YAMLError:
        return None


def _values(text: str, offset: int, options: Options, kinds: list[type]) -> Iterator[Value]:
    offset_of = _byte_offsets(text, offset)
    strings = ((path, event.value, (flow, event)) for path, flow, event in _scalars(text, kinds) if _is_string(event))
    for _, _, (in_flow, event) in wanted(strings, options.include, options.exclude):
        assert event.start_mark is not None and event.end_mark is not None  # noqa: PT018 (libyaml marks every event)
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None or event.tag is not None:
            properties = _PROPERTIES.match(text, start, end)
            if properties is None:
                continue
            start = properties.end()
        found = _find(text, start, end, event, in_flow)
        if found is not None:
            yield Value(offset_of(start), offset_of(found[0]), event.value, found[1])


def _byte_offsets(text: str, offset: int) -> Callable[[int], int]:
    """Where a character of `text` is in UTF-8, to be asked for in order; `offset` is where the first one is."""
    if text.isascii():
        return offset.__add__
    position = 0

    def offset_of(index: int) -> int:
        nonlocal position, offset
        offset += len(text[position:index].encode())
        position = index
        return offset

    return offset_of


def _is_string(event: yaml.ScalarEvent) -> bool:
    if event.style or event.tag is not None:
        return event.tag in _STRING_TAGS
    value = event.value
    return (len(value) > _LONGEST_WORD and value[0].isalpha()) or _NOT_STRING.fullmatch(value) is None


class _Level:
    """An open collection: the paths of its nodes, and whether it is a flow collection. `prefix` is None in a key."""

    __slots__ = ("_count", "_is_mapping", "_key", "_prefix", "flow")

    def __init__(self, prefix: str | None, is_mapping: bool, flow: bool = False, key: str | None = None) -> None:
        self.flow = flow
        self._prefix = prefix
        self._is_mapping = is_mapping
        self._key = key
        self._count = 0

    def path_of(self, node: yaml.NodeEvent) -> str | None:
        """The path of the next node, None for a key and what is inside one."""
        if self._prefix is None:
            return None
        if not self._is_mapping:
            self._count += 1
            return f"{self._prefix}{self._count - 1}"
        if self._key is None:
            self._key = node.value if isinstance(node, yaml.ScalarEvent) else ""
            return None
        path, self._key = self._prefix + self._key, None
        return path


def _scalars(text: str, kinds: list[type]) -> Iterator[tuple[str, bool, yaml.ScalarEvent]]:
    """The path of each scalar that is a value, whether it is in a flow collection, and the scalar.

    `kinds` gets those of all events.
    """
    levels = []
    level = _root()
    next_event = yaml.CSafeLoader(text).get_event
    while (event := next_event()) is not None:
        kinds.append(type(event))
        if isinstance(event, yaml.ScalarEvent):
            path = level.path_of(event)
            if path is not None:
                yield path, level.flow, event
        elif isinstance(event, yaml.CollectionStartEvent):
            levels.append(level)
            if len(levels) > _MAX_DEPTH:
                raise UnreadableError("nested too deeply")
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            level = _Level(_prefix(level.path_of(event)), is_mapping, bool(event.flow_style))
        elif isinstance(event, yaml.CollectionEndEvent):
            level = levels.pop()
        elif isinstance(event, yaml.AliasEvent):
            level.path_of(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            level = _root()


def _root() -> _Level:
    """What holds the one node of a document, whose path is empty."""
    return _Level("", is_mapping=True, key="")


def _prefix(path: str | None) -> str | None:
    if not path:
        return path
    if len(path) > _MAX_PATH:
        raise UnreadableError("nested too deeply")
    return path + "/"


def _find(
    text: str, start: int, end: int, event: yaml.ScalarEvent, in_flow: bool
) -> tuple[int, Callable[[str], bytes]] | None:
    """Where the scalar ends and how a new text is written there; None for a form that is left alone."""
    match event.style:
        case "|" | ">":
            return _find_block(text[start:end], start, event.value)
        case '"':
            return end, _double_quoted
        case "'":
            return end, _single_quoted
        case _ if in_flow:
            return end, _plain_in_flow
        case _:
            # libyaml accepts a line that starts with a tab after plain text, but not after quotes.
            return None if _TAB_AFTER.match(text, end) else (end, _plain)


def _double_quoted(text: str) -> bytes:
    return f'"{_ESCAPED.sub(_escape, text)}"'.encode()


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _SHORT_ESCAPES.get(char) or f"\\u{ord(char):04x}"


_SHORT_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _single_quoted(text: str) -> bytes:
    if _UNPRINTABLE.search(text):
        return _double_quoted(text)
    doubled = text.replace("'", "''")
    return f"'{doubled}'".encode()


def _plain(text: str) -> bytes:
    if _NOT_PLAIN.search(text) or _UNPRINTABLE.search(text) or _NOT_STRING.fullmatch(text):
        return _double_quoted(text)
    return text.encode()


def _plain_in_flow(text: str) -> bytes:
    return _double_quoted(text) if _FLOW_INDICATOR.search(text) else _plain(text)


@dataclass(frozen=True, slots=True)
class _Block:
    """Writes a text as a literal or folded block scalar (YAML 1.2.2 section 8.1) of the given header and indentation.

    The line breaks at the end of the text are outside the span, so that a text that ends otherwise is quoted.
    """

    header: str
    indent: str
    newline: str
    breaks_after: int
    folded: bool
    explicit: bool

    def __call__(self, text: str) -> bytes:
        body = text.rstrip("\n")
        ends_otherwise = len(text) - len(body) != self.breaks_after
        moves_indent = not self.explicit and body.lstrip("\n")[:1] in {" ", "\t", ""}
        if ends_otherwise or moves_indent or _NOT_BLOCK.search(text):
            return _double_quoted(text)
        lines = _folded(body.split("\n")) if self.folded else body.split("\n")
        indented = [self.indent + line if line else "" for line in lines]
        return (self.header + self.newline.join(indented)).encode()


def _folded(lines: list[str]) -> Iterator[str]:
    """The lines of a folded block that reads as `lines`: a break between two lines that fold is written twice."""
    folds_after = False
    for line in lines:
        folds = bool(line) and line[0] not in " \t"
        if folds_after and folds:
            yield ""
        yield line
        if line:
            folds_after = folds


def _find_block(raw: str, start: int, value: str) -> tuple[int, _Block] | None:
    header = _HEADER.match(raw)
    if header is None or _ODD_BREAK.search(raw):
        return None
    first, decoded = _INDENT.search(raw, header.end()), _INDENT.search(value)
    if first is None or decoded is None:
        return None
    indent = len(first[1]) - len(decoded[1])
    return start + _content_end(raw, indent), _Block(
        header=header[0],
        indent=" " * indent,
        newline=header["newline"],
        breaks_after=len(value) - len(value.rstrip("\n")),
        folded=header["style"] == ">",
        explicit=any(map(str.isdigit, header["indicators"])),
    )


def _content_end(raw: str, indent: int) -> int:
    """Where the last line with content ends; spaces beyond the indentation are content too."""
    end = len(raw.rstrip(" \r\n"))
    end += len(raw[end:]) - len(raw[end:].lstrip(" "))
    lines = [line.end() for line in re.finditer(rf"[\r\n] {{{indent}}} +", raw[end:])]
    return end + (lines[-1] if lines else 0)
