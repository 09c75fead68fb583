"""From runs of text and inline tags to units: what belongs to a sentence, and what stays outside of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from lingopoint.formats.html.formulas import Formulas, NoText
from lingopoint.formats.html.names import OPAQUE_INLINE
from lingopoint.formats.html.text import Spelling, decode, has_letter, spelling, text_writer, trim
from lingopoint.formats.html.tokens import CLOSE, KEEP, LONE, MARKUP, OPEN, TEXT
from lingopoint.formats.hyphens import has_any, unhyphenated
from lingopoint.regex import compile_pattern
from lingopoint.unit import CODE_BYTES, Code, CodeKind, Part, Unit, Work

Item = tuple[int, int, int, bytes]
_KIND: Final = 0
_START: Final = 1
_END: Final = 2
_NAME: Final = 3
"""A piece of a run: its kind (TEXT, OPEN, CLOSE, KEEP or LONE), the bytes `start` to `end`, and an element's name.

A plain tuple, and its places: there are very many of them.
"""

_LONGEST_SHARED = 16
_LONGEST_SHOWN = 200
_LONGEST_KEPT = 20 * _LONGEST_SHOWN
_BROKEN = -1
_KINDS = {OPEN: CodeKind.OPEN, LONE: CodeKind.LONE}
_WORD = compile_pattern(r"[^\W_]")
_WRITE = text_writer(())


class UnitBuilder:
    """Collects the units of one document.

    `reported` holds where those tags begin that have attribute units of their own; `homes` gives, by the start of the
    unit around them, the spans of the codes made of such tags. `formulas` is what is no text.
    """

    def __init__(self, data: bytes, work: Work, formulas: Formulas) -> None:
        self._data = data
        self._work = work
        self._formulas = formulas
        self._has_hyphens = has_any(data)
        self.units: list[Unit] = []
        self.reported: set[int] = set()
        self.homes: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)

    def add_text(self, start: int, end: int) -> None:
        """The unit of a run of nothing but text."""
        formulas = self._formulas.spans(self._data, start, end)
        if formulas:
            self._work.spend(len(formulas) * CODE_BYTES)
            run = list(_without((TEXT, start, end, b""), formulas))
            self._add_piece(run, range(len(run)))
            return
        raw = self._data[start:end].strip()
        text = b" ".join(raw.split()).decode()
        if (
            b"&" in raw
            or (self._has_hyphens and unhyphenated(text) != text)
            or text[:1].isspace()
            or text[-1:].isspace()
        ):
            self._add_piece([(TEXT, start, end, b"")], [0])
        elif has_letter(text):
            start = self._data.index(raw, start)
            self._work.unit()
            self.units.append(Unit(start, start + len(raw), (text,), _WRITE))

    def add_run(self, run: Sequence[Item]) -> None:
        """The units of a run: it is divided where a tag has no partner, for such a tag must not be moved."""
        formulas = self._formulas.spans(self._data, run[0][_START], run[-1][_END])
        if formulas:
            self._work.spend(len(formulas) * CODE_BYTES)
            run = [piece for item in run for piece in self._without_formulas(item)]
        content = [item for item in run if item[_KIND] == TEXT or item[_KIND] == KEEP]
        if len(content) < 2:
            if content and content[0][_KIND] == TEXT:
                self.add_text(content[0][_START], content[0][_END])
            return
        mates = _pair(run)
        if _BROKEN not in mates:
            self._add_piece(run, mates)
            return
        start = 0
        for index, mate in enumerate([*mates, _BROKEN]):
            if mate == _BROKEN:
                self._add_piece(run[start:index], [mate - start for mate in mates[start:index]])
                start = index + 1

    def _without_formulas(self, item: Item) -> Iterator[Item]:
        kind, start, end, _ = item
        return _without(item, self._formulas.spans(self._data, start, end) if kind == TEXT else ())

    def _add_piece(self, run: Sequence[Item], mates: Sequence[int]) -> None:
        texts = [decode(self._data[start:end]) if kind == TEXT else "" for kind, start, end, _ in run]
        if not has_letter("".join(texts)):
            return
        first, last = _core(run, mates, texts)
        start, end = run[first][_START], run[last][_END]
        if texts[first][:1].isspace():
            start = trim(self._data, start, run[first][_END])[0]
            texts[first] = texts[first].lstrip()
        if texts[last][-1:].isspace():
            end = trim(self._data, run[last][_START], end)[1]
            texts[last] = texts[last].rstrip()
        parts = self._parts(run, mates, texts, range(first, last + 1))
        self._work.unit()
        self.units.append(Unit(start, end, parts, text_writer(self._spelling(run[first : last + 1]))))
        if self.reported:
            homes = [(begin, stop) for kind, begin, stop, _ in run[first : last + 1] if begin in self.reported]
            if homes:
                self.homes[start] = homes

    def _spelling(self, run: Sequence[Item]) -> Spelling:
        texts = [self._data[start:end] for kind, start, end, _ in run if kind == TEXT]
        return spelling(b" ".join(texts)) if any(b"&" in text for text in texts) else ()

    def _parts(self, run: Sequence[Item], mates: Sequence[int], texts: Sequence[str], core: range) -> tuple[Part, ...]:
        data = self._data
        parts: list[Part] = []
        numbers: dict[int, int] = {}
        for index in core:
            kind, start, end, name = run[index]
            if kind == TEXT:
                parts.append(texts[index])
            elif kind == CLOSE:
                parts.append(_code(CodeKind.CLOSE, numbers[mates[index]], data[start:end]))
            else:
                numbers[index] = number = len(numbers) + 1
                raw = data[start:end]
                parts.append(_kept(number, raw, name) if kind == KEEP else _code(_KINDS[kind], number, raw))
        return tuple(parts)


def _without(text: Item, formulas: Iterable[NoText]) -> Iterator[Item]:
    """A piece of a run, divided where formulas are, which are kept, and tags of templates."""
    kind, start, end, name = text
    for formula in formulas:
        if formula.start > start:
            yield TEXT, start, formula.start, b""
        yield formula.kind, formula.start, formula.end, b""
        start = formula.end
    if start < end:
        yield kind, start, end, name


def _code(kind: CodeKind, number: int, raw: bytes) -> Code:
    """A code, the same one each time when it is short: documents hold few different ones, but very many of them."""
    return (_shared if len(raw) <= _LONGEST_SHARED else Code)(kind, number, raw)


_shared = lru_cache(maxsize=1024)(Code)


def _kept(number: int, raw: bytes, name: bytes) -> Code:
    """A code with its visible text, or a lone one when that is nothing or long."""
    silent = name in OPAQUE_INLINE or len(raw) > _LONGEST_KEPT
    shown = "" if silent else decode(_visible(raw)).strip()
    if not shown or len(shown) > _LONGEST_SHOWN:
        return Code(CodeKind.LONE, number, raw)
    return Code(CodeKind.KEEP, number, raw, shown)


def _visible(raw: bytes) -> bytes:
    if raw.count(b"<") == raw.count(b">") == 2:
        return raw[raw.index(b">") + 1 : raw.rindex(b"<")]
    return MARKUP.sub(b"", raw)


def _pair(run: Sequence[Item]) -> list[int]:
    """The index of each tag's partner; of what needs none, its own; _BROKEN for what has none.

    Where tags are not properly nested all that are open at that place are taken as broken.
    """
    mates = list(range(len(run)))
    opened: list[int] = []
    for index, (kind, _, _, name) in enumerate(run):
        if kind == OPEN:
            mates[index] = _BROKEN
            opened.append(index)
        elif kind == CLOSE:
            if opened and run[opened[-1]][_NAME] == name:
                partner = opened.pop()
                mates[index], mates[partner] = partner, index
            else:
                mates[index] = _BROKEN
                opened.clear()
    return mates


def _core(run: Sequence[Item], mates: Sequence[int], texts: Sequence[str]) -> tuple[int, int]:
    """The first and last item of the sentence itself.

    Left outside, from both ends: white space, lone codes, pairs around the whole, and pairs without a word in them (the
    "¶" or "§" that links to a heading).
    """
    first, last = 0, len(run) - 1
    words: list[int] = []
    while True:
        if _is_filler(run[first], texts[first]):
            first += 1
        elif _is_filler(run[last], texts[last]):
            last -= 1
        elif run[first][_KIND] != OPEN and run[last][_KIND] != CLOSE:
            return first, last
        elif mates[first] == last:
            first, last = first + 1, last - 1
        else:
            words = words or _words(run, texts)
            if run[first][_KIND] == OPEN and words[first] == words[mates[first]]:
                first = mates[first] + 1
            elif run[last][_KIND] == CLOSE and words[last] == words[mates[last]]:
                last = mates[last] - 1
            else:
                return first, last


def _is_filler(item: Item, text: str) -> bool:
    return item[_KIND] == LONE or (item[_KIND] == TEXT and not text.strip())


def _words(run: Sequence[Item], texts: Sequence[str]) -> list[int]:
    """How many items with a word in them come before each item."""
    found = [item[_KIND] == KEEP or _WORD.search(text) is not None for item, text in zip(run, texts, strict=True)]
    return [0, *accumulate(found)]
