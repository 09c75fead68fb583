"""One part of an OpenDocument package, or a flat document: paragraphs, some of them inside the codes of others."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from lingopoint.formats.odf.names import Names
from lingopoint.formats.odf.text import text_of_cell
from lingopoint.formats.xml import Element, parse, quotable
from lingopoint.unit import UNBOUNDED, Document, Edit, Part, Parts, Spliced, Unit, replace

Homes = Mapping[int, Sequence[tuple[int, int]]]
"""By the start of a unit, the places of those of its codes that may hold other units."""


class Cell(NamedTuple):
    """A cell that has its text once more, in an attribute: the bytes of its value, and those of its content."""

    start: int
    end: int
    stop: int
    content: int
    wrapper: bytes


def cell_of(element: Element, start: int, end: int) -> Cell:
    """A cell whose attribute has its value between `start` and `end`."""
    spaces = (
        b' xmlns%b%b="%b"' % (b":" * bool(prefix), prefix, uri)
        for prefix, uri in element.namespaces.items()
        if prefix != b"xml"
    )
    return Cell(start, end, element.stop, element.content, b"<_%b>" % b"".join(spaces))


class OdfPart(Document):
    """See the module. A change inside the code of a sentence that is translated goes into that code."""

    def __init__(
        self, data: bytes, units: Sequence[Unit], edits: Sequence[Edit], homes: Homes, cells: Sequence[Cell]
    ) -> None:
        super().__init__(data, units, edits)
        self._homes = homes
        self._cells = cells

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        """See `Document.splice`."""
        changes = [
            (unit, target)
            for unit, target in zip(self.units, targets, strict=True)
            if target is not None and target != unit.parts
        ]
        if not changes:
            return Spliced(self.data, 0)
        return Spliced(replace(self.data, self._all_edits(changes)), 0)

    def _all_edits(self, changes: Iterable[tuple[Unit, Parts]]) -> Iterable[Edit]:
        """From the last to the first, so that what lies inside a unit comes before it."""
        steps: Iterator[tuple[int, Cell | Edit | tuple[Unit, Parts]]] = chain(
            ((unit.start, (unit, target)) for unit, target in changes),
            ((edit.start, edit) for edit in self.edits),
            ((cell.start, cell) for cell in self._cells),
        )
        edits: list[Edit] = []
        for _, step in sorted(steps, key=itemgetter(0), reverse=True):
            if isinstance(step, Cell):
                edits += self._cell_edit(step, edits)
            elif isinstance(step, Edit):
                edits.append(step)
            else:
                edits.append(self._unit_edit(*step, edits))
        return edits

    def _unit_edit(self, unit: Unit, target: Parts, edits: list[Edit]) -> Edit:
        """Takes the edits inside the unit out of `edits`."""
        inside: list[Edit] = []
        while edits and edits[-1].start < unit.end:
            inside.append(edits.pop())
        if inside:
            codes = self._codes(unit, inside)
            target = tuple(_with_raw(part, codes) for part in target)
        return Edit(unit.start, unit.end, unit.write(target))

    def _codes(self, unit: Unit, inside: Sequence[Edit]) -> dict[bytes, bytes]:
        """The new bytes of the codes of a sentence, by their old ones."""
        starts = [edit.start for edit in inside]
        codes: dict[bytes, bytes] = {}
        for start, end in self._homes.get(unit.start, ()):
            own = inside[bisect_left(starts, start) : bisect_left(starts, end)]
            raw = self.data[start:end]
            codes[raw] = replace(raw, _shifted(own, start))
        return codes

    def _cell_edit(self, cell: Cell, edits: Sequence[Edit]) -> Iterator[Edit]:
        """The attribute follows when anything in the cell changes."""
        inside: list[Edit] = []
        for edit in reversed(edits):
            if edit.start >= cell.stop:
                break
            inside.append(edit)
        if inside:
            content = replace(self.data[cell.content : cell.stop], _shifted(inside, cell.content))
            tree = parse(b"%b%b</_>" % (cell.wrapper, content), UNBOUNDED)
            yield Edit(cell.start, cell.end, quotable(text_of_cell(tree, tree.root, Names())))


def _shifted(edits: Iterable[Edit], start: int) -> Iterator[Edit]:
    return (Edit(edit.start - start, edit.end - start, edit.replacement) for edit in edits)


def _with_raw(part: Part, codes: Mapping[bytes, bytes]) -> Part:
    if isinstance(part, str) or part.raw is None:
        return part
    return part._replace(raw=codes.get(part.raw, part.raw))
