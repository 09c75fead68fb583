"""Whether one text is the pseudo-translation of another, letter by letter, and what of it was left alone.

Every letter has one pseudo-letter, which never begins with the letter itself: so the two texts can be read side by
side, and each letter was either changed or kept. Square brackets, which pseudo-translation adds, count for nothing; of
white space, which a document's layout may move, only where it parts words.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lingopoint.translation.protect import protect
from lingopoint.unit import Code
from lingopoint_local.translate.engines.protect import protect as protect_line
from lingopoint_local.translate.engines.pseudo import Pseudo

_IGNORED = re.compile(r"[\s\[\]\u200b]+")
_BRACKETS = re.compile(r"[\[\]\u200b]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uff00-\uffef]")
_SHOWN = 40
_ENGINE = Pseudo()


class DifferenceError(Exception):
    """The second text is not the first in pseudo-letters."""


class Trace(NamedTuple):
    """How many letters were changed, and where runs of kept letters are in the source."""

    changed: int
    kept: list[tuple[int, int]]


def trace(source: str, target: str) -> Trace:
    """Read two texts side by side. Raises DifferenceError where they part."""
    rest = _IGNORED.sub("", target)
    position = changed = 0
    kept: list[tuple[int, int]] = []
    for index, character in enumerate(source):
        if _IGNORED.match(character):
            continue
        wanted = _pseudo(character)
        if wanted != character and rest.startswith(wanted, position):
            position += len(wanted)
            changed += 1
        elif rest.startswith(character, position):
            position += 1
            if wanted != character:
                kept.append((index, index + 1))
        else:
            raise DifferenceError(f"{_near(source, index)} became {_near(rest, position)}")
    if position < len(rest):
        raise DifferenceError(f"{_near(rest, position)} was added")
    return Trace(changed, kept)


def problems(source: str, target: str, allowed: re.Pattern[str] | None = None, *, must: bool = True) -> Iterator[str]:
    """What is wrong with a translation. `must` says that it has to be translated, not that it may be.

    Letters may be kept in placeholders, which may go on from one line to the next, and where `allowed` matches.
    """
    source, target = _as_sent(source), _as_sent(target)
    if source == target and (not must or not any(map(str.isalpha, source))):
        return
    try:
        found = trace(source, target)
    except DifferenceError as error:
        yield str(error)
        return
    if _words(source) != _words(target) and not _UNSPACED.search(source):
        yield f"words run together or apart: {_near(target, 0)}"
    if not found.kept or (not must and not found.changed):
        return
    spans = [
        *protected(source),
        *protected(source.replace("\n", " ")),
        *(match.span() for match in (allowed.finditer(source) if allowed else ())),
    ]
    missed = [start for start, end in found.kept if not any(first <= start and end <= last for first, last in spans)]
    if missed:
        yield f"kept {_near(source, missed[0])}"


def _as_sent(text: str) -> str:
    """A text without hyphens that are only layout, which a translation has no say in."""
    return text.replace("\u2011", "-").replace("\u00ad", "")


def protected(text: str) -> Iterator[tuple[int, int]]:
    """The placeholders, by what the function protects and by what the engine does."""
    position = 0
    for part in protect((text,)):
        shown = part.shown if isinstance(part, Code) else part
        if isinstance(part, Code):
            yield position, position + len(shown)
        position += len(shown)
    position = 0
    for piece in protect_line((text,)):
        raw = piece if isinstance(piece, str) else piece.raw
        if not isinstance(piece, str):
            yield position, position + len(raw)
        position += len(raw)


def _words(text: str) -> int:
    return len(_BRACKETS.sub("", text).split())


def is_blank(text: str) -> bool:
    """Whether a text is nothing but what counts for nothing."""
    return _IGNORED.sub("", text) == ""


def different(what: str, before: Iterable[object], after: Iterable[object]) -> Iterator[str]:
    """The first place where two skeletons part."""
    left, right = list(before), list(after)
    for one, other in zip(left, right, strict=False):
        if one != other:
            yield f"{what}: {str(one)[:_SHOWN]!r} became {str(other)[:_SHOWN]!r}"
            return
    if len(left) != len(right):
        yield f"{what}: {len(left)} became {len(right)}"


def _pseudo(character: str) -> str:
    return character if not character.isalpha() else _letter(character)


def _letter(character: str) -> str:
    if character not in _LETTERS:
        line = _ENGINE.translate([(character,)], "en", "mt")[0]
        _LETTERS[character] = "".join(part for part in line if isinstance(part, str))[1:-1]
    return _LETTERS[character]


_LETTERS: dict[str, str] = {}


def _near(text: str, index: int) -> str:
    return repr(text[max(0, index - 10) : index + _SHOWN])
