"""What a value is by its looks: code of some kind, one word, several, a sentence."""

import json
import re
from enum import Enum

from lingopoint.regex import compile_pattern

LONGEST = 2000
"""A longer value is judged by its beginning: the expressions need memory for each character."""


class Shape(Enum):
    """CODE is never for readers; a WORD is in lower case (`draft`, `sign-up`), a NAME any other single word."""

    CODE = "code"
    FLAG = "flag"
    WORD = "word"
    SHORT = "short"
    NAME = "name"
    WORDS = "words"

    # Members are singletons; Enum's own hash, of the name, is a Python call for each of very many values.
    __hash__ = object.__hash__


_FLAGS = frozenset(
    spelled
    for flag in (
        *("true", "false", "yes", "no", "y", "n", "on", "off", "n/a", "na"),
        *("null", "none", "nil", "NaN", "undefined"),
    )
    for spelled in (flag, flag.lower(), flag.upper(), flag.capitalize())
)
_LONGEST_SHORT = 3
_LOWER = compile_pattern(r"[a-z]+(?:-[a-z]+)*", re.ASCII)
_SPACE = compile_pattern(r"\s")
_PLACEHOLDER = compile_pattern(r"%(?:\d+\$)?[-0^#_]?(?:[A-Za-z@]|\{\w+\})|\$?\{\{?[^{}]*\}\}?|\$\w+")
_LENGTH = compile_pattern(r"\b\d[\d.]*(?:px|r?em|vh|vw|pt|deg)\b")

_TOKEN = compile_pattern(
    r"""
      [a-zA-Z][\w+.-]*://.* | //.* | (?:mailto|tel|sms|data|urn|arn|javascript|file|blob):.* | www\..*   # URLs
    | [^@\s]+@[\w.-]+\.\w+ (?: :[\w./~-]+ )?                                # e-mail addresses, remotes
    | (?:\.{0,2}|~|[A-Za-z]:)[/\\].*                                        # paths
    | (?:[\w.@+-]+[/\\])*[\w@+-]*(?:\.[\w+-]+)+                             # dotted names, file names
    | [$*:\#@~^=&][\w*./:-].* | \.[\w-].* | --?[\w:+-]+(?:=.*)?             # sigils, options
    | !?(?=[^/\\]*+[/\\])(?=[^*]*+\*)(?=.*?(?:\*[*./]|[/\\]\*))[\w./\\@+*{},?-]++           # globs
    | [a-z][\w.-]*/[\w.-]+                                                  # owner/Repository
    | </?[\w:.-]+/?> | [a-z][\w-]*+:[\w*][\w*-]*+ | [A-Za-z_]\w*+(?:::[\w*-]++)++
    | _[\w-]+ | [a-z][\w.-]*=\S+                                           # private names, options
    | (?=.*(?:[-_/.:]\$\{[A-Z]|\$\{[A-Z][\w:.]*\}[-_/.:]))(?:[\w./:-]|\$\{[A-Z][\w:.]*\})+  # names with parameters
    | [A-Za-z][\w.-]*(?:\[[\w,-]+\])?(?:[<>!~=]=|===|[<>])v?\d[\w.,<>=!~*-]*  # requirements
    | [-+v<>=]*[0-9][\w.,:+%/*-]* | P(?=[\dT])[\dYMWDTHS.,]+                # numbers with units, dates, versions
    | (?=[\w.:/+=@-]*[\d_=])[A-Za-z][\w.:/+@-]*={0,2}                       # hashes, base64, snake_case, UTF-8
    | [A-Z_][A-Z0-9_]*=\S*                                                  # variables of the environment
    | [a-z]+[A-Z][A-Za-z]* | (?:[A-Z][a-z]+){2,} | (?:[A-Z][a-z]+)+[A-Z]+   # camelCase, PascalCase
    | [a-z]{2,3}(?:-[A-Z][a-z]{3})?-[A-Z]{2}                                # language tags
    | [a-z][a-z-]*(?:[:/+|][a-z-]+)+                                        # MIME types, name:tag, a/b
    | [a-z-]+\(.*\)                                                         # CSS functions
    | \[%.*%\]                                                              # references
    | \^.*\$ | \^\(.* | \(\?.*                                                       # regular expressions
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)
_CAMEL = compile_pattern(r"[a-z]+[A-Z][A-Za-z]*|(?:[A-Z][a-z]+){2,}|(?:[A-Z][a-z]+)+[A-Z]+", re.ASCII)
_STRONG = compile_pattern(r"[/\\*=_@$~]|\A--?[A-Za-z]|\w\.\w")
"""In one of several words that are all tokens."""

_TEXT = compile_pattern(
    r"""
      \d{4}-\d\d-\d\d[T ][\d:.,+Z -]* (?:UTC|GMT)? \Z
    | (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),\ \d\d?\ [A-Z][a-z]{2}\ \d{4}\b
    | \#! | -----BEGIN\  | [a-z-]+\([^()]*\)\Z | \[%[^%]*%\]\Z | n?plurals?\s*=
    | (?:Project-Id-Version|Report-Msgid-Bugs-To|POT?-(?:Creation|Revision)-Date|Last-Translator|Language|MIME-Version
        |Content-Type|Plural-Forms|X-Generator):\ [^\n]*\n     # the header of a PO file
    | [a-z][\w.-]*(?:\[[\w,-]+\])?\ ?\(?(?:[<>!~=]=|===|[<>^~])\ ?v?\d[^a-z]*\)?(?:\ ?;.*)?\Z   # requirements
    | [A-Z][a-z]+-[A-Z]\w+\s+[-$'"./\\]                                                        # PowerShell
    | (?:const|let|var)\s+\w+\s*= | def\s+\w+\( | function\s+\w*\( | import\s[^;]*\sfrom\s+['"]
    | \^\S.*\$\Z | \(\?[:=!<a-zP]
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)
_ORDERS = (" asc", " desc", " ASC", " DESC")
_ORDER = compile_pattern(r"[\w.]+\ (?:asc|desc|ASC|DESC)")
_ADDRESS = compile_pattern(r"[^<>@]*<[^<>@\s]+@[^<>@\s]+>")
_SQL = compile_pattern(
    r"""
      (?=[^a-z]*[a-z_;(*=]) (?:
          SELECT\s[^;]*\sFROM\s | INSERT\s+INTO\s | UPDATE\s+\S+\s+SET\s | DELETE\s+FROM\s | WITH\s+\w+\s+AS\s*\(
        | (?:CREATE|ALTER|DROP)\s+(?:[A-Z]+\s+){0,3}(?:TABLE|VIEW|INDEX|DATABASE|SCHEMA|FUNCTION|TRIGGER|TYPE)\s )
    | select\s+(?:\*|\w+(?:\.\w+)?(?:\s*,\s*[\w.*]+)+)\s+from\s
    """,
    re.VERBOSE | re.ASCII,
)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SQL_WORDS = _words("SELECT INSERT UPDATE DELETE WITH CREATE ALTER DROP select")
_COMMANDS = _words(
    "npm npx yarn pnpm bun pip pip3 pipx poetry uv git svn docker docker-compose kubectl helm terraform sudo curl wget"
    " apt apt-get brew cargo rustup mvn gradle sbt python python3 bash sh tsc eslint prettier webpack rollup vite jest"
    " mocha pytest tox nox ruff mypy node deno php composer bundle rake rails ruby java javac dotnet cmake ctest rm cp"
    " mv ls mkdir chmod chown tar ssh scp rsync aws gcloud ng nx tsx ts-node rimraf cross-env lerna turbo echo"
    " export cd"
)
_FIRST_WORDS = _SQL_WORDS | _COMMANDS | _words("const let var def function import plural plurals nplurals")
_RARE = compile_pattern(r"[][=&|\\;(%{$@<>^~*+]")
"""In no prose that is nothing but words."""

_SIGN = compile_pattern(
    r"""
      == | != | =~ | && | \|\| | := | \$\( | \); | ;\s*\} | :(?<=\s:):\s | ->\w | -(?<!\S-)-[a-z]
    | \\[dwsDWS](?:[+*?{\])|$\s]|\Z) | \[\^?(?:\\|a-z|A-Z|0-9) | \.[*+][?)$|] | \(\?[:=!<]
    | \((?<=[a-z0-9_]\()(?<!\$t\()(?:\)|[^()\s]*[,=][^()]*\)|["'][^()]*\))
    """,
    re.VERBOSE | re.ASCII,
)
_SIGN_AT_START = compile_pattern(
    r"-[A-Za-z]|[A-Za-z_][\w.]*+\s?=\s?\S|[.#][\w-]+\s?[\s>,:#.{]|(?:[a-z-]++:[^:;]++;\s*+)++\Z", re.ASCII
)
"""Of code, or of prose about it."""

_WORDS_OF_PROSE = compile_pattern(
    r"\b(?:the|a|an|of|to|your|you|this|that|with|will|can|be|by|are|has|have|we|our|it|les|des|du|est|une?|pour|der|das"
    r"|und|ist|eine?|nicht|el|los|las|para|con|por|um|uma|il|gli|che|di|het|een)\s+\w"
    r"|[^\W\d_]{2,}+\s+[^\W\d_]{2,}+[.!?](?:\s|\Z)"
)
"""What code has not, and a full stop between words."""

_MANY_WORDS = compile_pattern(r"\b(?:[^\W\d_]{2,}+[,:]?\s+){3}[^\W\d_]{2,}|\A[A-Z][a-z]*\s(?:[^\W\d_]{2,}+[,:]?\s+){2}")

_DATE_FORMAT = compile_pattern(r"(?:Do|[dDELMYyHhmsS]{1,5}+|[aAzZT]|'[^']*+'|\[[^\]]*+\]|[\s.,/:-])++")
_DATE_STARTS = frozenset("dDELMYyHhmsSaAzZT'[")
_DATE_PART = compile_pattern(r"(?<![a-zA-Z])(?:MM{1,4}|YY|YYYY|yy|yyyy|dd{1,3}|DD|HH|hh|mm|ss|EEEE?)(?![a-zA-Z])")

_CAPITAL_OR_UNCASED = compile_pattern(r"[^\w{%$<\[*_]*(?:[A-Z]|[^\W\d_a-zA-Z]|[{%$<\[*_])")
_PLAIN = compile_pattern(r"[(\"'“‘«]*+[^\W\d_]{2,}(?:['’-][^\W\d_]+)*[.,;:!?)\"'”’»…]*")
_END = compile_pattern(r"[.!?…:。！？][\"'”’»)]*\Z")
_UNCASED = compile_pattern(
    "[\u0590-\u06ff\u0900-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_OF_NAMES = _words("van von der den de del della di da do dos du la le el al bin ibn ben y e serif sans monospace")
_FEWEST_WORDS = 3
_FEWEST_WORDS_OF_CODE = 5
_FEWEST_UNCASED = 6


def shape(text: str) -> Shape:
    """The shape of a text with a letter, without white space around it."""
    if text[0] in "[{" and _is_json(text):
        return Shape.CODE
    if len(text) > LONGEST:
        text = text[:LONGEST]
    if _SPACE.search(text):
        return Shape.CODE if _may_be_code(text) and _is_code(text) else Shape.WORDS
    if text in _FLAGS:
        return Shape.FLAG
    if text.islower() and _LOWER.fullmatch(text):
        return Shape.WORD
    if text.isalpha():
        if not text[1:].islower() and (_CAMEL.fullmatch(text) or _is_date_format(text)):
            return Shape.CODE
    elif (
        _TOKEN.fullmatch(text)
        or (("[" in text or "\\" in text) and _SIGN.search(text))
        or _only_placeholders(text)
        or _is_date_format(text)
    ):
        return Shape.CODE
    return Shape.SHORT if len(text) <= _LONGEST_SHORT and text.isupper() and text.isascii() else Shape.NAME


def is_sentence(text: str, *, among_code: bool) -> bool:
    """Whether every line of a text reads like a sentence, so that a reader is meant whatever its key says.

    It begins like one and has words in lower case that no name has; `among_code` it is longer, or has a full stop.
    """
    lines = text[:LONGEST].splitlines()
    return all(_is_sentence(line.strip(), among_code or len(lines) > 1) for line in lines if line)


def _is_sentence(text: str, among_code: bool) -> bool:
    if not _CAPITAL_OR_UNCASED.match(text):
        return False
    if not among_code and len(_UNCASED.findall(text)) >= _FEWEST_UNCASED:
        return True
    words = text.split()
    plain = [word for word in words if _PLAIN.fullmatch(word)]
    in_lower_case = any(word.islower() and word.strip(",.;:!?") not in _OF_NAMES for word in plain)
    fewest = _FEWEST_WORDS_OF_CODE if among_code else _FEWEST_WORDS
    return in_lower_case and len(plain) > 1 and (len(words) >= fewest or _END.search(text) is not None)


def _may_be_code(text: str) -> bool:
    """Quickly, whether a text is anything but plain words."""
    first = text.split(None, 1)[0]
    if not first.isalpha() or first in _FIRST_WORDS or _RARE.search(text) or "--" in text or " :: " in text:
        return True
    return text.endswith(_ORDERS) or (text[0] in _DATE_STARTS and _DATE_FORMAT.fullmatch(text) is not None)


def _is_code(text: str) -> bool:
    first = text.split(None, 1)[0]
    if _TEXT.match(text) or _is_order(text) or _only_placeholders(text) or _is_date_format(text):
        return True
    if "@" in text and _ADDRESS.fullmatch(text):
        return True
    if first in _SQL_WORDS and _SQL.match(text):
        return True
    if first in _COMMANDS:
        return _WORDS_OF_PROSE.search(text) is None
    if _SIGN_AT_START.match(text) or _SIGN.search(text):
        return _WORDS_OF_PROSE.search(text) is None and _MANY_WORDS.search(text) is None
    return not first.isalpha() and _all_tokens(text)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except RecursionError:
        return True
    except ValueError:
        return False
    return True


def _all_tokens(text: str) -> bool:
    """Whether every word is a token, and one of them certainly no word."""
    is_strong = False
    for word in text.split():
        token = word.strip(",;|'\"")
        if token.isalpha() or (any(map(str.isalpha, token)) and not _TOKEN.fullmatch(token)):
            return False
        is_strong = is_strong or _STRONG.search(token) is not None
    return is_strong


def _only_placeholders(text: str) -> bool:
    return ("%" in text or "{" in text or "$" in text) and not any(
        map(str.isalpha, _LENGTH.sub("", _PLACEHOLDER.sub("", text)))
    )


def _is_order(text: str) -> bool:
    return text.endswith(_ORDERS) and _ORDER.fullmatch(text) is not None


def _is_date_format(text: str) -> bool:
    return text[0] in _DATE_STARTS and _DATE_FORMAT.fullmatch(text) is not None and _DATE_PART.search(text) is not None
