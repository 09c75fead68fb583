"""Which format an object has: by its Content-Type, its key's extension and its first bytes. Unsure: none.

A specific Content-Type decides. One that says little (S3's own default, or plain text) gives way to the extension, and
where there is none to what the first bytes plainly are.
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from lingopoint.formats.options import Options, UnreadableError
from lingopoint.regex import compile_pattern
from lingopoint.unit import Document

_BY_TYPE = {
    "application/ecmascript": "",
    "application/json": "json",
    "application/ld+json": "json",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "office",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "office",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "office",
    "application/x-gettext": "po",
    "application/x-ndjson": "json",
    "application/x-subrip": "srt",
    "application/x-xliff+xml": "xliff",
    "application/x-yaml": "yaml",
    "application/xhtml+xml": "html",
    "application/xliff+xml": "xliff",
    "application/yaml": "yaml",
    "text/csv": "csv",
    "text/html": "html",
    "text/markdown": "markdown",
    "text/srt": "srt",
    "text/tab-separated-values": "csv",
    "text/vtt": "vtt",
    "text/x-gettext-translation": "po",
    "text/x-java-properties": "properties",
    "text/x-markdown": "markdown",
    "text/x-yaml": "yaml",
    "text/yaml": "yaml",
}

_BY_EXTENSION = {
    "arb": "json",
    "csv": "csv",
    "docx": "office",
    "htm": "html",
    "html": "html",
    "json": "json",
    "jsonl": "json",
    "markdown": "markdown",
    "md": "markdown",
    "mdx": "markdown",
    "ndjson": "json",
    "po": "po",
    "pot": "po",
    "pptx": "office",
    "properties": "properties",
    "resx": "resx",
    "srt": "srt",
    "strings": "apple_strings",
    "text": "text",
    "tsv": "csv",
    "txt": "text",
    "vtt": "vtt",
    "xhtml": "html",
    "xlf": "xliff",
    "xliff": "xliff",
    "xlsx": "office",
    "xml": "xml",
    "yaml": "yaml",
    "yml": "yaml",
}

_MODULES = {
    "android": "xml.android",
    "apple_strings": "values.apple_strings",
    "csv": "values.csv",
    "html": "html.document",
    "json": "values.json",
    "markdown": "markdown.document",
    "office": "office.document",
    "po": "gettext.po",
    "properties": "values.properties",
    "resx": "xml.resx",
    "srt": "captions.srt",
    "text": "text.document",
    "vtt": "captions.vtt",
    "xliff": "xml.xliff",
    "xml": "xml.document",
    "yaml": "values.yaml",
}

_VAGUE = {"", "application/octet-stream", "binary/octet-stream", "text/plain"}
_XML_TYPES = {"application/xml", "text/xml"}

_FIRST_BYTES = (
    (compile_pattern(rb"WEBVTT(?:[ \t\r\n]|$)"), "vtt"),
    (compile_pattern(rb"(?i)<!doctype html|<html[\s>]"), "html"),
    (compile_pattern(rb"<\?xml "), "xml"),
)
_XML_ROOTS = (
    (compile_pattern(rb"<(?:\w+:)?xliff[\s>]"), "xliff"),
    (compile_pattern(rb"<resources[\s>/]"), "android"),
    (compile_pattern(rb"<root>\s*(?:<!--.*?-->\s*)?(?:<xsd:schema[^>]*id=\"root\"|<resheader\s)", re.DOTALL), "resx"),
    (compile_pattern(rb"<html[\s>]"), "html"),
)
_HEAD = 8 * 1024

BINARY = frozenset({"office"})
"""Formats that are no text of one charset: they are given the object's own bytes."""


@dataclass(frozen=True, slots=True)
class Kind:
    """The format found for an object."""

    name: str

    @property
    def binary(self) -> bool:
        """Whether the format reads the object's own bytes rather than its text."""
        return self.name in BINARY

    def extract(self, data: bytes, options: Options) -> Document:
        """The document. Imports the format's module, and what that needs, only now. Raises UnreadableError."""
        extract: Callable[[bytes, Options], Document] = _module(self.name).extract
        with _without_collection():
            return extract(data, options)


def import_formats() -> None:
    """Import every format's module, for whoever has the time to do so beforehand."""
    for name in filter(None, {*_BY_TYPE.values(), *_BY_EXTENSION.values(), *(name for _, name in _XML_ROOTS)}):
        _module(name)


def _module(name: str) -> Any:
    return import_module(f"lingopoint.formats.{_MODULES[name]}")


@contextmanager
def _without_collection() -> Iterator[None]:
    """No cyclic garbage collection: a document is very many small objects at once, none of them garbage.

    Looking through them again and again would take a fifth to a half of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def detect(content_type: str, key: str, data: bytes) -> Kind:
    """The format of an object. Raises UnreadableError when it has none of ours, or none that is certain."""
    media_type = content_type.partition(";")[0].strip().lower()
    extension = key.rpartition("/")[2].rpartition(".")[2].lower()
    name = _BY_TYPE.get(media_type)
    if name is None and (media_type in _VAGUE or media_type in _XML_TYPES):
        name = _BY_EXTENSION.get(extension) or _by_first_bytes(data) or ("text" if media_type == "text/plain" else "")
    if name is None and media_type.endswith("+xml") and media_type != "image/svg+xml":
        name = "xml"
    if name == "xml":
        name = _by_root(data)
    if not name:
        raise UnreadableError(f"no format for {media_type or 'no content type'}")
    return Kind(name)


def _by_first_bytes(data: bytes) -> str:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((name for pattern, name in _FIRST_BYTES if pattern.match(head)), "")


def _by_root(data: bytes) -> str:
    return next((name for pattern, name in _XML_ROOTS if pattern.search(data[:_HEAD])), "xml")
