"""Storing originals, and reviewed translations of them."""

import errno
import glob
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lingopoint_cli.content_types import content_type
from lingopoint_cli.failures import USAGE, Failure
from lingopoint_cli.files import streams

if TYPE_CHECKING:
    from lingopoint_cli.place import Place


class Upload(NamedTuple):
    """A file, or `streams.STANDARD`, and the key that it is stored under."""

    file: str
    key: str


def uploads(names: Sequence[str], prefix: str = "", language: str = "") -> list[Upload]:
    """What is stored where, by the arguments of `put`.

    One file may be followed by its key; one that ends in a slash is a prefix. Several files, folders and patterns are
    stored below the prefix, a folder's files by their paths inside it. With `language` the one file is a translation
    into it. Raises Failure where it is not clear what is a file and what a key, and OSError for a file that is missing.
    """
    for name in names:
        if name.startswith("s3://"):
            raise Failure(f"{name}: give the key alone, and the bucket by --bucket", USAGE)
    files, key = _files_and_key(names, language)
    if key and prefix:
        raise Failure("give a KEY or --prefix, not both", USAGE)
    if key and not key.endswith("/"):
        if Path(files[0]).is_dir():
            raise Failure(f"{files[0]} is a folder: give a prefix that ends in a slash, or --prefix", USAGE)
        found = [Upload(files[0], key)]
    elif streams.STANDARD in files:
        raise Failure("what comes from standard input needs a KEY", USAGE)
    else:
        below = key or (prefix if not prefix or prefix.endswith("/") else f"{prefix}/")
        found = [Upload(file, below + inside) for name in files for file, inside in _inside(name)]
    if language:
        found = [Upload(upload.file, translated_key(upload.key, language)) for upload in found]
    if twice := [name for name, times in Counter(upload.key for upload in found).items() if times > 1]:
        raise Failure(f"two files would both be stored under {twice[0]}", USAGE)
    return found


def translated_key(key: str, language: str) -> str:
    """The key of the translation of an object into a language."""
    return f"{key}#{language}"


def _files_and_key(names: Sequence[str], language: str) -> tuple[Sequence[str], str]:
    """The files, and the key of a single one, which is empty where none is given."""
    first, *others = names
    if language and (len(others) > 1 or Path(first).is_dir()):
        raise Failure("--as is for one FILE and the KEY that it translates", USAGE)
    if len(others) != 1:
        return names, ""
    (other,) = others
    if language or first == streams.STANDARD or not list(_matching(other)):
        return [first], other
    if other.endswith("/"):
        told = f"{other} is a folder here: leave the slash out to store it as well, or say --prefix {other}"
        raise Failure(told, USAGE)
    return names, ""


def _inside(name: str) -> Iterator[tuple[str, str]]:
    """The files that a name stands for, and their names below the prefix. What is hidden in folders is left out."""
    paths = list(_matching(name))
    if not paths:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name)
    for path in paths:
        if not path.is_dir():
            yield str(path), path.name
            continue
        for file in sorted(path.rglob("*")):
            inside = file.relative_to(path)
            if file.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield str(file), inside.as_posix()


def _matching(name: str) -> Iterator[Path]:
    """What a name or a pattern stands for; shells that leave patterns to the program know files by none."""
    if os.path.lexists(name):
        yield Path(name)
    elif glob.has_magic(name):
        yield from map(Path, sorted(glob.glob(name, recursive=True)))  # noqa: PTH207  patterns may be absolute


def store_file(place: "Place", file: str | Path, key: str, kind: str = "", language: str = "") -> None:
    """Store the bytes of a file, or of `streams.STANDARD`, under a key.

    `kind` is its Content-Type; none is told by its name, or the key's, and its bytes. Raises OSError, and botocore's
    errors.
    """
    data = streams.read(Path(file))
    name = key.removesuffix(f"#{language}") if streams.is_standard(Path(file)) else file
    store(place, data, key, kind or content_type(Path(name).name, data), language)


def store(place: "Place", data: bytes, key: str, kind: str, language: str = "") -> None:
    """Store bytes under a key. Raises botocore's errors."""
    about = {"ContentType": kind}
    if language:
        about["ContentLanguage"] = language
    client: Any = place.s3()  # its types know no parameters by name
    client.put_object(Bucket=place.bucket, Key=key, Body=data, **about)
