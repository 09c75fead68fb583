"""Texts with codes, as XLIFF spells them, and the parts of a document's unit that a translation spells.

A token is text, or a mark: the beginning or the end of a pair, or something that stands alone, by the number of its
code. A translator may move codes, as sentences of another language need it; but each has to be there once, pairs have
to nest, and placeholders that a program fills in one after the other keep their order.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from lingopoint.unit import Code, CodeKind, Part, Parts, joined


class Role(Enum):
    """What a mark does."""

    OPEN = "open"
    CLOSE = "close"
    LONE = "lone"


class Mark(NamedTuple):
    """A code of a translation: what it does, and the id that the file has for it."""

    role: Role
    id: str


Token = str | Mark

_ROLES = {CodeKind.OPEN: Role.OPEN, CodeKind.CLOSE: Role.CLOSE, CodeKind.LONE: Role.LONE, CodeKind.KEEP: Role.LONE}
_IN_ORDER = re.compile(
    r"%[-+#0',]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh?|ll?|[Lqjzt])?[diouxXeEfFgGaAcsp@]|\{(?:![rsa])?(?::[^{}]*)?\}"
)
"""What is filled in by its place among the others: `%s`, `{}`."""
_OF_TIME = re.compile(r"%[-EO^_]*[bBDhHIjklmMnPrRSTuUVwWyYzZ]")
"""The parts of a date, which are named (strftime): languages put them in orders of their own."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")
_LONGEST = 40


class TornError(Exception):
    """A translation has not the codes of its source. The message says which, for its translator."""


def tokens_of(parts: Parts) -> list[Token]:
    """The tokens that spell a unit."""
    return [part if isinstance(part, str) else Mark(_ROLES[part.kind], str(part.number)) for part in parts]


def merged(tokens: Iterable[Token]) -> list[Token]:
    """The same tokens with neighbouring texts in one."""
    result: list[Token] = []
    for token in tokens:
        if isinstance(token, str) and result and isinstance(result[-1], str):
            result[-1] += token
        elif token != "":
            result.append(token)
    return result


def has_letter(tokens: Sequence[Token]) -> bool:
    """Whether there is anything in it to read."""
    return any(isinstance(token, str) and any(map(str.isalpha, token)) for token in tokens)


def in_order(parts: Parts) -> list[Code]:
    """The codes that have to keep their order among each other."""
    codes = [part for part in parts if isinstance(part, Code)]
    found = [code for code in codes if _IN_ORDER.fullmatch(code.shown)]
    if len({code.shown for code in found}) < 2 or any(_OF_TIME.fullmatch(code.shown) for code in codes):
        return []
    return found


def parts_of(tokens: Sequence[Token], source: Parts) -> Parts:
    """The parts that a translation of `source` spells, with the very codes of `source`. Raises TornError."""
    codes = {Mark(_ROLES[part.kind], str(part.number)): part for part in source if isinstance(part, Code)}
    parts = joined(_coded(tokens, codes))
    _require_text(parts, source)
    _require_all(parts, codes.values())
    _require_nesting(parts)
    _require_order(parts, source)
    return _spaced_like(parts, source)


def _coded(tokens: Sequence[Token], codes: dict[Mark, Code]) -> Iterator[Part]:
    for token in tokens:
        if isinstance(token, str):
            yield _LINE_BREAK.sub(" ", token)
        elif token in codes:
            yield codes[token]
        else:
            raise TornError(f"it has a code that its source has not (id {token.id!r})")


def _require_text(parts: Parts, source: Parts) -> None:
    before, after = ("".join(part for part in one if isinstance(part, str)) for one in (source, parts))
    if not set(_CONTROL.findall(after)) <= set(before):
        raise TornError("it has control characters that its source has not")


def _require_all(parts: Parts, codes: Iterable[Code]) -> None:
    times = Counter(part for part in parts if isinstance(part, Code))
    for code in codes:
        if times[code] != 1:
            raise TornError(f"the code {label(code)} is {'there more than once' if times[code] else 'lost'}")


def _require_nesting(parts: Parts) -> None:
    pending: list[int] = []
    for part in parts:
        if isinstance(part, str):
            continue
        if part.kind is CodeKind.OPEN:
            pending.append(part.number)
        elif part.kind is CodeKind.CLOSE and (not pending or pending.pop() != part.number):
            raise TornError(f"the code {label(part)} closes what is not open there")


def _require_order(parts: Parts, source: Parts) -> None:
    """By what they show: which of two `%s` stands first nobody sees."""
    wanted, found = in_order(source), in_order(parts)
    if [code.shown for code in wanted] != [code.shown for code in found]:
        order = " ".join(code.shown for code in wanted)
        raise TornError(f"a program fills these in one after the other, so they keep their order: {order}")


def _spaced_like(parts: Parts, source: Parts) -> Parts:
    """The parts with the white space of the source at their ends: what stands around a text is the document's."""
    spaced: list[Part] = list(parts)
    if spaced and isinstance(spaced[0], str):
        spaced[0] = spaced[0].lstrip()
    if spaced and isinstance(spaced[-1], str):
        spaced[-1] = spaced[-1].rstrip()
    first, last = source[0], source[-1]
    lead = first[: len(first) - len(first.lstrip())] if isinstance(first, str) else ""
    trail = last[len(last.rstrip()) :] if isinstance(last, str) else ""
    return joined([lead, *spaced, trail])


def label(code: Code) -> str:
    """A code as its translator knows it, cut where it is long."""
    text = " ".join((code.shown or (code.raw or b"").decode(errors="replace")).split())
    return f"{text[: _LONGEST - 3]}..." if len(text) > _LONGEST else text or f"number {code.number}"
