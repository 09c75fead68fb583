"""Hyphens that are only layout: to a translator a word with one of them is another word, or none."""

from lingopoint.regex import compile_pattern

_LAYOUT = compile_pattern("\u00ad|(?<=[A-Za-z\u00c0-\u024f ])\u200b|\u200b(?=[A-Za-z\u00c0-\u024f ])")
"""Soft hyphens; places to break a line, but for scripts that have no other mark between words."""

_NO_BREAK_HYPHEN = "\u2011"

_IN_BYTES = ("\u00ad".encode(), "\u200b".encode(), _NO_BREAK_HYPHEN.encode())


def has_any(data: bytes) -> bool:
    """Whether there is any of these in UTF-8."""
    return not data.isascii() and any(map(data.__contains__, _IN_BYTES))


def unhyphenated(text: str) -> str:
    """The text as it is sent: without soft hyphens, with an ordinary hyphen for one where no line may break."""
    text = text.replace(_NO_BREAK_HYPHEN, "-")
    return text if text.isprintable() else _LAYOUT.sub("", text)
