"""The key in the path of a web request.

Two spellings are read. CloudFront's function hands the key on behind `/~/`, with every byte but `A-Za-z0-9-._/` written
as `~` and two hexadecimal digits: origin access control fails to sign some percent-encoded paths, and this form is the
same before and after any decoding. Whoever calls the function URL itself percent-encodes the key (RFC 3986).
"""

import re
from fnmatch import fnmatchcase
from urllib.parse import quote, unquote, unquote_to_bytes

from lingopoint.config import Config
from lingopoint.errors import InvalidRequestError

MARK = "/~/"
EVERYTHING = "*"
_UNSAFE = re.compile(rb"[^A-Za-z0-9\-._/]|(?:(?<=/)|^)/|(?:(?<=/)|^)\.{1,2}(?=/|$)")
_ESCAPED = re.compile(r"(?:[A-Za-z0-9\-._/]|~[0-9A-F]{2})*")


def key_of(path: str) -> str:
    """The key of a path; empty for the root. Raises InvalidRequestError where it is not UTF-8 or wrongly escaped."""
    try:
        if not path.startswith(MARK):
            return unquote(path.removeprefix("/"), errors="strict")
        escaped = path.removeprefix(MARK)
        if not _ESCAPED.fullmatch(escaped):
            raise InvalidRequestError("The path is not that of an object.")
        return unquote_to_bytes(escaped.replace("~", "%")).decode()
    except UnicodeDecodeError as error:
        raise InvalidRequestError("The path is not UTF-8.") from error


def marked(key: str) -> str:
    """The path behind the mark. A segment of dots and a second slash are escaped too: proxies take them away."""
    return MARK + _UNSAFE.sub(lambda match: b"".join(b"~%02X" % byte for byte in match[0]), key.encode()).decode()


def readable(key: str) -> str:
    """The path for people and their clients, percent-encoded. One that begins with two slashes would name a host."""
    path = quote(key, safe="/~")
    return f"/%2F{path[1:]}" if path.startswith("/") else f"/{path}"


def is_published(key: str, prefixes: tuple[str, ...]) -> bool:
    """Whether everybody may read a key: to publish is a decision, so without prefixes nothing is.

    Nor is a key with a segment of dots, which to S3 is a name, and to what lies between a way out of the prefix.
    """
    if not {".", ".."}.isdisjoint(key.split("/")):
        return False
    return any(prefix == EVERYTHING or key.startswith(prefix) for prefix in prefixes)


def is_excluded(key: str, config: Config) -> bool:
    """Whether the website says of a key that it stays as it is stored."""
    return config.site and any(fnmatchcase(key, pattern) for pattern in config.site_exclude)
