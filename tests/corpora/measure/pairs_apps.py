"""The texts of two versions of catalogues of frameworks and lesser formats, side by side."""

import json
import plistlib
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import Any

from fluent.syntax import ast, parse

from tests.corpora import checks_apps, checks_html
from tests.corpora.measure.letters import Pair, seen
from tests.corpora.measure.pairs import Pairs, both, leaves, markdown, value
from tests.corpora.measure.spans import Role

_STRING = re.compile(r"'((?:\\.|[^'\\])*)'|\"((?:\\.|[^\"\\])*)\"", re.DOTALL)
_OVERRIDE = re.compile(r"\{[^{}]*\}|\\[NnhN]")
_TIME = re.compile(r"\[\d+:\d\d[.:\d]*\]|<\d+:\d\d[.:\d]*>")
_UNFOLD = re.compile(r"\r?\n[ \t]")
_MNEMONIC = re.compile(r"(?<!&)&(?=\w)(?!#?\w+;)")
"""Marks a letter to press, in Qt's texts; translations go without."""
_FORMS = {"zero", "one", "two", "few", "many", "other"}
_TTML_TEXT = {"p", "title", "desc"}


def notebook(before: str, after: str) -> Pairs:
    """Markdown cells; everything else is code."""
    old, new = (list(_cells(json.loads(page))) for page in (before, after))
    for one, other in both(old, new):
        if one[0] == "markdown":
            yield from markdown(one[1], other[1])
        else:
            yield Pair(Role.CODE, one[1], other[1])


def _cells(book: Any) -> Iterator[tuple[str, str]]:
    for holder in (book, *book.get("worksheets", [])):
        for cell in holder.get("cells", []):
            if cell["cell_type"] in {"markdown", "heading"}:
                yield "markdown", "".join(cell.get("source", ""))
                cell["source"] = ""
    yield "rest", json.dumps(book)


def toml(before: str, after: str) -> Pairs:
    """Values; keys, numbers and dates are code."""
    old, new = (tomllib.loads(page.removeprefix("\ufeff")) for page in (before, after))
    yield from leaves(_tree(old, ""), _tree(_as_in(old, new), ""))


def _tree(node: Any, path: str) -> Iterator[object]:
    if isinstance(node, dict):
        for key, inner in node.items():
            yield f"{path}/{key}"
            yield from _tree(inner, f"{path}/{key}")
    elif isinstance(node, list):
        for index, inner in enumerate(node):
            yield from _tree(inner, f"{path}/{index}")
    elif isinstance(node, str):
        yield path, node
    else:
        yield str(node)


def qt(before: str, after: str) -> Pairs:
    """Sources against translations; sources, comments and places are code."""
    old, new = (ET.fromstring(page.removeprefix("\ufeff")) for page in (before, after))
    for one, other in both(old.iter("message"), new.iter("message")):
        source = one.findtext("source") or ""
        yield Pair(Role.CODE, source, other.findtext("source") or "")
        translation = other.find("translation")
        if translation is None or translation.get("type") in {"vanished", "obsolete"}:
            continue
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        source = _MNEMONIC.sub("", source, count=1)
        for form in forms:
            yield from value(source, form or source, Role.HUMAN)
    yield seen(Role.CODE, lambda root: [name.text for name in root.iter("name")], old, new)


def fluent(before: str, after: str) -> Pairs:
    """Text of messages; names, terms, placeables and comments are code."""
    old, new = (parse(page.removeprefix("\ufeff")).body for page in (before, after))
    for one, other in both(old, new):
        if isinstance(one, ast.Message):
            yield from _message(one.to_json(), other.to_json())
        else:
            yield seen(Role.CODE, lambda entry: entry.to_json(), one, other)


def _message(old: Any, new: Any) -> Pairs:
    for one, other in both(_scalars(old), _scalars(new)):
        yield Pair(Role.VALUE if one[0] == "TextElement" else Role.CODE, one[1], other[1])


def _scalars(node: Any, kind: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for name, inner in node.items():
            if name != "span":
                yield from _scalars(inner, node["type"])
    elif isinstance(node, list):
        for inner in node:
            yield from _scalars(inner, kind)
    elif node is not None:
        yield kind, str(node)


def _quoted(separator: str) -> Callable[[str, str], Pairs]:
    """Programs in which texts are strings: one before `separator` is a key."""
    key = re.compile(rf"\s*{separator}")

    def pairs(before: str, after: str) -> Pairs:
        old, new = (list(_STRING.finditer(page)) for page in (before, after))
        for one, other in both(old, new):
            is_key = key.match(before, one.end())
            yield Pair(Role.CODE if is_key else Role.VALUE, one[1] or one[2] or "", other[1] or other[2] or "")
        yield seen(Role.CODE, checks_apps._outside_quotes, before, after)

    return pairs


def ttml(before: str, after: str) -> Pairs:
    """Paragraphs, titles, descriptions; attributes but the language are code."""
    old, new = (ET.fromstring(page.removeprefix("\ufeff")) for page in (before, after))
    for one, other in both(old.iter(), new.iter()):
        yield seen(Role.CODE, lambda element: sorted(_but_language(element)), one, other)
        if one.tag.rpartition("}")[2] in _TTML_TEXT:
            is_timed = any("begin" in child.attrib for child in one.iter() if child is not one)
            yield seen(Role.EITHER if is_timed else Role.HUMAN, lambda each: "".join(each.itertext()), one, other)


def _but_language(element: Any) -> Iterator[tuple[str, str]]:
    return (item for item in element.attrib.items() if not item[0].endswith("lang"))


def ass(before: str, after: str) -> Pairs:
    """The last field of each line of dialogue; times, styles and overrides are code."""
    for one, other in both(before.splitlines(), after.splitlines()):
        is_dialogue = one.startswith("Dialogue:") and one.count(",") >= 9
        head, said = (one.rsplit(",", one.count(",") - 8)[0], one.split(",", 9)[9]) if is_dialogue else (one, "")
        new_head, new_said = (other.split(",", 9)[:9], other.split(",", 9)[9]) if is_dialogue else ([other], "")
        yield Pair(Role.CODE, head, ",".join(new_head))
        drawing = r"\p1" in said or r"\k" in said.lower()
        yield seen(Role.EITHER if drawing else Role.HUMAN, lambda text: _OVERRIDE.sub(" ", text), said, new_said)
        yield seen(Role.CODE, _OVERRIDE.findall, said, new_said)


def _lines(before: str, after: str) -> Pairs:
    """Songs and cues by line: times are code, the rest is human."""
    for one, other in both(before.splitlines(), after.splitlines()):
        is_tag = re.match(r"\ufeff?\[[a-z]+:", one) or not any(map(str.isalpha, one))
        yield seen(Role.EITHER if is_tag else Role.HUMAN, lambda line: _TIME.sub(" ", line), one, other)


def ics(before: str, after: str) -> Pairs:
    """Summaries, descriptions, comments, names; all other properties are code."""
    for one, other in both(*(_UNFOLD.sub("", page).splitlines() for page in (before, after))):
        found = checks_apps._ICS_TEXT.match(one)
        if not found or "ENCODING" in one.upper().partition(":")[0]:
            yield Pair(Role.EITHER if "LANGUAGE=" in one.upper() else Role.CODE, one, other)
        else:
            yield from value(_said(one), _said(other), Role.HUMAN)


def _said(line: str) -> str:
    return line.partition(":")[2].replace("\\n", "\n")


def plist(before: str, after: str) -> Pairs:
    """Keys and types are code; of strings their form tells. Plural forms that were added are not looked at."""
    old, new = (plistlib.loads(page.removeprefix("\ufeff").encode()) for page in (before, after))
    yield from leaves(_tree(old, ""), _tree(_as_in(old, new), ""))


def _as_in(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: _as_in(old.get(key), inner) for key, inner in new.items() if key in old or key not in _FORMS}
    return new


def xcstrings(before: str, after: str) -> Pairs:
    """The source language's text, or the key, against the target's; all that was there is code."""
    old, new = json.loads(before), json.loads(after)
    source = old.get("sourceLanguage", "en")
    for (key, one), (_, other) in both(old["strings"].items(), new["strings"].items()):
        added = {
            language: text
            for language, text in other.get("localizations", {}).items()
            if language not in one.get("localizations", {})
        }
        other.pop("localizations", None)
        if "localizations" in one:
            other["localizations"] = one["localizations"]
        given = list(_values(one.get("localizations", {}).get(source, {}))) or [key]
        is_open = one.get("shouldTranslate", True) and checks_html.TARGET not in one.get("localizations", {})
        for text in list(_values(added)) or given[:is_open]:
            near = next((each for each in given if len(each) == len(text)), given[0])
            yield from value(near, text, Role.HUMAN)
    yield seen(Role.CODE, lambda book: json.dumps(book, sort_keys=True), old, new)


def _values(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for name, inner in node.items():
            if name == "value" and isinstance(inner, str):
                yield inner
            else:
                yield from _values(inner)


APPS: dict[str, Callable[[str, str], Pairs]] = {
    "ass": ass,
    "fluent": fluent,
    "ics": ics,
    "json5": _quoted(":"),
    "lrc": _lines,
    "notebook": notebook,
    "php": _quoted("=>"),
    "plist": plist,
    "qt": qt,
    "sbv": _lines,
    "toml": toml,
    "ttml": ttml,
    "xcstrings": xcstrings,
}
