"""One step of a route: an engine for plain text, made safe for lines with markup."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from lingopoint_local.translate.engines.embedded.polish import capitalised
from lingopoint_local.translate.engines.embedded.sentences import peel, translatable
from lingopoint_local.translate.line import Line, Role, Tag, intact, joined, tags, text


class Leg(Protocol):
    """An engine of plain text for one pair of languages."""

    def encode(self, line: Line) -> str:
        """The line in the form that the engine takes."""

    def decode(self, answer: str, line: Line) -> Line | None:
        """The engine's answer to `encode(line)` as a line, or None when a tag is lost."""

    def run(self, texts: Sequence[str]) -> list[str]:
        """The translation of each encoded text."""


def translate(leg: Leg, sentences: Sequence[Line]) -> list[Line]:
    """Each sentence translated, with the same tags; pairs that lie within one sentence nest, and hold words as before.

    When the engine loses or misplaces a tag, the sentence is translated without its pairs and their words are looked
    for in the result; failing that, the text between the tags is translated piece by piece.
    """
    peeled = [peel(sentence) for sentence in sentences]
    wanted = [core for _, core, _ in peeled if translatable(core)]
    answers = iter(leg.run([leg.encode(core) for core in wanted]))
    return [joined((*head, *_checked(leg, core, answers), *tail)) for head, core, tail in peeled]


def _checked(leg: Leg, core: Line, answers: Iterator[str]) -> Line:
    if not translatable(core):
        return core
    translated = _decoded(leg, next(answers), core)
    if translated is not None and _sound(core, translated):
        return translated
    return _by_search(leg, core) or in_pieces(leg, core)


def _decoded(leg: Leg, answer: str, line: Line) -> Line | None:
    """The answer as a line that begins with a capital if the source does."""
    decoded = leg.decode(answer, line)
    return capitalised(decoded) if decoded and text(line)[:1].isupper() else decoded


def _sound(source: Line, target: Line) -> bool:
    """Whether there is text, the tags are intact as far as pairs lie within the sentence, and no pair was emptied."""
    numbers = {tag.number for tag in tags(source)}
    cut = {tag.number for tag in tags(source) if tag.partner and tag.partner not in numbers}
    inner = [[tag for tag in tags(line) if tag.number not in cut] for line in (source, target)]
    outer = [sorted(tag.number for tag in tags(line) if tag.number in cut) for line in (source, target)]
    return translatable(target) and intact(*inner) and outer[0] == outer[1] and _hollow(target) <= _hollow(source)


def _hollow(line: Line) -> set[int]:
    """The pairs with nothing in them."""
    neighbours = zip(line, line[1:] or (), strict=False)
    return {
        left.number
        for left, right in neighbours
        if isinstance(left, Tag) and isinstance(right, Tag) and left.role is Role.OPEN and left.partner == right.number
    }


def in_pieces(leg: Leg, line: Line) -> Line:
    """Each text between two tags translated alone: never wrong about a tag, often wrong about a sentence."""
    return joined(piece for part in line for piece in (_piece(leg, part) if isinstance(part, str) else (part,)))


def _piece(leg: Leg, part: str) -> Line:
    head, core, tail = peel((part,))
    if not translatable(core):
        return (part,)
    return (*head, *(_decoded(leg, leg.run([leg.encode(core)])[0], core) or core), *tail)


def _by_search(leg: Leg, line: Line) -> Line | None:
    """The sentence translated without its pairs, and each pair put around its own words, where those are found once."""
    pairs = list(_plain_pairs(line))
    if not pairs or 2 * len(pairs) != sum(tag.role in (Role.OPEN, Role.CLOSE) for tag in tags(line)):
        return None
    bare = joined(part for part in line if isinstance(part, str) or part.role not in (Role.OPEN, Role.CLOSE))
    result = _decoded(leg, leg.run([leg.encode(bare)])[0], bare)
    for opened, words, closed in pairs:
        result = result and _wrapped(result, opened, text(in_pieces(leg, (words,))), closed)
    return result if result and _sound(line, result) else None


def _plain_pairs(line: Line) -> Iterator[tuple[Tag, str, Tag]]:
    for opened, words, closed in zip(line, line[1:], line[2:], strict=False):
        if not isinstance(words, str) or isinstance(opened, str) or isinstance(closed, str):
            continue
        if opened.partner == closed.number:
            yield opened, words, closed


def _wrapped(line: Line, opened: Tag, words: str, closed: Tag) -> Line | None:
    lowered = words.lower()
    places = [index for index, part in enumerate(line) if isinstance(part, str) and lowered in part.lower()]
    if len(places) != 1 or not lowered.strip():
        return None
    part = str(line[places[0]])
    start = part.lower().find(lowered)
    end = start + len(words)
    if part[start - 1 : start].isalnum() or part[end : end + 1].isalnum():
        return None
    wrapped = (part[:start], opened, part[start:end], closed, part[end:])
    return joined((*line[: places[0]], *wrapped, *line[places[0] + 1 :]))
