"""A document that holds documents: their units are its units, and each is written as a whole."""

from collections.abc import Sequence

import pytest

from lingopoint.formats.nesting import Nested, NestingDocument
from lingopoint.unit import Document, Edit, Parts, Spliced, Unit, write_with

WRITE = write_with(str.encode)
DATA = b"lang=en; One; 'Two|Three'; '2'"


class Keeping(Document):
    """A document that cannot write a translation of two letters."""

    def splice(self, targets: Sequence[Parts | None]) -> Spliced:
        possible = [None if target == ("no",) else target for target in targets]
        return Spliced(super().splice(possible).data, targets.count(("no",)))


def quoted(text: str) -> bytes:
    return f"'{text}'".encode()


def document() -> NestingDocument:
    inner = Keeping(b"Two|Three", [Unit(0, 3, ("Two",), WRITE), Unit(4, 9, ("Three",), WRITE)])
    entries: list[Unit | Nested] = [
        Unit(9, 12, ("One",), WRITE),
        Nested(14, 25, inner, quoted),
        Nested(27, 30, Document(b"2", []), quoted),
    ]
    return NestingDocument(DATA, entries, [Edit(5, 7, b"fr")])


def test_units_of_nested_documents_are_in_order_with_the_others() -> None:
    assert [unit.parts for unit in document().units] == [("One",), ("Two",), ("Three",)]


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ([None, None, None], Spliced(DATA, 0)),
        ([("One",), ("Two",), ("Three",)], Spliced(DATA, 0)),
        ([("Un",), None, None], Spliced(b"lang=fr; Un; 'Two|Three'; '2'", 0)),
        ([None, ("Two",), ("Trois",)], Spliced(b"lang=fr; One; 'Two|Trois'; '2'", 0)),
        ([None, ("Deux",), ("no",)], Spliced(b"lang=fr; One; 'Deux|Three'; '2'", 1)),
        ([None, ("no",), ("no",)], Spliced(DATA, 2)),
    ],
)
def test_what_was_translated_is_written_and_nothing_else(targets: list[Parts | None], expected: Spliced) -> None:
    assert document().splice(targets) == expected
