"""Whether a value is human text, by its path, its text and the facts of its document."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import islice
from typing import TypeVar

from lingopoint.formats.values.selection import places
from lingopoint.formats.values.selection.facts import HEAD, NO_FACTS, Facts, facts
from lingopoint.formats.values.selection.keys import Role, field_of, is_of_code, role
from lingopoint.formats.values.selection.patterns import any_of
from lingopoint.formats.values.selection.shapes import Shape, is_sentence, shape

_Place = TypeVar("_Place")
_STRICT = frozenset(("class", "classname", "css", "regex", "regexp", "script", "selector", "style", "stylesheet"))
_NEVER_OF_TABLES = frozenset(("TRUE", "FALSE", "N/A", "n/a", "NA", "NULL", "NaN"))
_CODES_OF_LANGUAGES = frozenset(("charset", "dir", "direction", "encoding", "lang", "language", "locale"))


class Selection:
    """Says of each string value, by its path and text, whether it is to be translated (see the package's rule)."""

    __slots__ = ("_exclude", "_include", "_rule")

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = (), known: Facts = NO_FACTS) -> None:
        self._include = any_of(include)
        self._exclude = any_of(exclude)
        self._rule = _Rule(known)

    def wants(self, path: str, text: str) -> bool:
        """Whether the value at `path` ("items/0/title"; "" is the root) is human text to translate."""
        looks = _looks(text)
        return looks is not None and self.wants_one(path, field_of(path), text, looks)

    def wants_one(self, path: str, key: str, text: str, looks: Shape) -> bool:
        """The same for a value whose key and shape are known."""
        if self._exclude is not None and self._exclude.match(path):
            return False
        if self._include is not None:
            return self._include.match(path) is not None
        return self._rule.wants(path, key, text, looks)


def wanted(
    values: Iterable[tuple[str, str, _Place]],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    *,
    table: bool = False,
) -> Iterator[tuple[str, str, _Place]]:
    """Of a document's values, paths and texts with anything else, those that are human text."""
    rest = iter(values)
    first = list(islice(rest, HEAD))
    head = [(value, field_of(value[0]), looks) for value in first if (looks := _looks(value[1])) is not None]
    known = facts([(key, looks, path, text) for (path, text, _), key, looks in head], table=table)
    if not table and any(path in places.SCHEMAS for path, _, _ in first):
        known = known._replace(schema=True)
    del first
    wants = Selection(include, exclude, known).wants_one if include or exclude else _Rule(known).wants
    for value, key, looks in head:
        if wants(value[0], key, value[1], looks):
            yield value
    del head
    field = _Fields().__getitem__ if table else field_of
    for value in rest:
        found = _looks(value[1])
        if found is not None and wants(value[0], field(value[0]), value[1], found):
            yield value


class _Fields(dict[str, str]):
    """The keys of the columns of a table, which come again with each row."""

    def __missing__(self, path: str) -> str:
        self[path] = key = field_of(path)
        return key


def is_text(text: str) -> bool:
    """Whether a text has a letter and does not look like code, whatever its key."""
    return _looks(text) not in {None, Shape.CODE}


def _looks(text: str) -> Shape | None:
    """The shape of a text; None where it has no letter."""
    return shape(text.strip()) if text[:1].isalpha() or any(map(str.isalpha, text)) else None


class _Mode(Enum):
    """What is text under a key: nothing, sentences, all but single words, but such in lower case, or anything."""

    NOTHING = "nothing"
    SENTENCES = "sentences"
    SEVERAL = "several"
    CAPITALS = "capitals"
    ALL = "all"


_MODES = {
    Role.FIXED: _Mode.NOTHING,
    Role.NEVER: _Mode.SENTENCES,
    Role.TOKEN: _Mode.SEVERAL,
    Role.HUMAN: _Mode.ALL,
    Role.OTHER: _Mode.CAPITALS,
}
_LOWER = frozenset((Shape.WORD, Shape.FLAG))


class _Rule:
    """The rule for a document of which something is known; what a key says is looked up once."""

    __slots__ = ("_catalogue", "_known", "_modes", "_schema")

    def __init__(self, known: Facts) -> None:
        self._known = known
        self._schema = known.schema
        self._catalogue = known.catalogue
        self._modes: dict[str, _Mode] = {}

    def wants(self, path: str, key: str, text: str, looks: Shape) -> bool:
        if looks is Shape.CODE or (self._schema and places.is_data(path)):
            return False
        if ("//" in path or path[:1] == "/") and places.is_header(path):
            return False
        mode = self._modes.get(key or path) or self._mode(key or path, key)
        if key is not path:
            if path[-1:].isdecimal() and places.is_list_of_data(path):
                return False
            if mode is _Mode.CAPITALS and not self._catalogue and is_of_code(path):
                mode = _Mode.SENTENCES
        if looks is Shape.WORDS and mode is not _Mode.SENTENCES:
            return mode is not _Mode.NOTHING
        return self._wants_by(mode, path, key, text.strip(), looks)

    def _mode(self, name: str, key: str) -> _Mode:
        known = self._known
        kind = role(key)
        mode = _MODES[kind]
        if name in known.codes and mode is not _Mode.NOTHING:
            mode = _Mode.SENTENCES
        elif known.catalogue and kind in {Role.NEVER, Role.TOKEN} and key not in _CODES_OF_LANGUAGES:
            mode = _Mode.CAPITALS
        elif name in known.texts and kind is Role.OTHER:
            mode = _Mode.ALL
        if len(self._modes) < HEAD:
            self._modes[name] = mode
        return mode

    def _wants_by(self, mode: _Mode, path: str, key: str, text: str, looks: Shape) -> bool:
        if mode is _Mode.NOTHING or (self._known.table and text in _NEVER_OF_TABLES):
            return False
        if mode is _Mode.SENTENCES and (looks is Shape.WORDS or not text.isascii()):
            return is_sentence(text, among_code=key in _STRICT)
        if mode in {_Mode.SENTENCES, _Mode.SEVERAL}:
            return text.lower() == key.lower() and not text.islower()
        if mode is _Mode.CAPITALS and looks in _LOWER and text.islower():
            return self._known.large and role(key) is Role.OTHER and not path[-1:].isdecimal()
        return True
