"""Inline markup of reStructuredText, told as docutils tells it (`docutils.parsers.rst.states.Inliner`, 0.23).

A text in which something begins that does not end is none that we are sure of.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lingopoint.formats.rst.punctuation import CLOSERS, DELIMITERS, ENDS, OPENERS, is_pair
from lingopoint.formats.rst.roles import content
from lingopoint.formats.rst.starts import NAME
from lingopoint.regex import compile_pattern
from lingopoint.unit import CodeKind

_PREFIX: Final = rf"(?<![^\s{OPENERS}{DELIMITERS}])"
_SUFFIX: Final = rf"(?:\Z|(?=[\s\x00{ENDS}{DELIMITERS}{CLOSERS}]))"
_BEFORE_END: Final = r"(?<![\s\x00])"

_SPECIAL = compile_pattern(r"[*`|_\\]")
_ESCAPE = compile_pattern(r"\\([\s\S])")
_ESCAPED = compile_pattern(r"\x00(.)")
_START = compile_pattern(
    rf"""
      {_PREFIX}(?: (?P<strong>\*\*)(?!\s) | (?P<emphasis>\*)(?![\s*]) | (?P<literal>``)(?!\s) | (?P<target>_`)(?!\s)
        | (?P<substitution>\|)(?![\s|]) | (?P<note>\[(?:[0-9]++|\#(?:{NAME})?+|\*|{NAME})\]_){_SUFFIX} )
    | (?P<quote>`)(?![\s`])
    | (?<=\w)(?<!_)(?P<reference>__?){_SUFFIX}
    """,
    re.VERBOSE,
)
_ENDS: Final = {
    "strong": compile_pattern(rf"{_BEFORE_END}\*\*{_SUFFIX}"),
    "emphasis": compile_pattern(rf"{_BEFORE_END}\*{_SUFFIX}"),
    "literal": compile_pattern(rf"(?<!\s)``{_SUFFIX}"),
    "target": compile_pattern(rf"{_BEFORE_END}`{_SUFFIX}"),
    "substitution": compile_pattern(rf"{_BEFORE_END}\|_{{0,2}}{_SUFFIX}"),
    "quote": compile_pattern(rf"(?<!(?<!\x00)[\s\x00])`(?P<suffix>(?P<role>:{NAME}:)?(?P<marks>__?)?){_SUFFIX}"),
}
_EMBEDDED = compile_pattern(r"(?:[ \n]+|\A)<(?!\s)((?:[^<>]|\x00[<>])+)(?<![\s\x00])>\Z")
_URI = compile_pattern(r"[a-zA-Z][a-zA-Z0-9.+-]*:|[^\s@]+@[^\s@]+\Z")
_NAME = compile_pattern(rf"{_PREFIX}{NAME}\Z")
_ROLE = compile_pattern(rf"{_PREFIX}:({NAME}):\Z")
_ROLE_NEXT = compile_pattern(rf":({NAME}):\Z")
"""The same right behind other markup, where nothing need be between them."""
_WHITE = compile_pattern(r"\s+")


class Mark(NamedTuple):
    """A piece of markup: `raw` is how it is written, in source form.

    An OPEN and its CLOSE share a number. `name` is what a reference refers to by its words; `source` is how a reference
    was written, where that is another way than that of its OPEN and CLOSE.
    """

    kind: CodeKind
    raw: str
    number: int
    shown: str = ""
    is_ordered: bool = False
    """Whether it is one of those that are matched to their targets by their order."""
    source: str = ""


class Inline(NamedTuple):
    """The items of a text, and the names of targets that it refers to or that it defines."""

    items: list[str | Mark]
    references: list[str]
    targets: list[str]


def read(text: str, roles: frozenset[str], kept_names: frozenset[str]) -> Inline | None:
    """The inline markup of a text on one line; None where it is not sure.

    `roles` are those that the document defines, `kept_names` the names of targets that must stay as they are.
    """
    if not _SPECIAL.search(text):
        return Inline([text], [], [])
    reader = _Reader(_ESCAPE.sub("\x00\\1", text), roles, kept_names)
    return Inline(reader.items, reader.references, reader.targets) if reader.read() else None


def normal(name: str) -> str:
    """A name as docutils compares it."""
    return " ".join(_plain(name).lower().split())


def _plain(source: str) -> str:
    """What is shown of a source without markup: escaped white space vanishes."""
    return _ESCAPED.sub(lambda escape: "" if escape[1].isspace() else escape[1], source).replace("\x00", "")


def _source(source: str) -> str:
    """A source as it is written."""
    return source.replace("\x00", "\\")


class _Reader:
    def __init__(self, text: str, roles: frozenset[str], kept_names: frozenset[str]) -> None:
        self.items: list[str | Mark] = []
        self.references: list[str] = []
        self.targets: list[str] = []
        self._text = text
        self._roles = roles
        self._kept_names = kept_names
        self._done = 0
        self._count = 0

    def read(self) -> bool:
        at = 0
        while start := _START.search(self._text, at):
            kind = start.lastgroup or ""
            end = self._whole(start, kind) if kind in {"note", "reference"} else self._spanning(start, kind)
            if end is None:
                return False
            at = end
        self._add_text(len(self._text))
        return True

    def _add_text(self, end: int) -> None:
        if end > self._done:
            self.items.append(_plain(self._text[self._done : end]))

    def _whole(self, start: re.Match[str], kind: str) -> int:
        if kind == "note":
            self._keep(start.start(), start.end(), is_ordered=start[0] in {"[#]_", "[*]_"})
        else:
            self._reference(start)
        return start.end()

    def _reference(self, marks: re.Match[str]) -> None:
        """A name with underscores behind it, if what is before them is a name."""
        begin = self._text.rfind(" ", self._done, marks.start()) + 1
        name = _NAME.search(self._text, max(begin, self._done, marks.start() - 200), marks.start())
        if name is None:
            return
        self._add_text(name.start())
        self._link(name[0], name[0] + marks[0], marks[0] == "__")
        self._done = marks.end()

    def _link(self, words: str, source: str, is_anonymous: bool) -> None:
        """A reference by its own words, in the form that says what it refers to."""
        if is_anonymous:
            self._pair("`", words, "`__", is_ordered=True, source=source)
            return
        name = normal(words)
        self.references.append(name)
        if any(sign in words for sign in "<>`\x00"):
            self.items.append(self._mark(source, name))
        else:
            self._pair("`", words, f" <{' '.join(words.split())}_>`__", source=source)

    def _spanning(self, start: re.Match[str], kind: str) -> int | None:
        """What begins somewhere and ends somewhere; where it ends, or None."""
        text = self._text
        begin, inside = start.start(kind), start.end(kind)
        role = _role_before(text, begin, self._done) if kind == "quote" else None
        if kind == "quote" and role is None and not _is_free(text, begin):
            return inside
        if inside == len(text) or (role is None and begin and is_pair(text[begin - 1], text[inside])):
            return inside
        end = _ENDS[kind].search(text, inside)
        if end is None or end.start() == inside:
            return None
        self._add_text(begin if role is None else begin - len(role) - 2)
        self._done = end.end()
        return self._done if self._span(kind, text[inside : end.start()], end, role) else None

    def _span(self, kind: str, inner: str, end: re.Match[str], role: str | None) -> bool:
        if kind in {"strong", "emphasis"}:
            self._pair(end[0], inner, end[0])
        elif kind == "quote":
            return self._interpreted(inner, end, role)
        elif kind == "target":
            self.targets.append(normal(inner))
            if normal(inner) in self._kept_names:
                self.items.append(self._mark(_source(f"_`{inner}`"), _plain(inner)))
            else:
                self._pair("_`", inner, "`")
        else:
            opener = "``" if kind == "literal" else "|"
            raw = f"{opener}{_source(inner)}{end[0]}"
            self.items.append(self._mark(raw, _source(inner) if kind == "literal" else "", end[0] == "|__"))
        return True

    def _interpreted(self, inner: str, end: re.Match[str], role: str | None) -> bool:
        marks, behind = end["marks"], end["role"]
        if (marks and (role or behind)) or (role and behind):
            return False
        if marks:
            self._phrase(inner, marks)
            return True
        head, tail = (f":{role}:`", "`") if role else ("`", f"`{behind or ''}")
        name = role or (behind or "").strip(":")
        found = content(name, inner, self._roles) if name else None
        if name in {"ref", "std:ref"} and not (found and found.behind):
            self.references.append(normal(inner))
        if found is None or not found.text.strip():
            self.items.append(self._mark(_source(f"{head}{inner}{tail}"), _plain(inner)))
        else:
            source = _source(f"{head}{inner}{tail}")
            self._pair(_source(head + found.before), found.text, _source(found.behind + tail), source=source)
        return True

    def _phrase(self, inner: str, marks: str) -> None:
        source = _source(f"`{inner}`{marks}")
        embedded = _EMBEDDED.search(inner)
        if embedded is None:
            self._link(inner, source, marks == "__")
            return
        words, target = inner[: embedded.start()], embedded[1]
        if target.endswith("_") and not target.endswith("\x00_") and not _URI.match(target):
            self.references.append(normal(target[:-1]))
        name = normal(words)
        if marks == "_" and words:
            self.targets.append(name)
        if not words or (marks == "_" and name in self._kept_names):
            self.items.append(self._mark(source, _plain(words)))
        else:
            self._pair("`", words, _source(f" {embedded[0].strip()}`{marks}"), source=source)

    def _pair(self, opener: str, inner: str, closer: str, *, is_ordered: bool = False, source: str = "") -> None:
        self._count += 1
        text = _plain(inner)
        if not text.strip():
            raw = source or f"{opener}{_source(inner)}{closer}"
            self.items.append(Mark(CodeKind.LONE, raw, self._count, "", is_ordered))
            return
        self.items.append(Mark(CodeKind.OPEN, opener, self._count, "", is_ordered, source))
        self.items.append(text)
        self.items.append(Mark(CodeKind.CLOSE, closer, self._count))

    def _keep(self, start: int, end: int, *, is_ordered: bool) -> None:
        self._add_text(start)
        self.items.append(self._mark(_source(self._text[start:end]), "", is_ordered))
        self._done = end

    def _mark(self, raw: str, shown: str, is_ordered: bool = False) -> Mark:
        self._count += 1
        shown = _WHITE.sub(" ", shown).strip()
        kind = CodeKind.KEEP if 0 < len(shown) <= _LONGEST_SHOWN else CodeKind.LONE
        return Mark(kind, raw, self._count, shown if kind is CodeKind.KEEP else "", is_ordered)


_LONGEST_SHOWN: Final = 200


def _role_before(text: str, at: int, done: int) -> str | None:
    """The role that stands right before a backquote."""
    if at == 0 or text[at - 1] != ":":
        return None
    begin = max(text.rfind(" ", done, at) + 1, done, at - 200)
    found = _ROLE_NEXT.match(text, done, at) or _ROLE.search(text, begin, at)
    return found[1] if found else None


def _is_free(text: str, at: int) -> bool:
    """Whether inline markup may begin at a place."""
    return _FREE.match(text, at) is not None


_FREE = compile_pattern(_PREFIX)


def may_begin(before: str) -> bool:
    """Whether inline markup may begin behind a character."""
    return _FREE.match(before + "*", len(before)) is not None


def may_end(behind: str) -> bool:
    """Whether inline markup may end before a character."""
    return _BEHIND.match(behind) is not None


_BEHIND = compile_pattern(_SUFFIX)


def special_places(text: str) -> Iterator[re.Match[str]]:
    """Where a text has characters that may be markup."""
    return _SPECIAL.finditer(text)
