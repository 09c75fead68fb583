"""The text of a request as Amazon Translate reads it: plain lines, or HTML.

Text without any tag is plain: a raw `&` or `<` is a character like any other. As soon as there is a tag the text is
HTML: block elements part one segment from the next, inline elements ride along, and an element with `translate="no"` is
kept as it is (Developer Guide, "Using do-not-translate in Amazon Translate"). A line break always parts segments.
"""

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lingopoint_local.translate.line import Line, Role, Tag, has_letters, paired, text

_TAG = re.compile(r"<!--.*?-->|<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:\s[^<>]*?)?)(/?)>", re.DOTALL)
_TOKEN = re.compile(rf"{_TAG.pattern}|\r?\n|\r", re.DOTALL)
_PLAIN_LINE = re.compile(r"[^\r\n]+")
_NO_TRANSLATE = re.compile(r"""\stranslate\s*=\s*["']?no\b""", re.IGNORECASE)
_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6r]"
    "|head|header|html|legend|li|main|nav|ol|option|p|pre|section|select|summary|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_VOID = re.compile("area|base|br|col|embed|img|input|link|meta|source|track|wbr")


class Segment(NamedTuple):
    """One line to translate, without the white space around it: its half-open span in the request, and its content."""

    start: int
    end: int
    line: Line


class RequestText:
    """A request's text, taken apart so that it can be put together again around its translations."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.is_markup = "<" in source and _TAG.search(source) is not None
        found = _html_segments(source) if self.is_markup else _plain_segments(source)
        self.segments = [segment for segment in found if has_letters(text(segment.line))]

    @property
    def lines(self) -> list[Line]:
        """What there is to translate, in order."""
        return [segment.line for segment in self.segments]

    def render(self, translations: Sequence[Line]) -> str:
        """The request's text with `translations[i]` in the place of `lines[i]`; all else is copied."""
        pieces: list[str] = []
        position = 0
        for (start, end, line), translation in zip(self.segments, translations, strict=True):
            pieces += (
                self.source[position:start],
                self.source[start:end] if translation == line else self._encode(translation),
            )
            position = end
        return "".join([*pieces, self.source[position:]])

    def _encode(self, line: Line) -> str:
        return "".join(part.raw if isinstance(part, Tag) else self.escape(part) for part in line)

    def escape(self, value: str) -> str:
        """Text as it is written in this request."""
        return html.escape(value, quote=False) if self.is_markup else value


def _plain_segments(source: str) -> Iterator[Segment]:
    for match in _PLAIN_LINE.finditer(source):
        line = match.group().strip()
        start = match.start() + match.group().find(line)
        yield Segment(start, start + len(line), (line,))


def _html_segments(source: str) -> Iterator[Segment]:
    start = position = 0
    for match in _TOKEN.finditer(source):
        if match.start() < position:
            continue
        position, tag = _inline(source, match)
        if tag is None:
            yield _html_segment(source, start, match.start())
            start = position
    yield _html_segment(source, start, len(source))


def _html_segment(source: str, start: int, end: int) -> Segment:
    """The segment between two boundaries; it holds inline tags only."""
    content = source[start:end].strip()
    start += source[start:end].find(content)
    parts: list[tuple[str, Role, str] | str] = []
    position = 0
    for match in _TAG.finditer(content):
        if match.start() >= position:
            parts.append(html.unescape(content[position : match.start()]))
            position, tag = _inline(content, match)
            parts.append(tag or "")
    parts.append(html.unescape(content[position:]))
    return Segment(start, start + len(content), paired(part for part in parts if part))


def _inline(source: str, match: re.Match[str]) -> tuple[int, tuple[str, Role, str] | None]:
    """Where the token ends, and the tag that it is: None for a line break or a block element, which end the segment."""
    closing, name, attributes, empty = match.groups()
    if name is None:
        return match.end(), (match.group(), Role.LONE, "") if match.group().startswith("<") else None
    name = name.lower()
    end, role = match.end(), Role.CLOSE if closing else Role.LONE if empty or _VOID.fullmatch(name) else Role.OPEN
    if role is Role.OPEN and _NO_TRANSLATE.search(attributes):
        end, role = _element_end(source, name, end), Role.KEEP
    return end, None if _BLOCK.fullmatch(name) else (source[match.start() : end], role, name)


def _element_end(source: str, name: str, position: int) -> int:
    """Where the element whose content begins at `position` ends; an element that is never closed ends there."""
    depth = 1
    ends = re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])[^<>]*>", re.IGNORECASE)
    for match in ends.finditer(source, position):
        depth += -1 if match.group(1) else 1
        if not depth:
            return match.end()
    return position
