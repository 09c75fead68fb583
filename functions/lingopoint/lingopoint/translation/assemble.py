"""Assembling: a unit's translation from those of its segments."""

from lingopoint.translation.segment import Plan, Segment
from lingopoint.unit import Code, Part, Parts, joined


def assemble(unit: Parts, plan: Plan) -> Parts | None:
    """The unit's target, or None when any of it could not be translated.

    It is the unit itself where nothing changed, not the same text with its placeholders apart.
    """
    if len(plan) == 1 and isinstance(plan[0], Segment) and plan[0].target is not None:  # as most are
        return unit if plan[0].target == plan[0].parts else plan[0].target
    target = _target_of_plan(plan)
    return unit if target == _source_of(plan) else target


def assemble_pieces(segment: Segment) -> Parts | None:
    """What the pieces of a segment that was cut at its codes say together; None when any of them has no target."""
    return _target_of_plan(segment.pieces)


def _source_of(plan: Plan) -> Parts:
    """The parts that a plan was made of."""
    if len(plan) == 1 and isinstance(plan[0], Segment):
        return plan[0].parts
    return joined(part for item in plan for part in (item.parts if isinstance(item, Segment) else (item,)))


def _target_of_plan(plan: Plan) -> Parts | None:
    parts: list[Part] = []
    for item in plan:
        if not isinstance(item, Segment):
            parts.append(item)
            continue
        target = _target_of(item)
        if target is None or len(plan) == 1:
            return target
        parts += target
    return joined(parts)


def _target_of(segment: Segment) -> Parts | None:
    if segment.target is not None:
        return segment.target
    if segment.twin is None:
        return _target_of_plan(segment.pieces) if segment.pieces else None
    target = _target_of(segment.twin)
    return target and _with_codes_of(segment.parts, target, segment.twin.parts)


def _with_codes_of(parts: Parts, target: Parts, source: Parts) -> Parts:
    """`target`, which was made of `source`, with the codes of `parts`, which has the same wire form."""
    if source == parts:
        return target
    codes = dict(zip(_codes(source), _codes(parts), strict=True))
    return tuple(codes[part] if isinstance(part, Code) else part for part in target)


def _codes(parts: Parts) -> list[Code]:
    return [part for part in parts if isinstance(part, Code)]
