"""The grammar of the wire: how text is spelled on its way to a translator, and read when it comes back.

Inline codes travel as short HTML tags, which translators keep in place, and protected text as `<span translate=no>`,
the one element of which it is recorded that Amazon Translate leaves it alone within a sentence (Developer Guide, "Using
do-not-translate in Amazon Translate"). Attributes never travel: a tag only says which code of the unit it stands for.

    code    wire                                told apart by
    OPEN    <b> ... <i> ... <u> ...             the element's name; from the seventh pair on by id: <b id=7>
    CLOSE   </b>                                nesting
    LONE    <br>  <br id=2>                     order number among the unit's lone codes
    KEEP    <span translate=no>{name}</span>    its content; by id where two different codes show the same

A unit comes back right when it holds the same codes, each once, properly nested, and the same protected text. Nothing
else is accepted: `from_wire` raises MismatchError, and the caller tries another way. How several wires share a call is
told in `blocks`.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple, NewType

from lingopoint.translation.spaces import tidy
from lingopoint.unit import Code, CodeKind, Part, Parts, joined

_NAMES = ("b", "i", "u", "s", "q", "em")
_LONE = "br"
_KEEP = "span"
_KEEP_TAG = f"<{_KEEP} "
_KEEP_BEFORE = "a"
"""What protected text travelled in at first: memories hold it, reviewed translations among them."""

_TAG = re.compile(r"<\s*(/?)\s*([A-Za-z]{1,4})\b\s*([^<>]*?)\s*(/?)\s*>")
_ID = re.compile(r"""\bid\s*=\s*["']?\s*(\d+)""", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_WIDE_ENTITY = re.compile(r"(&#?[A-Za-z0-9]{1,8})\uff1b")
_LINE_BREAK = re.compile(r"(?<![ \t])[ \t]*+(?:[\r\n]++[ \t]*+)++")
_OWN_TAG = re.compile(r"<(?P<close>/?)(?P<name>\w+)(?: translate=no)?(?: id=\d+)?>")

CHARACTER_BYTES = len("&quot;")
"""No character takes more, escaped or not."""
TAG_BYTES = len("<b id=10>")
"""A tag in a unit with many of them takes as much, or more."""
_MOST_TAG_BYTES = len("<span translate=no id=100000></span>")


class MismatchError(Exception):
    """What came back does not correspond to what was sent."""


Wire = NewType("Wire", str)
"""A unit as it is sent: plain text, which holds neither `<` nor `&`, or escaped text with tags."""


def is_markup(wire: Wire) -> bool:
    """Whether a wire is escaped text with tags. It never shares a call with plain text."""
    return "<" in wire or "&" in wire


def to_wire(parts: Parts) -> Wire:
    """The wire form of a unit: plain text as it is when there is nothing to mark or escape, else markup."""
    if len(parts) == 1 and isinstance(parts[0], str) and "<" not in parts[0] and "&" not in parts[0]:
        return Wire(parts[0])
    tags = iter(_tags(parts))
    return Wire("".join(_escape(part) if isinstance(part, str) else next(tags).text for part in parts))


def most_bytes(parts: Parts) -> int:
    """The most bytes that `parts` take on the wire, whatever they are joined with: tags may need ids there."""
    return sum(
        len(_escape(part).encode()) if isinstance(part, str) else _MOST_TAG_BYTES + len(_escape(part.shown).encode())
        for part in parts
    )


def from_wire(returned: str, parts: Parts, sent: Wire) -> Parts:
    """The parts of a translation, with the very codes of `parts`. Raises MismatchError."""
    if is_markup(sent):
        return tidy(joined(list(_parse(returned, parts))), parts)
    if returned.isprintable():  # so it is one line
        return (_unescape_like(returned, sent).strip(),)
    lines = returned.strip().splitlines()
    if len(set(lines)) < len(lines):
        raise MismatchError("a line came twice")
    return (_one_line(_unescape_like(returned, sent)).strip(),)


def spell(target: Parts, source: Parts) -> str:
    """A translation with the codes of `source`, as it would come back for the wire form of `source`."""
    if not is_markup(to_wire(source)):
        return "".join(part for part in target if isinstance(part, str))
    tags = {tag.code: tag.text for tag in _tags(source)}
    return "".join(_escape(part) if isinstance(part, str) else tags[part] for part in target)


def read(wire: Wire) -> Parts:
    """Parts that have this wire form, their codes without bytes (`raw` empty).

    Raises MismatchError where the wire form does not tell all of them.
    """
    parts = tuple(_read(wire)) if is_markup(wire) else (wire,)
    if lasting(to_wire(parts)) != lasting(wire):
        raise MismatchError("codes cannot be told apart without their document")
    return parts


def lasting(wire: Wire) -> str:
    """The wire form as memories are to know it for good, whatever protected text travels in."""
    if _KEEP_TAG not in wire:
        return wire
    return wire.replace(_KEEP_TAG, f"<{_KEEP_BEFORE} ").replace(f"</{_KEEP}>", f"</{_KEEP_BEFORE}>")


def _read(wire: Wire) -> Iterator[Part]:
    numbers = count(1)
    pending: list[int] = []
    position = 0
    tags = _OWN_TAG.finditer(wire)
    for tag in tags:
        if tag.start() > position:
            yield html.unescape(wire[position : tag.start()])
        position = tag.end()
        if tag["close"]:
            if not pending:
                raise MismatchError("codes are not properly nested")
            yield Code(CodeKind.CLOSE, pending.pop(), b"")
        elif tag["name"] == _LONE:
            yield Code(CodeKind.LONE, next(numbers), b"")
        elif tag["name"] in (_KEEP, _KEEP_BEFORE):
            end = next(tags, tag)
            yield Code(CodeKind.KEEP, next(numbers), b"", html.unescape(wire[position : end.start()]))
            position = end.end()
        else:
            pending.append(next(numbers))
            yield Code(CodeKind.OPEN, pending[-1], b"")
    if position < len(wire):
        yield html.unescape(wire[position:])
    if pending:
        raise MismatchError("codes are not properly nested")


def id_of(attributes: str) -> str:
    """The number that a tag's attributes give as its id, however they are spelled; empty without one."""
    found = _ID.search(attributes) if attributes else None
    return found[1] if found else ""


def _escape(text: str) -> str:
    """Text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescape_like(text: str, source: str) -> str:
    """`text` without HTML references, when the source has none: services escape what they take for markup."""
    return html.unescape(text) if "&" in text and _ENTITY.search(text) and not _ENTITY.search(source) else text


def _one_line(text: str) -> str:
    return _LINE_BREAK.sub(" ", text) if "\n" in text or "\r" in text else text


class _Tag(NamedTuple):
    """A code on the wire, and what tells it from the unit's other codes there."""

    code: Code
    text: str
    signature: tuple[str, ...]


def _tags(parts: Parts) -> list[_Tag]:
    """The tags of a unit's codes, in order. Codes are few, so names do for most of them; ids are the exception."""
    codes = [part for part in parts if isinstance(part, Code)]
    shown = Counter(code.shown for code in codes if code.kind is CodeKind.KEEP)
    pairs: dict[int, str] = {}
    lone = 0
    tags: list[_Tag] = []
    for code in codes:
        if code.kind is CodeKind.OPEN:
            name, identity = _pair_name(len(pairs))
            pairs[code.number] = name
            tags.append(_Tag(code, f"<{name}{_id(identity)}>", (name, identity)))
        elif code.kind is CodeKind.CLOSE:
            tags.append(_Tag(code, f"</{pairs[code.number]}>", ()))
        elif code.kind is CodeKind.LONE:
            lone += 1
            identity = str(lone) if lone > 1 else ""
            tags.append(_Tag(code, f"<{_LONE}{_id(identity)}>", (_LONE, identity)))
        else:
            identity = str(code.number) if shown[code.shown] > 1 else ""
            text = f"<{_KEEP} translate=no{_id(identity)}>{_escape(code.shown)}</{_KEEP}>"
            tags.append(_Tag(code, text, (_KEEP, identity, code.shown.strip())))
    return tags


def _id(identity: str) -> str:
    return f" id={identity}" if identity else ""


def _pair_name(index: int) -> tuple[str, str]:
    return (_NAMES[index], "") if index < len(_NAMES) else (_NAMES[0], str(index + 1))


class _Expected:
    """The codes that have still to come, by what tells them apart on the wire."""

    def __init__(self, parts: Parts) -> None:
        self._codes: dict[tuple[str, ...], Code] = {}
        self._closing: dict[int, Code] = {}
        self._open: list[tuple[str, Code]] = []
        for tag in _tags(parts):
            if tag.code.kind is CodeKind.CLOSE:
                self._closing[tag.code.number] = tag.code
            else:
                self._codes[tag.signature] = tag.code

    def take(self, *signature: str) -> Code:
        code = self._codes.pop(signature, None)
        if code is None:
            raise MismatchError("a code was changed, added or doubled")
        if code.kind is CodeKind.OPEN:
            self._open.append((signature[0], code))
        return code

    def close(self, name: str) -> Code:
        if not self._open or self._open[-1][0] != name:
            raise MismatchError("codes are not properly nested")
        return self._closing[self._open.pop()[1].number]

    def end(self) -> None:
        if self._codes or self._open:
            raise MismatchError("codes are missing")


def _parse(returned: str, parts: Parts) -> Iterator[Part]:
    """The parts that `returned` spells out; every code of `parts` must come, once and in its place."""
    expected = _Expected(parts)
    source = "".join(part for part in parts if isinstance(part, str))
    position = 0
    scan = _TAG.finditer(returned)
    for match in scan:
        yield _decode(returned[position : match.start()], source)
        position = match.end()
        slash, name, attributes, _ = match.groups()
        name = _element(name)
        if slash:
            yield expected.close(name)
            continue
        identity = id_of(attributes)
        if name == _KEEP:
            end = next(scan, None)
            if end is None or not end[1] or _element(end[2]) != _KEEP:
                raise MismatchError("protected text was broken up")
            position = end.end()
            yield expected.take(name, identity, html.unescape(returned[match.end() : end.start()]).strip())
        else:
            yield expected.take(name, identity)
    yield _decode(returned[position:], source)
    expected.end()


def _element(name: str) -> str:
    return _KEEP if name.lower() == _KEEP_BEFORE else name.lower()


def _decode(text: str, source: str) -> str:
    text = _one_line(text)
    if "&" not in text:
        return text
    return _unescape_like(html.unescape(_WIDE_ENTITY.sub(r"\1;", text)), source)
