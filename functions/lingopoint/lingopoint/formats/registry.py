"""Which format an object has: by its Content-Type, its key's extension and its first bytes. Unsure: none.

A specific Content-Type decides. One that says little (S3's own default, plain text, XML of any kind) gives way to the
extension, and where there is none to what the first bytes plainly are. What each format is told by stands in `table`,
what is no format of ours though it may seem so in `foreign`.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module

from lingopoint.formats.foreign import OTHERS, extension, is_keyed, is_prose, start_of_root
from lingopoint.formats.options import Options, UnreadableError
from lingopoint.formats.table import BY_EXTENSION, BY_NAME, BY_TYPE, FORMATS, Format
from lingopoint.unit import Document

_SAYS_LITTLE = {
    *("", "application/octet-stream", "binary/octet-stream", "text/plain"),
    *("application/xml", "text/xml"),
    "video/mp2t",  # what the extension `.ts` is taken for
}
_XML = BY_NAME["xml"]
_TOLD_BY_ROOT = (_XML, BY_NAME["qt"])
_TOLD_BY_TITLE = {"asc": BY_NAME["asciidoc"]}
"""Extensions of several formats, and the one that first bytes tell."""
_TEXT = BY_NAME["text"]
_HEAD = 8 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """The format found for an object."""

    name: str

    @property
    def binary(self) -> bool:
        """Whether the format reads the object's own bytes rather than its text."""
        return BY_NAME[self.name].binary

    def extract(self, data: bytes, options: Options) -> Document:
        """The document. Imports the format's module, and what that needs, only now. Raises UnreadableError."""
        extract = extractor(self.name)
        with without_collection():
            return extract(data, options)


def extractor(name: str) -> Callable[[bytes, Options], Document]:
    """The `extract` of the format of this name. Imports its module."""
    extract: Callable[[bytes, Options], Document] = import_module(f"{__package__}.{BY_NAME[name].module}").extract
    return extract


def import_formats() -> None:
    """Import every format's module, for whoever has the time to do so beforehand."""
    for each in FORMATS:
        extractor(each.name)


@contextmanager
def without_collection() -> Iterator[None]:
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
    found = BY_TYPE.get(media_type)
    if media_type in _SAYS_LITTLE:
        found = _undeclared(media_type, key, data)
    elif found is None and media_type.endswith("+xml") and media_type != "image/svg+xml":
        found = _XML
    if found is _XML:
        found = _by_root(data)
        if found is _XML and is_keyed(data):
            raise UnreadableError("XML in which text may be a key")
    if found is None:
        raise UnreadableError(f"no format for {media_type or 'no content type'}")
    return Kind(found.name)


def _undeclared(media_type: str, key: str, data: bytes) -> Format | None:
    """The format of what may be anything. Raises UnreadableError where the extension is that of another format."""
    ending = extension(key)
    by_extension = BY_EXTENSION.get(key.rpartition("/")[2].rpartition(".")[2].lower())
    found = by_extension or _by_first_bytes(data)
    told = found in _TOLD_BY_ROOT or (found is not None and found is _TOLD_BY_TITLE.get(ending))
    if ending in OTHERS and by_extension is None and not told:
        raise UnreadableError(f"no format for .{ending}")
    if found is None and media_type == "text/plain":
        if ending and not is_prose(data):
            raise UnreadableError(f"no format for .{ending}, and no prose")
        return _TEXT
    return found


def _by_first_bytes(data: bytes) -> Format | None:
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((each for each in FORMATS if each.first_bytes and each.first_bytes.match(head)), None)


def _by_root(data: bytes) -> Format:
    head = data[:_HEAD]
    start = start_of_root(head)
    return next((each for each in FORMATS if each.root and each.root.match(head, start)), _XML)
