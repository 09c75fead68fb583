"""The wire form of a unit, and the check of what comes back.

Inline codes travel as short HTML tags, which Amazon Translate keeps in place, and protected text as elements with
`translate="no"`, which it leaves alone (Amazon Translate Developer Guide, "Using do-not-translate"). Attributes never
travel: a tag only says which code of the unit it stands for.

    code    wire                            told apart by
    OPEN    <b> ... <i> ... <u> ...         the element's name; from the seventh pair on by id: <b id=7>
    CLOSE   </b>                            nesting
    LONE    <br>  <br id=2>                 order number among the unit's lone codes
    KEEP    <a translate=no>{name}</a>      its content; by id where two different codes show the same

A unit comes back right when it holds the same codes, each once, properly nested, and the same protected text. Nothing
else is accepted: `from_wire` raises MismatchError, and the caller tries another way.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, NewType

from lingopoint.unit import Code, CodeKind, Part, Parts, joined

_NAMES = ("b", "i", "u", "s", "q", "em")
_LONE = "br"
_KEEP = "a"

_TAG = re.compile(r"<\s*(/?)\s*([A-Za-z]{1,4})\b\s*([^<>]*?)\s*(/?)\s*>")
_ID = re.compile(r"""\bid\s*=\s*["']?(\d+)""")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_LINE_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")


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
    return Wire("".join(escape(part) if isinstance(part, str) else next(tags).text for part in parts))


def from_wire(returned: str, parts: Parts, sent: Wire) -> Parts:
    """The parts of a translation, with the very codes of `parts`. Raises MismatchError."""
    if is_markup(sent):
        return _tidy(_trimmed(joined(_parse(returned, parts))), parts)
    return (_one_line(_unescape_like(returned, sent)).strip(),)


def escape(text: str) -> str:
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
            text = f"<{_KEEP} translate=no{_id(identity)}>{escape(code.shown)}</{_KEEP}>"
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
        name = name.lower()
        if slash:
            yield expected.close(name)
            continue
        found = _ID.search(attributes) if attributes else None
        identity = found[1] if found else ""
        if name == _KEEP:
            end = next(scan, None)
            if end is None or not end[1] or end[2].lower() != _KEEP:
                raise MismatchError("protected text was broken up")
            position = end.end()
            yield expected.take(name, identity, html.unescape(returned[match.end() : end.start()]).strip())
        else:
            yield expected.take(name, identity)
    yield _decode(returned[position:], source)
    expected.end()


def _decode(text: str, source: str) -> str:
    text = _one_line(text)
    return _unescape_like(html.unescape(text), source) if "&" in text else text


def _trimmed(parts: Parts) -> Parts:
    """`parts` without white space at the ends."""
    trimmed = list(parts)
    if trimmed and isinstance(trimmed[0], str):
        trimmed[0] = trimmed[0].lstrip()
    if trimmed and isinstance(trimmed[-1], str):
        trimmed[-1] = trimmed[-1].rstrip()
    return tuple(part for part in trimmed if part != "")


def _tidy(target: Parts, source: Parts) -> Parts:
    """`target` with the spaces that crept inside of a pair of codes moved out again.

    Machine translation sets tags apart from words; `<b> word </b>` looks wrong in HTML and is no emphasis in Markdown.
    """
    crept = {code for code, inner in _inner_edges(target) if inner[:1] == " " or inner[-1:] == " "}
    if not crept:
        return target
    spaced = {code for code, inner in _inner_edges(source) if inner[:1] == " " or inner[-1:] == " "}
    parts = list(target)
    for index, part in enumerate(parts):
        if not isinstance(part, Code) or part not in crept or part in spaced:
            continue
        step = _STEP[part.kind]
        inside, outside = _text_at(parts, index + step), _text_at(parts, index - step)
        stripped = inside.lstrip() if step > 0 else inside.rstrip()
        if stripped and stripped != inside and outside:
            parts[index + step] = stripped
            parts[index - step] = f"{outside.rstrip()} " if step > 0 else f" {outside.lstrip()}"
    return tuple(parts)


_STEP = {CodeKind.OPEN: 1, CodeKind.CLOSE: -1}
"""The way from a code to the inside of its pair."""


def _inner_edges(parts: Parts) -> Iterator[tuple[Code, str]]:
    for index, part in enumerate(parts):
        if isinstance(part, Code) and part.kind in _STEP:
            yield part, _text_at(parts, index + _STEP[part.kind])


def _text_at(parts: Sequence[Part], index: int) -> str:
    part = parts[index] if 0 <= index < len(parts) else ""
    return part if isinstance(part, str) else ""
