"""A file that comes back from a translator: XLIFF 2.0 or 2.1, however the tools that it went through write it.

Segments may have been split and joined, pairs taken apart, states changed, notes and attributes added, anything moved
to other prefixes. What counts is what the targets of a unit say together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from lingopoint_cli.exchange import names
from lingopoint_cli.exchange.inline import Mark, Role, Token, has_letter, merged
from lingopoint_cli.exchange.xml import parse
from lingopoint_cli.failures import FILE, Failure

_XLIFF = "urn:oasis:names:tc:xliff:document:"
_CORE = f"{{{names.CORE}}}"
_MATCH = f"{{{names.MATCHES}}}match"
_META = f"{{{names.METADATA}}}meta"


class NotFinishedError(Exception):
    """A unit has no translation that a person is done with. The message says why."""


class _Piece(NamedTuple):
    """A segment, or what stands between two. `target` is None where it has none."""

    source: list[Token]
    target: list[Token] | None
    state: str
    is_segment: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its pieces in the order of the target, and what the memory's machine suggested for it."""

    pieces: list[_Piece]
    machine: list[list[Token]]

    def target(self, *, unconfirmed: bool) -> list[Token]:
        """What its targets say together. `unconfirmed` takes what nobody changed or confirmed as well.

        Raises NotFinishedError.
        """
        missing = [piece for piece in self.pieces if not _is_done(piece)]
        if missing:
            done = any(_is_done(piece) and has_letter(piece.source) for piece in self.pieces)
            raise NotFinishedError("it is translated in part" if done else "it is not translated")
        found = merged(token for piece in self.pieces for token in _said(piece))
        if not unconfirmed and self._is_unconfirmed(found):
            raise NotFinishedError("it is a machine's, and nobody has changed or confirmed it")
        return found

    def _is_unconfirmed(self, found: list[Token]) -> bool:
        """Whether a segment is said not to be finished. A tool that knows no states leaves what was there.

        So what differs from the machine's was changed by a person.
        """
        states = {piece.state for piece in self.pieces if piece.is_segment}
        if self.machine:
            return found in self.machine and not states.isdisjoint({"initial", ""})
        return "initial" in states


@dataclass(frozen=True, slots=True)
class Received:
    """The file: its languages, what it says of its original, and its units by id, in order."""

    source: str
    target: str
    about: names.About
    units: dict[str, Unit] = field(default_factory=dict)


def read(data: bytes, name: str) -> Received:
    """A file by its bytes; `name` is what it is called. Raises Failure for what is not one document's XLIFF 2."""
    root = parse(data, name)
    if not root.tag.endswith("}xliff") or not root.tag.startswith(f"{{{_XLIFF}"):
        raise Failure(f"{name}: it is not XLIFF", FILE)
    version = root.get("version", "")
    if not version.startswith("2") or not root.tag.startswith(_CORE):
        raise Failure(f"{name}: it is XLIFF {version}; 2.0 and 2.1 are read", FILE)
    files = root.findall(f"{_CORE}file")
    if len(files) != 1:
        raise Failure(f"{name}: it holds {len(files)} files; one document is imported at a time", FILE)
    (file,) = files
    units = {unit.get("id", ""): _unit(unit) for unit in file.iter(f"{_CORE}unit")}
    return Received(root.get("srcLang", ""), root.get("trgLang", ""), _about(file), units)


def _about(file: Element) -> names.About:
    """What the file says of its original; where a tool dropped that, no more than its name."""
    told = (meta.text or "" for meta in file.iter(_META) if meta.get("type") == names.ABOUT)
    found = next(filter(None, map(names.About.from_json, told)), None)
    return found or names.About(file.get("original", ""))


def _unit(element: Element) -> Unit:
    tags = (f"{_CORE}segment", f"{_CORE}ignorable")
    children = [child for child in element if child.tag in tags]
    places = [_place(child, number) for number, child in enumerate(children, 1)]
    pieces = [_piece(child) for _, child in sorted(zip(places, children, strict=True), key=lambda pair: pair[0])]
    suggested = (match.find(f"{_CORE}target") for match in element.iter(_MATCH) if match.get("type") == names.MACHINE)
    return Unit(pieces, [_tokens(target) for target in suggested if target is not None])


def _place(element: Element, number: int) -> int:
    """Where a target stands among those of its unit."""
    target = element.find(f"{_CORE}target")
    order = target.get("order", "") if target is not None else ""
    return int(order) if order.isdecimal() else number


def _piece(element: Element) -> _Piece:
    source, target = element.find(f"{_CORE}source"), element.find(f"{_CORE}target")
    return _Piece(
        [] if source is None else _tokens(source),
        None if target is None else _tokens(target),
        element.get("state", ""),
        element.tag == f"{_CORE}segment",
    )


def _is_done(piece: _Piece) -> bool:
    """Whether a piece has its translation; what has no letter needs none."""
    return not has_letter(piece.source) or any(isinstance(token, str) and token.strip() for token in piece.target or ())


def _said(piece: _Piece) -> list[Token]:
    """The translation of a piece that is done; without one, it is said again as it was.

    What stands between segments may have been taken away: not all languages have spaces between sentences.
    """
    missing = not piece.target if piece.is_segment else piece.target is None
    return piece.source if missing else piece.target or []


def _tokens(element: Element) -> list[Token]:
    return merged(_spelled(element))


def _spelled(element: Element) -> Iterator[Token]:
    yield element.text or ""
    for child in element:
        yield from _inline(child)
        yield child.tail or ""


def _inline(element: Element) -> Iterator[Token]:
    local = element.tag.removeprefix(_CORE)
    identity = element.get("id", "")
    if local == "pc":
        yield Mark(Role.OPEN, identity)
        yield from _spelled(element)
        yield Mark(Role.CLOSE, identity)
    elif local == "sc":
        yield Mark(Role.OPEN, identity)
    elif local == "ec":
        yield Mark(Role.CLOSE, element.get("startRef") or identity)
    elif local == "ph":
        yield Mark(Role.LONE, identity)
    elif local == "cp":
        yield _character(element.get("hex", ""))
    else:  # an annotation, or a tool's own: what it holds is text
        yield from _spelled(element)


def _character(number: str) -> str:
    try:
        return chr(int(number, 16))
    except (ValueError, OverflowError):
        return ""
