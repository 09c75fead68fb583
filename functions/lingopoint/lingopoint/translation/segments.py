"""Cutting: a unit as what is sent and what stays, so that every piece fits in one call.

Most units are one segment. A unit over the limit is cut between sentences, where no inline element is open; when that
is not possible, and when a unit came back damaged, it is cut at its codes, which then stay where they are.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lingopoint.translation.pack import MAX_UNIT_BYTES
from lingopoint.translation.wire import Wire, escape, to_wire
from lingopoint.unit import Code, CodeKind, Part, Parts, joined

_MAX_TAG_BYTES = len("<a translate=no id=100000></a>")


class Segment(NamedTuple):
    """Parts that are translated together."""

    parts: Parts
    wire: Wire


Plan = tuple[Part | Segment, ...]
"""A unit in order: segments to translate, and the white space and codes between them that stay."""


def plan(parts: Parts, language: str) -> Plan:
    """The unit as one segment, or as several when it is too long for one call; as it is when it has no letter.

    White space at its ends stays, which no service gives back as it was. `language` is the source's code.
    """
    if not _has_letter(parts):
        return parts
    if _is_spaced(parts[0], parts[-1]):
        lead, core, trail = _trimmed(parts)
        return (*filter(None, [lead]), *plan(core, language), *filter(None, [trail]))
    wire = to_wire(parts)
    if _fits(wire):
        return (Segment(parts, wire),)
    atoms = list(_atoms(parts, language))
    if all(_size(atom) <= MAX_UNIT_BYTES for atom in atoms):
        return tuple(_frame(_gather(atoms)))
    return pieces(parts, language)


def source(plan: Plan) -> Parts:
    """The parts that a plan was made of."""
    return joined(part for item in plan for part in (item.parts if isinstance(item, Segment) else (item,)))


def pieces(parts: Parts, language: str) -> Plan:
    """The unit cut at its codes: each run of text a segment of its own, or several when it is too long."""
    result: list[Part | Segment] = []
    for part in parts:
        if isinstance(part, Code):
            result.append(part)
        else:
            result += _frame(_gather([(piece,) for piece in _sentences(part, language)]))
    return tuple(result)


def _is_spaced(first: Part, last: Part) -> bool:
    return (isinstance(first, str) and first[:1].isspace()) or (isinstance(last, str) and last[-1:].isspace())


def _fits(wire: Wire) -> bool:
    # A character has at most four bytes, and escapes are already in the wire.
    return len(wire) * 4 <= MAX_UNIT_BYTES or len(wire.encode()) <= MAX_UNIT_BYTES


def _atoms(parts: Parts, language: str) -> Iterator[Parts]:
    """The shortest runs of sentences and codes that leave no inline element open."""
    run: list[Part] = []
    depth = 0
    for part in parts:
        if isinstance(part, Code):
            run.append(part)
            depth += (part.kind is CodeKind.OPEN) - (part.kind is CodeKind.CLOSE)
        else:
            for sentence in _sentences(part, language):
                run.append(sentence)
                if depth == 0:
                    yield tuple(run)
                    run = []
    if run:
        yield tuple(run)


def _gather(atoms: list[Parts]) -> Iterator[Parts]:
    """Neighbouring atoms together, as long as they fit in one call."""
    run: list[Part] = []
    room = MAX_UNIT_BYTES
    for atom in atoms:
        size = _size(atom)
        if run and size > room:
            yield joined(run)
            run, room = [], MAX_UNIT_BYTES
        run += atom
        room -= size
    if run:
        yield joined(run)


def _size(parts: Parts) -> int:
    """The most bytes that `parts` take on the wire, whatever they are joined with: tags may need ids there."""
    return sum(
        len(escape(part).encode()) if isinstance(part, str) else _MAX_TAG_BYTES + len(escape(part.shown).encode())
        for part in parts
    )


def _frame(runs: Iterator[Parts]) -> Iterator[Part | Segment]:
    """Each run as a segment, with the white space at its ends outside; runs without a letter stay as they are."""
    for run in runs:
        lead, core, trail = _trimmed(run)
        if lead:
            yield lead
        if _has_letter(core):
            yield Segment(core, to_wire(core))
        else:
            yield from core
        if trail:
            yield trail


def _has_letter(parts: Parts) -> bool:
    return any(isinstance(part, str) and any(map(str.isalpha, part)) for part in parts)


def _trimmed(run: Parts) -> tuple[str, Parts, str]:
    parts = list(run)
    lead = trail = ""
    if parts and isinstance(parts[0], str):
        text = parts[0].lstrip()
        lead, parts[0] = parts[0][: len(parts[0]) - len(text)], text
    if parts and isinstance(parts[-1], str):
        text = parts[-1].rstrip()
        trail, parts[-1] = parts[-1][len(text) :], text
    return lead, tuple(part for part in parts if part != ""), trail


def _sentences(text: str, language: str) -> Iterator[str]:
    """`text` in sentences, none lost, none too long for one call."""
    if _fits(to_wire((text,))):
        yield text
        return
    from sentencex import get_sentence_boundaries  # a native module of 4 MB that only over-long units need

    # sentencex reports where each sentence starts; what lies between two of them is white space.
    starts = [boundary["start_index"] for boundary in get_sentence_boundaries(language, text)]
    cuts = sorted({0, *starts, len(text)})
    for start, end in pairwise(cuts):
        yield from _short_enough(text[start:end])


_WORD = re.compile(r"\s*\S+\s*")


def _short_enough(sentence: str) -> Iterator[str]:
    """A sentence as it is, or cut between words, or, where it has no spaces, between characters."""
    if _fits(to_wire((sentence,))):
        yield sentence
        return
    longest = MAX_UNIT_BYTES // len("&quot;")
    for word in _WORD.findall(sentence):
        for start in range(0, len(word), longest):
            yield word[start : start + longest]
