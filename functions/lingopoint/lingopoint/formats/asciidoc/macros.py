"""Inline macros, one kind after the other, as Asciidoctor replaces them (`asciidoctor/substitutors.rb`, 2.0.23)."""

import re
from collections.abc import Callable

from lingopoint.formats.asciidoc.attributes import attributes
from lingopoint.formats.asciidoc.marks import MARKED, SLOT, Slots, UnsureError, plain
from lingopoint.formats.asciidoc.passes import Finder
from lingopoint.regex import compile_pattern
from lingopoint.unit import CodeKind

_Make = Callable[[str, str, Slots], str]
"""A macro as marks: of what stands before its brackets, and what in them."""

_BRACKET = compile_pattern(r"(?<!\\)\]")
_NO_TARGET = compile_pattern(r"[\s\[]")
_NO_PATH = compile_pattern(r"[\n\[]")
_ESCAPED = compile_pattern(r"\\\]")
_URL = compile_pattern(
    rf"(?:(link:)|(?<![^ \t\n\\()\[\];\"'{MARKED}]))((?:https?|file|ftp|irc)://)(?=[^\s\[\]{MARKED}])"
)
_URL_END = compile_pattern(rf"[\s\[\]{MARKED}]")
_ANGLE_END = compile_pattern(r"&gt;")
_ANGLE = compile_pattern(r"&[lg]t;")
_TRAILING = compile_pattern(r"[,.?!;:)]+$")
_EMAIL = compile_pattern(
    r"([\\>:/])?(?<!\w)\w(?:&amp;|[\w.%+-]){0,64}@[^\W_][\w.-]{0,250}\.[a-zA-Z]{2,5}(?![a-zA-Z0-9_])"
)
_LETTER = compile_pattern(r"\w")
_ANCHOR = compile_pattern(r"\[\[(?:[^\W\d_]|[_:])[\w:.-]*+(?:, *+([^\[\]\n]+))?\]\]")
_BIBLIO = compile_pattern(r"\[\[\[(?:[^\W\d_]|[_:])[\w:.-]*+(?:, *+[^\[\]\n]+)?\]\]\]")
_XREF = compile_pattern(r"&lt;&lt;(?=[\w#/.:{" + MARKED + "])")
_XREF_END = compile_pattern(r"&gt;&gt;")
_TERM = compile_pattern(r"\(\((?!\()(?=[^()\s])([^()]+)\)\)(?!\))")
_HIDDEN = compile_pattern(r"\(\(\(([^()]+)\)\)\)")
_MENU = compile_pattern(r"\"[\w&][^\"\n]*?[ \n]+&gt;[ \n]+[^\"\n]*\"")


def macros(text: str, slots: Slots, *, at_item: bool) -> str:
    """The text with marks in the place of its macros."""
    if "[" in text:
        text = _named(text, ("kbd", "btn", "menu"), _NO_TARGET, _interface, slots)
        text = _named(text, ("image", "icon"), _NO_PATH, _image, slots)
        text = _named(text, ("indexterm2", "indexterm"), _NO_TARGET, _index, slots)
    if "((" in text:
        text = _HIDDEN.sub(lambda found: slots.keep(slots.raw(found[0])), text)
        text = _TERM.sub(lambda found: _around("((", found[1], "))", slots), text)
    if "://" in text:
        text = _urls(text, slots)
    if "[" in text:
        text = _named(text, ("link", "mailto"), _NO_TARGET, _link, slots)
    if "@" in text:
        text = _EMAIL.sub(lambda found: _email(found, text, slots), text)
    if "[[" in text:
        if at_item and (biblio := _BIBLIO.match(text)):
            text = slots.keep(slots.raw(biblio[0])) + text[biblio.end() :]
        text = _ANCHOR.sub(lambda found: slots.keep(slots.raw(found[0])), text)
    if "&lt;&lt;" in text:
        text = _references(text, slots)
    if "[" in text:
        text = _named(text, ("anchor",), _NO_TARGET, lambda head, inner, s: s.keep(f"{head}{s.raw(inner)}]"), slots)
        text = _named(text, ("xref",), _NO_TARGET, _link, slots)
        text = _named(text, ("footnoteref", "footnote"), _NO_TARGET, _footnote, slots)
        text = _by_attribute(text, slots)
    return text


def _by_attribute(text: str, slots: Slots) -> str:
    """Links to addresses that begin with a reference to an attribute: `{url}/page[text]`."""
    stops, ends = Finder(_NO_TARGET, text), Finder(_BRACKET, text)
    pieces, done, at = [], 0, 0
    while start := SLOT.search(text, at):
        at = start.end()
        stop = stops(at)
        if not slots[start[0]].raw.startswith("{") or stop is None or text[stop[0]] != "[":
            continue
        closing = ends(stop[1])
        if closing is None:
            break
        inner = _link(slots.raw(text[start.start() : stop[1]]), text[stop[1] : closing[0]], slots)
        pieces += [text[done : start.start()], inner]
        done = at = closing[1]
    return "".join(pieces) + text[done:]


def _named(text: str, names: tuple[str, ...], stop: re.Pattern[str], make: _Make, slots: Slots) -> str:
    """The macros of some names: `name:target[text]`."""
    if not any(name + ":" in text for name in names):
        return text
    start = compile_pattern(rf"(\\)?(?:{'|'.join(names)}):(?!:)")
    stops, ends = Finder(stop, text), Finder(_BRACKET, text)
    pieces, done, at = [], 0, 0
    while name := start.search(text, at):
        at = name.end()
        opening = stops(at)
        if opening is None or text[opening[0]] != "[":
            continue
        closing = ends(opening[1])
        if closing is None:
            break
        head, inner = text[name.start() : opening[1]], text[opening[1] : closing[0]]
        if name[1]:
            pieces += [text[done : name.start()], slots.text("\\", ""), text[name.start() + 1 : closing[1]]]
        else:
            pieces += [text[done : name.start()], make(slots.raw(head), inner, slots)]
        done = at = closing[1]
    return "".join(pieces) + text[done:]


def _around(opener: str, inner: str, closer: str, slots: Slots) -> str:
    first, last = slots.pair(opener, closer, is_pair=True)
    return f"{first}{_ESCAPED.sub(lambda _: slots.text(chr(92) + ']', ']'), inner)}{last}"


def _email(found: re.Match[str], text: str, slots: Slots) -> str:
    if _LETTER.match(text, found.end()):
        raise UnsureError  # letters that are none of ASCII end a word in JavaScript, and do not in Ruby
    return found[0] if found[1] else slots.keep(plain(found[0]), plain(found[0]))


def _interface(head: str, inner: str, slots: Slots) -> str:
    if head.startswith("btn:") and inner.strip():
        return _around(head, inner, "]", slots)
    return slots.keep(f"{head}{slots.raw(inner)}]")


def _image(head: str, inner: str, slots: Slots) -> str:
    """The description of an image, which is the first of its attributes."""
    first = next(attributes(inner), None)
    if head.startswith("icon") or first is None or first.name or not _has_letters(inner[first.start : first.end]):
        return slots.keep(f"{head}{slots.raw(inner)}]")
    if SLOT.search(inner[first.start : first.end]):
        raise UnsureError
    return _listed(head, inner, first.start, first.end, slots)


def _listed(head: str, inner: str, start: int, end: int, slots: Slots) -> str:
    opener, closer = head + slots.raw(inner[:start]), slots.raw(inner[end:]) + "]"
    return _around(opener, inner[start:end], closer, slots)


def _index(head: str, inner: str, slots: Slots) -> str:
    if head.startswith("indexterm2"):
        return _around(head, inner, "]", slots)
    return slots.keep(f"{head}{slots.raw(inner)}]")


def _link(head: str, inner: str, slots: Slots) -> str:
    """The text of a link, which is the first of its attributes where it has an equals sign."""
    if not inner.strip():
        return slots.keep(f"{head}{slots.raw(inner)}]")
    if "=" in inner or (head.startswith("mailto:") and "," in inner):
        first = next(attributes(inner), None)
        if first is None or first.name or first.start == first.end:
            return slots.keep(f"{head}{slots.raw(inner)}]")
        return _listed(head, inner, first.start, first.end, slots)
    size = len(inner) - inner.endswith("^")
    return _listed(head, inner, 0, size, slots)


def _footnote(head: str, inner: str, slots: Slots) -> str:
    if head.startswith("footnoteref:"):
        name, comma, words = inner.partition(",")
        if not comma:
            return slots.keep(f"{head}{slots.raw(inner)}]")
        return _around(f"{head}{name},", words, "]", slots)
    return _around(head, inner, "]", slots) if inner.strip() else slots.keep(head + "]")


def _urls(text: str, slots: Slots) -> str:
    stops, ends, angles = (Finder(pattern, text) for pattern in (_URL_END, _BRACKET, _ANGLE_END))
    pieces, done, at = [], 0, 0
    while start := _URL.search(text, at):
        first, inside = start.start(), start.end()
        at = inside
        stop = (stops(inside) or (len(text), 0))[0]
        if first and text[first - 1] == "\\":
            at = stop
            pieces += [text[done : first - 1], slots.text("\\", ""), text[first:stop]]
            done = stop
            continue
        if text.endswith("&amp;", 0, first):
            continue
        if text[stop : stop + 1] == "[" and (closing := ends(stop + 1)):
            pieces += [text[done:first], _link(plain(text[first : stop + 1]), text[stop + 1 : closing[0]], slots)]
            done = at = closing[1]
            continue
        if SLOT.match(text, stop) and slots[text[stop]].kind is not CodeKind.CLOSE:
            raise UnsureError
        angle = angles(inside)
        if text.endswith("&lt;", 0, first) and angle and angle[0] < stop:
            begin, end = first - 4, angle[1]
        elif start[1]:
            continue
        else:
            if _ANGLE.search(text, inside, stop):
                raise UnsureError
            trailing = _TRAILING.search(text, inside, stop)
            begin, end = first, trailing.start() if trailing else stop
        if end <= inside:
            continue
        address = plain(text[begin:end])
        pieces += [text[done:begin], slots.keep(address, address.strip("<>"))]
        done = at = end
    return "".join(pieces) + text[done:]


def _references(text: str, slots: Slots) -> str:
    ends = Finder(_XREF_END, text)
    pieces, done, at = [], 0, 0
    while start := _XREF.search(text, at):
        end = ends(start.end())
        if end is None:
            break
        inner = text[start.end() : end[0]]
        pieces.append(text[done : start.start()])
        target, comma, words = inner.partition(",")
        if start.start() and text[start.start() - 1] == "\\":
            raise UnsureError
        if not words.strip():
            pieces.append(slots.keep(f"<<{slots.raw(inner)}>>"))
        else:
            blank = words[: len(words) - len(words.lstrip())]
            pieces.append(_around(f"<<{slots.raw(target)}{comma}{blank}", words.strip(), ">>", slots))
        done = at = end[1]
    return "".join(pieces) + text[done:]


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))
