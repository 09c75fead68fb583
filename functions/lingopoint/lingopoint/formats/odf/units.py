"""The units of one part: which of its elements hold text, and which of those are to be translated."""

from collections import defaultdict
from collections.abc import Iterator, Set
from enum import Enum
from operator import attrgetter

from lingopoint.formats.odf.fixed import normal
from lingopoint.formats.odf.names import FORM, OFFICE, PRESENTATION, TABLE, Names, Role
from lingopoint.formats.odf.part import Cell, Homes, cell_of
from lingopoint.formats.odf.sentence import sentence
from lingopoint.formats.odf.text import text_of_cell
from lingopoint.formats.xml import Element, Tree, attribute_unit
from lingopoint.unit import Unit, Work

_TEXTS = {Role.PARAGRAPH, Role.PHRASE}
_ATTRIBUTES = {Role.LABELLED: (FORM, b"label"), Role.TITLED: (TABLE, b"title")}
_STRING = {None, "string"}
_CELL_BYTES = 200


class _State(Enum):
    """Whether text is translated: in a cell that stays, comments still are."""

    ON = "on"
    CELL = "in a cell that stays"
    OFF = "off"


class Found:
    """What a part holds for `OdfPart`. `fixed` are the strings of cells that must stay."""

    def __init__(self, tree: Tree, names: Names, fixed: Set[str], work: Work) -> None:
        self._tree = tree
        self._names = names
        self._fixed = fixed
        self._work = work
        self.cells: list[Cell] = []
        self._homes: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        self.units = sorted(self._units(), key=attrgetter("start"))

    @property
    def homes(self) -> Homes:
        """Where units lie inside others."""
        return self._homes

    def _units(self) -> Iterator[Unit]:
        for element, state in self._tree.walk(_State.ON, self._enter):
            if state is not _State.ON:
                continue
            role = self._names.role(element)
            if role in _TEXTS:
                yield from self._sentence(element)
            elif role in _ATTRIBUTES:
                yield from self._attribute(element, *_ATTRIBUTES[role])
            elif role is Role.CELL:
                self._cell(element)

    def _enter(self, state: _State, element: Element) -> _State:
        role = self._names.role(element)
        if state is _State.OFF or role is Role.OPAQUE or role is Role.FIELD:
            return _State.OFF
        if role is Role.ASIDE:
            return _State.ON
        if role is Role.CELL and element.next > element.index + 1 and self._stays(element):
            return _State.CELL
        if role is Role.FRAME and self._names.get(element, PRESENTATION, b"placeholder") == "true":
            return _State.OFF
        return state

    def _stays(self, cell: Element) -> bool:
        if self._names.get(cell, OFFICE, b"value-type") not in _STRING:
            return True
        if self._names.get(cell, TABLE, b"formula") is not None:
            return True
        return bool(self._fixed) and normal(text_of_cell(self._tree, cell, self._names)) in self._fixed

    def _sentence(self, element: Element) -> Iterator[Unit]:
        found = sentence(self._tree, element, self._names, self._work)
        if found is not None:
            if found.homes:
                self._homes[found.unit.start] = found.homes
            yield found.unit

    def _attribute(self, element: Element, namespace: bytes, local: bytes) -> Iterator[Unit]:
        found = attribute_unit(element, self._names.attribute(element, namespace, local), self._work)
        if found is not None:
            yield found

    def _cell(self, element: Element) -> None:
        name = self._names.attribute(element, OFFICE, b"string-value")
        if name and element.get(name) is not None:
            self._work.spend(_CELL_BYTES)
            while self.cells and element.start < self.cells[-1].stop:
                self.cells.pop()  # it holds cells, and no text of its own
            self.cells.append(cell_of(element, *element.set(name, "")[:2]))
