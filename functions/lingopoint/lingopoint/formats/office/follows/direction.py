"""The direction of paragraphs, tables, sections and sheets whose text became a language of the other direction.

ECMA-376 part 1: `w:bidi` of a paragraph section 17.3.1.6 and of a section, `w:bidiVisual` section 17.4.1, each in its
place among the others; `rtl` of DrawingML section 21.1.2.2.7, where alignment is absolute, and of its tables;
`rightToLeft` of a sheet section 18.3.1.87. In WordprocessingML `left` means the start of a line, and stays.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from lingopoint.formats.office.follows.tags import ATTRIBUTES, is_on, value_of, with_value
from lingopoint.formats.office.names import Script
from lingopoint.regex import compile_pattern
from lingopoint.unit import Edit


class _Switch(NamedTuple):
    """An element that turns its holder round: their names, and what may only come after it in there."""

    holder: bytes
    name: bytes
    after: bytes


_PARAGRAPH = _Switch(
    b"pPr",
    b"bidi",
    b"adjustRightInd|snapToGrid|spacing|ind|contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection"
    b"|textAlignment|textboxTightWrap|outlineLvl|divId|cnfStyle|rPr|sectPr|pPrChange",
)
_TABLE = _Switch(
    b"tblPr",
    b"bidiVisual",
    b"tblStyleRowBandSize|tblStyleColBandSize|tblW|jc|tblCellSpacing|tblInd|tblBorders|shd|tblLayout|tblCellMar|tblLook"
    b"|tblCaption|tblDescription|tblPrChange",
)
_SECTION = _Switch(b"sectPr", b"bidi", b"rtlGutter|docGrid|printerSettings|sectPrChange")

_SHEET_VIEW = compile_pattern(rb"<(?:\w+:)?sheetView(?=[\s/>])%b/?>" % ATTRIBUTES)
_LEVEL = compile_pattern(rb"<(?:\w+:)?lvl\dpPr(?=[\s/>])%b/?>" % ATTRIBUTES)
_TURNED = {b"l": "r", b"r": "l"}
_ON = (b"1", b"true", b"on")


class Turned:
    """What is turned round in a part of this markup, whose names have this prefix (colon included).

    `inherited` says that paragraphs may have their direction from a style, so that each has to say its own.
    """

    def __init__(self, prefix: bytes, script: Script, *, right_to_left: bool, inherited: bool = False) -> None:
        self._prefix = prefix
        self._script = script
        self._right_to_left = right_to_left
        self._inherited = inherited

    def edits(self, data: bytes, changed: Sequence[int]) -> Iterator[Edit]:
        """For the paragraphs that hold the places `changed`, in order; and for what they are in."""
        paragraphs, tables = _around(data, self._prefix, changed)
        if self._script is Script.DRAWING:
            for start in sorted(paragraphs):
                yield from self._drawing(data, start, b"pPr")
            for start in sorted(tables):
                yield from self._drawing(data, start, b"tblPr")
            return
        for switch, starts in ((_PARAGRAPH, paragraphs), (_TABLE, tables)):
            for start in sorted(starts):
                yield from self._switch(data, start, switch)
        if paragraphs:
            for section in compile_pattern(rb"<%bsectPr(?=[\s/>])" % re.escape(self._prefix)).finditer(data):
                yield from self._held(data, section.start(), _SECTION)

    def _switch(self, data: bytes, end: int, switch: _Switch) -> Iterator[Edit]:
        """`end` is that of the start tag of what is turned, and the place of its properties."""
        prefix = self._prefix
        if data.startswith(b"<%b%b" % (prefix, switch.holder), end):
            yield from self._held(data, end, switch)
        elif self._right_to_left or (self._inherited and switch is _PARAGRAPH):
            yield Edit(
                end, end, b"<%b%b>%b</%b%b>" % (prefix, switch.holder, self._said(switch), prefix, switch.holder)
            )

    def _held(self, data: bytes, start: int, switch: _Switch) -> Iterator[Edit]:
        """The edit of the properties that begin here."""
        found = _properties(self._prefix, switch).match(data, start)
        if found is None:
            return
        if found["own"] is not None:
            if self._right_to_left != is_on(value_of(found["own"], self._prefix + b"val")):
                yield Edit(*found.span("own"), self._said(switch))
        elif not (self._right_to_left or (self._inherited and switch is _PARAGRAPH)):
            return
        elif found["empty"] is not None:
            at = found.start("empty")
            yield Edit(at, found.end(), b">%b</%b%b>" % (self._said(switch), self._prefix, switch.holder))
        else:
            at = found.end()
            yield Edit(at, at, self._said(switch))

    def _said(self, switch: _Switch) -> bytes:
        off = b"" if self._right_to_left else b' %bval="0"' % self._prefix
        return b"<%b%b%b/>" % (self._prefix, switch.name, off)

    def _drawing(self, data: bytes, end: int, holder: bytes) -> Iterator[Edit]:
        found = compile_pattern(rb"<%b%b(?=[\s/>])%b/?>" % (re.escape(self._prefix), holder, ATTRIBUTES)).match(
            data, end
        )
        if found is None:
            if self._right_to_left and holder == b"pPr":
                yield Edit(end, end, b'<%bpPr rtl="1"/>' % self._prefix)
            return
        if self._right_to_left == (value_of(found[0], b"rtl") in _ON):
            return
        tag = with_value(found[0], b"rtl", "1" if self._right_to_left else "0")
        aligned = _TURNED.get(value_of(tag, b"algn") or b"")
        yield Edit(*found.span(), with_value(tag, b"algn", aligned) if aligned else tag)


def sheet_edits(data: bytes, *, right_to_left: bool) -> Iterator[Edit]:
    """What turns the views of a sheet."""
    for view in _SHEET_VIEW.finditer(data):
        if right_to_left != (value_of(view[0], b"rightToLeft") in _ON):
            yield Edit(*view.span(), with_value(view[0], b"rightToLeft", str(int(right_to_left))))


def level_edits(data: bytes, *, right_to_left: bool) -> Iterator[Edit]:
    """What aligns the levels of a presentation's texts, in its masters and defaults, at the other side.

    The paragraphs say their direction themselves; those that were not translated keep theirs in a script from left to
    right.
    """
    for level in _LEVEL.finditer(data):
        tag = level[0]
        is_turned = value_of(tag, b"rtl") in _ON
        if is_turned == right_to_left:
            continue
        if not right_to_left:
            tag = with_value(tag, b"rtl", "0")
        aligned = _TURNED.get(value_of(tag, b"algn") or b"")
        if aligned == ("r" if right_to_left else "l"):
            tag = with_value(tag, b"algn", aligned)
        if tag != level[0]:
            yield Edit(*level.span(), tag)


def _around(data: bytes, prefix: bytes, places: Iterable[int]) -> tuple[set[int], set[int]]:
    """The ends of the start tags of the paragraphs and of the tables that hold these places, in order."""
    paragraphs: set[int] = set()
    tables: set[int] = set()
    opened: list[tuple[bytes, int]] = []
    tags = _tags(prefix).finditer(data)
    tag = next(tags, None)
    for place in places:
        while tag is not None and tag.end() <= place:
            if tag[1]:
                opened.pop()
            elif not tag[3]:
                opened.append((tag[2], tag.end()))
            tag = next(tags, None)
        paragraphs.update([end for name, end in opened if name == b"p"][-1:])
        tables.update(end for name, end in opened if name == b"tbl")
    return paragraphs, tables


@lru_cache(maxsize=16)
def _tags(prefix: bytes) -> re.Pattern[bytes]:
    return compile_pattern(rb"<(/)?%b(p|tbl)(?=[\s/>])%b(/)?>" % (re.escape(prefix), ATTRIBUTES))


@lru_cache(maxsize=64)
def _properties(prefix: bytes, switch: _Switch) -> re.Pattern[bytes]:
    """Matches properties up to where the switch stands (`own`) or belongs; all of them where they are `empty`."""
    named = re.escape(prefix)
    stop = rb"<%b(?:%b)(?=[\s/>])|</%b%b\s*+>" % (named, switch.after, named, switch.holder)
    own = rb"<%b%b(?=[\s/>])%b(?:/>|></%b%b>)" % (named, switch.name, ATTRIBUTES, named, switch.name)
    return compile_pattern(
        rb"<%b%b(?=[\s/>])%b(?:(?P<empty>/>)|>[^<]*+(?:(?!%b|%b)<[^<]*+)*+(?:(?P<own>%b)|(?=%b)))"
        % (named, switch.holder, ATTRIBUTES, own, stop, own, stop)
    )
