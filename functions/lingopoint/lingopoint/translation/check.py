"""Checking: whether what came back is a segment's translation, by its codes and as text."""

import re
from collections.abc import Sequence

from lingopoint.ports import Direction
from lingopoint.translation.belief import (
    is_cut,
    is_doubtful,
    is_number_lost,
    is_number_new,
    is_other_length,
    is_repeated,
    lost_numbers,
    odd,
)
from lingopoint.translation.segment import Segment
from lingopoint.translation.spaces import like_source
from lingopoint.translation.wire import MismatchError, from_wire
from lingopoint.unit import Parts

_TOKEN = re.compile(r"DNT_[A-Za-z]+")
"""What Amazon Translate has been seen to leave of protected text (aws-sdk-ruby issue 3191)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no text has and no format takes as they are; white space is none."""
_TELLING_LETTERS = 8
"""Fewer say nothing twice, and are not too many for any text (see `belief.whole`)."""


class DoubtError(MismatchError):
    """What came back may be another text's translation."""


def accept(segment: Segment, returned: str, direction: Direction) -> bool:
    """Whether `returned` is the segment's translation; then it becomes its target."""
    try:
        segment.target = check(segment, returned, direction)
    except MismatchError:
        return False
    return True


def check(segment: Segment, returned: str, direction: Direction) -> Parts:
    """The translation that `returned` spells.

    Raises MismatchError for one that has other codes, lost its text, says something twice, is far too short or long, or
    lost sentences, or lost or gained a number, markup, control characters or a token of the service.
    """
    target = _read(segment, returned, direction)
    before, after = _text(segment.parts), _text(target)
    if before == after or (_is_short_word(before) and _is_short_word(after)):
        return target
    _refuse_damage(before, after)
    if is_repeated(before, after, direction.target):
        raise MismatchError("the text says something twice")
    if is_other_length(before, after):
        raise MismatchError("the text is far too short or too long")
    if is_cut(before, after):
        raise MismatchError("sentences are missing")
    if is_number_lost(before, after, direction):
        raise MismatchError("a number was lost")
    if is_number_new(before, after, direction):
        raise MismatchError("a number is new")
    return target


def check_all(segments: Sequence[Segment], pieces: Sequence[str], direction: Direction) -> list[Parts | None]:
    """The translation that each piece of a call spells; None for one that is to be asked for alone.

    It is damaged, came for another text too, or is far longer or shorter than the others are.

    Raises DoubtError when some piece may be the translation of another text than the one in its place: it fits there
    better, or has the number that is lost there.
    """
    targets = [_undamaged(*came, direction) for came in zip(segments, pieces, strict=True)]
    told = [
        (at, before, after)
        for at, (segment, target, piece) in enumerate(zip(segments, targets, pieces, strict=True))
        if (before := _text(segment.parts).strip())
        and (after := _text(target or _legible(segment, piece, direction)).strip())
    ]
    sources, texts = [before for _, before, _ in told], [after for _, _, after in told]
    if is_doubtful(sources, texts) or _is_number_elsewhere(sources, texts, direction):
        raise DoubtError("pieces fit other places better")
    for place in odd(sources, texts):
        targets[told[place][0]] = None
    return targets


def _undamaged(segment: Segment, piece: str, direction: Direction) -> Parts | None:
    try:
        return check(segment, piece, direction)
    except MismatchError:
        return None


def _legible(segment: Segment, piece: str, direction: Direction) -> Parts:
    """What a piece that is no translation says nevertheless; nothing where its codes are damaged."""
    try:
        return _read(segment, piece, direction)
    except MismatchError:
        return ()


def _read(segment: Segment, returned: str, direction: Direction) -> Parts:
    return like_source(from_wire(returned, segment.parts, segment.wire), segment.parts, direction.target)


def _is_number_elsewhere(sources: Sequence[str], targets: Sequence[str], direction: Direction) -> bool:
    """Whether a number that one piece lacks is new in another."""
    pairs = list(zip(sources, targets, strict=True))
    lost = {run for before, after in pairs if before != after for run in lost_numbers(before, after, direction)}
    return bool(lost) and any(
        lost_numbers(after, before, direction).keys() & lost for before, after in pairs if before != after
    )


def _is_short_word(text: str) -> bool:
    """Whether it is letters only, and so few that nothing in `check` could speak against them."""
    return len(text) < _TELLING_LETTERS and text.isalpha()


def _refuse_damage(before: str, after: str) -> None:
    if not after[:1].isalnum() and not any(map(str.isalnum, after)) and any(map(str.isalnum, before)):
        raise MismatchError("the text is gone")
    for mark in "<>":
        if mark in after and after.count(mark) > before.count(mark):
            raise MismatchError("markup was added")
    if not after.isprintable() and not set(_CONTROL.findall(after)) <= set(before):
        raise MismatchError("control characters were added")
    if "DNT_" in after and not set(_TOKEN.findall(after)) <= set(_TOKEN.findall(before)):
        raise MismatchError("a token of the service came out")


def _text(parts: Parts) -> str:
    first = parts[0] if len(parts) == 1 else None
    return first if isinstance(first, str) else " ".join(part for part in parts if isinstance(part, str))
