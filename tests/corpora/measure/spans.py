"""Whose letters a text has: people's, a program's, or nobody can say. By expressions of its own, not the function's."""

import re
from collections.abc import Iterator
from enum import Enum


class Role(Enum):
    """Whose a letter is. VALUE is a text of data, of which its own form tells the rest."""

    HUMAN = "human"
    CODE = "code"
    EITHER = "either"
    VALUE = "value"


_CODE = re.compile(
    r"""
    [a-z][a-z0-9+.-]*://
        (?:\([^\s()]*\) | [^\s<>"'`\[\]()\u200b\u2018-\u201f])*
        (?:\([^\s()]*\) | [^\s<>"'`.,;:!?*_()\[\]{}\u200b\u2018-\u201f])
    | \b(?:mailto|tel):[^\s<>"'`()]+ | \bwww\.[^\s<>"'`()\u200b]+\w
    | [\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    | \{\{(?!GENDER|GRAMMAR|PLURAL)[^{}]*\}\} | \{%.*?%\} | \{\#.*?\#\} | <[?%].*?[?%]>
    | [$\#%]\{[^{}\n]*\} | (?<![\w^}\\])\{\s*[\w.$-]*\s*(?:[,:!][^{}\n"]*)?\}
    | %\([\w.]+\)[-+\#0-9.]*[a-zA-Z] | (?<!\d)%\d*\$?[-+\#0]*\d*(?:\.\d+)?(?:hh?|ll?)?[A-Za-z@](?![A-Za-z])
    | (?<!\w)`[^`'\s]{1,60}`
    | &(?:amp|apos|gt|lt|nbsp|quot|\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6});
    """,
    re.VERBOSE | re.DOTALL,
)
"""Addresses, placeholders, code in backticks, references: what no translation may touch wherever it stands."""

_EITHER = re.compile(
    r"""
    [^\s"'(),;`<>]*[_/\\@\#$~|=][^\s"'(),;`<>]*              # paths, snake_case, mentions, assignments
    | --?[A-Za-z][\w-]*                                      # options
    | [^\W\d_]+(?:[.:]+[\w-]+)+(?:\(\))?                     # files, hosts, dotted and qualified names
    | \.[A-Za-z][\w-]*                                       # .txt
    | \w*(?:\d\w*[^\W\d_]|[^\W\d_]\w*\d)\w*                  # letters with digits
    | [^\W\d_]*[a-z][A-Z][^\W\d_]*(?:\(\))?                  # camelCase
    | \w+\(\)
    | \b[A-Z]{2,}s?\b                                        # acronyms
    | <[^<>\s][^<>]*> | `[^`\n]{1,80}` | \[[^\]\s]*\] | \{[^{}]*\} | \$\S+ | (?<!\w):[\w+-]+:?
    """,
    re.VERBOSE,
)
"""Names of files, variables and the like, which a text may hold either way."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u2010-][^\W\d_]+)*")
_AROUND = "\"'()[]{}<>.,;:!?…*_\u2018\u2019\u201c\u201d«»\u2013\u2014-"
_PROGRAM = re.compile(r"[{}$\\|=<>`@#^~]|::|->|&&|\(\)|/\S*/|\w\(|^\s*[-/.]{1,2}\w|\s--?\w|^\[")
_LEAST_WORDS, _WORDS_OF = 4, 0.8
_NAME = re.compile(
    r"""(?xa)
    (?=.*[A-Za-z]{2}) (?:
        [\w.-]*_[\w.-]*                              # snake_case
      | (?!<[A-Za-z/])(?![\w.-]*\{\w+\})                 # no element, and no word before a placeholder
        [\w.-]*[=<>$\\|{}^@](?=[^\w\s]*\w)[\x21-\x7e]*  # assignments, requirements, expressions
      | \w+(?:::[\w:*]+)+ | [a-z]\w*:[A-Z*]\w*      # AWS::Region, iam:GetUser
      | \.{0,2}/[\w./*-]+ | [a-z0-9]+(?:/[\w.*-]+)+  # paths
      | [a-z]+(?:[A-Z][a-z0-9]+)+                    # camelCase
      | [a-z]\w*(?:\.\w+)+                          # dotted names, files
    )
    """
)
"""A value that is nothing but a name in a program, in ASCII."""

_SCHEMA = re.compile(r"/(?:enum|required)/\d+$|/\$(?:ref|id|schema)$")


def roles(text: str, whose: Role, syntax: re.Pattern[str] | None = None) -> list[Role]:
    """Of each character of a text that is mostly `whose`; `syntax` finds what its own format has in it of code."""
    found = [whose] * len(text)
    if whose is Role.CODE:
        return found
    for pattern, role in ((_EITHER, Role.EITHER), (syntax, Role.EITHER), (_CODE, Role.CODE)):
        for start, end in _spans(pattern, text):
            found[start:end] = [role] * (end - start)
    return found


def _spans(pattern: re.Pattern[str] | None, text: str) -> Iterator[tuple[int, int]]:
    if pattern is not None:
        yield from (match.span() for match in pattern.finditer(text))


def of_value(text: str, path: str = "") -> Role:
    """Whose a value in data is: prose is people's, a name without white space a program's, a word or two either's.

    By its path, JSON Schema says of some that they are a program's.
    """
    tokens = text.split()
    if _SCHEMA.search(path) or (len(tokens) == 1 and _NAME.fullmatch(text)):
        return Role.CODE
    bare = _CODE.sub(" ", text)
    if len(tokens) < _LEAST_WORDS or _PROGRAM.search(bare):
        return Role.EITHER
    words = [token.strip(_AROUND) for token in bare.split()]
    plain = sum(bool(_WORD.fullmatch(word)) and not word.isupper() for word in words)
    return Role.HUMAN if plain >= max(_LEAST_WORDS, _WORDS_OF * len(words)) else Role.EITHER
