"""The lexical grammar of HTML as regular expressions over lower-case bytes, so that places in it are byte offsets.

It follows the tokenizer of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html#tokenization) in all
that bears on where text, tags and values begin and end. A tag or comment that never ends swallows the rest of the
document, as it does there. Every repetition is possessive and no text is scanned again for more than a constant number
of patterns, so that reading is linear in the size of any input.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from lingopoint.formats.html.names import (
    ALONE,
    FOREIGN_ENDERS,
    INLINE,
    NOTABLE,
    OPAQUE_BLOCK,
    OPAQUE_INLINE,
    QUALIFYING,
    RAW,
    VERBATIM,
    Value,
)
from lingopoint.regex import compile_pattern

# The groups of `sentence_tokens`, which are also the kinds of what stands in a run of inline content.
TEXT, OPEN, CLOSE, KEEP, LONE, BOUNDARY, TAG, OTHER = range(1, 9)


def _one_of(names: Iterable[bytes]) -> bytes:
    """An alternation grouped by first letter, which the engine tries far fewer branches of."""
    groups = groupby(sorted(names), key=lambda name: name[:1])
    return b"(?:%b)(?=[ \t\n\r\f/>])" % b"|".join(
        b"%b(?:%b)" % (letter, b"|".join(re.escape(name[1:]) for name in group)) for letter, group in groups
    )


_WS = rb"[ \t\n\r\f]"
_NAME = rb"[a-z][^ \t\n\r\f/>]*+"
# The quoted forms reach the end of the document so that an unterminated value makes the whole tag unterminated.
_VALUE = rb"%b*+=%b*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\r\f>\"'][^ \t\n\r\f>]*+|(?=>))" % (_WS, _WS)


def _skipped(refused: bytes = b"") -> bytes:
    """Attributes, up to one whose name is in the pattern `refused`."""
    guard = rb"(?!(?:%b)[ \t\n\r\f=/>])" % refused if refused else b""
    return rb"(?:[ \t\n\r\f/]++|%b[^ \t\n\r\f/>][^ \t\n\r\f/>=]*+(?:%b)?+)*+" % (guard, _VALUE)


def _attributes(refused: bytes = b"") -> bytes:
    """The rest of a tag after its name, provided that no attribute has a name in `refused`, a pattern."""
    return _skipped(refused) + b">"


_ANY = _attributes()
_PLAIN = _attributes(b"translate")
_TEXT = rb"[^<]*+(?:<(?![a-z/!?%])[^<]*+)*+"
_COMMENT = rb"<!--(?:-?>|(?:[^-]++|-(?!-!?>))*+--!?>)"
_SPECIAL = _one_of(RAW | {b"html"})


def _tag(attributes: bytes) -> bytes:
    return rb"<((?!%b)/?%b)%b" % (_SPECIAL, _NAME, attributes)


def _notable(*, class_matters: bool) -> bytes:
    return b"|".join(sorted(NOTABLE | ({b"class"} if class_matters else set())))


def _raw_element(name: bytes, special: bytes = b"") -> bytes:
    stop = rb"/%b[ \t\n\r\f/>]%b" % (name, special)
    return rb"<%b(?=[ \t\n\r\f/>])%b(?<!/>)[^<]*+(?:<(?!%b)[^<]*+)*+</%b%b" % (name, _ANY, stop, name, _ANY)


def _flat_element(names: bytes, content: bytes, end: bytes) -> bytes:
    """An element whose tags inside are all in `content`; what is nested otherwise is left to a slower way."""
    return rb"<%b%b(?<!/>)(?:[^<]++|<(?:(?![a-z/!?%%])|%b%b))*+</%b(?=[ \t\n\r\f/>])%b" % (
        names,
        _PLAIN,
        content,
        _PLAIN,
        end,
        _ANY,
    )


_FLAT = rb"/?%b" % _one_of(INLINE | {b"wbr"})
_FLAT_PRE = rb"/?%b" % _one_of(INLINE | ALONE | VERBATIM | {b"br", b"button"})
_FLAT_SVG = rb"(?!/?%b)/?%b" % (_one_of(FOREIGN_ENDERS | {b"svg"}), _NAME)


@lru_cache(maxsize=2)
def sentence_tokens(*, class_matters: bool) -> re.Pattern[bytes]:
    """Matches some text and the markup after it; `lastindex` tells the markup's kind.

    Group TEXT is the text without leading white space. OPEN, CLOSE and KEEP hold the name of an inline element; KEEP is
    the whole of an element of code, LONE a picture in SVG, BOUNDARY as many tags and scripts outside of sentences as
    follow each other, TAG the name, with the slash of an end tag, of a tag with an attribute that matters (a class only
    if `class_matters`), and OTHER a `<` before anything else. TEXT itself is the last index at the end of the document.
    """
    usual = _attributes(_notable(class_matters=class_matters))
    no_block = _one_of(INLINE | ALONE | VERBATIM | OPAQUE_INLINE | OPAQUE_BLOCK | RAW | {b"html"})
    block = rb"<(?!%b|/%b)(?:/%b%b|%b%b)" % (no_block, _one_of(INLINE), _NAME, _ANY, _NAME, usual)
    outside = b"|".join(
        (
            block,
            _raw_element(b"script", b"|!--"),
            _raw_element(b"style"),
            _flat_element(b"pre(?=[ \t\n\r\f/>])", _FLAT_PRE, b"pre"),
        )
    )
    inline = _one_of(INLINE)
    kinds = (
        rb"<(%b)%b" % (inline, usual),
        rb"</(%b)%b" % (inline, _ANY),
        _flat_element(b"(%b)" % _one_of(VERBATIM), _FLAT, rb"\%d" % KEEP),
        _flat_element(b"svg(?=[ \t\n\r\f/>])", _FLAT_SVG, b"svg") + b"()",
        rb"(?:%b)(?:%b++|%b|%b)*+()" % (outside, _WS, outside, _COMMENT),
        _tag(_ANY),
        rb"\Z",
        rb"(<)",
    )
    return compile_pattern(rb"%b*+(%b)(?:%b)" % (_WS, _TEXT, b"|".join(kinds)))


SCOPED_TEXT, SCOPED_USUAL, SCOPED_TAG, SCOPED_OTHER = range(1, 5)


@lru_cache(maxsize=2)
def scoped_tokens(*, class_matters: bool) -> re.Pattern[bytes]:
    """Matches some text and the one tag after it.

    SCOPED_USUAL holds the name of a tag without an attribute that matters, SCOPED_TAG that of another, both with the
    slash of an end tag; SCOPED_OTHER is a `<` before anything else.
    """
    usual = _attributes(_notable(class_matters=class_matters))
    return compile_pattern(rb"(%b)(?:%b|%b|\Z|(<))" % (_TEXT, _tag(usual), _tag(_ANY)))


TAG_AT = compile_pattern(rb"<(/?)(%b)%b" % (_NAME, _ANY))
TAG_SLASH, TAG_NAME = 1, 2
"""A tag of any kind, and its groups."""


def _remnant(start: bytes, end: bytes) -> bytes:
    inside = rb"[^%b<]++|%b(?!>)|<(?![a-z/!?%%])|<(?!%b)/?%b%b" % (end, end, _SPECIAL, _NAME, _ANY)
    return rb"%b(?:%b)*+%b>" % (start, inside, end)


_REMNANT = rb"(?P<remnant>%b|%b)" % (_remnant(rb"<%", rb"%"), _remnant(rb"<\?(?:php|=|[ \t\n\r])", rb"\?"))
_BOGUS = rb"<(?:!(?!--)|\?|/(?![a-z]))[^>]*+>"

MARKUP = compile_pattern(rb"(?i:%b|%b|%b)" % (TAG_AT.pattern, _COMMENT, _BOGUS))
"""Any markup, in bytes of either case."""

ATTRIBUTE_VALUE = compile_pattern(_VALUE)
"""What follows the name of an attribute that has a value."""

TAG_START = compile_pattern(rb"<(/?[A-Za-z!?][^ \t\n\r\f/>]*+)")
"""The beginning of any markup, without a look at what follows."""

_CDATA = rb"<!\[cdata\[(?:[^\]]++|\](?!\]>))*+(?:\]\]>|\Z)"
MARKUP_AT = compile_pattern(b"|".join((_COMMENT, _REMNANT, rb"<%", _BOGUS)))
"""A comment, a declaration, an instruction, or what else HTML takes for a comment.

The group `remnant` is `<% ... %>` or `<?php ... ?>`, unless to a browser it ends within a comment or the like.
"""
MARKUP_WITH_CDATA_AT = compile_pattern(b"|".join((_CDATA, MARKUP_AT.pattern)))
"""The same in XML, where CDATA is no comment."""

_ATTRIBUTE, _IN_QUOTES, _IN_APOSTROPHES, _BARE = range(1, 5)
_QUOTES = {_IN_QUOTES: b'"', _IN_APOSTROPHES: b"'", _BARE: b""}
_SCRIPT_STEP = compile_pattern(rb"<!(?=--)|-->|</?script(?=[ \t\n\r\f/>])")


@lru_cache(maxsize=2)
def attribute_pattern(*, class_matters: bool) -> re.Pattern[bytes]:
    """Matches up to and including the next attribute that bears on what is translated or says what such a one means."""
    return compile_pattern(
        rb"%b([^ \t\n\r\f/>][^ \t\n\r\f/>=]*+)"
        rb"(?:%b*+=%b*+(?:\"([^\"]*+)\"|'([^']*+)'|([^ \t\n\r\f>\"'][^ \t\n\r\f>]*+)|(?=>)))?+"
        % (_skipped(b"|".join((_notable(class_matters=class_matters), *sorted(QUALIFYING)))), _WS, _WS)
    )


def attributes_of(pattern: re.Pattern[bytes], lower: bytes, start: int, end: int) -> dict[bytes, Value | None]:
    """The first of each attribute that `pattern` finds in a tag that ends at `end`, its name at `start`."""
    found: dict[bytes, Value | None] = {}
    while match := pattern.match(lower, start, end):
        group = match.lastindex or _ATTRIBUTE
        found.setdefault(match[_ATTRIBUTE], None if group == _ATTRIBUTE else Value(*match.span(group), _QUOTES[group]))
        start = match.end()
    return found


@lru_cache(maxsize=16)
def _end_tag(name: bytes) -> re.Pattern[bytes]:
    return compile_pattern(rb"</%b(?=[ \t\n\r\f/>])" % name)


def raw_text_end(lower: bytes, name: bytes, start: int) -> int:
    """Where the end tag of a raw text element begins, for content that begins at `start`; -1 when it has none."""
    if name != b"script":
        found = _end_tag(name).search(lower, start)
        return found.start() if found else -1
    escaped = doubly = False
    for step in _SCRIPT_STEP.finditer(lower, start):
        match step[0]:
            case b"<!":
                escaped = True
            case b"-->":
                escaped = doubly = False
            case b"<script":
                doubly = escaped
            case _ if doubly:
                doubly = False
            case _:
                return step.start()
    return -1
