"""The strings in a TOML document, with their places. What is not TOML, `tomllib` has to tell."""

import re
from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import NamedTuple

from lingopoint.formats.options import UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Work

_BOM = b"\xef\xbb\xbf"
_MOST_STEPS = 100
_MAX_PATH = 500
_VALUE_BYTES, _TABLE_BYTES = 500, 1500

_BLANK = compile_pattern(rb"[ \t]*+")
_BLANK_LINES = compile_pattern(rb"(?:[ \t\r\n]++|\#[^\n]*+)*+")
_STRING = compile_pattern(
    rb"""
      \"\"\" (?:\r?\n)?+ (?P<lines> (?: [^"\\]++ | \\. | "{1,2}(?!") )*+ "{0,2} (?=\"\"\"(?!")) ) \"\"\"
    | ''' (?:\r?\n)?+ (?P<raw_lines> (?: [^']++ | '{1,2}(?!') )*+ '{0,2} (?='''(?!')) ) '''
    | " (?P<basic> (?: [^"\\\r\n]++ | \\. )*+ ) "
    | ' (?P<raw> [^'\r\n]*+ ) '
    """,
    re.VERBOSE | re.DOTALL,
)
_OTHER = compile_pattern(rb"[^\s,\#\]}\[{\"'=]++(?:[ ]\d\d:\d\d[^\s,\#\]}]*+)?+")
_BARE = compile_pattern(rb"[\w-]++")
_ESCAPE = compile_pattern(r"\\(?:([btnfre\"\\])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|[ \t]*\r?\n\s*)")
_NAMED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b", '"': '"', "\\": "\\"}


class String(NamedTuple):
    """A string value: its bytes with the quotes, what it opens with, and its text."""

    path: str
    start: int
    end: int
    opening: str
    text: str

    @property
    def name(self) -> str:
        """Its key."""
        return self.path.rpartition("/")[2]


def _unescape(match: re.Match[str]) -> str:
    name, four, eight = match.groups()
    if name:
        return _NAMED[name]
    return chr(int(four or eight, 16)) if four or eight else ""


class _Level:
    """An array or inline table that is open."""

    __slots__ = ("index", "is_array", "prefix")

    def __init__(self, prefix: str, is_array: bool) -> None:
        self.prefix = prefix
        self.is_array = is_array
        self.index = -1


class Scanner:
    """Finds the strings of a document that `tomllib` reads; in any other it ends somewhere, or raises."""

    def __init__(self, data: bytes, work: Work) -> None:
        self._data = data
        self._work = work
        self._at = len(_BOM) if data.startswith(_BOM) else 0
        self._counts: dict[str, int] = {}

    def scan(self) -> Iterator[String]:
        table = ""
        while self._skip(_BLANK_LINES) < len(self._data):
            if self._take(b"["):
                table = self._header()
            else:
                path = table + self._key()
                self._expect(b"=")
                yield from self._value(path)

    def _header(self) -> str:
        """The path of the table that a header begins, as a prefix; arrays of tables count theirs."""
        self._work.spend(_TABLE_BYTES)
        is_array = self._take(b"[")
        path = self._key()[-_MAX_PATH:]
        self._expect(b"]]" if is_array else b"]")
        if is_array:
            self._counts[path] = self._counts.get(path, -1) + 1
            path = f"{path}/{self._counts[path]}"
        return path + "/"

    def _key(self) -> str:
        steps = [self._step()]
        while self._take(b"."):
            steps.append(self._step())
            if len(steps) > _MOST_STEPS:
                raise UnreadableError("the TOML is nested too deeply")
        return "/".join(steps)

    def _step(self) -> str:
        self._skip(_BLANK)
        bare = _BARE.match(self._data, self._at)
        if bare:
            self._at = bare.end()
        found = None if bare else self._string("")
        if not bare and not found:
            raise self._error()
        self._skip(_BLANK)
        return bare[0].decode() if bare else found.text if found else ""

    def _value(self, path: str) -> Iterator[String]:
        levels: list[_Level] = []
        while True:
            self._skip(_BLANK_LINES if levels and levels[-1].is_array else _BLANK)
            if levels and self._take(b"]" if levels[-1].is_array else b"}"):
                levels.pop()
            elif (yield from self._one(self._path_in(levels[-1]) if levels else path, levels)):
                continue
            if not levels:
                return
            self._skip(_BLANK_LINES)
            self._take(b",")

    def _one(self, path: str, levels: list[_Level]) -> Generator[String, None, bool]:
        """A value; returns whether it is one that has others inside, which is then open."""
        self._skip(_BLANK)
        for sign, is_array in ((b"[", True), (b"{", False)):
            if self._take(sign):
                levels.append(_Level(path[-_MAX_PATH:] + "/", is_array))
                if len(levels) > _MOST_STEPS:
                    raise UnreadableError("the TOML is nested too deeply")
                return True
        if found := self._string(path):
            yield found
        elif other := _OTHER.match(self._data, self._at):
            self._at = other.end()
        else:
            raise self._error()
        return False

    def _path_in(self, level: _Level) -> str:
        if level.is_array:
            level.index += 1
            return f"{level.prefix}{level.index}"
        path = level.prefix + self._key()
        self._expect(b"=")
        return path

    def _string(self, path: str) -> String | None:
        found = _STRING.match(self._data, self._at)
        if found is None:
            return None
        self._work.spend(_VALUE_BYTES)
        self._at = found.end()
        form = found.lastgroup or ""
        text = found[form].decode().replace("\r\n", "\n")
        if not form.startswith("raw") and "\\" in text:
            with suppress(ValueError, OverflowError):  # tomllib will refuse it
                text = _ESCAPE.sub(_unescape, text)
        opening = self._data[found.start() : found.start(form)].decode()
        return String(path, *found.span(), opening, text)

    def _skip(self, pattern: re.Pattern[bytes]) -> int:
        if found := pattern.match(self._data, self._at):
            self._at = found.end()
        return self._at

    def _take(self, sign: bytes) -> bool:
        found = self._data.startswith(sign, self._at)
        self._at += len(sign) if found else 0
        return found

    def _expect(self, sign: bytes) -> None:
        self._skip(_BLANK)
        if not self._take(sign):
            raise self._error()

    def _error(self) -> UnreadableError:
        line = self._data.count(b"\n", 0, self._at) + 1
        return UnreadableError(f"not valid TOML in line {line}")
