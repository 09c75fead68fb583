"""The tables of docs/s3-behaviour.md, read as what they say: requests, and the answers to expect."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from tests.support import ROOT

KINDS = ("translation", "original", "reviewed")

_PAGE = ROOT / "docs" / "s3-behaviour.md"
_SHORTFALL = "†"
_NOT_APPLICABLE = "—"


@dataclass(frozen=True, slots=True)
class Expected:
    """One cell: a status, and `whole`, `bytes FIRST-LAST`, S3's error code or other words.

    `shortfall` says that the local stack does otherwise.
    """

    status: int
    what: str
    shortfall: bool = False

    @classmethod
    def parse(cls, cell: str) -> "Expected | None":
        """A cell's text; None where it does not apply."""
        if cell == _NOT_APPLICABLE:
            return None
        status, _, what = cell.removesuffix(_SHORTFALL).strip().partition(" ")
        return cls(int(status), what, cell.endswith(_SHORTFALL))

    def part_of(self, whole: bytes) -> tuple[int, int]:
        """Where the bytes of the cell begin and end (exclusively)."""
        match = re.fullmatch(r"bytes (\d*)-(\d*)", self.what)
        if match is None:
            return 0, len(whole)
        first, last = match.groups()
        if not first:
            return len(whole) - int(last), len(whole)
        return int(first), int(last) + 1 if last else len(whole)


@dataclass(frozen=True, slots=True)
class Request:
    """One row's request, with placeholders in its headers' values."""

    method: str
    query: Mapping[str, str]
    headers: Mapping[str, str]

    @classmethod
    def parse(cls, text: str) -> "Request":
        """The code spans of a row's first cell: a method, then `?parameter=value` and `Header: value`."""
        method, *rest = re.findall(r"`([^`]+)`", text)
        query = dict(item[1:].split("=", 1) for item in rest if item.startswith("?"))
        headers = dict(item.split(": ", 1) for item in rest if not item.startswith("?"))
        return cls(method, query, headers)

    def filled_in(self, values: Mapping[str, str]) -> "Request":
        """The request with its placeholders replaced."""
        names = re.compile("|".join(sorted(values, key=len, reverse=True)))
        headers = {name: names.sub(lambda match: values[match[0]], value) for name, value in self.headers.items()}
        return Request(self.method, self.query, headers)


@cache
def table(heading: str) -> Mapping[str, Mapping[str, str]]:
    """The cells of the table under a heading, by their row's first cell and then by kind."""
    lines = _PAGE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].split("\n")
    start = next(number for number, line in enumerate(lines) if line.startswith("|---"))
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in takewhile(lambda line: line.startswith("|"), lines[start + 1 :])
    ]
    return {name: dict(zip(KINDS, cells, strict=True)) for name, *cells in rows}


def cases(heading: str, *, stack: bool = False) -> list[tuple[str, str, Expected]]:
    """Row, kind and expectation of every cell that applies; with `stack`, of those that the local stack can show."""
    found = [(row, kind, Expected.parse(cell)) for row, cells in table(heading).items() for kind, cell in cells.items()]
    return [
        (row, kind, expected)
        for row, kind, expected in found
        if expected is not None and not (stack and expected.shortfall)
    ]
