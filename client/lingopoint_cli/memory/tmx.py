"""TMX 1.4b, the exchange format of translation memories, as parts and back.

Parts hold the inline codes of a segment: `bpt` and `ept`, and `hi`, as OPEN and CLOSE; `ph`, `it` and `ut` as LONE. A
code's `raw` is what tells it from the others of its unit, in every language: its attribute `x`, or else what it stands
for. A `ph` that stands for a placeholder is plain text again, and our own `ph` of type `x-keep` is KEEP.

Specification: https://www.gala-global.org/tmx-14b
"""

import re
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from lingopoint.translation.protect import protect
from lingopoint.unit import Code, CodeKind, Part, Parts, joined
from lingopoint_cli.failures import FILE, Failure

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ANY = "*all*"
_KEEP = "x-keep"


class Version(NamedTuple):
    """A text in one language, by its tag. `parts` is None where its codes are not balanced or hold text themselves."""

    language: str
    parts: Parts | None


class Unit(NamedTuple):
    """A text and its translations."""

    source: Version
    targets: list[Version]
    reviewed: bool = True


def read(path: Path) -> Iterator[Unit | None]:
    """The units of a file, None for those without a text in the source language. Raises Failure, and OSError.

    Where any language may be the source (`*all*`), it is the first.
    """
    source = _ANY
    try:
        # Python's expat limits how far entities expand, and ElementTree loads nothing from outside of the file.
        for event, element in ElementTree.iterparse(path, ("start", "end")):  # noqa: S314
            if event == "start" and element.tag == "header":
                source = element.get("srclang", _ANY)
            elif event == "end" and element.tag == "tu":
                yield _unit(element, element.get("srclang", source))
                element.clear()
    except ElementTree.ParseError as error:
        raise Failure(f"{path}: not XML: {error}", FILE) from error


def _unit(element: Element, source: str) -> Unit | None:
    versions = [
        Version(tuv.get(_LANG) or tuv.get("lang") or "", _parts(seg))
        for tuv in element.iterfind("tuv")
        if (seg := tuv.find("seg")) is not None
    ]
    wanted = source.lower()
    found = next((each for each in versions if wanted in (_ANY, each.language.lower())), None)
    return Unit(found, [each for each in versions if each is not found]) if found else None


class _UnbalancedError(Exception):
    """Codes of a segment do not pair, or hold text of their own to translate."""


def _parts(seg: Element) -> Parts | None:
    numbers = _Numbers()
    try:
        parts = joined(_inside(seg, numbers))
    except _UnbalancedError:
        return None
    return None if numbers.pending else _one_line(parts)


class _Numbers:
    """Numbers of codes in order of appearance, and those that have not been closed, innermost last."""

    def __init__(self) -> None:
        self._last = 0
        self.pending: list[tuple[str, int, bytes]] = []

    def next(self) -> int:
        self._last += 1
        return self._last

    def opened(self, pair: str, raw: bytes) -> Code:
        self.pending.append((pair, self.next(), raw))
        return Code(CodeKind.OPEN, self._last, raw)

    def closed(self, pair: str) -> Code:
        if not self.pending or self.pending[-1][0] != pair:
            raise _UnbalancedError
        _, number, raw = self.pending.pop()
        return Code(CodeKind.CLOSE, number, raw)


def _inside(element: Element, numbers: _Numbers) -> Iterator[Part]:
    yield element.text or ""
    for child in element:
        yield from _code(child, numbers)
        yield child.tail or ""


def _code(element: Element, numbers: _Numbers) -> Iterator[Part]:
    native = "".join(element.itertext())
    raw = f"x={element.get('x')}".encode() if "x" in element.attrib else native.encode()
    if element.tag == "hi":
        yield numbers.opened("hi", raw if "x" in element.attrib else element.get("type", "").encode())
        yield from _inside(element, numbers)
        yield numbers.closed("hi")
    elif len(element):  # a sub-flow
        raise _UnbalancedError
    elif element.tag == "bpt":
        yield numbers.opened(f"bpt {element.get('i')}", raw)
    elif element.tag == "ept":
        yield numbers.closed(f"bpt {element.get('i')}")
    elif element.get("type") == _KEEP:
        yield Code(CodeKind.KEEP, numbers.next(), b"", native)
    elif _is_placeholder(native):
        yield native
    else:
        yield Code(CodeKind.LONE, numbers.next(), raw)


def _is_placeholder(text: str) -> bool:
    parts = protect((text,))
    return len(parts) == 1 and isinstance(parts[0], Code)


_LINE_BREAK = re.compile(r"\s*[\r\n]\s*")


def _one_line(parts: Parts) -> Parts:
    """The parts as a document's unit has them: no line breaks, no white space at the ends."""
    lines = [_LINE_BREAK.sub(" ", part) if isinstance(part, str) else part for part in parts]
    if lines and isinstance(lines[0], str):
        lines[0] = lines[0].lstrip()
    if lines and isinstance(lines[-1], str):
        lines[-1] = lines[-1].rstrip()
    return joined(lines)


def writable(parts: Parts) -> bool:
    """Whether XML can hold these texts: it has no control characters."""
    return not any(_CONTROL.search(part if isinstance(part, str) else part.shown) for part in parts)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write(units: Iterable[Unit]) -> Iterator[bytes]:
    """A file that holds these units, piece by piece; the codes of a unit and of its translations have equal numbers."""
    header = {
        "creationtool": "lingopoint",
        "creationtoolversion": metadata.version("lingopoint"),
        "segtype": "block",
        "o-tmf": "lingopoint",
        "adminlang": "en",
        "srclang": _ANY,
        "datatype": "plaintext",
    }
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
    yield ElementTree.tostring(Element("header", header), "utf-8", xml_declaration=False) + b"\n<body>\n"
    for unit in units:
        yield ElementTree.tostring(_element(unit), "utf-8", xml_declaration=False) + b"\n"
    yield b"</body>\n</tmx>\n"


def _element(unit: Unit) -> Element:
    element = Element("tu", {"srclang": unit.source.language})
    SubElement(element, "prop", {"type": "x-lingopoint"}).text = "reviewed" if unit.reviewed else "machine"
    for version in (unit.source, *unit.targets):
        tuv = SubElement(element, "tuv", {_LANG: version.language})
        _fill(SubElement(tuv, "seg"), version.parts or ())
    return element


def _fill(seg: Element, parts: Parts) -> None:
    last: Element | None = None
    for part in parts:
        if isinstance(part, Code):
            last = SubElement(seg, *_tag(part))
            last.text = part.shown or _SHOWN[part.kind]
        elif last is None:
            seg.text = (seg.text or "") + part
        else:
            last.tail = (last.tail or "") + part


_SHOWN = {CodeKind.OPEN: "<b>", CodeKind.CLOSE: "</b>", CodeKind.LONE: "<br>", CodeKind.KEEP: ""}
"""What a code stands for, to the eye: the memory knows no more of it."""


def _tag(code: Code) -> tuple[str, dict[str, str]]:
    number = str(code.number)
    match code.kind:
        case CodeKind.OPEN:
            return "bpt", {"i": number, "x": number}
        case CodeKind.CLOSE:
            return "ept", {"i": number}
        case CodeKind.LONE:
            return "ph", {"x": number}
    return "ph", {"x": number, "type": _KEEP}
