"""What is stored: documents in several formats, each version of which is of words that no other has."""

import random
import string
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from bench.workloads import Author

_SENTENCES = 24
_SHARE_OF_NUMBERS = 0.25


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document."""

    key: str
    content_type: str
    data: bytes


@dataclass(slots=True)
class Stay:
    """From when to when a version may have been the current one, in moments of `time.monotonic`."""

    version: Version
    since: float
    until: float = float("inf")


class Writer:
    """Writes sentences as texts have them, short and long, some with a number; in each is a word that no other has.

    `seed` is another one each time.
    """

    def __init__(self, seed: str) -> None:
        self._author = Author(random.Random(seed).randrange(10**9))
        self._chance = random.Random(seed)

    def sentence(self) -> str:
        """One sentence."""
        word = "".join(self._chance.choices(string.ascii_lowercase, k=10))
        number = f" {self._chance.randrange(10, 3000)}" if self._chance.random() < _SHARE_OF_NUMBERS else ""
        return f"{self._author.sentence(2, 18)[:-1]} {word}{number}."


def _text(writer: Writer) -> str:
    return "\n\n".join(f"{writer.sentence()} {writer.sentence()}" for _ in range(_SENTENCES // 2)) + "\n"


def _html(writer: Writer) -> str:
    blocks = [
        f"<h2>{writer.sentence()[:-1]}</h2>\n<p>{writer.sentence()} <b>{writer.sentence()}</b></p>\n"
        f'<p>Type <code>make {number}</code> and see <a href="/{number}">{writer.sentence()[:-1]}</a>.</p>\n'
        f"<ul><li>{writer.sentence()}</li><li>{writer.sentence()[:-1]}</li></ul>\n"
        for number in range(_SENTENCES // 4)
    ]
    head = f'<!DOCTYPE html>\n<html lang="en"><head><title>{writer.sentence()}</title></head>'
    return f"{head}\n<body>\n{''.join(blocks)}</body></html>\n"


def _markdown(writer: Writer) -> str:
    blocks = [
        f'## {writer.sentence()[:-1]}\n\n{writer.sentence()} See "[{writer.sentence()[:-1]}](/a/{number})".\n\n'
        f"- {writer.sentence()}\n- Run `make {number}`: {writer.sentence()}\n"
        for number in range(_SENTENCES // 5)
    ]
    return "\n".join(blocks)


def _json(writer: Writer) -> str:
    lines = [f'  "item{number}": "{{count}} {writer.sentence()}"' for number in range(_SENTENCES)]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _captions(writer: Writer) -> str:
    cues = [f"00:00:{number:02}.000 --> 00:00:{number:02}.900\n{writer.sentence()}" for number in range(_SENTENCES)]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def _fluent(writer: Writer) -> str:
    messages = [
        f"item-{number} = {writer.sentence()} {{ $count }} {writer.sentence()}" for number in range(_SENTENCES // 2)
    ]
    return "\n".join(messages) + "\n"


def _flat_document(writer: Writer) -> str:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    paragraphs = "".join(
        f"<text:p>{writer.sentence()} <text:span>{writer.sentence()}</text:span></text:p>\n"
        for _ in range(_SENTENCES // 2)
    )
    root = f'<office:document xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0">'
    return f"{root}<office:body><office:text>\n{paragraphs}</office:text></office:body></office:document>\n"


KINDS: dict[str, tuple[str, Callable[[Writer], str]]] = {
    "txt": ("text/plain; charset=utf-8", _text),
    "html": ("text/html; charset=utf-8", _html),
    "md": ("text/markdown; charset=utf-8", _markdown),
    "json": ("application/json", _json),
    "vtt": ("text/vtt", _captions),
    "ftl": ("text/x-fluent", _fluent),
    "fodt": ("application/vnd.oasis.opendocument.text-flat-xml", _flat_document),
}


def written(key: str) -> Version:
    """A new version of what is stored under a key, in the format of its extension."""
    content_type, write = KINDS[key.rpartition(".")[2]]
    return Version(key, content_type, write(Writer(uuid4().hex)).encode())


@dataclass
class Shelf:
    """The documents of a run in their bucket. Safe for many threads."""

    s3: Any
    bucket: str
    stays: dict[str, list[Stay]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, version: Version) -> None:
        """Store a version in the place of the one before, which is not to be seen once this returns."""
        with self._lock:
            self.stays.setdefault(version.key, []).append(Stay(version, time.monotonic()))
        self.s3.put_object(Bucket=self.bucket, Key=version.key, Body=version.data, ContentType=version.content_type)
        with self._lock:
            for before in self.stays[version.key][:-1]:
                before.until = min(before.until, time.monotonic())

    def current(self, key: str, since: float, until: float) -> list[Version]:
        """The versions that may have been read between two moments."""
        return [stay.version for stay in self.stays[key] if stay.since <= until and stay.until >= since]
