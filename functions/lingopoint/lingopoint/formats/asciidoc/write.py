"""Translated parts as AsciiDoc: text stays text wherever it lands.

What would be read as markup is written as a reference to its character, which never is; and marks that touch a letter
are written in the form that may (`**a**`, `link:https://..[]`).
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lingopoint.formats.asciidoc.inline import Items, read
from lingopoint.formats.asciidoc.marks import Mark
from lingopoint.formats.asciidoc.starts import ends_paragraph, is_start, is_torn
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Part

_NARROWEST: Final = 40
_SPACES = compile_pattern("[ \\t\\r\\n\\v\\f\\x1c-\\x1f\\x85\\u2028\\u2029\U000f0000-\U0010ffff\\0]+")
_SPECIAL = compile_pattern(r"['*_`#^~+{}\[\]\\<>|$&=,;:\"@()]")
_TRIED = compile_pattern(r"[*_`#^~+{\[\]\\<>$&=,\"@]|:\S|\(\(")
_IN_VALUE = compile_pattern(r"[*_`#^~+{\[\]\\<>$@]|&(?=[\w#]+;)|:\S|\(\(")
_TRIED_OLD = compile_pattern(r"[*_`'#^~+{\[\]\\<>$&=,\"@]|:\S|\(\(")
_SIGNS = compile_pattern(r"((?:\[[^\]]*\])?)(\*|_|`|#)\Z")
_DOUBLED = compile_pattern(r"((?:\[[^\]]*\])?)(\*\*|__|``|##)\Z")
_CODE = compile_pattern(r"((?:\[[^\]]*\])?)(`|\+)(?!\2)(.*)(?<!\2)\2\Z", re.DOTALL)
_CODE_DOUBLED = compile_pattern(r"((?:\[[^\]]*\])?)(``|\+\+)(?!\+)(.*)\2\Z", re.DOTALL)
_URL = compile_pattern(r"(?:https?|file|ftp|irc)://")
_MAY_STAND_BEFORE = compile_pattern(r"[^\w;:}`\"']\Z")
_MAY_STAND_BEFORE_URL = compile_pattern(r"[\s()\[\];\"'>*_`#]\Z")
_MAY_STAND_BEHIND = compile_pattern(r"[^\w\"'`]")
_MAY_STAND_BEHIND_URL = compile_pattern(r"[\s]|[,.?!]+(?:\s|$)")
_TERM_SIGN = compile_pattern(r"(?::::?:?|;;)(?=$|[ \t])")
EMPTY: Final = "{empty}"


def reference(sign: str) -> str:
    """A character, written as a reference to it."""
    return f"&#{ord(sign)};"


def plain(text: str) -> str:
    """A text on one line."""
    return _SPACES.sub(" ", text)


def written(parts: Sequence[Part], *, is_old: bool) -> str:
    """The parts on as many lines as they have breaks; a space that is part of markup is a NUL.

    `is_old` is a document by the rules before Asciidoctor.
    """
    parts = _spaced([plain(part) if isinstance(part, str) else part for part in parts])
    simple = "".join(_pieces(parts, escaping=False, is_old=is_old))
    tried = _TRIED_OLD if is_old else _TRIED
    if not any(isinstance(part, str) and tried.search(part) for part in parts):
        return simple
    if is_same(read(simple.replace("\0", " "), keeps_lines=True, is_old=is_old), parts):
        return simple
    return "".join(_pieces(parts, escaping=True, is_old=is_old))


def value_of(parts: Sequence[Part]) -> str:
    """Text in which nothing is markup but references, wherever it is read."""
    pieces = []
    for part in parts:
        if isinstance(part, Code) and part.raw is not None:
            pieces.append(part.raw.decode())
        else:
            text = without_terms(plain(part if isinstance(part, str) else part.shown))
            pieces.append(_SPECIAL.sub(lambda sign: reference(sign[0]), text) if _IN_VALUE.search(text) else text)
    return "".join(pieces).strip()


def is_same(found: Items | None, parts: Sequence[Part]) -> bool:
    """Whether a text is read as the parts that were written."""
    if found is None:
        return False
    return list(_told(found)) == list(_told(parts))


def _told(items: Sequence[Part | Mark]) -> Iterator[str]:
    text = ""
    for item in items:
        if isinstance(item, str):
            text += item
        elif item.raw is None:
            text += item.shown
        else:
            yield " ".join(text.split(" "))
            yield canonical(item.raw if isinstance(item.raw, str) else item.raw.decode())
            text = ""
    yield text


def canonical(raw: str) -> str:
    """A piece of markup in one of the forms that mean the same."""
    if signs := _DOUBLED.fullmatch(raw):
        return signs[1] + signs[2][0]
    if code := _CODE_DOUBLED.fullmatch(raw):
        return code[1] + code[2][0] + code[3] + code[2][0]
    if raw.startswith("link:") and _URL.match(raw, 5):
        return raw[5:].removesuffix("[]")
    return " ".join(raw.split(" ")).replace("+\n", "+").strip() if raw.startswith(" +") else raw


def _spaced(parts: Sequence[Part]) -> Sequence[Part]:
    """The parts with white space at the ends of pairs outside of these."""
    found = list(parts)
    for at, part in enumerate(found):
        if not isinstance(part, Code):
            continue
        near = at + 1 if part.kind is CodeKind.OPEN else at - 1 if part.kind is CodeKind.CLOSE else -1
        text = found[near] if 0 <= near < len(found) else None
        if isinstance(text, str) and text.strip() != text:
            inside = text.lstrip() if part.kind is CodeKind.OPEN else text.rstrip()
            if inside:
                found[near] = inside
                beside = at - 1 if part.kind is CodeKind.OPEN else at + 1
                if 0 <= beside < len(found) and isinstance(found[beside], str):
                    other = str(found[beside])
                    found[beside] = other.rstrip() + " " if beside < at else " " + other.lstrip()
    return found


def _pieces(parts: Sequence[Part], *, escaping: bool, is_old: bool) -> Iterator[str]:
    strings = [_string(part, escaping=escaping) for part in parts]
    closers = _closers(parts)
    for at, part in enumerate(parts):
        if isinstance(part, str) or part.raw is None:
            continue
        end = closers.get(at, at)
        before = _last(strings, at)
        behind = _first(strings, end)
        may_be_apart = not is_old or not strings[at].endswith(("`", "'", "+"))
        if part.kind is not CodeKind.CLOSE and may_be_apart and not _is_free(strings[at], before, behind):
            strings[at], strings[end] = _apart(strings[at], strings[end], is_pair=end != at)
    yield from strings


def _string(part: Part, *, escaping: bool) -> str:
    if isinstance(part, Code) and part.raw is not None:
        return part.raw.decode().replace(" ", "\0")
    text = part if isinstance(part, str) else part.shown
    return _SPECIAL.sub(lambda sign: reference(sign[0]), text) if escaping else without_terms(text)


def _closers(parts: Sequence[Part]) -> dict[int, int]:
    opened: dict[int, int] = {}
    found: dict[int, int] = {}
    for at, part in enumerate(parts):
        if isinstance(part, Code) and part.kind is CodeKind.OPEN:
            opened[part.number] = at
        elif isinstance(part, Code) and part.kind is CodeKind.CLOSE and part.number in opened:
            found[opened.pop(part.number)] = at
    return found


def _last(strings: Sequence[str], at: int) -> str:
    """The character before a piece."""
    while at > 0:
        at -= 1
        if strings[at]:
            return strings[at][-1]
    return ""


def _first(strings: Sequence[str], at: int) -> str:
    """What stands behind a piece."""
    for index in range(at + 1, len(strings)):
        if strings[index]:
            return strings[index][:3]
    return ""


def _is_free(raw: str, before: str, behind: str) -> bool:
    """Whether a piece of markup is read as such between its neighbours."""
    before, behind = before.replace("\0", " "), behind.replace("\0", " ")
    if _URL.match(raw):
        free = not before or _MAY_STAND_BEFORE_URL.match(before) is not None
        return free and (raw.endswith("[") or not behind or _MAY_STAND_BEHIND_URL.match(behind) is not None)
    if not _SIGNS.fullmatch(raw) and not _CODE.fullmatch(raw):
        return True
    return (not before or _MAY_STAND_BEFORE.match(before) is not None) and (
        not behind or _MAY_STAND_BEHIND.match(behind) is not None
    )


def _apart(opener: str, closer: str, *, is_pair: bool) -> tuple[str, str]:
    """Markup in the form that may touch anything."""
    if _URL.match(opener):
        opener = f"link:{opener}"
        return (opener, closer) if is_pair else (opener + "[]",) * 2
    if signs := _SIGNS.fullmatch(opener):
        return signs[1] + signs[2] * 2, closer * 2
    if code := _CODE.fullmatch(opener):
        doubled = code[1] + code[2] * 2 + code[3] + code[2] * 2
        return doubled, doubled if not is_pair else closer
    return opener, closer


# Lines


def without_terms(text: str) -> str:
    """A text in which no word is taken for a term of a list."""
    return _TERM_SIGN.sub(lambda found: reference(found[0][0]) + found[0][1:], text)


def started(text: str, *, with_code: bool) -> str:
    """A text that begins no other block."""
    if text and is_start(text.replace("\0", " ").partition("\n")[0]):
        text = EMPTY + text if with_code else reference(text[0]) + text[1:]
    return text


def lines_of(text: str, room: int, *, in_list: bool) -> list[str]:
    """A text on lines of at most so many columns, 0 for any; a longer word overflows."""
    segments = [segment.replace("\0", " ") for segment in text.split("\n")]
    if room:
        wrapped = [
            line.replace("\0", " ") for segment in text.split("\n") for line in _wrapped(segment, max(room, _NARROWEST))
        ]
        if not any(_is_other(line, in_list=in_list) for line in wrapped[1:]):
            return wrapped
    return segments


def _is_other(line: str, *, in_list: bool) -> bool:
    return line.startswith((" ", "//")) or is_torn(line) or ends_paragraph(line, in_list=in_list)


def _wrapped(text: str, room: int) -> Iterator[str]:
    words = text.split(" ")
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > room and line and word and word != "+":
            yield line
            line = word
        else:
            line = f"{line} {word}"
    yield line
