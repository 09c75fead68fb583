"""What every way through Lingopoint is held to: the documents that are read, and answers against the page's cells."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Protocol
from xml.etree import ElementTree

from tests.behaviour_page import Expected, Request

UNITS = ("Conformance to the letter.", "It’s held to every word.")
ORIGINAL = "\n\n".join(UNITS).encode() + b"\n"
REVIEWED = "Conformità alla lettera.\n\nScriveteci.\n".encode()

KEYS = {"translation": "page.txt#fr", "original": "page.txt", "reviewed": "page.txt#it"}
STORED = {"page.txt": ORIGINAL, "page.txt#it": REVIEWED}

_LITERALS = {
    '"CONTENT-SETTINGS-ORIGINAL"': r'"[0-9a-f]{16}-[0-9a-f]{16}-[0-9a-f]{32}"',
    "MADE": r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT",
    "CHARACTERS": str(sum(len(f"<p id={number}>{unit}</p>") for number, unit in enumerate(UNITS, 1))),
}
_VARYING = re.compile(r"date|etag|content-(length|range)|x-amzn?-(request-?id|id-2)|x-amz-meta-lingopoint-billed")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader is given; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def code(self) -> str:
        """S3's error code; empty where there is no error document."""
        return ElementTree.fromstring(self.body).findtext("Code", "") if self.body.startswith(b"<?xml") else ""

    @property
    def steady(self) -> dict[str, str]:
        """The headers that do not vary from one answer to the next, or from a part to the whole."""
        return {name: value for name, value in self.headers.items() if not _VARYING.fullmatch(name)}


class Reader(Protocol):
    """A way through Lingopoint, to one access point."""

    def __call__(
        self, method: str, key: str, query: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer to one request."""


def hold_request(read: Reader, wholes: Mapping[str, Answer], row: str, kind: str, expected: Expected) -> None:
    """Asks what a row of "Requests" says of a kind of key, and asserts that the answer is the expected one.

    `wholes` are the answers to plain GETs, by kind.
    """
    request = Request.parse(row).filled_in(_values(wholes[kind], wholes["original"]))
    answer = read(request.method, KEYS[kind], request.query, request.headers)
    hold(answer, request, expected, wholes[kind])


def _values(whole: Answer, original: Answer) -> dict[str, str]:
    """What the page's placeholders stand for."""
    modified = whole.headers["last-modified"]
    return {
        "ETAG": whole.headers["etag"],
        "ORIGINAL-ETAG": original.headers["etag"],
        "SIMILAR": re.sub(r'^"[0-9a-f]{16}', f'"{"f" * 16}', whole.headers["etag"]),
        "LAST-MODIFIED": modified,
        "EARLIER": format_datetime(parsedate_to_datetime(modified) - timedelta(days=1), usegmt=True),
        "LATER": format_datetime(parsedate_to_datetime(modified) + timedelta(days=1), usegmt=True),
    }


def hold(answer: Answer, request: Request, expected: Expected, whole: Answer) -> None:
    """Asserts that an answer is what a cell says, given the answer to a plain GET."""
    assert answer.status == expected.status, answer
    if expected.status in (200, 206):
        _hold_representation(answer, request.method == "HEAD", expected, whole)
    elif request.method == "GET" and expected.status != 304:
        assert answer.code == expected.what
    else:
        assert answer.body == b""
        tags = whole.headers["etag"], request.headers.get("If-None-Match")
        assert answer.headers.get("etag", whole.headers["etag"]) in tags


def _hold_representation(answer: Answer, head: bool, expected: Expected, whole: Answer) -> None:
    start, stop = expected.part_of(whole.body)
    assert answer.body == (b"" if head else whole.body[start:stop])
    assert answer.headers["content-length"] == str(stop - start)
    place = f"bytes {start}-{stop - 1}/{len(whole.body)}" if expected.status == 206 else None
    assert answer.headers.get("content-range") == place
    assert answer.headers["etag"] == whole.headers["etag"]
    assert answer.steady == whole.steady


def hold_header(answer: Answer, row: str, kind: str, cell: str, stored: Callable[[str], Answer]) -> None:
    """Asserts that an answer to GET or HEAD has the header of a row of "Headers" as a cell says.

    `stored` reads the bucket itself.
    """
    name = row.split("`")[1].lower()
    value = answer.headers.get(name)
    match cell:
        case "none":
            assert value is None
        case "as stored" | "the original's":
            expected = stored(KEYS["original" if cell == "the original's" else kind]).headers[name]
            assert value == expected
        case "the translation's":
            assert value == answer.headers["content-length"] != str(len(ORIGINAL))
        case _:
            literal = cell.strip("`")
            assert re.fullmatch(_LITERALS.get(literal, re.escape(literal)), value or "")


@dataclass(frozen=True, slots=True)
class Case:
    """A situation for one kind of key: how it is asked for, and the text that is then served, or translated.

    `head` says whether HEAD answers alike.
    """

    key: str
    text: bytes = b""
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    head: bool = True


def hold_situation(read: Reader, case: Case, expected: Expected, translated: Callable[[bytes], bytes]) -> None:
    """Asserts that GET, and HEAD, answer as a cell of "Situations" says."""
    answer = read("GET", case.key, case.query, case.headers)
    assert answer.status == expected.status, answer
    if case.head:
        head = read("HEAD", case.key, case.query, case.headers)
        assert (head.status, head.body) == (expected.status, b"")
        assert answer.status >= 400 or head.steady == answer.steady
    if expected.status >= 400:
        assert answer.code == expected.what
        return
    translation = answer.headers.get("x-amz-meta-lingopoint-status") == "translated"
    assert answer.body == (translated(case.text) if translation else case.text)
    assert translation or expected.what != "its translation"
