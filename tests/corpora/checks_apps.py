"""Catalogues of frameworks, and lesser formats, through independent parsers: the same structure, other words in it."""

import json
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import Any

from fluent.syntax import parse

from tests.corpora.traces import different

_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"", re.DOTALL)
_OF_LANGUAGE = {"{http://www.w3.org/XML/1998/namespace}lang", "language", "type"}
_FORMS = {"zero", "one", "two", "few", "many"}
"""Of plurals, which a translation may need more of."""
_ICS_TEXT = re.compile(r"(SUMMARY|DESCRIPTION|COMMENT|NAME|X-WR-CALNAME|X-WR-CALDESC|X-ALT-DESC)[;:]", re.IGNORECASE)


def _without_words(value: Any) -> Any:
    if isinstance(value, dict):
        added = _FORMS if "other" in value else set()
        return {key: _without_words(inner) for key, inner in value.items() if key not in added}
    return (
        [_without_words(inner) for inner in value]
        if isinstance(value, list)
        else ""
        if isinstance(value, str)
        else value
    )


def _notebook(text: str) -> Any:
    notebook = json.loads(text)
    for holder in (notebook, *notebook.get("worksheets", [])):
        for cell in holder.get("cells", []):
            if cell["cell_type"] in {"markdown", "heading"} and "source" in cell:
                cell["source"] = type(cell["source"]).__name__
    return notebook


def _elements(text: str) -> list[Any]:
    """The elements and what they say, but for the language and for forms that were added."""
    return [
        (one.tag, {name: value for name, value in one.attrib.items() if name not in _OF_LANGUAGE})
        for one in ET.fromstring(text.removeprefix("\ufeff")).iter()
        if one.tag not in {"numerusform", "key", "string"}
    ]


def _fluent(text: str) -> Any:
    """What Mozilla's parser finds, but for places and words."""
    return [_bare(entry) for entry in parse(text.removeprefix("\ufeff")).to_json()["body"] if entry["type"] != "Junk"]


def _bare(node: Any) -> Any:
    if isinstance(node, list):
        return [_bare(inner) for inner in node if not (isinstance(inner, dict) and inner["type"] == "TextElement")]
    if not isinstance(node, dict):
        return node
    return {name: _bare(inner) for name, inner in node.items() if name != "span"}


def _xcstrings(text: str) -> Any:
    catalogue = json.loads(text)
    for value in catalogue["strings"].values():
        value.pop("localizations", None)
    return catalogue


def _outside_quotes(text: str) -> list[str]:
    return _QUOTED.split(text)


def _times(text: str) -> list[str]:
    return re.findall(r"\d+:\d\d[:.\d]*|^Dialogue: [^,]*|\{[^{}]*\}|\\[NnhN]", text, re.MULTILINE)


def _calendar(text: str) -> list[str]:
    lines = re.sub(r"\r?\n[ \t]", "", text).splitlines()
    return [_ICS_TEXT.split(line)[0] if _ICS_TEXT.match(line) else line for line in lines]


_SKELETONS: dict[str, Callable[[str], Any]] = {
    "ass": _times,
    "fluent": _fluent,
    "ics": _calendar,
    "json5": _outside_quotes,
    "lrc": _times,
    "notebook": _notebook,
    "php": _outside_quotes,
    "plist": _elements,
    "qt": _elements,
    "sbv": _times,
    "toml": lambda text: _without_words(tomllib.loads(text.removeprefix("\ufeff"))),
    "ttml": _elements,
    "xcstrings": _xcstrings,
}


def _checker(name: str) -> Callable[[str, str], Iterator[str]]:
    def check(before: str, after: str) -> Iterator[str]:
        yield from different(name, *([str(_SKELETONS[name](text))] for text in (before, after)))

    return check


check_ass, check_fluent, check_ics, check_lrc = map(_checker, ("ass", "fluent", "ics", "lrc"))
check_json5, check_notebook, check_php, check_toml = map(_checker, ("json5", "notebook", "php", "toml"))
check_plist, check_qt, check_ttml = map(_checker, ("plist", "qt", "ttml"))
check_sbv, check_xcstrings = map(_checker, ("sbv", "xcstrings"))
