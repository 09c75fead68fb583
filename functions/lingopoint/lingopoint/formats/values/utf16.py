r"""Escapes of UTF-16 code units, such as `\u00e9`: a character beyond U+FFFF is a surrogate pair, two of them."""

import json

from lingopoint.regex import compile_pattern

_SURROGATE = compile_pattern(r"[\ud800-\udfff]")
_NOT_ASCII = compile_pattern(r"[^\x00-\x7f]+")

LONE_SURROGATE = "\ud800"
"""What a decoder puts where an escape stands for no character: `paired` then finds no text."""


def paired(text: str) -> str | None:
    """The text with each surrogate pair as its character; None when half a pair is left, which no text stands for."""
    if _SURROGATE.search(text) is None:
        return text
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return None


def escaped(text: str, prefix: str = "\\u") -> str:
    """The text in ASCII: each code unit beyond it as the prefix and four hexadecimal digits."""
    return _NOT_ASCII.sub(lambda run: json.dumps(run[0])[1:-1].replace("\\u", prefix), text)
