"""Which string values of a key/value document are human text.

Paths are the keys and list indexes from the root joined by "/": "items/0/title". In a pattern `*` stands for any
characters within one step and `**` for any number of steps; a pattern also covers everything below what it names.
So "title" is the root's title only, "**/title" every title, and "meta" all that is inside `meta`. `exclude` wins.
When `include` is given exactly what it covers is translated. Otherwise the rule below decides; a value without a
letter is never wanted.

1. Never by key: see `_NEVER` (class, style, format, command, ...), and keys that start with `$` or `@`.
   A key counts as a whole (`fileName` is `filename`) and by its last word, singular, without digits at the end:
   `imageUrls`, `image_url` and `url2` are all `url`. An item of a list counts by the key of the list.
2. Never by shape, when the value holds no white space: URLs, e-mail addresses, file paths, colours, dates, versions and
   all else that starts with a digit, hashes, language tags, MIME types, and identifiers (`snake_case`, `dotted.name`,
   `camelCase`, `PascalCase`, `UTF-8`). With white space: dates, serialised JSON, CSS functions, scripts, keys
   in PEM form, `Name <address>`, and text whose only letters are in placeholders.
3. One lower-case ASCII word, or several joined by hyphens (`draft`, `sign-up`), is an enumeration value: wanted only
   under a key of `_HUMAN` (title, label, text, ...).
4. Any other single word (`Article`) is wanted, except under a key of `_TOKEN` (type, id, status, url, ...).
5. Everything else is wanted; and so is, before rules 1 and 4, a key repeated as its own label: {"type": "Article"}
   stays, {"type": "Type"} is translated.
"""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from lingopoint.regex import compile_pattern


def _keys(names: str) -> frozenset[str]:
    return frozenset(names.split())


_NEVER = _keys(
    "arg author class classname cmd code command cron css expression font format icon pattern query regex regexp run"
    " script selector sha sql srcset style stylesheet typeface"
)
_TOKEN = _keys(
    "align alignment anchor charset color colour currency dir direction domain email encoding engine env environment"
    " extension file filename handle hash host hostname href id image img key kind lang language layout level license"
    " locale method mime mode module namespace package password path permalink phone platform position priority"
    " protocol region role route scheme secret size slug source src state status tel template theme timezone token type"
    " tz unit uri url user username uuid variant version"
)
_HUMAN = _keys(
    "alt answer body button caption comment content copy description footer greeting heading headline help hint intro"
    " label legend message msg note notice paragraph placeholder prompt question quote sentence subject subtitle"
    " summary text title tooltip translation"
)
_WORD = compile_pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")

_MACHINE_TOKEN = compile_pattern(
    r"""
      [a-zA-Z][\w+.-]*://.* | //.* | (?:mailto|tel|sms|data|urn|arn|javascript|file|blob):.* | www\..*   # URLs
    | [^@\s]+@[\w.-]+\.\w+                                                  # e-mail addresses
    | (?:\.{0,2}|~|[A-Za-z]:)[/\\].*                                        # paths
    | (?:[\w.@+-]+[/\\])*[\w@+-]*(?:\.[\w+-]+)+                             # dotted names, file names
    | [$*:\#@~^=&][\w*./:-].* | \.[\w-].* | --?[\w-]+(?:=.*)?               # sigils, options
    | [-+v<>=]*[0-9][\w.,:+%/*-]* | P(?=[\dT])[\dYMWDTHS.,]+                # numbers with units, dates, versions
    | (?=[\w.:/+=@-]*[\d_=])[A-Za-z][\w.:/+@-]*={0,2}                       # hashes, base64, snake_case, UTF-8
    | [a-z]+[A-Z][A-Za-z]* | (?:[A-Z][a-z]+){2,} | (?:[A-Z][a-z]+)+[A-Z]+   # camelCase, PascalCase
    | [a-z]{2,3}(?:-[A-Z][a-z]{3})?-[A-Z]{2}                                # language tags
    | [a-z][a-z-]*(?:[:/+|][a-z-]+)+                                        # MIME types, name:tag, a/b
    | [a-z-]+\(.*\)                                                         # CSS functions
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)
_MACHINE_TEXT = compile_pattern(
    r"""
      \d{4}-\d\d-\d\d[T ][\d:.,+Z -]* (?:UTC|GMT)? \Z
    | (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\ \d\d?\ [A-Z][a-z]{2}\ \d{4}\b
    | [\[{]\s*["\[{] | \#! | -----BEGIN\  | [a-z-]+\([^()]*\)\Z | [^<>@]*<[^<>@\s]+@[^<>@\s]+>\Z
    """,
    re.VERBOSE | re.ASCII,
)
_LONGEST_TOKEN = 2000
"""A longer token is judged by its beginning: the expression needs memory for each character."""

_LOWER = compile_pattern(r"[a-z]+(?:-[a-z]+)*", re.ASCII)
_PLACEHOLDER = compile_pattern(r"%(?:\d+\$)?[-0^#_]?(?:[A-Za-z@]|\{\w+\})|\$?\{\{?[^{}]*\}\}?|\$\w+")
_SPACE = compile_pattern(r"\s")


class _Role(Enum):
    NEVER = "never"
    TOKEN = "token"  # noqa: S105
    HUMAN = "human"
    OTHER = "other"


class Selection:
    """Says of each string value, by its path and text, whether it is to be translated (see the module's rule)."""

    __slots__ = ("_exclude", "_include")

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        self._include = _any_of(include)
        self._exclude = _any_of(exclude)

    def wants(self, path: str, text: str) -> bool:
        """Whether the value at `path` ("items/0/title"; "" is the root) is human text to translate."""
        if not any(map(str.isalpha, text)):
            return False
        if self._exclude is not None and self._exclude.match(path):
            return False
        if self._include is not None:
            return self._include.match(path) is not None
        return _is_human(path.rstrip("0123456789/").rpartition("/")[2], text)


def _is_human(key: str, text: str) -> bool:
    role = _role(key)
    text = text.strip()
    if role is _Role.NEVER:
        return _is_label(key, text)
    if _SPACE.search(text):
        return not _MACHINE_TEXT.match(text) and not _only_placeholders(text)
    if _MACHINE_TOKEN.fullmatch(text[:_LONGEST_TOKEN]) or _only_placeholders(text):
        return False
    if _LOWER.fullmatch(text):
        return role is _Role.HUMAN
    return role is not _Role.TOKEN or _is_label(key, text)


def _is_label(key: str, text: str) -> bool:
    return text.lower() == key.lower() and not text.islower()


def _only_placeholders(text: str) -> bool:
    return ("%" in text or "{" in text or "$" in text) and not any(map(str.isalpha, _PLACEHOLDER.sub("", text)))


def _role(key: str) -> _Role:
    """What a value is, by its key. Long keys are rare, and would fill the memory of a function that goes on living."""
    return (_remembered_role if len(key) <= _LONGEST_REMEMBERED else _role_of)(key)


def _role_of(key: str) -> _Role:
    if key[:1] in {"$", "@"}:
        return _Role.NEVER
    words = [word.lower() for word in _WORD.findall(key)]
    names = {"".join(words), words[-1], words[-1].removesuffix("s")} if words else set()
    for role, keys in ((_Role.NEVER, _NEVER), (_Role.TOKEN, _TOKEN), (_Role.HUMAN, _HUMAN)):
        if not names.isdisjoint(keys):
            return role
    return _Role.OTHER


_LONGEST_REMEMBERED = 100
_remembered_role = lru_cache(maxsize=4096)(_role_of)


def _any_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return compile_pattern("|".join(map(_regex, patterns)), re.DOTALL) if patterns else None


def _regex(pattern: str) -> str:
    """Each run between wildcards is matched where it comes first and for good (atomic), so that time stays linear."""
    groups = ["/".join(_step(step) for step in group.split("/") if step) for group in _split_any(pattern)]
    while groups and not groups[-1]:
        groups.pop()
    if not groups:
        return ""
    first, *rest = [f"{group}/" if group else "" for group in groups[:-1]] + [f"{groups[-1]}(?:/|\\Z)"]
    return first + "".join(f"(?>(?:[^/]*/)*?{group})" for group in rest if group)


def _split_any(pattern: str) -> list[str]:
    return re.split(r"(?:^|/)\*\*(?:/\*\*)*(?=/|$)", pattern)


def _step(step: str) -> str:
    first, *rest = map(re.escape, step.split("*"))
    if not rest:
        return first
    *middle, last = rest
    return first + "".join(f"(?>[^/]*?{piece})" for piece in middle) + f"[^/]*{last}(?=/|\\Z)"
