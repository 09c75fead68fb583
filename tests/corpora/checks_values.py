"""Key/value formats through the parsers that programs use: the same keys and shape, texts changed or left whole."""

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import javaproperties
import openstep_plist
import yaml

from tests.corpora import checks_html
from tests.corpora.traces import different, problems

Leaf = tuple[str, str]
"""The path and the text of a value."""

_ICU = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,")
_ICU_SYNTAX = re.compile(r"\{\s*\w+\s*(?:,\s*\w+\s*(?:,[^{}]*(?=\{)|\})|,?[^{}]*\})|[=\w]+\s*(?=\{)|</?\w[^<>]*>")
_TAG = re.compile(r"</[A-Za-z][^<>\s/]*>|<[A-Za-z][^<>\s/]*\s*/>|<[A-Za-z][^<>\s]*\s[^<>]*[=/][^<>]*>|&#?\w+;")
_ELEMENT = re.compile(
    r"(?i)<(?:a|b|blink|br|code|div|em|h[1-6]|hr|i|iframe|img|input|li|ol|p|pre|small|span|strong|sub|sup|title|u|ul)>"
)
"""Words in angle brackets, as in "<your name>" and "<command>", are no tags."""


def compare(before: Any, after: Any, *, must: bool) -> Iterator[str]:
    """What is wrong between two lists of leaves and other things; leaves are told apart by their type."""
    old, new = list(before), list(after)
    yield from different("values", map(_shape, old), map(_shape, new))
    for one, other in zip(old, new, strict=False):
        if isinstance(one, tuple) and isinstance(other, tuple) and one[0] == other[0]:
            for problem in value_problems(one[1], other[1], must=must):
                yield f"{one[0]}: {problem}"


def value_problems(before: str, after: str, *, must: bool) -> Iterator[str]:
    """What is wrong with the translation of one value, which may be ICU MessageFormat or HTML."""
    if before == after and not must:
        return
    if _ICU.search(before):
        yield from problems(before, after, _ICU_SYNTAX, must=must)
    elif _TAG.search(before) or _ELEMENT.search(before):
        yield from checks_html.check(before, after)
    else:
        yield from problems(before, after, must=must)


def _shape(item: object) -> object:
    return item[0] if isinstance(item, tuple) else item


# JSON


def check_json(before: str, after: str, *, must: bool) -> Iterator[str]:
    """Through the standard library's json."""
    yield from compare(_json(before), _json(after), must=must)


def _json(text: str) -> Iterator[object]:
    decoder = json.JSONDecoder(object_pairs_hook=_Pairs)
    text = text.removeprefix("\ufeff").strip()
    while text:
        value, end = decoder.raw_decode(text)
        yield from _leaves(value, "")
        text = text[end:].strip()


class _Pairs(list[tuple[str, Any]]):
    """An object, with repeated keys."""


def _leaves(value: Any, path: str) -> Iterator[object]:
    if isinstance(value, _Pairs):
        yield f"{path} {{"
        for key, inner in value:
            yield from _leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        yield f"{path} ["
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{path}/{index}")
    elif isinstance(value, str) and not path.endswith("/@@locale"):
        yield path, value
    else:
        yield f"{path} {value if not isinstance(value, str) else 'locale'}"


# YAML


def check_yaml(before: str, after: str, *, must: bool) -> Iterator[str]:
    """Through PyYAML's own parser in Python, which the function does not use."""
    yield from compare(_yaml(before), _yaml(after), must=must)


def _yaml(text: str) -> Iterator[object]:
    resolver = yaml.resolver.Resolver()
    keys: list[bool] = []
    for event in yaml.parse(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader):
        name = type(event).__name__
        if isinstance(event, yaml.ScalarEvent):
            tag = event.tag or resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
            if keys and keys[-1]:
                yield f"key {event.anchor} {event.value}"
            elif tag in {"!", "tag:yaml.org,2002:str"}:
                yield f"{event.anchor} {event.tag}", event.value
            else:
                yield f"{event.anchor} {tag} {event.value}"
        else:
            yield f"{name} {getattr(event, 'anchor', None)} {getattr(event, 'tag', None)}"
        _step(keys, event)


def _step(keys: list[bool], event: yaml.Event) -> None:
    """`keys` says of every open collection whether a key of a mapping comes next (never, in a sequence)."""
    if isinstance(event, yaml.CollectionEndEvent):
        keys.pop()
    if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent) and keys:
        if isinstance(event, yaml.CollectionStartEvent):
            pass
        elif _MAPPINGS[len(keys) - 1 :]:
            keys[-1] = not keys[-1] if _MAPPINGS[len(keys) - 1] else False
    if isinstance(event, yaml.CollectionStartEvent):
        keys.append(isinstance(event, yaml.MappingStartEvent))
        del _MAPPINGS[len(keys) - 1 :]
        _MAPPINGS.append(isinstance(event, yaml.MappingStartEvent))


_MAPPINGS: list[bool] = []


# CSV


def check_csv(before: str, after: str, *, must: bool) -> Iterator[str]:
    """Through the standard library's csv."""
    delimiter = _delimiter(before)
    old, new = _rows(before, delimiter), _rows(after, delimiter)
    header = bool(old) and bool(new) and old[0] == new[0]
    cells = [list(_cells(rows[header:])) for rows in (old, new)]
    yield from compare(cells[0], cells[1], must=must)


def _delimiter(text: str) -> str:
    if said := re.match(r"\ufeff?sep=(.)\r?\n", text):
        return said[1]
    lines = text.splitlines()[:20]
    return max("\t;|,", key=lambda sign: (min((line.count(sign) for line in lines if line), default=0), sign == ","))


def _rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    table = re.sub(r"\A\ufeff?(?:sep=.\r?\n)?", "", text)
    return list(csv.reader(io.StringIO(table, newline=""), delimiter=delimiter))


def _cells(rows: list[list[str]]) -> Iterator[Leaf]:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            yield f"row {number} column {column} of {len(row)}", cell


# Java properties


def check_properties(before: str, after: str, *, must: bool) -> Iterator[str]:
    """Through javaproperties."""
    yield from compare(_properties(before), _properties(after), must=must)


def _properties(text: str) -> Iterator[object]:
    for entry in javaproperties.parse(text.removeprefix("\ufeff")):
        if isinstance(entry, javaproperties.KeyValue):
            yield entry.key, entry.value.replace("''", "'")
        else:
            yield entry.source


# Apple strings


def check_apple_strings(before: str, after: str, *, must: bool) -> Iterator[str]:
    """Through openstep_plist."""
    yield from compare(_strings(before), _strings(after), must=must)


def _strings(text: str) -> Iterator[Leaf]:
    values: dict[str, str] = openstep_plist.loads("{" + text.removeprefix("\ufeff") + "\n}")
    yield from values.items()
