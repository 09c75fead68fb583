"""The Content-Type that a file is stored with: one that the format registry recognises, and browsers too."""

import mimetypes
from pathlib import PurePath

_TYPES = {
    "arb": "application/json",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "htm": "text/html",
    "html": "text/html",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "markdown": "text/markdown",
    "md": "text/markdown",
    "mdx": "text/markdown",
    "ndjson": "application/x-ndjson",
    "po": "text/x-gettext-translation",
    "pot": "text/x-gettext-translation",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "properties": "text/x-java-properties",
    "resx": "application/xml",
    "srt": "application/x-subrip",
    "strings": "text/plain",
    "text": "text/plain",
    "tsv": "text/tab-separated-values",
    "txt": "text/plain",
    "vtt": "text/vtt",
    "xhtml": "application/xhtml+xml",
    "xlf": "application/xliff+xml",
    "xliff": "application/xliff+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "yaml": "application/yaml",
    "yml": "application/yaml",
}
"""The same on every machine, whatever its own table of types says."""

_UNKNOWN = "application/octet-stream"


def content_type(name: str, data: bytes | None = None) -> str:
    """The type by the extension of `name`.

    With the file's bytes, a text type names the charset when they are UTF-8, so that a browser need not guess.
    """
    extension = PurePath(name).suffix.removeprefix(".").lower()
    guessed, encoding = mimetypes.guess_type(name, strict=False)
    found = _TYPES.get(extension) or (guessed if not encoding else None) or _UNKNOWN
    if data is None or not found.startswith("text/") or not _is_utf8(data):
        return found
    return f"{found}; charset=utf-8"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
