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
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lingopoint.formats.unit import Code, CodeKind, Part, Parts, joined

_NAMES = ("b", "i", "u", "s", "q", "em")
_LONE = "br"
_KEEP = "a"

_TAG = re.compile(r"<\s*(/?)\s*([A-Za-z]{1,4})\b\s*([^<>]*?)\s*(/?)\s*>")
_ID = re.compile(r"""\bid\s*=\s*["']?(\d+)""")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_LINE_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_DIGITS = re.compile(r"(?<!\d)\d{4,}(?!\d)")


class MismatchError(Exception):
    """What came back does not hold the codes, the protected text or the numbers of what was sent."""


class Wire(NamedTuple):
    """A unit as it is sent. `markup` tells escaped text with tags from plain text; the two never share a call."""

    text: str
    markup: bool


def to_wire(parts: Parts) -> Wire:
    """The wire form of a unit: plain text as it is when there is nothing to mark or escape, else markup."""
    if len(parts) == 1 and isinstance(parts[0], str) and "<" not in parts[0] and "&" not in parts[0]:
        return Wire(parts[0], markup=False)
    tags = _tags(parts)
    return Wire("".join(escape(part) if isinstance(part, str) else tags[part] for part in parts), markup=True)


def from_wire(returned: str, parts: Parts, sent: Wire, *, numbers: bool = True) -> Parts:
    """The parts of a translation, with the very codes of `parts`. Raises MismatchError.

    `numbers` demands that runs of four digits and more (order numbers, telephone numbers, years) come back; turn it off
    for languages that count years otherwise.
    """
    target = (
        _tidy(_merge(_parse(returned, parts)), parts)
        if sent.markup
        else (_one_line(_unescape_like(returned, sent.text)),)
    )
    _check_text(_text(parts), _text(target), numbers=numbers)
    return target


def escape(text: str) -> str:
    """Text as it stands between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescape_like(text: str, source: str) -> str:
    """`text` without HTML references, when the source has none: services escape what they take for markup."""
    return html.unescape(text) if _ENTITY.search(text) and not _ENTITY.search(source) else text


def _one_line(text: str) -> str:
    return _LINE_BREAK.sub(" ", text).strip()


def _text(parts: Parts) -> str:
    return " ".join(part for part in parts if isinstance(part, str))


def _check_text(source: str, target: str, *, numbers: bool) -> None:
    if not any(map(str.isalnum, target)) and any(map(str.isalnum, source)):
        raise MismatchError("the text is gone")
    if any(target.count(mark) > source.count(mark) for mark in "<>"):
        raise MismatchError("markup was added")
    if numbers and Counter(map(int, _DIGITS.findall(source))) - Counter(map(int, _DIGITS.findall(target))):
        raise MismatchError("a number was changed")


def _tags(parts: Parts) -> dict[Code, str]:
    """The tag of each code. Codes are few, so names do for most of them and ids are the exception."""
    codes = [part for part in parts if isinstance(part, Code)]
    shown = Counter(code.shown for code in codes if code.kind is CodeKind.KEEP)
    pairs: dict[int, str] = {}
    lone = 0
    tags: dict[Code, str] = {}
    for code in codes:
        if code.kind is CodeKind.OPEN:
            pairs[code.number] = _pair_name(len(pairs))
            tags[code] = f"<{pairs[code.number]}>"
        elif code.kind is CodeKind.CLOSE:
            tags[code] = f"</{pairs[code.number].partition(' ')[0]}>"
        elif code.kind is CodeKind.LONE:
            lone += 1
            tags[code] = f"<{_LONE}>" if lone == 1 else f"<{_LONE} id={lone}>"
        else:
            identity = f" id={code.number}" if shown[code.shown] > 1 else ""
            tags[code] = f"<{_KEEP} translate=no{identity}>{escape(code.shown)}</{_KEEP}>"
    return tags


def _pair_name(index: int) -> str:
    return _NAMES[index] if index < len(_NAMES) else f"{_NAMES[0]} id={index + 1}"


class _Expected:
    """The codes that have still to come, by what tells them apart on the wire."""

    def __init__(self, parts: Parts) -> None:
        self._codes: dict[tuple[str, ...], Code] = {}
        self._closing: dict[int, Code] = {}
        self._open: list[tuple[str, Code]] = []
        for code, tag in _tags(parts).items():
            if code.kind is CodeKind.CLOSE:
                self._closing[code.number] = code
            else:
                self._codes[_signature(tag)] = code

    def take(self, signature: tuple[str, ...]) -> Code:
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
    source = _text(parts)
    position = 0
    scan = _TAG.finditer(returned)
    for match in scan:
        yield _decode(returned[position : match.start()], source)
        position = match.end()
        slash, name, attributes, _ = match.groups()
        if slash:
            yield expected.close(name.lower())
        elif name.lower() == _KEEP:
            end = next(scan, None)
            if end is None or not end[1] or end[2].lower() != _KEEP:
                raise MismatchError("protected text was broken up")
            position = end.end()
            yield expected.take(_keep_signature(attributes, returned[match.end() : end.start()]))
        else:
            yield expected.take(_start_signature(name, attributes))
    yield _decode(returned[position:], source)
    expected.end()


def _decode(text: str, source: str) -> str:
    return _unescape_like(html.unescape(text), source)


def _signature(tag: str) -> tuple[str, ...]:
    """What tells the code of one of our own tags from the others."""
    match = _TAG.match(tag)
    if match is None:
        raise ValueError(f"not a tag: {tag}")
    if match[2] == _KEEP:
        return _keep_signature(match[3], tag[match.end() : tag.rindex("<")])
    return _start_signature(match[2], match[3])


def _start_signature(name: str, attributes: str) -> tuple[str, ...]:
    identity = _ID.search(attributes)
    return name.lower(), identity[1] if identity else ""


def _keep_signature(attributes: str, content: str) -> tuple[str, ...]:
    return *_start_signature(_KEEP, attributes), html.unescape(content).strip()


def _merge(parts: Iterable[Part]) -> Parts:
    """Neighbouring text in one piece, on one line, without white space at the ends."""
    merged = [_LINE_BREAK.sub(" ", part) if isinstance(part, str) else part for part in joined(parts)]
    if merged and isinstance(merged[0], str):
        merged[0] = merged[0].lstrip()
    if merged and isinstance(merged[-1], str):
        merged[-1] = merged[-1].rstrip()
    return joined(merged)


def _tidy(target: Parts, source: Parts) -> Parts:
    """`target` with the spaces that crept inside of a pair of codes moved out again.

    Machine translation sets tags apart from words; `<b> word </b>` looks wrong in HTML and is no emphasis in Markdown.
    """
    spaced = {code for code, inner in _inner_edges(source) if inner.startswith(" ") or inner.endswith(" ")}
    parts = list(target)
    for index, part in enumerate(parts):
        if not isinstance(part, Code) or part in spaced or part.kind not in _STEP:
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
