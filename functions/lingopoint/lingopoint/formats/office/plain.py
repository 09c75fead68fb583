"""Paragraphs of nothing but text in runs, as most are: read by two expressions, without a tree of their elements."""

import re
from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

from lingopoint.formats.hyphens import unhyphenated
from lingopoint.formats.office.names import Script
from lingopoint.formats.office.runs import Format
from lingopoint.formats.office.sheet import is_fixed_text
from lingopoint.formats.office.units import Around, Runs, Shared
from lingopoint.formats.xml import one_line, unescape
from lingopoint.regex import compile_pattern
from lingopoint.unit import CODE_BYTES, CodeKind, Part, Parts, Unit

# In these @ stands for a prefix. A tag that another follows at once ends there for sure: no value of an attribute holds
# a `<`. And since the document is well-formed, what matches from the start of a paragraph to its end is all of it.
_OPEN = rb"(?=[\s>])[^>]*+(?<!/)>(?=<)"
_EMPTY = rb"(?=[\s/])[^>]*+(?<=/)>(?=<)"


def _whole(name: bytes) -> bytes:
    inside = rb"[^<]*+(?:<(?!/@%b>)[^<]*+)*+" % name
    return rb"<@%b(?=[\s/>])[^>]*+(?:(?<=/)>|>(?=<)%b</@%b>)(?=<)" % (name, inside, name)


_EDGES = rb"(?:<@(?:bookmarkStart|bookmarkEnd|proofErr|phoneticPr)%b|%b)*+" % (
    _EMPTY,
    b"|".join(map(_whole, (b"pPr", b"endParaRPr", b"rPh"))),
)
"""What stands before or after the text: in a unit it would be a code at one of the ends, which is left outside."""

_NOTHING = rb"(?!)"
_STARTS = {Script.SHEET: rb"<@(?:c%b<@is|si|text)>" % _OPEN}
_ENDS = {Script.SHEET: rb"</@(?:is></@c|si|text)>"}
_NOISE = {Script.WORD: (rb"<@lastRenderedPageBreak/>", rb"<@proofErr" + _EMPTY)}
# Where characters may be written as codes, text with such codes is not for here.
_TEXTS = {Script.WORD: rb"[^<]*+"}
_PLACE, _RUN, _FORMAT, _PRESERVED, _TEXT, _END = range(1, 7)


class _Stretch(NamedTuple):
    """Text of one format, and the bytes of the runs that hold it."""

    text: str
    look: Format
    start: int
    end: int


@lru_cache(maxsize=16)
def _patterns(prefix: bytes, script: Script) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """What matches the beginning of a paragraph, and a text after it, with the end of the paragraph if it is there."""
    noise_inside, noise_after = _NOISE.get(script, (_NOTHING, _NOTHING))
    start = _STARTS.get(script, rb"<@p" + _OPEN) + _EDGES
    text = _TEXTS.get(script, rb"(?:[^<\r\n_]++|_(?!x[0-9A-Fa-f]{4}_))*+")
    run = rb"(<@r)%b(%b)?+(?:%b)?+" % (_OPEN, _whole(b"rPr"), noise_inside)
    item = rb"((?:%b)?+<@t( xml:space=\"preserve\")?+>(%b)</@t>(?(%d)</@r>))" % (run, text, _RUN)
    item += rb"(?:(%b%b)|(?:%b)*+)" % (_EDGES, _ENDS.get(script, rb"</@p>"), noise_after)
    head, item = (pattern.replace(b"@", re.escape(prefix)) for pattern in (start, item))
    return compile_pattern(head), compile_pattern(item)


class Plain:
    """Reads the paragraphs of a part whose names have this prefix. `fixed` is for sheets: strings that must stay."""

    def __init__(self, prefix: bytes, script: Script, shared: Shared, fixed: Set[str] | None) -> None:
        colon = b":" if prefix else b""
        self._start, self._item = _patterns(prefix + colon, script)
        self._in_runs = Runs(prefix + colon + b"r", prefix + colon + b"t", script, shared.dress)
        self._strips = script is not Script.DRAWING
        self._shared = shared
        self._fixed = fixed

    def read(self, data: bytes, start: int) -> tuple[list[Unit], int] | None:
        """The units of the paragraph that begins here, none or one, and where it ends; None if it is not plain."""
        found = self._start.match(data, start)
        if found is None:
            return None
        items: list[re.Match[bytes]] = []
        while found.lastindex != _END:
            found = self._item.match(data, found.end())
            if found is None:
                return None
            self._shared.work.spend(CODE_BYTES)
            items.append(found)
        end = found.end()
        if data.find(b"xmlns", start, end) >= 0:
            return None
        if self._fixed is not None and is_fixed_text(self._fixed, (item[_TEXT] for item in items)):
            return [], end
        runs = self._in_runs if any(item[_RUN] for item in items) else self._in_runs._replace(run=b"")
        return self._units(self._stretches(items), runs), end

    def _stretches(self, items: list[re.Match[bytes]]) -> list[_Stretch]:
        stretches: list[_Stretch] = []
        for item in items:
            properties, preserved, content = item.group(_FORMAT, _PRESERVED, _TEXT)
            text = one_line(unescape(content if preserved or not self._strips else content.strip()))
            if not text.isascii():
                text = unhyphenated(text)
            if not text:
                continue
            look = self._shared.format(properties or b"")
            start, end = item.span(_PLACE)
            if stretches and stretches[-1].look.key == look.key:
                before, look, start, _ = stretches.pop()
                text = before + text
            stretches.append(_Stretch(text, look, start, end))
        while stretches and stretches[0].text.isspace():
            del stretches[0]
        while stretches and stretches[-1].text.isspace():
            del stretches[-1]
        return stretches

    def _units(self, stretches: list[_Stretch], runs: Runs) -> list[Unit]:
        if not any(any(map(str.isalpha, stretch.text)) for stretch in stretches):
            return []
        self._shared.work.unit()
        first, last = stretches[0].text, stretches[-1].text
        lead, trail = first[: len(first) - len(first.lstrip())], last[len(last.rstrip()) :]
        around = Around(b"", runs.encode(lead) if lead else b"", runs.encode(trail) if trail else b"", b"")
        texts = [stretch.text for stretch in stretches]
        texts[0] = texts[0].lstrip()
        texts[-1] = texts[-1].rstrip()
        looks = [stretch.look for stretch in stretches]
        base = _usual(texts, looks)
        parts = self._parts(texts, looks, base)
        return [Unit(stretches[0].start, stretches[-1].end, parts, self._shared.writer(runs, around, base.raw))]

    def _parts(self, texts: list[str], looks: list[Format], base: Format) -> Parts:
        parts: list[Part] = []
        number = 0
        code = self._shared.code
        for text, look in zip(texts, looks, strict=True):
            if look.key == base.key:
                parts.append(text)
            else:
                number += 1
                parts += (code(CodeKind.OPEN, number, look.raw), text, code(CodeKind.CLOSE, number, b""))
        return tuple(parts)


def _usual(texts: list[str], looks: list[Format]) -> Format:
    """The format of most of the text, as it is first written."""
    if len(looks) == 1:
        return looks[0]
    amounts: dict[bytes, int] = {}
    for text, look in zip(texts, looks, strict=True):
        amounts[look.key] = amounts.get(look.key, 0) + len(text)
    most = max(amounts, key=amounts.__getitem__)
    return next(look for look in looks if look.key == most)
