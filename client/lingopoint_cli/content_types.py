"""The Content-Type that a file is stored with: one that the formats are recognised by, and browsers know too.

For our own formats it is the same on every machine, whatever that one's own table of types says.
"""

import mimetypes
from pathlib import PurePath

from lingopoint.formats.table import BY_EXTENSION

_UNKNOWN = "application/octet-stream"


def content_type(name: str, data: bytes | None = None) -> str:
    """The type by the extension of `name`.

    With the file's bytes, a text type names the charset when they are UTF-8, so that a browser need not guess.
    """
    extension = PurePath(name).suffix.removeprefix(".").lower()
    if extension in BY_EXTENSION:
        found = BY_EXTENSION[extension].extensions[extension]
    else:
        guessed, encoding = mimetypes.guess_type(name, strict=False)
        found = guessed if guessed and not encoding else _UNKNOWN
    if data is None or not found.startswith("text/") or not _is_utf8(data):
        return found
    return f"{found}; charset=utf-8"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
