"""White space of a translation: none at its ends, and none that crept inside of a pair of codes.

Machine translation sets tags apart from words; `<b> word </b>` looks wrong in HTML and is no emphasis in Markdown.
"""

from collections.abc import Iterator, Sequence

from lingopoint.unit import Code, CodeKind, Part, Parts

_STEP = {CodeKind.OPEN: 1, CodeKind.CLOSE: -1}
"""The way from a code to the inside of its pair."""


def tidy(target: Parts, source: Parts) -> Parts:
    """`target` without white space at its ends, and with the spaces inside of its pairs where `source` has them."""
    target = _trimmed(target)
    crept = {code for code, inner in _inner_edges(target) if inner[:1] == " " or inner[-1:] == " "}
    if not crept:
        return target
    spaced = {code for code, inner in _inner_edges(source) if inner[:1] == " " or inner[-1:] == " "}
    parts = list(target)
    for index, part in enumerate(parts):
        if not isinstance(part, Code) or part not in crept or part in spaced:
            continue
        step = _STEP[part.kind]
        inside, outside = _text_at(parts, index + step), _text_at(parts, index - step)
        stripped = inside.lstrip() if step > 0 else inside.rstrip()
        if stripped and stripped != inside and outside:
            parts[index + step] = stripped
            parts[index - step] = f"{outside.rstrip()} " if step > 0 else f" {outside.lstrip()}"
    return tuple(parts)


def _trimmed(parts: Parts) -> Parts:
    trimmed = list(parts)
    if trimmed and isinstance(trimmed[0], str):
        trimmed[0] = trimmed[0].lstrip()
    if trimmed and isinstance(trimmed[-1], str):
        trimmed[-1] = trimmed[-1].rstrip()
    return tuple(part for part in trimmed if part != "")


def _inner_edges(parts: Parts) -> Iterator[tuple[Code, str]]:
    for index, part in enumerate(parts):
        if isinstance(part, Code) and part.kind in _STEP:
            yield part, _text_at(parts, index + _STEP[part.kind])


def _text_at(parts: Sequence[Part], index: int) -> str:
    part = parts[index] if 0 <= index < len(parts) else ""
    return part if isinstance(part, str) else ""
