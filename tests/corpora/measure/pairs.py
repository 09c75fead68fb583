"""The texts of two versions of a document, side by side, by the parsers of the skeleton's checks."""

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import zip_longest
from typing import Any

import polib
import srt
import webvtt
from docutils import nodes

from tests.corpora import (
    checks_asciidoc,
    checks_captions,
    checks_html,
    checks_markdown,
    checks_po,
    checks_rst,
    checks_text,
    checks_values,
    checks_xml,
)
from tests.corpora.measure.letters import Pair
from tests.corpora.measure.spans import Role, of_value

Pairs = Iterator[Pair]

_FORMULA = re.compile(r"\\\(.*?\\\)|\\\[.*?\\\]|\\begin\{(\w+\*?)\}.*?\\end\{\1\}|\$\$.*?\$\$", re.DOTALL)
_SYNTAX = re.compile(
    r"\{%.*?%\}|\{\{.*?\}\}|\{[#.:][^}\n]*\}|\{\x20?[\w-]+=[^{}\n]*\}|\$\$.*?\$\$|(?<![\w$])\$[^\s$][^$\n]*\$|\[\^[^\]]+\]|\]\[[^\]\n]*\]"
    r"|^[ \t]*(?::{2,}|!!!|\?\?\?|===|@\[|:[\w-]+:|\[!|\{\{<)[^\n]*$|\{/\*.*?\*/\}"
    r"|\+\+(?:\x22[^\x22\n]*\x22|[^\s\x22])+\+\+"
    r"|^[ \t]*/{3,}[^\n]*(?:\n\s*[\w-]+: [^\n]*)*$"
    r"|^[ \t]*\([^()\s]+\)=[ \t]*$|^[ \t]*<<<[^\n]*$|^import\s[\w,\s]*\{[^}]*\}[^\n]*$"
    r"|^(?:import|export)\b[^\n]*$|<[A-Z][\w.]*\s[^<>]*/?>",
    re.DOTALL | re.MULTILINE,
)


def html(before: str, after: str) -> Pairs:
    """Text and what readers see of attributes, against everything else."""
    old, new = list(checks_html._pieces(before)), list(checks_html._pieces(after))
    for one, other in both(old, new):
        if one.text is None or other.text is None:
            yield Pair(Role.CODE, str(one.key), str(other.key))
        else:
            yield Pair(Role.HUMAN if one.on else Role.CODE, one.text, other.text, _FORMULA)


def markdown(before: str, after: str) -> Pairs:
    """Text, HTML, front matter; markdown-it's other tokens are code."""
    (front, body), (new_front, new_body) = checks_markdown._split(before), checks_markdown._split(after)
    yield from leaves(checks_values._yaml(front), checks_values._yaml(new_front))
    old, new = checks_markdown._parsed(body), checks_markdown._parsed(new_body)
    for (key, one), (other_key, other) in both(old, new):
        if key in {"text", "title"}:
            yield Pair(Role.HUMAN, checks_markdown._COLLAPSED.sub(r"[\1][\1]", one), other, _SYNTAX)
        elif key == "html":
            yield from html(one, other)
        else:
            yield Pair(Role.CODE, str(key), str(other_key))


def leaves(before: Iterable[object], after: Iterable[object]) -> Pairs:
    """Values and other things, as the parsers of data tell them."""
    for one, other in both(list(before), list(after)):
        if isinstance(one, tuple) and isinstance(other, tuple):
            yield Pair(Role.CODE, one[0], other[0])
            yield from value(one[1], other[1], of_value(one[1], one[0]))
        else:
            yield Pair(Role.CODE, str(one), str(other))


def value(before: str, after: str, role: Role = Role.VALUE) -> Pairs:
    """One value, which may be ICU MessageFormat or HTML."""
    if checks_values._ICU.search(before):
        yield Pair(Role.EITHER if role is Role.VALUE else role, before, after, checks_values._ICU_SYNTAX)
    elif checks_values._TAG.search(before) or checks_values._ELEMENT.search(before):
        for pair in html(before, after):
            yield pair._replace(role=role) if pair.role is Role.HUMAN else pair
    else:
        yield Pair(role, before, after)


def _of_leaves(read: Callable[[str], Iterable[object]]) -> Callable[[str, str], Pairs]:
    return lambda before, after: leaves(read(before), read(after))


def csv(before: str, after: str) -> Pairs:
    """Cells; the first row is the columns' names."""
    delimiter = checks_values._delimiter(before)
    old, new = (checks_values._rows(text, delimiter) for text in (before, after))
    for first, (row, other) in enumerate(both(old, new)):
        for one, two in both(row, other):
            if first:
                yield from value(one, two)
            else:
                yield Pair(Role.EITHER, one, two)


def text(before: str, after: str) -> Pairs:
    """Paragraph by paragraph."""
    old, new = (checks_text._BLANK_LINES.split(page.replace("\r\n", "\n")) for page in (before, after))
    for one, other in both(old, new):
        bare, translated = (checks_text._QUOTED.sub("", paragraph) for paragraph in (one, other))
        yield Pair(Role.VALUE, bare, translated, checks_text._NUMBERING)


def po(before: str, after: str) -> Pairs:
    """Messages against their translations; the messages themselves are code."""
    old, new = (polib.pofile(page.removeprefix("\ufeff")) for page in (before, after))
    for one, other in both(list(old), list(new)):
        yield Pair(Role.CODE, str(checks_po_key(one)), str(checks_po_key(other)))
        if one.obsolete:
            yield Pair(Role.CODE, one.msgstr, other.msgstr)
        elif one.msgid_plural:
            for slot in other.msgstr_plural.values():
                near = one.msgid if len(slot) == len(one.msgid) else one.msgid_plural
                yield from value(near, slot or near, Role.HUMAN)
        elif one.msgstr != other.msgstr or checks_po._MARKUP.sub("", one.msgid).strip():
            yield from value(one.msgid, other.msgstr or one.msgid, Role.HUMAN)


def checks_po_key(entry: polib.POEntry) -> object:
    """All of an entry but its translation."""
    return checks_po._key(entry)


def rst(before: str, after: str) -> Pairs:
    """Text of docutils' elements, but for code, formulas, comments, and roles of Sphinx."""
    checks_rst._register()
    old, new = (list(_blocks(checks_rst._document(page))) for page in (before, after))
    for (role, one), (_, other) in both(old, new):
        yield Pair(role, one, other)


def asciidoc(before: str, after: str) -> Pairs:
    """What Asciidoctor shows, code in it apart; structure, names and targets are code."""
    (old, ids), (new, new_ids) = map(checks_asciidoc.pieces, (before, after))
    for one, other in both(old, new):
        if one.kind == "html":
            code, new_code = (str(checks_asciidoc._inline(*each)) for each in ((one.text, ids), (other.text, new_ids)))
            yield Pair(Role.CODE, code, new_code)
            yield Pair(Role.HUMAN, checks_asciidoc.words(one.text), checks_asciidoc.words(other.text))
        elif one.kind == "text":
            yield Pair(Role.HUMAN, unescape(one.text), unescape(other.text))
        else:
            yield Pair(Role.CODE, one.text, other.text)


def _blocks(document: nodes.document) -> Iterator[tuple[Role, str]]:
    for block in document.findall(nodes.TextElement):
        if isinstance(block.parent, nodes.system_message):
            continue
        if isinstance(block, checks_rst._FIXED):
            yield Role.CODE, block.astext()
        elif not isinstance(block.parent, nodes.TextElement) and (text := _words(block)).strip():
            yield Role.HUMAN, text


def _words(block: nodes.Element) -> str:
    kept = (*checks_rst._FIXED, nodes.system_message, nodes.problematic, nodes.title_reference)
    pieces = (child for child in block.children if not isinstance(child, kept))
    return "".join(child.astext() if isinstance(child, nodes.Text) else _words(child) for child in pieces)


def xml(before: str, after: str) -> Pairs:
    """Texts; elements, attributes, comments and text in elements of code are code."""
    skipped = {checks_xml._XML_LANG}
    old, new = (list(checks_xml._pieces(checks_xml._parse(page), skipped)) for page in (before, after))
    for (key, one, spoken), (other_key, other, _) in both(old, new):
        yield Pair(Role.CODE, str(key), str(other_key))
        if spoken == checks_xml._STATED:
            continue
        if spoken == "code":
            yield Pair(Role.CODE, one, other)
        else:
            yield from value(one, other)


def android(before: str, after: str) -> Pairs:
    """The strings, without what is marked to stay."""
    yield from _skeleton(before, after)
    for old, new in both(list(checks_xml._values(before)), list(checks_xml._values(after))):
        one, other = (_decoded(checks_xml._text(element)) for element in (old, new))
        if checks_xml._MARKUP.search(one):
            yield from value(one, other, Role.HUMAN)
        else:
            is_reference = checks_xml._REFERENCE.fullmatch(one)
            yield Pair(Role.CODE if is_reference else Role.HUMAN, one, other, checks_xml._ESCAPE)


def _decoded(text: str) -> str:
    return checks_xml._CODE_POINT.sub(lambda code: chr(int(code[1], 16)), text)


def _skeleton(before: str, after: str) -> Pairs:
    for one, other in both(*(list(checks_xml._pieces(checks_xml._parse(page), set())) for page in (before, after))):
        yield Pair(Role.CODE, str(one[0]), str(other[0]))


def resx(before: str, after: str) -> Pairs:
    """Values of strings; those with a type, and the designer's, are code."""
    yield from _skeleton(before, after)
    for old, new in both(*(list(checks_xml._parse(page).iter("data")) for page in (before, after))):
        one, other = old.findtext("value") or "", new.findtext("value") or ""
        name = old.get("name") or ""
        is_code = old.get("type") or old.get("mimetype") or name.startswith(">>")
        either = "." in name or "{Locked" in (old.findtext("comment") or "")
        yield from value(one, other, Role.CODE if is_code else Role.EITHER if either else Role.HUMAN)


def xliff(before: str, after: str) -> Pairs:
    """Sources against targets; all outside of targets is code."""
    old, new = checks_xml._parse(before), checks_xml._parse(after)
    for one, other in both(list(checks_xml._outside_targets(old)), list(checks_xml._outside_targets(new))):
        yield Pair(Role.CODE, str(one), str(other))
    for unit in new.iter("{*}trans-unit", "{*}segment"):
        source, target = unit.find("{*}source"), unit.find("{*}target")
        kept = any(parent.get("translate") == "no" for parent in [unit, *unit.iterancestors()])
        if source is not None and not kept:
            one = checks_xml._text(source)
            yield Pair(Role.HUMAN, one, checks_xml._text(target) if target is not None else one)


def captions_srt(before: str, after: str) -> Pairs:
    """What is said."""
    old, new = (list(srt.parse(page.removeprefix("\ufeff"), ignore_errors=True)) for page in (before, after))
    for one, other in both(old, new):
        yield Pair(Role.CODE, one.proprietary, other.proprietary)
        yield from _cue(one.content, other.content)


def captions_vtt(before: str, after: str) -> Pairs:
    """What is said; styles and names of cues are code."""
    import io

    old, new = (webvtt.from_buffer(io.StringIO(page.removeprefix("\ufeff"))) for page in (before, after))
    for style, new_style in both(old.styles, new.styles):
        yield Pair(Role.CODE, style.text, new_style.text)
    for one, other in both(old.captions, new.captions):
        yield Pair(Role.CODE, one.identifier or "", other.identifier or "")
        yield from _cue(one.raw_text, other.raw_text)


def _cue(before: str, after: str) -> Pairs:
    markup = checks_captions._MARKUP
    yield Pair(Role.CODE, str(markup.findall(before)), str(markup.findall(after)))
    said, translated = (unescape(markup.sub("", text)) for text in (before, after))
    yield Pair(Role.HUMAN, said, translated, checks_captions._NOT_SPOKEN)


def both(old: Iterable[Any], new: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Piece beside piece. Raises TornError where they are not as many."""
    left, right = list(old), list(new)
    if len(left) != len(right):
        raise TornError(f"{len(left)} pieces became {len(right)}")
    return zip_longest(left, right)


class TornError(Exception):
    """The two versions have not the same pieces."""


TEXTS: dict[str, Callable[[str, str], Pairs]] = {
    "android": android,
    "apple_strings": _of_leaves(checks_values._strings),
    "asciidoc": asciidoc,
    "csv": csv,
    "html": html,
    "json": _of_leaves(checks_values._json),
    "markdown": markdown,
    "po": po,
    "properties": _of_leaves(checks_values._properties),
    "resx": resx,
    "rst": rst,
    "srt": captions_srt,
    "text": text,
    "vtt": captions_vtt,
    "xliff": xliff,
    "xml": xml,
    "yaml": _of_leaves(checks_values._yaml),
}
