"""Start tags as bytes: found, and written with another attribute."""

import re

from lingopoint.formats.xml import quotable
from lingopoint.regex import compile_pattern

ATTRIBUTES = rb"(?:[^\"'>/]++|\"[^\"]*+\"|'[^']*+'|/(?!>))*+"
"""The attributes of a tag, up to its end."""

_OFF = frozenset({b"0", b"false", b"off"})


def value_of(tag: bytes, name: bytes) -> bytes | None:
    """The value of an attribute as it is written."""
    found = _attribute(name).search(tag)
    return None if found is None else found[1] if found[1] is not None else found[2]


def with_value(tag: bytes, name: bytes, value: str) -> bytes:
    """A start tag with this value of an attribute; a missing one is added after the others."""
    found = _attribute(name).search(tag)
    if found is None:
        end = len(tag) - (2 if tag.endswith(b"/>") else 1)
        return b'%b %b="%b"%b' % (tag[:end].rstrip(), name, quotable(value), tag[end:])
    start, end = found.span(1 if found[1] is not None else 2)
    return tag[:start] + quotable(value) + tag[end:]


def is_on(value: bytes | None) -> bool:
    """Whether a switch that is there is on (ECMA-376 part 1, section 22.9.2.7)."""
    return value is None or value not in _OFF


def _attribute(name: bytes) -> re.Pattern[bytes]:
    return compile_pattern(rb"\s%b\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')" % re.escape(name))
