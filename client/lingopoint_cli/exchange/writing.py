"""A document's texts as XLIFF 2.1, for translators.

Each unit is one segment; its codes are `pc` (the pairs of a unit nest) and `ph`, with their bytes as original data.
What the translation memory holds is there twice: as a match, which says what it is, and as the target, for some tools
read no matches. The state says whether a person is done with it.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from lingopoint.unit import Code, CodeKind, Parts
from lingopoint_cli.exchange import names
from lingopoint_cli.exchange.inline import in_order
from lingopoint_cli.exchange.original import Text
from lingopoint_cli.memory.holding import Held

_FORBIDDEN = re.compile("([\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff])")
"""What XML cannot hold."""


class Job(NamedTuple):
    """What a file is about: the original, the languages, and a note for whoever opens it."""

    about: names.About
    source: str
    target: str
    note: str


def write(job: Job, texts: list[Text], suggestions: Mapping[int, Held], notes: Mapping[int, str]) -> Iterator[bytes]:
    """The file, piece by piece. `suggestions` and `notes` are by the place of the unit."""
    root = {
        "xmlns": names.CORE,
        "xmlns:mda": names.METADATA,
        "xmlns:mtc": names.MATCHES,
        "version": "2.1",
        "srcLang": job.source,
        "trgLang": job.target,
    }
    name = _FORBIDDEN.sub("\ufffd", job.about.name)
    file = {"id": "f1", **({"original": name} if name else {})}
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n' + _start_tag("xliff", root) + _start_tag("file", file)
    yield _serialised(_metadata(job.about)) + _serialised(_notes(job.note))
    for text in texts:
        yield _serialised(_unit(text, suggestions.get(text.place), notes.get(text.place, "")))
    yield b"</file>\n</xliff>\n"


def _start_tag(name: str, attributes: dict[str, str]) -> bytes:
    return _serialised(Element(name, attributes)).replace(b" />", b">")


def _serialised(element: Element) -> bytes:
    written: bytes = ElementTree.tostring(element, "utf-8", xml_declaration=False)
    return written + b"\n"


def _metadata(about: names.About) -> Element:
    element = Element("mda:metadata")
    group = SubElement(element, "mda:metaGroup", {"category": names.CATEGORY})
    SubElement(group, "mda:meta", {"type": names.ABOUT}).text = about.to_json()
    return element


def _notes(text: str) -> Element:
    element = Element("notes")
    SubElement(element, "note").text = _FORBIDDEN.sub("\ufffd", text)
    return element


def _unit(text: Text, suggestion: Held | None, note: str) -> Element:
    unit = Element("unit", {"id": f"u{text.name}", "xml:space": "preserve"})
    spelling = _Spelling(text.parts)
    segment = Element("segment", {"id": "s1"})
    spelling.fill(SubElement(segment, "source"), text.parts, data=True)
    if suggestion:
        segment.set("state", "translated" if suggestion.reviewed else "initial")
        spelling.fill(SubElement(segment, "target"), suggestion.parts, data=True)
        unit.append(_matches(spelling, text, suggestion))
    if note:
        unit.append(_notes(note))
    if spelling.data:
        unit.append(spelling.original_data())
    unit.append(segment)
    return unit


def _matches(spelling: "_Spelling", text: Text, suggestion: Held) -> Element:
    element = Element("mtc:matches")
    kind = names.REVIEWED if suggestion.reviewed else names.MACHINE
    attributes = {"ref": "#s1", "type": kind, "origin": "lingopoint", "similarity": "100"}
    match = SubElement(element, "mtc:match", attributes)
    spelling.fill(SubElement(match, "source"), text.parts, data=False)
    spelling.fill(SubElement(match, "target"), suggestion.parts, data=False)
    return element


class _Spelling:
    """How the codes of one unit are spelled, in its source and in translations of it; `data` are their bytes, by id."""

    def __init__(self, source: Parts) -> None:
        self.data: dict[str, str] = {}
        ordered = in_order(source)
        self._reorder = dict.fromkeys(ordered, "no") | ({ordered[0]: "firstNo"} if ordered else {})
        self._ids: dict[str, str] = {}
        codes = [part for part in source if isinstance(part, Code)]
        self._ends = {code.number: code for code in codes if code.kind is CodeKind.CLOSE}
        for code in codes:
            shown = _native(code)
            if shown and shown not in self._ids:
                self._ids[shown] = f"d{len(self._ids) + 1}"
                self.data[self._ids[shown]] = shown

    def original_data(self) -> Element:
        """The bytes of the codes, as far as they are text."""
        element = Element("originalData")
        for identity, native in self.data.items():
            _add_text(SubElement(element, "data", {"id": identity}), None, native)
        return element

    def fill(self, element: Element, parts: Parts, *, data: bool) -> None:
        """Put parts into a source or a target. Matches have no `data` of their own."""
        inside: list[tuple[Element, Element | None]] = [(element, None)]  # each with its last child
        for part in parts:
            outer, last = inside[-1]
            if isinstance(part, str):
                inside[-1] = outer, _add_text(outer, last, part)
            elif part.kind is CodeKind.CLOSE:
                inside.pop()
            else:
                made = SubElement(outer, *self._tag(part, data=data))
                inside[-1] = outer, made
                if part.kind is CodeKind.OPEN:
                    inside.append((made, None))

    def _tag(self, code: Code, *, data: bool) -> tuple[str, dict[str, str]]:
        number = str(code.number)
        fixed = {"canCopy": "no", "canDelete": "no"}
        if code in self._reorder:
            fixed["canReorder"] = self._reorder[code]
        if code.kind is CodeKind.OPEN:
            end = self._ends[code.number]
            references = {"dataRefEnd": self._id(end), "dataRefStart": self._id(code)} if data else {}
            return "pc", {"id": number, **fixed, **{name: value for name, value in references.items() if value}}
        reference = {"dataRef": self._id(code)} if data and self._id(code) else {}
        shown = {"disp": _FORBIDDEN.sub("\ufffd", code.shown)} if code.shown else {}
        return "ph", {"id": number, **fixed, **reference, **shown}

    def _id(self, code: Code) -> str:
        return self._ids.get(_native(code), "")


def _native(code: Code) -> str:
    return code.shown if code.raw is None else code.raw.decode(errors="replace")


def _add_text(element: Element, last: Element | None, text: str) -> Element | None:
    """Add text after the last child; what XML cannot hold becomes elements. The child that is the last then."""
    for number, piece in zip(count(), _FORBIDDEN.split(text), strict=False):
        if number % 2:
            last = SubElement(element, "cp", {"hex": f"{ord(piece):04X}"})
        elif last is None:
            element.text = (element.text or "") + piece
        else:
            last.tail = (last.tail or "") + piece
    return last
