"""Original and translation, their texts matched for a reader's eyes."""

import re
from collections.abc import Callable
from email.message import Message
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from lingopoint.formats import registry
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.renditions import charset
from lingopoint.unit import Part
from lingopoint_cli.asking import Asking
from lingopoint_cli.objects.served import ServedObject, fetch
from lingopoint_cli.tags import Wanted

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_BREAK = re.compile(rb"[\r\n]|<(?:\w+:)?(?:br|line-break|tab)\b", re.IGNORECASE)
"""A code that ends a line, or moves to another place in it."""


class Pair(NamedTuple):
    """What belongs together. Either may be empty where the two documents are not built alike."""

    original: str
    translation: str


class Version(NamedTuple):
    """One document of the two."""

    key: str
    content_type: str
    data: bytes
    language: str


class Compared(NamedTuple):
    """An original, and the answer in a language, whose body is read."""

    answer: ServedObject
    original: Version
    translation: Version

    def pairs(self) -> list[Pair]:
        """The texts of the two, matched."""
        return pairs(self.original, self.translation)


def compared(client: "S3Client", access_point: str, key: str, wanted: Wanted, say: Callable[[str], object]) -> Compared:
    """Read an object through the access point as it is, and in a language (see `fetch`)."""
    original, answer = (fetch(client, access_point, ways, say) for ways in ([Asking(key)], wanted.ways(key)))
    versions = [Version(key, each.content_type, each.document(), each.language) for each in (original, answer)]
    return Compared(answer, *versions)


def pairs(original: Version, translation: Version) -> list[Pair]:
    """The texts of the two, matched: unit by unit where both have as many, else line by line."""
    try:
        texts = _units(original), _units(translation)
    except UnreadableError:
        texts = [], []
    if not texts[0] or len(texts[0]) != len(texts[1]):
        texts = _lines(original), _lines(translation)
    return [Pair(*texts) for texts in zip_longest(*texts, fillvalue="")]


def _units(version: Version) -> list[str]:
    kind = registry.detect(version.content_type, version.key, version.data)
    data = version.data
    if not kind.binary:
        data = charset.decode(data, _charset(version.content_type)).data
    document = kind.extract(data, Options(target=version.language or "en"))
    return [re.sub(" {2,}", " ", "".join(map(_shown, unit.parts))) for unit in document.units]


def _charset(content_type: str) -> str | None:
    header = Message()
    header["Content-Type"] = content_type
    return header.get_content_charset()


def _shown(part: Part) -> str:
    """A part as a reader sees it: words beside a line break stay two."""
    if isinstance(part, str):
        return part
    return part.shown or (" " if part.raw and _BREAK.search(part.raw) else "")


def _lines(version: Version) -> list[str]:
    text = version.data.decode(errors="replace")
    return [line.strip() for line in text.splitlines() if line.strip()]
