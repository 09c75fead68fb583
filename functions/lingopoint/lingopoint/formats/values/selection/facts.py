"""What the values of a document say together: of a key once, of the document as a whole.

A key is decided once by its values: where half of them look like codes all of them are codes, but for sentences; where
most are several words a single word in lower case is text, too. A catalogue is a document of nothing but text, in which
a key says little. In a schema some keys hold data.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from lingopoint.formats.values.selection.keys import Role, role
from lingopoint.formats.values.selection.shapes import Shape
from lingopoint.regex import compile_pattern

HEAD = 400
"""Of so many values of a document the first ones decide."""

_FEWEST_CODES, _FEWEST_CODES_OF_TABLE, _FEWEST_TEXTS = 4, 3, 5
_MOST = 0.8
_FEWEST, _FEWEST_OF_LARGE = 5, 10
_MOST_OF_CATALOGUE, _WORDS_OF_CATALOGUE, _MOST_RECORDS = 0.75, 0.4, 0.2
_TYPES = frozenset(("string", "number", "integer", "boolean", "array", "object", "null", "file"))
_ITEM = compile_pattern(r"(?:^|/)\d+(?:/|\Z)")
_TEXTS = frozenset((Shape.WORDS, Shape.NAME, Shape.FLAG, Shape.SHORT))


_Value = tuple[str, Shape, str, str]
"""Key, shape, path and text."""


class Facts(NamedTuple):
    """`codes` and `texts` are keys; in a `table` flags (TRUE, N/A) are data even alone."""

    codes: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    catalogue: bool = False
    large: bool = False
    schema: bool = False
    table: bool = False


NO_FACTS = Facts()


def facts(values: Sequence[_Value], *, table: bool = False) -> Facts:
    """The facts of the first values of a document."""
    shapes_of = Counter((key or path, looks) for key, looks, path, _ in values)
    keys: Counter[str] = Counter()
    for (key, _), count in shapes_of.items():
        keys[key] += count
    schema = not table and _is_schema(values, keys)
    if not table and _is_catalogue(values, keys, shapes_of):
        return Facts(catalogue=True, large=len(values) >= _FEWEST_OF_LARGE, schema=schema)
    fewest = _FEWEST_CODES_OF_TABLE if table else _FEWEST_CODES
    codes = {key for key, total in keys.items() if total >= fewest and _are_codes(key, total, shapes_of)}
    codes |= {key for key, total in keys.items() if (table or total > 1) and shapes_of[key, Shape.FLAG] == total}
    texts = {
        key for key, total in keys.items() if table and total >= _FEWEST_TEXTS and _are_texts(key, total, shapes_of)
    }
    return Facts(frozenset(codes), frozenset(texts - codes), schema=schema, table=table)


def _are_codes(key: str, total: int, counts: Counter[tuple[str, Shape]]) -> bool:
    like = counts[key, Shape.CODE] + counts[key, Shape.FLAG]
    if role(key) is not Role.HUMAN:
        like += counts[key, Shape.WORD] + counts[key, Shape.SHORT]
    return 2 * like >= total


def _are_texts(key: str, total: int, counts: Counter[tuple[str, Shape]]) -> bool:
    return counts[key, Shape.WORDS] >= _MOST * total


def _is_schema(values: Sequence[_Value], keys: Counter[str]) -> bool:
    if "type" not in keys and "$schema" not in keys:
        return False
    if any(path == "$schema" and "json-schema.org" in text for _, _, path, text in values):
        return True
    types = [text for key, _, _, text in values if key == "type"]
    return 0 < len(types) <= 2 * sum(text in _TYPES for text in types)


def _is_catalogue(values: Sequence[_Value], keys: Counter[str], shapes_of: Counter[tuple[str, Shape]]) -> bool:
    words = texts = 0
    for (_, looks), count in shapes_of.items():
        words += count if looks is Shape.WORDS else 0
        texts += count if looks in _TEXTS else 0
    total = len(values)
    if total < _FEWEST or texts < _MOST_OF_CATALOGUE * total or words < _WORDS_OF_CATALOGUE * total:
        return False
    records = sum(_ITEM.search(path.rpartition("/")[0]) is not None for _, _, path, _ in values)
    under_others = sum(count for key, count in keys.items() if role(key) in {Role.NEVER, Role.TOKEN})
    return records <= _MOST_RECORDS * total and 2 * under_others <= total
