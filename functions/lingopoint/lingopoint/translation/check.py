"""Checking: whether what came back is a segment's translation, by its codes and as text."""

import re
from collections.abc import Sequence

from lingopoint.ports import Direction
from lingopoint.translation.belief import is_doubtful, is_number_lost, is_number_new, is_other_length, is_repeated
from lingopoint.translation.segment import Segment
from lingopoint.translation.spaces import like_source
from lingopoint.translation.wire import MismatchError, from_wire
from lingopoint.unit import Parts

_TOKEN = re.compile(r"DNT_[A-Za-z]+")
"""What Amazon Translate has been seen to leave of protected text (aws-sdk-ruby issue 3191)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no text has and no format takes as they are; white space is none."""


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

    Raises MismatchError for one that has other codes, lost its text, says something twice, or gained markup, a number,
    control characters or a token of the service; DoubtError for one that reads like another text's: it is far too short
    or long, or lacks a number.
    """
    target = like_source(from_wire(returned, segment.parts, segment.wire), segment.parts, direction.target)
    before, after = _text(segment.parts), _text(target)
    if before == after:
        return target
    _refuse_damage(before, after)
    if is_repeated(before, after):
        raise MismatchError("the text says something twice")
    if is_other_length(before, after):
        raise DoubtError("the text is far too short or too long")
    if is_number_lost(before, after, direction.target):
        raise DoubtError("a number was lost")
    if is_number_new(before, after, direction):
        raise MismatchError("a number is new")
    return target


def check_all(segments: Sequence[Segment], pieces: Sequence[str], direction: Direction) -> list[Parts | None]:
    """The translation that each piece of a call spells; None for one that is damaged, which says nothing of the others.

    Raises DoubtError when some piece may be the translation of another text than the one in its place.
    """
    targets = [_undamaged(segment, piece, direction) for segment, piece in zip(segments, pieces, strict=True)]
    told = [
        (before, after)
        for segment, target in zip(segments, targets, strict=True)
        if target and (before := _text(segment.parts).strip()) and (after := _text(target).strip())
    ]
    if is_doubtful([before for before, _ in told], [after for _, after in told]):
        raise DoubtError("pieces fit other places better")
    return targets


def _undamaged(segment: Segment, piece: str, direction: Direction) -> Parts | None:
    try:
        return check(segment, piece, direction)
    except DoubtError:
        raise
    except MismatchError:
        return None


def _refuse_damage(before: str, after: str) -> None:
    if not any(map(str.isalnum, after)) and any(map(str.isalnum, before)):
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
