"""Cutting: a unit as what is sent and what stays, so that every segment fits in one call.

Most units are one segment. A unit that is too long is cut between sentences, where no inline element is open; when that
is not possible, and when a unit came back damaged, it is cut at its codes, which then stay where they are.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from lingopoint.languages import AUTO
from lingopoint.translation.blocks import block_bytes
from lingopoint.translation.segment import Plan, Segment
from lingopoint.translation.wire import CHARACTER_BYTES, TAG_BYTES, Wire, most_bytes, to_wire
from lingopoint.unit import UNBOUNDED, Code, CodeKind, Part, Parts, Work, joined

_WINDOW = 4_000
"""Characters that are split into sentences at a time: the splitter needs more time for each the more there are."""
_BEYOND = 200
"""Characters that the splitter may need to see behind the end of a sentence."""


class Cutter:
    """Cuts units into segments that fit in calls of `max_bytes` bytes. `source` is the language's code, or `auto`.

    Segments are counted in `work`; its deadline holds within a unit, too.
    """

    def __init__(self, source: str, max_bytes: int, work: Work = UNBOUNDED) -> None:
        self._work = work
        self._language = "en" if source == AUTO else source.partition("-")[0]
        self._most = max_bytes - block_bytes(max_bytes)

    def cut(self, parts: Parts) -> Plan:
        """The unit as one segment, or as several when it is too long for one call; as it is when it has no letter.

        White space at its ends stays, which no service gives back as it was.
        """
        first = parts[0]
        if len(parts) == 1 and isinstance(first, str) and self._is_short(first):
            return _plain(parts, first)
        if not _has_letter(parts):
            return parts
        if _is_spaced(parts[0], parts[-1]):
            lead, core, trail = _trimmed(parts)
            return (*filter(None, [lead]), *self.cut(core), *filter(None, [trail]))
        if sum(len(part) for part in parts if isinstance(part, str)) <= self._most:
            wire = to_wire(parts)
            if self._fits(wire):
                return (Segment(parts, wire),)
        if _is_mostly_codes(parts):
            return self._at_codes(parts)
        atoms = list(self._atoms(parts))
        if all(most_bytes(atom) <= self._most for atom in atoms):
            return tuple(self._frame(atoms))
        return self._at_codes(parts)

    def at_codes(self, segment: Segment) -> Plan:
        """The segment cut at its codes: each run of text a segment of its own. Nothing where it has no code."""
        if any(isinstance(part, Code) for part in segment.parts):
            return self._at_codes(segment.parts)
        return ()

    def _at_codes(self, parts: Parts) -> Plan:
        result: list[Part | Segment] = []
        for part in parts:
            self._work.look()
            if isinstance(part, Code):
                result.append(part)
            elif self._is_short(part):
                self._work.unit()
                result += _plain((part,), part)
            else:
                result += self._frame([(piece,) for piece in self._sentences(part)])
        return tuple(result)

    def _is_short(self, text: str) -> bool:
        """Whether text fits in one call, however it is escaped."""
        return len(text) * CHARACTER_BYTES <= self._most

    def _fits(self, wire: Wire) -> bool:
        # A character has at most four bytes, and escapes are already in the wire.
        return len(wire) * 4 <= self._most or len(wire.encode()) <= self._most

    def _atoms(self, parts: Parts) -> Iterator[Parts]:
        """The shortest runs of sentences and codes that leave no inline element open."""
        run: list[Part] = []
        depth = 0
        for part in parts:
            self._work.look()
            if isinstance(part, Code):
                run.append(part)
                depth += (part.kind is CodeKind.OPEN) - (part.kind is CodeKind.CLOSE)
            else:
                for sentence in self._sentences(part):
                    run.append(sentence)
                    if depth == 0:
                        yield tuple(run)
                        run = []
        if run:
            yield tuple(run)

    def _frame(self, atoms: list[Parts]) -> Iterator[Part | Segment]:
        """Runs of atoms as segments, with the white space at their ends outside; without a letter they stay."""
        for run in self._gather(atoms):
            lead, core, trail = _trimmed(run)
            if lead:
                yield lead
            if _has_letter(core):
                self._work.unit()
                yield Segment(core, to_wire(core))
            else:
                yield from core
            if trail:
                yield trail

    def _gather(self, atoms: list[Parts]) -> Iterator[Parts]:
        """Neighbouring atoms together, as long as they fit in one call."""
        run: list[Part] = []
        room = self._most
        for atom in atoms:
            size = most_bytes(atom)
            if run and size > room:
                yield joined(run)
                run, room = [], self._most
            run += atom
            room -= size
        if run:
            yield joined(run)

    def _sentences(self, text: str) -> Iterator[str]:
        """`text` in sentences, none lost, none too long for one call."""
        if self._fits(to_wire((text,))):
            yield text
            return
        start = 0
        while start < len(text):
            self._work.look()
            window = text[start : start + _WINDOW]
            cuts = self._boundaries(window, is_last=start + len(window) == len(text))
            for begin, end in pairwise(cuts):
                yield from self._short_enough(window[begin:end])
            start += cuts[-1]

    def _boundaries(self, window: str, *, is_last: bool) -> list[int]:
        """Where the sentences of a window start, and where the last one ends; what begins too near its end is left."""
        from sentencex import get_sentence_boundaries  # a native module of 4 MB that only over-long units need

        # sentencex reports where each sentence starts; what lies between two of them is white space.
        starts = {boundary["start_index"] for boundary in get_sentence_boundaries(self._language, window)}
        cuts = sorted({0, *starts})
        if is_last:
            return [*cuts, len(window)]
        whole = [cut for cut in cuts if cut <= len(window) - _BEYOND]
        return whole if len(whole) > 1 else [0, _end_of_word(window)]

    def _short_enough(self, sentence: str) -> Iterator[str]:
        """A sentence as it is, or cut between words, or, where it has no spaces, between characters."""
        if self._fits(to_wire((sentence,))):
            yield sentence
            return
        longest = self._most // CHARACTER_BYTES
        for word in _WORD.findall(sentence):
            for start in range(0, len(word), longest):
                yield word[start : start + longest]


_WORD = re.compile(r"\s*+\S++\s*+|\s++")


def _end_of_word(window: str) -> int:
    """Where the last word that is whole ends, and the space after it; where there is none, the window does."""
    words = window.rsplit(None, 1)
    return len(window) - len(words[1]) if len(words) > 1 and not window[-1].isspace() else len(window)


def _is_mostly_codes(parts: Parts) -> bool:
    """Whether the tags of a unit would take more than its text: sent together, the tags would be what is paid for."""
    codes = sum(isinstance(part, Code) for part in parts)
    return codes * TAG_BYTES > sum(len(part) for part in parts if isinstance(part, str))


def _is_spaced(first: Part, last: Part) -> bool:
    return (isinstance(first, str) and first[:1].isspace()) or (isinstance(last, str) and last[-1:].isspace())


def _plain(parts: Parts, text: str) -> Plan:
    """The plan of parts that are but this text, which fits in one call: most are, so this is quick for them."""
    core = text.strip()
    if not (core[:1].isalpha() or any(map(str.isalpha, core))):
        return parts
    if len(core) == len(text):
        return (Segment(parts, to_wire(parts)),)
    start = text.index(core)
    around = text[:start], Segment((core,), to_wire((core,))), text[start + len(core) :]
    return tuple(filter(None, around))


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
