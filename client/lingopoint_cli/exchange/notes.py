"""What a document says to its translators: the key of a text, and the comments before it.

They are looked for in what stands between one text and the next, and only shown: a comment too many does no harm.
"""

import html
import re

from lingopoint_cli.exchange.original import Opened

_FORMATS = frozenset(
    [
        *("android", "apple_strings", "fluent", "json", "json5", "php", "plist", "po", "properties", "qt", "resx"),
        *("toml", "xcstrings", "xliff", "xml", "yaml"),
    ]
)
"""In which keys and comments stand before texts; elsewhere it is markup."""

_COMMENT = re.compile(
    r"<!--(.*?)-->|/\*(.*?)\*/"
    r"|<(?:note|comment|extracomment|translatorcomment)\b[^<>]*>(.*?)</"
    r'|"comment"\s*:\s*"((?:[^"\\]|\\.)*)"'
    r"|^[ \t]*(?:#(?![,~|])[.:]?|//|!)[ \t]?([^\n]*)$",
    re.DOTALL | re.MULTILINE,
)
_KEY = re.compile(
    r'\b(?:name|id|resname)="([^"]*)"'
    r"|^msgctxt (\".*?\")$"
    r"|<key>(.*?)</key>"
    r"""|(?:^|[{,\[])[ \t]*(?:"((?:[^"\\\n]|\\.)+)"|'((?:[^'\\\n]|\\.)+)'|([\w.$-]+))\s*(?:=>|[:=])""",
    re.DOTALL | re.MULTILINE,
)
_LONGEST = 4_000
_LONGEST_NOTE = 500


def notes(opened: Opened) -> dict[int, str]:
    """The notes for the units of a document, by their place."""
    if opened.format not in _FORMATS:
        return {}
    before = opened.before
    said = {text.place: _note(before[text.place][-_LONGEST:].decode(errors="replace")) for text in opened.texts}
    return {index: note for index, note in said.items() if note}


def _note(before: str) -> str:
    comments = [" ".join(_of(found).split()) for found in _COMMENT.finditer(before)]
    keys = [_of(found) for found in _KEY.finditer(_COMMENT.sub("", before))]
    lines = [*keys[-1:], *comments]
    return html.unescape("\n".join(line[:_LONGEST_NOTE] for line in lines if line))


def _of(found: re.Match[str]) -> str:
    return next((group for group in found.groups() if group), "")
