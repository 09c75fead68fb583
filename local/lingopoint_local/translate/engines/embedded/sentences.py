"""Lines to sentences, and sentences to their words: engines translate best what was written as one sentence."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from sentencex import segment

from lingopoint_local.translate.line import Line, Role, Tag, has_letters, joined, tags, text

LONGEST = 240
"""Characters in one sentence for an engine: the neural models cut off what goes beyond about 390."""

_STAND_IN = "\ufffc"
_BREAK = re.compile(r"[,;:)–—] |\s")


def split(line: Line, language: str) -> list[Line]:
    """The sentences of a line; put together they are the line again. A tag belongs to the sentence it stands in."""
    flat = "".join(part if isinstance(part, str) else _STAND_IN for part in line)
    sentences = segment(language, flat)
    if "".join(sentences) != flat:
        sentences = [flat]
    lengths = [len(piece) for sentence in sentences for piece in _shortened(sentence)]
    return [_slice(line, start, end) for start, end in pairwise(accumulate(lengths, initial=0))]


def _shortened(sentence: str) -> Iterator[str]:
    """A sentence that is too long in pieces, cut where a comma or the like is, or else between words."""
    while len(sentence) > LONGEST:
        near = list(_BREAK.finditer(sentence, LONGEST // 3, LONGEST))
        best = [match for match in near if len(match.group()) > 1] or near
        end = best[-1].end() if best else LONGEST
        yield sentence[:end]
        sentence = sentence[end:]
    yield sentence


def _slice(line: Line, start: int, end: int) -> Line:
    parts: list[str | Tag] = []
    position = 0
    for part in line:
        length = len(part) if isinstance(part, str) else 1
        if isinstance(part, str):
            parts.append(part[max(0, start - position) : max(0, end - position)])
        elif start <= position < end:
            parts.append(part)
        position += length
    return joined(parts)


def peel(line: Line) -> tuple[Line, Line, Line]:
    """What stands around the words of a line, before and after, and between them the words.

    White space goes, tags that stand alone, pairs around the whole, and halves of pairs that lie in another sentence.
    """
    head: list[str | Tag] = []
    tail: list[str | Tag] = []
    parts = list(line)
    inside = {tag.number for tag in tags(line)}
    while parts and _outside(parts[0], inside):
        head.append(parts.pop(0))
    while parts and _outside(parts[-1], inside):
        tail.insert(0, parts.pop())
    if len(parts) > 1 and _wraps(parts[0], parts[-1]):
        before, core, after = peel(tuple(parts[1:-1]))
        return (*head, parts[0], *before), core, (*after, parts[-1], *tail)
    space_before, core, space_after = _margins(joined(parts))
    return joined((*head, space_before)), core, joined((space_after, *tail))


def _outside(part: str | Tag, inside: set[int]) -> bool:
    if isinstance(part, str):
        return not part.strip()
    return part.role is Role.LONE or (part.role is not Role.KEEP and part.partner not in inside)


def _wraps(first: str | Tag, last: str | Tag) -> bool:
    return isinstance(first, Tag) and isinstance(last, Tag) and first.partner == last.number


def _margins(line: Line) -> tuple[str, Line, str]:
    """The white space before and after the text of a line."""
    parts = list(line)
    before = after = ""
    if parts and isinstance(first := parts[0], str):
        before, parts[0] = first[: len(first) - len(first.lstrip())], first.lstrip()
    if parts and isinstance(last := parts[-1], str):
        after, parts[-1] = last[len(last.rstrip()) :], last.rstrip()
    return before, joined(parts), after


def translatable(line: Line) -> bool:
    """Whether there are words outside the tags."""
    return has_letters(text(line))
