"""Paragraphs of plain text that were broken into lines for the way (`format=flowed`, RFC 3676).

A line that ends in a space goes on in the next one; with `delsp=yes` that space is not part of the text, so that words
of scripts without spaces may be broken. Paragraphs whose words stayed keep their lines.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lingopoint.regex import compile_pattern

_LINE = compile_pattern(r"(>*+)( ?)([^\n]*+)\Z")
_WIDTH: Final = 72
_SIGNATURE: Final = "-- "
_STUFFED: Final = (" ", ">", "From ")


class Paragraph(NamedTuple):
    """The text of a paragraph in one line, and the lines that it came in."""

    text: str
    lines: list[str]


class Flowed(NamedTuple):
    """A text of paragraphs; `drops` is whether spaces at the ends of lines are none of theirs."""

    paragraphs: list[Paragraph]
    newline: str
    drops: bool

    @property
    def text(self) -> str:
        """Each paragraph in a line of its own."""
        return self.newline.join(paragraph.text for paragraph in self.paragraphs)

    def written(self, text: str) -> str:
        """Another text in lines; a paragraph that did not change has its own."""
        new = text.split(self.newline)
        old: list[Paragraph | None] = [*self.paragraphs] if len(new) == len(self.paragraphs) else [None] * len(new)
        lines: list[str] = []
        for before, after in zip(old, new, strict=True):
            lines += before.lines if before is not None and before.text == after else _broken(after, self.drops)
        return self.newline.join(lines)


def flowed(text: str, *, drops: bool) -> Flowed:
    """The paragraphs of a body."""
    newline = "\r\n" if "\r\n" in text else "\n"
    found: list[Paragraph] = []
    depth, goes_on = "", False
    for line in text.split(newline):
        match = _LINE.match(line)
        quote, content = (match[1], match[3]) if match else ("", line)
        ends = not content.endswith(" ") or (line == _SIGNATURE and not quote)
        said = content[:-1] if drops and not ends else content
        if goes_on and quote == depth and line != _SIGNATURE:
            last = found[-1]
            found[-1] = Paragraph(last.text + said, [*last.lines, line])
        else:
            text_of_line = line if line == _SIGNATURE else f"{quote} {said}" if quote else said
            found.append(Paragraph(text_of_line, [line]))
        depth, goes_on = quote, not ends
    return Flowed(found, newline, drops)


def _broken(text: str, drops: bool) -> Iterator[str]:
    """A paragraph in lines that fit."""
    match = _LINE.match(text)
    quote, content = (match[1], match[3]) if match and match[1] else ("", text)
    content = content.rstrip(" ")
    while len(content) > _WIDTH:
        at = content.rfind(" ", 0, _WIDTH) + 1 or (_WIDTH if drops else content.find(" ", _WIDTH) + 1)
        if not at:
            break
        yield _stuffed(quote, content[:at] + " " * drops)
        content = content[at:]
    yield _stuffed(quote, content)


def _stuffed(quote: str, content: str) -> str:
    return quote + " " * (bool(quote) or content.startswith(_STUFFED)) + content
