"""Texts in attributes that people read or hear: descriptions of pictures, shapes and tables, tips of links.

ECMA-376 part 1: `descr` and `title` of `docPr` and `cNvPr` sections 20.4.2.5 and 21.1.2.3.5; `w:tblCaption` and
`w:tblDescription` sections 17.4.58 and 17.4.60; `tooltip`; `alt` of VML. Such a tag may be inside a paragraph, in one
of its codes, and come back in another place. So tags are known by their bytes: those that are alike say the same.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lingopoint.formats.office.follows import ATTRIBUTES
from lingopoint.formats.values import Selection
from lingopoint.formats.xml import quotable, unescape
from lingopoint.regex import compile_pattern
from lingopoint.unit import Code, CodeKind, Part, Parts, Unit, Work, write_with

_HINTS = (b"descr=", b"title=", b"ooltip=", b"tblCaption", b"tblDescription", b" alt=")
_TAG = compile_pattern(
    rb"<(?:(?:\w+:)?(docPr|cNvPr)|(?:\w+:)?(hlinkClick|hlinkHover|hlinkMouseOver|hyperlink)"
    rb"|(?:\w+:)?(tblCaption|tblDescription)|(v:\w+))(?=[\s/>])%b/?>" % ATTRIBUTES
)
_NAMES = (rb"descr|title", rb"(?:\w+:)?tooltip", rb"(?:\w+:)?val", rb"alt")
_SAID = [compile_pattern(rb"\s(?:%b)\s*+=\s*+(?:\"([^\"]++)\"|'([^']++)')" % names) for names in _NAMES]
_BREAK = compile_pattern(rb"((?:&#(?:0*1[03]|[xX]0*[aAdD]);|_x000[aAdD]_)++)")
_PICTURE = compile_pattern(r"(?i).*\.(?:bmp|emf|gif|jpe?g|png|svg|tiff?|webp|wmf)\Z")
_WANTS = Selection().wants
_WRITE = write_with(quotable)


class Said(NamedTuple):
    """A text in a tag: the tag's bytes, and where in it the text is."""

    tag: bytes
    start: int
    end: int


class Attributes:
    """The texts of a part, each with its unit."""

    def __init__(self, data: bytes, work: Work) -> None:
        self.units: list[Unit] = []
        self._said: list[Said] = []
        if any(map(data.__contains__, _HINTS)):
            tags = {tag[0]: tag for tag in reversed(list(_TAG.finditer(data)))}
            for tag in sorted(tags.values(), key=re.Match.start):
                for unit, said in _texts(tag, work):
                    self.units.append(unit)
                    self._said.append(said)

    def written(self, data: bytes, targets: Sequence[Parts | None]) -> bytes:
        """`data`, where the tags may have moved, with their texts translated."""
        changed: dict[bytes, list[tuple[int, int, bytes]]] = {}
        for unit, said, target in zip(self.units, self._said, targets, strict=True):
            if target is not None and target != unit.parts:
                changed.setdefault(said.tag, []).append((said.start, said.end, unit.write(target)))
        if not changed:
            return data
        new = {tag: _replaced(tag, texts) for tag, texts in changed.items()}
        return _TAG.sub(lambda tag: new.get(tag[0], tag[0]), data)


def _texts(tag: re.Match[bytes], work: Work) -> Iterator[tuple[Unit, Said]]:
    raw, kind = tag[0], (tag.lastindex or 1) - 1
    for said in _SAID[kind].finditer(raw):
        start, end = said.span(said.lastindex or 1)
        value = raw[start:end]
        start, end = end - len(value.lstrip()), start + len(value.rstrip())
        parts = tuple(_parts(raw[start:end]))
        text = " ".join(part for part in parts if isinstance(part, str))
        if _WANTS("text", text) and not _PICTURE.match(text):
            work.unit()
            yield Unit(tag.start() + start, tag.start() + end, parts, _WRITE), Said(raw, start, end)


def _parts(raw: bytes) -> Iterator[Part]:
    for index, piece in enumerate(_BREAK.split(raw)):
        if index % 2:
            yield Code(CodeKind.LONE, index // 2 + 1, piece)
        elif piece:
            yield unescape(piece)


def _replaced(tag: bytes, texts: Sequence[tuple[int, int, bytes]]) -> bytes:
    for start, end, text in sorted(texts, reverse=True):
        tag = tag[:start] + text + tag[end:]
    return tag
