r"""What extended dialects of Markdown know and CommonMark takes for text: found, and masked for the parser.

A span becomes one code of its sentence, or one end of a pair around words. The parser reads in its place as many bytes
of letters that no document holds, so that nothing in it is markup: `[words]({{< ref "a b" >}})` is a link, and
`[words]{.class}` and `[words][defined elsewhere]` are made ones. The head of a tab or an admonition, whose body is
indented, is read as the marker of a list.
"""

from functools import partial
from typing import Final, NamedTuple

from lingopoint.formats.markdown.masking.finder import HEAD, Finder
from lingopoint.formats.markdown.run import Span

_FILLS: Final = tuple(zip("\u0378\u0379\u0380\u0381", "\ufdd0\ufdd1\ufdd2\ufdd3", "\x1c\x1d\x1e\x1f", strict=True))
"""Letters of two, three and one bytes that no text holds: unassigned ones, noncharacters, control characters."""


class Masked(NamedTuple):
    """A document for the parser, byte for byte as long, and the spans in it, in order."""

    data: bytes
    spans: list[Span]


def masked(data: bytes) -> Masked:
    """The document with what dialects know masked."""
    fills = next((fills for fills in _FILLS if not any(letter.encode() in data for letter in fills)), None)
    if fills is None:
        return Masked(data, [])
    finder = Finder(data, partial(_fill, *fills))
    spans = finder.spans()
    out = bytearray(data)
    for head in finder.heads:
        out[head : head + len(HEAD)] = HEAD
    for span in spans:
        span.fill = span.fill or _fill(*fills, span.end - span.start)
        out[span.start : span.end] = span.fill.encode()
    return Masked(bytes(out), spans)


def _fill(two: str, three: str, one: str, length: int) -> str:
    if length == 1:
        return one
    return two * (length // 2) if length % 2 == 0 else three + two * ((length - 3) // 2)
