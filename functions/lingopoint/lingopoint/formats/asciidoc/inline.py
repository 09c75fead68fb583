"""Inline markup of AsciiDoc, read as Asciidoctor does: in passes over the whole text.

A text is not sure in which pairs overlap, or in which a backslash may or may not stand for itself.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from lingopoint.formats.asciidoc.macros import macros
from lingopoint.formats.asciidoc.marks import SLOT, Mark, Slots, UnsureError, plain, special
from lingopoint.formats.asciidoc.passes import attributes, passthroughs, quotes, replacements
from lingopoint.regex import compile_pattern
from lingopoint.unit import CodeKind

Items = list[str | Mark]

_SPECIAL = compile_pattern(r"[*_`#^~+{\[&<\\@]|://|\(\(|\n")
_OLD_SPECIAL = compile_pattern(r"['*_`#^~+{\[&<\\@]|://|\(\(|\n")
_HARD_BREAK = compile_pattern(r" \+(?:\n[ \t]*|$)")
_BREAK = compile_pattern(r"\n[ \t]*")
_REFERENCE = compile_pattern(r"(\\)?\{(\w[\w-]*+)\}|\\[\"']|&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[\da-fA-F]{2,5});")
_LONGEST_SHOWN: Final = 200


def read(text: str, *, keeps_lines: bool = False, at_item: bool = False, is_old: bool = False) -> Items | None:
    """The inline markup of a text, whose lines are divided by line ends; None where it is not sure."""
    if not (_OLD_SPECIAL if is_old else _SPECIAL).search(text):
        return [text]
    slots = Slots()
    try:
        marked = _passes(text, slots, at_item=at_item, is_old=is_old)
        marked = _breaks(marked, slots, keeps_lines=keeps_lines)
        return _joined(_items(marked, slots))
    except UnsureError:
        return None


def value(text: str) -> Items:
    """The items of a value in which nothing is markup but references to attributes and to characters."""
    slots = Slots()

    def mark(found: re.Match[str]) -> str:
        if found[0].startswith("\\"):
            return slots.text(found[0], found[0] if found[1] else found[0][1:])
        return slots.keep(found[0]) if found[2] else slots.text(found[0], unescape(found[0]))

    return _joined(_items(special(_REFERENCE.sub(mark, text)), slots))


def _passes(text: str, slots: Slots, *, at_item: bool, is_old: bool) -> str:
    text = special(passthroughs(text, slots, is_old=is_old))
    text = attributes(quotes(text, slots, is_old=is_old), slots)
    return macros(replacements(text, slots), slots, at_item=at_item)


def _breaks(text: str, slots: Slots, *, keeps_lines: bool) -> str:
    text = _HARD_BREAK.sub(lambda found: slots.keep(found[0]), text)
    return _BREAK.sub(lambda found: slots.keep(found[0]) if keeps_lines else " ", text)


def _items(text: str, slots: Slots) -> Iterator[str | Mark]:
    opened: list[Mark] = []
    done = at = 0
    while found := SLOT.search(text, at):
        mark, at = slots[found[0]], found.end()
        if found.start() > done:
            yield plain(text[done : found.start()])
        if mark.is_code:
            at = text.find(chr(ord(found[0]) + 1), at) + 1
            if mark.kind is CodeKind.CLOSE or not at or not _is_whole(text[found.end() : at - 1], slots):
                raise UnsureError
            yield _code(slots.raw(text[found.start() : at]), text[found.end() : at - 1], mark, slots)
        else:
            _follow(mark, opened)
            yield mark
        done = at
    if opened:
        raise UnsureError
    if done < len(text):
        yield plain(text[done:])


def _follow(mark: Mark, opened: list[Mark]) -> None:
    """Keep count of the pairs that are open."""
    if mark.kind is CodeKind.OPEN:
        opened.append(mark)
    elif mark.kind is CodeKind.CLOSE and (not opened or opened.pop().number != mark.number):
        raise UnsureError


def _is_whole(text: str, slots: Slots) -> bool:
    """Whether all pairs in a text are closed in it."""
    opened: list[Mark] = []
    for found in SLOT.finditer(text):
        _follow(slots[found[0]], opened)
    return not opened


def _code(raw: str, inner: str, mark: Mark, slots: Slots) -> Mark:
    shown = " ".join(plain(SLOT.sub(lambda found: slots[found[0]].shown, inner)).split())
    raw = " ".join(raw.split("\n"))
    kind = CodeKind.KEEP if 0 < len(shown) <= _LONGEST_SHOWN else CodeKind.LONE
    return Mark(kind, raw, mark.number, shown if kind is CodeKind.KEEP else "", is_code=True)


def _joined(items: Iterator[str | Mark]) -> Items:
    """The items with text that was written as marks in the text around it."""
    found: Items = []
    for item in items:
        text = item if isinstance(item, str) else item.shown if item.is_text else None
        if text is None:
            found.append(item)
        elif found and isinstance(found[-1], str):
            found[-1] += text
        elif text:
            found.append(text)
    return found
