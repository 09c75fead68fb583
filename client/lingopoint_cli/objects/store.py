"""Storing originals, and reviewed translations of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lingopoint_cli.content_types import content_type

if TYPE_CHECKING:
    from lingopoint_cli.place import Place


def key_for(file: Path, key: str, language: str = "") -> str:
    """The key that a file is stored under: below `key` where that ends in a slash or is empty, else `key` itself.

    With `language`, Amazon Translate's code of one, it is the key of the translation into that language.
    """
    name = key + file.name if not key or key.endswith("/") else key
    return translated_key(name, language) if language else name


def translated_key(key: str, language: str) -> str:
    """The key of the translation of an object into a language, by Amazon Translate's code."""
    return f"{key}#{language}"


def store_file(place: "Place", file: Path, key: str, kind: str = "", language: str = "") -> None:
    """Store a file's bytes under a key. `kind` is its Content-Type; none is told by its name and its bytes.

    Raises OSError, and botocore's errors.
    """
    data = file.read_bytes()
    store(place, data, key, kind or content_type(file.name, data), language)


def store(place: "Place", data: bytes, key: str, kind: str, language: str = "") -> None:
    """Store bytes under a key. Raises botocore's errors."""
    about = {"ContentType": kind}
    if language:
        about["ContentLanguage"] = language
    client: Any = place.s3()  # its types know no parameters by name
    client.put_object(Bucket=place.bucket, Key=key, Body=data, **about)
