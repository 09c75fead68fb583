"""The start tags of a page with their attributes, for whoever changes what stands in them and nothing else."""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from lingopoint.formats.html.names import RAW
from lingopoint.formats.html.tokens import MARKUP, TAG_NAME, TAG_SLASH, raw_text_end
from lingopoint.regex import compile_pattern

_WS = rb"[ \t\n\r\f]"
_ATTRIBUTE = compile_pattern(
    rb"([^ \t\n\r\f/>=\"'][^ \t\n\r\f/>=]*+)"
    rb"(?:%b*+=%b*+(?:\"([^\"]*+)\"|'([^']*+)'|([^ \t\n\r\f>\"'][^ \t\n\r\f>]*+)))?+" % (_WS, _WS)
)
_MARKUP_BEGINS = compile_pattern(rb"<(?=[A-Za-z/!?])")
_NAME, _QUOTED = 1, (2, 3)


class AttributeValue(NamedTuple):
    """The value of an attribute: its text, and the bytes from `start` to `end` that hold it, quotes and all."""

    text: str
    start: int
    end: int


class StartTag(NamedTuple):
    """A start tag, the bytes from `start` to `end`; names are in lower case.

    `content_end` is where the end tag begins of an element whose content is no markup; of all others it is `end`.
    Of bytes that are not UTF-8, an attribute's text has surrogates (PEP 383).
    """

    name: str
    start: int
    end: int
    content_end: int
    attributes: dict[str, AttributeValue]

    def text(self, attribute: str) -> str:
        """The value of an attribute; empty where there is none."""
        value = self.attributes.get(attribute)
        return value.text if value else ""

    def word(self, attribute: str) -> str:
        """The same, of an attribute that is a keyword."""
        return self.text(attribute).strip().lower()


def start_tags(page: bytes) -> Iterator[StartTag]:
    """The start tags of a page, of any encoding that ASCII is part of; what stands in scripts and comments is none."""
    lower = page.lower()
    position = 0
    while begin := _MARKUP_BEGINS.search(page, position):
        match = MARKUP.match(page, begin.start())
        if match is None:
            return  # what never ends swallows the rest
        position = match.end()
        if match[TAG_NAME] is None or match[TAG_SLASH]:
            continue
        name = match[TAG_NAME].lower()
        if name in RAW:
            end = raw_text_end(lower, name, position)
            position = len(page) if end < 0 else end
        yield StartTag(name.decode("latin-1"), match.start(), match.end(), position, _attributes(page, match))


def _attributes(page: bytes, tag: re.Match[bytes]) -> dict[str, AttributeValue]:
    found: dict[str, AttributeValue] = {}
    for match in _ATTRIBUTE.finditer(page, tag.end(TAG_NAME), tag.end() - 1):
        group = match.lastindex or _NAME
        value = match[group] if group != _NAME else b""
        start = match.end() if group == _NAME else match.start(group) - (group in _QUOTED)
        text = unescape(value.decode("utf-8", "surrogateescape"))
        found.setdefault(match[_NAME].lower().decode("latin-1"), AttributeValue(text, start, match.end()))
    return found
