"""Header values that every way to a reader takes: one line of printable ASCII, which is signed as it is sent.

A signature counts runs of spaces as one space, and what is not ASCII goes out in bytes that two sides read in two ways.
So an answer's headers are made safe once, here, for GET as for HEAD, and both then say the same.
"""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import quote

from lingopoint.http.conditions import parse_date

METADATA = "x-amz-meta-"
"""How the names of an object's own metadata begin."""

_NAME = re.compile(r"[0-9a-z!#$%&'*+.^_`|~-]+")
_COUNT = re.compile(r"[0-9]{1,9}")
_LENGTH = re.compile(r"[0-9]{1,18}")
_FILE_NAME = re.compile(r'(?<![\w*-])filename\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.IGNORECASE)
_OF_AN_ATTRIBUTE = "!#$&+-.^_`|~"
_SPACING = "\t\n\v\f\r"
_WORD_BYTES = 45
_MOST_OF_A_MESSAGE = 1024


def safe(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of an answer, by lower-case name, as they can be sent; what cannot be is left out.

    An object's own metadata is encoded as S3 gives it back (RFC 2047), the name of a file by RFC 8187, every other
    letter by percent signs. `Expires` may be any text in S3 and stays what it is; other dates, and numbers, are what
    they should be or nothing.
    """
    read = {name: _reader(name)(one_line(value)) for name, value in headers.items() if _NAME.fullmatch(name)}
    return {name: value for name, value in read.items() if value or name.startswith(METADATA)}


def message(text: str) -> str:
    """A message of an error as it can be sent: one line of ASCII, of at most 1,024 characters."""
    return one_line(text).encode("ascii", "backslashreplace").decode()[:_MOST_OF_A_MESSAGE]


def one_line(text: str) -> str:
    """The text without control characters, with single spaces."""
    kept = (character for character in text if character in _SPACING or unicodedata.category(character) != "Cc")
    return " ".join("".join(kept).split())


def received(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers as an HTTP client gives them, by lower-case name and as their sender meant them.

    Clients give each byte as the character of its number (RFC 9112 section 5.5). A length that is none is left out.
    """
    meant = {name.lower(): _as_utf8(value) for name, value in headers.items()}
    if not _LENGTH.fullmatch(meant.get("content-length", "0")):
        del meant["content-length"]
    return meant


def parse_instant(text: str) -> datetime | None:
    """A moment as S3 writes that of an object lock (RFC 3339), in UTC, or None where it is none."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _as_utf8(value: str) -> str:
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _reader(name: str) -> Callable[[str], str]:
    return _metadata if name.startswith(METADATA) else _READERS.get(name, _percent_encoded)


def _metadata(value: str) -> str:
    """ASCII as it is, else encoded words of at most 75 characters (RFC 2047 section 2)."""
    return value if value.isascii() else " ".join(f"=?UTF-8?B?{b64encode(word).decode()}?=" for word in _words(value))


def _words(value: str) -> Iterator[bytes]:
    """UTF-8 in pieces, each of whole characters."""
    word = b""
    for character in value:
        encoded = character.encode(errors="replace")
        if len(word) + len(encoded) > _WORD_BYTES:
            yield word
            word = b""
        word += encoded
    yield word


def _disposition(value: str) -> str:
    """A Content-Disposition whose file name is ASCII, with the whole name beside it (RFC 6266 section 4.3)."""
    return _percent_encoded(_FILE_NAME.sub(_file_name, value))


def _file_name(match: re.Match[str]) -> str:
    given = match[1].strip()
    if given.isascii():
        return match[0]
    name = re.sub(r"\\(.)", r"\1", given[1:-1]) if given.startswith('"') and given.endswith('"') else given
    plain = re.sub(r"[^ !#-\[\]-~]", "_", name)
    whole = quote(name, safe=_OF_AN_ATTRIBUTE, errors="replace")
    beside = "" if re.search(r"filename\*\s*=", match.string, re.IGNORECASE) else f"; filename*=UTF-8''{whole}"
    return f'filename="{plain}"{beside}'


def _percent_encoded(value: str) -> str:
    return "".join(character if character.isascii() else quote(character, errors="replace") for character in value)


def _date(value: str) -> str:
    date = parse_date(value)
    return _imf(date) if date else ""


def _expires(value: str) -> str:
    return _date(value) or _percent_encoded(value)


def _instant(value: str) -> str:
    moment = parse_instant(value)
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}Z" if moment else ""


def _imf(date: datetime) -> str:
    """The form of RFC 9110 section 5.6.7; empty for a moment that has none, at the end of the calendar."""
    try:
        return format_datetime(date.astimezone(UTC), usegmt=True)
    except OverflowError:
        return ""


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda value: value if pattern.fullmatch(value) else ""


_READERS: Mapping[str, Callable[[str], str]] = {
    "content-disposition": _disposition,
    "content-length": _matching(_LENGTH),
    "expires": _expires,
    "last-modified": _date,
    "x-amz-missing-meta": _matching(_COUNT),
    "x-amz-mp-parts-count": _matching(_COUNT),
    "x-amz-object-lock-retain-until-date": _instant,
    "x-amz-tagging-count": _matching(_COUNT),
}
